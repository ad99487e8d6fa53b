from itertools import pairwise

import numpy as np
from judge.check import check, check_each
from judge.gradients import ATOL, RTOL, central, check_gradient, taylor_slope
from judge.race import race
from judge.symmetry import C, D, H, N, check_rows, labels

from dojo.data import mnist

BOTH_WIDTHS = ["float64", "float32"]
# widths from input to logits: one, two and four layers, neighbours different and none equal to N
NETWORKS = [(D, C), (D, H, C), (D, 6, 8, H, C)]
KINK = 1e-3  # a nudge of 1e-5 moves what enters a relu by less than 1e-4


def network(rng, *widths):
    """Weights of He's scale and biases that are not zero, for these widths."""
    sizes = pairwise(widths)
    return [(rng.normal(size=(d, h)) * np.sqrt(2 / d), rng.normal(size=h) / 2) for d, h in sizes]


def outputs(params, x):
    """What every dense layer gives, the logits last."""
    given = []
    for W, b in params:
        given.append((np.maximum(given[-1], 0) if given else x) @ W + b)
    return given


def loss(params, x, y):
    logits = outputs(params, x)[-1]
    logits = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y])


def slope_along(direction, params, x, y):
    """The slope of the loss along a direction, found on the way forward: no step back, no nudge."""
    slope = np.zeros_like(x)
    for l, ((W, b), (V, v)) in enumerate(zip(params, direction)):
        if l > 0:
            slope, x = np.where(x > 0, slope, 0), np.maximum(x, 0)
        slope, x = slope @ W + x @ V + v, x @ W + b
    probs = np.exp(x - x.max(axis=1, keepdims=True))
    probs /= probs.sum(axis=1, keepdims=True)
    return np.mean((probs * slope).sum(axis=1) - slope[np.arange(len(y)), y])


def problem(rng, *widths, x=None):
    """(params, x, y) with every relu clear of its kink: drawn again until it is so."""
    x = rng.normal(size=(N, widths[0])) if x is None else x
    while True:
        params = network(rng, *widths)
        if all(np.abs(z).min() > KINK for z in outputs(params, x)[:-1]):
            return params, x, labels(rng, len(x), widths[-1])


def leaves(answer):
    """The arrays in nested lists and tuples, in order."""
    if isinstance(answer, list | tuple):
        return [leaf for part in answer for leaf in leaves(part)]
    return [np.asarray(answer)]


def flat(pairs):
    """Every number of a list of pairs, in order."""
    return np.concatenate([leaf.ravel() for leaf in leaves(pairs)])


def unflat(vector, params):
    """The inverse of flat: a vector cut into pairs of the shapes of params."""
    sizes = [a.size for pair in params for a in pair]
    parts = iter(np.split(vector, np.cumsum(sizes)[:-1]))
    return [(next(parts).reshape(W.shape), next(parts).reshape(b.shape)) for W, b in params]


def inner(pairs, others):
    """The inner product of two lists of pairs."""
    return sum(np.vdot(a, b) for p, q in zip(pairs, others, strict=True) for a, b in zip(p, q))


def copied(answer):
    """Nested lists and tuples, with copies of their arrays."""
    if isinstance(answer, list | tuple):
        return [copied(part) for part in answer]
    return np.array(answer)


def shaped(answer, like):
    """A copy of the answer, once it has the parts, shapes and dtype of `like` and is finite."""
    check_each(answer, like, atol=1e30, dtype=leaves(like)[0].dtype)
    return copied(answer)


def gradients(kata, params, x, y):
    """The kata's gradients."""
    return shaped(kata.gradients(params, x, y), params)


def nudge_every_number(params, x, y):
    """The gradients by central differences: two losses for every number in params."""
    return unflat(central(lambda t: loss(unflat(t, params), x, y), flat(params)), params)


# -- a dense layer -----------------------------------------------------------------------------


