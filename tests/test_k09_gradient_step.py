import math

import numpy as np
import pytest
from judge.check import check, check_each
from judge.symmetry import C, D, H, N, check_repeatable

from dojo.data import mnist

SHAPES = [(D, H), (H,), (N, 1, C)]


def arrays(rng, dtype="float64"):
    """A list of three arrays, no two of one shape."""
    return [rng.normal(size=shape).astype(dtype) for shape in SHAPES]


def mountains(x):
    """A loss in which every entry has a say in the slope of all others: ln Σ exp(x) + (Σ x)³."""
    return float(np.log(np.exp(x).sum()) + x.sum() ** 3)


def slopes_of_mountains(x):
    """Its gradient by calculus: softmax(x) + 3 (Σ x)²."""
    return np.exp(x) / np.exp(x).sum() + 3 * x.sum() ** 2


# -- numerical gradient ------------------------------------------------------------------------


def test_numerical_gradient_of_a_hand_example(kata):
    """For f(x) = x_0³ + x_0 x_1 at (3, -1), nudges of h = 2 both ways give the slopes (30, 3).
    (3, -1)에서 양쪽으로 h = 2씩 움직여 잰 f(x) = x_0³ + x_0 x_1의 기울기는 (30, 3)입니다."""
    # f(5, -1) = 125 - 5 and f(1, -1) = 1 - 1:  (120 - 0) / 4 = 30
    # f(3, 1) = 27 + 3   and f(3, -3) = 27 - 9: (30 - 18) / 4 = 3
    got = kata.numerical_gradient(lambda x: x[0] ** 3 + x[0] * x[1], np.array([3.0, -1.0]), 2.0)
    check(got, np.array([30.0, 3.0]))


def test_numerical_gradient_nudges_one_entry_at_a_time(kata, rng):
    """Each entry of x costs two calls of f, and in each call all other entries are as in x.
    x의 값 하나마다 f를 두 번 호출하고, 그때 나머지 값은 모두 x와 같아야 합니다."""
    seen, x = [], rng.normal(size=(C, H))

    def spy(nudged):
        seen.append(np.array(nudged))
        return 0.0

    kata.numerical_gradient(spy, x)
    check(len(seen), 2 * C * H)
    moved = ~np.isclose(seen, x, rtol=0, atol=1e-9)  # half of h, or 5 orders above a rounding error
    check(moved.sum(axis=(1, 2)), np.ones(2 * C * H, int))


def test_numerical_gradient_has_the_shape_of_x(kata, rng):
    """Vector, matrix, three axes or a transposed view: slope [i, j] belongs to entry [i, j] of x.
    벡터든 행렬이든 축이 셋이든 전치된 뷰든, 기울기 [i, j]는 x[i, j]에 대한 기울기입니다."""
    for x in [*arrays(rng), rng.normal(size=(D, H)).T]:
        weight = rng.normal(size=x.shape)
        got = kata.numerical_gradient(lambda x, weight=weight: float((weight * x).sum()), x)
        check(got, weight, dtype="float64", rtol=1e-6, atol=1e-8)  # the solution is off by 3e-10


def test_numerical_gradient_is_right_to_eight_digits(kata, rng):
    """Nudged both ways with the default h, the slopes of Σ x⁴ agree with 4 x³ to eight digits.
    기본 h로 양쪽에서 재면 Σ x⁴의 기울기가 4 x³과 여덟 자리까지 일치합니다."""
    x = rng.uniform(1, 2, 6) * [1, -1, 1, -1, 1, -1]
    # the solution is off by 3e-10 at most; a nudge to one side only, by 8e-6 at least
    check(kata.numerical_gradient(lambda x: float((x**4).sum()), x), 4 * x**3, rtol=1e-8)


def test_numerical_gradient_of_entries_that_act_together(kata, rng):
    """Where every entry bends the slope of every other one, the gradient is still that of calculus.
    모든 값이 서로의 기울기에 영향을 주어도 미분으로 구한 기울기와 같아야 합니다."""
    x = rng.uniform(-1, 1, (C, H))
    got = kata.numerical_gradient(mountains, x)
    check(got, slopes_of_mountains(x), rtol=1e-6, atol=1e-8)  # the solution is off by 1e-9


