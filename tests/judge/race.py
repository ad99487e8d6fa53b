"""Speed as a ratio: the subject against a yardstick, in turns, in the same run."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from dojo import call, show
from dojo.fault import TooSlow, Wrong
from judge.check import check

ROUNDS = 9
AGREE = 3  # rounds in a row that must say the same before a race ends early
# times faster than asked, in the worst pairing of these rounds, to need no more: beside ten busy processes
# on two cores, 14 slow mistakes of k01, k03, k08, k10, k12 came to 0.61 at most in 900 races
SURE = 2
HOPELESS = 3  # times too slow to measure again: a busy core takes a ratio down to 0.4 of itself at most
CLEAR = 10  # times too slow to need more than two rounds
# bytes a second that no core reads: measured 50e9 to 110e9, in cache; the quickest right answers take
# 1,000 times as long as the floor that follows from it
BANDWIDTH = 1e12


@dataclass(frozen=True)
class Result:
    """Best seconds of both sides, over rounds of fresh inputs."""

    subject: float
    yardstick: float

    @property
    def ratio(self) -> float:
        """How many times faster than the yardstick the subject is."""
        return self.yardstick / self.subject


def race(
    benchmark: Callable,
    subject: Callable,
    *,
    yardstick: Callable,
    inputs: Callable[[], tuple],
    at_least: float,
    expected: Callable | None = None,
    rtol: float = 1e-6,
    rounds: int = ROUNDS,
) -> Result:
    """TooSlow unless `subject` is `at_least` times as fast as `yardstick`.

    Measured twice where it is near, in three rounds where these agree, and in two where it is hopeless.
    Wrong where a round takes less time than to read its inputs.

    inputs: a fresh tuple of arguments, called before every round. expected: the right answer for
    them; the yardstick's own answer where it is not given. Every timed answer is checked.
    benchmark: pytest-benchmark's fixture, for the figures of the first rounds; the verdict is the
    ratio of the best of all rounds.
    """
    course = _Course(subject, yardstick, inputs, expected, at_least, rtol)
    result = course.run(rounds, benchmark)
    if at_least / HOPELESS < result.ratio < at_least:
        result = max(result, course.run(2 * rounds), key=lambda r: r.ratio)
    if result.ratio < at_least:
        raise TooSlow(
            "slow",
            seconds=result.subject,
            share=result.ratio / at_least,
            call=_last_call(),
            got=("speed", {"ms": f"{result.subject * 1e3:.3g}", "times": f"{result.ratio:.2g}"}),
            expected=(
                "speed",
                {"ms": f"{result.yardstick / at_least * 1e3:.3g}", "times": f"{at_least:g}"},
            ),
        )
    return result


def floor(args: tuple) -> float:
    """Seconds below which no honest answer to `args` comes: those of a call, and of reading the arrays."""
    return max(min(_timed(lambda: None)[0] for _ in range(20)), _size(args) / BANDWIDTH)


@dataclass
class _Course:
    subject: Callable
    yardstick: Callable
    inputs: Callable[[], tuple]
    expected: Callable | None
    at_least: float
    rtol: float
    times: list[Result] = field(default_factory=list)

    def run(self, rounds: int, benchmark: Callable | None = None) -> Result:
        """The best of so many rounds, or of fewer where they leave no doubt."""
        if not self.times:
            self.round()  # the first call of each does not count: caches, compilers, page faults
        self.times.clear()
        self.round()
        if self.best.ratio < self.at_least / CLEAR:
            self.round()  # a busy machine holds one round up by any factor, but hardly two
            if self.best.ratio < self.at_least / CLEAR:
                return self.best
        if benchmark is not None and benchmark.enabled:
            few = min(AGREE, rounds) - 1
            benchmark.pedantic(self.go, setup=self.prepare, teardown=self.judge, rounds=few)
        while len(self.times) < rounds and not self.agreed:
            self.round()
        return self.best

    @property
    def best(self) -> Result:
        return Result(min(t.subject for t in self.times), min(t.yardstick for t in self.times))

    @property
    def agreed(self) -> bool:
        """Whether the last rounds all say the same, whichever subject is set against whichever yardstick."""
        last = self.times[-AGREE:]
        worst = min(t.yardstick for t in last) / max(t.subject for t in last)
        best = max(t.yardstick for t in last) / min(t.subject for t in last)
        return len(last) == AGREE and (worst >= SURE * self.at_least or best < self.at_least / HOPELESS)

    def round(self) -> None:
        (turn,), _ = self.prepare()
        self.go(turn)
        self.judge(turn)

    def prepare(self) -> tuple[tuple, dict]:
        args = self.inputs()
        seconds, known = _timed(self.yardstick, *args)
        right = known if self.expected is None else self.expected(*args)
        return (_Turn(args, seconds, right),), {}

    def go(self, turn: "_Turn") -> None:
        turn.subject, turn.answer = _timed(self.subject, *turn.args)

    def judge(self, turn: "_Turn") -> None:
        check(turn.answer, turn.right, rtol=self.rtol, atol=self.rtol)
        if turn.subject < (least := floor(turn.args)):
            got, expected = (f"{seconds * 1e6:.3g} µs" for seconds in (turn.subject, least))
            raise Wrong("too_fast", call=_last_call(), got=got, expected=f"> {expected}")
        self.times.append(Result(turn.subject, turn.yardstick))


@dataclass
class _Turn:
    """One round: what both sides are given, how long each takes, the right answer and the subject's."""

    args: tuple
    yardstick: float
    right: object
    subject: float = 0.0
    answer: object = None


def _timed(function: Callable, *args: object) -> tuple[float, object]:
    """Seconds, and the answer as plain values: no work is left for after the clock has stopped."""
    start = perf_counter()
    answer = function(*args)
    if type(answer) not in (np.ndarray, float, type(None)):
        with suppress(ValueError):  # ragged: the check says it better
            answer = np.asarray(answer)
    return perf_counter() - start, answer


def _size(value: object) -> int:
    """Bytes of all arrays in `value`."""
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return value.nbytes if isinstance(value, np.ndarray) else 0


def _last_call() -> str:
    last = call.log[-1]
    return show.call(last.name, last.args, last.kwargs)
