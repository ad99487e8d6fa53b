from fractions import Fraction
from itertools import groupby
from math import sqrt

import numpy as np
import pytest
from judge.check import check, check_each
from judge.race import race
from judge.symmetry import C, D, N, check_repeatable, check_rows, labels

from dojo.data import mnist

PARTS = ["count_loops", "histograms", "count_strokes"]


def drawn(*rows):
    """Pictures side by side, a space between them: # is ink, . is paper; grey, as real digits are."""
    pictures = zip(*(row.split() for row in rows))
    return np.array([[[200 if c == "#" else 90 for c in line] for line in p] for p in pictures], np.uint8)


def scribbles(rng, n=N, height=9, width=12):
    """Random pictures of every grey, from nearly all paper to nearly all ink."""
    exponents = rng.permutation(np.linspace(0.2, 3, n))[:, None, None]
    return (255 * rng.random((n, height, width)) ** exponents).astype(np.uint8)


def loops_of(picture):
    """Closed loops of one picture, pixel by pixel: fill region after region, and see if it is shut in."""
    height, width = picture.shape
    seen = picture >= 128
    loops = 0
    for start in np.ndindex(height, width):
        todo, shut = [] if seen[start] else [start], not seen[start]
        seen[start] = True
        while todo:
            row, column = todo.pop()
            shut &= 0 < row < height - 1 and 0 < column < width - 1
            for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if 0 <= r < height and 0 <= c < width and not seen[r, c]:
                    seen[r, c] = True
                    todo.append((r, c))
        loops += shut
    return loops


def loops_one_by_one(images):
    return np.array([loops_of(picture) for picture in images], int)


def lines(picture):
    """The rows of a picture, and then its columns, as lists."""
    return [*picture.tolist(), *picture.T.tolist()]


def strokes_of(line):
    return sum(ink for ink, _ in groupby(line, key=lambda pixel: pixel >= 128))


def examples(rng, n=3 * N, d=D):
    """Features of very different sizes and places, and labels of which some integers are left out."""
    x = rng.normal(size=(n, d)) * 10.0 ** np.arange(-2, d - 2) + rng.normal(size=d)
    return x, np.array([4, 2, 9])[labels(rng, n)]


def fitted(kata, x, y):
    """What fit has learned, once it has the right form."""
    model = kata.fit(x, y)
    form = np.zeros(len(set(y.tolist())), int), np.zeros((len(set(y.tolist())), x.shape[1])), x[0]
    check_each(model, form, atol=1e300)
    return model


def given(answer):
    """An answer that the next function is to work on, once there is one."""
    if answer is None:
        check(answer, np.zeros(0))
    return answer


# -- count_loops -------------------------------------------------------------------------------


def test_count_loops_of_hand_drawn_digits(kata):
    """A 1 has no closed loop, a 0 has one, an 8 has two, and a 6 has one.
    1에는 닫힌 고리가 없고, 0에는 하나, 8에는 둘, 6에는 하나 있습니다."""
    images = drawn(
        "....... ....... ....... .......",
        "...#... ..###.. ..###.. ...##..",
        "..##... ..#.#.. ..#.#.. ..#....",
        "...#... ..#.#.. ..###.. ..###..",
        "...#... ..#.#.. ..#.#.. ..#.#..",
        "...#... ..###.. ..###.. ..###..",
        "....... ....... ....... .......",
    )
    check(kata.count_loops(images), [0, 1, 2, 1])


def test_count_loops_has_no_gap_where_ink_touches_at_a_corner(kata):
    """Paper has no way through between two pixels of ink that touch at a corner: the loop is closed.
    잉크 두 픽셀이 모서리로만 닿아도 그 사이로는 지나갈 수 없습니다. 고리는 닫혀 있습니다."""
    images = drawn(
        "...... ...... ...... ...... ...... ......",
        ".####. ..##.. .####. .###.. ..###. .####.",
        ".#..#. .#..#. .#..#. .#..#. .#..#. .#..#.",
        ".#..#. .#..#. .#..#. .#..#. .#..#. .#..#.",
        ".####. ..##.. ..##.. .####. .####. .##.#.",
        "...... ...... ...... ...... ...... ......",
    )  # the first touches along sides; the last has a real gap: one steps straight down, out of the ring
    check(kata.count_loops(images), [1, 1, 1, 1, 1, 0])