def test_numerical_gradient_of_integers_and_float32(kata, rng):
    """A nudge of 0.00001 must survive: integers and float32 are turned into float64 first.
    0.00001의 변화가 사라지면 안 됩니다. 정수와 float32는 먼저 float64로 바꾸세요."""
    for x in [np.array([3, -1, 2]), rng.uniform(100, 200, 5).astype("float32")]:
        exact = 2 * x.astype("float64")
        got = kata.numerical_gradient(lambda x: float((x * x).sum()), x)
        check(got, exact, dtype="float64", rtol=1e-6)  # the solution is off by 6e-9


def test_numerical_gradient_leaves_x_alone(kata, rng):
    """The caller's x is not nudged, not even for a moment; a second call gives the same slopes.
    인자로 받은 x는 잠시라도 건드리면 안 되고, 다시 호출해도 같은 기울기가 나와야 합니다."""
    x = rng.normal(size=(D, H))
    kept = x.copy()
    check_repeatable(kata.numerical_gradient, mountains, x)
    check(x, kept, rtol=0, atol=0)


# -- gradient step -----------------------------------------------------------------------------


def test_gradient_step_of_a_hand_example(kata):
    """With learning rate 0.1, gradients (10, -4) and 0.5 move (1, 2) and 3 to (0, 2.4) and 2.95.
    학습률이 0.1이고 기울기가 (10, -4)와 0.5이면 가중치 (1, 2)와 3은 (0, 2.4)와 2.95가 됩니다."""
    # 1 - 0.1 · 10 = 0;  2 + 0.1 · 4 = 2.4;  3 - 0.1 · 0.5 = 2.95
    weights = [np.array([1.0, 2.0]), np.array([[3.0]])]
    grads = [np.array([10.0, -4.0]), np.array([[0.5]])]
    check_each(kata.gradient_step(weights, grads, 0.1), [np.array([0, 2.4]), np.array([[2.95]])])


def test_gradient_step_moves_each_array_by_its_own_gradient(kata, rng):
    """Every array moves by its own gradient, and keeps its shape and its dtype.
    배열마다 자기 기울기로만 움직이고, 모양과 dtype은 그대로입니다."""
    for dtype in ["float64", "float32"]:
        weights, grads = arrays(rng, dtype), arrays(rng, dtype)
        got = kata.gradient_step(weights, grads, 0.3)
        # entries below 6: float32 rounds them by 2.4e-7 at most
        expected = [np.vectorize(lambda w, g: w - 0.3 * g)(*pair) for pair in zip(weights, grads)]
        check_each(got, expected, dtype=dtype, rtol=1e-6, atol=1e-6)


def test_gradient_step_leaves_its_arguments_alone(kata, rng):
    """The old weights are still there after the step: new arrays in a new list are returned.
    한 걸음 뒤에도 이전 가중치는 그대로 있어야 합니다. 새 리스트에 새 배열을 담아 돌려주세요."""
    kata.gradient_step(arrays(rng), arrays(rng), 0.3)  # a list or array that changes raises


def test_gradient_step_refuses_missing_gradients(kata, rng):
    """Three weights with two gradients, or two with three: raise ValueError, drop none in silence.
    가중치는 셋인데 기울기가 둘이거나 그 반대라면, 말없이 버리지 말고 ValueError를 발생시키세요."""
    three, two = arrays(rng), arrays(rng)[:2]
    for weights, grads in [(three, two), (two, three)]:
        with pytest.raises(ValueError):
            kata.gradient_step(weights, grads, 0.3)


# -- momentum step -----------------------------------------------------------------------------


def test_momentum_step_of_a_hand_example(kata):
    """From w = 4, v = 3, g = 2, learning rate 0.25 and momentum 0.5 lead to v = 1 and so to w = 5.
    w = 4, v = 3, g = 2, 학습률 0.25, 모멘텀 0.5이면 v는 1이 되고 따라서 w는 5가 됩니다."""
    # v: 0.5 · 3 - 0.25 · 2 = 1;  w: 4 + 1 = 5
    weights, velocity, grads = [np.array([4.0])], [np.array([3.0])], [np.array([2.0])]
    got = kata.momentum_step(weights, velocity, grads, 0.25, 0.5)
    check_each(got, ([np.array([5.0])], [np.array([1.0])]))


