"""Wrong answers to k21_adaptation that people really write."""

import numpy as np

from dojo.mistake import mistake


def _shift(images, dy, dx, fill=0):
    n, rows, columns = images.shape
    y = np.arange(rows) - np.reshape(dy, (-1, 1))
    x = np.arange(columns) - np.reshape(dx, (-1, 1))
    there = ((y >= 0) & (y < rows))[:, :, None] & ((x >= 0) & (x < columns))[:, None]
    taken = images[
        np.arange(n)[:, None, None], y.clip(0, rows - 1)[:, :, None], x.clip(0, columns - 1)[:, None]
    ]
    return np.where(there, taken, np.uint8(fill))


def _places(images, radians, middle=None):
    """Where each pixel of the result comes from: rows and columns, one picture for each angle."""
    rows, columns = images.shape[1:]
    cy, cx = ((rows - 1) / 2, (columns - 1) / 2) if middle is None else middle
    angle = np.reshape(radians, (-1, 1, 1))
    y, x = np.arange(rows)[:, None] - cy, np.arange(columns) - cx
    return y * np.cos(angle) + x * np.sin(angle) + cy, x * np.cos(angle) - y * np.sin(angle) + cx


def _mixed(images, y, x, floor=np.floor):
    """The mean of the four pixels around each place, weighted by how near they are; not rounded."""
    rows, columns = images.shape[1:]
    top, left = floor(y).astype(int), floor(x).astype(int)
    result = 0.0
    for i, high in ((top, 1 - (y - top)), (top + 1, y - top)):
        for j, wide in ((left, 1 - (x - left)), (left + 1, x - left)):
            there = (i >= 0) & (i < rows) & (j >= 0) & (j < columns)
            ink = images[np.arange(len(images))[:, None, None], i.clip(0, rows - 1), j.clip(0, columns - 1)]
            result = result + high * wide * there * ink
    return result


def _rounded(pixels):
    return np.rint(pixels).astype(np.uint8)


# -- shift -------------------------------------------------------------------------------------


@mistake(
    "shift",
    caught_by="test_shift_lets_paper_in",
    en="Where does np.roll put the ink that leaves the picture?",
    ko="np.roll을 쓰면 그림 밖으로 나간 잉크는 어디로 가나요?",
)
def ink_comes_back_at_the_other_edge(images, dy, dx):
    n, rows, columns = images.shape
    y = (np.arange(rows) - np.reshape(dy, (-1, 1))) % rows
    x = (np.arange(columns) - np.reshape(dx, (-1, 1))) % columns
    return images[np.arange(n)[:, None, None], y[:, :, None], x[:, None]]


@mistake(
    "shift",
    caught_by="test_shift_moves_down_by_dy_and_right_by_dx",
    en="Which axis of a picture runs downwards? Which of dy and dx belongs to it?",
    ko="그림에서 아래로 내려가는 축은 몇 번 축인가요? dy와 dx 중 어느 것이 그 축의 값인가요?",
)
def down_and_right_swapped(images, dy, dx):
    return _shift(images, dx, dy)


@mistake(
    "shift",
    caught_by="test_shift_moves_down_by_dy_and_right_by_dx",
    en="A picture moves down by 1: which row of the old picture stands in row 2 of the new one, 1 or 3?",
    ko="그림을 아래로 1만큼 옮기면 새 그림의 2번 행에는 옛 그림의 몇 번 행이 오나요? 1번인가요, 3번인가요?",
)
def the_other_way(images, dy, dx):
    return _shift(images, -np.asarray(dy), -np.asarray(dx))


@mistake(
    "shift",
    caught_by="test_shift_moves_down_by_dy_and_right_by_dx",
    en="Row numbers grow downwards. Is down positive or negative then?",
    ko="행 번호는 아래로 갈수록 커집니다. 그러면 아래쪽은 양수인가요, 음수인가요?",
)
def up_is_positive(images, dy, dx):
    return _shift(images, -np.asarray(dy), dx)


