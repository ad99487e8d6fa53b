"""results.json of one submission, as exercism's test runners write it (version 3)."""

import json

from dojo.grading.escape import line, terminal
from dojo.grading.report import message
from dojo.grading.result import KataResult, Result, State, Test, Visibility

MESSAGE = 65_535  # characters that version 3 allows a message
STATUS = {State.PASSED: "pass", State.FAILED: "fail"}  # any other state is an error


def results(result: Result, lang: str) -> str:
    """The submission as JSON: version 3, and beside its fields ours.

    status: `pass`; `error` where no test has run to its end, or grading itself has failed, with the
    message to look at first; else `fail`. task_id: the place of the kata in the result, from 1.
    A test that is not public says no more than whether it passed.
    """
    status = _status(result)
    return json.dumps(
        {
            "version": 3,
            "status": status,
            "message": terminal(message.first(result, lang), MESSAGE) if status == "error" else None,
            "tests": [
                _test(test, kata, place) for place, kata in enumerate(result.katas, 1) for test in kata.tests
            ],
            "name": line(result.name),
            "state": result.state,
            "earned": None if result.state == State.INFRA_ERROR else result.earned(),
            "points": result.points(),
            "first": terminal(message.first(result, lang)),
            "seconds": round(result.seconds, 3),
        },
        ensure_ascii=False,
    )


def _status(result: Result) -> str:
    """`pass`, `fail` or `error`."""
    if result.state == State.PASSED:
        return "pass"
    ended = any(test.state in STATUS for kata in result.katas for test in kata.tests)
    return "fail" if ended and result.state != State.INFRA_ERROR else "error"


def _test(test: Test, kata: KataResult, place: int) -> dict:
    """A test of a kata, the task in that place."""
    open_ = test.visibility == Visibility.PUBLIC and test.state != State.PASSED
    return {
        "name": line(test.sentence or test.name, 1_000),
        "status": STATUS.get(test.state, "error"),
        "message": terminal(test.message) or None if open_ else None,
        "task_id": place,
        "kata": kata.id,
        "test": test.name,
        "state": test.state,
        "points": test.points,
        "earned": None if test.state == State.INFRA_ERROR else test.earned,
        "speed": test.speed,
        "visibility": test.visibility,
    }
