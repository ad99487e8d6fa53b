"""Markdown for people: one submission, kata by kata, or a table of many."""

from dojo.grading.escape import fenced, markdown
from dojo.grading.report import message
from dojo.grading.report.mark import MARKS, number, overall, standing, words
from dojo.grading.result import KataResult, Result, State
from dojo.words import say, translated

CAP = 1_000_000  # bytes; GitHub shows no summary of a step above 1 MiB


def summary(results: list[Result], lang: str) -> str:
    """A table of the katas and the message to look at first; of several submissions, a table of them.

    At most CAP bytes of UTF-8; where rows are left out, the last line says how many.
    """
    head, rows, tail = _one(results[0], lang) if len(results) == 1 else _many(results, lang)
    room = CAP - len("\n".join([*head, *tail]).encode()) - 500
    kept = []
    for row in rows:
        room -= len(row.encode()) + 1
        if room < 0:
            break
        kept.append(row)
    left = len(rows) - len(kept)
    cut = ["", say(lang, "report.cut", n=left)] if left else []
    return "\n".join([*head, *kept, *cut, *tail]) + "\n"


def _one(result: Result, lang: str) -> tuple[list[str], list[str], list[str]]:
    """Lines before the table's rows, the rows, and the lines after them."""
    head = [f"### {markdown(result.name)}: {_standing(result, lang)}, {_points(result)}", ""]
    head += [f"**{say(lang, 'report.first')}**", "", fenced(message.first(result, lang)), ""]
    columns = ("report.kata", "report.state", "report.correctness", "report.speed")
    head += _head(["", *(say(lang, column) for column in columns)])
    return head, [_kata(kata, lang) for kata in result.katas], []


def _many(results: list[Result], lang: str) -> tuple[list[str], list[str], list[str]]:
    """The same of several submissions."""
    passed = sum(result.state == State.PASSED for result in results)
    head = [f"### {say(lang, 'report.class', n=len(results), passed=passed)}", ""]
    columns = (
        "report.name",
        "report.state",
        "report.points",
        "report.correctness",
        "report.speed",
        "report.first",
    )
    head += _head(["", *(say(lang, column) for column in columns)])
    return head, [_submission(result, lang) for result in results], []


def _head(columns: list[str]) -> list[str]:
    return [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]


def _kata(kata: KataResult, lang: str) -> str:
    where = standing(kata)
    reasons = [markdown(translated(reason, lang)) for reason in kata.blocked]
    state = ": ".join([words(where, lang), *(["; ".join(reasons)] if reasons else [])])
    return f"| {MARKS[where]} | {kata.id} | {state} | {_points(kata, False)} | {_points(kata, True)} |"


def _submission(result: Result, lang: str) -> str:
    points = " | ".join(_points(result, speed) for speed in (None, False, True))
    look = "" if result.state == State.PASSED else markdown(message.first(result, lang))
    where = overall(result)
    state = words(where, lang)
    return f"| {MARKS[where]} | {markdown(result.name)} | {state} | {points} | {look} |"


def _standing(result: Result, lang: str) -> str:
    where = overall(result)
    return f"{MARKS[where]} {words(where, lang)}"


def _points(part: Result | KataResult, speed: bool | None = None) -> str:
    """Earned of all; a question mark where that is not known, nothing where there are none."""
    if not part.points(speed):
        return "–"
    earned = "?" if part.state == State.INFRA_ERROR else number(part.earned(speed))
    return f"{earned} / {number(part.points(speed))}"