def test_momentum_step_moves_each_array_by_its_own_velocity(kata, rng):
    """Weights and velocity come back together, every array with its own values, shape and dtype.
    가중치와 속도를 함께 돌려주세요. 배열마다 자기 속도로 움직이고 모양과 dtype은 그대로입니다."""
    for dtype in ["float64", "float32"]:
        weights, velocity, grads = arrays(rng, dtype), arrays(rng, dtype), arrays(rng, dtype)
        got = kata.momentum_step(weights, velocity, grads, 0.3, 0.8)
        v = [np.vectorize(lambda v, g: 0.8 * v - 0.3 * g)(*pair) for pair in zip(velocity, grads)]
        w = [np.vectorize(lambda w, v: w + v)(*pair) for pair in zip(weights, v)]
        check_each(got, (w, v), dtype=dtype, rtol=1e-6, atol=1e-6)


def test_momentum_step_without_momentum_is_a_gradient_step(kata, rng):
    """With momentum 0 the old velocity is forgotten, and only - learning_rate · g remains.
    모멘텀이 0이면 이전 속도는 잊히고, 새 속도는 −학습률 · g뿐입니다."""
    weights, velocity, grads = arrays(rng), arrays(rng), arrays(rng)
    moved = [-0.3 * g for g in grads]
    expected = ([w + m for w, m in zip(weights, moved)], moved)
    check_each(kata.momentum_step(weights, velocity, grads, 0.3, 0.0), expected)


def test_momentum_gathers_speed_on_an_even_slope(kata, rng):
    """On a slope that never changes, momentum 0.75 speeds up to four times a plain step.
    기울기가 일정한 비탈에서 모멘텀이 0.75이면 보폭이 보통 걸음의 네 배까지 커집니다."""
    weights, velocity, grads = arrays(rng), arrays(rng), arrays(rng)
    for _ in range(100):
        weights, velocity = kata.momentum_step(weights, velocity, grads, 0.3, 0.75)
    # v = 0.75 v - 0.3 g settles at -0.3 g / 0.25; of the start 0.75¹⁰⁰ = 3e-13 is left
    check_each(velocity, [-1.2 * g for g in grads], atol=1e-10)


def test_momentum_step_leaves_its_arguments_alone(kata, rng):
    """Old weights and old velocity are still there after the step: new lists are returned.
    한 걸음 뒤에도 이전 가중치와 이전 속도는 그대로 있어야 합니다. 새 리스트를 돌려주세요."""
    kata.momentum_step(arrays(rng), arrays(rng), arrays(rng), 0.3, 0.9)  # what changes raises


def test_momentum_step_refuses_missing_arrays(kata, rng):
    """Weights, velocity and gradients come in equal number: otherwise raise ValueError.
    가중치와 속도, 기울기는 개수가 같아야 합니다. 다르면 ValueError를 발생시키세요."""
    a, b = arrays(rng), arrays(rng)[:2]
    for args in [(a, b, b), (b, a, b), (b, b, a), (b, a, a), (a, b, a), (a, a, b)]:
        with pytest.raises(ValueError):
            kata.momentum_step(*args, 0.3, 0.9)


# -- minimize ----------------------------------------------------------------------------------


def square(x):
    return float((x * x).sum())


def test_minimize_a_parabola_by_hand(kata):
    """Down f(x) = x² from 4 with learning rate 0.25, x halves at every step: 4, 2, 1, 0.5.
    f(x) = x²을 4에서 학습률 0.25로 내려가면 x는 걸음마다 절반이 됩니다. 4, 2, 1, 0.5입니다."""
    # x - 0.25 · 2x = x / 2; the losses are the squares, with that of the start
    got = kata.minimize(square, np.array([4.0]), 0.25, 3)
    check_each(got, (np.array([0.5]), np.array([16, 4, 1, 0.25])))


def test_minimize_rolls_on_with_momentum(kata):
    """With momentum 0.5 the same walk rolls through the bottom and up the other side: 4, 2, 0, -1.
    모멘텀이 0.5이면 같은 길을 내려와 바닥을 지나 반대편으로 올라갑니다. 4, 2, 0, -1입니다."""
    # slope 2x, v from rest: -2, then -1 - 1 = -2, then -1 - 0 = -1
    got = kata.minimize(square, np.array([4.0]), 0.25, 3, 0.5)
    check_each(got, (np.array([-1.0]), np.array([16, 4, 0, 1.0])))


