from functools import cache

import numpy as np
import pytest
from judge.check import check, check_each
from judge.kept import kept
from judge.symmetry import C, D, N, check_mean, check_repeatable, check_rows, labels

from dojo.data import mnist

# Test digits that the nearest mean reads right in the last layer of the given network, in %:
#              seeds   mean  s.d.  lowest  mean - 4 s.d.
#   jax           32  92.34  0.44   91.45          90.56
#   tensorflow    12  92.20  0.29   91.77          91.05
#   torch         12  92.41  0.31   91.82          91.19
GATE = 0.905
WIDTHS = 5, 4, 6  # hidden layers of the small networks: pairwise different
CLOSE = {"rtol": 1e-4, "atol": 1e-5}  # float32 through four layers; measured: off by 1e-6 at most


def digits(rng, n=N):
    """n random training digits."""
    return mnist().x_train[rng.permutation(60_000)[:n]]


def biased(kata, rng):
    """A small network whose biases are not 0, as those of a new one are."""
    model = kata.network(WIDTHS, 5)
    model.set_weights([w + rng.normal(0, 0.1, w.shape).astype(w.dtype) for w in model.get_weights()])
    return model


def by_weights(model, images):
    """Pixels, then the hidden layers with relu, then the logits without: in float64, from the weights."""
    weights = [np.asarray(w, float) for w in model.get_weights()]
    found = [images.reshape(len(images), -1) / 255]
    for W, b in zip(weights[::2], weights[1::2]):
        found.append(np.maximum(found[-1] @ W + b, 0))
    return [*found[:-1], found[-2] @ W + b]


def settings(model):
    """Of every layer, whether it can be trained and, of a dropout, its rate."""
    told = [layer.get_config() for layer in model.layers]
    return [(config["name"], config["trainable"], config.get("rate")) for config in told]


def point_by_point(points, y):
    """The separability as it is written, one point after another."""
    points = points.astype(float)
    mean, means = sum(points) / len(points), {c: sum(points[y == c]) / sum(y == c) for c in y.tolist()}
    between = sum(sum((means[c] - mean) ** 2) for c in y.tolist())
    return between / sum(sum((x - mean) ** 2) for x in points)


def cloud(rng, n=N, d=D):
    """(n, d) points around a place of their own, with labels of C classes that are partly apart."""
    y = labels(rng, n)
    return rng.normal(size=(n, d)) + rng.normal(0, 2, (C, d))[y] + rng.normal(0, 9, d), y


def turn(rng, d=D):
    """(d, d), a random turn of the space: its rows are perpendicular and of length 1."""
    return np.linalg.qr(rng.normal(size=(d, d)))[0]


@pytest.fixture(scope="module")
def pupil(kata):
    """Gives a network that has learned 5,000 digits; trained when first asked."""
    return cache(lambda: kata.trained(mnist().x_train[:5000], mnist().y_train[:5000]))


# -- activations -------------------------------------------------------------------------------


def test_every_layer_of_a_network_worked_by_hand(kata):
    """Pixels of 1 and 0.2 give hidden units 1.5 and 0, and logits 1.5 k - 2: those may be negative.
    픽셀 1과 0.2에서 은닉 유닛은 1.5와 0, 로짓은 1.5k − 2가 됩니다. 로짓은 음수여도 됩니다."""
    W, V = np.zeros((784, 2), "float32"), np.zeros((2, 10), "float32")
    W[1], W[783], V[0], V[1] = (2, -3), (-5, 1), np.arange(10), 9
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 0, 1], image[0, 27, 27] = 255, 51
    model = kata.network((2,), 0)
    model.set_weights([W, np.float32([0.5, 0.25]), V, np.full(10, -2, "float32")])
    # 2 * 1 - 5 * 0.2 + 0.5 = 1.5 and -3 * 1 + 1 * 0.2 + 0.25 = -2.55, which relu makes 0
    expected = [image.reshape(1, -1) / 255, np.array([[1.5, 0]]), 1.5 * np.arange(10)[None] - 2]
    check_each(kata.activations(model, image), expected, **CLOSE)


