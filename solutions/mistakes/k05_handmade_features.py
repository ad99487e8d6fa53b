"""Wrong answers to k05_handmade_features that people really write."""

import numpy as np

from dojo.mistake import mistake

INK = 128


def _padded(mask, value):
    return np.pad(mask, ((0, 0), (1, 1), (1, 1)), constant_values=value)


def _grown(mask, corners=False):
    """The pixels of a mask and their neighbours, those at a corner included or not."""
    wide = _padded(mask, False)
    _, height, width = mask.shape
    steps = [(r, c) for r in range(3) for c in range(3) if corners or 1 in (r, c)]
    return np.logical_or.reduce([wide[:, r : r + height, c : c + width] for r, c in steps])


def _filled(seed, paper, corners=False, steps=10**6):
    """All paper that can be reached from the seed."""
    region = seed & paper
    for _ in range(steps):
        wider = _grown(region, corners) & paper
        if (wider == region).all():
            break
        region = wider
    return region


def _first(mask):
    """The first True of every picture alone."""
    flat = mask.reshape(len(mask), -1)
    return (flat & (np.cumsum(flat, axis=1) == 1)).reshape(mask.shape)


def _regions(paper, corners=False):
    """How many regions of paper every picture has."""
    found = np.zeros(len(paper), int)
    while paper.any():
        region = _filled(_first(paper), paper, corners)
        found += region.any(axis=(1, 2))
        paper = paper & ~region
    return found


def _edge(images):
    edge = np.ones(images.shape, bool)
    edge[:, 1:-1, 1:-1] = False
    return edge


def _enclosed(images, **how):
    """The paper that the edge cannot be reached from."""
    paper = images < INK
    return paper & ~_filled(_edge(images), paper, **how)


def _lines(mask):
    return np.concatenate([mask.sum(axis=2), mask.sum(axis=1)], axis=1)


def _starts(ink, axis):
    return ink & np.diff(ink, axis=axis, prepend=False)


def _strokes(ink):
    return np.concatenate([_starts(ink, 2).sum(axis=2), _starts(ink, 1).sum(axis=1)], axis=1)


def _checked(x, y):
    if len(x) == 0 or y.shape != x.shape[:1]:
        raise ValueError("one label for each example")


def _centroids(x, y):
    return np.stack([x[y == c].mean(axis=0) for c in np.unique(y)])


def _scale(x):
    return np.where(x.max(axis=0) > x.min(axis=0), x.std(axis=0), 1.0)


def _nearest(classes, centroids, x):
    """The class whose centroid is nearest, all in one unit."""
    squared = [((x - centroid) ** 2).sum(axis=1) for centroid in centroids]
    return classes[np.argmin(squared, axis=0)]


# -- count_loops -------------------------------------------------------------------------------


@mistake(
    "count_loops",
    caught_by="test_count_loops_has_no_gap_where_ink_touches_at_a_corner",
    en="Can paper get through between two pixels of ink that touch at a corner? Which neighbours may a step of yours reach?",
    ko="잉크 두 픽셀이 모서리로만 닿아 있으면 그 사이로 지나갈 수 있나요? 지금 코드에서는 한 걸음에 어느 이웃까지 갈 수 있나요?",
)
def paper_steps_diagonally(images):
    return _regions(_padded(images < INK, True), corners=True) - 1


@mistake(
    "count_loops",
    caught_by="test_count_loops_takes_loops_that_touch_at_a_corner_for_two",
    en="When you tell the holes apart, which neighbours belong together? Are they the same as when you filled the outside?",
    ko="구멍끼리 구별할 때는 어떤 이웃을 한 영역으로 보나요? 바깥을 채울 때와 같은 이웃인가요?",
)
def holes_joined_at_corners(images):
    return _regions(_enclosed(images), corners=True)


@mistake(
    "count_loops",
    caught_by="test_count_loops_takes_128_for_ink_and_127_for_paper",
    en="Is a pixel of exactly INK ink or paper? What does your comparison say of it?",
    ko="값이 정확히 INK인 픽셀은 잉크인가요, 바탕인가요? 지금의 비교식으로는 어느 쪽이 되나요?",
)
def ink_above_128_only(images):
    return _regions(_padded(images <= INK, True)) - 1


@mistake(
    "count_loops",
    caught_by="test_count_loops_takes_128_for_ink_and_127_for_paper",
    en="Is a light grey pixel ink? From which brightness on?",
    ko="옅은 회색 픽셀도 잉크인가요? 얼마부터가 잉크인가요?",
)
def any_grey_is_ink(images):
    return _regions(_padded(images == 0, True)) - 1


@mistake(
    "count_loops",
    caught_by="test_count_loops_of_hand_drawn_digits",
    en="Among the regions that you have counted, is there one that is no loop? What about the paper around the digit?",
    ko="지금 센 영역 가운데 고리가 아닌 것은 없나요? 숫자를 둘러싼 바탕은 어떻게 셌나요?",
)
def outside_counted(images):
    return _regions(_padded(images < INK, True))


