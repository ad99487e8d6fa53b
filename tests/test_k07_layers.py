from itertools import pairwise
from math import exp

import numpy as np
from judge.check import check, check_each
from judge.race import race
from judge.symmetry import C, D, H, N, check_repeatable, check_rows

from dojo.data import mnist

BOTH_WIDTHS = ["float64", "float32"]
# widths from input to classes: one, two and four layers, neighbours different and none equal to N
NETWORKS = [(D, C), (D, H, C), (D, 6, 8, H, C)]
FIVE = 5  # standard deviations: a right answer is outside once in 1,700,000 times


def network(rng, *widths):
    """Weights of He's scale and biases that are not zero, for these widths."""
    return [(rng.normal(size=(d, h)) * np.sqrt(2 / d), rng.normal(size=h)) for d, h in pairwise(widths)]


def cast(params, dtype):
    return [(W.astype(dtype), b.astype(dtype)) for W, b in params]


def sums(x, W, b):
    """What a dense layer gives, by the definition in plain Python."""
    return [
        [sum(x[n][d] * W[d][h] for d in range(len(W))) + b[h] for h in range(len(b))] for n in range(len(x))
    ]


def one_softmax(row):
    powers = np.exp(row - row.max())
    return powers / powers.sum()


def one_forward(params, row):
    """The representations of one example."""
    *hidden, (V, v) = params
    given = [row]
    for W, b in hidden:
        given.append(np.maximum(given[-1] @ W + b, 0))
    return [*given, one_softmax(given[-1] @ V + v)]


def row_by_row(params, x):
    """The representations of a batch, one example after the other."""
    return [np.array(rows) for rows in zip(*(one_forward(params, row) for row in x))]


def shaped(answer, like, dtype="float64"):
    """The answer, once it has the parts, shapes and dtype of `like` and is finite."""
    if isinstance(answer, list | tuple):
        check(len(answer), len(like))  # check_each would show the zeros of `like` as what is expected
    check_each(answer, like, atol=1e30, dtype=dtype)
    return answer


def of_widths(n, *widths):
    """Empty forms of the representations of n examples."""
    return [np.zeros((n, width)) for width in widths]


def like(*widths):
    """Empty forms of the params of a network."""
    return [(np.zeros((d, h)), np.zeros(h)) for d, h in pairwise(widths)]


def drawn(kata, rng, *widths):
    """The weights that the kata draws, a flat array for each layer, in units of He's deviation."""
    params = shaped(kata.initialize(list(widths), rng), like(*widths))
    return [np.ravel(W) / np.sqrt(2 / d) for (W, _), d in zip(params, widths)]


# -- dense -------------------------------------------------------------------------------------


def test_dense_of_a_hand_example(kata):
    """Two rows of three inputs through W = ((1, 10), (2, 0), (-3, 1)), b = (100, -50): two outputs each.
    입력이 세 개인 두 행이 W = ((1, 10), (2, 0), (-3, 1)), b = (100, -50)을 지나면 출력이 두 개씩 나옵니다."""
    # 1·1 + 2·2 - 3·3 + 100 = 96,  1·10 + 2·0 + 3·1 - 50 = -37
    # 4·1 + 5·2 - 6·3 + 100 = 96,  4·10 + 5·0 + 6·1 - 50 = -4
    x, W = np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[1.0, 10], [2, 0], [-3, 1]])
    check(kata.dense(x, W, np.array([100.0, -50])), [[96.0, -37], [96, -4]], dtype=float)


def test_dense_is_a_weighted_sum_for_every_output(kata, rng):
    """Output h of row n adds up every input of that row, each times its own weight, and then b[h].
    n번째 행의 출력 h는 그 행의 입력마다 제 가중치를 곱해 모두 더하고, 끝으로 b[h]를 더한 값입니다."""
    for n, d, h in [(N, D, H), (H, N, D), (1, D, C), (N, 1, C), (N, D, 1), (1, 1, 1)]:
        x, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=h)
        check(kata.dense(x, W, b), sums(x, W, b), dtype=float)


def test_dense_takes_every_row_by_itself(kata, rng):
    """A row alone gives what it gives within the batch, and a batch in another order the same rows.
    행 하나만 넣어도 배치 안에서와 결과가 같고, 배치의 순서를 바꾸면 결과의 순서만 바뀝니다."""
    W, b = rng.normal(size=(D, H)), rng.normal(size=H)
    check_rows(lambda x: kata.dense(x, W, b), rng.normal(size=(N, D)))


