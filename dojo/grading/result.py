"""What grading has found: plain values, from one test up to a submission, and JSON of them."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How a test, a kata or a submission ended; of several, the first in this order counts."""

    INFRA_ERROR = "infra_error"
    INVALID_SUBMISSION = "invalid_submission"
    CRASHED = "crashed"
    TIMEOUT = "timeout"
    RESOURCE_LIMIT = "resource_limit"
    FAILED = "failed"
    NOT_RUN = "not_run"
    PASSED = "passed"


class Visibility(StrEnum):
    """Who may see a test and what became of it."""

    PUBLIC = "public"
    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"


@dataclass(frozen=True)
class Test:
    """One test of a kata, all of its cases together.

    sentence: what it asks, in the language of the run. points: to be had. speed: whether it asks for
    speed rather than correctness. message: why it did not pass, escaped for nothing yet; without any
    input, call or value where the test is not public.
    """

    name: str
    sentence: str
    state: State
    points: float = 1.0
    speed: bool = False
    visibility: Visibility = Visibility.PUBLIC
    message: str = ""

    @property
    def earned(self) -> float:
        return self.points if self.state == State.PASSED else 0.0


@dataclass(frozen=True)
class KataResult:
    """The verdict on one kata of a submission.

    key: hash of the file, the kata's version and the limits; the same key need not be graded again.
    blocked: what this machine lacks, as reasons; tests that need it are not among `tests`.
    message: the one thing to look at first. mistake: name of the known mistake that behaves alike, or "".
    started: whether anything is written.
    """

    id: str
    key: str
    state: State
    started: bool = True
    tests: list[Test] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    message: str = ""
    mistake: str = ""
    seconds: float = 0.0

    def earned(self, speed: bool | None = None) -> float:
        """Points, of speed or of correctness alone where asked."""
        return sum(test.earned for test in self.tests if speed in (None, test.speed))

    def points(self, speed: bool | None = None) -> float:
        """Points to be had, likewise."""
        return sum(test.points for test in self.tests if speed in (None, test.speed))


@dataclass(frozen=True)
class Result:
    """The verdict on one submission. problem: why it is invalid, or could not be graded; else ""."""

    name: str
    path: str
    state: State
    katas: list[KataResult] = field(default_factory=list)
    problem: str = ""
    seconds: float = 0.0

    def earned(self, speed: bool | None = None) -> float:
        return sum(kata.earned(speed) for kata in self.katas)

    def points(self, speed: bool | None = None) -> float:
        return sum(kata.points(speed) for kata in self.katas)


def worst(states: list[State]) -> State:
    """The state of the whole, given those of its parts."""
    return next((state for state in State if state in states), State.NOT_RUN)


def to_json(result: Result) -> dict:
    """`result` as plain values."""
    return asdict(result)


def from_json(row: dict) -> Result:
    """The result in plain values; KeyError, TypeError or ValueError where they are none."""
    katas = [kata_from_json(kata) for kata in row["katas"]]
    return Result(**row | {"state": State(row["state"]), "katas": katas})


def kata_from_json(row: dict) -> KataResult:
    """As from_json, of one kata."""
    tests = [
        Test(**test | {"state": State(test["state"]), "visibility": Visibility(test["visibility"])})
        for test in row["tests"]
    ]
    return KataResult(**row | {"state": State(row["state"]), "tests": tests})