def test_dense_gradients_of_a_hand_example(kata):
    """For x = ((1, 2, 3), (4, 5, 6)) and dout = (1, 10), one output: dW is (41, 52, 63), db is 11.
    x = ((1, 2, 3), (4, 5, 6)), dout = (1, 10)이고 출력이 하나이면 dW는 (41, 52, 63), db는 11입니다."""
    # 1·1 + 4·10, 2·1 + 5·10, 3·1 + 6·10; 1 + 10
    x, dout = np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[1.0], [10]])
    expected = np.array([[41.0], [52.0], [63.0]]), np.array([11.0])
    check_each(kata.dense_gradients(x, dout), expected, dtype=float)


def test_dense_gradients_have_the_shapes_of_W_and_b(kata, rng):
    """dW is (D, H) like W and db is (H,) like b, whatever the number N of rows.
    행의 수 N과 상관없이 dW는 W처럼 (D, H), db는 b처럼 (H,)입니다."""
    for n in (1, N):
        x, dout = rng.normal(size=(n, D)), rng.normal(size=(n, H))
        like = np.einsum("nd,nh->dh", x, dout), np.einsum("nh->h", dout)
        shaped(kata.dense_gradients(x, dout), like)


def test_dense_gradients_add_up_what_every_row_says(kata, rng):
    """All rows share one W and one b, so their gradients add up: the batch twice over doubles them.
    모든 행이 W와 b를 함께 쓰므로 기울기는 더해집니다. 같은 배치를 두 번 이어 붙이면 두 배가 됩니다."""
    x, dout = rng.normal(size=(N, D)), rng.normal(size=(N, H))
    like = np.einsum("nd,nh->dh", x, dout), np.einsum("nh->h", dout)
    dW, db = shaped(kata.dense_gradients(x, dout), like)
    twice = kata.dense_gradients(np.concatenate([x, x]), np.concatenate([dout, dout]))
    check_each(twice, (2 * dW, 2 * db), dtype=float)


def test_dense_gradients_are_the_slopes_along_W_and_b(kata, rng):
    """Nudge one weight or bias of x @ W + b: the loss changes at the rate that dW or db gives.
    x @ W + b에서 가중치나 편향 하나를 살짝 움직이면 손실은 dW나 db에 적힌 비율로 변합니다."""
    x, dout, b = rng.normal(size=(N, D)), rng.normal(size=(N, H)), rng.normal(size=H)
    W = rng.normal(size=(D, H))
    along_W = central(lambda W: np.sum(dout * (x @ W + b)), W)
    along_b = central(lambda b: np.sum(dout * (x @ W + b)), b)
    got = kata.dense_gradients(x, dout)
    check_each(got, (along_W, along_b), rtol=RTOL, atol=ATOL, dtype=float)


def test_dense_backward_of_a_hand_example(kata):
    """W = ((1, 2), (3, 4), (5, 6)) hands dout = (1, 10) back to its three inputs as (21, 43, 65).
    W가 ((1, 2), (3, 4), (5, 6))이면 dout (1, 10)은 입력 세 개에 (21, 43, 65)로 전해집니다."""
    # 1·1 + 2·10, 3·1 + 4·10, 5·1 + 6·10; the second row is (0, 1): the second column of W
    W, dout = np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([[1.0, 10], [0, 1]])
    check(kata.dense_backward(W, dout), [[21.0, 43, 65], [2, 4, 6]], dtype=float)


def test_dense_backward_is_the_slope_along_the_input(kata, rng):
    """Nudge one input of x @ W + b: the loss changes at the rate that dx gives; rows do not mix.
    입력 x의 값 하나를 살짝 움직이면 손실은 dx에 적힌 비율로 변합니다. 행끼리는 섞이지 않습니다."""
    W, dout = rng.normal(size=(D, H)), rng.normal(size=(N, H))
    x, b = rng.normal(size=(N, D)), rng.normal(size=H)
    check_gradient(kata.dense_backward(W, dout), lambda x: np.sum(dout * (x @ W + b)), x)
    check_rows(lambda dout: kata.dense_backward(W, dout), dout)


