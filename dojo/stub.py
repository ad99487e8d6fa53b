"""The stub that a kata begins as, from git's history, and the way back to it."""

import os
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path

from dojo import whole
from dojo.curriculum import Kata
from dojo.history import git
from dojo.screen import Screen, place
from dojo.source import Source
from dojo.spoken import Problem, say


def reset(kata: Kata) -> None:
    """Put the stub back in its place, after a copy of the learner's version is safely beside it."""
    screen, stub = Screen(), find(kata)
    if kata.path.exists() and kata.path.read_bytes().replace(b"\r\n", b"\n") == stub:
        screen.print(say("reset.untouched"))
        screen.steps(place(kata))
        return
    if kata.path.exists():
        kept = keep(kata.path)
        screen.print(say("reset.kept"))
        screen.steps(os.path.relpath(kept))
    whole.write(kata.path, stub)
    screen.print(say("reset.done"))
    screen.steps(place(replace(kata)))  # its source read anew


def find(kata: Kata) -> bytes:
    """The newest version in git's history in which none of the kata's functions is written."""
    name = kata.path.name
    for version in git(kata.folder, "rev-list", "HEAD", "--", name).decode().split():
        raw = git(kata.folder, "cat-file", "blob", f"{version}:./{name}")
        if _unwritten(raw, kata):
            return raw
    raise Problem("reset.no_stub", path=os.path.relpath(kata.path))


def keep(path: Path) -> Path:
    """Copy a file beside itself under the next free number, on the disk before this returns."""
    raw = path.read_bytes()
    for number in count(1):
        kept = path.with_name(f"{path.stem}.kept-{number}.py")
        try:
            whole.flushed(kept, raw, "xb")
        except FileExistsError:
            continue
        return kept


def _unwritten(raw: bytes, kata: Kata) -> bool:
    """Whether `raw` is a stub: Python in which every one of the kata's functions waits to be written."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, kata.path.name)
        file.write_bytes(raw)
        return set(kata.functions) <= set(Source.read(file).unwritten)
