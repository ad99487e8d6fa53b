from itertools import pairwise

import numpy as np
import pytest
from judge.check import check, check_each
from judge.race import race
from judge.symmetry import D, N, check_repeatable, check_rows, labels

from dojo.data import mnist

INF = float("inf")
DTYPES = ["uint8", "float32", "float64"]
BY_HAND = 14 * 28 + 14, 0.5, 1  # of the guide: a one has ink in the middle of the picture


def yes_or_no(rng, n=N):
    """(n,) bool answers in random order, both of them there."""
    return labels(rng, n, classes=2) == 1


def coarse(rng, shape, dtype="float64"):
    """Values from 0 to 240 of which many are equal; two of them may add up to more than 255."""
    return (rng.integers(0, 7, shape) * 40).astype(dtype)


def close(low):
    """Three neighbouring floats from `low` upwards: between them lies nothing."""
    middle = np.nextafter(low, low.dtype.type(INF))
    return np.array([low, middle, np.nextafter(middle, low.dtype.type(INF))])


def middles(values):
    """The middles between neighbouring different values."""
    return [(low + high) / 2 for low, high in pairwise(sorted(set(values.tolist())))]


def right_answers(values, y, threshold, polarity):
    """How many answers are right, counted one by one."""
    return sum(((v > threshold) == (polarity > 0)) == a for v, a in zip(values.tolist(), y.tolist()))


def every_rule(x, y):
    """(number of right answers, rule) for every rule there is, in the order that decides ties."""
    return [
        (right_answers(values, y, threshold, polarity), (feature, threshold, polarity))
        for feature, values in enumerate(x.T)
        for threshold in [-INF, *middles(values)]
        for polarity in (1, -1)
    ]


def check_thresholds(got, expected, **how):
    """-inf comes first; the others are compared without it."""
    check(got, [-INF, *expected], dtype=float, atol=1e300)
    check(np.asarray(got)[1:], expected, dtype=float, **how)


# -- predict -----------------------------------------------------------------------------------


def test_predict_says_yes_above_the_threshold(kata):
    """The rule (1, 2.5, +1) says yes where feature 1 is above 2.5; no other feature matters.
    규칙 (1, 2.5, +1)은 1번 특성이 2.5보다 클 때 '예'라고 합니다. 다른 특성은 보지 않습니다."""
    x = np.array([[9.0, 2, 9], [0, 3, 0], [9, 2.25, 0], [0, 7, 9], [0, -8, 9]])
    check(kata.predict((1, 2.5, 1), x), [False, True, False, True, False])
    check(kata.predict((0, -1.0, 1), x - 5), [True, False, True, False, False])


def test_predict_of_the_other_polarity_is_the_opposite(kata, rng):
    """With polarity -1 every yes becomes a no and every no a yes, equal values included.
    극성이 -1이면 '예'와 '아니요'가 모두 뒤바뀝니다. 문턱값과 같은 값도 마찬가지입니다."""
    x = coarse(rng, (N, D))
    for threshold in (float(x[2, 3]), float(x[5, 3]), 100.0, -INF):
        for polarity in (1, -1):
            expected = [(v > threshold) == (polarity == 1) for v in x[:, 3].tolist()]
            check(kata.predict((3, threshold, polarity), x), expected)


def test_predict_puts_a_value_at_the_threshold_below(kata):
    """Above means greater: a value that equals the threshold is not above it, the next float is.
    '크다'에 '같다'는 들어가지 않습니다. 문턱값과 같으면 아니고, 바로 다음 실수부터가 큰 값입니다."""
    for dtype in (np.float64, np.float32):
        x = close(dtype(2.5))[:, None] - np.zeros(2, dtype)
        check(kata.predict((1, 2.5, 1), x), [False, True, True])
        check(kata.predict((1, 2.5, -1), x), [True, False, False])


def test_predict_answers_every_example_on_its_own(kata, rng):
    """N examples get N answers, True or False, each from its own row; no examples get none.
    예시 N개에 True나 False인 답 N개가 나오고, 답은 자기 행만 보고 정합니다. 예시가 없으면 답도 없습니다."""
    for dtype in DTYPES:
        x = coarse(rng, (N, D), dtype)
        check(kata.predict((4, 110.0, 1), x), [v > 110 for v in x[:, 4].tolist()])
        check_rows(lambda rows: kata.predict((2, 80.0, -1), rows), x)
        check(np.shape(kata.predict((2, 80.0, -1), x[:0])), (0,))


