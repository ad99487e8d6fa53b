"""What each test of a kata is worth, and who may see it: from curriculum.toml and the instructor's own."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dojo.curriculum import Kata
from dojo.grading.result import Visibility

FILE = "grading.toml"  # beside an instructor's own tests


@dataclass(frozen=True)
class Points:
    """own: of tests that an instructor has added, as {kata's id: {"points": {test: n}, "visibility": …}}."""

    own: dict[str, dict] = field(default_factory=dict)

    @classmethod
    def read(cls, folders: list[Path]) -> "Points":
        """The grading.toml of these folders, the later ones over the earlier."""
        own: dict[str, dict] = {}
        for file in (folder / FILE for folder in folders):
            if file.exists():
                own |= tomllib.loads(file.read_text("utf-8"))
        return cls(own)

    def of(self, item: pytest.Item, kata: Kata) -> tuple[float, bool, Visibility]:
        """Points of a test, whether it is one of speed, and who may see it.

        A test counts 1 unless the kata's row says otherwise; an instructor's own is hidden unless it does.
        """
        speed, name, ours = "benchmark" in item.fixturenames, item.originalname, item.path == kata.tests
        row = {} if ours else self.own.get(kata.id, {})
        points = row.get("points", {}) if row else kata.points
        seen = row.get("visibility", {}) if row else kata.visibility
        usual = Visibility.PUBLIC if ours else Visibility.HIDDEN
        return float(points.get(name, 1)), speed, Visibility(seen.get(name, usual))