def test_minimize_in_no_steps(kata, rng):
    """0 steps go nowhere: x comes back as float64, with the one loss at the start.
    걸음 수가 0이면 제자리입니다. x를 float64로 바꾸어 그곳의 손실 하나와 함께 돌려주세요."""
    x, losses = kata.minimize(square, np.array([[3, -1]]), 0.1, 0)
    check(x, np.array([[3.0, -1.0]]), dtype="float64")
    check(losses, np.array([10.0]))


def test_minimize_takes_every_step_on_level_ground(kata):
    """Where f is level nothing moves, and yet every step is taken and its loss is noted.
    평평한 곳에서는 움직이지 않지만, 그래도 모든 걸음을 걷고 손실을 기록합니다."""
    got = kata.minimize(lambda x: 3.0, np.array([2.0, -1.0]), 0.5, 4)
    check_each(got, (np.array([2.0, -1.0]), np.full(5, 3.0)))


def test_minimize_reports_a_rising_loss(kata):
    """Too large a learning rate climbs: all steps are taken, and the last place is the answer.
    학습률이 너무 크면 손실이 오히려 커집니다. 그래도 끝까지 걷고 마지막 위치를 돌려주세요."""
    # 2 - 1.25 · 4 = -3;  -3 + 1.25 · 6 = 4.5
    got = kata.minimize(square, np.array([2.0]), 1.25, 2)
    check_each(got, (np.array([4.5]), np.array([4, 9, 20.25])))


def test_minimize_walks_in_every_entry(kata, rng):
    """In a bowl Σ a (x - c)², one step leaves 1 - 2 a · learning_rate of each entry's way to its c.
    그릇 모양 Σ a (x - c)²에서는 한 걸음마다 c까지의 거리가 (1 - 2 a · 학습률)배가 됩니다."""
    a, c = rng.uniform(0.5, 2, (C, H)), rng.normal(size=(C, H))
    start = rng.integers(-5, 6, (C, H))
    away = [(start - c) * (1 - 0.2 * a) ** k for k in range(6)]
    losses = np.array([(a * d * d).sum() for d in away])
    got = kata.minimize(lambda x: float((a * (x - c) ** 2).sum()), start, 0.1, 5)
    # the solution is off by 3e-10 at most
    check_each(got, (c + away[-1], losses), rtol=1e-6, atol=1e-7)


def zeros_and_ones(n):
    """The first n zeros and ones of MNIST: means of 4 × 4 blocks and a 1 (n, 17), labels (n,)."""
    data = mnist()
    first = np.flatnonzero(data.y_test < 2)[:n]
    blocks = data.x_test[first].reshape(n, 4, 7, 4, 7).mean(axis=(2, 4)) / 255
    return np.column_stack([blocks.reshape(n, 16), np.ones(n)]), data.y_test[first].astype(float)


def descend(rows, y, learning_rate, steps, momentum):
    """The same descent in plain Python; the slopes of the logistic loss are mean((p - y) x)."""
    w, v, losses = [0.0] * 17, [0.0] * 17, []
    for step in range(steps + 1):
        logits = [sum(a * b for a, b in zip(w, row)) for row in rows]
        losses.append(sum(math.log1p(math.exp(z)) - t * z for z, t in zip(logits, y)) / len(y))
        if step == steps:
            return np.array(w), np.array(losses)
        errors = [1 / (1 + math.exp(-z)) - t for z, t in zip(logits, y)]
        slopes = [sum(e * a for e, a in zip(errors, column)) / len(y) for column in zip(*rows)]
        v = [momentum * a - learning_rate * s for a, s in zip(v, slopes)]
        w = [a + b for a, b in zip(w, v)]


def test_minimize_learns_to_tell_real_zeros_from_ones(kata):
    """From the loss alone, 17 weights learn to tell MNIST's 0 from 1, by the steps of calculus.
    손실만 보고도 가중치 17개가 MNIST의 0과 1을 구별합니다. 모든 걸음이 미분으로 구한 걸음과 같습니다."""
    x, y = zeros_and_ones(150)

    def loss(w):
        return float(np.mean(np.logaddexp(0, x @ w) - y * (x @ w)))

    # the loss falls from ln 2 to 0.116, and 96 % of the other zeros and ones are told apart;
    # the two walks differ by 5e-10 at most
    got = kata.minimize(loss, np.zeros(17), 2.0, 30, 0.9)
    check_each(got, descend(x.tolist(), y.tolist(), 2.0, 30, 0.9), rtol=1e-6, atol=1e-7)