@mistake(
    "count_loops",
    caught_by="test_count_loops_leaves_open_what_reaches_the_edge",
    en="How many regions of paper lie outside if a stroke reaches the edge and cuts the picture in two? How many do you leave out?",
    ko="획이 가장자리까지 닿아 그림을 둘로 가르면 바깥에 있는 바탕은 몇 영역인가요? 그중 몇 영역을 빼고 있나요?",
)
def only_one_region_taken_for_the_outside(images):
    return np.maximum(_regions(images < INK) - 1, 0)


@mistake(
    "count_loops",
    caught_by="test_count_loops_leaves_open_what_reaches_the_edge",
    en="Where do you start to fill the outside? Can paper at another place of the edge always be reached from there?",
    ko="바깥을 채우기 시작하는 곳은 어디인가요? 거기에서 가장자리의 다른 바탕까지 언제나 갈 수 있나요?",
)
def outside_filled_from_one_corner(images):
    paper, corner = images < INK, np.zeros(images.shape, bool)
    corner[:, 0, 0] = True
    return _regions(paper & ~_filled(corner, paper))


@mistake(
    "count_loops",
    caught_by="test_count_loops_leaves_open_what_reaches_the_edge",
    en="Does the edge of the picture close a region? What stands beyond it in your code, ink or paper?",
    ko="그림 가장자리가 영역을 막아 주나요? 지금 코드에서 가장자리 너머는 잉크인가요, 바탕인가요?",
)
def edge_taken_for_ink(images):
    return _regions(_padded(images < INK, False)) - (images < INK).any(axis=(1, 2))


@mistake(
    "count_loops",
    caught_by="test_count_loops_of_hand_drawn_digits",
    en="How many closed loops has an 8? Do you count them, or only say whether there are any?",
    ko="8에는 막힌 고리가 몇 개인가요? 고리의 수를 세나요, 고리가 있는지만 보나요?",
)
def loops_there_or_not(images):
    return _enclosed(images).any(axis=(1, 2)).astype(int)


@mistake(
    "count_loops",
    caught_by="test_count_loops_of_hand_drawn_digits",
    en="Have you counted holes, or the pixels in them?",
    ko="구멍의 수를 셌나요, 구멍에 든 픽셀의 수를 셌나요?",
)
def pixels_of_the_holes(images):
    return _enclosed(images).sum(axis=(1, 2))


@mistake(
    "count_loops",
    caught_by="test_count_loops_follows_winding_ways",
    en="How do you know that filling has ended? How many steps does it take if the way out is very winding?",
    ko="다 채웠다는 것을 어떻게 아나요? 나가는 길이 아주 구불구불하면 몇 단계나 걸릴까요?",
)
def filled_for_a_fixed_number_of_steps(images):
    return _regions(_enclosed(images, steps=max(images.shape[1:])))


@mistake(
    "count_loops",
    caught_by="test_count_loops_within_loops",
    en="Is the ink of a picture always in one piece? What if a dot, or a second ring, lies within a ring?",
    ko="그림의 잉크는 언제나 한 덩어리인가요? 고리 안에 점이나 다른 고리가 있으면 어떻게 되나요?",
)
def ink_in_one_piece(images):
    ink = _padded(images >= INK, False)
    quads = np.stack(
        [ink[:, r : r + ink.shape[1] - 1, c:][:, :, : ink.shape[2] - 1] for r in (0, 1) for c in (0, 1)]
    )
    many = quads.sum(axis=0)
    slanted = (many == 2) & (quads[0] == quads[3])
    euler = ((many == 1).sum(axis=(1, 2)) - (many == 3).sum(axis=(1, 2)) - 2 * slanted.sum(axis=(1, 2))) // 4
    return ink.any(axis=(1, 2)) - euler


@mistake(
    "count_loops",
    caught_by="test_count_loops_of_more_loops_than_a_byte_can_count",
    en="What is the largest number that your count can hold? Which dtype has it?",
    ko="지금 세는 수에 담을 수 있는 가장 큰 값은 얼마인가요? dtype이 무엇인가요?",
)
def counted_in_a_byte(images):
    return (_regions(_padded(images < INK, True)) - 1).astype(np.uint8)


@mistake(
    "count_loops",
    caught_by="test_an_empty_batch_stays_empty",
    en="What does your code do when there is no picture at all? Which line needs a first one?",
    ko="그림이 하나도 없으면 지금 코드는 어떻게 되나요? 첫 그림이 있어야만 하는 줄은 어디인가요?",
)
def needs_a_picture(images):
    loops = [_regions(_padded(images[n : n + 1] < INK, True)) - 1 for n in range(len(images))]
    return np.concatenate(loops)


@mistake(
    "count_loops",
    caught_by="test_an_empty_batch_stays_empty",
    en="How long is the axis that reshape(N, -1) leaves open if N is 0? Can NumPy know?",
    ko="N이 0이면 reshape(N, -1)에서 비워 둔 축의 길이는 얼마인가요? NumPy가 알 수 있을까요?",
)
def reshaped_with_an_open_axis(images):
    paper = _padded(images < INK, True)
    flat = paper.reshape(len(paper), -1)
    return _regions(flat.reshape(paper.shape)) - 1


@mistake(
    "count_loops",
    caught_by="test_speed_of_count_loops",
    en="Does Python visit every pixel, or every picture, on its own? What could be done for all of them in one step?",
    ko="파이썬이 픽셀이나 그림을 하나씩 돌고 있지 않나요? 한 단계에 모두를 한꺼번에 처리하려면 어떻게 해야 할까요?",
)
def pixel_by_pixel(images):
    loops = []
    for picture in images:
        height, width = picture.shape
        seen, found = picture >= INK, 0
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
            found += shut
        loops.append(found)
    return np.array(loops, int)