def test_one_float32_array_for_the_pixels_and_each_dense_layer(kata, rng):
    """Three hidden layers make five representations, all (N, units) and float32: a dropout adds none.
    은닉층이 셋이면 표현은 다섯 개이고 모두 float32 (N, 유닛 수)입니다. 드롭아웃은 세지 않습니다."""
    for n in (N, 1):
        form = [np.zeros((n, units), "float32") for units in (784, *WIDTHS, 10)]
        check_each(
            kata.activations(kata.network(WIDTHS, 3), digits(rng, n)), form, dtype=np.float32, atol=1e9
        )


def test_the_arrays_are_those_of_numpy(kata, rng):
    """What comes back are NumPy arrays, whatever backend has computed them.
    어느 백엔드로 계산하든 돌려주는 것은 NumPy 배열입니다."""
    found = kept(kata.activations)(kata.network(WIDTHS, 3), digits(rng))  # as they are in the worker
    # only NumPy's have strides: those of jax, tensorflow and torch do not
    check(["numpy" if hasattr(array, "strides") else "other" for array in found], ["numpy"] * 5)


def test_every_layer_gives_what_its_weights_say(kata, rng):
    """Layer by layer, the values are those that the weights give when they are multiplied out.
    층마다 나온 값은 가중치로 직접 계산한 값과 같습니다."""
    model, images = biased(kata, rng), digits(rng)
    check_each(kata.activations(model, images), by_weights(model, images), **CLOSE)


def test_no_dropout_is_at_work(kata, rng):
    """Asked twice about 50 digits, the network says the same twice: nothing is dropped by chance.
    숫자 50개를 두 번 물으면 두 번 다 답이 같습니다. 우연히 빠지는 유닛이 없어야 합니다."""
    model, images = kata.network(WIDTHS, 7), digits(rng, 50)
    first = [np.array(a) for a in kata.activations(model, images)]
    check_each(kata.activations(model, images), first, **CLOSE)


def test_every_image_has_its_own_answer(kata, rng):
    """What the layers make of an image does not depend on the others in the call, nor on their order.
    층이 한 이미지에서 만든 표현은 함께 넣은 다른 이미지나 그 순서에 따라 달라지지 않습니다."""
    model, images = kata.network(WIDTHS, 9), digits(rng)
    whole, order = kata.activations(model, images), np.roll(np.arange(N), 2)
    check_each(kata.activations(model, images[order]), [a[order] for a in whole], **CLOSE)
    check_each(kata.activations(model, images[2:3]), [a[2:3] for a in whole], **CLOSE)


def test_looking_leaves_the_model_as_it_was(kata, rng):
    """After the call the model has the layers, the weights and the settings it had before.
    호출한 뒤에도 모델의 층과 가중치, 설정은 그대로입니다."""
    model = kata.network(WIDTHS, 11)
    before, layers, known = model.get_weights(), len(model.layers), settings(model)
    kata.activations(model, digits(rng))
    check(len(model.layers), layers)
    check_each(model.get_weights(), before)
    changed = [f"{now}, before {then}" for now, then in zip(settings(model), known) if now != then]
    assert not changed, f"layer, trainable, rate of dropout: {changed[0]}"


# -- separability ------------------------------------------------------------------------------


def test_separability_worked_by_hand(kata):
    """Three points of one class and one of another: 12 of the variance of 20 lies between the means.
    한 클래스의 점 셋과 다른 클래스의 점 하나에서는 전체 분산 20 가운데 12가 평균 사이에 있습니다."""
    points = np.array([[0, 0], [4, 2], [0, 2], [0, 4]], float)
    # mean (1, 2); squares of the distances to it 5 + 9 + 1 + 5 = 20
    # class means (0, 2) and (4, 2): 3 * 1 + 1 * 9 = 12
    check(kata.separability(points, np.array([7, 1, 7, 7])), 0.6)
    # (0, 0) and (0, 2) apart from (4, 2) and (0, 4): means (0, 1) and (2, 3), 2 * 2 + 2 * 2 = 8
    check(kata.separability(points, np.array([0, 1, 0, 1])), 0.4)


