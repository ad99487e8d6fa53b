"""The judges themselves: what they let pass, what they reject, and what they say."""

from contextlib import nullcontext

import numpy as np
import pytest
from judge.check import check
from judge.gradients import central, check_gradient, taylor_slope
from judge.race import BANDWIDTH, floor, race
from judge.symmetry import check_mean, check_repeatable, check_rows, labels

from dojo import call
from dojo.fault import TooSlow, Wrong

A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def key(got, expected, **options) -> str:
    """The headline check gives, after a call that returned `got`."""
    with pytest.raises(Wrong) as caught:
        check(got, expected, **options)
    return caught.value.key


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (A.tolist(), A),
        (A.astype("f4"), A),
        (A + 1e-9, A),
        (2, 2.0),
        (np.float32(2), 2.0),
        (True, True),
        ("a", "a"),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        (np.array([], float), np.array([], float)),
        ([1, 2], np.array([1, 2], "u1")),
    ],
)
def test_honest_answers_pass(got, expected):
    check(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "headline"),
    [
        (None, A, "none"),
        (A.T, A, "shape"),
        (A[0], A, "shape"),
        (6.0, A, "shape"),
        (A[:, :1], A, "shape"),
        (A + 0j, A, "dtype"),
        (A > 0, A, "dtype"),
        ([1.0, 2.0], np.array([1, 2]), "dtype"),
        (1, True, "dtype"),
        (A * np.nan, A, "finite"),
        (A + np.array([0, np.inf, 0]), A, "finite"),
        (A + 1e-6, A, "value"),
        ("b", "a", "value"),
        ("b" * 60, "a" * 60, "value"),
        ([[1], [1, 2]], A, "ragged"),
        ([object()], np.array([1.0]), "not_numbers"),
        (np.zeros(2), np.array([0.0, np.inf]), "value"),
    ],
)
def test_wrong_answers_are_told_in_order_of_the_ladder(got, expected, headline):
    assert key(got, expected) == headline


def test_a_dtype_that_is_asked_for_must_match():
    check(A.astype("f4"), A, dtype="float32", rtol=1e-6)
    assert key(A, A, dtype="float32") == "dtype"


@pytest.mark.parametrize(
    ("got", "expected", "cause"),
    [
        (3 * A, A, ("cause.factor", {"k": "3"})),
        (A / 7, A, ("cause.factor", {"k": "1/7"})),
        (-A, A, ("cause.sign", {})),
        (A[:, :2].T, A[:, :2], ("cause.transposed", {})),
        (A + 1, A, None),
        (1 / 3, 1.0, None),
        (5.0, 1.0, None),
        (2.0, 1.0, ("cause.factor", {"k": "2"})),
        (1.001, 1.0, None),
        (1.00001, 1.0, ("cause.tiny", {})),
    ],
)
def test_the_cause_is_named_where_the_values_give_it_away(got, expected, cause):
    with pytest.raises(Wrong) as caught:
        check(got, expected)
    assert caught.value.facts["cause"] == cause


def test_a_message_quotes_the_call_that_gave_the_answer():
    call.log.clear()
    for n in (1.0, 2.0):
        call.log.append(call.Call("f", (np.full(2, n),), {}, result=np.array([n, n])))
    with pytest.raises(Wrong) as caught:
        check(call.log[0].result, np.array([1.0, 5.0]))
    facts = caught.value.facts
    assert facts["call"] == "f([1.0, 1.0])" and facts["got"] == "[1.0, 1.0]"
    assert facts["where"][1] == {"at": [1], "got": "1.0", "expected": "5.0", "wrong": 1, "all": 2}


def test_the_entries_beside_the_first_wrong_one_are_shown():
    got, expected = np.zeros((9, 8)), np.zeros((9, 8))
    got[4, 6] = 0.5
    with pytest.raises(Wrong) as caught:
        check(got, expected)
    facts = caught.value.facts
    assert facts["part"] == "[4, 5:8]" and facts["got"] == "[0.0, 0.5, 0.0]"