def test_count_loops_takes_loops_that_touch_at_a_corner_for_two(kata):
    """Nor is there a way for paper across a corner: two holes that touch there only are two loops.
    바탕도 모서리를 가로질러 이어지지 않습니다. 모서리로만 닿은 두 구멍은 고리 두 개입니다."""
    images = drawn(
        "....... ....... .......",
        ".####.. ..####. .#####.",
        ".#.##.. ..##.#. .#.#.#.",
        ".##.#.. ..#.##. .##.##.",
        ".####.. ..####. .#.#.#.",
        "....... ....... .#####.",
        "....... ....... .......",
    )
    check(kata.count_loops(images), [2, 2, 5])


def test_count_loops_takes_128_for_ink_and_127_for_paper(kata):
    """Ink is 128 and above. A ring of 128 around 127 is closed; one pixel of 127 in the ring opens it.
    128부터가 잉크입니다. 128로 된 고리 안이 127이면 닫힌 고리이고, 고리의 한 픽셀이 127이면 열립니다."""
    ring = np.full((3, 5, 6), 127, np.uint8)
    ring[:, 1:4, 1:5] = 128
    ring[:, 2, 2:4] = [[127, 127], [0, 127], [127, 127]]
    ring[2, 3, 2] = 127
    check(kata.count_loops(ring), [1, 1, 0])


def test_count_loops_leaves_open_what_reaches_the_edge(kata):
    """A region with a pixel on the picture's edge is open, though ink shuts it in everywhere else.
    픽셀이 하나라도 그림 가장자리에 있는 영역은 나머지를 잉크가 둘러싸고 있어도 열려 있습니다."""
    images = drawn(
        ".#... ..#.. ##### ##### ##.##",
        "##... ..#.. #...# ....# #...#",
        "..... ####. #...# ..### #.###",
        "...## ..#.. #...# ###.# #.#.#",
        "...#. ..#.. ##### ##### #####",
    )
    check(kata.count_loops(images), [0, 0, 1, 1, 1])


def test_count_loops_within_loops(kata):
    """A ring within a ring makes two loops, one more within them three; a dot in a ring makes no new one.
    고리 안에 고리가 있으면 고리는 둘, 그 안에 또 있으면 셋입니다. 고리 안의 점은 고리를 더하지 않습니다."""
    images = drawn(
        "########### ........... ###########",
        "#.........# .#########. #.........#",
        "#.#######.# .#.......#. #.##.####.#",
        "#.#.....#.# .#.#####.#. #.##.#..#.#",
        "#.#.###.#.# .#.#...#.#. #....####.#",
        "#.#.#.#.#.# .#.#####.#. #.#.......#",
        "#.#.###.#.# .#.......#. #...###.#.#",
        "#.#.....#.# .#########. #...#.#...#",
        "#.#######.# ........... #.#.###.#.#",
        "#.........# ........... #.........#",
        "########### ........... ###########",
    )
    # the third: the room itself, and the holes in two of the things that lie in it
    check(kata.count_loops(images), [3, 2, 3])


def test_count_loops_follows_winding_ways(kata):
    """However long and winding the way out is, it is a way out: open at its end, it is no loop.
    바깥으로 나가는 길이 아무리 길고 구불구불해도 끝이 열려 있으면 고리가 아닙니다."""
    side = 25
    maze = np.full((4, side, side), 255, np.uint8)
    maze[:, 1:-1:2, 1:-1] = 0  # every second row is a corridor
    for wall in range(2, side - 1, 2):
        maze[:, wall, -2 if wall % 4 == 2 else 1] = 0  # each opens into the next, by turns left and right
    maze[1, -1, 1] = maze[2, 0, -2] = maze[3, 1, 0] = 0
    check(kata.count_loops(np.concatenate([maze, maze.transpose(0, 2, 1)])), [1, 0, 0, 0] * 2)


