"""Speed as a ratio: the subject against a yardstick, in turns, in the same run."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from dojo import call, show
from dojo.fault import TooSlow
from judge.check import check

ROUNDS = 9
HOPELESS = 3  # times too slow to measure again: a busy core takes a ratio down to 0.4 of itself at most
CLEAR = 10  # times too slow to need more than one round


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

    Measured twice where it is near, and in one round where it is clear.

    inputs: a fresh tuple of arguments, called before every round. expected: the right answer for
    them; the yardstick's own answer where it is not given. Every timed answer is checked.
    benchmark: pytest-benchmark's fixture, for the figures; the verdict is the ratio of the best rounds.
    """
    clear = at_least / CLEAR
    result = _measure(benchmark, subject, yardstick, inputs, expected, rtol, rounds, clear)
    if at_least / HOPELESS < result.ratio < at_least:
        again = _measure(None, subject, yardstick, inputs, expected, rtol, 2 * rounds, clear)
        result = max(result, again, key=lambda r: r.ratio)
    if result.ratio < at_least:
        last = call.log[-1]
        raise TooSlow(
            "slow",
            seconds=result.subject,
            call=show.call(last.name, last.args, last.kwargs),
            got=("speed", {"ms": f"{result.subject * 1e3:.3g}", "times": f"{result.ratio:.2g}"}),
            expected=(
                "speed",
                {"ms": f"{result.yardstick / at_least * 1e3:.3g}", "times": f"{at_least:g}"},
            ),
        )
    return result


def _measure(benchmark, subject, yardstick, inputs, expected, rtol, rounds, clear) -> Result:
    times: dict[str, list[float]] = {"subject": [], "yardstick": []}
    answers: list[tuple[object, object]] = []

    def timed(who: str, function: Callable, args: tuple) -> object:
        start = perf_counter()
        answer = function(*args)
        times[who].append(perf_counter() - start)
        return answer

    def prepare() -> tuple[tuple, dict]:
        args = inputs()
        known = timed("yardstick", yardstick, args)
        right = known if expected is None else expected(*args)
        return (args, right), {}

    def run(args: tuple, right: object) -> None:
        answers.append((timed("subject", subject, args), right))

    def settle() -> None:
        check(*answers[-1], rtol=rtol, atol=rtol)

    def alone() -> Result:
        times["subject"].clear(), times["yardstick"].clear()
        run(*prepare()[0])
        settle()
        return Result(*times["subject"], *times["yardstick"])

    alone()  # the first call of each does not count: caches, compilers, page faults
    if (result := alone()).ratio < clear:
        return result
    if benchmark is not None and benchmark.enabled:
        benchmark.pedantic(run, setup=prepare, teardown=lambda *_: settle(), rounds=rounds - 1)
    else:
        for _ in range(rounds - 1):
            run(*prepare()[0])
            settle()
    return Result(min(times["subject"]), min(times["yardstick"]))
