import math
from functools import cache
from itertools import islice, pairwise

import numpy as np
import pytest
from judge.check import check, check_each
from judge.race import race
from judge.symmetry import N, check_rows

from dojo.data import mnist
from dojo.fault import Wrong

BOTH_WIDTHS = ["float64", "float32"]
HEIGHT, WIDTH, UNITS = 4, 3, 5
D = HEIGHT * WIDTH
SIGMA, RATE = 0.3, 0.7
SHEET = (40, 25, 20)  # so many pixels that chance evens out


def pictures(rng, n=N, dtype="float64"):
    """n pictures of random greys."""
    return rng.uniform(0, 1, (n, HEIGHT, WIDTH)).astype(dtype)


def shades(n):
    """n pictures, each of one grey of its own, 100 pixels large: the mean tells which is which."""
    return np.broadcast_to(np.arange(n)[:, None, None] / n, (n, 5, 20)).copy()


def network(rng, *widths, dtype="float64"):
    """Random weights, and biases that are not zero."""
    sizes = pairwise(widths)
    layers = [(rng.normal(size=(d, h)) * np.sqrt(2 / d), rng.normal(size=h) / 2) for d, h in sizes]
    return [(W.astype(dtype), b.astype(dtype)) for W, b in layers]


def hands_on(d=D):
    """A network whose answer is what it was given."""
    return [(np.eye(d), np.zeros(d))]


def says_nothing(d):
    """A network whose answer is always 0."""
    return [(np.zeros((d, d)), np.zeros(d))]


def row(picture):
    """The pixels, row after row."""
    return np.array([pixel for line in picture for pixel in line])


def answer(params, x):
    for W, b in params[:-1]:
        x = np.maximum(x @ W + b, 0)
    return x @ params[-1][0] + params[-1][1]


def stepped(params, noisy, clean, learning_rate):
    """(params, error) of one step of a network with one hidden layer; the pictures are taken one by one."""
    (W, b), (V, c) = params
    error, (dW, db, dV, dc) = 0.0, (np.zeros_like(a) for a in (W, b, V, c))
    for x, y in zip(map(row, noisy), map(row, clean)):
        hidden = np.maximum(x @ W + b, 0)
        off = hidden @ V + c - y
        back = 2 * off / (len(clean) * len(y))
        through = V @ back * (hidden > 0)
        error += np.mean(off**2) / len(clean)
        dV, dc = dV + np.outer(hidden, back), dc + back
        dW, db = dW + np.outer(x, through), db + through
    down = [(W - learning_rate * dW, b - learning_rate * db)]
    return [*down, (V - learning_rate * dV, c - learning_rate * dc)], error


def neighbourhood(picture, r, c):
    """The values at (r, c) and round it, as far as there is a picture."""
    height, width = picture.shape
    rows, columns = range(max(0, r - 1), min(height, r + 2)), range(max(0, c - 1), min(width, c + 2))
    return [picture[i, j] for i in rows for j in columns]


def filtered(images):
    """The mean filter, pixel by pixel."""
    means = [
        np.mean(neighbourhood(picture, r, c)) for picture in images for r, c in np.ndindex(picture.shape)
    ]
    return np.reshape(means, images.shape)


def pixel_after_pixel(images, sigma, rng):
    """The noise, one draw for each pixel."""
    return np.array([[[p + rng.normal(0, sigma) for p in line] for line in picture] for picture in images])


def decibels(picture, reference):
    squares = [(a - b) ** 2 for a, b in zip(row(picture).tolist(), row(reference).tolist())]
    return 10 * math.log10(len(squares) / sum(squares))


def listed(answer, most=100):
    """Pairs from a list or a generator, which may never end."""
    return [tuple(np.asarray(part) for part in pair) for pair in islice(answer, most)]


def in_threes(kata, epochs, params, images, rng):
    """Training in batches of three; short arguments first, as a message may be cut after the long."""
    how = {"epochs": epochs, "batch_size": 3, "sigma": SIGMA, "learning_rate": RATE}
    return kata.train(**how, params=params, images=images, rng=rng)


def epoch(kata, images, batch_size, sigma, rng):
    """(noisy, clean) of a whole epoch."""
    noisy, clean = zip(*listed(kata.pairs(images, batch_size, sigma, rng)))
    return np.concatenate(noisy), np.concatenate(clean)