def test_separability_is_as_point_by_point(kata, rng):
    """For random points it is what a plain loop over all of them gives, in float64 and in float32.
    무작위 점에서도 점을 하나씩 더해 구한 값과 같습니다. float64와 float32 모두 그렇습니다."""
    points, y = cloud(rng, 31)
    for dtype, rtol in (("float64", 1e-9), ("float32", 1e-6)):
        part = points.astype(dtype)
        check(kata.separability(part, y), point_by_point(part, y), rtol=rtol)


def test_classes_count_by_their_points(kata, rng):
    """Every point twice, in another order, changes nothing; nor does what the labels are called.
    모든 점을 두 번씩 넣거나 순서를 바꾸어도, 레이블의 이름을 바꾸어도 값은 같습니다."""
    points, y = cloud(rng, 13)
    check_mean(kata.separability, points, y)
    check(kata.separability(points, np.array([40, -3, 7])[y]), kata.separability(points, y), rtol=1e-9)


def test_no_spread_is_no_separability(kata):
    """A layer whose units are stuck tells nothing apart: where all points coincide it is 0, even if their
    mean is rounded and is not quite that point.
    유닛이 굳은 층은 아무것도 가려내지 못합니다. 모든 점이 같으면 평균이 반올림되어 달라져도 0입니다."""
    y = np.array([0, 1, 0, 1, 1, 0, 1])
    for stuck in (0.0, 0.1, -1 / 3):  # seven times 0.1, divided by 7, is not 0.1
        check(kata.separability(np.full((7, D), stuck), y), 0.0)
    check(kata.separability(np.ones((1, D), "float32"), y[:1]), 0.0)


def test_one_class_is_0_and_a_place_for_each_class_is_1(kata, rng):
    """Points of a single class have nothing between them; classes without any width have all of it.
    클래스가 하나면 0이고, 클래스마다 모든 점이 한곳에 모여 있으면 1입니다."""
    points, y = cloud(rng)
    check(kata.separability(points, np.full(N, 4)), 0.0, atol=1e-9)
    check(kata.separability(points[:C][y], y), 1.0, rtol=1e-9)
    check(kata.separability(points, np.arange(N)), 1.0, rtol=1e-9)


def test_neither_unit_nor_origin_matters(kata, rng):
    """Three times as large and 10⁸ away, or 10⁹ times smaller, points are as separable as before.
    같은 점들을 세 배로 키우고 10⁸만큼 옮기거나 10⁹분의 1로 줄여도 떨어진 정도는 그대로입니다."""
    points, y = cloud(rng, 31)
    # rounding 10⁸ + x costs 1e-8 of x; measured 2e-9, and nothing is left of a difference of squares
    check(kata.separability(3 * points + 1e8, y), kata.separability(points, y), rtol=1e-6)
    check(kata.separability(1e-9 * points, y), kata.separability(points, y), rtol=1e-6)


def test_float32_points_are_added_up_in_float64(kata, rng):
    """600 float32 points far from 0: added up in float32, too much of them is rounded away.
    0에서 멀리 떨어진 float32 점 600개를 float32로 더하면 반올림으로 너무 많이 잃습니다."""
    y = labels(rng, 600)
    points = (2**20 + rng.integers(0, 9, (600, D)) + 3 * y[:, None]).astype("float32")
    # all of them are exact; their sums of 6e8 are not in float32, and the means are off by 1
    check(kata.separability(points, y), point_by_point(points, y), rtol=1e-6)


def test_labels_of_another_shape_are_refused(kata, rng):
    """Labels that are one too few or too many, or a column (N, 1), are a ValueError.
    레이블이 하나 모자라거나 남는 경우, (N, 1) 모양의 열인 경우는 ValueError입니다."""
    points, y = cloud(rng)
    for wrong in (y[1:], np.append(y, 0), y[:, None]):
        with pytest.raises(ValueError):
            kata.separability(points, wrong)


# -- separability by layer ---------------------------------------------------------------------


