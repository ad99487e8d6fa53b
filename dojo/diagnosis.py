"""Which known mistake behaves as the learner's code does: the failed test is run again with each in place.

The solution is never asked. That an answer is wrong is the test's word; a mistake explains it where,
laid over the learner's file, it makes every call of the test end as it ended before, and the test
fail with the same words. So a copy without solutions diagnoses as well as any.
"""

import inspect
import re
from collections.abc import Iterable
from contextlib import ExitStack
from time import perf_counter

import numpy as np
import pytest

from dojo import call, mistake, wire
from dojo.call import Call
from dojo.curriculum import Kata
from dojo.fault import BadKata, BadSignature, Crashed, NotRun, NotStarted, TimedOut, TooSlow, Wrong
from dojo.finding import Finding
from dojo.mistake import Mistake
from dojo.session import generator

JUDGED = {"kata", "elsewhere"}  # the fixtures behind which the learner's code stands
BUDGET = 2.0  # seconds for the mistakes of one failed test, while a learner waits
AS_SLOW = 1.5  # a slow mistake explains a slow answer within this factor of its time; it repeats to 0.91-1.02
NEAR = {"f4": 1e-4, "f8": 1e-7}  # 24 mistakes written anew in other words were off by 6e-8 and 1e-10 at most
UNDIAGNOSED = (NotStarted, BadKata, NotRun, TimedOut, Crashed, BadSignature, NotImplementedError)


def suspects(
    error: BaseException, item: pytest.Item, kata: Kata, budget: float
) -> tuple[str | None, list[str]]:
    """The function whose answers a failed test rejected, and the known mistakes that behave like it.

    None where the test does not tell which function it was; then only mistakes that this very test
    is there to catch are tried.
    """
    records = list(call.log)
    if isinstance(error, UNDIAGNOSED) or not records:
        return None, []
    name, called = culprit(error, records), {record.name for record in records}
    if not called <= set(kata.functions):  # what is given finished calls what the learner wrote
        name, called = None, set(kata.functions)
    own, others = [], []
    for wrong in mistake.read(kata.mistakes):
        if wrong.caught_by == item.originalname:
            # what it calls may be slow instead of the function that was timed
            own += [wrong] * (wrong.replaces in ({name} if name else called) or isinstance(error, TooSlow))
        elif wrong.replaces == name and not isinstance(error, TooSlow):
            others.append(wrong)
    end, found = perf_counter() + budget, []
    for wrong in [*own, *others]:
        if perf_counter() < end and explains(wrong, error, records, item, kata):
            found.append(wrong.name)
    call.log.clear()
    call.log.extend(records)
    return name, found


def culprit(error: BaseException, records: list[Call]) -> str | None:
    """The function whose answers the test has rejected: the only one it called, or the one it looked at."""
    names = {record.name for record in records}
    looked_at = records[-1]
    if isinstance(error, Wrong):
        looked_at = error.of
    elif not isinstance(error, pytest.fail.Exception):
        looked_at = next((r for r in records if r.error is error), None)
    if len(names) == 1 and not any(_object(a) for r in records for a in r.args):
        return names.pop()
    return None if looked_at is None or _fed(looked_at, records) else looked_at.name


def _fed(record: Call, records: list[Call]) -> bool:
    """Whether among its arguments is what the kata has made, so that it may have been wrong already."""
    given = [*record.args, *record.kwargs.values()]
    answers = [r.result for r in records if r.name != record.name and isinstance(r.result, np.ndarray)]
    arrays = [a for a in given if isinstance(a, np.ndarray)]
    return any(map(_object, given)) or any(np.may_share_memory(a, b) for a in arrays for b in answers)


def explains(
    wrong: Mistake, error: BaseException, records: list[Call], item: pytest.Item, kata: Kata
) -> bool:
    """Whether the test ends as it did, call by call, with this mistake in the place of the learner's."""
    laid = (kata.mistakes, wrong.name, wrong.replaces)
    with ExitStack() as stack:
        own = JUDGED & {*item.funcargs}
        try:
            judged = {name: stack.enter_context(item.funcargs[name].laid(laid)) for name in own}
        except (BadKata, TimedOut, Crashed):
            return False  # it replaces what this file lacks, or the file does not bear being loaded again
        again = _run(item, judged)
        if isinstance(error, TooSlow):
            return isinstance(again, TooSlow) and 1 / AS_SLOW < again.seconds / error.seconds < AS_SLOW
        return len(call.log) == len(records) and all(map(_alike, call.log, records)) and _says(again, error)


def _run(item: pytest.Item, judged: dict[str, object]) -> Exception | None:
    """The test once more, on the same random numbers; what it raises. judged: its kata, laid."""
    fresh = {**judged, "rng": generator(item), "benchmark": None}
    moved = vars(judged["kata"]).get("line") is not vars(item.funcargs["kata"]).get("line")
    try:
        arguments = {n: _given(item, n, fresh, moved) for n in inspect.signature(item.obj).parameters}
        call.log.clear()
        item.obj(**arguments)
    except (Exception, pytest.fail.Exception) as error:
        return error
    return None