@mistake(
    "count_loops",
    caught_by="test_speed_of_count_loops",
    en="Does Python go through the pictures one after the other? Could one step be taken in all of them at once?",
    ko="파이썬이 그림을 하나씩 차례로 다루고 있지 않나요? 한 단계를 모든 그림에서 한꺼번에 밟을 수 없을까요?",
)
def picture_by_picture(images):
    loops = []
    for picture in images:
        paper, found = np.pad(picture < INK, 1, constant_values=True), -1
        while paper.any():
            region = np.zeros_like(paper)
            region.flat[paper.argmax()] = True
            wider = region
            while wider is region or (wider != region).any():
                region, wider = wider, wider.copy()
                wider[1:] |= region[:-1]
                wider[:-1] |= region[1:]
                wider[:, 1:] |= region[:, :-1]
                wider[:, :-1] |= region[:, 1:]
                wider &= paper
            paper = paper & ~region
            found += 1
        loops.append(found)
    return np.array(loops, int)


@mistake(
    "count_loops",
    caught_by="test_count_loops_follows_winding_ways",
    en="How do you know that filling has ended? Can a way be longer than the picture is wide and high?",
    ko="다 채웠다는 것을 어떻게 아나요? 길이 그림의 너비와 높이를 합한 것보다 길 수도 있지 않을까요?",
)
def every_region_filled_for_height_plus_width_steps(images):
    paper, found = _padded(images < INK, True), np.full(len(images), -1)
    while paper.any():
        region = _filled(_first(paper), paper, steps=sum(images.shape[1:]))
        found += region.any(axis=(1, 2))
        paper = paper & ~region
    return found


@mistake(
    "count_loops",
    caught_by="test_count_loops_of_large_noise",
    en="Once some regions have been joined, may others still have to be? How do you know that you have finished?",
    ko="몇몇 영역을 합치고 나면 더 합칠 것은 없나요? 다 끝났다는 것을 어떻게 아나요?",
)
def runs_joined_three_times(images):
    paper = _padded(images < INK, True)
    starts = _starts(paper, 2)
    runs = starts.cumsum().reshape(paper.shape) - 1
    both = paper[:, 1:] & paper[:, :-1]
    a, b = runs[:, :-1][both], runs[:, 1:][both]
    lowest = np.arange(starts.sum())
    for _ in range(3):
        np.minimum.at(lowest, np.maximum(lowest[a], lowest[b]), np.minimum(lowest[a], lowest[b]))
        while (lowest != lowest[lowest]).any():
            lowest = lowest[lowest]
    first = np.nonzero(starts)[0][lowest == np.arange(len(lowest))]
    return np.bincount(first, minlength=len(images)) - 1


@mistake(
    "count_loops",
    caught_by="test_count_loops_within_loops",
    en="Has a picture never more than two closed loops? Where does your count end?",
    ko="그림 하나에 닫힌 고리가 둘보다 많을 수는 없나요? 어디까지 세나요?",
)
def two_at_most(images):
    return np.minimum(_regions(_padded(images < INK, True)) - 1, 2)


@mistake(
    "count_loops",
    caught_by="test_count_loops_leaves_open_what_reaches_the_edge",
    en="On which sides of the picture have you put paper? Is the outside one region now, also at the bottom and on the right?",
    ko="그림의 어느 쪽에 바탕을 둘렀나요? 아래쪽과 오른쪽까지 바깥이 모두 한 영역이 되었나요?",
)
def paper_added_on_two_sides(images):
    return _regions(np.pad(images < INK, ((0, 0), (1, 0), (1, 0)), constant_values=True)) - 1


# -- histograms --------------------------------------------------------------------------------


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="If you take the mean along axis 2, does one number stand for a row or for a column? Which come first?",
    ko="축 2를 따라 평균하면 수 하나는 행에 해당하나요, 열에 해당하나요? 무엇을 먼저 적어야 하나요?",
)
def columns_first(images):
    return np.concatenate([images.mean(axis=1), images.mean(axis=2)], axis=1) / 255


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="What should a row full of ink come out as: 1 or 255?",
    ko="모두 잉크인 행의 값은 얼마여야 하나요? 1인가요, 255인가요?",
)
def not_divided_by_255(images):
    return np.concatenate([images.mean(axis=2), images.mean(axis=1)], axis=1)


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="Does the amount depend on how long the row is? What would a full row of 28 pixels give, and one of 3?",
    ko="양이 행의 길이에 따라 달라지나요? 모두 잉크인 행의 길이가 28일 때와 3일 때 값은 각각 얼마인가요?",
)
def sums_for_means(images):
    return np.concatenate([images.sum(axis=2), images.sum(axis=1)], axis=1) / 255


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="How many pixels has a row, and how many a column? Which of the two numbers do you divide each sum by?",
    ko="한 행의 픽셀은 몇 개이고 한 열의 픽셀은 몇 개인가요? 각각의 합을 어느 수로 나누었나요?",
)
def all_divided_by_the_width(images):
    return np.concatenate([images.sum(axis=2), images.sum(axis=1)], axis=1) / (255 * images.shape[2])


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="Does a grey pixel count as what it is, or as all or nothing? Does INK play a part here?",
    ko="회색 픽셀을 회색만큼 세나요, 모두 아니면 전무로 세나요? 여기에서도 INK가 필요한가요?",
)
def ink_or_nothing(images):
    ink = images >= INK
    return np.concatenate([ink.mean(axis=2), ink.mean(axis=1)], axis=1)


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="What do you divide by: by the ink that there could be, or by the ink that there is?",
    ko="무엇으로 나누었나요? 들어갈 수 있는 잉크의 양인가요, 실제로 든 잉크의 양인가요?",
)
def share_of_the_pictures_ink(images):
    ink = np.maximum(images.sum(axis=(1, 2)), 1)[:, None]
    return np.concatenate([images.sum(axis=2), images.sum(axis=1)], axis=1) / ink


