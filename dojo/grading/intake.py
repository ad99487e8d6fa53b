"""What is handed in, as plain bytes: nothing in a folder, checkout, zip or tar is run or followed."""

import errno
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from dojo import words
from dojo.curriculum import Kata
from dojo.grading import archive
from dojo.grading.picked import SIZE, Invalid, Kind, Picked
from dojo.grading.regular import File, opened
from dojo.spoken import Problem

# .rar and the like are none that are read here: they are found, so that whoever sent one hears of it
ARCHIVE = re.compile(r"(\.tar)?\.(zip|tar|gz|tgz|bz2|tbz2?|xz|txz|zst|rar|7z)$", re.IGNORECASE)
LONGEST = 64  # letters in a name: of three bytes each they still fit where 255 are the most


@dataclass(frozen=True)
class Submission:
    """What one learner has handed in.

    name: unique in the batch, safe as a folder's name. path: as given. files: kata id → bytes of the file,
    in the order of the chapter. problem: why it is invalid, as a sentence (there are no files then), or "".
    """

    name: str
    path: str
    files: dict[str, bytes]
    problem: str = ""


def find(paths: list[Path], katas: list[Kata]) -> list[tuple[str, Path]]:
    """The submissions that `paths` mean, each with its name in this batch.

    A path is a submission, or a folder of submissions if it is a folder without .git, kata files and a
    katas/ that holds some: then its visible folders and archives are, sorted by name. Names are those of
    the folder, or of the archive without its ending; of several alike, the later ones get -2, -3 and so on.
    Problem if a path does not exist, or there is nothing in it.
    """
    found = [submission for path in paths for submission in _in(path, katas)]
    taken: set[str] = set()
    return [(_distinct(_name(path), taken), path) for path in found]


def _in(path: Path, katas: list[Kata]) -> list[Path]:
    if path.is_symlink():
        path = Path(os.path.realpath(path))  # whoever typed it may use links
    if not path.exists():
        raise Problem("intake.missing", path=path)
    try:
        if not path.is_dir() or _is_submission(path, katas):
            return [path]
        inside = [
            entry
            for entry in sorted(path.iterdir())
            if not entry.name.startswith(".") and (entry.is_dir() or ARCHIVE.search(entry.name))
        ]
    except OSError:
        return [path]  # read() meets it again, and says so for this one alone
    if not inside:
        raise Problem("intake.empty", path=path)
    return inside


def _is_submission(folder: Path, katas: list[Kata]) -> bool:
    inner = folder / "katas"
    if inner.is_symlink():
        return True
    files = {f"{kata.id}.py" for kata in katas}
    here = {entry.name.casefold() for entry in folder.iterdir()}
    there = {entry.name.casefold() for entry in inner.iterdir()} if inner.is_dir() else set()
    return ".git" in here or bool(files & (here | there))


def _name(path: Path) -> str:
    path = path.resolve() if path.name in ("", "..") else path
    name = path.name if path.is_dir() else ARCHIVE.sub("", path.name)
    # a Mac writes 한 as three letters, and a leading - is an option or a formula somewhere
    safe = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", name)).lstrip(".-")
    return safe[:LONGEST].rstrip(".") or "_"


def _distinct(name: str, taken: set[str]) -> str:
    """`name`, or with the first number that makes it new, also where capitals do not count."""
    alike, n = name, 1
    while alike.casefold() in taken:
        n += 1
        alike = f"{name}-{n}"
    taken.add(alike.casefold())
    return alike


def read(name: str, path: Path, katas: list[Kata], lang: str) -> Submission:
    """The kata files in `path`, or why it is invalid, in `lang`.

    Nothing that a learner can put there raises. OSError if it cannot be read, has changed or vanished
    meanwhile, or memory is short: that is an infra_error and not the learner's doing.
    """
    picked = Picked(katas)
    try:
        _offer(path, picked)
        return Submission(name, str(path), picked.files())
    except Invalid as problem:
        return Submission(name, str(path), {}, words.say(lang, problem.key, **problem.places))
    except MemoryError:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), str(path)) from None


def _offer(path: Path, picked: Picked) -> None:
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        with opened(path) as folder:
            wraps = _look(folder, "", picked)
            for wrap in [] if picked.at_top else wraps:
                with opened(wrap, folder) as inner:
                    _look(inner, f"{wrap}/", picked)
    elif stat.S_ISREG(mode):
        with File(path) as file:
            archive.read(file, picked)
    else:
        raise Invalid("intake.special", file=path.name)


def _look(folder: int, way: str, picked: Picked) -> list[str]:
    """Offer what lies in a folder and in its katas/; the visible folders beside that, sorted."""
    below = []
    with os.scandir(folder) as entries:
        for entry in entries:
            kind = _kind(entry)
            if kind is Kind.FOLDER:
                below.append(entry.name)
            if place := picked.place(way + entry.name, kind):
                with File(entry.name, folder) as file:
                    picked.put(place, file.read(SIZE + 1))
    if "katas" in below and not way.endswith("katas/"):
        with opened("katas", folder) as inner:
            _look(inner, f"{way}katas/", picked)
    return sorted(name for name in below if name != "katas" and not name.startswith("."))


def _kind(entry: os.DirEntry) -> Kind:
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