@mistake(
    "shift",
    caught_by="test_shift_moves_down_by_dy_and_right_by_dx",
    en="dx = -1: does the picture move to the left or to the right?",
    ko="dx가 -1이면 그림은 왼쪽으로 가나요, 오른쪽으로 가나요?",
)
def left_is_positive(images, dy, dx):
    return _shift(images, dy, -np.asarray(dx))


@mistake(
    "shift",
    caught_by="test_shift_lets_paper_in",
    en="Which row is images[0][-1]? Does it lie above row 0?",
    ko="images[0][-1]은 몇 번째 행인가요? 0번 행의 위에 있는 행인가요?",
)
def rows_below_zero_count_from_the_end(images, dy, dx):
    n, rows, columns = images.shape
    y = np.arange(rows) - np.reshape(dy, (-1, 1))
    x = np.arange(columns) - np.reshape(dx, (-1, 1))
    there = (y < rows)[:, :, None] & (x < columns)[:, None]
    taken = images[np.arange(n)[:, None, None], (y % rows)[:, :, None], (x % columns)[:, None]]
    return taken * there


@mistake(
    "shift",
    caught_by="test_shift_lets_paper_in",
    en="What lies around a picture: paper, or more of its outermost row and column?",
    ko="그림 바깥에는 무엇이 있나요? 종이인가요, 가장자리의 행과 열이 이어지나요?",
)
def edge_is_drawn_out(images, dy, dx):
    n, rows, columns = images.shape
    y = (np.arange(rows) - np.reshape(dy, (-1, 1))).clip(0, rows - 1)
    x = (np.arange(columns) - np.reshape(dx, (-1, 1))).clip(0, columns - 1)
    return images[np.arange(n)[:, None, None], y[:, :, None], x[:, None]]


@mistake(
    "shift",
    caught_by="test_shift_lets_paper_in",
    en="Which of 0 and 255 is paper?",
    ko="0과 255 중 어느 쪽이 종이인가요?",
)
def ink_comes_in(images, dy, dx):
    return _shift(images, dy, dx, fill=255)


@mistake(
    "shift",
    caught_by="test_shift_of_a_hand_example",
    en="Which dtype have the zeros that you begin with? And the pictures?",
    ko="처음에 만든 0의 배열은 dtype이 무엇인가요? 그림의 dtype과 같나요?",
)
def floats_come_back(images, dy, dx):
    return _shift(images, dy, dx).astype(float)


@mistake(
    "shift",
    caught_by="test_shift_moves_every_image_by_its_own",
    en="If dy holds a number for each image, which of them moves the second image?",
    ko="dy에 이미지마다 값이 하나씩 있다면, 두 번째 이미지는 몇 번째 값으로 옮기나요?",
)
def all_go_with_the_first(images, dy, dx):
    return _shift(images, np.ravel(dy)[0], np.ravel(dx)[0])


@mistake(
    "shift",
    caught_by="test_shift_by_nothing_or_right_out_of_the_picture",
    en="What does a slice such as [:-dy] hold when dy is 0?",
    ko="dy가 0이면 [:-dy] 같은 슬라이스에는 무엇이 들어 있나요?",
)
def moved_by_nothing_is_empty(images, dy, dx):
    nothing = (np.reshape(dy, (-1, 1, 1)) == 0) & (np.reshape(dx, (-1, 1, 1)) == 0)
    return _shift(images, dy, dx) * ~nothing


@mistake(
    "shift",
    caught_by="test_shift_by_nothing_or_right_out_of_the_picture",
    en="What is left when a picture moves further than it is high or wide? Where do the row numbers point then?",
    ko="그림을 높이나 너비보다 많이 옮기면 무엇이 남나요? 그때 행 번호는 어디를 가리키나요?",
)
def no_further_than_the_last_row(images, dy, dx):
    rows, columns = images.shape[1:]
    return _shift(images, np.clip(dy, 1 - rows, rows - 1), np.clip(dx, 1 - columns, columns - 1))