# -- relu --------------------------------------------------------------------------------------


def test_relu_backward_of_a_hand_example(kata):
    """Where z is positive dout passes unchanged, whatever its own sign; where negative, nothing does.
    z가 양수이면 dout이 부호와 상관없이 그대로 지나가고, 음수이면 아무것도 지나가지 않습니다."""
    z, dout = np.array([[-1.0, 3, 0.5], [-2, 4, -0.5]]), np.array([[5.0, 6, -7], [-8, -9, 10]])
    check(kata.relu_backward(z, dout), [[0.0, 6, -7], [0, -9, 0]], dtype=float)


def test_relu_backward_lets_nothing_pass_at_zero(kata):
    """At exactly 0 the slope of relu counts as 0; the smallest number above 0 lets dout pass.
    정확히 0에서는 relu의 기울기를 0으로 칩니다. 0보다 조금이라도 크면 dout이 지나갑니다."""
    for dtype in BOTH_WIDTHS:
        tiny = np.finfo(dtype).tiny
        z, dout = np.array([0, -0.0, tiny, -tiny], dtype), np.array([3, -4, -5, 6], dtype)
        check(kata.relu_backward(z, dout), [0.0, 0, -5, 0], dtype=dtype)


def test_relu_backward_is_the_slope_along_its_input(kata, rng):
    """Nudge one entry of z: the loss changes at the rate that dz gives, for arrays of any shape.
    z의 값 하나를 살짝 움직이면 손실은 dz에 적힌 비율로 변합니다. 배열의 모양은 무엇이든 됩니다."""
    for shape in [(N,), (N, H), (2, D, C)]:
        z = rng.uniform(0.1, 2, shape) * rng.choice([-1, 1], shape)
        dout = rng.normal(size=shape)
        check_gradient(kata.relu_backward(z, dout), lambda z, d=dout: np.sum(d * z.clip(0)), z)


# -- the loss ----------------------------------------------------------------------------------


def test_cross_entropy_backward_of_a_hand_example(kata):
    """Every logit has a slope, below 0 for the true class and above 0 for each other one.
    모든 로짓에 기울기가 있습니다. 정답 클래스에서는 0보다 작고 나머지 클래스에서는 0보다 큽니다."""
    # softmax (1/2, 1/4, 1/4) and (1/5, 3/5, 1/5); minus the one-hot rows; over 2 rows
    logits = np.log([[2.0, 1, 1], [1, 3, 1]])
    expected = [[-0.25, 0.125, 0.125], [0.1, 0.3, -0.4]]
    check(kata.cross_entropy_backward(logits, np.array([0, 2])), expected, dtype=float)


def test_cross_entropy_backward_keeps_the_shape_of_the_logits(kata):
    """The answer is (N, C) like the logits, for one row too, and where a class has no example.
    결과의 모양은 로짓과 같은 (N, C)입니다. 행이 하나뿐이거나 샘플이 없는 클래스가 있어도 그렇습니다."""
    # softmax (1/2, 1/4, 1/4) and (1/5, 3/5, 1/5) as above; no row is of class 2
    logits = np.log([[2.0, 1, 1], [1, 3, 1]])
    one = kata.cross_entropy_backward(logits[:1], np.array([1]))
    check(one, [[0.5, -0.75, 0.25]], dtype=float)
    both = kata.cross_entropy_backward(logits, np.array([0, 0]))
    check(both, [[-0.25, 0.125, 0.125], [-0.4, 0.3, 0.1]], dtype=float)


def test_cross_entropy_backward_is_the_slope_of_a_mean(kata, rng):
    """The loss is a mean over N rows: in a batch of twice the rows, each row's gradient is half.
    손실은 N개 행의 평균입니다. 배치의 행이 두 배가 되면 각 행의 기울기는 절반이 됩니다."""
    logits, y = rng.normal(size=(N, C)) * 3, labels(rng)
    once = shaped(kata.cross_entropy_backward(logits, y), logits)
    twice = kata.cross_entropy_backward(np.concatenate([logits, logits]), np.concatenate([y, y]))
    check(twice, np.concatenate([once, once]) / 2, dtype=float)