def test_predict_compares_in_float64(kata, rng):
    """A threshold between two neighbouring float32 values has the lower one below, the higher above.
    이웃한 두 float32 값 사이의 문턱값보다 한 값은 작고 다른 값은 큽니다. float32로 반올림하면 안 됩니다."""
    values = close(np.float32(rng.uniform(1, 2)))
    for k, (low, high) in enumerate(pairwise(values.tolist())):
        expected = [at > k for at in range(3)]
        check(kata.predict((0, (low + high) / 2, 1), values[:, None]), expected)


# -- thresholds --------------------------------------------------------------------------------


def test_thresholds_of_a_hand_example(kata):
    """For 7, 1, 3 and 7 the thresholds are -inf, 2 and 5: below all, and the middles of 1|3 and 3|7.
    7, 1, 3, 7의 문턱값은 -inf, 2, 5입니다. 모든 값의 아래, 그리고 1과 3, 3과 7의 한가운데입니다."""
    check_thresholds(kata.thresholds(np.array([7.0, 1, 3, 7])), [2.0, 5.0])
    check_thresholds(kata.thresholds(np.array([-3.0, -4])), [-3.5])


def test_thresholds_of_bright_pixels_do_not_wrap(kata):
    """The middle of the pixels 200 and 250 is 225, though 200 + 250 does not fit in a uint8.
    픽셀 값 200과 250의 한가운데는 225입니다. 200 + 250은 uint8에 담을 수 없으니 조심하세요."""
    check_thresholds(kata.thresholds(np.array([250, 255, 200, 10], np.uint8)), [105.0, 225, 252.5])


def test_thresholds_lie_between_neighbouring_different_values(kata, rng):
    """K different values have K thresholds, sorted, as float64, however often a value comes.
    서로 다른 값이 K개이면 문턱값도 K개입니다. 크기순이고 dtype은 float64이며, 같은 값은 한 번만 셉니다."""
    for dtype in DTYPES:
        for values in coarse(rng, 3 * N, dtype), rng.uniform(0, 99, N).astype(dtype):
            check_thresholds(kata.thresholds(values), middles(values))


def test_thresholds_of_one_value_are_minus_infinity_alone(kata):
    """Where all values are the same there is nothing to part: only -inf is left.
    모든 값이 같으면 나눌 곳이 없으므로 -inf 하나만 남습니다."""
    for dtype in DTYPES:
        for n in (1, N):
            check_thresholds(kata.thresholds(np.full(n, 80, dtype)), [])


def test_thresholds_of_huge_values_do_not_overflow(kata):
    """The middle of 1.5 × 10³⁰⁸ and 1.7 × 10³⁰⁸ is a float, though their sum is too large for one.
    1.5 × 10³⁰⁸과 1.7 × 10³⁰⁸의 한가운데는 실수로 나타낼 수 있지만 둘의 합은 그럴 수 없습니다."""
    got = kata.thresholds(np.array([1.7, -1.7, 1.5]) * 1e308)
    check(got, got)
    check(np.asarray(got)[1:], [-0.1e308, 1.6e308])
    got = kata.thresholds(np.array([3e38, 2e38], np.float32))
    check(np.asarray(got)[1:], [(float(np.float32(3e38)) + float(np.float32(2e38))) / 2])


def test_thresholds_part_even_neighbouring_floats(kata, rng):
    """Between two neighbouring floats the middle rounds, to `low` or to `high`; then the threshold is `low`.
    이웃한 두 실수의 한가운데는 둘 중 한 값으로 반올림됩니다. 어느 쪽이든 문턱값은 낮은 값입니다."""
    for start in (1.0, rng.uniform(1, 2), -rng.uniform(1, 2), 0.0, -1e-310, 1.6e308):
        values = close(np.float64(start))
        got = kata.thresholds(values[::-1])
        check(got, [-INF, *values[:-1]], atol=1e300)
        parted = [low <= t < high for (low, high), t in zip(pairwise(values), np.asarray(got)[1:])]
        check(parted, [True, True])


# -- scores ------------------------------------------------------------------------------------