@mistake(
    "shift",
    caught_by="test_speed_of_shift",
    en="How many times does your loop run for 5,000 images? Can one indexing operation take from all of them?",
    ko="이미지가 5,000개면 반복문이 몇 번 도나요? 인덱싱 한 번으로 모든 이미지에서 가져올 수는 없을까요?",
)
def one_image_after_another(images, dy, dx):
    rows, columns = images.shape[1:]
    result = np.zeros_like(images)
    amounts = (np.broadcast_to(d, len(images)).tolist() for d in (dy, dx))
    for image, paper, down, right in zip(images, result, *amounts):
        seen = image[max(-down, 0) : max(rows - down, 0), max(-right, 0) : max(columns - right, 0)]
        paper[max(down, 0) :, max(right, 0) :][: len(seen), : seen.shape[1]] = seen
    return result


# -- rotate ------------------------------------------------------------------------------------


@mistake(
    "rotate",
    caught_by="test_rotate_of_a_hand_example",
    en="Rows grow downwards. Which way round does your formula turn as you see it on the screen?",
    ko="행은 아래로 갈수록 커집니다. 지금 쓴 공식은 화면에서 보기에 어느 쪽으로 도나요?",
)
def clockwise(images, degrees):
    return _rounded(_mixed(images, *_places(images, -np.deg2rad(degrees))))


@mistake(
    "rotate",
    caught_by="test_rotate_of_a_hand_example",
    en="What do np.cos and np.sin take: degrees or radians?",
    ko="np.cos과 np.sin은 도를 받나요, 라디안을 받나요?",
)
def degrees_taken_for_radians(images, degrees):
    return _rounded(_mixed(images, *_places(images, degrees)))


@mistake(
    "rotate",
    caught_by="test_rotate_of_a_hand_example",
    en="Which point stays where it is when a picture turns? Is it the corner?",
    ko="그림을 돌릴 때 움직이지 않는 점은 어디인가요? 모서리인가요?",
)
def about_the_corner(images, degrees):
    return _rounded(_mixed(images, *_places(images, np.deg2rad(degrees), middle=(0, 0))))


@mistake(
    "rotate",
    caught_by="test_rotate_of_a_hand_example",
    en="What is the middle of the rows 0, 1, 2: 1 or 1.5?",
    ko="0, 1, 2번 행의 한가운데는 1인가요, 1.5인가요?",
)
def half_a_pixel_beside_the_middle(images, degrees):
    rows, columns = images.shape[1:]
    return _rounded(_mixed(images, *_places(images, np.deg2rad(degrees), middle=(rows / 2, columns / 2))))


@mistake(
    "rotate",
    caught_by="test_rotate_by_quarter_turns_is_exact",
    en="Where is the middle of 8 rows: on a row, or between two?",
    ko="8개 행의 한가운데는 어느 행 위인가요, 두 행 사이인가요?",
)
def middle_on_a_whole_pixel(images, degrees):
    rows, columns = images.shape[1:]
    middle = (rows - 1) // 2, (columns - 1) // 2
    return _rounded(_mixed(images, *_places(images, np.deg2rad(degrees), middle)))


@mistake(
    "rotate",
    caught_by="test_rotate_finds_every_pixel_where_it_came_from",
    en="Which column is the middle of a picture that is not square? Did you count rows or columns for it?",
    ko="정사각형이 아닌 그림에서 한가운데 열은 몇 번인가요? 행의 수로 구했나요, 열의 수로 구했나요?",
)
def middle_column_counted_in_rows(images, degrees):
    middle = (images.shape[1] - 1) / 2
    return _rounded(_mixed(images, *_places(images, np.deg2rad(degrees), middle=(middle, middle))))