# -- relu --------------------------------------------------------------------------------------


def test_relu_of_a_hand_example(kata):
    """The relu of ((-2, 2.5, 0), (0.75, -0.5, 3)) is ((0, 2.5, 0), (0.75, 0, 3)).
    ((-2, 2.5, 0), (0.75, -0.5, 3))의 relu는 ((0, 2.5, 0), (0.75, 0, 3))입니다."""
    z = np.array([[-2.0, 2.5, 0], [0.75, -0.5, 3]])
    check(kata.relu(z), [[0.0, 2.5, 0], [0.75, 0, 3]], dtype=float)


def test_relu_takes_arrays_of_any_shape(kata, rng):
    """Vectors, matrices and arrays of three axes keep their shape, and each entry is its own.
    벡터든 행렬이든 축이 셋인 배열이든 모양은 그대로이고, 값마다 따로 계산합니다."""
    for shape in [(N,), (N, H), (1, D), (D, C, 2)]:
        z = rng.normal(size=shape)
        check(kata.relu(z), np.reshape([v if v > 0 else 0.0 for v in z.flat], shape), dtype=float)


def test_relu_passes_what_is_positive_however_small_or_large(kata):
    """A million and the smallest positive number both pass unchanged; their negatives become 0.
    백만도, 가장 작은 양수도 그대로 지나갑니다. 부호가 음수이면 둘 다 0이 됩니다."""
    for dtype in BOTH_WIDTHS:
        tiny = np.finfo(dtype).tiny
        z = np.array([-1e6, -tiny, -0.0, tiny, 7, 1e6], dtype)
        check(kata.relu(z), [0.0, 0, 0, tiny, 7, 1e6], rtol=0, atol=0, dtype=dtype)


# -- softmax -----------------------------------------------------------------------------------


def test_softmax_of_a_hand_example(kata):
    """The logits (0, ln 2, ln 5) and (ln 3, 0, 0) are the probabilities (1, 2, 5) / 8 and (3, 1, 1) / 5.
    로짓 (0, ln 2, ln 5)와 (ln 3, 0, 0)의 확률은 (1, 2, 5) / 8과 (3, 1, 1) / 5입니다."""
    # e^0 : e^ln2 : e^ln5 = 1 : 2 : 5
    got = kata.softmax(np.log([[1.0, 2, 5], [3, 1, 1]]))
    check(got, [[0.125, 0.25, 0.625], [0.6, 0.2, 0.2]], dtype=float)


def test_softmax_takes_every_row_by_itself(kata, rng):
    """Each row is divided by its own sum: alone or in a batch, it has the same probabilities.
    행마다 자기 합으로 나눕니다. 혼자 있든 배치 안에 있든 확률은 같습니다."""
    logits = rng.normal(size=(N, C)) * 3
    powers = [[exp(z) for z in row] for row in logits]
    check(kata.softmax(logits), [[p / sum(row) for p in row] for row in powers], dtype=float)
    check_rows(kata.softmax, logits)


def test_softmax_keeps_both_axes(kata):
    """One row stays a batch of one, and where there is one class only, it has all the probability.
    행이 하나여도 (1, C)이고, 클래스가 하나뿐이면 그 확률은 모두 1입니다."""
    check(kata.softmax(np.log([[1.0, 3]])), [[0.25, 0.75]], dtype=float)
    check(kata.softmax(np.array([[5.0], [-4], [0]])), [[1.0], [1], [1]], dtype=float)
    check(kata.softmax(np.array([[-3.0]])), [[1.0]], dtype=float)


def test_softmax_is_exact_to_the_last_digits(kata, rng):
    """No ε is added to the sum and nothing is clipped: rows sum to 1, and 1e-30 is not rounded to 0.
    합에 ε을 더하지도 값을 자르지도 않습니다. 행의 합은 1이고, 확률 1e-30도 0이 되지 않습니다."""
    # 1e-30 : 1 : 1e-30; 1 + 2e-30 is 1 in float64. With an ε of 1e-10, 1/3 is off by 3e-11
    logits = np.array([[0.0, 0, 0], [-30 * np.log(10), 0, -30 * np.log(10)]])
    # ln 1e-30 is rounded itself: the solution is off by 1e-14, and so is one that takes logarithms first
    check(kata.softmax(logits), [[1 / 3, 1 / 3, 1 / 3], [1e-30, 1, 1e-30]], rtol=1e-12, atol=0)


