"""Whether an instructor's tests and points fit what there is: a slip in them would be a grade for a class."""

import difflib
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from dojo import curriculum
from dojo.curriculum import Kata
from dojo.grading.points import FILE, Points
from dojo.grading.result import Visibility
from dojo.words import say

Names = dict[str, set[str]]  # of tests, by the id of their kata


def slips(
    items: list[pytest.Item], katas: list[Kata], folders: list[Path], points: Points, lang: str
) -> Iterator[str]:
    """What is wrong, a sentence each. items: all tests collected. katas: all that have tests."""
    ours, theirs = {}, {kata.id: set() for kata in katas}
    for item in items:
        kata = curriculum.find(katas, item.path)
        if kata is None:
            yield say(lang, "own.file", file=item.path)
        elif "kata" not in getattr(getattr(item, "callspec", None), "params", {}):
            yield say(lang, "own.fixture", file=item.path, test=item.originalname)
        else:
            names = ours if item.path == kata.tests else theirs
            names.setdefault(kata.id, set()).add(item.originalname)
    for folder in folders:
        if not any(item.path.is_relative_to(folder) for item in items):
            yield say(lang, "own.none", folder=folder)
    for kata in katas:
        if kata.id in ours:
            row = {"points": kata.points, "visibility": kata.visibility}
            yield from _row(curriculum.FILE.name, kata.id, row, ours, lang)
    for id, row in points.own.items():
        yield from _row(FILE, id, row, theirs, lang)


def _row(file: str, id: str, row: object, names: Names, lang: str) -> Iterator[str]:
    """What is wrong with the row of one kata."""
    if id not in names:
        yield say(lang, "own.kata", file=file, name=id, near=_near(id, names))
    elif not isinstance(row, dict) or not all(isinstance(row.get(k), dict) and k in TAKES for k in row):
        yield say(lang, "own.row", file=file, kata=id)
    else:
        for kind, values in row.items():
            for name, value in values.items():
                if name not in names[id]:
                    yield say(
                        lang, "own.test", file=file, kata=id, name=name, near=_near(name, names[id]) or "–"
                    )
                if not TAKES[kind](value):
                    yield say(lang, f"own.{kind}", file=file, kata=id, name=name, value=value)


def _near(name: str, names: object) -> str:
    return next(iter(difflib.get_close_matches(name, list(names), 1, 0)), "")


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and value >= 0 and math.isfinite(value)


TAKES = {"points": _is_number, "visibility": lambda value: value in list(Visibility)}