def test_a_number_for_every_representation(kata, rng):
    """The pixels come first, the logits last, and each number is that layer's own.
    픽셀이 처음, 로짓이 마지막이고, 값은 저마다 그 층의 것입니다."""
    model, images, y = biased(kata, rng), digits(rng, 40), labels(rng, 40)
    expected = [point_by_point(points, y) for points in by_weights(model, images)]
    check(kata.separability_by_layer(model, images, y), expected, rtol=1e-3)  # float32: measured 1e-6


# -- nearest mean ------------------------------------------------------------------------------


def test_nearest_mean_worked_by_hand(kata):
    """A point belongs to the class whose mean is nearest, even where a single point of another is nearer.
    점은 평균이 가장 가까운 클래스에 속합니다. 다른 클래스의 점 하나가 더 가까이 있더라도 그렇습니다."""
    points, y = np.array([[0, 0], [6, 0], [0, 9], [7, 1], [9, 1]], float), np.array([7, 7, 7, 2, 2])
    # means (2, 3) of class 7 and (8, 1) of class 2
    # (5, 0): 9 + 9 = 18 and 9 + 1 = 10, though (6, 0) is nearest of all; (4, 6): 4 + 9 and 16 + 25
    # (5, 1.5): 9 + 2.25 and 9 + 0.25; (-1, 0): 9 + 9 and 81 + 1; (1, 1): 1 + 4 and 49 + 0
    others = np.array([[5, 0], [4, 6], [5, 1.5], [-1, 0], [1, 1]])
    check(kata.nearest_mean(points, y, others), [2, 7, 2, 7, 7])


def test_distances_are_euclidean(kata):
    """From (0, 0) it is 5 to (3, 4) and 6 to (0, 6): as the crow flies, not along the streets.
    (0, 0)에서 (3, 4)까지는 5, (0, 6)까지는 6입니다. 길을 따라 재지 않고 곧장 잽니다."""
    points, y = np.array([[3.0, 4], [0, 6], [4.5, 4.5], [30, 40]]), np.array([5, 3, 4, 9])
    # from (0, 0): 5, 6, 6.36, 50; along the streets 7, 6, 9, 70; by the largest difference 4, 6, 4.5, 40
    # from (1, 8): sqrt 4 + 16 = 4.47, sqrt 1 + 4 = 2.24, sqrt 12.25 + 12.25 = 4.95, 43.2
    # from (5, 2): sqrt 4 + 4 = 2.83, sqrt 25 + 16 = 6.40, sqrt 0.25 + 6.25 = 2.55, 45.5; largest 2, 5, 2.5
    check(kata.nearest_mean(points, y, np.array([[0.0, 0], [1, 8], [5, 2]])), [5, 3, 4])


def test_in_a_tie_the_lower_label_wins(kata):
    """Halfway between two means the lower label is taken, in whatever order the labels come.
    두 평균의 한가운데에서는 레이블이 어떤 순서로 들어오든 낮은 레이블을 고릅니다."""
    points, others = np.array([[0.0, 2], [4, 2], [8, 2]]), np.array([[2.0, 7], [6, 2], [7, 2]])
    check(kata.nearest_mean(points, np.array([9, 5, 6]), others), [5, 5, 6])
    check(kata.nearest_mean(points, np.array([-1, 5, 0], "int8"), others), [-1, 0, 0])


def test_nearest_mean_is_as_one_by_one(kata, rng):
    """For random points the labels are those of a plain loop over points and means.
    무작위 점에서도 점과 평균을 하나씩 비교한 결과와 같습니다."""
    points, y = cloud(rng, 31)
    others, names = rng.normal(points.mean(axis=0), 3, (12, D)), np.array([40, -3, 7])
    means = {names[c]: sum(points[y == c]) / sum(y == c) for c in range(C)}
    expected = [min(means, key=lambda c: sum((means[c] - x) ** 2)) for x in others]
    check(kata.nearest_mean(points, names[y], others), expected)
    check_rows(lambda x: kata.nearest_mean(points, names[y], x), others)