@mistake(
    "rotate",
    caught_by="test_rotate_finds_every_pixel_where_it_came_from",
    en="What is int(-0.3), and what np.floor(-0.3)? Which does astype(int) do?",
    ko="int(-0.3)은 얼마이고 np.floor(-0.3)은 얼마인가요? astype(int)은 둘 중 어느 쪽과 같나요?",
)
def fractions_cut_off_instead_of_floor(images, degrees):
    return _rounded(_mixed(images, *_places(images, np.deg2rad(degrees)), floor=np.trunc))


@mistake(
    "rotate",
    caught_by="test_rotate_mixes_the_four_pixels_around_a_place",
    en="A place lies a tenth of a row below row i. Which counts more there: row i, or row i + 1?",
    ko="찾은 자리가 i번 행에서 0.1만큼 아래에 있습니다. i번 행과 i + 1번 행 중 어느 쪽이 더 많이 섞이나요?",
)
def the_far_pixel_counts_more(images, degrees):
    y, x = _places(images, np.deg2rad(degrees))
    return _rounded(_mixed(images, 2 * np.floor(y) + 1 - y, 2 * np.floor(x) + 1 - x))


@mistake(
    "rotate",
    caught_by="test_rotate_mixes_the_four_pixels_around_a_place",
    en="A place lies between between four pixels. How much does each of them count?",
    ko="찾은 자리는 픽셀 네 개의 사이에 있습니다. 네 픽셀이 각각 얼마만큼 섞이나요?",
)
def nearest_pixel_alone(images, degrees):
    return _rounded(_mixed(images, *map(np.rint, _places(images, np.deg2rad(degrees)))))


@mistake(
    "rotate",
    caught_by="test_rotate_mixes_the_four_pixels_around_a_place",
    en="What does astype(np.uint8) make of 116.9, and of 5.9999999?",
    ko="astype(np.uint8)은 116.9를 얼마로 바꾸나요? 5.9999999는요?",
)
def cut_off_instead_of_rounded(images, degrees):
    return _mixed(images, *_places(images, np.deg2rad(degrees))).astype(np.uint8)


@mistake(
    "rotate",
    caught_by="test_rotate_mixes_paper_in_at_the_edge",
    en="If one of the four pixels lies beyond the edge, is the whole place lost, or does only that pixel count as 0?",
    ko="네 픽셀 중 하나가 가장자리 밖에 있으면 그 자리 전체가 0이 되나요, 그 픽셀만 0으로 치나요?",
)
def places_beyond_the_edge_are_all_paper(images, degrees):
    rows, columns = images.shape[1:]
    y, x = _places(images, np.deg2rad(degrees))
    near = 1e-9
    within = (y >= -near) & (y <= rows - 1 + near) & (x >= -near) & (x <= columns - 1 + near)
    return _rounded(_mixed(images, y, x) * within)


@mistake(
    "rotate",
    caught_by="test_rotate_mixes_paper_in_at_the_edge",
    en="What happens to a place beyond the edge when you clip its row and column? Is there ink out there?",
    ko="가장자리 밖의 자리를 clip하면 어느 픽셀이 되나요? 그림 밖에도 잉크가 있나요?",
)
def edge_goes_on_beyond(images, degrees):
    rows, columns = images.shape[1:]
    y, x = _places(images, np.deg2rad(degrees))
    return _rounded(_mixed(images, y.clip(0, rows - 1), x.clip(0, columns - 1)))


@mistake(
    "rotate",
    caught_by="test_rotate_mixes_paper_in_at_the_edge",
    en="Which pixel does the index -1 take? Does it lie beside the first one?",
    ko="인덱스 -1은 어느 픽셀을 가리키나요? 첫 픽셀의 옆에 있는 픽셀인가요?",
)
def picture_repeats_beyond_the_edge(images, degrees):
    rows, columns = images.shape[1:]
    y, x = _places(images, np.deg2rad(degrees))
    inside = _mixed(images, y, x)
    wrapped = _mixed(np.tile(images, (1, 3, 3)), y % rows + rows, x % columns + columns)
    beyond = (y < -1) | (y > rows) | (x < -1) | (x > columns)
    return _rounded(np.where(beyond, inside, wrapped))


