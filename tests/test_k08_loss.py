import numpy as np
import pytest
from judge.check import check
from judge.gradients import central
from judge.race import race
from judge.symmetry import C, D, N, check_mean, check_repeatable, labels

from dojo.data import mnist

BOTH_WIDTHS = ["float64", "float32"]
EPS32 = 1e-4  # ten thousand float32 terms: the solution is off by 4e-7, adding them one by one by 5e-5


def probabilities(rng, n, classes):
    """Rows of (n, classes) that sum to 1, each entry well above 0."""
    p = rng.uniform(0.05, 1, (n, classes))
    return p / p.sum(axis=1, keepdims=True)


# -- mean squared error ------------------------------------------------------------------------


def test_mean_squared_error_of_a_hand_example(kata):
    """The mean squared error of ((1, 2), (3, 4)) and ((3, 2), (0, 4)) is 3.25.
    ((1, 2), (3, 4))와 ((3, 2), (0, 4))의 평균 제곱 오차는 3.25입니다."""
    # errors 2, 0, -3, 0; squares 4 + 0 + 9 + 0 = 13, over 4 entries
    y, prediction = np.array([[1.0, 2], [3, 4]]), np.array([[3.0, 2], [0, 4]])
    check(kata.mean_squared_error(y, prediction), 3.25)


def test_mean_squared_error_averages_over_every_entry(kata, rng):
    """It is a mean over all N × D entries, or all N: the same batch twice over changes nothing.
    N × D개(또는 N개) 값 전체의 평균이므로 같은 배치를 두 번 이어 붙여도 값이 그대로입니다."""
    for shape in [(N, D), (N,)]:
        y, prediction = rng.normal(size=(2, *shape))
        check(kata.mean_squared_error(y, prediction), sum((y - prediction).ravel() ** 2) / y.size)
        check_mean(kata.mean_squared_error, y, prediction)


def test_mean_squared_error_refuses_unequal_shapes(kata, rng):
    """Shapes that differ, such as (N,) and (N, 1), might broadcast in silence: raise ValueError.
    (N,)과 (N, 1)처럼 모양이 다르면 조용히 브로드캐스트될 수 있으니 ValueError를 발생시키세요."""
    for shapes in [((N,), (N, 1)), ((N, D), (1, D)), ((N, D), (N, 1)), ((N, D), (D,)), ((1,), (N,))]:
        for a, b in [shapes, shapes[::-1]]:
            with pytest.raises(ValueError):
                kata.mean_squared_error(rng.normal(size=a), rng.normal(size=b))


# -- binary cross-entropy ----------------------------------------------------------------------


def test_binary_cross_entropy_of_a_hand_example(kata):
    """With p = 1/2 where y is 1 and p = 3/4 where y is 0, the loss is (ln 2 + ln 4) / 2.
    정답이 1일 때 p = 1/2, 정답이 0일 때 p = 3/4이면 손실은 (ln 2 + ln 4) / 2입니다."""
    check(kata.binary_cross_entropy(np.array([1, 0]), np.array([0.5, 0.75])), 1.5 * np.log(2))
    # nearly sure: -ln 0.000001 = 13.8155..., and -ln(1 - 0.000001) = 0.000001 + half its square
    for y, p, loss in [(1, 1e-6, 13.815510557964274), (0, 1e-6, 1.0000005e-6)]:
        check(kata.binary_cross_entropy(np.array([y]), np.array([p])), loss)


def test_binary_cross_entropy_is_a_mean_over_the_batch(kata, rng):
    """The same batch twice over, or in another order, has the same loss.
    같은 배치를 두 번 이어 붙이거나 순서를 바꾸어도 손실은 같습니다."""
    y, probs = labels(rng, classes=2), rng.uniform(0.05, 0.95, N)
    check_mean(kata.binary_cross_entropy, y, probs)


def test_binary_cross_entropy_from_logits_agrees_with_probabilities(kata, rng):
    """From a logit z the loss is that of the probability 1 / (1 + exp(-z)).
    로짓 z에서 구한 손실은 확률 1 / (1 + exp(-z))의 손실과 같습니다."""
    y, logits = labels(rng, classes=2), rng.normal(size=N) * 3
    # the definition, term by term, in plain Python
    terms = [np.log(1 + np.exp(-z)) if one else np.log(1 + np.exp(z)) for one, z in zip(y, logits)]
    check(kata.binary_cross_entropy_from_logits(y, logits), sum(terms) / N)
    check_mean(kata.binary_cross_entropy_from_logits, y, logits)


