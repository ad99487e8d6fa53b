"""From an exception in a test to the finding a learner reads. Imported when a test has failed."""

import difflib
import linecache
import re
import sys

import pytest

from dojo import call, diagnosis, mistake, peer, show
from dojo.curriculum import Kata
from dojo.fault import BadKata, BadSignature, Crashed, InPlace, NotRun, NotStarted, TimedOut, TooSlow, Wrong
from dojo.finding import Finding
from dojo.words import say

LABELS = ("call", "part", "got", "expected", "where", "cause", "line", "printed")
USUAL = ("numpy", "keras", "jax", "matplotlib", "scipy", "torch", "tensorflow")  # for a name misspelt
PRINTED = 5  # lines of the kata's own output under a finding
STEPS = 3  # lines of the learner's code in a traceback


def explain(
    error: BaseException,
    item: pytest.Item,
    kata: Kata,
    lang: str,
    printed: str,
    budget: float = diagnosis.BUDGET,
) -> Finding:
    """What `error`, raised by the test `item`, says about the kata. printed: by the kata meanwhile.

    budget: seconds in which the known mistakes are tried; with 0 none is.
    """
    lines = peer.frames(error, kata.path)
    kind, (key, places), facts = told(error, lines, kata)
    facts["printed"] = _end(printed)
    what, line = say(lang, key, **places), _line(error, lines, kata, item.originalname)
    function, suspects = diagnosis.suspects(error, item, kata, budget) if budget else (None, [])
    return Finding(
        kind,
        sentence(item, lang),
        what,
        labelled(facts, lang),
        line,
        item.originalname,
        function,
        suspects,
    )


def sentence(item: pytest.Item, lang: str) -> str:
    """The test's own sentence: its docstring's English lines, or the Korean line at its end."""
    lines = [line.strip() for line in (item.obj.__doc__ or item.name).strip().splitlines()]
    return lines[-1] if lang == "ko" else " ".join(lines[:-1] or lines)


def told(error: BaseException, lines: list, kata: Kata) -> tuple[str, tuple[str, dict], dict]:
    """The kind of finding, the headline as (key, places), and facts, for an exception.

    lines: the (line, function, code) of the kata's own file that it came through.
    """
    made = {"call": _call()}
    match error:
        case NotStarted():
            return "not_started", ("not_started", {}), {}
        case NotImplementedError():
            return "unwritten", ("unwritten", {"name": lines[-1][1] if lines else _name()}), {}
        case BadKata(key="no_function"):
            return "missing", (error.key, {"detail": error.detail}), _broken(error, lines, kata)
        case BadKata():
            return "no_import", (error.key, {"detail": error.detail}), _broken(error, lines, kata)
        case NotRun():
            return "not_run", ("not_run", {}), {}
        case TimedOut():
            return "timed_out", ("timed_out", {"seconds": f"{error.args[0]:g}"}), made
        case Crashed():
            return "crashed", ("crashed", {"how": error}), made
        case TooSlow():
            return "slow", (error.key, {}), error.facts
        case Wrong():
            return "wrong", (error.key, {}), error.facts
        case InPlace():
            return "wrong", ("in_place", {}), made
        case BadSignature():
            return "wrong", ("signature", {}), made | {"got": str(error)}
        case pytest.fail.Exception() if "DID NOT RAISE" in str(error):
            wanted = re.findall(r"\w+", str(error))[-1]
            return "wrong", ("no_raise", {"error": wanted}), made | {"got": _result()}
    name = type(error).__name__
    if lines:
        words = f"{name}: {error}" if str(error) else name
        return "wrong", ("raised", {"words": words}), made | {"cause": _cause(error), "line": _steps(lines)}
    if isinstance(error, AssertionError):
        words = str(error).partition("\nassert ")[0]
        headline = ("value", {}) if words.startswith("assert ") else ("raised", {"words": words})
        return "wrong", headline, made | {"got": _result()}
    if call.log or call.read:  # with the solution no test breaks: it is the form of the answer
        key = "none" if call.log and call.log[-1].result is None else "unusable"
        return "wrong", (key, {}), made | {"got": _result(), "line": f"{name}: {error}"}
    return "fault", ("fault", {"error": f"{name}: {error}"}), {}


def _broken(error: BadKata, lines: list, kata: Kata) -> dict:
    """What helps against a kata that does not import: the line, or a name that is nearly right."""
    if error.key not in ("no_function", "no_package"):
        code = linecache.getline(str(kata.path), lines[-1][0]).strip()[: peer.WORDS]
        return {"line": f"{lines[-1][0]}: {code}" if code else None}
    near = _near(error, kata)
    return {"cause": ("cause.similar", {"name": near}) if near else None}


def _near(error: BadKata, kata: Kata) -> str | None:
    """The name that was probably meant, of a function or of a package."""
    packages = [*sys.stdlib_module_names, *USUAL]
    names = kata.source.functions if error.key == "no_function" else packages
    return next(iter(difflib.get_close_matches(error.detail, names, n=1)), None)


def _steps(lines: list) -> str:
    """The last steps through the learner's code, a line that repeats itself once."""
    steps = [f"{line}: {code}" for line, _, code in lines]
    return "\n".join(list(dict.fromkeys(steps))[-STEPS:])


def labelled(facts: dict[str, object], lang: str) -> list[tuple[str, str]]:
    """The facts that are known, labelled and in order; a tuple is a sentence of the catalogue."""
    known = [(label, facts[label]) for label in LABELS if facts.get(label)]
    return [
        (say(lang, f"label.{label}"), say(lang, fact[0], **fact[1]) if type(fact) is tuple else fact)
        for label, fact in known
    ]


def _line(error: BaseException, lines: list, kata: Kata, test: str) -> int | None:
    """Where to look in the kata's file."""
    if isinstance(error, NotStarted):
        return min(kata.unwritten.values(), default=1)
    if isinstance(error, BadKata) and error.key == "no_function":
        return kata.source.functions.get(_near(error, kata))
    if isinstance(error, NotImplementedError) and lines:
        return kata.source.functions.get(lines[-1][1], lines[-1][0])
    return lines[-1][0] if lines else kata.source.functions.get(_rejected(kata, test))


def _rejected(kata: Kata, test: str) -> str | None:
    """The function that a failed test is about: the last one called, but what is given finished only passes
    on what the learner wrote; then it is the one that all known mistakes of this test replace."""
    if _name() in kata.functions:
        return _name()
    replaced = {wrong.replaces for wrong in mistake.read(kata.mistakes) if wrong.caught_by == test}
    return replaced.pop() if len(replaced) == 1 else None


def _cause(error: BaseException) -> tuple | None:
    """What a known exception of NumPy's means here."""
    causes = {FloatingPointError: ("overflow", "divide", "invalid"), ValueError: ("read-only",)}
    signs = causes.get(type(error), ())
    return next(((f"cause.{sign}", {}) for sign in signs if sign in str(error)), None)


def _end(printed: str) -> str:
    """The last lines of what the kata printed."""
    lines = [line[: peer.WORDS] for line in printed.strip().splitlines()]
    return "\n".join(["…"] * (len(lines) > PRINTED) + lines[-PRINTED:])


def _name() -> str | None:
    return call.log[-1].name if call.log else None


def _call() -> str | None:
    if not call.log:
        return None
    last = call.log[-1]
    return show.call(last.name, last.args, last.kwargs)


def _result() -> str | None:
    return show.value(call.log[-1].result) if call.log else None
