"""Known wrong answers: functions that each replace one of the solution's."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Mistake:
    """One known wrong answer.

    name: of the function that holds it. replaces: the solution's function it stands for.
    caught_by: the test that must reject it. en, ko: its diagnosis, a question to the learner.
    backend: the Keras backend that shows it, where it is not the kata's first.
    """

    name: str
    replaces: str
    caught_by: str
    en: str
    ko: str
    backend: str = ""


def mistake(
    replaces: str, *, caught_by: str, en: str, ko: str, backend: str = ""
) -> Callable[[Callable], Callable]:
    """Mark a function as a known wrong answer; `read` finds the marks without running the file."""
    return lambda function: function


@cache
def read(path: Path) -> list[Mistake]:
    """The mistakes of a kata, from the source alone; the file may import what is not installed."""
    if not path.exists():
        return []
    tree = ast.parse(path.read_text("utf-8"), filename=str(path))
    return [
        Mistake(
            node.name,
            ast.literal_eval(mark.args[0]),
            **{word.arg: ast.literal_eval(word.value) for word in mark.keywords},
        )
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and getattr(mark.func, "id", None) == "mistake"
    ]
