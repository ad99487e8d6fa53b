from cmath import rect
from math import cos, dist, pi, sin

import numpy as np
import pytest
from judge.check import check
from judge.race import race
from judge.symmetry import N, check_mean, check_repeatable, check_rows, labels

from dojo.data import mnist

FLOAT32 = 1e-5  # coordinates are around 5; the solution is off by at most 2e-6 in 5,000 draws


def some_change(rng):
    """A random origin and an angle for which neither sine nor cosine is small, of either sign."""
    return rng.normal(size=2) * 3, rng.choice([-1, 1]) * rng.uniform(0.3, 1.2)


def some_points(rng, n=N):
    return rng.normal(size=(n, 2)) * 3


def seen_from(points, origin, angle):
    """The coordinates by complex numbers: axes that turn by angle multiply a point by exp(-i angle)."""
    turned = [complex(*(p - origin)) * rect(1, -angle) for p in points]
    return np.array([[z.real, z.imag] for z in turned])


def given(answer):
    """The answer as an array; a forgotten `return` is told here, not where None is used."""
    check(answer, answer)
    return np.asarray(answer)


# -- new coordinates ---------------------------------------------------------------------------


def test_new_coordinates_of_a_hand_example(kata):
    """From axes at (1, 2) whose x-axis points along (4, 3), the point (5, 5) lies 5 ahead, at (5, 0).
    축을 (1, 2)로 옮기고 x축을 (4, 3) 방향으로 돌리면 점 (5, 5)는 5만큼 앞에 있어 좌표가 (5, 0)입니다."""
    # cos = 4/5, sin = 3/5. From (1, 2) it is (4, 3) to the first point: 5 along the new x-axis
    # (4/5, 3/5). To the second it is (0, 5): 5 · 3/5 = 3 along it, 5 · 4/5 = 4 along the new y-axis
    # (-3/5, 4/5). To the third it is (-5, 0): -4 and 3
    points, origin = np.array([[5.0, 5], [1, 7], [-4, 2]]), np.array([1.0, 2])
    check(kata.change_coordinates(points, origin, np.arctan2(3, 4)), [[5.0, 0], [3, 4], [-4, 3]])


def test_the_axes_turn_and_the_points_stay(kata):
    """Turn the x-axis towards (3, 4), and that point lies 5 along it: its coordinates are (5, 0).
    x축을 (3, 4) 쪽으로 돌리면 이 점은 새 x축을 따라 5만큼 간 곳에 있습니다. 좌표는 (5, 0)입니다."""
    # cos = 3/5, sin = 4/5; (-4, 3) lies 5 along the new y-axis (-4/5, 3/5); of (5, 0) it is
    # 5 · 3/5 = 3 along the new x-axis and 5 · (-4/5) = -4 along the new y-axis
    points, angle = np.array([[3.0, 4], [-4, 3], [5, 0]]), np.arctan2(4, 3)
    check(kata.change_coordinates(points, np.zeros(2), angle), [[5.0, 0], [0, 5], [3, -4]])


def test_the_new_origin_is_at_zero(kata, rng):
    """The axes move first and turn there: wherever the origin is, its own coordinates are (0, 0).
    축을 먼저 옮기고 그 자리에서 돌립니다. 새 원점이 어디에 있든 그 점의 새 좌표는 (0, 0)입니다."""
    origin, angle = some_change(rng)
    check(kata.change_coordinates(origin[None], origin, angle), [[0.0, 0]])
    check(kata.change_coordinates(np.zeros((1, 2)), origin, 0.0), -origin[None])


def test_a_full_turn_is_two_pi(kata, rng):
    """Angles are in radians: after a turn by 2π the axes have only moved.
    각도의 단위는 라디안입니다. 2π만큼 돌리면 한 바퀴라서 축을 옮기기만 한 것과 같습니다."""
    points, (origin, _) = some_points(rng), some_change(rng)
    check(kata.change_coordinates(points, origin, 2 * pi), points - origin)