def test_cross_entropy_backward_is_the_slope_along_the_logits(kata, rng):
    """Nudge one logit: the loss changes at the rate given; each row has its own softmax and class.
    로짓 하나를 살짝 움직이면 손실은 구한 비율로 변합니다. 소프트맥스와 정답은 행마다 따로입니다."""
    logits, y = rng.normal(size=(N, C)), labels(rng)
    rows = range(N)
    check_gradient(
        kata.cross_entropy_backward(logits, y),
        lambda z: sum(np.log(np.exp(z[i]).sum()) - z[i][y[i]] for i in rows) / N,
        logits,
    )


def test_cross_entropy_backward_survives_logits_of_any_size(kata):
    """Logits of ±1000 are certainty, not an overflow: right ones have slope 0, wrong ones ±1/N.
    로짓 ±1000은 오버플로가 아니라 확신입니다. 맞힌 행의 기울기는 0이고, 틀린 행은 ±1/N입니다."""
    # rows: sure and right, sure and wrong, undecided between two, undecided among three far below 0
    logits = np.array([[1e3, 0, -1e3], [-1e3, 1e3, 0], [1e3, 1e3, 0], [-1e3, -1e3, -1e3]])
    rows = np.array([[0, 0, 0], [0, 1, -1], [0.5, -0.5, 0], [1 / 3, 1 / 3, -2 / 3]])
    for dtype in BOTH_WIDTHS:
        got = kata.cross_entropy_backward(logits.astype(dtype), np.array([0, 2, 1, 2]))
        check(got, rows / 4, rtol=1e-6, dtype=dtype)  # float32: the solution is off by 3e-8


# -- the network -------------------------------------------------------------------------------


def test_gradients_of_a_hand_example(kata):
    """A hidden unit below 0 gets no slope, a logit below 0 does: db is (0.75, 0, -1.5), (0.75, -0.75).
    음수인 은닉 유닛의 기울기는 0이지만 음수인 로짓은 아닙니다. db는 (0.75, 0, -1.5), (0.75, -0.75)입니다."""
    # forward: z = (3, -1, 1), relu (3, 0, 1), logits (-1, -1 - ln 3), so probabilities (3/4, 1/4)
    # back: dlogits = (3/4, -3/4); along relu (3/4, -3, -3/2); the middle unit is off: 0
    first = np.array([[1.0, 0, 2], [1, -1, -1]]), np.array([0.0, 1, 1])
    second = np.array([[1.0, 0], [5, 9], [0, 2]]), np.array([-4, -3 - np.log(3)])
    got = kata.gradients([first, second], np.array([[1.0, 2]]), np.array([1]))
    one = np.array([[0.75, 0, -1.5], [1.5, 0, -3]]), np.array([0.75, 0, -1.5])
    two = np.array([[2.25, -2.25], [0, 0], [0.75, -0.75]]), np.array([0.75, -0.75])
    check_each(got, [one, two], dtype=float)


def test_gradients_are_one_pair_a_layer_in_the_order_of_params(kata, rng):
    """A pair (dW, db) for every layer, in params' order and shapes, for one, two and four layers.
    층이 하나든 둘이든 넷이든, 층마다 (dW, db) 한 쌍을 params와 같은 순서와 모양으로 돌려줍니다."""
    for widths in NETWORKS:
        params, x, y = problem(rng, *widths)
        shaped(kata.gradients(params, x, y), nudge_every_number(params, x, y))