@mistake(
    "histograms",
    caught_by="test_histograms_of_ink_alone_are_one",
    en="Which dtype has the sum of your pixels on the way? What becomes of 28 times 255 in a uint8?",
    ko="픽셀을 더하는 동안 합의 dtype은 무엇인가요? uint8에서 255를 28번 더하면 어떻게 되나요?",
)
def sums_of_bytes(images):
    rows, columns = np.einsum("nhw->nh", images), np.einsum("nhw->nw", images)
    _, height, width = images.shape
    return np.concatenate([rows / (255 * width), columns / (255 * height)], axis=1)


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="Which dtype has your answer? Where did it lose its digits?",
    ko="결과의 dtype은 무엇인가요? 어디에서 자릿수를 잃었나요?",
)
def histograms_in_float32(images):
    ink = images.astype(np.float32) / 255
    return np.concatenate([ink.mean(axis=2), ink.mean(axis=1)], axis=1)


@mistake(
    "histograms",
    caught_by="test_every_picture_is_measured_by_itself",
    en="By whose largest pixel do you divide? What if another picture is in the batch?",
    ko="누구의 가장 진한 픽셀로 나누나요? 배치에 다른 그림이 들어오면 어떻게 되나요?",
)
def divided_by_the_batch_maximum(images):
    return np.concatenate([images.mean(axis=2), images.mean(axis=1)], axis=1) / images.max(initial=1)


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="What is the largest value of a pixel? What comes out where all is ink?",
    ko="픽셀의 가장 큰 값은 얼마인가요? 모두 잉크인 곳에서는 얼마가 나오나요?",
)
def divided_by_256(images):
    return np.concatenate([images.mean(axis=2), images.mean(axis=1)], axis=1) / 256


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="A row has as many pixels as there are columns. By which of the two numbers have you divided its sum?",
    ko="한 행의 픽셀 수는 열의 수와 같습니다. 행의 합을 둘 중 어느 수로 나누었나요?",
)
def height_and_width_swapped(images):
    _, height, width = images.shape
    rows, columns = images.sum(axis=2) / height, images.sum(axis=1) / width
    return np.concatenate([rows, columns], axis=1) / 255


@mistake(
    "histograms",
    caught_by="test_histograms_of_a_hand_example",
    en="Is every picture 28 by 28? Where does the number of pixels come from?",
    ko="그림은 언제나 28 × 28인가요? 픽셀의 수를 어디에서 얻나요?",
)
def always_28_pixels(images):
    return np.concatenate([images.sum(axis=2), images.sum(axis=1)], axis=1) / (28 * 255)