def sorted_noise(kata, images, rng):
    """The noise that an epoch adds to each picture, in the order of their greys."""
    noisy, clean = epoch(kata, images, 8, SIGMA, rng)
    order = np.argsort(clean.mean(axis=(1, 2)))
    return (noisy - clean)[order]


def check_number(what, got, expected, **how):
    """As check, for a number that was computed from an answer; a message says what it is."""
    try:
        check(got, expected, **how)
    except Wrong as wrong:
        wrong.facts["part"] = what
        raise


def check_spread(noise, sigma, name="noise"):
    """All noise together has mean 0 and standard deviation sigma; five sigma, off once in a million."""
    check_number(f"{name}.mean()", np.mean(noise), 0.0, atol=5 * sigma / math.sqrt(noise.size))
    check_number(f"{name}.std()", np.std(noise), float(sigma), rtol=5 / math.sqrt(2 * noise.size))


def check_alone(noise, sigma):
    """No pixels share their noise along an axis: means over it then scatter by sigma / sqrt n and no more."""
    for axis, n in enumerate(noise.shape):
        means = noise.mean(axis)
        near = 5 / math.sqrt(2 * means.size)
        check_number(f"noise.mean(axis={axis}).std()", np.std(means), sigma / math.sqrt(n), rtol=near)


# -- add_noise ---------------------------------------------------------------------------------


def test_noise_of_no_strength_changes_nothing(kata, rng):
    """With sigma 0 the picture comes back as it was, but as a new array of its shape and dtype.
    sigma가 0이면 그림이 그대로 나옵니다. 다만 모양과 dtype이 그림과 같은 새 배열이어야 합니다."""
    for dtype in BOTH_WIDTHS:
        images = pictures(rng, dtype=dtype)
        got = kata.add_noise(images, 0.0, rng)
        check(got, images, dtype=dtype)
        assert not np.shares_memory(got, images)


def test_noise_has_the_standard_deviation_sigma(kata, rng):
    """Of 20,000 pixels the noise has mean 0 and standard deviation sigma, be it small or large.
    픽셀 20,000개에 더해진 잡음은 평균이 0이고 표준편차가 sigma입니다. sigma가 작든 크든 그렇습니다."""
    images = rng.uniform(0, 1, SHEET)
    for sigma in (0.1, 0.5, 2.0):
        check_spread(kata.add_noise(images, sigma, rng) - images, sigma)


def test_noise_is_normally_distributed(kata, rng):
    """Of all pixels 68.27 % are moved by less than sigma, and 95.45 % by less than two sigma.
    전체 픽셀 가운데 68.27%는 sigma보다 적게, 95.45%는 2 sigma보다 적게 움직입니다."""
    images = rng.uniform(0, 1, SHEET)
    noise = np.abs(kata.add_noise(images, SIGMA, rng) - images)
    for bound in (1, 2):
        share = math.erf(bound / math.sqrt(2))  # that of the normal distribution; five sigma
        near, what = 5 * math.sqrt(share * (1 - share) / noise.size), f"(abs(noise) < {bound} * sigma).mean()"
        check_number(what, np.mean(noise < bound * SIGMA), share, atol=near)


def test_noise_is_not_clipped(kata, rng):
    """On paper, 0, half of the noise goes below 0; on ink, 1, half of it goes above 1. Both get as much.
    종이(0)에서는 잡음의 절반이 0 아래로, 잉크(1)에서는 절반이 1 위로 나갑니다. 잡음의 크기는 같습니다."""
    for value in (0.0, 1.0):
        noise = kata.add_noise(np.full(SHEET, value), SIGMA, rng) - value
        check_number("(noise < 0).mean()", np.mean(noise < 0), 0.5, atol=5 * 0.5 / math.sqrt(noise.size))
        check_number("noise.std()", np.std(noise), SIGMA, rtol=5 / math.sqrt(2 * noise.size))


def test_every_pixel_gets_noise_of_its_own(kata, rng):
    """Neither pictures nor rows nor columns share their noise: its means scatter only as chance has it.
    그림끼리도, 행끼리도, 열끼리도 같은 잡음을 나누어 쓰지 않습니다. 잡음의 평균은 우연만큼만 흩어집니다."""
    images = rng.uniform(0, 1, SHEET)
    check_alone(kata.add_noise(images, SIGMA, rng) - images, SIGMA)