def test_scores_of_a_hand_example(kata):
    """Values 7, 1, 3, 7 with the answers yes, no, yes, no: above -inf, 2 and 5 there are 2, 3, 2 right.
    값 7, 1, 3, 7의 정답이 차례로 예, 아니요, 예, 아니요이면 문턱값 -inf, 2, 5에서 2, 3, 2개가 맞습니다."""
    # above 2 are 7 yes, 3 yes, 7 no, below is 1 no: 3 right. Above 5 the 3 is lost. Row 1 is 4 - row 0
    values, y = np.array([7.0, 1, 3, 7]), np.array([True, False, True, False])
    check(kata.scores(values, y), [[2, 3, 2], [2, 1, 2]])
    # an 8, yes, is right as long as it is above; above 7.5 it is, and so are 1 and 7 below, both no
    check(kata.scores(np.append(values, 8.0), np.append(y, True)), [[3, 4, 3, 3], [2, 1, 2, 2]])


def test_scores_count_right_answers_of_every_rule(kata, rng):
    """Each entry is the number of right answers of one rule: rows are polarities, columns thresholds.
    각 칸은 규칙 하나가 맞힌 답의 수입니다. 행은 극성, 열은 문턱값입니다."""
    for dtype in DTYPES:
        for values in coarse(rng, 3 * N, dtype), rng.normal(100, 30, 3 * N).astype(dtype):
            y, limits = yes_or_no(rng, 3 * N), [-INF, *middles(values)]
            expected = [[right_answers(values, y, t, p) for t in limits] for p in (1, -1)]
            check(kata.scores(values, y), expected)


def test_scores_keep_equal_values_together(kata):
    """No threshold parts equal values, whatever their answers and their order are.
    같은 값은 정답과 순서가 어떻든 어떤 문턱값으로도 나뉘지 않습니다."""
    # below 5 are 4, 4, 4 with one yes, above are 6, 6 with one yes: 2 + 1 right; 2 yes of 5 in all
    values, y = np.array([4.0, 6, 4, 6, 4]), np.array([True, True, False, False, False])
    for turn in range(5):
        check(kata.scores(np.roll(values, turn), np.roll(y, turn)), [[2, 3], [3, 2]])


def test_scores_of_neighbouring_floats(kata, rng):
    """Neighbouring floats are different values: each moves to the other side at its own threshold.
    이웃한 두 실수도 서로 다른 값입니다. 각각 자기 문턱값에서 반대편으로 넘어갑니다."""
    y = np.array([False, True, True])
    for start in (np.float64(1), np.float64(rng.uniform(1, 2)), np.float32(1), np.float32(rng.uniform(1, 2))):
        check(kata.scores(close(start), y), [[2, 3, 2], [1, 0, 1]])


def test_scores_of_one_class_or_one_value(kata):
    """If all answers are yes, "everybody yes" has them all right; one value leaves one column.
    정답이 모두 '예'이면 모두에게 '예'라고 하는 규칙이 다 맞힙니다. 값이 하나뿐이면 열도 하나입니다."""
    values = np.array([3.0, 1, 2, 1])
    check(kata.scores(values, np.full(4, True)), [[4, 2, 1], [0, 2, 3]])
    check(kata.scores(values, np.full(4, False)), [[0, 2, 3], [4, 2, 1]])
    check(kata.scores(np.full(3, 5.0), np.array([True, False, False])), [[1], [2]])


# -- best rule ---------------------------------------------------------------------------------


def test_best_rule_of_a_hand_example(kata):
    """Only feature 1 tells all answers: yes where it is not above 4, so the rule is (1, 4, -1).
    1번 특성만 모든 답을 가려냅니다. 4보다 크지 않을 때 '예'이므로 규칙은 (1, 4, -1)입니다."""
    # feature 0 is constant; feature 2 is wrong at least once: 1 and 3 are yes, 2 is no
    x, y = np.array([[0.0, 5, 2], [0, 1, 1], [0, 3, 3]]), np.array([False, True, True])
    check_each(kata.best_rule(x, y), (1, 4.0, -1))
    check_each(kata.best_rule(x, ~y), (1, 4.0, 1))


def test_best_rule_is_better_than_every_other(kata, rng):
    """No rule has more right answers; where several have as many, the first in order is taken.
    답을 더 많이 맞히는 규칙은 없습니다. 똑같이 맞히는 규칙이 여럿이면 순서가 앞선 것을 고릅니다."""
    for dtype in DTYPES:
        for n, d in [(N, D), (2 * N, 2), (3, D), (1, 3)] * 3:
            x, y = coarse(rng, (n, d), dtype), rng.random(n) < 0.5
            _, rule = max(every_rule(x, y), key=lambda found: found[0])  # the first of the best
            check_each(kata.best_rule(x, y), rule)