def test_binary_cross_entropy_from_logits_survives_confident_errors(kata):
    """A logit of -2000 where the answer is 1 costs 2000; +2000 there costs nothing.
    정답이 1인데 로짓이 -2000이면 손실은 2000이고, +2000이면 0입니다."""
    # ln(1 + e^-15) = e^-15 - e^-30 / 2
    cases = [(2e3, 0.0), (-2e3, 2e3), (15.0, 3.059022736e-07), (-15.0, 15.00000030590227)]
    for logit, loss in cases:
        check(kata.binary_cross_entropy_from_logits(np.array([1]), np.array([logit])), loss)
        check(kata.binary_cross_entropy_from_logits(np.array([0]), np.array([-logit])), loss)


# -- categorical cross-entropy -----------------------------------------------------------------


def test_categorical_cross_entropy_of_a_hand_example(kata):
    """With probabilities 1/4 and 1/2 for the true classes, the loss is (ln 4 + ln 2) / 2.
    정답 클래스의 확률이 1/4과 1/2이면 손실은 (ln 4 + ln 2) / 2입니다."""
    probs = np.array([[0.5, 0.25, 0.25], [0.5, 0.375, 0.125]])
    check(kata.categorical_cross_entropy(np.array([1, 0]), probs), 1.5 * np.log(2))
    surprise = np.array([[1.0, 1e-30]])  # -ln 10^-30 = 30 · 2.302585...
    check(kata.categorical_cross_entropy(np.array([1]), surprise), 69.07755278982137)


def test_categorical_cross_entropy_reads_each_row_at_its_own_class(kata, rng):
    """Row i counts the probability of class y[i] only, whatever the batch size and class count.
    i번째 행에서는 배치 크기나 클래스 수와 상관없이 클래스 y[i]의 확률만 봅니다."""
    y, probs = labels(rng), probabilities(rng, N, C)
    check(kata.categorical_cross_entropy(y, probs), sum(-np.log(probs[i][y[i]]) for i in range(N)) / N)


def test_categorical_cross_entropy_is_a_mean_over_the_batch(kata, rng):
    """The same batch twice over, or in another order, has the same loss.
    같은 배치를 두 번 이어 붙이거나 순서를 바꾸어도 손실은 같습니다."""
    check_mean(kata.categorical_cross_entropy, labels(rng), probabilities(rng, N, C))


@pytest.mark.parametrize("bad", [-1, C])
def test_labels_that_name_no_class_are_refused(kata, rng, bad):
    """A class below 0 or above C - 1 is a ValueError: -1 must not read the last column.
    0보다 작거나 C - 1보다 큰 클래스는 ValueError입니다. -1이 마지막 열을 읽어서는 안 됩니다."""
    y = labels(rng)
    y[2] = bad
    with pytest.raises(ValueError):
        kata.categorical_cross_entropy(y, probabilities(rng, N, C))
    with pytest.raises(ValueError):
        kata.categorical_cross_entropy_from_logits(y, rng.normal(size=(N, C)))


def test_categorical_cross_entropy_from_logits_agrees_with_probabilities(kata, rng):
    """From logits the loss is that of their softmax, taken once.
    로짓에서 구한 손실은 소프트맥스를 한 번 거친 확률의 손실과 같습니다."""
    y, logits = labels(rng), rng.normal(size=(N, C)) * 3
    terms = [np.log(sum(np.exp(row))) - row[c] for c, row in zip(y, logits)]
    check(kata.categorical_cross_entropy_from_logits(y, logits), sum(terms) / N)


def test_categorical_cross_entropy_from_logits_ignores_a_common_shift(kata, rng):
    """Adding one number to all logits of a row changes nothing, each row having its own.
    한 행의 모든 로짓에 같은 수를 더해도 손실은 그대로입니다. 행마다 다른 수를 더해도 마찬가지입니다."""
    y, logits = labels(rng), rng.normal(size=(N, C))
    shifted = logits + rng.normal(size=(N, 1)) * 10
    plain = kata.categorical_cross_entropy_from_logits(y, logits)
    check(kata.categorical_cross_entropy_from_logits(y, shifted), plain, rtol=1e-6)
    check_mean(kata.categorical_cross_entropy_from_logits, y, logits)


