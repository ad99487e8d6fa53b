"""Which entries of a submission are kata files, and why it may not be graded as it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from dojo.curriculum import Kata

SIZE = 256 * 1024  # of one kata file; the longest is a tenth of it
ENTRIES = 10_000
PACKED = 64 * 1024**2  # of a compressed archive
UNPACKED = 256 * 1024**2  # on the way through a tar
NOT_PLAIN = re.compile(r"\0|\\|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")


class Kind(Enum):
    """What an entry is; OTHER is a link, a device, a pipe, a socket."""

    FILE = auto()
    FOLDER = auto()
    OTHER = auto()


class Invalid(Exception):
    """A submission that cannot be graded as it is: a sentence's key and what fills its places."""

    def __init__(self, key: str, **places: object):
        super().__init__(key)
        self.key, self.places = key, places


@dataclass
class Group:
    """The katas at the top of a submission or in one folder that wraps it, and the first problem there."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    problem: Invalid | None = None


@dataclass(frozen=True)
class Place:
    """Where an entry that is wanted belongs."""

    group: Group
    kata: str
    shown: str


class Picked:
    """The kata files among a submission's entries, wherever these come from.

    Offer each entry to `place`; where that returns a place, `put` the file's bytes there. `files` then are
    those of `katas/<id>.py` and `<id>.py` at the top, or where nothing is there, below the one folder that
    wraps them. Memory is bounded by twice the number of katas times SIZE.
    """

    def __init__(self, katas: Iterable[Kata]):
        self._wanted = {f"{kata.id}.py": kata.id for kata in katas}
        self._groups: dict[str, Group] = {}
        self._entries = 0

    @property
    def at_top(self) -> bool:
        """Whether anything was found outside a wrapping folder, so that these do not count."""
        return "" in self._groups

    def place(self, name: str, kind: Kind) -> Place | None:
        """Where the entry of that name in the submission belongs; None if nobody need read it.

        Invalid if it is one entry too many, or a kata's file under a name that leads elsewhere.
        """
        self._entries += 1
        if self._entries > ENTRIES:
            raise Invalid("intake.entries", most=ENTRIES)
        parts = [
            part for part in re.split(r"^[A-Za-z]:|[/\\]", name.partition("\0")[0]) if part not in ("", ".")
        ]
        *way, last = parts or [""]
        low = last.casefold()
        if kind is Kind.FILE and name.endswith("/"):
            kind = Kind.FOLDER
        if low not in self._wanted and not (low == "katas" and kind is Kind.OTHER):
            return None
        if NOT_PLAIN.search(name):
            raise Invalid("intake.name", file=shown(name))
        exact = last in self._wanted
        if way and way[-1].casefold() == "katas":
            exact &= way.pop() == "katas"
        if len(way) > 1 or (way and (way[0].startswith(".") or way[0].casefold() == "katas")):
            return None
        group = self._groups.setdefault("".join(way), Group())
        group.problem = group.problem or self._problem(name, low, kind, exact, group)
        if group.problem or group is not self._counting:
            return None
        group.files[self._wanted[last]] = None
        return Place(group, self._wanted[last], shown(name))

    @property
    def _counting(self) -> Group | None:
        """The files that count, as far as is known: at the top, else in the first folder that wraps some."""
        return self._groups.get("") or next(iter(self._groups.values()), None)

    def _problem(self, name: str, low: str, kind: Kind, exact: bool, group: Group) -> Invalid | None:
        if kind is not Kind.FILE:
            return Invalid("intake.special", file=shown(name))
        if not exact:
            return Invalid("intake.letters", file=shown(name), right=f"katas/{low}")
        if self._wanted[low] in group.files:
            return Invalid("intake.twice", file=low)
        return None

    def put(self, place: Place, raw: bytes) -> None:
        """Keep the bytes of a file; SIZE + 1 of them are enough to know that it is too large."""
        if len(raw) > SIZE:
            place.group.problem = Invalid("intake.size", file=place.shown, most=SIZE // 1024)
        place.group.files[place.kata] = raw

    def files(self) -> dict[str, bytes]:
        """Kata id → bytes, in the order of the chapter; Invalid if there are none, or they cannot be told."""
        if not self._groups:
            raise Invalid("intake.none", files=some(f"katas/{file}" for file in self._wanted))
        if not self.at_top and len(self._groups) > 1:
            raise Invalid("intake.several", folders=some(map(shown, sorted(self._groups))))
        group = self._counting
        if group.problem:
            raise group.problem
        return {kata: group.files[kata] for kata in self._wanted.values() if kata in group.files}


def shown(name: str) -> str:
    """`name` as a sentence can hold it: short, and nothing in it but what is printed."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:81])
    return text if len(text) <= 80 else f"{text[:79]}…"


def some(names: Iterable[str]) -> str:
    """The first three names."""
    first, *rest = names
    return ", ".join([first, *rest[:2]]) + (", …" if len(rest) > 2 else "")