def test_count_loops_of_more_loops_than_a_byte_can_count(kata):
    """In a grid of 17 by 18 holes of one pixel each there are 306 loops.
    한 픽셀짜리 구멍이 17 × 18개 뚫린 격자에는 고리가 306개 있습니다."""
    grid = np.full((1, 35, 37), 200, np.uint8)
    grid[:, 1::2, 1::2] = 0
    check(kata.count_loops(grid), [306])


def test_count_loops_of_plain_pictures(kata):
    """Nothing but paper, nothing but ink, and pictures one or two pixels wide or high have no loop.
    바탕뿐이거나 잉크뿐인 그림, 너비나 높이가 한두 픽셀인 그림에는 고리가 없습니다."""
    for height, width in [(5, 7), (1, 1), (1, 6), (6, 1), (2, 7), (7, 2)]:
        stripes = np.zeros((3, height, width), np.uint8)
        stripes[1:] = 255
        stripes[2, 1::2], stripes[2, :, 1::3] = 0, 0
        check(kata.count_loops(stripes), [0, 0, 0])


def test_count_loops_of_scribbles(kata, rng):
    """Random pictures, some nearly all paper, some nearly all ink: each has its own number of loops.
    거의 다 바탕인 그림부터 거의 다 잉크인 그림까지, 무작위 그림마다 고리의 수를 정확히 세어야 합니다."""
    for height, width in [(9, 12), (12, 9), (3, 4), (16, 5)]:
        images = scribbles(rng, 4 * N, height, width)
        check(kata.count_loops(images), loops_one_by_one(images))


def test_count_loops_of_large_noise(kata, rng):
    """In pictures of 90 by 100 random pixels there are about 400 loops, many of them winding.
    픽셀 90 × 100개를 무작위로 칠한 그림에는 고리가 400개쯤 있고, 구불구불한 것도 많습니다."""
    images = np.where(rng.random((10, 90, 100)) < 0.42, 255, 0).astype(np.uint8)
    check(kata.count_loops(images), loops_one_by_one(images))


# -- histograms --------------------------------------------------------------------------------


def test_histograms_of_a_hand_example(kata):
    """In ((0, 51, 255), (102, 0, 0)) the rows are 0.4 and 0.1333 full of ink, the columns 0.2, 0.1 and 0.5.
    ((0, 51, 255), (102, 0, 0))에서 잉크의 양은 행이 0.4와 0.1333, 열이 0.2, 0.1, 0.5입니다."""
    # 306 and 102 of 3 · 255 = 765; 102, 51 and 255 of 2 · 255 = 510
    images = np.array([[[0, 51, 255], [102, 0, 0]]], np.uint8)
    check(kata.histograms(images), [[0.4, 2 / 15, 0.2, 0.1, 0.5]], dtype=float)


def test_histograms_have_the_rows_first(kata, rng):
    """H amounts of the rows, from the top, and then W of the columns, from the left, in float64.
    행의 양 H개를 위에서부터, 이어서 열의 양 W개를 왼쪽부터 적습니다. dtype은 float64입니다."""
    for height, width in [(9, 12), (12, 9), (5, 5), (1, 4), (4, 1)]:
        images = scribbles(rng, N, height, width)
        expected = [[float(Fraction(sum(line), 255 * len(line))) for line in lines(p)] for p in images]
        check(kata.histograms(images), expected, dtype=float)


