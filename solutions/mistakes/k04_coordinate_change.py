"""Wrong answers to k04_coordinate_change that people really write."""

from math import cos, sin

import numpy as np

from dojo.mistake import mistake


@mistake(
    "change_coordinates",
    caught_by="test_the_axes_turn_and_the_points_stay",
    en="Do you turn the points or the axes? Tilt your head to the left: which way does the world lean?",
    ko="점을 돌리고 있나요, 축을 돌리고 있나요? 고개를 왼쪽으로 기울이면 세상은 어느 쪽으로 기우나요?",
)
def points_turned_instead(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    rotation = np.array([[c, -s], [s, c]], points.dtype)
    return (points - origin) @ rotation.T


@mistake(
    "change_coordinates",
    caught_by="test_the_new_origin_is_at_zero",
    en="Along which axes is `origin` given, the old or the new? And along which do you subtract it?",
    ko="`origin`은 옛 축의 좌표인가요, 새 축의 좌표인가요? 지금은 어느 축의 좌표에서 빼고 있나요?",
)
def turned_before_moved(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    return points @ np.array([[c, -s], [s, c]], points.dtype) - origin


@mistake(
    "change_coordinates",
    caught_by="test_the_new_origin_is_at_zero",
    en="If you walk 3 steps to the right, is a tree 3 steps further to your right or to your left?",
    ko="내가 오른쪽으로 세 걸음 가면, 나무는 나에게서 세 걸음 더 오른쪽에 있나요, 왼쪽에 있나요?",
)
def moved_the_wrong_way(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    return (points + origin) @ np.array([[c, -s], [s, c]], points.dtype)


@mistake(
    "change_coordinates",
    caught_by="test_a_full_turn_is_two_pi",
    en="In which unit does the angle arrive, and which one do sine and cosine expect?",
    ko="각도는 어떤 단위로 들어오나요? 사인과 코사인은 어떤 단위를 받나요?",
)
def degrees(points, origin, angle):
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return (points - origin) @ np.array([[c, -s], [s, c]], points.dtype)


@mistake(
    "change_coordinates",
    caught_by="test_the_axes_turn_and_the_points_stay",
    en="Which direction should the point (1, 0) have, and what does your arctan2 say of it?",
    ko="점 (1, 0)의 방향은 몇 라디안이어야 하나요? 지금 쓴 arctan2는 얼마를 돌려주나요?",
)
def arctan2_swapped(points, origin, angle):
    x, y = (points - origin).T
    distance, direction = np.hypot(x, y), np.arctan2(x, y) - points.dtype.type(angle)
    return np.stack([distance * np.cos(direction), distance * np.sin(direction)], axis=1)


@mistake(
    "change_coordinates",
    caught_by="test_distances_stay_as_they_are",
    en="Are your two new axes at right angles? Multiply their directions and add.",
    ko="새 축 두 개가 서로 직각인가요? 두 방향을 성분끼리 곱해서 더해 보세요.",
)
def both_sines_positive(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    return (points - origin) @ np.array([[c, s], [s, c]], points.dtype)


@mistake(
    "change_coordinates",
    caught_by="test_distances_stay_as_they_are",
    en="When you compute the new y, is x still the old one?",
    ko="새 y를 계산할 때 x는 아직 옛 값인가요?",
)
def new_x_used_for_y(points, origin, angle):
    c, s = cos(angle), sin(angle)
    x, y = (points - origin).T
    x = c * x + s * y
    y = c * y - s * x
    return np.stack([x, y], axis=1)


@mistake(
    "change_coordinates",
    caught_by="test_every_point_is_changed_on_its_own",
    en="All x, then all y, poured into N rows: which numbers end up in the first row?",
    ko="x를 모두 늘어놓고 y를 이어 붙인 뒤 N개의 행으로 나누면, 첫 행에는 어떤 수가 들어가나요?",
)
def reshaped_instead_of_stacked(points, origin, angle):
    c, s = cos(angle), sin(angle)
    x, y = (points - origin).T
    return np.array([c * x + s * y, c * y - s * x]).reshape(-1, 2)


@mistake(
    "change_coordinates",
    caught_by="test_every_point_is_changed_on_its_own",
    en="Should the coordinates of a point depend on which other points came along?",
    ko="한 점의 좌표가 함께 들어온 다른 점에 따라 달라져도 될까요?",
)
def moved_to_the_mean(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    return (points - points.mean(axis=0)) @ np.array([[c, -s], [s, c]], points.dtype)


@mistake(
    "change_coordinates",
    caught_by="test_new_coordinates_keep_the_dtype",
    en="Which dtype has your matrix of sines and cosines, and what does it make of float32 points?",
    ko="사인과 코사인으로 만든 행렬의 dtype은 무엇인가요? float32인 점에 곱하면 어떻게 되나요?",
)
def always_float64(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    return (points - origin) @ np.array([[c, -s], [s, c]])


@mistake(
    "change_coordinates",
    caught_by="test_the_points_passed_in_are_left_alone",
    en="To whom does the array belong that you write into?",
    ko="지금 값을 써넣고 있는 배열은 누구의 것인가요?",
)
def moved_in_place(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    points -= origin
    return points @ np.array([[c, -s], [s, c]], points.dtype)


@mistake(
    "change_coordinates",
    caught_by="test_points_beside_a_distant_origin_keep_their_digits",
    en="On paper, turning both and then subtracting is the same. How many digits does a float have left at 10⁸?",
    ko="종이 위에서는 둘 다 돌린 뒤에 빼도 같습니다. 하지만 10⁸에서 float에 남는 자릿수는 몇 개일까요?",
)
def turned_both_then_subtracted(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    axes = np.array([[c, -s], [s, c]], points.dtype)
    return points @ axes - origin @ axes


@mistake(
    "change_coordinates",
    caught_by="test_speed_of_change_coordinates",
    en="Do you multiply the matrix by one point after the other? Which single product does it for all?",
    ko="행렬에 점을 하나씩 곱하고 있나요? 모든 점을 한 번에 바꾸는 곱은 무엇일까요?",
)
def one_point_at_a_time(points, origin, angle):
    c, s = np.cos(angle), np.sin(angle)
    rows = np.array([[c, s], [-s, c]], points.dtype)
    return np.array([rows @ (p - origin) for p in points]).reshape(points.shape)


@mistake(
    "is_black",
    caught_by="test_points_on_the_y_axis_are_not_black",
    en="What does your rule say of a point with x = 0?",
    ko="지금 규칙은 x = 0인 점을 무슨 색이라고 하나요?",
)
def zero_counts_as_black(points):
    return points[:, 0] >= 0


@mistake(
    "is_black",
    caught_by="test_points_on_the_y_axis_are_not_black",
    en="How small may an x above 0 be before your rule overlooks it?",
    ko="x가 0보다 크더라도 얼마나 작으면 지금 규칙이 놓치게 되나요?",
)
def with_a_margin(points):
    return points[:, 0] > 1e-9


@mistake(
    "is_black",
    caught_by="test_black_points_have_a_positive_x",
    en="Is points[0] the x of all points, or all of one point?",
    ko="points[0]은 모든 점의 x인가요, 한 점의 좌표 전체인가요?",
)
def first_row_read(points):
    return points[0] > 0


@mistake(
    "is_black",
    caught_by="test_black_points_have_a_positive_x",
    en="Which of the two columns decides? Does yours let y have a say?",
    ko="두 열 중 어느 열이 결정하나요? y까지 보고 있지는 않나요?",
)
def both_coordinates_asked(points):
    return (points > 0).all(axis=1)


@mistake(
    "is_black",
    caught_by="test_every_point_gets_one_answer",
    en="What shape does points[:, :1] have, and what would comparing it with (N,) answers give?",
    ko="points[:, :1]의 모양은 무엇인가요? 그것을 (N,) 모양의 답과 비교하면 어떻게 될까요?",
)
def a_column_of_answers(points):
    return points[:, :1] > 0


@mistake(
    "accuracy",
    caught_by="test_accuracy_is_a_share_of_the_answers",
    en="How many are right, or which share is right? The first grows with the data.",
    ko="맞은 개수인가요, 맞은 비율인가요? 개수는 데이터가 늘면 커집니다.",
)
def how_many_are_right(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return np.sum(y == prediction)


@mistake(
    "accuracy",
    caught_by="test_accuracy_of_a_hand_example",
    en="Is a white point that was called white a right answer, too? Does yours count it?",
    ko="흰 점을 희다고 한 것도 정답인데, 지금 그것을 세고 있나요?",
)
def only_black_points_counted(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return np.mean(np.logical_and(y, prediction))


@mistake(
    "accuracy",
    caught_by="test_accuracy_of_a_hand_example",
    en="What is 3 // 5?",
    ko="3 // 5는 얼마인가요?",
)
def whole_number_division(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return float(np.sum(y == prediction) // len(y))


@mistake(
    "accuracy",
    caught_by="test_accuracy_compares_classes",
    en="Are a 7 and a 1 the same to you because both are true?",
    ko="7과 1이 둘 다 참이라고 해서 같은 답으로 세고 있지는 않나요?",
)
def truth_compared(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return 1 - np.mean(np.logical_xor(y, prediction))


@mistake(
    "accuracy",
    caught_by="test_accuracy_compares_classes_exactly",
    en="How close is close enough for `isclose`? And for two names?",
    ko="`isclose`는 얼마나 가까우면 같다고 하나요? 이름 둘을 비교할 때도 그래도 될까요?",
)
def nearly_equal_counts(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return np.mean(np.isclose(y, prediction))


@mistake(
    "accuracy",
    caught_by="test_accuracy_compares_classes_exactly",
    en="How many classes does an int8 tell apart? What becomes of class 256?",
    ko="int8로 구별할 수 있는 클래스는 몇 개인가요? 클래스 256은 무엇이 되나요?",
)
def squeezed_into_int8(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return np.mean(y.astype(np.int8) == prediction.astype(np.int8))


@mistake(
    "accuracy",
    caught_by="test_accuracy_compares_classes_exactly",
    en="Up to which whole number is every integer a float32? Why turn classes into floats at all?",
    ko="float32는 어느 정수까지 빠짐없이 나타낼 수 있나요? 클래스를 꼭 실수로 바꾸어야 할까요?",
)
def compared_as_float32(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return np.mean(y.astype(np.float32) == prediction.astype(np.float32))


@mistake(
    "accuracy",
    caught_by="test_accuracy_refuses_unequal_shapes",
    en="How many comparisons is (N,) == (N, 1)?",
    ko="(N,) == (N, 1)에서는 비교가 몇 번 일어날까요?",
)
def broadcast_answers(y, prediction):
    if y.size == 0:
        raise ValueError
    return np.mean(y == prediction)


@mistake(
    "accuracy",
    caught_by="test_accuracy_refuses_unequal_shapes",
    en="Which arrays does zip compare when one has fewer answers than the other?",
    ko="한쪽의 답이 더 적으면 zip은 어디까지 비교하나요?",
)
def shorter_one_decides(y, prediction):
    if len(y) == 0:
        raise ValueError
    return sum(bool(a == b) for a, b in zip(y, prediction)) / len(y)


@mistake(
    "accuracy",
    caught_by="test_accuracy_compares_classes",
    en="Is a 7 taken for a 1 a bigger mistake than a 7 taken for a 6? How much does each cost in your count?",
    ko="7을 1로 읽으면 6으로 읽었을 때보다 더 틀린 걸까요? 지금 식에서는 정확도가 각각 얼마씩 깎이나요?",
)
def distance_between_classes(y, prediction):
    if y.shape != prediction.shape or len(y) == 0:
        raise ValueError
    return 1 - np.mean(np.abs(y.astype(float) - prediction))


@mistake(
    "accuracy",
    caught_by="test_accuracy_refuses_an_empty_batch",
    en="Someone forgot to load the data. Should they read 0 % – or learn of it?",
    ko="누군가 데이터 불러오기를 잊었습니다. 0 %라고 답하는 편이 나을까요, 그 사실을 알려 주는 편이 나을까요?",
)
def nothing_is_zero(y, prediction):
    if y.shape != prediction.shape:
        raise ValueError
    return np.mean(y == prediction) if y.size else 0.0