@mistake(
    "rotate",
    caught_by="test_rotate_turns_every_image_by_its_own_angle",
    en="If degrees holds an angle for each image, which of them turns the second image?",
    ko="degrees에 이미지마다 각도가 하나씩 있다면, 두 번째 이미지는 몇 번째 각도로 돌리나요?",
)
def all_turn_with_the_first(images, degrees):
    return _rounded(_mixed(images, *_places(images, np.deg2rad(np.ravel(degrees)[0]))))


@mistake(
    "rotate",
    caught_by="test_speed_of_rotate",
    en="How many times do you work out sines and weights for 300 images? Can arrays hold them for all images at once?",
    ko="이미지가 300개면 사인과 가중치를 몇 번 따로 구하나요? 배열 하나에 모든 이미지의 값을 담을 수 있을까요?",
)
def one_turn_after_another(images, degrees):
    angles = np.broadcast_to(np.deg2rad(degrees), len(images))
    each = zip(images[:, None], angles)
    return np.concatenate([_rounded(_mixed(image, *_places(image, angle))) for image, angle in each])


# -- invert ------------------------------------------------------------------------------------


@mistake(
    "invert",
    caught_by="test_invert_of_a_hand_example",
    en="Are the pixels here between 0 and 1, or between 0 and 255?",
    ko="여기서 픽셀 값은 0부터 1까지인가요, 0부터 255까지인가요?",
)
def one_minus_the_pixel(images):
    return 1 - images


@mistake(
    "invert",
    caught_by="test_invert_of_a_hand_example",
    en="How many steps lie between 0 and 255? What is 256 - 0 in a uint8?",
    ko="0에서 255까지는 몇 칸인가요? 256 - 0을 uint8에 담으면 얼마가 되나요?",
)
def from_256(images):
    return (256 - images.astype(int)).astype(np.uint8)


@mistake(
    "invert",
    caught_by="test_invert_of_a_hand_example",
    en="Which dtype comes back? Is it that of the pictures?",
    ko="돌려준 배열의 dtype은 무엇인가요? 그림의 dtype과 같은가요?",
)
def floats_come_back_inverted(images):
    return 255.0 - images


@mistake(
    "invert",
    caught_by="test_invert_looks_at_each_pixel_alone",
    en="Is the darkest pixel of the images always 255?",
    ko="이미지에서 가장 진한 픽셀은 언제나 255인가요?",
)
def from_the_darkest_of_all(images):
    return images.max() - images


@mistake(
    "invert",
    caught_by="test_invert_looks_at_each_pixel_alone",
    en="Is the darkest pixel of every image 255?",
    ko="어느 이미지에서나 가장 진한 픽셀이 255인가요?",
)
def from_the_darkest_of_each(images):
    return images.max(axis=(1, 2), keepdims=True) - images


@mistake(
    "invert",
    caught_by="test_invert_looks_at_each_pixel_alone",
    en="If a picture has only grey pixels, must it have black and white ones when it is inverted?",
    ko="회색뿐인 그림을 뒤집으면 흰색과 검은색이 생겨야 할까요?",
)
def from_lightest_to_darkest(images):
    ends = [edge(axis=(1, 2), keepdims=True).astype(int) for edge in (images.min, images.max)]
    return (sum(ends) - images).astype(np.uint8)


# -- augment -----------------------------------------------------------------------------------