def test_histograms_of_ink_alone_are_one(kata):
    """Where all is ink, every amount is 1, though 28 times 255 does not fit in a uint8; on paper it is 0.
    모두 잉크이면 양은 모두 1, 모두 바탕이면 0입니다. 255를 28번 더한 값은 uint8에 담을 수 없습니다."""
    images = np.stack([np.full((28, 20), grey, np.uint8) for grey in (255, 0, 102)])
    check(kata.histograms(images), np.outer([1.0, 0, 0.4], np.ones(48)), dtype=float)


# -- count_strokes -----------------------------------------------------------------------------


def test_count_strokes_of_a_hand_example(kata):
    """A small A: its rows meet 1, 2, 1, 2 strokes, its columns 1, 2 and 1.
    작은 A입니다. 가로줄은 획을 1, 2, 1, 2개 만나고 세로줄은 1, 2, 1개 만납니다."""
    images = drawn(
        ".#.",
        "#.#",
        "###",
        "#.#",
    )
    check(kata.count_strokes(images), [[1, 2, 1, 2, 1, 2, 1]])


def test_count_strokes_at_the_edge(kata):
    """A stroke that begins or ends at the picture's edge counts like any other; a line full of ink has one.
    그림 가장자리에서 시작하거나 끝나는 획도 똑같이 하나입니다. 한 줄이 모두 잉크여도 획은 하나입니다."""
    images = drawn(
        "##.## #....",
        "..... #....",
        "##### #...#",
    )
    check(kata.count_strokes(images), [[2, 0, 1, 2, 2, 1, 2, 2], [1, 1, 2, 1, 0, 0, 0, 1]])


def test_count_strokes_takes_128_for_ink_and_127_for_paper(kata):
    """Ink is 128 and above: 127 parts two strokes, 128 joins them, and from 255 to 128 it is one stroke.
    128부터가 잉크입니다. 127은 두 획을 나누고 128은 잇습니다. 255와 128이 이어지면 한 획입니다."""
    images = np.array([[[128, 127, 255, 128]], [[0, 128, 128, 255]], [[127, 126, 0, 127]]], np.uint8)
    check(kata.count_strokes(images), [[2, 1, 0, 1, 1], [1, 0, 1, 1, 1], [0, 0, 0, 0, 0]])


def test_count_strokes_has_the_rows_first(kata, rng):
    """H counts of the rows, from the top, and then W of the columns, from the left.
    행에서 센 값 H개를 위에서부터, 이어서 열에서 센 값 W개를 왼쪽부터 적습니다."""
    for height, width in [(9, 12), (12, 9), (5, 5), (1, 4), (4, 1)]:
        images = scribbles(rng, N, height, width)
        check(kata.count_strokes(images), [[strokes_of(line) for line in lines(p)] for p in images])


def test_count_strokes_of_more_strokes_than_a_byte_can_count(kata):
    """A line of 600 pixels, every second one ink, meets 300 strokes.
    픽셀 600개가 한 칸 걸러 잉크인 줄은 획을 300개 만납니다."""
    comb = np.zeros((1, 2, 600), np.uint8)
    comb[:, :, ::2] = 255
    counts = kata.count_strokes(comb)
    check(counts, [[300, 300, *[1, 0] * 300]])
    check(kata.count_strokes(comb.transpose(0, 2, 1)), [[*[1, 0] * 300, 300, 300]])


# -- fit ---------------------------------------------------------------------------------------


def test_fit_of_a_hand_example(kata):
    """Two examples of class 4 and one of 9: two centroids, and a scale for each of the two features.
    4인 예시 둘과 9인 예시 하나에서 중심 두 개와, 특성 두 개의 scale이 나옵니다."""
    # feature 0: 0, 2, 7 with mean 3; (9 + 1 + 16) / 3 = 26/3. Feature 1: 5, 1, 6; (1 + 9 + 4) / 3 = 14/3
    x, y = np.array([[0.0, 5], [2, 1], [7, 6]]), np.array([4, 4, 9])
    classes, centroids, scale = [4, 9], [[1.0, 3], [7, 6]], [sqrt(26 / 3), sqrt(14 / 3)]
    check_each(kata.fit(x, y), tuple(map(np.array, (classes, centroids, scale))))