def test_noise_comes_from_its_generator(kata, rng):
    """The same state of rng gives the same noise; the next call with the same rng gives other noise.
    rng의 상태가 같으면 잡음도 같습니다. 같은 rng로 한 번 더 부르면 잡음이 달라집니다."""
    images, seed = pictures(rng), int(rng.integers(1 << 32))
    one, other = np.random.default_rng(seed), np.random.default_rng(seed)
    first, second = (kata.add_noise(images, SIGMA, one) for _ in range(2))
    check(kata.add_noise(images, SIGMA, other), first)
    nearest = np.abs(first - second).min()
    assert nearest > 0  # of 84 pairs of floats none is equal


def test_noise_keeps_the_dtype(kata, rng):
    """Pictures in float32 stay float32, and those in float64 stay float64, also with noise.
    잡음을 더해도 float32 그림은 float32, float64 그림은 float64 그대로입니다."""
    for dtype in BOTH_WIDTHS:
        images = pictures(rng, dtype=dtype)
        check(kata.add_noise(images, SIGMA, rng), images, dtype=dtype, atol=1e3)


def test_noise_of_negative_strength_is_refused(kata, rng):
    """A standard deviation is never negative: sigma below 0 raises ValueError.
    표준편차는 음수일 수 없습니다. sigma가 0보다 작으면 ValueError를 발생시키세요."""
    with pytest.raises(ValueError):
        kata.add_noise(pictures(rng), -SIGMA, rng)


# -- pairs -------------------------------------------------------------------------------------


def test_pairs_come_in_batches(kata, rng):
    """Ten pictures three at a time come as 3, 3, 3 and 1 pairs; noisy and clean have the same shape.
    그림 열 개를 세 개씩 나누면 3, 3, 3, 1쌍입니다. noisy와 clean의 모양은 같습니다."""
    for n, batch_size, sizes in [(10, 3, [3, 3, 3, 1]), (6, 6, [6]), (5, 9, [5])]:
        shapes = [
            [np.shape(part) for part in pair] for pair in kata.pairs(pictures(rng, n), batch_size, SIGMA, rng)
        ]
        check_each(shapes, [[(size, HEIGHT, WIDTH)] * 2 for size in sizes])


def test_the_answers_are_the_clean_pictures(kata, rng):
    """Put together, the second halves of an epoch's pairs are all the pictures, once each and untouched.
    한 에포크의 clean을 모두 모으면 원래 그림들입니다. 빠짐없이 한 번씩, 손대지 않은 그대로입니다."""
    for dtype in BOTH_WIDTHS:
        images = shades(10).astype(dtype)
        _, clean = epoch(kata, images, 4, SIGMA, rng)
        check(clean[np.argsort(clean[:, 0, 0])], images, dtype=dtype)


def test_the_questions_have_the_dtype_of_the_pictures(kata, rng):
    """Noisy pictures are float32 where the pictures are, and float64 where those are.
    noisy의 dtype은 그림의 dtype과 같습니다. float32이면 float32, float64이면 float64입니다."""
    for dtype in BOTH_WIDTHS:
        noisy, clean = epoch(kata, shades(10).astype(dtype), 4, SIGMA, rng)
        check(noisy, clean, dtype=dtype, atol=1e3)


def test_the_questions_are_the_same_pictures_with_noise(kata, rng):
    """Each noisy picture is its clean one, plus noise of standard deviation sigma: as bright on the whole.
    noisy는 짝이 되는 clean에 표준편차가 sigma인 잡음을 더한 것입니다. 그래서 평균 밝기가 거의 같습니다."""
    noisy, clean = epoch(kata, shades(10), 4, SIGMA / 10, rng)
    # the mean of 100 pixels scatters by 0.003; five sigma. The next grey is 0.1 away
    near = 5 * SIGMA / 10 / math.sqrt(100)
    check_number("noisy.mean(axis=(1, 2))", noisy.mean(axis=(1, 2)), clean.mean(axis=(1, 2)), atol=near)
    check_spread(noisy - clean, SIGMA / 10, "(noisy - clean)")