@mistake(
    "augment",
    caught_by="test_augment_moves_every_image_by_its_own",
    en="How many numbers do you draw for a batch of 500 images: one dy, or 500 of them?",
    ko="이미지 500개짜리 배치에 dy를 몇 개 뽑나요? 하나인가요, 500개인가요?",
)
def one_shift_for_the_batch(images, reach, rng):
    dy, dx = rng.integers(-reach, reach, size=2, endpoint=True)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_moves_every_image_by_its_own",
    en="If dy and dx come from one draw, can an image move down and to the left?",
    ko="dy와 dx를 한 번 뽑은 값으로 함께 쓰면, 이미지가 아래로 가면서 왼쪽으로 갈 수 있나요?",
)
def down_as_far_as_right(images, reach, rng):
    d = rng.integers(-reach, reach, size=len(images), endpoint=True)
    return _shift(images, d, d)


@mistake(
    "augment",
    caught_by="test_augment_moves_every_image_by_its_own",
    en="Can your image move in both directions at once, or only in one of them?",
    ko="이미지가 세로와 가로로 동시에 움직일 수 있나요, 한 방향으로만 움직이나요?",
)
def along_one_axis_only(images, reach, rng):
    d = rng.integers(-reach, reach, size=len(images), endpoint=True)
    vertical = rng.random(len(images)) < 0.5
    return _shift(images, d * vertical, d * ~vertical)


@mistake(
    "augment",
    caught_by="test_augment_reaches_both_ends",
    en="Does rng.integers(low, high) ever give high?",
    ko="rng.integers(low, high)에서 high가 나올 수 있나요?",
)
def upper_end_left_out(images, reach, rng):
    if reach < 0:
        raise ValueError
    dy, dx = rng.integers(-reach, max(reach, 1 - reach), size=(2, len(images)))
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_reaches_both_ends",
    en="Can an image move up or to the left as well?",
    ko="이미지가 위쪽이나 왼쪽으로도 움직일 수 있나요?",
)
def never_up_or_left(images, reach, rng):
    dy, dx = rng.integers(0, reach, size=(2, len(images)), endpoint=True)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_goes_every_way_equally_often",
    en="When you round a uniform number from -reach to reach, how wide is the part that rounds to reach, and to 0?",
    ko="-reach부터 reach까지의 균등한 실수를 반올림하면, reach가 되는 구간과 0이 되는 구간의 폭이 같나요?",
)
def rounded_uniform_numbers(images, reach, rng):
    if reach < 0:
        raise ValueError
    dy, dx = np.rint(rng.uniform(-reach, reach, size=(2, len(images)))).astype(int)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_goes_every_way_equally_often",
    en="Which numbers become 0 when the fraction is cut off? From where to where?",
    ko="소수점 아래를 버리면 어떤 수가 0이 되나요? 어디서부터 어디까지인가요?",
)
def cut_off_uniform_numbers(images, reach, rng):
    if reach < 0:
        raise ValueError
    dy, dx = rng.uniform(-reach - 1, reach + 1, size=(2, len(images))).astype(int)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_draws_from_its_generator_anew_each_time",
    en="What is the state of a generator that you make anew in every call?",
    ko="호출할 때마다 생성기를 새로 만들면 그 생성기는 늘 어떤 상태에서 시작하나요?",
)
def same_draw_in_every_call(images, reach, rng):
    dy, dx = np.random.default_rng(0).integers(-reach, reach, size=(2, len(images)), endpoint=True)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_draws_from_no_other_generator",
    en="Where do your random numbers come from: the generator that was passed in, or another one?",
    ko="난수를 어디에서 뽑나요? 넘겨받은 rng인가요, 다른 생성기인가요?",
)
def draws_from_elsewhere(images, reach, rng):
    dy, dx = np.random.default_rng().integers(-reach, reach, size=(2, len(images)), endpoint=True)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_without_reach_leaves_images_as_they_are",
    en="What is a reach of -3 to mean? Is anybody told?",
    ko="reach가 -3이라면 무슨 뜻일까요? 잘못되었다고 알려 주나요?",
)
def reach_below_zero_let_in(images, reach, rng):
    dy, dx = rng.integers(-abs(reach), abs(reach), size=(2, len(images)), endpoint=True)
    return _shift(images, dy, dx)