def test_softmax_survives_logits_of_a_thousand(kata):
    """Logits of ±1000 in one row are certainty, not an overflow, and only their differences count.
    한 행에 ±1000이 있어도 오버플로가 날 일이 아니라 확신이 클 뿐입니다. 중요한 것은 로짓의 차이입니다."""
    # 1000 and 999: 1 : e^-1, so 1 / (1 + e^-1) = 0.7310585786300049
    logits = np.array([[1e3, -1e3, 0], [-1e3, 1e3, 1e3], [1e3, 999, -1e3], [-1e3, -1e3, -999]])
    last = [0.21194155761708544, 0.21194155761708544, 0.5761168847658291]  # 1 : 1 : e
    expected = [[1.0, 0, 0], [0, 0.5, 0.5], [0.7310585786300049, 0.2689414213699951, 0], last]
    # the solution is off by 2e-16 and 4e-8; one that takes logarithms first, by 3e-14 and 3e-5
    for dtype, off in [("float64", 1e-11), ("float32", 1e-3)]:
        check(kata.softmax(logits.astype(dtype)), expected, rtol=off, dtype=dtype)


def test_softmax_of_rows_of_very_different_size(kata):
    """A row near 2000 beside one near 0 and one near -2000: each has its own softmax, (1, 2, 1) / 4.
    2000 근처인 행, 0 근처인 행, -2000 근처인 행이 함께 있어도 행마다 확률은 (1, 2, 1) / 4입니다."""
    row = np.log([1.0, 2, 1])
    logits = np.stack([row + 2000, row, row * 0 - 2000, row - 2000])
    expected = [[0.25, 0.5, 0.25], [0.25, 0.5, 0.25], [1 / 3, 1 / 3, 1 / 3], [0.25, 0.5, 0.25]]
    # 2000 + ln 2 itself is rounded: the solution is off by 5e-14 and 2e-5
    for dtype, off in [("float64", 1e-11), ("float32", 1e-3)]:
        check(kata.softmax(logits.astype(dtype)), expected, rtol=off, dtype=dtype)


# -- forward -----------------------------------------------------------------------------------


def test_forward_of_a_hand_example(kata):
    """(2, 1) becomes (0, 1, 2), then (0.8, 0.2): below 0 a hidden sum is lost, a logit is not.
    (2, 1)은 (0, 1, 2)가 되고 이어서 (0.8, 0.2)가 됩니다. 음수인 은닉 합은 0이 되지만 로짓은 그대로입니다."""
    # sums 2 - 3, -2 + 3, 1 + 2 - 1 = (-1, 1, 2); relu (0, 1, 2)
    # logits 1 - 2 - 1 = -2 and -1 - 1 - ln 4 = -2 - ln 4: 1 : 1/4
    first = np.array([[1.0, -1, 0.5], [-3, 0, 2]]), np.array([0.0, 3, -1])
    second = np.array([[7.0, 8], [1, -1], [-1, 0]]), np.array([-1, -1 - np.log(4)])
    x, hidden, probs = np.array([[2.0, 1]]), np.array([[0.0, 1, 2]]), np.array([[0.8, 0.2]])
    check_each(kata.forward([first, second], x), [x, hidden, probs], dtype=float)


def test_forward_gives_the_input_and_one_representation_for_each_layer(kata, rng):
    """A list of L + 1 arrays, x first and the probabilities last, for one, two and four layers.
    층이 하나든 둘이든 넷이든 배열 L + 1개를 리스트로 돌려줍니다. 처음은 x, 마지막은 확률입니다."""
    for widths in NETWORKS:
        x = rng.normal(size=(N, D))
        got = shaped(kata.forward(network(rng, *widths), x), of_widths(N, *widths))
        check(got[0], x)
        check(np.sum(got[-1], axis=1), np.ones(N))


def test_forward_makes_each_representation_from_the_one_before(kata, rng):
    """relu(dense) of the representation before it, layer by layer; at the last layer softmax(dense).
    층마다 바로 앞의 표현에 dense와 relu를 차례로 적용하고, 마지막 층에서는 dense와 softmax를 적용합니다."""
    for widths in NETWORKS:
        params, x = network(rng, *widths), rng.normal(size=(N, D))
        check_each(kata.forward(params, x), row_by_row(params, x), dtype=float)