def test_every_picture_of_an_epoch_gets_noise_of_its_own(kata, rng):
    """Within an epoch no two pictures have the same noise, in the same batch or in different ones.
    한 에포크 안에서 잡음이 같은 그림은 없습니다. 같은 배치에도, 다른 배치에도 없습니다."""
    check_alone(sorted_noise(kata, shades(40), rng), SIGMA)


def test_every_epoch_draws_new_noise(kata, rng):
    """In the next epoch every picture gets other noise: what was seen once is no help in guessing it.
    다음 에포크에는 어느 그림이든 다른 잡음을 받습니다. 한 번 본 잡음을 외워도 소용이 없습니다."""
    images = shades(40)
    first, second = (sorted_noise(kata, images, one) for one in rng.spawn(2))
    # two independent noises differ by sqrt 2 sigma
    check_spread((first - second) / math.sqrt(2), SIGMA, "((noise_1 - noise_2) / sqrt(2))")


def test_every_epoch_draws_a_new_order(kata, rng):
    """The order comes from rng: the same state gives the same pairs, and another state another order.
    순서도 rng에서 나옵니다. rng의 상태가 같으면 쌍도 같고, 상태가 다르면 순서가 달라집니다."""
    images, seed = shades(40), int(rng.integers(1 << 32))
    first, again, other = (
        epoch(kata, images, 8, SIGMA, np.random.default_rng(s)) for s in (seed, seed, seed + 1)
    )
    check_each(again, first)
    orders = [clean.mean(axis=(1, 2)).tolist() for _, clean in (first, other)]
    # of 40! = 8e47 orders none comes twice
    assert orders[0] != orders[1] and sorted(orders[0]) not in orders


# -- train -------------------------------------------------------------------------------------


def test_train_for_one_step_by_hand(kata, rng):
    """One picture, no noise, one step: from an answer of (0, 0, 0) towards the picture (1, 0, 2).
    그림 하나, 잡음 없이 한 걸음입니다. (0, 0, 0)이라는 답에서 그림 (1, 0, 2) 쪽으로 움직입니다."""
    # the answer is off by (-1, 0, -2): an error of 5/3, with gradients 2/3 (-1, 0, -2) along the answer
    db = np.array([-2, 0, -4]) / 3
    dW = np.array([db, 0 * db, 2 * db])  # pixel times gradient
    got = kata.train(says_nothing(3), np.array([[[1.0, 0, 2]]]), 1, 1, 0.0, 0.6, rng)
    check_each(got, ([(-0.6 * dW, -0.6 * db)], np.array([5 / 3])))


def test_train_takes_one_step_for_every_pair(kata, rng):
    """An epoch is a walk through pairs(…, rng), in their order: each step begins where the last has ended.
    한 에포크 동안 pairs의 쌍마다 순서대로 한 걸음씩 뗍니다. 걸음은 앞 걸음이 끝난 곳에서 시작합니다."""
    params, images, seed = network(rng, D, UNITS, D), pictures(rng), int(rng.integers(1 << 32))
    got = in_threes(kata, 1, params, images, np.random.default_rng(seed))
    total = 0.0
    for noisy, clean in listed(kata.pairs(images, 3, SIGMA, np.random.default_rng(seed))):
        params, error = stepped(params, noisy, clean, RATE)
        total += error * len(clean)
    check_each(got, (params, np.array([total / len(images)])))


def test_train_goes_on_from_epoch_to_epoch(kata, rng):
    """Three epochs lead where three trainings of one epoch lead, one after the other with the same rng.
    에포크 세 번은 한 에포크짜리 훈련을 같은 rng로 세 번 이어서 한 것과 같습니다."""
    params, images, seed = network(rng, D, UNITS, D), pictures(rng), int(rng.integers(1 << 32))
    got = in_threes(kata, 3, params, images, np.random.default_rng(seed))
    order, errors = np.random.default_rng(seed), []
    for _ in range(3):
        params, error = in_threes(kata, 1, params, images, order)
        errors.extend(error)
    check_each(got, (params, np.array(errors)))