def test_every_point_is_changed_on_its_own(kata, rng):
    """Each row holds the new x and y of its own point, whichever points stand beside it.
    각 행에는 그 점의 새 x와 y가 들어 있고, 옆에 어떤 점이 있든 값은 그대로입니다."""
    origin, angle = some_change(rng)
    for points in some_points(rng), some_points(rng, 2):  # (2, 2) would also fit transposed
        expected = seen_from(points, origin, angle)
        check(kata.change_coordinates(points, origin, angle), expected, rtol=1e-9)
        check_rows(lambda p: kata.change_coordinates(p, origin, angle), points)


def test_no_points_stay_no_points(kata):
    """An empty array (0, 2) has new coordinates too: an empty array (0, 2).
    빈 배열 (0, 2)를 넣으면 빈 배열 (0, 2)가 나옵니다."""
    nothing = np.empty((0, 2))
    check(kata.change_coordinates(nothing, np.ones(2), 0.5), nothing)


def test_distances_stay_as_they_are(kata, rng):
    """Another view of the points neither stretches nor bends: all distances between them remain.
    축을 바꾸어도 점들의 배치는 늘어나거나 휘지 않습니다. 점 사이의 거리는 모두 그대로입니다."""
    points = some_points(rng)
    seen = given(kata.change_coordinates(points, *some_change(rng)))
    check([dist(p, q) for p in seen for q in seen], [dist(p, q) for p in points for q in points])


def test_two_turns_add_their_angles(kata, rng):
    """Axes that turn on the spot, by one angle and then another, have turned by the sum.
    제자리에서 축을 한 번 돌리고 또 돌리면 두 각도의 합만큼 돌린 것과 같습니다."""
    points, (origin, first), (_, second) = some_points(rng), some_change(rng), some_change(rng)
    once = given(kata.change_coordinates(points, origin, first))
    twice = kata.change_coordinates(once, np.zeros(2), second)
    check(twice, kata.change_coordinates(points, origin, first + second))


def test_the_change_can_be_undone(kata, rng):
    """Move the axes to where the old origin is now, turn by -angle, and all is as before.
    옛 원점의 새 좌표로 축을 옮기고 -angle만큼 돌리면 모든 점이 처음 좌표로 돌아옵니다."""
    points, (origin, angle) = some_points(rng), some_change(rng)
    seen = given(kata.change_coordinates(points, origin, angle))
    old_origin = given(kata.change_coordinates(np.zeros((1, 2)), origin, angle))[0]
    check(kata.change_coordinates(seen, old_origin, -angle), points)


def test_new_coordinates_keep_the_dtype(kata, rng):
    """float32 points get float32 coordinates, and float64 points float64, whatever the angle is.
    각도의 dtype과 상관없이 점이 float32이면 새 좌표도 float32, float64이면 float64입니다."""
    points, (origin, angle) = some_points(rng), some_change(rng)
    exact = seen_from(points, origin, angle)
    for dtype, size in (np.float64, 1e-9), (np.float32, FLOAT32):
        for a in float(angle), np.float64(angle):
            got = kata.change_coordinates(points.astype(dtype), origin.astype(dtype), a)
            check(got, exact, dtype=dtype, rtol=size, atol=size)


def test_the_points_passed_in_are_left_alone(kata, rng):
    """The caller's points are as they were, and a second call gives the same coordinates.
    넘겨받은 점은 바뀌지 않고, 다시 호출해도 같은 좌표가 나옵니다."""
    points, (origin, angle) = some_points(rng), some_change(rng)
    before = points.copy()
    check_repeatable(kata.change_coordinates, points, origin, angle)
    check(points, before, rtol=0, atol=0)


def test_points_beside_a_distant_origin_keep_their_digits(kata, rng):
    """Subtract before you turn: near 10⁸, where floats are 1.5 × 10⁻⁸ apart, nothing gets lost.
    먼저 빼고 나서 돌리세요. float의 간격이 1.5 × 10⁻⁸인 10⁸ 근처에서도 자릿수를 잃지 않습니다."""
    steps = rng.integers(-40, 40, (N, 2)) / 8  # eighths are exact, also beside 10⁸
    origin, angle = np.array([1e8, -1e8]), rng.uniform(0.3, 1.2)
    exact = [[cos(angle) * x + sin(angle) * y, cos(angle) * y - sin(angle) * x] for x, y in steps]
    # the solution is off by at most 9e-16, turning before subtracting by at least 5e-9
    check(kata.change_coordinates(origin + steps, origin, angle), exact, rtol=0, atol=1e-11)


