"""What has been graded so far: one line of JSON a submission, on the disk before it is told.

A line that cannot be read, or of another version, stands for nothing: its submission is graded again.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dojo.grading.result import KataResult, Result, Test, from_json, to_json
from dojo.spoken import Problem

try:
    import fcntl
except ImportError:  # Windows, where two runs on one folder are not kept apart
    fcntl = None

VERSION = 1
BLOCK = 2**16


class Journal:
    """The journal in one file, this process's alone while it is open.

    In memory there is only where each submission's last line lies. Problem where another process has it.
    """

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b")
        try:
            _lock(self._file, path)
            _mend(self._file)
            self._places = {name: place for name, place in _lines(self._file)}
        except BaseException:
            self._file.close()
            raise

    def get(self, name: str) -> Result | None:
        """What was last found of the submission, if anything."""
        if name not in self._places:
            return None
        offset, length = self._places[name]
        self._file.seek(offset)
        try:
            return from_json(json.loads(self._file.read(length))["result"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def append(self, result: Result) -> None:
        """Write the result and wait until the disk has it."""
        line = json.dumps({"version": VERSION, "result": to_json(result)}).encode() + b"\n"
        offset = self._file.seek(0, os.SEEK_END)
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._places[result.name] = offset, len(line)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class Brief:
    """Results without the messages of single tests, each row of a test only once in memory.

    A class is thus a tenth of what it is on the disk, and fits where it is looked at as a whole.
    """

    def __init__(self) -> None:
        self._tests: dict[Test, Test] = {}

    def of(self, result: Result) -> Result:
        return replace(result, katas=[self._kata(kata) for kata in result.katas])

    def _kata(self, kata: KataResult) -> KataResult:
        tests = [replace(test, message="") for test in kata.tests]
        return replace(kata, key="", tests=[self._tests.setdefault(test, test) for test in tests])


def _lock(file, path: Path) -> None:
    """Take the file for this process; Problem where another one has it."""
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Problem("grade.locked", folder=path.parent) from None


def _mend(file) -> None:
    """Cut off a last line that was not written to its end."""
    end = start = file.seek(0, os.SEEK_END)
    while start:
        begin = max(start - BLOCK, 0)
        file.seek(begin)
        newline = file.read(start - begin).rfind(b"\n")
        if newline >= 0:
            start = begin + newline + 1
            break
        start = begin
    if start < end:
        file.truncate(start)


def _lines(file) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name, offset and length of every line that holds a result of this version."""
    file.seek(0)
    offset = 0
    for line in file:
        try:
            row = json.loads(line)
            if row["version"] == VERSION:
                yield str(row["result"]["name"]), (offset, len(line))
        except (ValueError, TypeError, KeyError, RecursionError):
            pass
        offset += len(line)
