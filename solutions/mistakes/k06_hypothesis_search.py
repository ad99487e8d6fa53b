"""Wrong answers to k06_hypothesis_search that people really write."""

import numpy as np

from dojo.mistake import mistake

FULL = 2 * np.pi


def _grid(turns, moves):
    return np.stack([np.repeat(turns, len(moves)), np.tile(moves, len(turns))], axis=1)


def _refused(angles, shifts):
    if angles < 1 or shifts < 2:
        raise ValueError


def _turns(angles):
    return np.arange(angles) * FULL / angles


def _checked(points, black):
    if black.shape != points.shape[:1] or black.size == 0:
        raise ValueError


def _scored(new_x, hypotheses, points, black, size=1000):
    """Scores from a function of angle and shift (H, 1), x and y (N,), a part of the hypotheses at a time."""
    _checked(points, black)
    parts = [hypotheses[i : i + size] for i in range(0, max(len(hypotheses), 1), size)]
    right = [np.sum((new_x(p[:, :1], p[:, 1:], *points.T) > 0) == black, axis=1) for p in parts]
    return np.concatenate(right) / len(points)


def _x(angle, shift, x, y):
    return np.cos(angle) * x + np.sin(angle) * y - shift


def _scores(hypotheses, points, black):
    return _scored(_x, hypotheses, points, black)


def _drawn(n, reach, rng):
    if n < 1:
        raise ValueError
    return rng.uniform([0, -reach], [FULL, reach], (n, 2))


def _kept(drawn, feedback):
    found = [feedback(each) for each in drawn]
    return drawn[np.argmax(found)], np.maximum.accumulate(found).tolist()


# -- grid --------------------------------------------------------------------------------------


@mistake(
    "grid",
    caught_by="test_grid_reaches_both_ends_of_the_shifts",
    en="Does your last shift equal +reach? Where does np.arange stop, and is a rounding error part of the answer?",
    ko="마지막 이동량이 +reach와 같나요? np.arange는 어디에서 멈추나요? 반올림 오차에 따라 달라지지는 않나요?",
)
def arange_stops_before_the_end(angles, shifts, reach):
    _refused(angles, shifts)
    step = 2 * reach / (shifts - 1)
    return _grid(_turns(angles), np.arange(-reach, reach - step / 2, step))