def test_digits_that_look_alike_are_shown_in_full():
    with pytest.raises(Wrong) as caught:
        check(1.0397206, 1.0397203)
    assert caught.value.facts["got"] == "1.0397206" and caught.value.facts["expected"] == "1.0397203"


def cubic(x):
    return float(np.sum(x**3) + x.ravel()[0] * x.ravel()[1])


def cubic_gradient(x):
    extra = np.zeros_like(x)
    extra.ravel()[:2] = x.ravel()[1::-1]
    return 3 * x**2 + extra


def test_central_differences_find_the_gradient(rng):
    x = rng.normal(size=(3, 4))
    check_gradient(cubic_gradient(x), cubic, x)


def test_spoiled_gradients_are_rejected(rng):
    x = rng.normal(size=(3, 4))
    g = cubic_gradient(x)
    for spoiled in (g * 12, -g, g + 1e-3, np.zeros_like(g)):
        with pytest.raises(Wrong):
            check_gradient(spoiled, cubic, x)


def test_the_taylor_slope_tells_right_from_wrong(rng):
    x = rng.normal(size=(3, 4))
    gradient = cubic_gradient(x)
    downhill = -gradient / np.linalg.norm(gradient)
    assert 1.8 < taylor_slope(cubic, gradient, x, downhill) < 2.2
    assert 0.8 < taylor_slope(cubic, gradient / 3, x, downhill) < 1.2


def test_central_differences_leave_x_alone(rng):
    x = rng.normal(size=3)
    kept = x.copy()
    central(cubic, x)
    check(x, kept, rtol=0, atol=0)


def test_rows_that_depend_on_one_another_are_found(rng):
    x = rng.normal(size=(5, 3))
    check_rows(np.exp, x)
    with pytest.raises(Wrong):
        check_rows(lambda z: z - z.max(), x)


def test_sums_are_told_from_means(rng):
    x = rng.normal(size=(5, 3))
    check_mean(np.mean, x)
    with pytest.raises(Wrong):
        check_mean(np.sum, x)


def test_memory_between_calls_is_found():
    seen = []
    with pytest.raises(Wrong):
        check_repeatable(lambda x: (seen.append(x), len(seen) + 0.0)[1], 1.0)


def test_labels_hold_every_class_in_an_order_of_their_own(rng):
    drawn = labels(rng, 50, 10)
    assert set(drawn) == set(range(10)) and (np.diff(drawn) < 0).any()


class Clock:
    """Goes on only where a function takes its time: a race comes out the same on every machine."""

    now = 0.0

    def __call__(self):
        return self.now


clock = Clock()


@pytest.fixture
def timed(monkeypatch):
    monkeypatch.setattr("judge.race.perf_counter", clock)


def slow_sum(x):
    clock.now += 0.004
    return x.sum()


def quick_sum(x):
    clock.now += 0.001
    return x.sum()


def some(rng):
    """Fresh inputs for a race."""
    return lambda: (rng.normal(size=5),)


def recorded(function):
    """As the fixture `kata` does: every call is on record for the message."""

    def wrapper(*args):
        call.log.append(call.Call(function.__name__, args, {}))
        return function(*args)

    return wrapper


def test_a_race_is_won_by_the_ratio_and_lost_by_it(timed, rng, benchmark):
    result = race(benchmark, recorded(quick_sum), yardstick=slow_sum, inputs=some(rng), at_least=2)
    assert result.ratio == pytest.approx(4)
    with pytest.raises(TooSlow) as lost:
        race(None, recorded(slow_sum), yardstick=quick_sum, inputs=some(rng), at_least=0.5)
    assert lost.value.facts["call"].startswith("slow_sum(")


