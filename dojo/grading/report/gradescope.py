"""results.json of one submission, as Gradescope reads it."""

import json

from dojo.grading.escape import line, terminal
from dojo.grading.report import message
from dojo.grading.result import KataResult, Result, State, Test, Visibility

VISIBILITY = {
    Visibility.PUBLIC: "visible",
    Visibility.HIDDEN: "hidden",
    Visibility.AFTER_DUE_DATE: "after_due_date",
}


def results(result: Result, lang: str) -> str | None:
    """The submission as JSON; None where grading itself has failed, and no file may be written.

    Gradescope adds up whatever a file says, so any file would be a grade, and a zero for what was not
    graded. Without one it reports that the autograder failed and records no score, and the instructor,
    who alone sees its standard output, can run it again.

    All text is declared to be plain: Gradescope would read some of it as HTML otherwise. Points of a
    hidden test are part of the total that a student sees.
    """
    if result.state == State.INFRA_ERROR:
        return None
    tests = [
        _test(test, kata, f"{place}.{i}")
        for place, kata in enumerate(result.katas, 1)
        for i, test in enumerate(kata.tests, 1)
    ]
    total = {} if tests else {"score": 0.0}  # it would override the tests' own, and is asked for without any
    return json.dumps(
        total
        | {
            "output": terminal(message.first(result, lang)),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "execution_time": round(result.seconds, 3),
            "stdout_visibility": "hidden",
            "tests": tests,
        },
        ensure_ascii=False,
    )


def _test(test: Test, kata: KataResult, number: str) -> dict:
    """A test of a kata."""
    passed, public = test.state == State.PASSED, test.visibility == Visibility.PUBLIC
    return {
        "name": f"{kata.id}: {line(test.sentence or test.name, 1_000)}",
        "number": number,
        "score": test.earned,
        "max_score": test.points,
        "status": "passed" if passed else "failed",
        "output": terminal(test.message) if public and not passed else "",
        "tags": [kata.id, test.state, "speed" if test.speed else "correctness"],
        "visibility": VISIBILITY[test.visibility],
    }