def test_best_rule_takes_the_lowest_feature_in_a_tie(kata):
    """Features 1, 2 and 3 tell all answers: the rule is about the first of them.
    1, 2, 3번 특성이 모두 답을 다 가려냅니다. 그러면 그중 번호가 가장 낮은 특성을 고릅니다."""
    y = np.array([False, True, True, False])
    x = np.stack([[1.0, 1, 2, 2], 9 + 2.0 * y, -1.0 * y, y], axis=1)
    check_each(kata.best_rule(x, y), (1, 10.0, 1))
    check_each(kata.best_rule(x[:, ::-1], y), (0, 0.5, 1))


def test_best_rule_takes_the_lowest_threshold_in_a_tie(kata):
    """Of equally good rules on one feature the lower threshold wins, whatever the polarities are.
    한 특성에서 똑같이 좋은 규칙이 여럿이면 극성과 상관없이 문턱값이 낮은 것을 고릅니다."""
    # 3 of 4 right: not above 1.5, and above 3.5; no rule has all 4
    x, y = np.array([[1.0], [2], [3], [4]]), np.array([True, False, False, True])
    check_each(kata.best_rule(x, y), (0, 1.5, -1))
    check_each(kata.best_rule(x, ~y), (0, 1.5, 1))


def test_best_rule_takes_polarity_plus_one_in_a_tie(kata):
    """Where nothing tells yes from no, half are right either way: (0, -inf, +1).
    '예'와 '아니요'를 가려낼 방법이 없으면 어느 쪽으로 답하든 절반이 맞습니다. 그러면 (0, -inf, +1)입니다."""
    y = np.array([True, False, False, True])
    check_each(kata.best_rule(np.full((4, 3), 7.0), y), (0, -INF, 1))
    x = np.array([[5.0], [5], [8], [8]])
    check_each(kata.best_rule(x, y), (0, -INF, 1))


def test_best_rule_does_not_round_its_threshold(kata):
    """Between 0.1 and 1.3 the threshold is 0.7 as a float64; as a float32 it would be 0.699999988.
    0.1과 1.3 사이의 문턱값은 float64로 0.7입니다. float32로 반올림하면 0.699999988이 됩니다."""
    x, y = np.array([[0.1], [1.3]]), np.array([False, True])
    check_each(kata.best_rule(x, y), (0, 0.7, 1), rtol=1e-14)


def test_best_rule_counts_exactly(kata):
    """Equal is equal: 2 of 3 right is a tie, though 1 - 1/3 and 2/3 differ in their last digit.
    3개 중 2개를 맞히면 어느 규칙이든 동점입니다. 실수로는 1 - 1/3과 2/3의 끝자리가 다르니 개수를 세세요."""
    # 2 right: everybody the same, and also above 2.5 or not above 1.5, or the reverse
    for y in ([True, False, True], [False, True, False]):
        polarity = 1 if sum(y) == 2 else -1
        check_each(kata.best_rule(np.array([[1.0], [2], [3]]), np.array(y)), (0, -INF, polarity))


def test_best_rule_of_one_class_gives_everybody_that_answer(kata, rng):
    """If all answers are yes, the rule is (0, -inf, +1); if all are no, (0, -inf, -1).
    정답이 모두 '예'이면 규칙은 (0, -inf, +1), 모두 '아니요'이면 (0, -inf, -1)입니다."""
    for n in (1, N):
        x = rng.normal(size=(n, D))
        check_each(kata.best_rule(x, np.full(n, True)), (0, -INF, 1))
        check_each(kata.best_rule(x, np.full(n, False)), (0, -INF, -1))


def test_best_rule_of_constant_features_gives_everybody_the_usual_answer(kata):
    """Features that never change say nothing: the more frequent answer is all that can be learned.
    값이 늘 같은 특성은 알려 주는 것이 없습니다. 더 자주 나온 답을 모두에게 주는 것이 최선입니다."""
    x, y = np.full((N, D), 200, np.uint8), np.arange(N) < 3
    check_each(kata.best_rule(x, y), (0, -INF, -1))
    check_each(kata.best_rule(x, ~y), (0, -INF, 1))
    x = np.where(np.arange(D) == 2, 50 * y[:, None], x).astype(np.uint8)  # but for one that tells all
    check_each(kata.best_rule(x, y), (2, 25.0, 1))