def test_forward_carries_every_row_by_itself(kata, rng):
    """An example has the same representations alone, in a batch, and in a batch of another order.
    샘플의 표현은 혼자 있을 때나 배치 안에서나, 배치의 순서가 바뀌어도 똑같습니다."""
    params, x = network(rng, *NETWORKS[-1]), rng.normal(size=(N, D))
    whole = shaped(kata.forward(params, x), of_widths(N, *NETWORKS[-1]))
    check_each(kata.forward(params, x[::-1]), [np.asarray(part)[::-1] for part in whole])
    for i in range(N):
        check_each(kata.forward(params, x[i : i + 1]), [np.asarray(part)[i : i + 1] for part in whole])


# -- initialize --------------------------------------------------------------------------------


def test_initialize_makes_a_pair_of_weights_and_zero_biases_for_each_layer(kata, rng):
    """From L + 1 widths come L pairs: W (inputs, outputs), and b (outputs,) with nothing but zeros.
    너비 L + 1개에서 L쌍이 나옵니다. W는 (입력 수, 출력 수), b는 (출력 수,)이고 b는 모두 0입니다."""
    for widths in NETWORKS:
        params = shaped(kata.initialize(list(widths), rng), like(*widths))
        for (_, b), h in zip(params, widths[1:]):
            check(b, np.zeros(h), rtol=0, atol=0)


def test_initialize_draws_with_standard_deviation_sqrt_2_over_inputs(kata, rng):
    """Measured in units of sqrt(2 / D), D the layer's own inputs, the weights of every layer spread by 1.
    어느 층이든 자기 입력 수 D로 구한 sqrt(2 / D)로 가중치를 나누면 표준편차가 1입니다."""
    # the root mean square of n draws is off by 1 / sqrt(2n); three five-sigma bands: 1 in 600,000 runs
    for units in drawn(kata, rng, 600, 40, 300, 10):
        check(np.sqrt(np.mean(units**2)), 1.0, rtol=FIVE / np.sqrt(2 * units.size))


def test_initialize_draws_from_a_normal_distribution_around_zero(kata, rng):
    """The mean is 0; 31.7 % of all weights are more than one deviation away, 4.6 % more than two.
    평균은 0입니다. 0에서 표준편차보다 멀리 있는 가중치는 31.7%, 두 배보다 멀리 있는 것은 4.6%입니다."""
    layers = drawn(kata, rng, 600, 40, 300, 10)
    for units in layers:  # five bands of five sigma in all: a false alarm in 1 of 350,000 runs
        check(np.mean(units), 0.0, atol=FIVE / np.sqrt(units.size))
    away = np.abs(np.concatenate(layers))
    for deviations, share in [(1, 0.31731), (2, 0.04550)]:
        band = FIVE * np.sqrt(share * (1 - share) / away.size)
        check(np.mean(away > deviations), share, atol=band)


def test_initialize_draws_every_weight_anew(kata, rng):
    """No two weights are equal, neither within a layer nor, in units of its deviation, across layers.
    같은 값이 또 나오면 안 됩니다. 한 층 안에서도, 표준편차로 나눈 뒤 다른 층의 값과 비교해도 그렇습니다."""
    # 480 draws, two of them equal to 11 digits by chance once in 3 million runs
    units = np.concatenate(drawn(kata, rng, 20, 12, 12, 8))
    check(len(np.unique(np.round(units, 11))), units.size)


def test_initialize_takes_its_random_numbers_from_rng_only(kata, rng):
    """From one state of rng come the same params; another state, or the next call, gives others.
    rng의 상태가 같으면 params도 같습니다. 상태가 다르거나 이어서 또 호출하면 달라집니다."""
    seed = int(rng.integers(2**32))
    one, same, other = (np.random.default_rng(s) for s in (seed, seed, seed + 1))
    first = drawn(kata, one, D, H, C)
    check_each(drawn(kata, same, D, H, C), [np.array(units) for units in first], rtol=0, atol=0)
    for generator in (one, other):
        again = drawn(kata, generator, D, H, C)
        equal = [int(np.sum(a == b)) for a, b in zip(first, again)]
        check(equal, [0, 0])  # two draws are equal once in 10¹⁵ times


# -- parameters --------------------------------------------------------------------------------