# -- the rule ----------------------------------------------------------------------------------


def test_black_points_have_a_positive_x(kata):
    """Only the x of a point decides: (2, -1) is black, (-3, 4) is white.
    점의 x만 봅니다. (2, -1)은 검은 점이고 (-3, 4)는 흰 점입니다."""
    check(kata.is_black(np.array([[2.0, -1], [-3, 4], [0.5, 0]])), [True, False, True])
    check(kata.is_black(np.array([[-3.0, 4], [-1, 2]])), [False, False])


def test_points_on_the_y_axis_are_not_black(kata):
    """The rule is x > 0 with no margin: 0 is not black, the smallest number above 0 is.
    규칙은 정확히 x > 0입니다. x가 0이면 검은 점이 아니고, 조금이라도 크면 검은 점입니다."""
    for dtype in np.float64, np.float32:
        above, below = np.nextafter(dtype(0), dtype([1, -1]))
        x = np.array([0, above, -0.0, below], dtype)
        for y in -1, 1:
            points = np.stack([x, np.full_like(x, y)], axis=1)
            check(kata.is_black(points), [False, True, False, False])


def test_every_point_gets_one_answer(kata, rng):
    """N points get N answers, True or False, in the order of the points.
    점이 N개이면 True나 False로 된 답도 N개이고, 순서는 점과 같습니다."""
    points = some_points(rng)
    check(kata.is_black(points), [bool(x > 0) for x, _ in points])
    check_rows(kata.is_black, points)


# -- accuracy ----------------------------------------------------------------------------------


def test_accuracy_of_a_hand_example(kata):
    """Three of five answers are right, a black and two whites: the accuracy is 0.6.
    답 다섯 개 중 검은 점 하나와 흰 점 둘, 모두 셋이 맞았으므로 정확도는 0.6입니다."""
    y = np.array([True, False, False, True, False])
    prediction = np.array([True, False, False, False, True])
    check(kata.accuracy(y, prediction), 0.6)


def test_accuracy_is_a_share_of_the_answers(kata, rng):
    """All right is 1, all wrong is 0, and the same answers twice over have the same share.
    다 맞으면 1, 다 틀리면 0입니다. 비율이므로 같은 답을 두 번 이어 붙여도 값이 그대로입니다."""
    y, prediction = labels(rng, classes=2) == 1, labels(rng, classes=2) == 1
    check(kata.accuracy(y, y), 1.0)
    check(kata.accuracy(y, ~y), 0.0)
    check_mean(kata.accuracy, y, prediction)


def test_accuracy_compares_classes(kata):
    """With more than two classes, right means the same class: a 7 taken for a 1 is wrong.
    클래스가 셋 이상이면 같은 클래스여야 정답입니다. 7을 1이라고 하면 틀린 답입니다."""
    y = np.array([7, 0, 6, 7, 4, 1, 9, 0], np.uint8)
    prediction = np.array([1, 0, 6, 7, 9, 1, 4, 3])
    check(kata.accuracy(y, prediction), 0.5)  # right: 0, 6, 7, 1 of 8


def test_accuracy_compares_classes_exactly(kata):
    """A near miss is a miss: among many classes 100,001 is not 100,000, nor is 256 the same as 0.
    아깝게 빗나가도 틀린 답입니다. 클래스가 많을 때 100,001은 100,000이 아니고 256은 0이 아닙니다."""
    y = np.array([100_000, 0, 2**24, 2**53, 300])
    check(kata.accuracy(y, np.array([100_001, 256, 2**24 + 1, 2**53 + 1, 300])), 0.2)
    check(kata.accuracy(np.array([255, 3], np.uint8), np.array([-1, 3])), 0.5)


def test_accuracy_refuses_unequal_shapes(kata, rng):
    """Answers of another shape would be broadcast, (N,) with (N, 1) to (N, N): raise ValueError.
    모양이 다르면 브로드캐스트되어 (N,)과 (N, 1)이 (N, N)이 됩니다. ValueError를 발생시키세요."""
    y = labels(rng, classes=2)
    for prediction in y[:1], y[:-1], y[:, None]:
        with pytest.raises(ValueError):
            kata.accuracy(y, prediction)


