"""The solution beside the learner's file, as a unified diff."""

import difflib
import os
from pathlib import Path

from rich.text import Text

from dojo.aid import HINTS, Aid
from dojo.curriculum import Kata
from dojo.progress import Progress
from dojo.screen import Screen
from dojo.spoken import Problem, say

STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show(kata: Kata, give_up: bool, aid: Aid, progress: Progress) -> None:
    """Print what leads from the learner's file to the solution, once that has passed or been given up."""
    if not kata.solution.exists():
        raise Problem("solution.none", path=os.path.relpath(kata.solution))
    taken = aid.taken(kata)
    if not (taken.gave_up or progress.has_passed(kata)):
        if not give_up:
            command = f"dojo {'hint' if taken.hints < HINTS else 'brief'} {kata.number}"
            raise Problem("solution.waits", command=command, kata=kata.number)
        aid.give_up(kata)
    screen, lines = Screen(), difference(kata.path, kata.solution)
    for line in lines:
        screen.print(Text(line, style=STYLES.get(line[:1], "")), soft_wrap=True)
    screen.print(say("solution.diff" if lines else "solution.same"))
    screen.steps(os.path.relpath(kata.solution))


def difference(old: Path, new: Path) -> list[str]:
    """The lines of a unified diff; none where the files are the same."""
    names = os.path.relpath(old), os.path.relpath(new)
    return list(difflib.unified_diff(_lines(old), _lines(new), *names, lineterm=""))


def _lines(path: Path) -> list[str]:
    """The lines of a file; of one that is missing, none."""
    return path.read_text("utf-8-sig", "replace").splitlines() if path.exists() else []
