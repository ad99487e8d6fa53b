"""A new kata: every part that a kata has, from templates, and its row in the curriculum."""

import os
import re
from pathlib import Path
from string import Template

from dojo import whole
from dojo.curriculum import Kata
from dojo.screen import Screen
from dojo.spoken import Problem, say

TEMPLATES = Path(__file__).with_name("templates")
NAME = re.compile(r"k\d\d(_[a-z][a-z0-9]*)+")
BODIES = {"stub": "raise NotImplementedError", "solution": "return 2 * x"}


def new(root: Path, katas: list[Kata], name: str, section: str | None) -> None:
    """Lay out the kata `name`, by default in the section of the last, and print what was written."""
    number, screen = f"k{max(int(kata.number[1:]) for kata in katas) + 1:02}", Screen()
    if not NAME.fullmatch(name):
        raise Problem("new.bad_name", name=name, number=number)
    if not name.startswith(f"{number}_"):
        raise Problem("new.bad_number", name=name, number=number)
    written = write(Kata(root, root / "katas", name, section or katas[-1].section, titles={}))
    screen.print(say("new.done"))
    screen.steps(*map(os.path.relpath, written))
    screen.print(say("new.check"))
    screen.steps(f"pytest --solutions -k {number}")


def write(kata: Kata) -> list[Path]:
    """Write every part, never over a file that is there, and the row; all of it or nothing."""
    title = kata.id[4:].replace("_", " ").capitalize()
    facts = {"id": kata.id, "number": kata.number, "section": kata.section, "title": title}
    rows = kata.root / "dojo" / "curriculum.toml"
    written: list[Path] = []
    try:
        for path, template, body in _parts(kata):
            path.parent.mkdir(parents=True, exist_ok=True)
            whole.flushed(path, _filled(template, facts | {"body": body}), "xb")
            written.append(path)
        whole.write(rows, rows.read_bytes() + _filled("row.toml", facts))
    except BaseException:
        for path in written:
            path.unlink()
        raise
    return [*written, rows]


def _parts(kata: Kata) -> list[tuple[Path, str, str]]:
    """(file, template, body of its function) of every part."""
    return [
        (kata.path, "kata.txt", BODIES["stub"]),
        (kata.solution, "kata.txt", BODIES["solution"]),
        (kata.mistakes, "mistakes.txt", ""),
        (kata.tests, "tests.txt", ""),
        (kata.guide("en"), "guide.en.md", ""),
        (kata.guide("ko"), "guide.ko.md", ""),
        (kata.figure, "figure.txt", ""),
    ]


def _filled(template: str, facts: dict[str, str]) -> bytes:
    """A template with its places filled."""
    text = (TEMPLATES / template).read_text("utf-8")
    return Template(text).substitute(facts).encode()