def test_nearest_mean_of_float32_points_is_found_in_float64(kata, rng):
    """600 float32 points far from 0: their mean in float32 would be too far off to tell classes apart.
    0에서 멀리 떨어진 float32 점 600개는 float32로 평균을 내면 너무 부정확해 클래스를 가릴 수 없습니다."""
    half, classes = rng.integers(-3, 4, (100, D)), np.arange(C)
    points = 2**20 + np.stack([classes, classes])[..., None, None] * 1.0
    points = points + np.stack([half, -half])[:, None]  # in pairs around 2²⁰ + c: that is the mean, exactly
    y = np.broadcast_to(classes[:, None], (2, C, 100)).ravel()
    near = labels(rng, 31)
    others = (
        2**20 + near[:, None] + rng.integers(-2, 3, (31, D)) / 8
    )  # the next mean is at ± 1 in each column
    check(kata.nearest_mean(points.reshape(-1, D).astype("float32"), y, others.astype("float32")), near)


# -- project -----------------------------------------------------------------------------------


def test_project_worked_by_hand(kata):
    """Four points that vary most from bottom to top, and then from right to left.
    위아래로 가장 많이 퍼져 있고 그다음은 왼쪽과 오른쪽으로 퍼져 있는 점 네 개입니다."""
    # mean (10, 20), from which they are (-4, 1), (1, -2), (1, -4), (2, 5) away: the columns do not vary
    # together, -4 - 2 - 4 + 10 = 0; their squares sum to 22 and 46, so the second is the first axis;
    # 5 is furthest from 0 in it, and -4 in the other, which is turned round
    points = np.array([[6, 21], [11, 18], [11, 16], [12, 25]], float)
    expected = np.array([[1, 4], [-2, -1], [-4, -1], [5, -2]], float)
    check(kata.project(points), expected, rtol=1e-9, atol=1e-9)
    check(kata.project(-points), expected, rtol=1e-9, atol=1e-9)  # seen from behind: the sign turns it back


def signed(flat):
    """The columns turned so that the number furthest from 0 in each is positive."""
    return flat * np.where(flat.max(axis=0) < -flat.min(axis=0), -1, 1)


def flat_cloud(rng, n=31):
    """(n, 2) coordinates with mean 0 that do not vary together, the first the wider, signs as asked for."""
    drawn = rng.normal(size=(n, 2))
    drawn[rng.integers(1, n), 0] = drawn[rng.integers(1, n), 1] = 9
    drawn[0, 0] = -1  # not of the sign of the furthest
    return signed(np.linalg.qr(drawn - drawn.mean(axis=0))[0] * (7, 3))


def test_a_flat_cloud_is_found_in_any_space(kata, rng):
    """However a flat cloud is turned and moved in five dimensions, its own two coordinates come back.
    납작한 점들을 5차원에서 아무렇게나 돌리고 옮겨도 원래의 두 좌표가 나옵니다."""
    expected = flat_cloud(rng)
    got = kata.project(expected @ turn(rng)[:2] + rng.normal(0, 9, D))
    check(got, expected, rtol=1e-6, atol=1e-6, dtype=float)


def test_what_varies_less_is_left_out(kata, rng):
    """Noise in a third direction, less than in the first two, does not move the picture.
    셋째 방향의 잡음은 앞의 두 방향보다 작으므로 그림을 바꾸지 못합니다."""
    wide = np.linalg.qr(flat_cloud(rng) @ rng.normal(size=(2, 2)))[0]
    x = np.linalg.qr(np.column_stack([np.ones(31), wide, rng.normal(size=31)]))[0][:, 1:] * (7, 3, 2)
    check(kata.project(x @ turn(rng)[:3] - 5), signed(x[:, :2]), rtol=1e-6, atol=1e-6)


def test_project_goes_with_the_unit_and_the_order(kata, rng):
    """In another unit the coordinates are in that unit, in another order they come in that order.
    단위를 바꾸면 좌표의 단위도 바뀌고, 순서를 바꾸면 좌표의 순서도 바뀝니다."""
    points = flat_cloud(rng) @ turn(rng)[:2]
    flat = np.asarray(kata.project(points), float)
    check(kata.project(4 * points[::-1] + 100), 4 * flat[::-1], rtol=1e-6, atol=1e-6)
    check_repeatable(kata.project, points)


