import numpy as np
import pytest
from judge.check import check
from judge.gradients import central
from judge.race import race
from judge.symmetry import C, D, N, check_mean, check_repeatable, labels

from dojo.data import mnist

BOTH_WIDTHS = ["float64", "float32"]
EPS32 = 1e-5  # float32 sums of some thousand terms; the solution is off by at most 4e-7


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
    """It is a mean over all N × D entries: the same batch twice over changes nothing.
    N × D개 값 전체의 평균이므로 같은 배치를 두 번 이어 붙여도 값이 그대로입니다."""
    y, prediction = rng.normal(size=(2, N, D))
    check(kata.mean_squared_error(y, prediction), sum((y - prediction).ravel() ** 2) / (N * D))
    check_mean(kata.mean_squared_error, y, prediction)


def test_mean_squared_error_refuses_unequal_shapes(kata, rng):
    """Targets (N,) with predictions (N, 1) would broadcast to (N, N): raise ValueError.
    정답이 (N,)이고 예측이 (N, 1)이면 (N, N)으로 브로드캐스트됩니다. ValueError를 내세요."""
    with pytest.raises(ValueError):
        kata.mean_squared_error(rng.normal(size=N), rng.normal(size=(N, 1)))


# -- binary cross-entropy ----------------------------------------------------------------------


def test_binary_cross_entropy_of_a_hand_example(kata):
    """A 1 believed with 1/2 and a 0 whose 1 was believed with 3/4: (ln 2 + ln 4) / 2.
    1을 1/2로, 0을 두고 1을 3/4으로 믿었다면 손실은 (ln 2 + ln 4) / 2입니다."""
    check(kata.binary_cross_entropy(np.array([1, 0]), np.array([0.5, 0.75])), 1.5 * np.log(2))


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
    """A logit of -1000 where the answer is 1 costs 1000; +1000 there costs nothing.
    정답이 1인데 로짓이 -1000이면 손실은 1000이고, +1000이면 0입니다."""
    for y, logit, loss in [(1, -1e3, 1e3), (1, 1e3, 0.0), (0, 1e3, 1e3), (0, -1e3, 0.0)]:
        check(kata.binary_cross_entropy_from_logits(np.array([y]), np.array([logit])), loss)


# -- categorical cross-entropy -----------------------------------------------------------------


def test_categorical_cross_entropy_of_a_hand_example(kata):
    """True classes believed with 1/4 and 1/2: (ln 4 + ln 2) / 2.
    정답 클래스를 1/4과 1/2로 믿었다면 손실은 (ln 4 + ln 2) / 2입니다."""
    probs = np.array([[0.5, 0.25, 0.25], [0.5, 0.375, 0.125]])
    check(kata.categorical_cross_entropy(np.array([1, 0]), probs), 1.5 * np.log(2))


def test_categorical_cross_entropy_reads_each_row_at_its_own_class(kata, rng):
    """Row i counts the probability of class y[i] only, whatever the batch size and class count.
    i번째 행에서는 배치 크기나 클래스 수와 상관없이 클래스 y[i]의 확률만 셉니다."""
    y, probs = labels(rng), probabilities(rng, N, C)
    check(kata.categorical_cross_entropy(y, probs), sum(-np.log(probs[i][y[i]]) for i in range(N)) / N)


def test_categorical_cross_entropy_is_a_mean_over_the_batch(kata, rng):
    """The same batch twice over, or in another order, has the same loss.
    같은 배치를 두 번 이어 붙이거나 순서를 바꾸어도 손실은 같습니다."""
    check_mean(kata.categorical_cross_entropy, labels(rng), probabilities(rng, N, C))


@pytest.mark.parametrize("bad", [-1, C])
def test_labels_that_name_no_class_are_refused(kata, rng, bad):
    """A class below 0 or above C - 1 is a ValueError: -1 must not read the last column.
    0보다 작거나 C - 1보다 큰 클래스는 ValueError입니다. -1이 마지막 열을 읽으면 안 됩니다."""
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
    한 행의 모든 로짓에 같은 수를 더해도 손실은 그대로입니다. 더하는 수는 행마다 다릅니다."""
    y, logits = labels(rng), rng.normal(size=(N, C))
    shifted = logits + rng.normal(size=(N, 1)) * 10
    plain = kata.categorical_cross_entropy_from_logits(y, logits)
    check(kata.categorical_cross_entropy_from_logits(y, shifted), plain, rtol=1e-6)
    check_mean(kata.categorical_cross_entropy_from_logits, y, logits)


def test_categorical_cross_entropy_from_logits_survives_confident_errors(kata):
    """Logits (1000, 0) cost 1000 where the class is 1, also beside a row near -1000.
    정답이 1일 때 로짓 (1000, 0)의 손실은 1000입니다. 옆 행이 -1000 근처여도 마찬가지입니다."""
    # row losses 1000, ln(1 + e^-1) = 0.31326..., 0
    y, logits = np.array([1, 0, 0]), np.array([[1000.0, 0], [-1000, -1001], [50, 0]])
    rows = [1000, 0.3132616875182228, 0]
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
    """Each loss is a scalar of the inputs' dtype, and a second call gives the same number.
    모든 손실은 입력과 같은 dtype의 스칼라이고, 다시 불러도 같은 값이 나옵니다."""
    y, y2 = labels(rng), labels(rng, classes=2)
    for dtype in BOTH_WIDTHS:
        a, b = rng.normal(size=(2, N, D)).astype(dtype)
        p, z = probabilities(rng, N, C).astype(dtype), rng.normal(size=(N, C)).astype(dtype)
        for loss, args in [
            (kata.mean_squared_error, (a, b)),
            (kata.binary_cross_entropy, (y2, p[:, 0])),
            (kata.binary_cross_entropy_from_logits, (y2, z[:, 0])),
            (kata.categorical_cross_entropy, (y, p)),
            (kata.categorical_cross_entropy_from_logits, (y, z)),
        ]:
            got = loss(*args)
            check(got, np.asarray(got, dtype).reshape(-1)[0], dtype=dtype)
            check_repeatable(loss, *args)


def test_losses_of_ten_thousand_real_digits(kata):
    """A guess without knowledge costs ln 10 on the MNIST test labels; certainty costs nothing.
    아무것도 모르는 추측의 손실은 MNIST 테스트 레이블에서 ln 10이고, 확신한 정답의 손실은 0입니다."""
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
    """Whole arrays at a time: at least 8 times faster than a loop over 2,000 rows.
    배열 전체를 한꺼번에 계산하면 2,000행을 도는 반복문보다 8배 이상 빠릅니다."""
    race(
        benchmark,
        kata.categorical_cross_entropy_from_logits,
        yardstick=loop_from_logits,
        inputs=lambda: (labels(rng, 2000, 10), rng.normal(size=(2000, 10))),
        at_least=8,
    )