def test_categorical_cross_entropy_from_logits_survives_confident_errors(kata):
    """Logits (2000, 0) cost 2000 where the class is 1, also beside a row near -2000.
    정답이 1일 때 로짓 (2000, 0)의 손실은 2000입니다. 옆 행이 -2000 근처여도 마찬가지입니다."""
    # row losses 2000, ln(1 + e^-1) = 0.31326..., 0
    y, logits = np.array([1, 0, 0]), np.array([[2000.0, 0], [-2000, -2001], [50, 0]])
    rows = [2000, 0.3132616875182228, 0]
    check(kata.categorical_cross_entropy_from_logits(y, logits), sum(rows) / 3)
    check(kata.categorical_cross_entropy_from_logits(y[1:2], logits[1:2]), rows[1])


def test_every_logit_moves_the_loss(kata, rng):
    """The loss is smooth: its slope along the logits is (softmax - one hot) / N, never flat.
    손실은 매끄럽습니다. 로짓에 대한 기울기는 (소프트맥스 - 원-핫) / N이고 평평한 곳이 없습니다."""
    y, logits = labels(rng), rng.normal(size=(N, C))
    slope = central(lambda z: kata.categorical_cross_entropy_from_logits(y, z), logits)
    powers = np.exp(logits)
    expected = (powers / powers.sum(axis=1, keepdims=True) - np.eye(C)[y]) / N
    check(slope, expected, rtol=1e-6, atol=1e-9)  # the solution agrees to 4e-11


# -- all five ----------------------------------------------------------------------------------


def test_losses_keep_the_dtype_and_repeat_themselves(kata, rng):
    """Each loss is one number in the dtype of its floating-point input, and the same on a second call.
    모든 손실은 실수 입력과 같은 dtype의 숫자 하나이고, 다시 호출해도 같은 값이 나옵니다."""
    y, y2, i = labels(rng), labels(rng, classes=2), np.arange(N)
    a, b, z = rng.normal(size=(2, N)), rng.normal(size=(2, N)), rng.normal(size=(N, C))
    p, e = probabilities(rng, N, C), np.exp(z)
    for name, floats, right in [
        ("mean_squared_error", [a, b], np.mean((a - b) ** 2)),
        ("binary_cross_entropy", [p[:, 0]], -np.mean(np.log(np.abs(1 - y2 - p[:, 0])))),
        ("binary_cross_entropy_from_logits", [z[:, 0]], np.mean(np.log(1 + np.exp((1 - 2 * y2) * z[:, 0])))),
        ("categorical_cross_entropy", [p], -np.mean(np.log(p[i, y]))),
        ("categorical_cross_entropy_from_logits", [z], -np.mean(np.log(e[i, y] / e.sum(axis=1)))),
    ]:
        first = {"mean": [], "bina": [y2], "cate": [y]}[name[:4]]
        for dtype in BOTH_WIDTHS:
            args = [*first, *(x.astype(dtype) for x in floats)]
            check(getattr(kata, name)(*args), right, dtype=dtype, rtol=EPS32)
            check_repeatable(getattr(kata, name), *args)


def test_losses_of_ten_thousand_real_digits(kata):
    """On the MNIST test labels 1/10 for every class costs ln 10; being sure and right costs nothing.
    MNIST 테스트 레이블에서 모든 클래스를 1/10로 예측하면 손실은 ln 10, 확신하고 맞히면 0입니다."""
    y = mnist().y_test
    for dtype in BOTH_WIDTHS:
        even = np.full((len(y), 10), 0.1, dtype)
        check(kata.categorical_cross_entropy(y, even), np.log(10), rtol=EPS32)
        check(kata.categorical_cross_entropy_from_logits(y, np.log(even)), np.log(10), rtol=EPS32)
        certain = (50 * np.eye(10)[y]).astype(dtype)
        check(kata.categorical_cross_entropy_from_logits(y, certain), 0.0, atol=1e-6)


def loop_from_logits(y, logits):
    """One row at a time, in NumPy."""
    total = 0.0
    for c, row in zip(y, logits):
        row = row - row.max()
        total += np.log(np.exp(row).sum()) - row[c]
    return total / len(y)


def test_speed_of_categorical_cross_entropy_from_logits(kata, rng, benchmark):
    """Whole arrays at a time: at least 5 times faster than a loop over 2,000 rows.
    배열 전체를 한꺼번에 계산하면 2,000행을 도는 반복문보다 5배 이상 빠릅니다."""
    race(
        benchmark,
        kata.categorical_cross_entropy_from_logits,
        yardstick=loop_from_logits,
        inputs=lambda: (labels(rng, 2000, 4), rng.normal(size=(2000, 4))),
        # measured: the solution 60, in a worker 20 to 40 (with 10 classes 8 to 12: sending them takes longer
        # than the loss), there beside ten busy processes 10 at the median; one row at a time 1, at most 1.8
        at_least=5,
    )