def test_accuracy_refuses_an_empty_batch(kata):
    """Of no answers at all no share is right: raise ValueError.
    답이 하나도 없으면 비율도 없습니다. ValueError를 발생시키세요."""
    nothing = np.empty(0, bool)
    with pytest.raises(ValueError):
        kata.accuracy(nothing, nothing)


# -- all three ---------------------------------------------------------------------------------


def share_right(kata, y, points):
    """How often the rule is right, on points as some axes show them."""
    return kata.accuracy(y, given(kata.is_black(given(points))))


def test_the_right_axes_make_the_rule_perfect(kata, rng):
    """With the y-axis on the tilted line between the colors, x > 0 is right for every point.
    두 색을 가르는 기울어진 직선에 y축을 맞추면 모든 점에서 x > 0이라는 규칙이 맞습니다."""
    n, (origin, angle) = 200, some_change(rng)
    black = labels(rng, n, classes=2) == 1
    right, up = np.where(black, 1, -1) * rng.uniform(0.1, 1, n), rng.uniform(-1, 1, n)
    points = origin + np.outer(right, [cos(angle), sin(angle)])
    points += np.outer(up, [-sin(angle), cos(angle)])
    for a, share in (angle, 1.0), (angle + pi, 0.0):
        seen = kata.change_coordinates(points, origin, a)
        check(share_right(kata, black, seen), share)


def sevens_and_sixes():
    """MNIST's test 7s and 6s as points (ink of the upper half, of the lower half); True for a 7."""
    _, _, x, y = mnist()
    x, y = x[(y == 6) | (y == 7)] / 255, y[(y == 6) | (y == 7)]
    return np.stack([x[:, :14].mean(axis=(1, 2)), x[:, 14:].mean(axis=(1, 2))], axis=1), y == 7


def test_turned_axes_tell_real_sevens_from_sixes(kata):
    """A 7 has its ink above, a 6 below: x > 0 on turned axes is right for 93 % of real digits.
    7은 위쪽에, 6은 아래쪽에 잉크가 많습니다. 축을 돌리면 실제 숫자의 93 %에서 x > 0이 맞습니다."""
    # no threshold on the upper ink alone is right for more than 57 %, none on the lower for 82.5 %;
    # turned by -π/4, x grows with the upper ink and falls with the lower. The origin is halfway
    # between the mean 7 and the mean 6 of the training images; no digit is within 6e-5 of x = 0
    points, seven = sevens_and_sixes()
    check(share_right(kata, seven, points), 1028 / 1986)  # the axes as they were
    seen = given(kata.change_coordinates(points, np.array([0.117, 0.135]), -pi / 4))
    check(kata.is_black(seen), [top - 0.117 > low - 0.135 for top, low in points])
    check(share_right(kata, seven, seen), 1847 / 1986)


def one_at_a_time(points, origin, angle):
    """The definition, point by point, in plain Python."""
    c, s = cos(angle), sin(angle)
    steps = [(x - origin[0], y - origin[1]) for x, y in points]
    return np.array([(c * x + s * y, c * y - s * x) for x, y in steps])


def small(points, origin, angle):
    """The same in float32: half the bytes to carry where the kata runs in another process."""
    return points.astype("float32"), origin.astype("float32"), angle


def test_speed_of_change_coordinates(kata, rng, benchmark):
    """All points at once: at least 5 times faster than a loop over 5,000 of them.
    모든 점을 한꺼번에 바꾸면 점 5,000개를 도는 반복문보다 5배 이상 빠릅니다."""
    race(
        benchmark,
        kata.change_coordinates,
        yardstick=one_at_a_time,
        inputs=lambda: small(some_points(rng, 5000), *some_change(rng)),
        # measured: whole arrays 26 to 40, polar coordinates 13, loops 1 to 3; in another process
        # whole arrays 12 to 15, polar coordinates 9
        at_least=5,
        rtol=FLOAT32,
    )