def test_gradients_are_the_slopes_along_every_weight_and_bias(kata, rng):
    """Nudge any one number in params: the loss changes at the rate that the gradients give.
    params의 어떤 수 하나를 살짝 움직여도 손실은 기울기에 적힌 비율로 변합니다."""
    for widths in NETWORKS:
        params, x, y = problem(rng, *widths)
        expected = nudge_every_number(params, x, y)
        check_each(kata.gradients(params, x, y), expected, rtol=RTOL, atol=ATOL, dtype=float)


def test_gradients_of_a_batch_twice_over_are_the_same(kata, rng):
    """The loss is a mean, so twice the same batch, or another order of it, has the same gradients.
    손실은 평균이므로 같은 배치를 두 번 이어 붙이거나 순서를 바꾸어도 기울기는 그대로입니다."""
    params, x, y = problem(rng, *NETWORKS[-1])
    once = gradients(kata, params, x, y)
    twice = kata.gradients(params, np.concatenate([x, x]), np.concatenate([y, y]))
    check_each(twice, once, dtype=float)
    check_each(kata.gradients(params, x[::-1], y[::-1]), once, dtype=float)


def test_a_unit_that_is_off_for_every_example_learns_nothing(kata, rng):
    """A hidden unit below 0 for the whole batch is dead: no weight into or out of it has a slope.
    배치 전체에서 0보다 작은 은닉 유닛은 죽은 유닛입니다. 들어오고 나가는 가중치의 기울기가 모두 0입니다."""
    params, x, y = problem(rng, D, H, C)
    params[0][1][2] = -1e3  # the bias of hidden unit 2
    (dW, db), (dV, _) = gradients(kata, params, x, y)
    slopes = [(dW[:, 2], db[2]), (dV[2],)]
    check_each(slopes, [(np.zeros(D), 0.0), (np.zeros(C),)], atol=0)


# -- all five ----------------------------------------------------------------------------------


def calls(kata, rng, dtype):
    """Each function, with arguments of this dtype and what its answer is the gradient of."""
    params, x, y = problem(rng, D, H, C)
    params, x = [(W.astype(dtype), b.astype(dtype)) for W, b in params], x.astype(dtype)
    z, dout = rng.normal(size=(2, N, H)).astype(dtype)
    return [
        (kata.dense_gradients, (x, dout), params[0]),
        (kata.dense_backward, (params[0][0], dout), x),
        (kata.relu_backward, (z, dout), z),
        (kata.cross_entropy_backward, (z, y), z),
        (kata.gradients, (params, x, y), params),
    ]


def test_float32_stays_float32_and_float64_stays_float64(kata, rng):
    """float32 stays float32 and float64 stays float64, all the way back.
    끝까지 되돌아오는 동안 float32는 float32로, float64는 float64로 남아야 합니다."""
    for dtype in BOTH_WIDTHS:
        for function, args, like in calls(kata, rng, dtype):
            shaped(function(*args), like)


def test_inputs_are_left_alone_and_a_second_call_repeats_the_first(kata, rng):
    """Nothing is written into an input, dout included, and nothing is remembered between calls.
    dout을 포함해 어떤 입력도 바꾸면 안 되고, 앞선 호출의 값을 기억해 두어도 안 됩니다."""
    for function, args, like in calls(kata, rng, float):
        before = copied(args)
        once = shaped(function(*args), like)
        check_each(function(*args), once)
        check_each(args, before)


# -- real digits -------------------------------------------------------------------------------


def digits(rng):
    """A network 784-16-10 and a batch of 64 real digits, float64 from 0 to 1, with their labels."""
    chosen = rng.choice(60_000, 64, replace=False)
    x = mnist().x_train[chosen].reshape(64, 784) / 255
    params, _, _ = problem(rng, 784, 16, 10, x=x)
    return params, x, mnist().y_train[chosen]