def test_best_rule_looks_at_right_answers_alone(kata):
    """The number of right answers decides, not how pure the two sides are.
    두 쪽이 얼마나 순수한지가 아니라 맞힌 답의 수가 결정합니다."""
    # feature 0 has 9 yes above, all pure, and 11 yes and 20 no below: 29 right;
    # feature 1 has 15 yes and 5 no above, 5 yes and 15 no below: 30 right
    y = np.arange(40) < 20
    pure, mixed = np.arange(40) < 9, np.isin(np.arange(40) % 20, range(5)) != y
    check_each(kata.best_rule(np.stack([pure, mixed], axis=1).astype(float), y), (1, 0.5, 1))


# -- all four ----------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [np.nan, INF, -INF])
def test_values_that_are_not_finite_are_refused(kata, rng, bad):
    """NaN is neither above nor below anything, and infinity has no middle: raise ValueError.
    NaN은 무엇보다도 크거나 작지 않고, 무한대와는 한가운데를 잡을 수 없습니다. ValueError를 발생시키세요."""
    x, y = rng.normal(size=(N, D)), yes_or_no(rng)
    x[3, 2] = bad
    with pytest.raises(ValueError):
        kata.thresholds(x[:, 2])
    with pytest.raises(ValueError):
        kata.scores(x[:, 2], y)
    with pytest.raises(ValueError):
        kata.best_rule(x.astype("float32"), y)


@pytest.mark.parametrize("bad", [np.nan, INF, -INF])
def test_best_rule_checks_the_features_after_a_perfect_one(kata, rng, bad):
    """Feature 0 tells all answers, and yet a NaN or infinity in a later one raises ValueError.
    0번 특성이 답을 모두 가려내더라도, 뒤의 특성에 NaN이나 무한대가 있으면 ValueError를 발생시키세요."""
    y = yes_or_no(rng)
    x = np.stack([y, rng.normal(size=N), rng.normal(size=N)], axis=1)
    x[4, 2] = bad
    with pytest.raises(ValueError):
        kata.best_rule(x, y)


@pytest.mark.parametrize("bad", [INF, -INF])
def test_best_rule_checks_constant_features_too(kata, rng, bad):
    """A feature that is infinite for every example is constant, and still raises ValueError.
    모든 예시에서 무한대인 특성은 값이 늘 같지만, 그래도 ValueError를 발생시켜야 합니다."""
    x, y = rng.normal(size=(N, D)), yes_or_no(rng)
    x[:, 1] = bad
    with pytest.raises(ValueError):
        kata.best_rule(x, y)


def test_nothing_is_learned_from_no_examples(kata):
    """Without a single example there is nothing to learn from: raise ValueError.
    예시가 하나도 없으면 배울 것도 없습니다. ValueError를 발생시키세요."""
    nothing = np.empty(0, bool)
    with pytest.raises(ValueError):
        kata.thresholds(np.empty(0))
    with pytest.raises(ValueError):
        kata.scores(np.empty(0), nothing)
    with pytest.raises(ValueError):
        kata.best_rule(np.empty((0, D)), nothing)


def test_answers_of_another_shape_are_refused(kata, rng):
    """One answer for each example: raise ValueError for y of another shape, such as (N, 1), (1,) or (N - 1,).
    예시마다 답은 하나입니다. y의 모양이 (N, 1), (1,), (N - 1,)처럼 다르면 ValueError를 발생시키세요."""
    x, y = rng.normal(size=(N, D)), yes_or_no(rng)
    for bad in y[:, None], y[:1], y[:-1], np.append(y, True), y[None]:
        with pytest.raises(ValueError):
            kata.scores(x[:, 1], bad)
        with pytest.raises(ValueError):
            kata.best_rule(x, bad)


def test_inputs_are_left_alone_and_a_second_call_repeats_the_first(kata, rng):
    """Nothing is sorted in place, and nothing is remembered from call to call.
    넘겨받은 배열을 그 자리에서 정렬하면 안 되고, 앞선 호출의 값을 기억해 두어도 안 됩니다."""
    x, y = coarse(rng, (N, D)), yes_or_no(rng)
    before = x.copy(), y.copy()
    check_repeatable(kata.predict, (1, 100.0, -1), x)
    check_repeatable(kata.thresholds, x[:, 1])
    check_repeatable(kata.scores, x[:, 1], y)
    check_each(kata.best_rule(x, y), tuple(kata.best_rule(x, y)))
    check_each((x, y), before)


# -- real digits -------------------------------------------------------------------------------