@mistake(
    "grid",
    caught_by="test_grid_reaches_both_ends_of_the_shifts",
    en="How many steps lie between the first and the last of five shifts, five or four?",
    ko="이동량이 다섯 개라면 첫째와 마지막 사이는 몇 걸음인가요? 다섯인가요, 넷인가요?",
)
def one_step_too_many_between_the_ends(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(_turns(angles), np.linspace(-reach, reach, shifts, endpoint=False))


@mistake(
    "grid",
    caught_by="test_grid_reaches_both_ends_of_the_shifts",
    en="Is the number of your shifts always the one that was asked for? What does arange do at a float end?",
    ko="이동량의 개수가 언제나 요청한 것과 같나요? 끝이 실수이면 arange는 어떻게 되나요?",
)
def arange_past_the_end(angles, shifts, reach):
    _refused(angles, shifts)
    step = 2 * reach / (shifts - 1)
    return _grid(_turns(angles), np.arange(-reach, reach + step, step))


@mistake(
    "grid",
    caught_by="test_grid_goes_round_the_circle_once",
    en="Which view does the angle 2π give? Is it among your angles already?",
    ko="각도가 2π이면 축은 어디를 향하나요? 그 방향이 이미 들어 있지 않나요?",
)
def two_pi_counted_again(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(np.linspace(0, FULL, angles), np.linspace(-reach, reach, shifts))


@mistake(
    "grid",
    caught_by="test_grid_goes_round_the_circle_once",
    en="Half a circle has every line once. But on which side of it is black?",
    ko="반 바퀴만 돌아도 모든 직선이 한 번씩 나옵니다. 그런데 검은 점은 그 직선의 어느 쪽에 있나요?",
)
def half_a_circle(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(_turns(angles) / 2, np.linspace(-reach, reach, shifts))


@mistake(
    "grid",
    caught_by="test_grid_goes_round_the_circle_once",
    en="How many angles does arange give up to 2π? If a rounding error leaves room for one more, is it in?",
    ko="arange로 2π까지 나누면 각도가 몇 개 나오나요? 반올림 오차 때문에 하나가 더 들어가지는 않나요?",
)
def arange_round_the_circle(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(np.arange(0, FULL, FULL / angles), np.linspace(-reach, reach, shifts))


@mistake(
    "grid",
    caught_by="test_grid_of_a_hand_example",
    en="In which unit are your angles? What would np.cos make of 90?",
    ko="각도의 단위는 무엇인가요? np.cos에 90을 넣으면 어떻게 되나요?",
)
def angles_in_degrees(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(_turns(angles) * 180 / np.pi, np.linspace(-reach, reach, shifts))


@mistake(
    "grid",
    caught_by="test_grid_has_a_row_for_every_angle_with_every_shift",
    en="From one row to the next, what changes: the angle, or the shift?",
    ko="한 행에서 다음 행으로 넘어갈 때 바뀌는 것은 각도인가요, 이동량인가요?",
)
def the_angle_changes_first(angles, shifts, reach):
    _refused(angles, shifts)
    turn, move = np.meshgrid(_turns(angles), np.linspace(-reach, reach, shifts))
    return np.stack([turn.ravel(), move.ravel()], axis=1)


@mistake(
    "grid",
    caught_by="test_grid_has_a_row_for_every_angle_with_every_shift",
    en="Which of the two stands in column 0?",
    ko="0번 열에는 둘 중 무엇이 들어가나요?",
)
def columns_swapped(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(_turns(angles), np.linspace(-reach, reach, shifts))[:, ::-1]


@mistake(
    "grid",
    caught_by="test_grid_has_a_row_for_every_angle_with_every_shift",
    en="Is it one row for each hypothesis, or a table of pairs with three axes?",
    ko="가설마다 행 하나인가요, 아니면 축이 세 개인 표인가요?",
)
def a_table_of_pairs(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(_turns(angles), np.linspace(-reach, reach, shifts)).reshape(angles, shifts, 2)


@mistake(
    "grid",
    caught_by="test_grid_of_a_hand_example",
    en="May the limit between the colors lie on the other side of (0, 0) as well? Where do your shifts begin?",
    ko="두 색의 경계가 (0, 0)의 반대편에 있을 수도 있지 않을까요? 이동량은 어디에서 시작하나요?",
)
def shifts_from_zero(angles, shifts, reach):
    _refused(angles, shifts)
    return _grid(_turns(angles), np.linspace(0, reach, shifts))


@mistake(
    "grid",
    caught_by="test_grid_refuses_what_is_no_grid",
    en="What comes out for one shift alone? Where is its other end?",
    ko="이동량이 하나뿐이면 무엇이 나오나요? 반대쪽 끝은 어디로 갔나요?",
)
def anything_is_a_grid(angles, shifts, reach):
    return _grid(_turns(angles) if angles else np.empty(0), np.linspace(-reach, reach, shifts))


# -- scores ------------------------------------------------------------------------------------


@mistake(
    "scores",
    caught_by="test_scores_are_shares_of_the_points",
    en="How many are right, or which share is right? What if there were twice as many points?",
    ko="맞힌 개수인가요, 맞힌 비율인가요? 점이 두 배로 많아지면 어떻게 되나요?",
)
def counts_for_shares(hypotheses, points, black):
    return _scores(hypotheses, points, black) * len(points)


@mistake(
    "scores",
    caught_by="test_a_point_on_the_new_y_axis_is_not_black",
    en="What does your rule say of a point with the new x = 0?",
    ko="새 x가 정확히 0인 점을 지금은 무슨 색이라고 하나요?",
)
def zero_counts_as_black(hypotheses, points, black):
    return _scored(lambda a, s, x, y: np.nextafter(_x(a, s, x, y), np.inf), hypotheses, points, black)


@mistake(
    "scores",
    caught_by="test_a_point_on_the_new_y_axis_is_not_black",
    en="Which dtype do you compare in? How close to the limit can a float32 tell left from right?",
    ko="어떤 dtype으로 비교하고 있나요? float32는 경계에 얼마나 가까운 점까지 구별할 수 있나요?",
)
def compared_in_float32(hypotheses, points, black):
    return _scored(_x, hypotheses.astype(np.float32), points.astype(np.float32), black)


@mistake(
    "scores",
    caught_by="test_scores_of_a_hand_example",
    en="Do the axes turn, or do the points? Which of the two makes x cos + y sin, which x cos - y sin?",
    ko="도는 것은 축인가요, 점인가요? x cos + y sin은 어느 쪽이고 x cos - y sin은 어느 쪽인가요?",
)
def points_turned_instead(hypotheses, points, black):
    return _scored(lambda a, s, x, y: _x(-a, s, x, y), hypotheses, points, black)


@mistake(
    "scores",
    caught_by="test_the_shift_is_along_the_new_axis",
    en="Along which x-axis do you shift, the old one or the new one? Do you turn first, or move first?",
    ko="옛 x축을 따라 옮기나요, 새 x축을 따라 옮기나요? 먼저 돌리나요, 먼저 옮기나요?",
)
def moved_before_turned(hypotheses, points, black):
    return _scored(lambda a, s, x, y: _x(a, 0, x - s, y), hypotheses, points, black)


@mistake(
    "scores",
    caught_by="test_the_shift_is_along_the_new_axis",
    en="If the axes move to the right, does the new x of a point grow or shrink?",
    ko="축이 오른쪽으로 가면 점의 새 x는 커지나요, 작아지나요?",
)
def moved_the_wrong_way(hypotheses, points, black):
    return _scored(lambda a, s, x, y: _x(a, -s, x, y), hypotheses, points, black)


@mistake(
    "scores",
    caught_by="test_scores_of_axes_turned_by_a_quarter",
    en="Which of the two new coordinates does the rule look at? Along which axis have you measured?",
    ko="규칙은 새 좌표 둘 가운데 무엇을 보나요? 지금은 어느 축을 따라 재고 있나요?",
)
def the_new_y_for_the_new_x(hypotheses, points, black):
    return _scored(lambda a, s, x, y: np.cos(a) * y - np.sin(a) * x - s, hypotheses, points, black)


@mistake(
    "scores",
    caught_by="test_scores_of_axes_turned_by_a_quarter",
    en="In which unit do the angles arrive, and which one do sine and cosine expect?",
    ko="각도는 어떤 단위로 들어오나요? 사인과 코사인은 어떤 단위를 받나요?",
)
def degrees(hypotheses, points, black):
    return _scored(lambda a, *rest: _x(np.radians(a), *rest), hypotheses, points, black)


@mistake(
    "scores",
    caught_by="test_every_hypothesis_has_its_own_score",
    en="Your table has a row for each hypothesis. Over which axis do you take the mean?",
    ko="표의 행은 가설입니다. 어느 축을 따라 평균을 내고 있나요?",
)
def mean_over_the_hypotheses(hypotheses, points, black):
    _checked(points, black)
    new_x = np.stack([np.cos(hypotheses[:, 0]), np.sin(hypotheses[:, 0])], axis=1) @ points.T
    return ((new_x > hypotheses[:, 1:]) == black).mean(axis=0)


@mistake(
    "scores",
    caught_by="test_scores_of_a_hand_example",
    en="Is a white point that is called white a right answer, too? Does yours count it?",
    ko="흰 점을 희다고 한 것도 정답인데, 지금 그것을 세고 있나요?",
)
def only_black_points_counted(hypotheses, points, black):
    _checked(points, black)
    angle, shift = hypotheses[:, :1], hypotheses[:, 1:]
    return np.mean((_x(angle, shift, *points.T) > 0) & black, axis=1)


@mistake(
    "scores",
    caught_by="test_an_opposite_view_is_right_where_the_other_is_wrong",
    en="Do you also count what would be right if black and white were swapped? Is there not a hypothesis for that?",
    ko="검은색과 흰색을 바꾸면 맞는 경우도 함께 세고 있나요? 그런 가설은 이미 따로 있지 않나요?",
)
def the_better_of_both_sides(hypotheses, points, black):
    share = _scores(hypotheses, points, black)
    return np.maximum(share, 1 - share)


@mistake(
    "scores",
    caught_by="test_equally_good_hypotheses_have_equal_scores",
    en="Is 1 - 1/3 the same float as 2/3? Have you counted what is wrong, or what is right?",
    ko="1 - 1/3과 2/3는 같은 실수인가요? 틀린 개수를 셌나요, 맞힌 개수를 셌나요?",
)
def one_minus_the_wrong_share(hypotheses, points, black):
    return 1 - _scored(_x, hypotheses, points, ~black)


@mistake(
    "scores",
    caught_by="test_no_hypothesis_and_no_point_is_left_out",
    en="If 64 hypotheses are looked at together, what happens to the last 7 of 71?",
    ko="가설을 64개씩 묶어서 보면, 71개 중 마지막 7개는 어떻게 되나요?",
)
def the_last_part_left_out(hypotheses, points, black):
    whole = len(hypotheses) // 64 * 64
    scores = np.zeros(len(hypotheses))
    scores[:whole] = _scores(hypotheses[:whole], points, black)
    return scores


@mistake(
    "scores",
    caught_by="test_scores_refuse_answers_of_another_shape",
    en="What does comparing (H, N) with (1,) or (1, N) give? Did anybody check that there is one answer each?",
    ko="(H, N)을 (1,)이나 (1, N)과 비교하면 무엇이 나오나요? 점마다 답이 하나인지 확인했나요?",
)
def answers_broadcast(hypotheses, points, black):
    if not len(points):
        raise ValueError
    return _scores(hypotheses, points, np.resize(black, len(points)))


@mistake(
    "scores",
    caught_by="test_scores_refuse_answers_of_another_shape",
    en="What is len of an array of shape (N, 1)? What does comparing it with one row of N answers give?",
    ko="모양이 (N, 1)인 배열의 len은 얼마인가요? 그것을 답 N개가 든 행 하나와 비교하면 무엇이 나오나요?",
)
def length_alone_checked(hypotheses, points, black):
    if len(black) != len(points) or not len(points):
        raise ValueError
    x, y = points.T
    seen = _x(hypotheses[:, :1], hypotheses[:, 1:], x, y) > 0
    return np.sum(seen == black, axis=1) / len(points)


@mistake(
    "scores",
    caught_by="test_there_is_no_score_without_points",
    en="Somebody forgot to load the points. Should all hypotheses be equally bad then, or should it be said?",
    ko="누군가 점을 불러오는 것을 잊었습니다. 모든 가설이 똑같이 나쁘다고 답할까요, 그 사실을 알릴까요?",
)
def nothing_is_zero(hypotheses, points, black):
    if black.shape != points.shape[:1]:
        raise ValueError
    return _scores(hypotheses, points, black) if len(points) else np.zeros(len(hypotheses))


@mistake(
    "scores",
    caught_by="test_scores_fit_into_memory",
    en="How many bytes is one number for every pair of 5,000 hypotheses and 5,000 points? Must all be there at once?",
    ko="가설 5,000개와 점 5,000개의 쌍마다 수가 하나씩 있으면 몇 바이트인가요? 모두 한꺼번에 있어야 하나요?",
)
def every_pair_at_once(hypotheses, points, black):
    return _scored(_x, hypotheses, points, black, size=10**9)


@mistake(
    "scores",
    caught_by="test_speed_of_scores",
    en="Do you go through the hypotheses one by one? How many of them could NumPy do in one go?",
    ko="가설을 하나씩 보고 있나요? NumPy라면 한 번에 몇 개나 다룰 수 있을까요?",
)
def one_hypothesis_at_a_time(hypotheses, points, black):
    _checked(points, black)
    axes = np.stack([np.cos(hypotheses[:, 0]), np.sin(hypotheses[:, 0])], axis=1)
    limits = hypotheses[:, 1]
    return np.array([np.mean((points @ axis > limit) == black) for axis, limit in zip(axes, limits)])


# -- search ------------------------------------------------------------------------------------


@mistake(
    "search",
    caught_by="test_search_of_a_hand_example",
    en="Is a score a loss? Which of the two should be small?",
    ko="점수는 손실인가요? 둘 중 작아야 하는 것은 무엇인가요?",
)
def the_worst(hypotheses, points, black):
    found = _scores(hypotheses, points, black)
    return hypotheses[found.argmin()], float(found.min())


@mistake(
    "search",
    caught_by="test_search_of_a_hand_example",
    en="Where in the array it stands, or what it is: which of the two do you return?",
    ko="몇 번째인지를 돌려주나요, 가설 자체를 돌려주나요?",
)
def its_number(hypotheses, points, black):
    found = _scores(hypotheses, points, black)
    return int(found.argmax()), float(found.max())


@mistake(
    "search",
    caught_by="test_search_of_a_hand_example",
    en="Which comes first in your answer, the hypothesis or its score?",
    ko="답에서 먼저 오는 것은 가설인가요, 점수인가요?",
)
def score_before_hypothesis(hypotheses, points, black):
    found = _scores(hypotheses, points, black)
    return float(found.max()), hypotheses[found.argmax()]


@mistake(
    "search",
    caught_by="test_search_of_a_hand_example",
    en="With which score does your search begin? What if no hypothesis is ever right?",
    ko="최고 점수를 얼마에서 시작하나요? 하나도 못 맞히는 가설뿐이라면 어떻게 되나요?",
)
def better_than_zero(hypotheses, points, black):
    if not len(hypotheses):
        raise ValueError
    best, top = None, 0.0
    for hypothesis, score in zip(hypotheses, _scores(hypotheses, points, black).tolist()):
        if score > top:
            best, top = hypothesis, score
    return best, top


@mistake(
    "search",
    caught_by="test_search_takes_the_first_of_equals",
    en="When a later hypothesis is only as good as the best so far, do you keep the best or take the new one?",
    ko="뒤에 나온 가설이 지금까지의 최고와 똑같기만 하다면, 그대로 두나요, 새것으로 바꾸나요?",
)
def last_of_equals(hypotheses, points, black):
    found = _scores(hypotheses, points, black)[::-1]
    return hypotheses[::-1][found.argmax()], float(found.max())


@mistake(
    "search",
    caught_by="test_search_takes_the_first_of_equals",
    en="If max or sort compares pairs (score, hypothesis), what decides where two scores are equal?",
    ko="max나 sort로 (점수, 가설) 쌍을 비교하면, 점수가 같을 때는 무엇으로 정해지나요?",
)
def the_larger_hypothesis_of_equals(hypotheses, points, black):
    found = _scores(hypotheses, points, black).tolist()
    score, hypothesis = max(zip(found, hypotheses.tolist()))
    return hypothesis, score


@mistake(
    "search",
    caught_by="test_nothing_is_found_among_no_hypotheses",
    en="What do you answer when there is nothing to search? Would the caller notice?",
    ko="찾을 것이 하나도 없으면 무엇을 돌려주나요? 호출한 쪽이 알아챌 수 있을까요?",
)
def none_of_none(hypotheses, points, black):
    found = _scores(hypotheses, points, black)
    return (hypotheses[found.argmax()], float(found.max())) if len(found) else None


# -- random search -----------------------------------------------------------------------------


@mistake(
    "random_search",
    caught_by="test_random_search_draws_every_hypothesis_anew",
    en="Where do you make a generator, and how often? What does a new one with the same seed draw first?",
    ko="생성기를 어디에서 몇 번 만드나요? 시드가 같은 생성기를 새로 만들면 처음에 무엇이 나오나요?",
)
def generator_in_the_loop(n, reach, rng, feedback):
    if n < 1:
        raise ValueError
    drawn = [np.random.default_rng(0).uniform([0, -reach], [FULL, reach]) for _ in range(n)]
    return _kept(np.array(drawn), feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_draws_from_the_generator_alone",
    en="Which generator do your numbers come from? Can anybody repeat this search?",
    ko="난수를 어느 생성기에서 뽑나요? 다른 사람이 이 탐색을 똑같이 되풀이할 수 있나요?",
)
def a_generator_of_its_own(n, reach, rng, feedback):
    return _kept(_drawn(n, reach, np.random.default_rng()), feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_of_a_hand_example",
    en="With which score does your search begin? What if all scores are negative?",
    ko="최고 점수를 얼마에서 시작하나요? 점수가 모두 음수라면 어떻게 되나요?",
)
def best_begins_at_zero(n, reach, rng, feedback):
    best, top, history = None, 0.0, []
    for hypothesis in _drawn(n, reach, rng):
        score = feedback(hypothesis)
        if score > top:
            best, top = hypothesis, score
        history.append(top)
    return best, history


@mistake(
    "random_search",
    caught_by="test_random_search_of_a_hand_example",
    en="How do you tell that there is no best score yet? What does `not` say of a best score of 0?",
    ko="최고 점수가 아직 없다는 것을 어떻게 알아내나요? 최고 점수가 0이면 `not`은 뭐라고 하나요?",
)
def zero_is_no_score(n, reach, rng, feedback):
    best, top, history = None, None, []
    for hypothesis in _drawn(n, reach, rng):
        score = feedback(hypothesis)
        if not top or score > top:
            best, top = hypothesis, score
        history.append(top)
    return best, history


@mistake(
    "random_search",
    caught_by="test_random_search_of_a_hand_example",
    en="Does the history hold the score of each hypothesis, or the best score so far?",
    ko="기록에 담은 것은 가설마다의 점수인가요, 그때까지의 최고 점수인가요?",
)
def every_score_noted(n, reach, rng, feedback):
    drawn = _drawn(n, reach, rng)
    found = [feedback(each) for each in drawn]
    return drawn[np.argmax(found)], found


@mistake(
    "random_search",
    caught_by="test_random_search_of_a_hand_example",
    en="Two searches in one: is a high score good, or is it a loss?",
    ko="점수가 높으면 좋은 것인가요, 손실처럼 나쁜 것인가요?",
)
def the_lowest_score(n, reach, rng, feedback):
    drawn = _drawn(n, reach, rng)
    found = [feedback(each) for each in drawn]
    return drawn[np.argmin(found)], np.minimum.accumulate(found).tolist()


@mistake(
    "random_search",
    caught_by="test_random_search_asks_once_for_each_hypothesis",
    en="How often do you call feedback for one hypothesis? Could you keep its answer in a variable?",
    ko="가설 하나에 feedback을 몇 번 부르나요? 답을 변수에 담아 둘 수 있지 않을까요?",
)
def asked_again_for_the_best(n, reach, rng, feedback):
    best, history = None, []
    for hypothesis in _drawn(n, reach, rng):
        if best is None or feedback(hypothesis) > history[-1]:
            best = hypothesis
        history.append(feedback(best))
    return best, history


@mistake(
    "random_search",
    caught_by="test_random_search_asks_once_for_each_hypothesis",
    en="Do you stop at a score of 1? Who says that feedback cannot be higher?",
    ko="점수가 1이면 멈추나요? 피드백이 더 높아질 수 없다고 누가 그랬나요?",
)
def content_with_one(n, reach, rng, feedback):
    best, history = None, []
    for hypothesis in _drawn(n, reach, rng):
        score = feedback(hypothesis)
        if best is None or score > history[-1]:
            best = hypothesis
        history.append(max([score, *history[-1:]]))
        if history[-1] >= 1:
            break
    return best, history


@mistake(
    "random_search",
    caught_by="test_random_search_takes_the_first_of_equals",
    en="When a later hypothesis is only as good as the best so far, which of them do you return?",
    ko="나중에 나온 가설이 지금까지의 최고와 똑같기만 하다면, 둘 중 어느 것을 돌려주나요?",
)
def last_of_equal_draws(n, reach, rng, feedback):
    drawn = _drawn(n, reach, rng)
    found = [feedback(each) for each in drawn]
    last = n - 1 - int(np.argmax(found[::-1]))
    return drawn[last], np.maximum.accumulate(found).tolist()


@mistake(
    "random_search",
    caught_by="test_random_search_keeps_the_best",
    en="Do you write each new draw into the same array? Then what has become of the best one you kept?",
    ko="새로 뽑은 값을 같은 배열에 덮어쓰고 있나요? 그러면 보관해 둔 가장 좋은 가설은 어떻게 되나요?",
)
def best_overwritten(n, reach, rng, feedback):
    drawn, hypothesis, best, history = _drawn(n, reach, rng), np.empty(2), None, []
    for each in drawn:
        hypothesis[:] = each
        score = feedback(hypothesis)
        if best is None or score > history[-1]:
            best = hypothesis
        history.append(max([score, *history[-1:]]))
    return best, history


@mistake(
    "random_search",
    caught_by="test_random_search_stays_in_the_space",
    en="In which unit do you draw angles? How large is a full circle in it?",
    ko="각도를 어떤 단위로 뽑나요? 그 단위로 한 바퀴는 얼마인가요?",
)
def degrees_drawn(n, reach, rng, feedback):
    return _kept(_drawn(n, reach, rng) * [180 / np.pi, 1], feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_stays_in_the_space",
    en="How far from 0 can a number from a normal distribution be? And is it as often near reach as near 0?",
    ko="정규 분포에서 뽑은 수는 0에서 얼마나 멀 수 있나요? 그리고 0 근처와 reach 근처에서 똑같이 자주 나오나요?",
)
def normal_shifts(n, reach, rng, feedback):
    if n < 1:
        raise ValueError
    return _kept(np.stack([rng.uniform(0, FULL, n), rng.normal(0, reach, n)], axis=1), feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_draws_evenly",
    en="Between which two numbers does rng.random() lie, and between which should a shift lie?",
    ko="rng.random()은 어느 두 수 사이에 있나요? 이동량은 어느 두 수 사이에 있어야 하나요?",
)
def no_negative_shifts(n, reach, rng, feedback):
    if n < 1:
        raise ValueError
    return _kept(rng.random((n, 2)) * [FULL, reach], feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_draws_evenly",
    en="Up to where do your angles go? Which side is black beyond half a turn?",
    ko="각도를 어디까지 뽑나요? 반 바퀴를 넘어가면 어느 쪽이 검은색인가요?",
)
def half_the_angles(n, reach, rng, feedback):
    return _kept(_drawn(n, reach, rng) * [0.5, 1], feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_draws_evenly",
    en="How many random numbers does one hypothesis take? Does a large angle always come with a large shift?",
    ko="가설 하나에 난수가 몇 개 필요한가요? 각도가 크면 이동량도 늘 크지 않나요?",
)
def one_number_for_both(n, reach, rng, feedback):
    if n < 1:
        raise ValueError
    share = rng.random((n, 1))
    return _kept(share * [FULL, 2 * reach] - [0, reach], feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_draws_every_hypothesis_from_the_whole_space",
    en="How many different angles can your draws have? What of the angles in between?",
    ko="뽑을 수 있는 각도는 모두 몇 가지인가요? 그 사이의 각도는 어떻게 되나요?",
)
def whole_degrees(n, reach, rng, feedback):
    if n < 1:
        raise ValueError
    angles = np.radians(rng.integers(0, 360, n))
    return _kept(np.stack([angles, rng.uniform(-reach, reach, n)], axis=1), feedback)


@mistake(
    "random_search",
    caught_by="test_random_search_draws_evenly",
    en="Is each hypothesis drawn from the whole space, or near the best so far? Can it still get to the other side?",
    ko="가설을 공간 전체에서 뽑나요, 지금까지의 최고 근처에서 뽑나요? 그러면 반대편까지 갈 수 있나요?",
)
def near_the_best(n, reach, rng, feedback):
    if n < 1:
        raise ValueError
    best, history = rng.uniform([0, -reach], [FULL, reach]), []
    for k in range(n):
        step = rng.normal(0, 0.1, 2) if k else np.zeros(2)
        hypothesis = np.clip(best + step, [0, -reach], [FULL, reach])
        score = feedback(hypothesis)
        if not history or score > history[-1]:
            best = hypothesis
        history.append(max([score, *history[-1:]]))
    return best, history


@mistake(
    "random_search",
    caught_by="test_random_search_tries_something",
    en="What is the best of no hypotheses? What does yours return for n = 0?",
    ko="가설이 하나도 없을 때 가장 좋은 것은 무엇인가요? n = 0이면 무엇을 돌려주나요?",
)
def nothing_tried(n, reach, rng, feedback):
    return _kept(_drawn(n, reach, rng), feedback) if n > 0 else (None, [])


# -- choose ------------------------------------------------------------------------------------


def _chosen(hypotheses, development):
    found = [development(each) for each in hypotheses]
    best = int(np.argmax(found))
    return hypotheses[best], found[best]


@mistake(
    "choose",
    caught_by="test_choose_asks_for_the_exam_once_and_last",
    en="Which scores choose in your code? If the exam's do, what is left to examine the choice with?",
    ko="지금은 어떤 점수로 고르고 있나요? 시험 점수로 고른다면, 고른 가설은 무엇으로 시험하나요?",
)
def chosen_by_the_exam(hypotheses, development, exam):
    shown, marks = [development(each) for each in hypotheses], [exam(each) for each in hypotheses]
    best = int(np.argmax(marks))
    return hypotheses[best], shown[best], marks[best]


@mistake(
    "choose",
    caught_by="test_choose_asks_for_the_exam_once_and_last",
    en="Who takes the exam in your code: everybody, or the one that was chosen?",
    ko="누가 시험을 치르나요? 모두인가요, 고른 가설 하나뿐인가요?",
)
def everybody_examined(hypotheses, development, exam):
    shown, marks = [development(each) for each in hypotheses], [exam(each) for each in hypotheses]
    best = int(np.argmax(shown))
    return hypotheses[best], shown[best], marks[best]


@mistake(
    "choose",
    caught_by="test_choose_asks_for_the_exam_once_and_last",
    en="Does the exam have a say in the choice, by a sum or a mean of both scores? Is it an exam then?",
    ko="두 점수를 더하거나 평균해서 고르고 있나요? 그래도 시험이라고 할 수 있을까요?",
)
def both_scores_choose(hypotheses, development, exam):
    shown, marks = [development(each) for each in hypotheses], [exam(each) for each in hypotheses]
    best = int(np.argmax(np.add(shown, marks)))
    return hypotheses[best], shown[best], marks[best]


@mistake(
    "choose",
    caught_by="test_choose_takes_the_first_of_equals_and_not_the_better_in_the_exam",
    en="If two are equally good in development, who decides? How often is the exam asked then?",
    ko="개발 데이터에서 둘이 똑같이 좋으면 무엇으로 정하나요? 그때 시험은 몇 번 치르나요?",
)
def ties_broken_by_the_exam(hypotheses, development, exam):
    shown = [development(each) for each in hypotheses]
    first = [i for i, score in enumerate(shown) if score == max(shown)]
    marks = [exam(hypotheses[i]) for i in first]
    best = int(np.argmax(marks))
    return hypotheses[first[best]], max(shown), marks[best]


@mistake(
    "choose",
    caught_by="test_choose_asks_for_the_exam_once_and_last",
    en="Do you ask development once more about the one you have chosen? You knew its score already.",
    ko="고른 가설에 대해 development를 한 번 더 부르고 있지 않나요? 점수는 이미 알고 있지 않았나요?",
)
def scored_once_more(hypotheses, development, exam):
    best, _ = _chosen(hypotheses, development)
    return best, development(best), exam(best)


@mistake(
    "choose",
    caught_by="test_choose_takes_the_first_of_equals_and_not_the_better_in_the_exam",
    en="When a later hypothesis is only as good in development, do you keep the first or take the later one?",
    ko="뒤의 가설이 개발 데이터에서 똑같이 좋기만 하다면, 앞의 것을 두나요, 뒤의 것으로 바꾸나요?",
)
def last_of_equals_chosen(hypotheses, development, exam):
    shown = [development(each) for each in hypotheses]
    best = len(shown) - 1 - int(np.argmax(shown[::-1]))
    return hypotheses[best], shown[best], exam(hypotheses[best])


@mistake(
    "choose",
    caught_by="test_choose_keeps_to_its_choice",
    en="With which score does your choice begin? What if all development scores are negative?",
    ko="최고 점수를 얼마에서 시작하나요? 개발 점수가 모두 음수라면 어떻게 되나요?",
)
def choice_begins_at_zero(hypotheses, development, exam):
    if not len(hypotheses):
        raise ValueError
    best, top = hypotheses[0], 0.0
    for hypothesis in hypotheses:
        score = development(hypothesis)
        if score > top:
            best, top = hypothesis, score
    return best, top, exam(best)


@mistake(
    "choose",
    caught_by="test_choose_keeps_to_its_choice",
    en="How do you tell that nothing is chosen yet? What does `not` say of a development score of 0?",
    ko="아직 아무것도 고르지 않았다는 것을 어떻게 알아내나요? 개발 점수가 0이면 `not`은 뭐라고 하나요?",
)
def zero_is_no_choice(hypotheses, development, exam):
    if not len(hypotheses):
        raise ValueError
    best, top = None, None
    for hypothesis in hypotheses:
        score = development(hypothesis)
        if not top or score > top:
            best, top = hypothesis, score
    return best, top, exam(best)


@mistake(
    "choose",
    caught_by="test_choose_asks_for_the_exam_once_and_last",
    en="Do you stop at a development score of 1? How many hypotheses were never asked about?",
    ko="개발 점수가 1이면 멈추나요? 그러면 한 번도 묻지 않은 가설이 몇 개인가요?",
)
def content_with_a_perfect_score(hypotheses, development, exam):
    shown = []
    for hypothesis in hypotheses:
        shown.append(development(hypothesis))
        if shown[-1] >= 1:
            break
    best = int(np.argmax(shown))
    return hypotheses[best], shown[best], exam(hypotheses[best])


@mistake(
    "choose",
    caught_by="test_choose_keeps_to_its_choice",
    en="If the exam goes badly, do you try the next one? Which data choose then?",
    ko="시험을 망치면 다음 가설로 넘어가나요? 그러면 어떤 데이터가 고르는 셈인가요?",
)
def another_attempt(hypotheses, development, exam):
    shown = [development(each) for each in hypotheses]
    if not shown:
        raise ValueError
    for best in np.argsort(np.negative(shown), kind="stable"):
        mark = exam(hypotheses[best])
        if mark >= 0:
            break
    return hypotheses[best], shown[best], mark


@mistake(
    "choose",
    caught_by="test_choose_of_a_hand_example",
    en="Have you reported the exam's score, or the development score once more?",
    ko="시험 점수를 알렸나요, 개발 점수를 한 번 더 알렸나요?",
)
def development_reported_twice(hypotheses, development, exam):
    best, score = _chosen(hypotheses, development)
    exam(best)
    return best, score, score


@mistake(
    "choose",
    caught_by="test_choose_asks_for_the_exam_once_and_last",
    en="In which order are the questions asked? Is the exam over before the choice is made?",
    ko="어떤 순서로 묻고 있나요? 고르기도 전에 시험을 치르지는 않나요?",
)
def exam_in_the_loop(hypotheses, development, exam):
    if not len(hypotheses):
        raise ValueError
    best = None
    for hypothesis in hypotheses:
        score = development(hypothesis)
        if best is None or score > best[1]:
            best = hypothesis, score, exam(hypothesis)
    return best


@mistake(
    "choose",
    caught_by="test_choose_holds_no_exam_for_nobody",
    en="What do you return when there is nothing to choose from? Who takes the exam then?",
    ko="고를 것이 하나도 없으면 무엇을 돌려주나요? 그때 시험은 누가 치르나요?",
)
def nobody_is_chosen(hypotheses, development, exam):
    if not len(hypotheses):
        return None, 0.0, 0.0
    best, score = _chosen(hypotheses, development)
    return best, score, exam(best)
