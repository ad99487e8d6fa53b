"""The help a learner has taken: hints opened and solutions given up, plain JSON in .dojo/."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from dojo import whole
from dojo.curriculum import Kata

HINTS = 3


@dataclass
class Taken:
    """hints: how many are open. gave_up: the day the solution was opened before a pass, or empty."""

    hints: int = 0
    gave_up: str = ""


class Aid:
    """The help taken in every kata, loaded tolerantly and written whole."""

    def __init__(self, root: Path):
        self._file = root / ".dojo" / "aid.json"
        self._taken = _load(self._file)

    def taken(self, kata: Kata) -> Taken:
        return self._taken.get(kata.id, Taken())

    def open_hint(self, kata: Kata, level: int) -> None:
        """Record that the hints up to `level` are open."""
        taken = self.taken(kata)
        self._keep(kata, Taken(max(level, taken.hints), taken.gave_up))

    def give_up(self, kata: Kata) -> None:
        """Record that the solution was opened today, before a pass."""
        self._keep(kata, Taken(self.taken(kata).hints, date.today().isoformat()))

    def _keep(self, kata: Kata, taken: Taken) -> None:
        if taken == self.taken(kata):
            return
        self._taken[kata.id] = taken
        self._file.parent.mkdir(exist_ok=True)
        words = json.dumps({name: asdict(row) for name, row in self._taken.items()}, indent=2)
        whole.write(self._file, f"{words}\n".encode())


def _load(file: Path) -> dict[str, Taken]:
    """What the file holds; an unreadable one, or one of another version, holds nothing."""
    try:
        rows = json.loads(file.read_text("utf-8"))
        found = {name: Taken(**row) for name, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return {
        name: row for name, row in found.items() if row.hints in range(HINTS + 1) and type(row.gave_up) is str
    }