# the call that does not count, two rounds, then four; a third round would be the first to agree
@pytest.mark.parametrize(("at_least", "many"), [(2, 1 + 2 + 4), (5, 1 + 2), (50, 1 + 2)])
def test_a_slow_race_is_measured_again_where_it_is_near_and_ends_at_once_where_it_is_hopeless(
    timed, rng, at_least, many
):
    calls = []
    slower = recorded(lambda x: (calls.append(x), slow_sum(x))[1])  # the yardstick's speed
    with pytest.raises(TooSlow):
        race(None, slower, yardstick=slow_sum, inputs=some(rng), at_least=at_least, rounds=2)
    assert len(calls) == many


# the subject has the yardstick's speed: less than twice what is asked, far more, far less, hopelessly less
@pytest.mark.parametrize(("at_least", "many"), [(0.6, 1 + 9), (0.1, 1 + 3), (6, 1 + 3), (20, 1 + 2)])
def test_a_race_ends_where_three_rounds_leave_no_doubt(timed, rng, at_least, many):
    calls = []
    even = recorded(lambda x: (calls.append(x), slow_sum(x))[1])
    with nullcontext() if at_least < 1 else pytest.raises(TooSlow):
        race(None, even, yardstick=slow_sum, inputs=some(rng), at_least=at_least)
    assert len(calls) == many


def test_one_quick_round_does_not_end_a_race(timed, rng):
    turns = iter([slow_sum, quick_sum, slow_sum, slow_sum, slow_sum, slow_sum])
    with pytest.raises(StopIteration):  # quick against slow is enough for 2, but two others do not agree
        race(None, lambda x: next(turns)(x), yardstick=slow_sum, inputs=some(rng), at_least=0.6)


def test_one_round_that_is_held_up_is_not_hopeless(timed, rng):
    turns = iter([1, 100])  # the first round that counts

    def held_up(x):
        clock.now += 0.004 * next(turns, 1)
        return x.sum()

    assert race(None, held_up, yardstick=slow_sum, inputs=some(rng), at_least=0.9).ratio == pytest.approx(1)


def test_the_benchmark_has_the_figures_of_the_first_rounds(timed, rng, benchmark):
    race(benchmark, recorded(slow_sum), yardstick=slow_sum, inputs=some(rng), at_least=0.1)
    assert not benchmark.enabled or benchmark.stats.stats.rounds == 2


def test_every_timed_answer_is_checked(rng):
    answers = iter([0.0])

    def cached(x):
        return next(answers, None) if len(call.log) > 2 else recorded(np.sum)(x)

    with pytest.raises(Wrong):
        race(None, cached, yardstick=np.sum, inputs=some(rng), at_least=1e-9)


def test_inputs_are_fresh_in_every_round(rng):
    seen = []
    race(
        None,
        recorded(lambda x: (seen.append(x), x.sum())[1]),
        yardstick=np.sum,
        inputs=some(rng),
        at_least=1e-9,
        rounds=3,
    )
    assert len({x.tobytes() for x in seen}) == len(seen) == 4


class Later:
    """An answer that is worked out when somebody looks at it."""

    def __init__(self, x):
        self.x = x

    def __array__(self, dtype=None, copy=None):
        return np.asarray(slow_sum(self.x))


def test_work_that_is_put_off_counts(timed, rng):
    result = race(None, recorded(Later), yardstick=slow_sum, inputs=some(rng), at_least=0.5)
    assert result.subject == pytest.approx(0.004)


def test_what_is_faster_than_reading_its_inputs_is_too_fast(timed, monkeypatch):
    assert floor(([(np.empty(0), np.empty(10**6))], 3)) == 8e6 / BANDWIDTH
    slow = recorded(slow_sum)
    monkeypatch.setattr("judge.race.BANDWIDTH", 1e3)  # as if so few numbers took 0.04 seconds
    with pytest.raises(Wrong) as wrong:
        race(None, slow, yardstick=slow_sum, inputs=lambda: (np.ones(5),), at_least=0.5)
    assert wrong.value.key == "too_fast" and wrong.value.facts["call"].startswith("slow_sum(")
    assert wrong.value.facts["expected"] == "> 4e+04 µs"


def test_without_arrays_to_read_a_call_takes_its_time():
    assert 0 < floor((3,)) < 1e-4