# -- count_strokes -----------------------------------------------------------------------------


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_at_the_edge",
    en="A stroke begins where a pixel is ink and the one before is not. What is before the first pixel?",
    ko="획은 앞 픽셀이 잉크가 아닌 잉크 픽셀에서 시작됩니다. 첫 픽셀의 앞에는 무엇이 있나요?",
)
def strokes_at_the_first_pixel_missed(images):
    ink = images >= INK
    rows = (ink[:, :, 1:] & ~ink[:, :, :-1]).sum(axis=2)
    return np.concatenate([rows, (ink[:, 1:] & ~ink[:, :-1]).sum(axis=1)], axis=1)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_at_the_edge",
    en="Does every stroke both begin and end within the picture? How many changes are there if it lies at the edge?",
    ko="모든 획이 그림 안에서 시작하고 끝나나요? 획이 가장자리에 닿아 있으면 바뀌는 곳은 몇 군데인가요?",
)
def half_of_the_changes(images):
    ink = images >= INK
    rows = np.diff(ink, axis=2).sum(axis=2) // 2
    return np.concatenate([rows, np.diff(ink, axis=1).sum(axis=1) // 2], axis=1)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_of_a_hand_example",
    en="At one stroke in the middle of a row, how many times does ink begin or end? How many of these do you count?",
    ko="행 가운데에 획이 하나 있으면 잉크가 시작되거나 끝나는 곳은 몇 군데인가요? 그중 몇 군데를 세었나요?",
)
def both_ends_counted(images):
    ink = _padded(images >= INK, False)
    rows = np.diff(ink[:, 1:-1], axis=2).sum(axis=2)
    return np.concatenate([rows, np.diff(ink[:, :, 1:-1], axis=1).sum(axis=1)], axis=1)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_of_a_hand_example",
    en="Three pixels of ink side by side: are they three strokes or one?",
    ko="잉크 픽셀 셋이 나란히 있으면 획은 셋인가요, 하나인가요?",
)
def pixels_for_strokes(images):
    return _lines(images >= INK)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_of_a_hand_example",
    en="Which do you have first, the rows or the columns? Along which axis do you walk when you follow a row?",
    ko="행과 열 가운데 무엇을 먼저 적었나요? 한 행을 따라가려면 어느 축을 따라 걸어야 하나요?",
)
def strokes_of_columns_first(images):
    ink = images >= INK
    return np.concatenate([_starts(ink, 1).sum(axis=1), _starts(ink, 2).sum(axis=2)], axis=1)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_takes_128_for_ink_and_127_for_paper",
    en="Is a pixel of exactly INK ink or paper? What does your comparison say of it?",
    ko="값이 정확히 INK인 픽셀은 잉크인가요, 바탕인가요? 지금의 비교식으로는 어느 쪽이 되나요?",
)
def strokes_above_128_only(images):
    return _strokes(images > INK)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_takes_128_for_ink_and_127_for_paper",
    en="What is 127 - 128 in a uint8? Have you decided what is ink before you subtract?",
    ko="uint8에서 127 - 128은 얼마인가요? 빼기 전에 무엇이 잉크인지 먼저 정했나요?",
)
def differences_of_bytes(images):
    wide = np.pad(images, ((0, 0), (1, 0), (1, 0)))
    rows = (np.diff(wide[:, 1:], axis=2) >= INK).sum(axis=2)
    return np.concatenate([rows, (np.diff(wide[:, :, 1:], axis=1) >= INK).sum(axis=1)], axis=1)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_of_more_strokes_than_a_byte_can_count",
    en="What is the largest count that your dtype can hold?",
    ko="지금의 dtype에 담을 수 있는 가장 큰 수는 얼마인가요?",
)
def strokes_in_a_byte(images):
    return _strokes(images >= INK).astype(np.uint8)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_at_the_edge",
    en="What comes before the first pixel of a row: nothing, or the last pixel of the row above? What does your array say?",
    ko="한 행의 첫 픽셀 앞에는 무엇이 있나요? 아무것도 없나요, 윗행의 마지막 픽셀이 있나요? 지금 배열에서는 어떤가요?",
)
def rows_hang_together(images):
    n, height, width = images.shape
    ink = images >= INK
    across = np.diff(ink.reshape(n, height * width), axis=1, prepend=False).reshape(ink.shape) & ink
    down = ink.transpose(0, 2, 1).reshape(n, height * width)
    down = (np.diff(down, axis=1, prepend=False) & down).reshape(n, width, height)
    return np.concatenate([across.sum(axis=2), down.sum(axis=2)], axis=1)


@mistake(
    "count_strokes",
    caught_by="test_count_strokes_of_a_hand_example",
    en="Ink that begins is a difference of 1. What difference is ink that ends, and do you count it too?",
    ko="잉크가 시작되는 곳의 차이는 1입니다. 잉크가 끝나는 곳의 차이는 얼마인가요? 그것도 세고 있지 않나요?",
)
def every_change_counted(images):
    ink = images >= INK
    rows = np.diff(ink, axis=2, prepend=False).sum(axis=2)
    return np.concatenate([rows, np.diff(ink, axis=1, prepend=False).sum(axis=1)], axis=1)


# -- fit ---------------------------------------------------------------------------------------


@mistake(
    "fit",
    caught_by="test_fit_of_a_hand_example",
    en="Where is the centroid of 0 and 2: at 2 or at 1? Have you divided, and by how many?",
    ko="0과 2의 중심은 2인가요, 1인가요? 나누었나요? 몇으로 나누었나요?",
)
def sums_for_centroids(x, y):
    _checked(x, y)
    return np.unique(y), np.stack([x[y == c].sum(axis=0) for c in np.unique(y)]), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_of_a_hand_example",
    en="How many examples has one class? Do you divide its sum by that, or by something else?",
    ko="한 클래스의 예시는 몇 개인가요? 합을 그 수로 나누나요, 다른 수로 나누나요?",
)
def divided_by_all_examples(x, y):
    _checked(x, y)
    return np.unique(y), np.stack([x[y == c].sum(axis=0) / len(x) for c in np.unique(y)]), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_of_a_hand_example",
    en="In which units does fit return the centroids: in those of x, or already divided by the scale?",
    ko="fit이 돌려주는 중심은 x와 같은 단위인가요, 이미 scale로 나눈 값인가요?",
)
def centroids_scaled_already(x, y):
    _checked(x, y)
    return np.unique(y), _centroids(x, y) / _scale(x), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_lists_the_classes_that_have_examples",
    en="Are all integers from 0 to the largest class there? What is the mean of no examples?",
    ko="0부터 가장 큰 클래스까지 모든 정수가 나오나요? 예시가 하나도 없으면 평균은 얼마인가요?",
)
def every_class_up_to_the_largest(x, y):
    _checked(x, y)
    classes = np.arange(int(y.max()) + 1)
    centroids = [x[y == c].mean(axis=0) if (y == c).any() else np.zeros(x.shape[1]) for c in classes]
    return classes, np.stack(centroids), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_lists_the_classes_that_have_examples",
    en="In which order do your classes stand? Is it the order in which they came, or from low to high?",
    ko="클래스를 어떤 순서로 적었나요? 나온 순서인가요, 작은 것부터인가요?",
)
def classes_in_order_of_appearance(x, y):
    _checked(x, y)
    classes = np.array(list(dict.fromkeys(y.tolist())))
    return classes, np.stack([x[y == c].mean(axis=0) for c in classes]), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_takes_the_standard_deviation_over_all_examples_for_the_scale",
    en="The mean squared deviation: a sum divided by which number, N or N - 1?",
    ko="편차 제곱의 평균을 구할 때 합을 N으로 나누나요, N - 1로 나누나요?",
)
def divided_by_n_minus_1(x, y):
    _checked(x, y)
    changes = x.max(axis=0) > x.min(axis=0)
    return (
        np.unique(y),
        _centroids(x, y),
        np.where(changes, x.std(axis=0) * np.sqrt(len(x) / max(len(x) - 1, 1)), 1.0),
    )