def test_fit_lists_the_classes_that_have_examples(kata, rng):
    """Each class of y once, from low to high, as integers; a class that no example has is not there.
    y에 나온 클래스를 작은 것부터 한 번씩만 정수로 적습니다. 예시가 없는 클래스는 적지 않습니다."""
    x, _ = examples(rng)
    for names in ([2, 4, 9], [0, 1, 2], [0, 7, 250], [5, 5, 5]):
        for dtype in (np.uint8, np.int64):
            y = rng.permutation(np.resize(names, len(x))).astype(dtype)
            check(fitted(kata, x, y)[0], sorted(set(names)))


def test_fit_takes_the_mean_of_each_class_for_its_centroid(kata, rng):
    """A centroid is the mean of its own examples, however many; rows go by class, columns by feature.
    중심은 자기 클래스에 속한 예시들의 평균입니다. 행은 클래스, 열은 특성 순서입니다."""
    x, y = examples(rng)
    own = {c: [row for row, label in zip(x.tolist(), y.tolist()) if label == c] for c in (2, 4, 9)}
    expected = [[sum(column) / len(rows) for column in zip(*rows)] for rows in own.values()]
    check(fitted(kata, x, y)[1], expected, dtype=float)


def test_fit_takes_the_standard_deviation_over_all_examples_for_the_scale(kata, rng):
    """The root of the mean squared deviation from the mean of all N examples, feature by feature.
    특성마다 예시 N개 전체의 평균에서 벗어난 정도를 제곱해 평균하고 제곱근을 구합니다."""
    x, y = examples(rng)
    means = [sum(column) / len(x) for column in x.T.tolist()]
    squares = [sum((v - m) ** 2 for v in column) for column, m in zip(x.T.tolist(), means)]
    check(fitted(kata, x, y)[2], [sqrt(s / len(x)) for s in squares], dtype=float)


def test_fit_gives_a_constant_feature_the_scale_1(kata, rng):
    """A feature with one value in all examples has scale 1, whatever rounding makes of its deviation.
    모든 예시에서 값이 같은 특성의 scale은 1입니다. 표준편차가 반올림 오차로 0이 아니게 나와도 그렇습니다."""
    x, y = examples(rng)
    for value in (0.0, 0.1, -7.3, 1e6 / 3):
        x[:, [1, 3]] = value
        scale = np.asarray(fitted(kata, x, y)[2])
        check(scale[[1, 3]], [1.0, 1.0])
        check(scale[[0, 2, 4]], x.std(axis=0)[[0, 2, 4]])


def test_fit_measures_even_the_smallest_spread(kata):
    """A feature that varies by billionths varies, and so does one that goes from 10⁸ to 10⁸ + 5.
    10억분의 몇만 변해도, 10⁸에서 10⁸ + 5까지만 변해도 변하는 특성입니다."""
    # 3, 4, 8 billionths with mean 5: (4 + 1 + 9) / 3 = 14/3. 0, 1, 5 with mean 2: again 14/3
    x = np.array([[3e-9, 1e8], [4e-9, 1e8 + 1], [8e-9, 1e8 + 5]])
    spread = fitted(kata, x, np.array([7, 7, 2]))[2]
    # the solution is off by 3e-16; a mean of squares less the squared mean, by 0.3 and more
    check(spread, [sqrt(14 / 3) * 1e-9, sqrt(14 / 3)], rtol=1e-6, atol=0)


def test_fit_of_one_example(kata, rng):
    """One example is its own centroid, and every feature is constant.
    예시가 하나뿐이면 그 예시가 곧 중심이고 모든 특성은 상수입니다."""
    x = rng.normal(size=(1, D))
    check_each(kata.fit(x, np.array([3])), (np.array([3]), x, np.ones(D)))