def test_count_parameters_of_a_hand_example(kata):
    """From 784 inputs over 128 hidden units to 10 classes there are 101,770 parameters.
    입력 784개에서 은닉 유닛 128개를 거쳐 클래스 10개로 가는 신경망의 파라미터는 101,770개입니다."""
    # 784 · 128 + 128 = 100,480;  128 · 10 + 10 = 1,290
    check(kata.count_parameters(like(784, 128, 10)), 101_770)


def test_count_parameters_of_any_depth(kata, rng):
    """Each entry of every W and every b counts once, for one, two and four layers.
    층이 하나든 둘이든 넷이든 모든 W와 b에 든 값을 하나씩 셉니다."""
    for widths in NETWORKS:
        for dtype in BOTH_WIDTHS:
            params = cast(network(rng, *widths), dtype)
            check(kata.count_parameters(params), sum(1 for pair in params for a in pair for _ in a.flat))


# -- all of them -------------------------------------------------------------------------------


def test_an_empty_batch_stays_empty(kata, rng):
    """No examples, no answers: (0, D) becomes (0, H), logits (0, C) probabilities (0, C); no error.
    샘플이 없으면 결과도 비어 있습니다. (0, D)는 (0, H)가 되고 (0, C)인 로짓은 (0, C)인 확률이 됩니다."""
    for dtype in BOTH_WIDTHS:
        params = cast(network(rng, D, H, C), dtype)
        x, z, logits = (np.zeros((0, width), dtype) for width in (D, H, C))
        check(kata.dense(x, *params[0]), z, dtype=dtype)
        check(kata.relu(z), z, dtype=dtype)
        check(kata.softmax(logits), logits, dtype=dtype)
        check_each(kata.forward(params, x), [x, z, logits], dtype=dtype)


def calls(kata, rng, dtype):
    """Each function that computes, with arguments of this dtype and what its answer is like."""
    params, x, z = network(rng, D, H, C), rng.normal(size=(N, D)), rng.normal(size=(N, H))
    params, x, z = cast(params, dtype), x.astype(dtype), z.astype(dtype)
    return [
        (kata.dense, (x, *params[0]), z),
        (kata.relu, (z,), z),
        (kata.softmax, (z,), z),
        (kata.forward, (params, x), of_widths(N, D, H, C)),
    ]


def test_float32_stays_float32_and_float64_stays_float64(kata, rng):
    """Weights and inputs of float32 give float32 in every representation, and float64 gives float64.
    가중치와 입력이 float32이면 모든 표현이 float32이고, float64이면 모두 float64입니다."""
    for dtype in BOTH_WIDTHS:
        for function, args, form in calls(kata, rng, dtype):
            shaped(function(*args), form, dtype)


def test_inputs_are_left_alone_and_a_second_call_repeats_the_first(kata, rng):
    """Nothing is written into an input, and nothing is remembered between calls.
    입력을 바꾸면 안 되고, 앞선 호출의 값을 기억해 두어도 안 됩니다."""
    for function, args, form in calls(kata, rng, "float64")[:-1]:
        shaped(function(*args), form)
        check_repeatable(function, *args)
    params, x = network(rng, *NETWORKS[-1]), rng.normal(size=(N, D))
    first = shaped(kata.forward(params, x), of_widths(N, *NETWORKS[-1]))
    check_each(kata.forward(params, x), [np.array(part) for part in first], rtol=0, atol=0)


# -- real digits -------------------------------------------------------------------------------


def digits(rng, n):
    """n real digits (n, 784), float64 from 0 to 1, with their labels."""
    chosen = rng.choice(60_000, n, replace=False)
    return mnist().x_train[chosen].reshape(n, 784) / 255, mnist().y_train[chosen]


def test_real_digits_become_ten_probabilities(kata, rng):
    """Digits go through three layers as they would one at a time, in float64 and in float32.
    숫자 이미지를 한꺼번에 세 층에 통과시킨 결과는 float32에서도 하나씩 통과시킨 결과와 같습니다."""
    params, (x, _) = network(rng, 784, 32, 16, 10), digits(rng, 50)
    expected = row_by_row(params, x)
    # the solution is off by 2e-15 and 1e-6
    for dtype, off in [("float64", 1e-10), ("float32", 1e-4)]:
        got = kata.forward(cast(params, dtype), x.astype(dtype))
        check_each(got, expected, rtol=off, atol=off, dtype=dtype)


