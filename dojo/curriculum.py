"""The chapter as an ordered list of katas, read from curriculum.toml."""

import difflib
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dojo.source import Source

FILE = Path(__file__).with_name("curriculum.toml")


@dataclass(frozen=True)
class Kata:
    """One row of the curriculum.

    folder: of the learner's file. functions: what the learner writes, in the order of the file.
    seconds: the limit of one call. worker: runs in another process.
    backends: the Keras backends it trains on, each in a worker of its own. devices: how many JAX sees
    there; more than one are simulated on the CPU. points, visibility: of tests by name, in grading, where
    they are not 1 and public.
    """

    root: Path
    folder: Path
    id: str
    section: str
    titles: dict[str, str]
    functions: tuple[str, ...] = ()
    seconds: float = 10.0
    backends: tuple[str, ...] = ()
    devices: int = 1
    points: dict[str, float] = field(default_factory=dict)
    visibility: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """`k08`, what a learner types after `pytest -k`."""
        return self.id.partition("_")[0]

    @property
    def path(self) -> Path:
        return self.folder / f"{self.id}.py"

    @property
    def solution(self) -> Path:
        return self.root / "solutions" / f"{self.id}.py"

    @property
    def mistakes(self) -> Path:
        return self.root / "solutions" / "mistakes" / f"{self.id}.py"

    @property
    def tests(self) -> Path:
        return self.root / "tests" / f"test_{self.id}.py"

    @property
    def figure(self) -> Path:
        return self.root / "katas" / "figure" / f"{self.id}.py"

    @property
    def built(self) -> bool:
        """Whether its tests exist: the other places are announced on the map only."""
        return self.tests.exists()

    @cached_property
    def source(self) -> Source:
        """The learner's file, read and never run."""
        return Source.read(self.path)

    @property
    def unwritten(self) -> dict[str, int]:
        """Functions still to write, and the line each begins on."""
        return {f: self.source.unwritten[f] for f in self.functions if f in self.source.unwritten}

    @property
    def line(self) -> int:
        """Where to begin: the first function that is not written, else the first."""
        lines = [self.source.functions[f] for f in self.functions if f in self.source.functions]
        return min(self.unwritten.values(), default=min(lines, default=1))

    @property
    def started(self) -> bool:
        return self.source.error is not None or len(self.unwritten) < len(self.functions)

    def guide(self, lang: str) -> Path:
        return self.root / "katas" / "guide" / lang / f"{self.id}.md"


def load(root: Path, folder: Path | None = None) -> list[Kata]:
    """The katas of the repository at `root`, in the order of the chapter.

    A repository may bring a curriculum.toml of its own; otherwise the harness's is used.
    folder: where the learner's files lie, if not in the repository's katas/.
    """
    own = root / "dojo" / "curriculum.toml"
    rows = tomllib.loads((own if own.exists() else FILE).read_text("utf-8"))["kata"]
    return [
        Kata(
            root=root,
            folder=folder or root / "katas",
            titles=row.pop("title"),
            functions=tuple(row.pop("functions", ())),
            backends=tuple(row.pop("backends", ())),
            **row,
        )
        for row in rows
    ]


def find(katas: list[Kata], test_file: Path) -> Kata | None:
    """The kata that a test file belongs to, or None for a test of the harness.

    Elsewhere, test_k08_loss.py and test_k08_loss_more.py are an instructor's own tests of k08_loss.
    """
    if katas and test_file.is_relative_to(katas[0].root / "tests"):
        return next((kata for kata in katas if kata.tests == test_file), None)
    stem = f"{test_file.stem}_"
    return max((k for k in katas if stem.startswith(f"test_{k.id}_")), key=lambda k: len(k.id), default=None)


def repository(start: Path) -> Path | None:
    """The folder of the clone that `start` lies in."""
    return next(
        (f for f in [start, *start.parents] if (f / "katas").is_dir() and (f / "conftest.py").exists()), None
    )


def named(katas: list[Kata], word: str) -> list[Kata]:
    """The katas that `word` may mean: `8`, `k08`, or the beginning of an id or of a part of its name."""
    word = Path(word).name.lower().removesuffix(".py").replace("-", "_")
    digits = word.removeprefix("k")
    if digits.isdecimal():
        return [kata for kata in katas if int(kata.number[1:]) == int(digits)]
    whole = [kata for kata in katas if any(name.startswith(word) for name in (kata.id, kata.id[4:]))]
    return whole or [kata for kata in katas if f"_{word}" in kata.id]


def nearest(katas: list[Kata], word: str) -> Kata | None:
    """The built kata whose name is most like `word`, if any is like it."""
    names = {name: kata for kata in katas if kata.built for name in (kata.id, kata.id[4:])}
    return next((names[name] for name in difflib.get_close_matches(word.lower(), names, 1, 0.5)), None)