def test_fit_does_not_mind_order_or_repetition(kata, rng):
    """The same examples in another order, or all of them twice, give the same model.
    예시의 순서를 바꾸거나 모두 두 번씩 넣어도 모델은 같습니다."""
    x, y = examples(rng)
    once = [np.array(part) for part in fitted(kata, x, y)]
    order = rng.permutation(len(x))
    check_each(kata.fit(x[order], y[order]), once)
    check_each(kata.fit(np.concatenate([x, x]), np.concatenate([y, y])), once)


def test_fit_refuses_what_it_cannot_learn_from(kata, rng):
    """Without examples, or without one label for each of them, there is nothing to learn: raise ValueError.
    예시가 없거나 예시와 레이블의 수가 맞지 않으면 배울 수 없습니다. ValueError를 발생시키세요."""
    x, y = examples(rng)
    for bad in y[:-1], y[:1], y[:, None], np.append(y, 2), y[None]:
        with pytest.raises(ValueError):
            kata.fit(x, bad)
    with pytest.raises(ValueError):
        kata.fit(x[:0], y[:0])


# -- predict -----------------------------------------------------------------------------------


def test_predict_of_a_hand_example(kata):
    """The centroids are (1, 5) of class 4 and (7, 5) of class 9: (3.5, 8) and (1.5, 3) are 4s, (5, 5) is a 9.
    클래스 4의 중심이 (1, 5), 9의 중심이 (7, 5)입니다. (3.5, 8)과 (1.5, 3)은 4에, (5, 5)는 9에 가깝습니다."""
    model = np.array([4, 9]), np.array([[1.0, 5], [7, 5]]), np.array([3.0, 1])
    check(kata.predict(model, np.array([[3.5, 8], [5, 5], [1.5, 3]])), [4, 9, 4])


def test_predict_measures_in_units_of_the_scale(kata):
    """Six away in a feature of scale 10 is nearer than one away in a feature of scale 0.5.
    scale이 10인 특성에서 6만큼 떨어진 것은 scale이 0.5인 특성에서 1만큼 떨어진 것보다 가깝습니다."""
    # to the centroids of 2 and 6: 0.36 and 4.09; 64.16 and 100.01; 36.04 and 64.01; 16.25 and 4.64
    model = np.array([2, 6]), np.array([[0.0, 1], [3, 0]]), np.array([10.0, 0.5])
    check(kata.predict(model, np.array([[6.0, 1], [4, 5], [2, 4], [-5, -1]])), [2, 2, 2, 6])


def test_predict_adds_up_squares(kata):
    """Twice two units are nearer than three units and a half: 2² + 2² = 8, and 3² + 0.5² = 9.25.
    2단위씩 두 번이 3단위와 0.5단위보다 가깝습니다. 2² + 2² = 8이고 3² + 0.5² = 9.25이기 때문입니다."""
    model = np.array([4, 9]), np.array([[1.0, 5], [-2, 6.5]]), np.array([3.0, 1])
    check(kata.predict(model, np.array([[7.0, 7]])), [4])


def test_predict_answers_with_the_lowest_class_in_a_tie(kata):
    """Where several centroids are equally near, the lowest of their classes wins.
    여러 중심과의 거리가 같으면 그중 가장 작은 클래스라고 답합니다."""
    # (0, 0): squared distances 25, 4, 4 and 4. (3, 3): 1 to the first. (-1, 0): 32, 9, 5 and 5
    centroids = np.array([[3.0, 4], [2, 0], [0, 2], [0, -2]])
    model = np.array([1, 3, 5, 8]), centroids, np.ones(2)
    check(kata.predict(model, np.array([[0.0, 0], [3, 3], [-1, 0]])), [3, 1, 5])