def test_an_untrained_network_is_as_unsure_as_ten_classes_allow(kata, rng):
    """Fresh weights know nothing of digits: the mean loss of the true classes is near ln 10 = 2.3.
    갓 만든 가중치는 숫자를 전혀 모릅니다. 정답 클래스의 평균 손실은 ln 10 = 2.3 근처여야 합니다."""
    x, y = digits(rng, 500)
    params = shaped(kata.initialize([784, 128, 10], rng), like(784, 128, 10))
    *_, probs = shaped(kata.forward(params, x), of_widths(500, 784, 128, 10))
    surprise = -np.log(np.maximum(probs, 1e-300)[np.arange(500), y])
    # 0.10 ± 0.05 above ln 10 over 200 seeds; with weights of deviation 1 it is 113 ± 20
    check(np.mean(surprise), np.log(10), rtol=0, atol=0.5)


def test_real_digits_keep_their_size_through_eight_layers(kata, rng):
    """A relu takes half of the mean square away, He's 2 brings it back: no fading, no explosion.
    relu를 지나면 제곱 평균이 반으로 줄지만 He의 2가 되돌려 놓으므로, 값이 사라지거나 폭발하지 않습니다."""
    (x, _), widths = digits(rng, 100), [784, *[256] * 8, 10]
    params = shaped(kata.initialize(widths, rng), like(*widths))
    given = shaped(kata.forward(params, x), of_widths(100, *widths))
    before, after = np.mean(x * x), np.mean(np.square(given[-2]))
    # the logarithm of the ratio is 0.0 ± 0.34 over 200 seeds; with sqrt(1 / D) it is -5.6 ± 0.35
    check(np.log(max(after, 1e-300) / before), 0.0, atol=2)


# -- speed -------------------------------------------------------------------------------------
# Narrow layers: no product is worth sharing between cores, and what is timed is the loop.

WIDTHS, ROWS, MANY = (3, 2, 4), 4_000, 10_000


def test_speed_of_dense(kata, rng, benchmark):
    """All rows at a time: at least 2.5 times faster than a loop over 10,000 of them.
    모든 행을 한꺼번에 계산하면 10,000행을 도는 반복문보다 2.5배 이상 빠릅니다."""
    race(
        benchmark,
        kata.dense,
        yardstick=lambda x, W, b: np.array([row @ W + b for row in x]),
        inputs=lambda: (rng.normal(size=(MANY, 3)), *network(rng, 3, 2)[0]),
        # the solution 50, in a worker 13, einsum 36 and 9, one big product summed 16 and 10; loops 1
        at_least=2.5,
    )


def test_speed_of_relu(kata, rng, benchmark):
    """The whole array at a time: at least 1.5 times faster than a loop over its 10,000 rows.
    배열 전체를 한꺼번에 계산하면 10,000행을 도는 반복문보다 1.5배 이상 빠릅니다."""
    race(
        benchmark,
        kata.relu,
        yardstick=lambda z: np.array([np.maximum(row, 0) for row in z]),
        inputs=lambda: (rng.normal(size=(MANY, 4)),),
        # np.maximum and np.where 26, in a worker 5, there beside busy cores 2; loops over rows or entries 0.9
        at_least=1.5,
    )


def test_speed_of_softmax(kata, rng, benchmark):
    """All rows at a time: at least 5 times faster than a loop over 4,000 of them.
    모든 행을 한꺼번에 계산하면 4,000행을 도는 반복문보다 5배 이상 빠릅니다."""
    race(
        benchmark,
        kata.softmax,
        yardstick=lambda z: np.array([one_softmax(row) for row in z]),
        inputs=lambda: (rng.normal(size=(ROWS, 4)),),
        at_least=5,  # the solution 32, in a worker 17, by logarithms 20 and 12; loops 1, without NumPy 2.6
    )


def test_speed_of_forward(kata, rng, benchmark):
    """The whole batch at a time: at least 6 times faster than a loop over its 4,000 examples.
    배치를 통째로 통과시키면 샘플 4,000개를 도는 반복문보다 6배 이상 빠릅니다."""
    params, x = network(rng, *WIDTHS), rng.normal(size=(ROWS, 3))
    shaped(kata.forward(params, x), of_widths(ROWS, *WIDTHS))  # looked at here, outside the race
    race(
        benchmark,
        lambda *args: kata.forward(*args)[-1],
        yardstick=lambda *args: row_by_row(*args)[-1],
        inputs=lambda: (network(rng, *WIDTHS), rng.normal(size=(ROWS, 3))),
        at_least=6,  # the solution 55, in a worker 22, one big product summed 28 and 16; loops 1.3
    )
