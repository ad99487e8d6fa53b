"""What the learner has done so far: plain JSON in .dojo/, safe to delete."""

import json
import os
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from dojo import fingerprint
from dojo.curriculum import Kata


class Verdict(StrEnum):
    """Where a kata stands, from the first step to the last; then what can stop it on the way."""

    NOT_BUILT = "not_built"
    NOT_STARTED = "not_started"
    NO_IMPORT = "no_import"
    UNFINISHED = "unfinished"
    WRONG = "wrong"
    SLOW = "slow"
    DONE = "done"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    BLOCKED = "blocked"


# what a failed test says of its kata; the first that occurs is the kata's verdict
LADDER = {
    "not_started": Verdict.NOT_STARTED,
    "no_import": Verdict.NO_IMPORT,
    "crashed": Verdict.CRASHED,
    "timed_out": Verdict.TIMED_OUT,
    "wrong": Verdict.WRONG,
    "missing": Verdict.UNFINISHED,
    "unwritten": Verdict.UNFINISHED,
    "slow": Verdict.SLOW,
    "fault": Verdict.BLOCKED,
}


@dataclass
class Standing:
    """A kata's verdict, how many of its tests passed, and the hash of what was judged."""

    verdict: Verdict = Verdict.NOT_STARTED
    passed: int = 0
    total: int = 0
    hash: str = ""
    blocked: list[str] = field(default_factory=list)


def verdict(kinds: list[str], passed: int) -> Verdict:
    """The verdict of a whole run of a kata's tests, from the kinds of its failures."""
    first = next((LADDER[kind] for kind in LADDER if kind in kinds), None)
    return first or (Verdict.DONE if passed else Verdict.BLOCKED)


class Progress:
    """The standings of all katas, loaded tolerantly and written whole.

    kept: False for work that is not the owner's; then nothing is loaded and nothing written.
    """

    def __init__(self, root: Path, kept: bool = True):
        self._root, self._file, self._kept = root, root / ".dojo" / "progress.json", kept
        self._standings = _load(self._file) if kept else {}
        self._harness: bytes | None = None

    def is_done(self, kata: Kata) -> bool:
        """Whether it passed, and neither the kata nor its tests nor the harness has changed since."""
        return self.has_passed(kata) and self._standings[kata.id].hash == self.hash(kata)

    def has_passed(self, kata: Kata) -> bool:
        """Whether it passed when it was last run, whatever has changed since."""
        known = self._standings.get(kata.id)
        return bool(known and known.verdict == Verdict.DONE)

    def standing(self, kata: Kata) -> Standing:
        """What is known without running anything."""
        if not kata.built:
            return Standing(Verdict.NOT_BUILT)
        if not kata.started or not (self._kept or kata.path.exists()):
            return Standing(Verdict.NOT_STARTED)
        if kata.source.error:
            return Standing(Verdict.NO_IMPORT)
        known = self._standings.get(kata.id)
        stale = self.has_passed(kata) and not self.is_done(kata)
        if known is None or stale or known.verdict == Verdict.NOT_STARTED:
            return Standing(Verdict.UNFINISHED)
        return known

    def standings(self, katas: list[Kata]) -> dict[str, Standing]:
        """Of every kata, by its id."""
        return {kata.id: self.standing(kata) for kata in katas}

    def keep(self, standings: dict[str, Standing]) -> None:
        """Write the new standings beside the others, all or nothing."""
        if not self._kept:
            return
        self._standings = _load(self._file) | standings  # another run may have written meanwhile
        self._file.parent.mkdir(exist_ok=True)
        words = json.dumps({name: asdict(s) for name, s in self._standings.items()}, indent=2)
        new = self._file.with_suffix(f".{os.getpid()}")
        new.write_text(words + "\n", "utf-8")
        new.replace(self._file)

    def hash(self, kata: Kata) -> str:
        """Over the kata, its tests and the harness."""
        if self._harness is None:
            self._harness = fingerprint.harness(self._root)
        content = fingerprint.content
        return fingerprint.of(content(kata.path), content(kata.tests), self._harness)


def _load(file: Path) -> dict[str, Standing]:
    """What the file holds; an unreadable one, or one of another version, holds nothing."""
    try:
        rows = json.loads(file.read_text("utf-8"))
        return {name: Standing(**row | {"verdict": Verdict(row["verdict"])}) for name, row in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def in_hand(katas: list[Kata], standings: dict[str, Standing]) -> Kata | None:
    """The kata to work on: the first that is begun and not done, else the next after those done."""
    verdicts = [standings[kata.id].verdict for kata in katas]
    last = max((i for i, verdict in enumerate(verdicts) if verdict == Verdict.DONE), default=-1)
    open_ = [i for i, kata in enumerate(katas) if kata.built and verdicts[i] != Verdict.DONE]
    begun = [i for i in open_ if verdicts[i] != Verdict.NOT_STARTED]
    found = next(iter([*begun, *(i for i in open_ if i > last), *open_]), None)
    return None if found is None else katas[found]