def _given(item: pytest.Item, name: str, fresh: dict[str, object], moved: bool) -> object:
    """An argument of the test's; a fixture of its own module is asked again where the kata has moved.

    fresh: the arguments that are others this time. moved: the kata is in another process, which has none of
    the objects that a fixture may hold.
    """
    fixtures = item._fixtureinfo.name2fixturedefs.get(name)
    if name in fresh or not moved or not fixtures:
        return fresh.get(name, item.funcargs.get(name))
    function = fixtures[-1].func
    if function.__module__ != item.module.__name__ or inspect.isgeneratorfunction(function):
        return item.funcargs[name]
    return function(**{n: _given(item, n, fresh, moved) for n in fixtures[-1].argnames})


def _says(one: BaseException | None, other: BaseException) -> bool:
    """Whether two errors tell a learner the same; numbers are compared call by call."""
    if isinstance(one, Wrong) and isinstance(other, Wrong):
        return one.key == other.key and one.facts.get("part") == other.facts.get("part")
    return type(one) is type(other)


def _alike(one: Call, other: Call) -> bool:
    """Whether two calls ended alike: with the same kind of error, or the same values."""
    if one.error is not None or other.error is not None:
        return _sort(one.error) == _sort(other.error)
    return one.name == other.name and same(one.result, other.result)


def _sort(error: BaseException | None) -> tuple:
    """What kind of error it is: its type, and its first words without the numbers in them."""
    return type(error), re.sub(r"\d+", "", str(error)).split()[:3]


def same(one: object, other: object) -> bool:
    """Whether two answers agree in type, shape, dtype and values, whichever way they were computed."""
    if _object(one) and _object(other):
        return True
    if isinstance(one, list | tuple) and type(one) is type(other):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    a, b = _numbers(one), _numbers(other)
    if a is None or b is None:
        return type(one) is type(other) and np.array_equal(one, other)
    typed = hasattr(one, "dtype") and hasattr(other, "dtype")
    if a.shape != b.shape or (typed and a.dtype != b.dtype):
        return False
    if a.dtype.kind not in "fc":
        return bool((a == b).all())
    near = max(NEAR.get(c.dtype.str[1:], 1e-3) for c in (a, b))
    scale = np.abs(b[np.isfinite(b)]).max(initial=0)
    return np.allclose(a, b, rtol=near, atol=near * 1e-3 * scale, equal_nan=True)


def _numbers(value: object) -> np.ndarray | None:
    """A number, an array, or nested lists of numbers, as an array."""
    if not isinstance(value, bool | int | float | complex | list | tuple):
        return wire.as_array(value)
    try:
        return wire.as_array(np.asarray(value))
    except (ValueError, TypeError):
        return None


def _object(value: object) -> bool:
    """Whether it is an object of the learner's, of which only the kata's functions know the value."""
    plain = type(None) | bool | int | float | complex | str | bytes | list | tuple | set | dict
    known = isinstance(value, plain | np.random.Generator) or inspect.isroutine(value)
    return not known and wire.as_array(value) is None


def choose(findings: list[Finding], passed: Iterable[str], known: list[Mistake]) -> dict[int, list[Mistake]]:
    """The diagnoses worth saying, by the number of the finding: one for a function, at its first finding.

    A mistake whose own test has passed is not there, nor is one that leaves the function's first finding
    or most of its others unexplained. Of several that fit, those that explain most; two that do so
    equally are both said, more say nothing.
    """
    by_name = {m.name: m for m in known}
    passed = set(passed) - {finding.test for finding in findings}
    own = {finding.test: finding for finding in findings}
    chosen: dict[int, list[Mistake]] = {}
    seen = set()
    for i, finding in enumerate(findings):
        if finding.function in seen:
            continue
        if finding.function:
            seen.add(finding.function)
        alike = [f for f in findings if f.function == finding.function] if finding.function else [finding]
        explained = {
            name: sum(name in f.suspects for f in alike)
            for name in finding.suspects
            if name in by_name and _shown(by_name[name], finding, passed, own)
        }
        most = max(explained.values(), default=0)
        best = [by_name[name] for name, n in explained.items() if n == most and 2 * n >= len(alike)]
        if 1 <= len(best) <= 2:
            chosen[i] = best
    return chosen


def _shown(wrong: Mistake, finding: Finding, passed: set[str], own: dict[str, Finding]) -> bool:
    """Whether the mistake's own test speaks for it, or has not run."""
    test = own.get(wrong.caught_by)
    looked_at = test is not None and test.function == finding.function
    return wrong.caught_by not in passed and (not looked_at or wrong.name in test.suspects)