def test_predict_takes_nearly_halfway_for_no_tie(kata):
    """A billionth nearer is nearer: distances are compared as they are, in float64.
    10억분의 1만큼만 가까워도 더 가까운 것입니다. 거리는 float64로 구한 그대로 비교합니다."""
    model = np.array([1, 3]), np.array([[0.0], [1]]), np.ones(1)
    check(kata.predict(model, np.array([[0.5 + 1e-9], [0.5 - 1e-9], [0.5]])), [3, 1, 1])


def test_predict_knows_only_the_classes_of_the_model(kata, rng):
    """The answer is a class of the model, not the number of its row.
    답은 모델에 있는 클래스여야 하며, 그 클래스가 몇 번째 행인지가 아닙니다."""
    centroids = rng.normal(size=(C, D))
    for classes in ([3, 8, 200], [0, 2, 5], [1, 2, 3]):
        model = np.array(classes), centroids, np.full(D, 0.5)
        check(kata.predict(model, centroids[[2, 0, 1, 1]]), [classes[row] for row in (2, 0, 1, 1)])


def nearest(model, row):
    """The class whose centroid is nearest, in plain Python."""
    classes, centroids, scale = (np.asarray(part).tolist() for part in model)
    squared = [sum(((v - m) / s) ** 2 for v, m, s in zip(row, c, scale)) for c in centroids]
    return classes[squared.index(min(squared))]


def test_predict_finds_the_nearest_of_all_centroids(kata, rng):
    """For every example the smallest of all distances decides, for any number of classes and features.
    클래스와 특성이 몇 개이든 예시마다 모든 중심과의 거리를 재어 가장 가까운 중심을 찾습니다."""
    for c, d in [(C, D), (D, C), (1, D), (C, 1), (10, 12)]:
        model = np.arange(c) * 3, rng.normal(size=(c, d)), rng.uniform(0.2, 5, d)
        x = rng.normal(size=(N, d))
        check(kata.predict(model, x), [nearest(model, row) for row in x.tolist()])


def test_predict_judges_every_example_by_itself(kata, rng):
    """An example alone has the answer that it has in the batch: the batch's mean and spread do not count.
    예시 하나만 넣어도 배치에 넣었을 때와 답이 같습니다. 배치의 평균이나 표준편차를 쓰면 안 됩니다."""
    x, _ = examples(rng)
    classes, centroids, scale = np.array([2, 4, 9]), x[:3], x.std(axis=0)
    check_rows(lambda rows: kata.predict((classes, centroids, scale), rows), x + 0.7 * scale)
    check(kata.predict((classes, centroids, scale), centroids[1:2]), [4])


def test_predict_after_fit_gets_separate_groups_right(kata, rng):
    """Three groups far apart in one small feature: after fit they are all told apart, also new examples.
    값이 작은 특성 하나에서만 뚜렷이 갈리는 세 무리를 fit으로 배우고 나면 새 예시도 모두 맞힙니다."""
    y = labels(rng, 6 * N)
    x = rng.normal(size=(6 * N, 2)) * [0.001, 1e3] + np.outer(y, [0.1, 0])
    model = fitted(kata, np.insert(x, 1, 0.1, axis=1), y + 5)
    new = np.stack([0.1 * np.arange(C), np.full(C, 0.1), np.zeros(C)], axis=1)
    check(kata.predict(model, new), [5, 6, 7])


# -- all of them -------------------------------------------------------------------------------


def test_an_empty_batch_stays_empty(kata):
    """No pictures have no loops, (0,), and no histograms or strokes, (0, H + W); no examples have no classes.
    그림이 없으면 고리의 수는 (0,), 히스토그램과 획의 수는 (0, H + W)입니다. 예시가 없으면 답도 (0,)입니다."""
    images = np.zeros((0, 9, 12), np.uint8)
    check(kata.count_loops(images), np.zeros(0, int))
    check(kata.histograms(images), np.zeros((0, 21)), dtype=float)
    check(kata.count_strokes(images), np.zeros((0, 21), int))
    model = np.array([4, 9, 12]), np.ones((3, D)), np.ones(D)
    check(kata.predict(model, np.zeros((0, D))), np.zeros(0, int))