def zeros_and_ones(x, y):
    """The zeros and ones of MNIST as rows of 784 pixels; True for a one."""
    chosen = y < 2
    return x[chosen].reshape(-1, 784), y[chosen] == 1


def tally(x, y):
    """The best rule by counting, for every pixel, how often each brightness comes with yes and no."""
    below = [np.cumsum([np.bincount(v, minlength=256) for v in part.T], axis=1) for part in (x[y], x[~y])]
    right = y.sum() - below[0] + below[1]  # for the rule: above this brightness, yes
    pixel, brightness = np.unravel_index(np.argmax(np.maximum(right, len(y) - right)), right.shape)
    polarity = 1 if 2 * right[pixel, brightness] >= len(y) else -1
    higher = x[:, pixel][x[:, pixel] > brightness].min()
    return int(pixel), (float(brightness) + float(higher)) / 2, polarity


def test_the_best_rule_for_real_zeros_and_ones(kata):
    """From 784 pixels of 12,665 digits: a one has ink just below the middle, brighter than 34.5.
    숫자 12,665개의 픽셀 784개에서 규칙을 찾습니다. 1은 한가운데 바로 아래 픽셀이 34.5보다 진합니다."""
    # pixel 434 = 15 · 28 + 14; 12,488 of 12,665 answers are right, 98.60 %
    x, y = zeros_and_ones(*mnist()[:2])
    assert tally(x, y) == (434, 34.5, 1)
    check_each(kata.best_rule(x, y), (434, 34.5, 1))


def test_a_learned_rule_beats_the_one_written_by_hand(kata):
    """On digits that nobody has learned from it is right more often than "ink in the very middle".
    학습에 쓰지 않은 숫자에서도 '한가운데에 잉크가 있으면 1'이라는 손으로 쓴 규칙보다 더 자주 맞습니다."""
    # of 2,115 test digits the learned rule gets 20 wrong, the one by hand 27
    x, y = zeros_and_ones(*mnist()[2:])
    check_each(kata.best_rule(*zeros_and_ones(*mnist()[:2])), (434, 34.5, 1))
    for rule, wrong in (BY_HAND, 27), ((434, 34.5, 1), 20):
        answers = kata.predict(rule, x)
        check(answers, np.asarray(answers, bool))
        check(np.sum(answers != y), wrong)


# -- speed -------------------------------------------------------------------------------------


def all_pairs(values, y):
    """Every threshold against every example: all of them at once would not fit in the cache."""
    limits = [-INF, *middles(values)]
    right = np.array([np.count_nonzero((values > limit) == y) for limit in limits])
    return np.stack([right, len(y) - right])


def all_rules(x, y):
    """The best rule, feature by feature, from every threshold against every example."""
    found = [all_pairs(values, y) for values in x.T]
    feature = int(np.argmax([right.max() for right in found]))
    at, column = divmod(int(found[feature].T.argmax()), 2)
    return feature, [-INF, *middles(x[:, feature])][at], 1 - 2 * column


def measured(rng, shape):
    """Values that are all different, and answers that have something to do with the last feature."""
    x = rng.normal(size=shape[::-1]).T  # every column lies in one piece: nobody gains by a copy
    return x, x.T.reshape(-1, len(x))[-1] + rng.normal(size=len(x)) > 0


# how many times as fast as the yardstick, with and without a busy core: the solution 40 to 240, other
# answers on whole arrays 33 to 270; sorted once and then counted in a Python loop 1.2 to 15;
# every threshold against every example 0.9 to 1.5


def test_speed_of_scores(kata, rng, benchmark):
    """Sort once: at least 5 times as fast as every threshold against every one of 5,000 examples.
    한 번만 정렬하세요. 문턱값마다 예시 5,000개를 모두 비교할 때보다 5배 이상 빨라야 합니다."""
    inputs = lambda: measured(rng, (5000,))  # noqa: E731
    race(benchmark, kata.scores, yardstick=all_pairs, inputs=inputs, at_least=5)


def test_speed_of_best_rule(kata, rng, benchmark):
    """With 2 features of 5,000 examples too: at least 5 times as fast as all against all.
    예시 5,000개, 특성 2개에서도 모두 하나씩 비교할 때보다 5배 이상 빨라야 합니다."""
    inputs = lambda: measured(rng, (5000, 2))  # noqa: E731
    race(benchmark, kata.best_rule, yardstick=all_rules, inputs=inputs, at_least=5)