def test_few_points_and_few_dimensions_will_do(kata, rng):
    """Two points in five dimensions, or float32 points in two: always (N, 2) float64.
    5차원의 점 두 개든 2차원의 float32 점이든 결과는 항상 float64 (N, 2)입니다."""
    flat = flat_cloud(rng)
    check(kata.project(flat.astype("float32")), flat, dtype=float, rtol=1e-5, atol=1e-5)
    pair = rng.normal(size=(2, D)).astype("float32")
    far = np.linalg.norm(pair[0].astype(float) - pair[1]) / 2
    got = kata.project(pair)
    check(np.shape(got), (2, 2))
    first = far if got[0][0] > 0 else -far  # both points are as far from their mean: either way is right
    check(got, [[first, 0], [-first, 0]], dtype=float, rtol=1e-6, atol=1e-6)


def test_float32_points_are_projected_in_float64(kata):
    """The four points worked by hand, 150 times over and far from 0, as float32: they keep their places.
    손으로 계산한 점 네 개를 150번 되풀이해 멀리 옮기고 float32로 바꾸어도 좌표는 그대로입니다."""
    points = np.tile([[6, 21], [11, 18], [11, 16], [12, 25]], (150, 1)) + 2**20  # exact; their sums are not
    expected = np.tile([[1.0, 4], [-2, -1], [-4, -1], [5, -2]], (150, 1))
    check(kata.project(points.astype("float32")), expected, rtol=1e-6, atol=1e-6)


# -- real digits -------------------------------------------------------------------------------


def test_digits_come_apart_layer_by_layer(kata, pupil):
    """In a trained network every layer holds 1,000 new digits further apart than the layer before.
    훈련한 신경망에서는 새로운 숫자 1,000개가 층을 지날 때마다 앞 층에서보다 더 멀리 떨어집니다."""
    found = kata.separability_by_layer(pupil(), mnist().x_test[:1000], mnist().y_test[:1000])
    check(np.shape(found), (6,))
    rises = np.diff(found)
    # the smallest of the five rises, over 32 seeds: mean 0.033, s.d. 0.006, lowest 0.019;
    # tensorflow and torch, 12 seeds each: lowest 0.025 and 0.024
    assert rises.min() > 0.005, f"the rises are {np.round(rises, 3).tolist()}"


def test_an_untrained_network_takes_nothing_apart(kata):
    """Before training no layer holds the digits further apart than the pixels do.
    훈련하기 전에는 어느 층에서도 숫자들이 픽셀에서보다 더 떨어져 있지 않습니다."""
    model = kata.network((64, 64, 64, 64), 0)
    found = kata.separability_by_layer(model, mnist().x_test[:1000], mnist().y_test[:1000])
    check(np.shape(found), (6,))
    # the highest later layer less the pixels, over 32 seeds: mean -0.023, s.d. 0.015, highest 0.005;
    # tensorflow and torch, 12 seeds each: highest 0.014
    assert max(found) < found[0] + 0.1, f"from layer to layer {np.round(found, 3).tolist()}"


def test_the_last_layer_is_easy_to_read(kata, pupil, record_property):
    """The nearest mean reads digits better in the last layer than in the pixels.
    가장 가까운 평균으로 읽으면 픽셀보다 마지막 층에서 숫자를 더 잘 읽습니다."""
    data, model = mnist(), pupil()
    known, new = (kata.activations(model, x) for x in (data.x_train[:2000], data.x_test))
    pixels, last = (
        float(np.mean(kata.nearest_mean(known[i], data.y_train[:2000], new[i][:n]) == data.y_test[:n]))
        for i, n in ((0, 1000), (-1, 10_000))
    )
    record_property("score", float(last))
    assert pixels < 0.76 and last > GATE, f"{last:.3f} in the last layer, {pixels:.3f} in the pixels"