@mistake(
    "fit",
    caught_by="test_fit_takes_the_standard_deviation_over_all_examples_for_the_scale",
    en="If a feature is in metres, in what unit is its scale? Have you taken the root?",
    ko="특성의 단위가 미터라면 scale의 단위는 무엇인가요? 제곱근을 구했나요?",
)
def variance_for_deviation(x, y):
    _checked(x, y)
    changes = x.max(axis=0) > x.min(axis=0)
    return np.unique(y), _centroids(x, y), np.where(changes, x.var(axis=0), 1.0)


@mistake(
    "fit",
    caught_by="test_fit_takes_the_standard_deviation_over_all_examples_for_the_scale",
    en="From which mean do you measure the deviations: that of an example's own class, or that of all examples?",
    ko="편차를 어느 평균에서 재나요? 자기 클래스의 평균인가요, 모든 예시의 평균인가요?",
)
def spread_within_the_classes(x, y):
    _checked(x, y)
    classes, row = np.unique(y, return_inverse=True)
    centroids = _centroids(x, y)
    spread = np.sqrt(((x - centroids[row]) ** 2).mean(axis=0))
    return classes, centroids, np.where(x.max(axis=0) > x.min(axis=0), spread, 1.0)


@mistake(
    "fit",
    caught_by="test_fit_takes_the_standard_deviation_over_all_examples_for_the_scale",
    en="Whose standard deviation is it, that of the examples or that of the centroids?",
    ko="무엇의 표준편차를 구했나요? 예시들인가요, 중심들인가요?",
)
def spread_of_the_centroids(x, y):
    _checked(x, y)
    spread = _centroids(x, y).std(axis=0)
    return np.unique(y), _centroids(x, y), np.where(spread > 0, spread, 1.0)


@mistake(
    "fit",
    caught_by="test_fit_of_a_hand_example",
    en="Has every feature a scale of its own? Along which axis is your standard deviation?",
    ko="특성마다 scale이 따로 있나요? 표준편차를 어느 축을 따라 구했나요?",
)
def one_scale_for_all(x, y):
    _checked(x, y)
    return np.unique(y), _centroids(x, y), np.full(x.shape[1], x.std() or 1.0)


@mistake(
    "fit",
    caught_by="test_fit_of_a_hand_example",
    en="Is the scale the standard deviation, or how far the highest and the lowest value lie apart?",
    ko="scale은 표준편차인가요, 가장 큰 값과 가장 작은 값의 차이인가요?",
)
def range_for_deviation(x, y):
    _checked(x, y)
    span = np.ptp(x, axis=0)
    return np.unique(y), _centroids(x, y), np.where(span > 0, span, 1.0)


@mistake(
    "fit",
    caught_by="test_fit_gives_a_constant_feature_the_scale_1",
    en="What is the deviation of a feature that never changes, and what happens when predict divides by it?",
    ko="값이 늘 같은 특성의 표준편차는 얼마인가요? predict가 그것으로 나누면 어떻게 되나요?",
)
def scale_of_zero(x, y):
    _checked(x, y)
    return np.unique(y), _centroids(x, y), np.where(np.ptp(x, axis=0) > 0, x.std(axis=0), 0.0)


@mistake(
    "fit",
    caught_by="test_fit_gives_a_constant_feature_the_scale_1",
    en="Is the standard deviation of a constant 0.1 exactly 0 once it is rounded? What tells you for certain that nothing changes?",
    ko="반올림을 거친 뒤에도 0.1만 늘어놓은 특성의 표준편차가 정확히 0일까요? 값이 늘 같다는 것을 확실히 알려면 무엇을 보면 될까요?",
)
def constant_only_if_the_deviation_is_exactly_0(x, y):
    _checked(x, y)
    deviation = x.std(axis=0)
    return np.unique(y), _centroids(x, y), np.where(deviation == 0, 1.0, deviation)


@mistake(
    "fit",
    caught_by="test_fit_gives_a_constant_feature_the_scale_1",
    en="You have added something so as not to divide by 0. What is the scale of a constant feature then, and what should it be?",
    ko="0으로 나누지 않으려고 작은 수를 더했군요. 그러면 값이 늘 같은 특성의 scale은 얼마가 되고, 얼마여야 하나요?",
)
def a_little_added(x, y):
    _checked(x, y)
    return np.unique(y), _centroids(x, y), x.std(axis=0) + 1e-8