@mistake(
    "augment",
    caught_by="test_augment_gives_as_many_images_moved_but_not_changed",
    en="The labels stay where they are. Does each image still stand beside its own?",
    ko="레이블은 제자리에 있습니다. 이미지마다 여전히 자기 레이블과 짝이 맞나요?",
)
def images_shuffled_away_from_their_labels(images, reach, rng):
    dy, dx = rng.integers(-reach, reach, size=(2, len(images)), endpoint=True)
    return _shift(images, dy, dx)[np.roll(rng.permutation(len(images)), 1)]


@mistake(
    "augment",
    caught_by="test_augment_gives_as_many_images_moved_but_not_changed",
    en="How many images went in, and how many come out? How many labels are there?",
    ko="이미지가 몇 개 들어가서 몇 개 나오나요? 레이블은 몇 개인가요?",
)
def moved_images_added_to_the_old(images, reach, rng):
    dy, dx = rng.integers(-reach, reach, size=(2, len(images)), endpoint=True)
    return np.concatenate([images, _shift(images, dy, dx)])


# -- accuracies --------------------------------------------------------------------------------


def _checked(images, labels):
    if len(images) == 0 or labels.shape != (len(images),):
        raise ValueError


@mistake(
    "accuracies",
    caught_by="test_accuracies_change_the_images_that_were_given",
    en="Which images does the second change get: those that were given, or those that the first one has made?",
    ko="두 번째 변화는 어떤 이미지를 받나요? 처음 받은 이미지인가요, 첫 번째 변화가 만든 이미지인가요?",
)
def changes_pile_up(predict, images, labels, changes):
    _checked(images, labels)
    found = []
    for change in changes:
        images = change(images)
        found.append(np.mean(predict(images) == labels))
    return np.array(found)


@mistake(
    "accuracies",
    caught_by="test_accuracies_of_a_hand_example",
    en="What does predict read: the images as they were, or what the change has made of them?",
    ko="predict가 읽는 것은 원래 이미지인가요, 변화를 거친 이미지인가요?",
)
def reads_what_has_not_changed(predict, images, labels, changes):
    _checked(images, labels)
    return np.array([np.mean(predict(images) == labels) for _ in changes])


@mistake(
    "accuracies",
    caught_by="test_accuracies_of_a_hand_example",
    en="Is it the number of images read right, or their share?",
    ko="맞힌 이미지의 수를 구했나요, 비율을 구했나요?",
)
def counts_for_shares(predict, images, labels, changes):
    _checked(images, labels)
    return np.array([np.sum(predict(change(images)) == labels) for change in changes], float)


@mistake(
    "accuracies",
    caught_by="test_accuracies_of_a_hand_example",
    en="Is a share a number from 0 to 1, or from 0 to 100?",
    ko="비율은 0부터 1까지의 수인가요, 0부터 100까지의 수인가요?",
)
def percents(predict, images, labels, changes):
    _checked(images, labels)
    return np.array([100 * np.mean(predict(change(images)) == labels) for change in changes])


@mistake(
    "accuracies",
    caught_by="test_accuracies_of_a_hand_example",
    en="Have you counted the images read right, or those read wrong?",
    ko="맞힌 이미지를 세었나요, 틀린 이미지를 세었나요?",
)
def shares_read_wrong(predict, images, labels, changes):
    _checked(images, labels)
    return np.array([np.mean(predict(change(images)) != labels) for change in changes])


@mistake(
    "accuracies",
    caught_by="test_accuracies_of_a_hand_example",
    en="The images have changed, but has the truth? What do you compare the readings with?",
    ko="이미지는 바뀌었지만 정답도 바뀌었나요? 읽은 결과를 무엇과 비교하나요?",
)
def compared_with_what_was_read_before(predict, images, labels, changes):
    _checked(images, labels)
    return np.array([np.mean(predict(change(images)) == predict(images)) for change in changes])