def test_train_wants_the_clean_picture_back(kata, rng):
    """At rate 0 and for a network that hands on what it is given, the error is the noise itself: sigma².
    받은 것을 그대로 내놓는 신경망을 학습률 0으로 훈련하면 오차는 잡음의 크기, 곧 sigma²입니다."""
    images = pictures(rng, 500)
    _, errors = kata.train(hands_on(), images, 2, 50, SIGMA, 0.0, rng)
    # a mean of 6,000 squares, each with a standard deviation of sqrt 2 sigma²; five sigma
    check(errors, [SIGMA**2] * 2, rtol=5 * math.sqrt(2 / images.size))


def test_train_never_shows_the_same_noise_twice(kata, rng):
    """At rate 0 only the noise can change an error: it is another one in every epoch.
    학습률이 0이면 오차를 바꿀 수 있는 것은 잡음뿐입니다. 에포크마다 오차가 달라야 합니다."""
    _, errors = kata.train(hands_on(), pictures(rng), 4, 3, SIGMA, 0.0, rng)
    # the same noise in another order differs by rounding, 1e-16; new noise by 1e-3, over 10,000 draws
    closest = min(abs(a - b) for i, a in enumerate(errors) for b in errors[:i])
    assert closest > 1e-9


def test_train_weighs_its_batches_by_their_size(kata, rng):
    """Three pictures with error 1 and one with error 4 make 1.75, whichever is left for the last batch.
    오차가 1인 그림 셋과 4인 그림 하나의 평균은 1.75입니다. 어느 그림이 마지막 배치에 남든 그렇습니다."""
    # in quarters: the answer is 0, so a grey of 1/2 is off by 1/4, and ink by 1
    images = np.array([0.5, 0.5, 1, 0.5])[:, None, None] * np.ones((2, 3))
    got = kata.train(says_nothing(6), images, 2, 3, 0.0, 0.0, rng)
    check_each(got, (says_nothing(6), np.array([1.75 / 4] * 2)))


def test_train_for_no_epochs(kata, rng):
    """0 epochs learn nothing: the params come back as they were, with an empty list.
    에포크가 0번이면 아무것도 배우지 않습니다. params는 그대로이고 리스트는 비어 있습니다."""
    params = network(rng, D, UNITS, D)
    check_each(in_threes(kata, 0, params, pictures(rng), rng), (params, np.array([])))


def test_train_keeps_the_dtype(kata, rng):
    """Float32 params trained on float32 pictures stay float32; likewise float64.
    float32 그림으로 훈련한 float32 params는 float32 그대로입니다. float64도 마찬가지입니다."""
    for dtype in BOTH_WIDTHS:
        params = network(rng, D, UNITS, D, dtype=dtype)
        reached, _ = kata.train(params, pictures(rng, dtype=dtype), 2, 3, SIGMA, 0.01, rng)
        check_each(reached, params, dtype=dtype, atol=1e3)


# -- denoise -----------------------------------------------------------------------------------


def test_denoise_of_a_hand_example(kata):
    """A network that hands on what it is given: 0.3 and 0.5 stay, 1.5 becomes 1, and -0.2 becomes 0.
    받은 것을 그대로 내놓는 신경망입니다. 0.3과 0.5는 그대로이고 1.5는 1로, -0.2는 0으로 바뀝니다."""
    noisy = np.array([[[0.3, 1.5, -0.2], [1, 0.5, 0]]])
    check(kata.denoise(hands_on(6), noisy), np.array([[[0.3, 1, 0], [1, 0.5, 0]]]))


def test_denoise_clips_only_what_comes_out(kata):
    """The network gets the noise as it is: this one takes 1 away, so 1.5 becomes 0.5, 0.8 becomes 0.
    신경망은 잡음을 있는 그대로 받습니다. 1을 빼는 신경망이라면 1.5는 0.5로, 0.8은 0으로 바뀝니다."""
    params = [(np.eye(3), -np.ones(3)), (np.eye(3), np.zeros(3))]
    check(kata.denoise(params, np.array([[[1.5, 0.8, 1.9]]])), np.array([[[0.5, 0, 0.9]]]))


def test_denoise_gives_the_pixels_back_in_their_places(kata, rng):
    """Pixels go in row after row and come out row after row, for every picture on its own.
    픽셀은 행 순서로 들어가 행 순서로 나옵니다. 그림마다 따로 구합니다."""
    for n in (N, 1):
        params, noisy = network(rng, D, UNITS, D), pictures(rng, n)
        expected = [np.clip(answer(params, row(picture)), 0, 1) for picture in noisy]
        check(kata.denoise(params, noisy), np.reshape(expected, (n, HEIGHT, WIDTH)))
    check_rows(lambda some: kata.denoise(params, some), pictures(rng))