def test_gradients_on_real_digits_predict_the_loss_nearby(kata, rng):
    """Half the step leaves a quarter of the error: only the right gradient predicts that well.
    걸음을 반으로 줄이면 예측 오차는 1/4이 됩니다. 올바른 기울기만 손실을 이만큼 잘 예측합니다."""
    params, x, y = digits(rng)
    direction = rng.normal(size=flat(params).size)
    direction *= 0.05 / np.linalg.norm(direction)  # too short to take a relu over its kink
    grads = flat(gradients(kata, params, x, y))
    slope = taylor_slope(lambda t: loss(unflat(t, params), x, y), grads, flat(params), direction)
    # 2 ± 0.0002 over 400 draws; with a gradient off by 2 %, 1.6 at most
    check(slope, 2.0, atol=0.05)


def test_a_step_downhill_on_real_digits_lowers_the_loss_as_promised(kata, rng):
    """A step of -0.0001 times the gradient lowers the loss by 0.0001 times its squared length.
    기울기에 -0.0001을 곱한 만큼 움직이면 손실은 기울기 길이 제곱의 0.0001배만큼 줄어듭니다."""
    params, x, y = digits(rng)
    grads, learning_rate = gradients(kata, params, x, y), 1e-4
    after = unflat(flat(params) - learning_rate * flat(grads), params)
    fall = loss(params, x, y) - loss(after, x, y)
    # what the step's length leaves out: 0.04 to 1.1 thousandths over 400 draws
    check(fall / learning_rate, inner(grads, grads), rtol=0.01)


def test_float32_is_enough_for_real_digits(kata, rng):
    """From float32 pixels and weights, the gradients still give the slope along any direction.
    픽셀과 가중치가 float32여도 어느 방향으로든 올바른 기울기가 나옵니다."""
    params, x, y = digits(rng)
    narrow = [(W.astype("float32"), b.astype("float32")) for W, b in params]
    got = gradients(kata, narrow, x.astype("float32"), y)
    for _ in range(5):  # slopes of about 0.3; the solution is off by at most 2e-7
        direction = network(rng, 784, 16, 10)
        check(inner(got, direction), slope_along(direction, params, x, y), rtol=0, atol=1e-5)


# -- speed -------------------------------------------------------------------------------------


def test_speed_against_numerical_gradients(kata, rng, benchmark):
    """One walk back finds all 401 slopes: at least 20 times faster than two losses for each one.
    뒤로 한 번 지나가며 기울기 401개를 모두 구하면, 하나마다 손실을 두 번 구할 때보다 20배 이상 빠릅니다."""
    gradients(kata, *problem(rng, 20, 12, 8, 5))  # its parts are looked at here, outside the race
    # the solution is 80 to 140 times faster, one written with einsum 55 to 95 times
    race(
        benchmark,
        lambda *args: flat(kata.gradients(*args)),
        yardstick=lambda *args: flat(nudge_every_number(*args)),
        inputs=lambda: problem(rng, 20, 12, 8, 5),
        at_least=20,
        rounds=5,
    )


def deep(rng):
    """64 layers of width 32 and 160 rows: every product is too small to be shared by two cores."""
    params = network(rng, *[32] * 65)
    return params, rng.normal(size=(160, 32)), rng.integers(0, 32, 160)


def walks_forward(params, x, y):
    return [loss(params, x, y) for _ in range(5)]


def test_speed_against_walks_forward(kata, rng, benchmark):
    """Through 64 layers, one walk forward and one back take less time than 20 walks forward.
    층이 64개일 때 한 번 갔다가 한 번 돌아오는 시간은 앞으로만 20번 가는 시간보다 짧아야 합니다."""
    # in walks forward: the solution 4 to 5, with einsum 9, in a worker 9 to 10 (with 40 rows 11: there the
    # weights that are sent weigh more); a loop over the rows 41 to 92, a new walk for every layer 40 to 109
    direction, _, _ = deep(rng)
    gradients(kata, *deep(rng))  # its parts are looked at here, outside the race
    race(
        benchmark,
        lambda *args: inner(kata.gradients(*args), direction),
        yardstick=walks_forward,
        inputs=lambda: deep(rng),
        expected=lambda *args: slope_along(direction, *args),
        at_least=5 / 20,
    )
