"""grades.csv: a row for each submission, for spreadsheets and grade books."""

import csv
import io

from dojo.grading.escape import cell
from dojo.grading.report.mark import number
from dojo.grading.result import KataResult, Result, State

KINDS = {"": None, "correctness_": False, "speed_": True}


def table(results: list[Result]) -> str:
    """Name, state, points earned and to be had (all, correctness, speed), points of each kata, problem.

    The first character is a byte order mark: without it Excel reads UTF-8 as the system's code page,
    and a Korean name becomes noise; LibreOffice, pandas and `utf-8-sig` take it away. What grading
    itself failed to grade is an empty cell, never a zero.
    """
    ids = sorted({kata.id for result in results for kata in result.katas})
    text = io.StringIO(newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)  # a `;` in a name splits no cell where `;` separates
    totals = [f"{kind}{word}" for kind in KINDS for word in ("earned", "points")]
    rows.writerow(["name", "state", *totals, *ids, "problem"])
    rows.writerows(_row(result, ids) for result in results)
    return "\ufeff" + text.getvalue()


def _row(result: Result, ids: list[str]) -> list[str]:
    katas = {kata.id: kata for kata in result.katas}
    totals = [
        word for speed in KINDS.values() for word in (_earned(result, speed), number(result.points(speed)))
    ]
    marks = [_earned(katas[id]) if id in katas else "" for id in ids]
    return [cell(result.name), result.state, *totals, *marks, cell(result.problem, 1_000)]


def _earned(part: Result | KataResult, speed: bool | None = None) -> str:
    """Points earned, or nothing where that is not known."""
    return "" if part.state == State.INFRA_ERROR else number(part.earned(speed))