def test_denoise_keeps_the_dtype(kata, rng):
    """A float32 network gives float32 pictures, a float64 network float64 pictures.
    float32 신경망은 float32 그림을, float64 신경망은 float64 그림을 내놓습니다."""
    for dtype in BOTH_WIDTHS:
        params, noisy = network(rng, D, UNITS, D, dtype=dtype), pictures(rng, dtype=dtype)
        check(kata.denoise(params, noisy), noisy, dtype=dtype, atol=2)


# -- mean_filter -------------------------------------------------------------------------------


def test_mean_filter_of_a_hand_example(kata):
    """One bright pixel of 36 in the top row: it and its neighbours get 36 / 4, 36 / 6 or 36 / 9.
    맨 윗줄에 값이 36인 픽셀이 하나 있습니다. 그 픽셀과 이웃은 36 / 4, 36 / 6, 36 / 9 가운데 하나가 됩니다."""
    picture = np.array([[0.0, 36, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
    # a corner has 4 pixels round it, itself included, a side 6, the middle 9
    check(kata.mean_filter(picture[None]), np.array([[[9.0, 6, 6, 0], [6, 4, 4, 0], [0, 0, 0, 0]]]))


def test_mean_filter_leaves_an_even_grey_as_it_is(kata):
    """A picture of one grey stays that grey, up to the edge: beyond it there is nothing to average.
    회색 한 가지로 된 그림은 가장자리까지 그대로입니다. 그림 밖에는 평균에 넣을 것이 없습니다."""
    for dtype, near in [("float64", 1e-12), ("float32", 1e-6)]:
        grey = np.full((2, 5, 4), 0.7, dtype)
        check(kata.mean_filter(grey), grey, dtype=dtype, rtol=near)


def test_mean_filter_averages_the_neighbours_that_there_are(kata, rng):
    """Every pixel is the mean of its 4, 6 or 9, counted one by one; below 0 and above 1 likewise.
    모든 픽셀은 자신을 포함한 4개, 6개, 9개의 평균입니다. 0보다 작거나 1보다 큰 값도 마찬가지입니다."""
    for dtype, near in [("float64", 1e-9), ("float32", 1e-4)]:
        images = rng.normal(size=(3, 5, 7)).astype(dtype)
        check(kata.mean_filter(images), filtered(images), dtype=dtype, rtol=near, atol=near)


def test_mean_filter_of_narrow_pictures(kata, rng):
    """A picture of one row, one column or one pixel has fewer neighbours still, and a mean of those.
    한 행, 한 열, 한 픽셀짜리 그림은 이웃이 더 적습니다. 있는 것만으로 평균을 냅니다."""
    for size in [(1, 1), (1, 5), (4, 1), (2, 2)]:
        images = rng.normal(size=(3, *size))
        check(kata.mean_filter(images), filtered(images), rtol=1e-9)


def test_mean_filter_keeps_pictures_apart(kata, rng):
    """Each picture is filtered on its own: its neighbours in the batch are no neighbours.
    그림마다 따로 구합니다. 배치에서 앞뒤에 있는 그림은 이웃이 아닙니다."""
    check_rows(kata.mean_filter, pictures(rng))


# -- psnr --------------------------------------------------------------------------------------


def test_psnr_of_a_hand_example(kata):
    """Off by 0.1 everywhere is 20 decibels; half of the pixels off by 1 is 10 · log₁₀ 2 = 3.01.
    모든 픽셀이 0.1씩 다르면 20데시벨, 픽셀의 절반이 1씩 다르면 10 · log₁₀ 2 = 3.01데시벨입니다."""
    clean = np.array([[[0.5, 0, 0.2, 0.7]], [[1.0, 0, 1, 0]], [[0.0, 1, 1, 1]]])
    off = np.array([[[0.1, 0.1, -0.1, -0.1]], [[-1.0, 0, 0, 1]], [[1.0, 0, 0, 0]]])
    # the third has a quarter of its pixels off by 1
    check(kata.psnr(clean + off, clean), [20.0, 10 * math.log10(2), 10 * math.log10(4)])


def test_psnr_takes_ink_as_the_peak(kata):
    """The peak is 1 for every picture, also for a pale or an empty one, and where noise goes far above.
    최댓값은 어느 그림에서나 1입니다. 흐린 그림이든 빈 그림이든, 잡음이 1을 한참 넘든 마찬가지입니다."""
    pale = np.array([[[0.2, 0.0, 0.3]], [[0.0, 0, 0]], [[1.0, 0, 0.5]]])
    check(kata.psnr(pale + 0.1, pale), [20.0] * 3)
    check(kata.psnr(pale + 10, pale), [-20.0] * 3)


def test_psnr_of_equal_pictures_is_infinite(kata):
    """Where nothing differs there is no error to divide by: infinity. A millionth off is 120 decibels.
    차이가 없으면 나눌 오차도 없으므로 무한대입니다. 백만분의 1만 달라도 무한대가 아니라 120데시벨입니다."""
    clean = np.array([[[0.0, 0.4]], [[1.0, 0.4]], [[0.0, 0]], [[0.0, 0]]])
    noisy = np.array([[[0.0, 0.4]], [[0.9, 0.5]], [[0.0, 0]], [[1e-6, 1e-6]]])
    check(kata.psnr(noisy, clean), [math.inf, 20.0, math.inf, 120.0])


def test_psnr_rates_each_picture_on_its_own(kata, rng):
    """N pictures get N numbers, each from the pixels of its own picture and reference.
    그림 N개에 수 N개가 나옵니다. 저마다 자기 그림과 기준 그림의 픽셀에서 나온 값입니다."""
    for dtype, near in [("float64", 1e-9), ("float32", 1e-4)]:
        images, reference = pictures(rng, dtype=dtype), pictures(rng, dtype=dtype)
        check(kata.psnr(images, reference), [*map(decibels, images, reference)], rtol=near, atol=near)
        check(
            kata.psnr(images[2:3], reference[2:3]), [decibels(images[2], reference[2])], rtol=near, atol=near
        )


# -- compare -----------------------------------------------------------------------------------


def test_compare_rates_all_three_on_the_same_noise(kata, rng):
    """Mean decibels of the noisy pictures, the filtered and the denoised, in this order, with the same noise.
    잡음 그림, 필터를 거친 그림, 신경망을 거친 그림의 평균 데시벨입니다. 셋의 잡음은 같습니다."""
    params, images, seed = network(rng, D, UNITS, D), pictures(rng), int(rng.integers(1 << 32))
    # noise so strong that the filter's means lie outside 0 and 1 as well: only the network's are clipped
    noisy = np.asarray(kata.add_noise(images, 2.0, np.random.default_rng(seed)))
    denoised = [np.clip(answer(params, row(picture)), 0, 1).reshape(HEIGHT, WIDTH) for picture in noisy]
    got = kata.compare(sigma=2.0, params=params, images=images, rng=np.random.default_rng(seed))
    expected = [np.mean([*map(decibels, guess, images)]) for guess in (noisy, filtered(noisy), denoised)]
    check(got, expected)


def test_compare_where_nothing_is_wrong(kata, rng):
    """Without noise, and with a network that hands on what it is given, two of the means are infinite.
    잡음이 없고 신경망이 받은 것을 그대로 내놓으면, 세 평균 가운데 둘은 무한대입니다."""
    images = pictures(rng)
    mean = np.mean([*map(decibels, filtered(images), images)])
    check(kata.compare(hands_on(), images, 0.0, rng), [math.inf, mean, math.inf])


# -- real digits -------------------------------------------------------------------------------

STRENGTH = 0.5  # sigma of the noise

# Of 1,000 test digits, over 32 seeds of the solution, which trains for 1 s (3 s when six share two cores):
#                                       mean    s.d.   lowest  highest
#   mean squared error of the noise    0.24998 0.00043  0.2493  0.2510
#   of the best mean filter, clipped   0.02993 0.00011  0.0297  0.0301
#   of the network                     0.02184 0.00030  0.0213  0.0227   mean + 4 s.d. 0.0231: 0.78 of 0.0297
#   its psnr less that of the filter    3.061   0.062    2.889           mean - 4 s.d. 2.81
GATE = 0.8
GAIN = 2.7


def digits(images):
    """(N, 28, 28) float32 from 0 to 1."""
    return images / np.float32(255)


def wrong(guess, clean):
    return float(np.mean((guess - clean) ** 2))


def boxed(images, size):
    """Means over windows of size × size pixels, cut off at the edge and clipped to 0 and 1."""
    reach, ones = size // 2, np.ones_like(images[:1])
    total, count = (
        sum(
            np.pad(a, [(0, 0), (reach, reach), (reach, reach)])[:, i : i + 28, j : j + 28]
            for i, j in np.ndindex(size, size)
        )
        for a in (images, ones)
    )
    return np.clip(total / count, 0, 1)


@pytest.fixture(scope="module")
def pupil(kata):
    """Gives a network that has cleaned 6,000 digits again and again; trained when first asked."""

    @cache
    def trained():
        rng = np.random.default_rng(0)
        start = kata.initialize([784, kata.HIDDEN, 784], rng)
        how = kata.EPOCHS, kata.BATCH_SIZE, kata.SIGMA, kata.LEARNING_RATE, rng
        return kata.train(start, digits(mnist().x_train[:6000]), *how)[0]

    return trained


def test_it_cleans_digits_it_has_never_seen(kata, rng, pupil):
    """Of 1,000 other digits it leaves a tenth of the error at most, and clearly less than any mean filter.
    처음 보는 숫자 1,000개에서 오차가 10분의 1 이하로 줄고, 어떤 평균 필터보다도 뚜렷하게 작아야 합니다."""
    clean = digits(mnist().x_test[:1000])
    noisy = clean + rng.normal(0, STRENGTH, clean.shape).astype("float32")
    left = wrong(kata.denoise(pupil(), noisy), clean)
    best = min(wrong(boxed(noisy, n), clean) for n in (3, 5, 7))
    assert left <= 0.1 * wrong(noisy, clean), f"{left:.4f} > a tenth of {wrong(noisy, clean):.4f}"
    assert left <= GATE * best, f"{left:.4f} > {GATE} of {best:.4f}, the best mean filter's"


def test_compare_finds_that_learning_was_worth_it(kata, rng, pupil):
    """On 1,000 other digits the network beats the filter by 2.7 decibels or more, and the filter the noise.
    처음 보는 숫자 1,000개에서 신경망은 필터보다 2.7데시벨 이상 낫고, 필터는 잡음 그림보다 낫습니다."""
    noisy, mean, denoised = kata.compare(pupil(), digits(mnist().x_test[:1000]), STRENGTH, rng)
    assert noisy < mean and denoised >= mean + GAIN, f"{noisy:.2f}, {mean:.2f}, {denoised:.2f} dB"


# -- speed -------------------------------------------------------------------------------------


def test_speed_of_the_noise(kata, rng, benchmark):
    """Forty pictures get their noise at least four times as fast as with a draw for every single pixel.
    그림 마흔 장에 잡음을 더합니다. 픽셀마다 난수를 하나씩 뽑을 때보다 네 배 이상 빨라야 합니다."""
    # the solution 66 times as fast, a draw for each picture 50, for each row 13; for each pixel 0.5 to 1.3
    race(
        benchmark,
        kata.add_noise,
        yardstick=pixel_after_pixel,
        inputs=lambda: (rng.uniform(0, 1, (40, 28, 28)), 0.0, rng),  # sigma 0: the answers can be compared
        at_least=4,
        rounds=2,
    )


def test_speed_of_the_mean_filter(kata, rng, benchmark):
    """Eight pictures are filtered at least four times as fast as with np.mean for every pixel of each.
    그림 여덟 장을, 픽셀마다 np.mean을 부를 때보다 네 배 이상 빠르게 처리해야 합니다."""
    # the solution 150 to 440 times as fast, all pictures at once for each of 784 places 12 to 14; sums of
    # plain numbers, without NumPy, 16;
    # a mean of NumPy's for every pixel of every picture 1.7 to 2.1
    race(
        benchmark,
        kata.mean_filter,
        yardstick=filtered,
        inputs=lambda: (rng.normal(size=(8, 28, 28)),),
        at_least=4,
        rounds=2,
    )