@mistake(
    "accuracies",
    caught_by="test_accuracies_need_a_label_for_every_image",
    en="What does comparing (N,) with (N, 1) or (1,) give? Has anybody checked that there is one label for each image?",
    ko="(N,)을 (N, 1)이나 (1,)과 비교하면 무엇이 나오나요? 이미지마다 레이블이 하나씩 있는지 확인했나요?",
)
def labels_broadcast(predict, images, labels, changes):
    if len(images) == 0 or len(labels) > len(images):
        raise ValueError
    read = [predict(change(images)) == np.resize(labels, len(images)) for change in changes]
    return np.mean(read, axis=1)


@mistake(
    "accuracies",
    caught_by="test_accuracies_need_an_image",
    en="What is the mean of nothing? Has anybody checked that there is an image?",
    ko="아무것도 없는 것의 평균은 얼마인가요? 이미지가 하나라도 있는지 확인했나요?",
)
def no_image_let_in(predict, images, labels, changes):
    if labels.shape != (len(images),):
        raise ValueError
    return np.array([np.mean(predict(change(images)) == labels) for change in changes])


# -- won back ----------------------------------------------------------------------------------


@mistake(
    "won_back",
    caught_by="test_won_back_of_a_hand_example",
    en="What is the whole here: the clean accuracy, or what was lost of it?",
    ko="전체를 무엇으로 보았나요? 원래 정확도인가요, 그중에서 잃은 만큼인가요?",
)
def share_of_the_clean_accuracy(clean, before, after):
    if before >= clean:
        raise ValueError
    return (after - before) / clean


@mistake(
    "won_back",
    caught_by="test_won_back_of_a_hand_example",
    en="Is 1 the best or the worst that can happen? Have you counted what is won, or what is still missing?",
    ko="1은 가장 좋은 값인가요, 가장 나쁜 값인가요? 되찾은 만큼을 셌나요, 아직 모자란 만큼을 셌나요?",
)
def share_still_missing(clean, before, after):
    if before >= clean:
        raise ValueError
    return (clean - after) / (clean - before)


@mistake(
    "won_back",
    caught_by="test_won_back_of_a_hand_example",
    en="How many points were won back, and out of how many that were lost?",
    ko="정확도를 얼마나 되찾았나요? 그것은 잃은 만큼 가운데 얼마인가요?",
)
def difference_for_a_share(clean, before, after):
    if before >= clean:
        raise ValueError
    return after - before


@mistake(
    "won_back",
    caught_by="test_won_back_is_counted_from_the_bottom_of_the_fall",
    en="May more be won than was lost? Which share is that?",
    ko="잃은 것보다 더 많이 얻을 수도 있나요? 그때 비율은 얼마인가요?",
)
def kept_between_nothing_and_all(clean, before, after):
    if before >= clean:
        raise ValueError
    return min(max((after - before) / (clean - before), 0.0), 1.0)


@mistake(
    "won_back",
    caught_by="test_won_back_is_counted_from_the_bottom_of_the_fall",
    en="What does a number below 0 tell that 0 does not?",
    ko="0보다 작은 값은 0이 말해 주지 않는 무엇을 말해 주나요?",
)
def never_below_nothing(clean, before, after):
    if before >= clean:
        raise ValueError
    return max((after - before) / (clean - before), 0.0)


@mistake(
    "won_back",
    caught_by="test_won_back_needs_a_fall",
    en="What does a negative fall mean? And which share of nothing is 0?",
    ko="떨어진 정도가 음수라면 무슨 뜻인가요? 잃은 것이 없을 때 되찾은 비율은 얼마라고 해야 하나요?",
)
def no_fall_gives_a_number(clean, before, after):
    return (after - before) / (clean - before) if clean != before else 0.0