@mistake(
    "fit",
    caught_by="test_fit_refuses_what_it_cannot_learn_from",
    en="What do you do if there are more labels than examples, fewer, or none of either?",
    ko="레이블이 예시보다 많거나 적으면, 또는 둘 다 하나도 없으면 어떻게 하나요?",
)
def labels_not_compared_with_examples(x, y):
    if len(x) == 0:
        raise ValueError("no examples")
    y = np.resize(y, len(x))
    return np.unique(y), _centroids(x, y), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_lists_the_classes_that_have_examples",
    en="Of which classes do you take the mean? Has each of them an example?",
    ko="어떤 클래스들의 평균을 구하나요? 그 클래스마다 예시가 있나요?",
)
def mean_of_no_examples(x, y):
    _checked(x, y)
    classes = np.arange(int(y.max()) + 1)
    return classes, np.stack([x[y == c].mean(axis=0) for c in classes]), _scale(x)


@mistake(
    "fit",
    caught_by="test_fit_takes_the_standard_deviation_over_all_examples_for_the_scale",
    en="Have you taken the standard deviation of every class and then their mean? Over which examples should it go?",
    ko="클래스마다 표준편차를 구해 평균했나요? 어떤 예시들의 표준편차여야 하나요?",
)
def mean_of_the_spreads(x, y):
    _checked(x, y)
    spread = np.mean([x[y == c].std(axis=0) for c in np.unique(y)], axis=0)
    return np.unique(y), _centroids(x, y), np.where(np.ptp(x, axis=0) > 0, spread, 1.0)


@mistake(
    "fit",
    caught_by="test_fit_measures_even_the_smallest_spread",
    en="Which spread do you take for none at all? May a feature that is measured in tiny units be that small?",
    ko="얼마보다 작으면 변하지 않는다고 보나요? 단위가 아주 작은 특성이라면 정말로 그만큼만 변할 수도 있지 않을까요?",
)
def small_deviation_taken_for_none(x, y):
    _checked(x, y)
    deviation = x.std(axis=0)
    return np.unique(y), _centroids(x, y), np.where(deviation < 1e-8, 1.0, deviation)


@mistake(
    "fit",
    caught_by="test_fit_measures_even_the_smallest_spread",
    en="When are two values the same for you? What does np.isclose say of 10⁸ and 10⁸ + 3, or of 3e-9 and 8e-9?",
    ko="두 값이 같은지 어떻게 판단하나요? np.isclose는 10⁸과 10⁸ + 3, 3e-9와 8e-9를 두고 뭐라고 하나요?",
)
def close_taken_for_equal(x, y):
    _checked(x, y)
    return np.unique(y), _centroids(x, y), np.where(np.isclose(x, x[0]).all(axis=0), 1.0, x.std(axis=0))


@mistake(
    "fit",
    caught_by="test_fit_measures_even_the_smallest_spread",
    en="How many digits are left when you subtract two squares of 10⁸ from each other? What could you subtract first?",
    ko="10⁸의 제곱끼리 빼면 몇 자리나 남나요? 제곱하기 전에 무엇을 빼면 될까요?",
)
def mean_of_squares_less_square_of_mean(x, y):
    _checked(x, y)
    spread = np.sqrt(np.maximum((x**2).mean(axis=0) - x.mean(axis=0) ** 2, 0))
    return np.unique(y), _centroids(x, y), np.where(np.ptp(x, axis=0) > 0, spread, 1.0)


# -- predict -----------------------------------------------------------------------------------


@mistake(
    "predict",
    caught_by="test_predict_of_a_hand_example",
    en="argmin gives the row of the nearest centroid. Is that already its class?",
    ko="argmin은 가장 가까운 중심이 몇 번째 행인지 알려 줍니다. 그것이 곧 클래스인가요?",
)
def row_for_class(model, x):
    classes, centroids, scale = model
    return _nearest(np.arange(len(classes)), centroids / scale, x / scale)


@mistake(
    "predict",
    caught_by="test_predict_measures_in_units_of_the_scale",
    en="A model has three parts. Which of them have you used?",
    ko="모델은 세 부분으로 되어 있습니다. 그중 무엇을 썼나요?",
)
def scale_forgotten(model, x):
    classes, centroids, _ = model
    return _nearest(classes, centroids, x)


@mistake(
    "predict",
    caught_by="test_predict_measures_in_units_of_the_scale",
    en="If a feature varies a lot, should a step along it count for more or for less? Do you multiply or divide?",
    ko="값이 크게 변하는 특성에서 1만큼의 차이는 더 크게 보아야 하나요, 더 작게 보아야 하나요? 곱했나요, 나누었나요?",
)
def multiplied_by_the_scale(model, x):
    classes, centroids, scale = model
    return _nearest(classes, centroids * scale, x * scale)


@mistake(
    "predict",
    caught_by="test_predict_measures_in_units_of_the_scale",
    en="Is the scale squared together with the difference? Do you divide before or after you square?",
    ko="차이를 제곱할 때 scale도 함께 제곱되나요? 제곱하기 전에 나누나요, 제곱한 뒤에 나누나요?",
)
def scale_not_squared(model, x):
    classes, centroids, scale = model
    return _nearest(classes, centroids / np.sqrt(scale), x / np.sqrt(scale))


