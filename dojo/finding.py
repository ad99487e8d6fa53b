"""A failed test, as the learner reads it: what was asked, what came, and where to look."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dojo import call, peer, show
from dojo.curriculum import Kata
from dojo.fault import BadKata, BadSignature, Crashed, NotRun, NotStarted, TimedOut, TooSlow, Wrong
from dojo.words import say

LABELS = ("call", "got", "expected", "where", "cause", "line", "printed")
PRINTED = 5  # lines of the kata's own output under a finding


@dataclass
class Finding:
    """kind: a key of progress.LADDER, or "fault" for one of the tests' own. sentence: what the test asks.

    what: the headline. facts: (label, words) in the order of LABELS. line: of the kata's file.
    """

    kind: str
    sentence: str
    what: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    line: int | None = None

    def add_printed(self, words: str, lang: str) -> None:
        """Show the end of what the kata printed while the test ran."""
        if words.strip():
            self.facts += _facts(lang, printed="\n".join(words.strip().splitlines()[-PRINTED:]))


def plain(finding: Finding) -> str:
    """The finding as text, for JUnit files and IDEs."""
    facts = [f"  {label}: {words}" for label, words in finding.facts]
    return "\n".join([finding.sentence, finding.what, *facts])


def sentence(item: pytest.Item, lang: str) -> str:
    """The test's own sentence: its docstring's English lines, or the Korean line at its end."""
    lines = [line.strip() for line in (item.obj.__doc__ or item.name).strip().splitlines()]
    return lines[-1] if lang == "ko" else " ".join(lines[:-1] or lines)


def find(error: BaseException, item: pytest.Item, kata: Kata, path: Path, lang: str) -> Finding:
    """What `error`, raised by the test `item` of `kata`, says about the file at `path`."""
    lines = peer.frames(error, path)
    asked = sentence(item, lang)
    function = call.log[-1].name if call.log else None
    line = lines[-1][0] if lines else kata.source.functions.get(function)
    if isinstance(error, NotStarted):
        return Finding("unwritten", asked, say(lang, "not_started"), line=_first(kata))
    if isinstance(error, NotRun):
        return Finding("timed_out", asked, say(lang, "not_run"))
    if isinstance(error, BadKata):
        words = say(lang, error.key, detail=error.detail)
        return Finding("no_import", asked, words, line=line)
    if isinstance(error, NotImplementedError):
        name = lines[-1][1] if lines else function
        start = kata.source.functions.get(name, line)
        return Finding("unwritten", asked, say(lang, "unwritten", name=name), line=start)
    if isinstance(error, TimedOut):
        words = say(lang, "timed_out", seconds=f"{error.args[0]:g}")
        return Finding("timed_out", asked, words, _facts(lang, call=_call()), line)
    if isinstance(error, Crashed):
        words = say(lang, "crashed", how=str(error))
        return Finding("crashed", asked, words, _facts(lang, call=_call()), line)
    if isinstance(error, Wrong):
        kind = "slow" if isinstance(error, TooSlow) else "wrong"
        return Finding(kind, asked, say(lang, error.key), _facts(lang, **error.facts), line)
    if isinstance(error, BadSignature):
        words = say(lang, "signature")
        return Finding("wrong", asked, words, _facts(lang, call=_call(), cause=str(error)), line)
    if isinstance(error, pytest.fail.Exception) and "DID NOT RAISE" in str(error):
        words = say(lang, "no_raise", error=re.findall(r"\w+", str(error))[-1])
        return Finding("wrong", asked, words, _facts(lang, call=_call(), got=_result()), line)
    if lines:
        words = say(lang, "raised", error=type(error).__name__, words=str(error))
        at = [f"{number}: {code}" for number, _, code in lines[-3:]]
        facts = {"call": _call(), "cause": _why(error), "line": "\n".join(at)}
        return Finding("wrong", asked, words, _facts(lang, **facts), line)
    if isinstance(error, AssertionError):
        words = str(error).partition("\nassert ")[0]
        return Finding("wrong", asked, words, _facts(lang, call=_call(), got=_result()), line)
    return Finding("fault", asked, say(lang, "fault", error=f"{type(error).__name__}: {error}"))


def _first(kata: Kata) -> int:
    return min(kata.unwritten.values(), default=1)


def _call() -> str | None:
    return show.call(call.log[-1].name, call.log[-1].args, call.log[-1].kwargs) if call.log else None


def _result() -> str | None:
    return show.value(call.log[-1].result) if call.log else None


def _why(error: BaseException) -> tuple | None:
    """What a known exception of NumPy's means here."""
    words = str(error)
    if "read-only" in words:
        return "cause.in_place", {}
    if isinstance(error, FloatingPointError):
        kinds = ("overflow", "divide", "invalid")
        return next((f"cause.{kind}", {}) for kind in kinds if kind in words)
    return None


def _facts(lang: str, **facts: object) -> list[tuple[str, str]]:
    """The facts that are known, labelled and in order; a tuple is a sentence of the catalogue."""
    known = [(label, facts[label]) for label in LABELS if facts.get(label)]
    return [
        (
            say(lang, f"label.{label}"),
            say(lang, fact[0], **fact[1]) if type(fact) is tuple else fact,
        )
        for label, fact in known
    ]