def test_every_picture_is_measured_by_itself(kata, rng):
    """A picture alone has what it has in the batch, and a batch in another order the same in that order.
    그림 하나만 넣어도 배치에 넣었을 때와 값이 같고, 배치의 순서를 바꾸면 값의 순서만 바뀝니다."""
    for name in PARTS:
        check_rows(getattr(kata, name), scribbles(rng))


def test_inputs_are_left_alone_and_a_second_call_repeats_the_first(kata, rng):
    """Nothing is written into an input, and nothing is remembered from call to call.
    입력을 바꾸면 안 되고, 앞선 호출의 값을 기억해 두어도 안 됩니다."""
    images, (x, y) = scribbles(rng), examples(rng)
    before = images.copy(), x.copy(), y.copy()
    for name in PARTS:
        check_repeatable(getattr(kata, name), images)
    model = fitted(kata, x, y)
    check_each(kata.fit(x, y), [np.array(part) for part in model])
    check_repeatable(kata.predict, model, x)
    check_each((images, x, y), before)


# -- real digits -------------------------------------------------------------------------------

BATCH = 1000  # pictures in a call


def test_loops_of_real_digits(kata):
    """Of the first 1,000 test digits 632 have no closed loop, 286 have one and 76 two.
    처음 1,000개의 테스트 숫자 가운데 632개는 닫힌 고리가 없고, 286개는 하나, 76개는 둘입니다."""
    # counted by scipy.ndimage.label too
    loops = kata.count_loops(mnist().x_test[:BATCH])
    check(loops, np.zeros(BATCH, int), atol=1e9)  # its form
    check([int(np.sum(loops == k)) for k in range(6)], [632, 286, 76, 4, 1, 1])


def measured(kata, images):
    """The features of many pictures, batch by batch."""
    parts = [given(kata.features(images[i : i + BATCH])) for i in range(0, len(images), BATCH)]
    return np.concatenate(parts)


def test_handmade_features_read_most_real_digits(kata, record_property):
    """Once all the rest is right, features of every sixth of 60,000 digits teach it to read 8,500 of 10,000.
    나머지가 모두 맞으면, 60,000개 중 여섯 개마다 하나씩 배운 뒤 처음 보는 10,000개 중 8,500개를 읽습니다."""
    x_train, y_train, x_test, y_test = mnist()
    model = given(kata.fit(measured(kata, x_train[::6]), y_train[::6]))
    answers = kata.predict(model, measured(kata, x_test))
    check(answers, np.zeros(len(y_test), int), atol=1e9)  # its form
    record_property("score", float(np.mean(answers == y_test)))
    # whatever the order of terms: for every digit, the two nearest distances differ by 1e-4 of them at least
    check(np.mean(answers == y_test), 0.85, rtol=0, atol=0.00015)


# -- speed -------------------------------------------------------------------------------------


def small_digits(rng):
    """300 real digits at a third of their size: every third pixel."""
    return (mnist().x_train[rng.choice(60_000, 300, replace=False), 1::3, ::3],)


def test_speed_of_count_loops(kata, rng, benchmark):
    """All pictures at once: at least 2.5 times as fast as filling 300 small digits pixel by pixel.
    배치를 통째로 다루세요. 작은 숫자 300개를 픽셀 하나씩 채워 나갈 때보다 2.5배 이상 빨라야 합니다."""
    # measured: the solution 90 to 180; whole batches flooded step by step 6 to 15 (the edge first: 40 to 90),
    # labels spread by minima 5 to 7, Euler numbers 4 to 5; pixels or pictures in a loop 0.3 to 2.3,
    # but 3 to 5 where plain Python fills bytes of one long string: that is quick enough
    race(
        benchmark,
        kata.count_loops,
        yardstick=loops_one_by_one,
        inputs=lambda: small_digits(rng),
        at_least=2.5,
        rounds=5,
    )