@mistake(
    "predict",
    caught_by="test_predict_measures_in_units_of_the_scale",
    en="Are the centroids and x in the same unit when you subtract one from the other?",
    ko="뺄셈을 할 때 중심과 x의 단위가 같은가요?",
)
def centroids_left_unscaled(model, x):
    classes, centroids, scale = model
    return _nearest(classes, centroids, x / scale)


@mistake(
    "predict",
    caught_by="test_predict_adds_up_squares",
    en="What do you add up over the features: the differences, or their squares?",
    ko="특성마다 무엇을 더하나요? 차이의 크기인가요, 차이의 제곱인가요?",
)
def absolute_differences(model, x):
    classes, centroids, scale = model
    away = [np.abs((x - centroid) / scale).sum(axis=1) for centroid in centroids]
    return classes[np.argmin(away, axis=0)]


@mistake(
    "predict",
    caught_by="test_predict_judges_every_example_by_itself",
    en="Whose spread do you divide by: that of the training examples, or that of the batch in front of you?",
    ko="무엇의 표준편차로 나누나요? 훈련 예시의 것인가요, 눈앞에 있는 배치의 것인가요?",
)
def spread_of_the_batch(model, x):
    classes, centroids, _ = model
    spread = x.std(axis=0) if len(x) else np.ones(x.shape[1])
    spread = np.where(spread > 0, spread, 1.0)
    return _nearest(classes, centroids / spread, x / spread)


@mistake(
    "predict",
    caught_by="test_predict_judges_every_example_by_itself",
    en="Does the mean of the batch before you come into it? What does a single example look like once its own mean is taken away?",
    ko="눈앞에 있는 배치의 평균을 쓰고 있나요? 예시가 하나뿐일 때 자기 평균을 빼면 무엇이 남나요?",
)
def mean_of_the_batch(model, x):
    classes, centroids, scale = model
    middle = x.mean(axis=0) if len(x) else np.zeros(x.shape[1])
    return _nearest(classes, (centroids - centroids.mean(axis=0)) / scale, (x - middle) / scale)


@mistake(
    "predict",
    caught_by="test_predict_answers_with_the_lowest_class_in_a_tie",
    en="Two centroids are equally near. Which one does your search keep, the first or the last?",
    ko="두 중심이 똑같이 가까우면 지금 코드는 앞의 것을 남기나요, 뒤의 것을 남기나요?",
)
def last_class_in_a_tie(model, x):
    classes, centroids, scale = model
    return _nearest(classes[::-1], centroids[::-1] / scale, x / scale)


@mistake(
    "predict",
    caught_by="test_predict_of_a_hand_example",
    en="Do you look for the smallest distance, or for the largest product? What if one centroid is simply longer?",
    ko="가장 작은 거리를 찾나요, 가장 큰 내적을 찾나요? 어떤 중심이 그저 길기만 하면 어떻게 되나요?",
)
def largest_product(model, x):
    classes, centroids, scale = model
    return classes[((x / scale) @ (centroids / scale).T).argmax(axis=1)]


@mistake(
    "predict",
    caught_by="test_predict_of_a_hand_example",
    en="Over what does argmin run: over the centroids, or over the examples? How many answers should come out?",
    ko="argmin을 무엇에 대해 구했나요? 중심들인가요, 예시들인가요? 답은 몇 개여야 하나요?",
)
def smallest_over_the_examples(model, x):
    _, centroids, scale = model
    away = np.stack([(((x - centroid) / scale) ** 2).sum(axis=1) for centroid in centroids], axis=1)
    return np.argmin(away, axis=0)


@mistake(
    "predict",
    caught_by="test_an_empty_batch_stays_empty",
    en="Which dtype has an array that is made from an empty list?",
    ko="빈 리스트로 배열을 만들면 dtype은 무엇이 되나요?",
)
def array_of_an_empty_list(model, x):
    classes, centroids, scale = model
    return np.array([_nearest(classes, centroids / scale, row[None] / scale)[0] for row in x])


@mistake(
    "predict",
    caught_by="test_predict_takes_nearly_halfway_for_no_tie",
    en="Which dtype do your distances go through, and how many digits does it keep?",
    ko="거리를 구하는 동안 어떤 dtype을 거치나요? 그 dtype은 몇 자리까지 나타낼 수 있나요?",
)
def distances_in_float32(model, x):
    classes, centroids, scale = model
    narrow = [part.astype(np.float32) for part in (centroids / scale, x / scale)]
    return _nearest(classes, *narrow)


@mistake(
    "predict",
    caught_by="test_predict_takes_nearly_halfway_for_no_tie",
    en="When are two distances the same for you? Do you round before you compare?",
    ko="두 거리가 같은지 어떻게 판단하나요? 비교하기 전에 반올림하고 있지 않나요?",
)
def distances_rounded(model, x):
    classes, centroids, scale = model
    squared = [(((x - centroid) / scale) ** 2).sum(axis=1) for centroid in centroids]
    return classes[np.argmin(np.round(squared, 6), axis=0)]
