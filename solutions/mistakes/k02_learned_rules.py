"""Wrong answers to k02_learned_rules that people really write."""

from itertools import pairwise

import numpy as np

from dojo.mistake import mistake


def _limits(values):
    if values.size == 0 or not np.isfinite(values).all():
        raise ValueError
    distinct = np.unique(values).astype(float)
    low, high = distinct[:-1], distinct[1:]
    middle = low / 2 + high / 2
    return np.append(-np.inf, np.where(middle < high, middle, low))


def _right(values, y):
    """(K, 2) right answers, a row for each threshold."""
    if y.shape != values.shape:
        raise ValueError
    limits = _limits(values)
    order = np.argsort(values)
    balance = np.append(0, np.cumsum(1 - 2 * y[order]))
    right = y.sum() + balance[np.searchsorted(values[order], limits, side="right")]
    return np.stack([right, len(y) - right], axis=1)


def _rule(feature, values, at, column):
    return feature, float(_limits(values)[at]), (1, -1)[column]


# -- predict -----------------------------------------------------------------------------------


@mistake(
    "predict",
    caught_by="test_predict_puts_a_value_at_the_threshold_below",
    en="What does your rule say of a value that is exactly the threshold? Is it above?",
    ko="값이 문턱값과 정확히 같으면 지금 규칙은 뭐라고 답하나요? 같은 값도 큰 값일까요?",
)
def equal_counts_as_above(rule, x):
    feature, threshold, polarity = rule
    above = x[:, feature].astype(float) >= threshold
    return above if polarity == 1 else ~above


@mistake(
    "predict",
    caught_by="test_predict_of_the_other_polarity_is_the_opposite",
    en="With polarity -1, what do you say of a value that is exactly the threshold? And with +1?",
    ko="극성이 -1일 때 문턱값과 같은 값에는 뭐라고 답하나요? 극성이 +1일 때는요?",
)
def equal_is_on_neither_side(rule, x):
    feature, threshold, polarity = rule
    values = x[:, feature].astype(float)
    return values > threshold if polarity == 1 else values < threshold


@mistake(
    "predict",
    caught_by="test_predict_of_the_other_polarity_is_the_opposite",
    en="A rule has three parts. Which of them have you used?",
    ko="규칙은 세 부분으로 되어 있습니다. 그중 무엇을 썼나요?",
)
def polarity_forgotten(rule, x):
    feature, threshold, _ = rule
    return x[:, feature].astype(float) > threshold


@mistake(
    "predict",
    caught_by="test_predict_says_yes_above_the_threshold",
    en="Which axis of x holds the features? What would x[1] be, and what x[:, 1]?",
    ko="x의 어느 축에 특성이 있나요? x[1]은 무엇이고 x[:, 1]은 무엇인가요?",
)
def row_for_column(rule, x):
    feature, threshold, polarity = rule
    above = x[feature].astype(float) > threshold
    return above if polarity == 1 else ~above


@mistake(
    "predict",
    caught_by="test_predict_compares_in_float64",
    en="When float32 values meet a Python float, which of the two is rounded before they are compared?",
    ko="float32 값을 파이썬 실수와 비교하면, 비교하기 전에 어느 쪽이 반올림되나요?",
)
def threshold_rounded_to_float32(rule, x):
    feature, threshold, polarity = rule
    above = x[:, feature] > threshold
    return above if polarity == 1 else ~above


@mistake(
    "predict",
    caught_by="test_predict_answers_every_example_on_its_own",
    en="What is the type of one answer: a yes or no, or a number?",
    ko="답 하나는 어떤 타입인가요? '예'나 '아니요'인가요, 숫자인가요?",
)
def answers_of_one_and_minus_one(rule, x):
    feature, threshold, polarity = rule
    return np.where(x[:, feature].astype(float) > threshold, polarity, -polarity)


# -- thresholds --------------------------------------------------------------------------------


@mistake(
    "thresholds",
    caught_by="test_thresholds_of_a_hand_example",
    en="How could a rule say yes to every example? Which of your thresholds lies below all values?",
    ko="모든 예시에 '예'라고 하는 규칙은 어떻게 만들까요? 모든 값보다 작은 문턱값이 있나요?",
)
def middles_alone(values):
    return _limits(values)[1:]


@mistake(
    "thresholds",
    caught_by="test_thresholds_of_a_hand_example",
    en="Where between two values would you draw the line if the next value may fall anywhere between them?",
    ko="다음 값이 두 값 사이 어디에 올지 모른다면 선을 어디에 긋겠나요?",
)
def the_values_themselves(values):
    _limits(values)
    return np.append(-np.inf, np.unique(values)[:-1].astype(float))


@mistake(
    "thresholds",
    caught_by="test_thresholds_lie_between_neighbouring_different_values",
    en="If a value comes twice, what is the middle between the two? Is it worth trying?",
    ko="같은 값이 두 번 나오면 둘의 한가운데는 어디인가요? 시도해 볼 가치가 있나요?",
)
def equal_values_have_a_middle(values):
    _limits(values)
    ordered = np.sort(values).astype(float)
    return np.append(-np.inf, np.unique(ordered[:-1] / 2 + ordered[1:] / 2))


@mistake(
    "thresholds",
    caught_by="test_thresholds_lie_between_neighbouring_different_values",
    en="Which values are neighbours: those that stand side by side in the array, or those on the number line?",
    ko="어떤 값이 이웃인가요? 배열에서 나란히 있는 값인가요, 수직선에서 나란히 있는 값인가요?",
)
def neighbours_in_the_array(values):
    _limits(values)
    a = values.astype(float)
    return np.append(-np.inf, [(v + w) / 2 for v, w in pairwise(a) if v != w])


@mistake(
    "thresholds",
    caught_by="test_thresholds_lie_between_neighbouring_different_values",
    en="Everybody no: is there already a rule with threshold -inf that says so?",
    ko="모두에게 '아니요'라고 하는 규칙은 문턱값 -inf만으로도 만들 수 있지 않을까요?",
)
def both_ends(values):
    return np.append(_limits(values), np.inf)


@mistake(
    "thresholds",
    caught_by="test_thresholds_of_bright_pixels_do_not_wrap",
    en="What is 200 + 250 in a uint8?",
    ko="uint8에서 200 + 250은 얼마인가요?",
)
def sums_of_uint8(values):
    _limits(values)
    distinct = np.unique(values)
    low, high = distinct[:-1], distinct[1:]
    middle = (low + high) / 2 if distinct.dtype == np.uint8 else _limits(values)[1:]
    return np.append(-np.inf, middle)


@mistake(
    "thresholds",
    caught_by="test_thresholds_of_huge_values_do_not_overflow",
    en="Which is the largest number on the way to your middle: the middle itself, or a sum or difference?",
    ko="한가운데를 구하는 동안 나오는 가장 큰 수는 무엇인가요? 한가운데 자신인가요, 합이나 차인가요?",
)
def sum_too_large(values):
    _limits(values)
    distinct = np.unique(values).astype(float)
    low, high = distinct[:-1], distinct[1:]
    middle = (low + high) / 2
    return np.append(-np.inf, np.where(middle < high, middle, low))


@mistake(
    "thresholds",
    caught_by="test_thresholds_part_even_neighbouring_floats",
    en="Between 1 and the very next float lies no other. Where does your middle land, and who is above it then?",
    ko="1과 바로 다음 실수 사이에는 아무 수도 없습니다. 그 한가운데는 어디로 반올림되고, 그보다 큰 값은 무엇인가요?",
)
def middle_rounded_up(values):
    _limits(values)
    distinct = np.unique(values).astype(float)
    return np.append(-np.inf, distinct[:-1] / 2 + distinct[1:] / 2)


@mistake(
    "thresholds",
    caught_by="test_thresholds_lie_between_neighbouring_different_values",
    en="Which dtype have your middles when the values are float32? Do they still lie in the middle?",
    ko="값이 float32일 때 구한 한가운데의 dtype은 무엇인가요? 여전히 한가운데에 있나요?",
)
def thresholds_of_the_values_dtype(values):
    return _limits(values).astype(np.result_type(values, np.float32))


@mistake(
    "thresholds",
    caught_by="test_values_that_are_not_finite_are_refused",
    en="Where does NaN land when you sort, and what is its middle with its neighbour?",
    ko="정렬하면 NaN은 어디로 가나요? 이웃한 값과의 한가운데는 얼마인가요?",
)
def nan_let_in(values):
    if values.size == 0:
        raise ValueError
    distinct = np.unique(values).astype(float)
    low, high = distinct[:-1], distinct[1:]
    with np.errstate(all="ignore"):
        middle = low / 2 + high / 2
    return np.append(-np.inf, np.where(middle >= high, low, middle))


# -- scores ------------------------------------------------------------------------------------


@mistake(
    "scores",
    caught_by="test_scores_count_right_answers_of_every_rule",
    en="After which of several equal values do you read the running count? Can a threshold lie between them?",
    ko="같은 값이 여럿일 때 누적 개수를 그중 어디에서 읽나요? 문턱값이 그 값들 사이에 올 수 있나요?",
)
def running_count_read_at_the_first_equal_value(values, y):
    if y.shape != values.shape:
        raise ValueError
    limits, order = _limits(values), np.argsort(values, kind="stable")
    balance = np.append(0, np.cumsum(1 - 2 * y[order]))
    _, first = np.unique(values[order], return_index=True)
    right = y.sum() + balance[np.append(0, first[:-1] + 1)]
    assert len(right) == len(limits)
    return np.stack([right, len(y) - right])


@mistake(
    "scores",
    caught_by="test_scores_keep_equal_values_together",
    en="What does each column stand for, an example or a threshold? Have equal values one each?",
    ko="열 하나는 예시 하나에 해당하나요, 문턱값 하나에 해당하나요? 값이 같은 예시들에도 문턱값이 따로 있나요?",
)
def column_for_every_example(values, y):
    if y.shape != values.shape:
        raise ValueError
    _limits(values)
    balance = np.append(0, np.cumsum(1 - 2 * y[np.argsort(values, kind="stable")]))
    right = y.sum() + balance[:-1]
    return np.stack([right, len(y) - right])


@mistake(
    "scores",
    caught_by="test_scores_of_a_hand_example",
    en="Have you counted the right answers, or taken their share of all?",
    ko="맞힌 비율을 구했나요, 맞힌 개수를 구했나요?",
)
def shares_for_counts(values, y):
    return _right(values, y).T / len(y)


@mistake(
    "scores",
    caught_by="test_scores_of_a_hand_example",
    en="Is an example below the threshold right or wrong if its answer is no?",
    ko="문턱값보다 작은 예시의 정답이 '아니요'라면 맞은 것인가요, 틀린 것인가요?",
)
def only_yes_is_counted(values, y):
    if y.shape != values.shape:
        raise ValueError
    limits = _limits(values)
    below = np.searchsorted(np.sort(values[y]), limits, side="right")
    return np.stack([y.sum() - below, below])


@mistake(
    "scores",
    caught_by="test_scores_of_a_hand_example",
    en="Which polarity stands in row 0?",
    ko="0번 행은 어느 극성인가요?",
)
def rows_swapped(values, y):
    return _right(values, y).T[::-1]


@mistake(
    "scores",
    caught_by="test_scores_of_neighbouring_floats",
    en="A value may equal its threshold when floats lie close. On which side do you count it then?",
    ko="실수가 촘촘하면 값이 문턱값과 같을 수 있습니다. 그런 값을 어느 쪽으로 세고 있나요?",
)
def equal_value_counted_above(values, y):
    if y.shape != values.shape:
        raise ValueError
    limits, ordered = _limits(values), np.argsort(values)
    balance = np.append(0, np.cumsum(1 - 2 * y[ordered]))
    right = y.sum() + balance[np.searchsorted(values[ordered], limits, side="left")]
    return np.stack([right, len(y) - right])


@mistake(
    "scores",
    caught_by="test_answers_of_another_shape_are_refused",
    en="What does comparing (K, N) with (1,) or (N, 1) give? Did anybody check that there is one answer each?",
    ko="(K, N)을 (1,)이나 (N, 1)과 비교하면 무엇이 나오나요? 예시마다 답이 하나인지 확인했나요?",
)
def answers_broadcast(values, y):
    y = np.resize(y, values.shape)
    return _right(values, y).T


@mistake(
    "scores",
    caught_by="test_speed_of_scores",
    en="When the threshold moves past one value, how many answers change? Must the others be counted again?",
    ko="문턱값이 값 하나를 지나가면 답은 몇 개나 바뀌나요? 나머지를 다시 세어야 할까요?",
)
def every_threshold_against_every_example(values, y):
    if y.shape != values.shape:
        raise ValueError
    right = np.array([np.count_nonzero((values > limit) == y) for limit in _limits(values)])
    return np.stack([right, len(y) - right])


# -- best rule ---------------------------------------------------------------------------------


@mistake(
    "best_rule",
    caught_by="test_best_rule_of_a_hand_example",
    en="May yes also lie below the threshold? Which of your rules says so?",
    ko="문턱값보다 작은 쪽이 '예'일 수도 있지 않을까요? 그렇게 답하는 규칙도 살펴보았나요?",
)
def polarity_plus_one_only(x, y):
    rights = [_right(values, y)[:, 0] for values in x.T]
    feature = int(np.argmax([right.max() for right in rights]))
    return _rule(feature, x[:, feature], int(rights[feature].argmax()), 0)


@mistake(
    "best_rule",
    caught_by="test_best_rule_of_a_hand_example",
    en="Which two values may a polarity have?",
    ko="극성이 가질 수 있는 두 값은 무엇인가요?",
)
def polarity_of_zero_or_one(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if right.max() > best:
            best, rule = right.max(), (feature, float(_limits(values)[at]), 1 - column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_takes_the_lowest_feature_in_a_tie",
    en="When a later feature is only as good as the best so far, do you keep it or take the new one?",
    ko="뒤에 나온 특성이 지금까지의 최고와 똑같기만 하다면, 그대로 두나요, 새것으로 바꾸나요?",
)
def last_feature_in_a_tie(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if right.max() >= best:
            best, rule = right.max(), _rule(feature, values, at, column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_takes_the_lowest_threshold_in_a_tie",
    en="Which comes first in a tie, the threshold or the polarity? In what order does argmax read your array?",
    ko="동점이면 문턱값과 극성 가운데 무엇을 먼저 따지나요? argmax는 배열을 어떤 순서로 읽나요?",
)
def polarity_before_threshold(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y).T
        column, at = divmod(int(right.argmax()), right.shape[1])
        if right.max() > best:
            best, rule = right.max(), _rule(feature, values, at, column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_takes_polarity_plus_one_in_a_tie",
    en="If both polarities are equally good, which one is left at the end of your search?",
    ko="두 극성이 똑같이 좋으면 탐색이 끝났을 때 어느 쪽이 남나요?",
)
def polarity_minus_one_in_a_tie(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)[:, ::-1]
        at, column = divmod(int(right.argmax()), 2)
        if right.max() > best:
            best, rule = right.max(), _rule(feature, values, at, 1 - column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_counts_exactly",
    en="Is 1 - 1/3 exactly 2/3 in floating point? What stays exact while you compare?",
    ko="부동소수점에서 1 - 1/3은 정확히 2/3인가요? 비교할 때까지 정확하게 남는 것은 무엇인가요?",
)
def one_minus_the_share(x, y):
    best, rule = -1.0, None
    for feature, values in enumerate(x.T):
        share = _right(values, y)[:, 0] / len(y)
        for at, s in enumerate(share.tolist()):
            for column, found in enumerate((s, 1 - s)):
                if found > best:
                    best, rule = found, _rule(feature, values, at, column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_of_one_class_gives_everybody_that_answer",
    en="Are both answers always there? What would you tell everybody if nobody had ever said no?",
    ko="두 가지 답이 언제나 모두 나올까요? '아니요'가 한 번도 없었다면 모두에게 뭐라고 답해야 할까요?",
)
def one_class_is_an_error(x, y):
    if y.size and (y.all() or not y.any()):
        raise ValueError("two classes are needed")
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if right.max() > best:
            best, rule = right.max(), _rule(feature, values, at, column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_of_constant_features_gives_everybody_the_usual_answer",
    en="If no feature ever changes, what do you return? Is there a rule that needs no feature?",
    ko="값이 바뀌는 특성이 하나도 없으면 무엇을 돌려주나요? 특성이 필요 없는 규칙이 있지 않나요?",
)
def constant_features_passed_over(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if len(right) > 1 and right.max() > best:
            best, rule = right.max(), _rule(feature, values, at, column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_looks_at_right_answers_alone",
    en="Do you compare how pure the two sides are, or how many answers are right?",
    ko="두 쪽이 얼마나 순수한지를 비교하나요, 답이 몇 개나 맞는지를 비교하나요?",
)
def purest_split(x, y):
    best, rule = -1.0, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        for at, limit in enumerate(_limits(values)):
            above = values.astype(float) > limit
            sides = [side for side in (y[above], y[~above]) if side.size]
            purity = sum((side.sum() ** 2 + (~side).sum() ** 2) / side.size for side in sides)
            if purity > best + 1e-9:
                best, rule = purity, _rule(feature, values, at, int(right[at].argmax()))
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_does_not_round_its_threshold",
    en="Which dtype has the threshold gone through on its way into the rule? How many digits does that keep?",
    ko="문턱값이 규칙에 담기기까지 어떤 dtype을 거쳤나요? 그 dtype은 몇 자리까지 나타낼 수 있나요?",
)
def threshold_through_float32(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if right.max() > best:
            best, rule = right.max(), (feature, float(np.float32(_limits(values)[at])), (1, -1)[column])
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_checks_the_features_after_a_perfect_one",
    en="If a feature tells all answers, do you stop there? Who checks the values of the later ones?",
    ko="답을 모두 가려내는 특성을 찾으면 거기서 멈추나요? 그러면 뒤의 특성에 든 값은 어디에서 확인하나요?",
)
def first_perfect_feature_ends_the_search(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if right.max() > best:
            best, rule = right.max(), _rule(feature, values, at, column)
        if best == len(y):
            break
    return rule


@mistake(
    "best_rule",
    caught_by="test_best_rule_checks_constant_features_too",
    en="Do you pass over constant features? What if the one value they have is infinite?",
    ko="값이 늘 같은 특성은 건너뛰나요? 그 값이 무한대라면 어떻게 되나요?",
)
def constant_features_unchecked(x, y):
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        if feature and (values == values[0]).all():
            continue
        right = _right(values, y)
        at, column = divmod(int(right.argmax()), 2)
        if right.max() > best:
            best, rule = right.max(), _rule(feature, values, at, column)
    return rule


@mistake(
    "best_rule",
    caught_by="test_speed_of_best_rule",
    en="Do thresholds or best_rule still go through the thresholds one by one, in a loop or a list?",
    ko="thresholds나 best_rule에서 문턱값을 반복문이나 리스트로 하나씩 다루고 있지 않나요?",
)
def thresholds_in_a_loop(x, y):
    if y.shape != x.shape[:1] or not x.size or not np.isfinite(x).all():
        raise ValueError
    candidates = []
    for feature, values in enumerate(x.T):
        limits = [-np.inf]
        for low, high in pairwise(sorted(set(values.astype(float)))):
            middle = low / 2 + high / 2
            limits.append(middle if middle < high else low)
        right = _right(values, y)
        for at, limit in enumerate(limits):
            for column, polarity in enumerate((1, -1)):
                candidates.append((-right[at, column], feature, limit, -polarity))
    _, feature, limit, opposite = min(candidates)
    return feature, float(limit), -opposite


@mistake(
    "best_rule",
    caught_by="test_speed_of_best_rule",
    en="For every threshold, do you ask every example again? Only one of them has changed sides.",
    ko="문턱값마다 모든 예시를 다시 살펴보고 있나요? 반대편으로 넘어간 것은 그중 하나뿐입니다.",
)
def all_against_all(x, y):
    best, rule = -1, None
    if y.shape != x.shape[:1]:
        raise ValueError
    for feature, values in enumerate(x.T):
        for limit in _limits(values):
            right = np.count_nonzero((values > limit) == y)
            for column, count in enumerate((right, len(y) - right)):
                if count > best:
                    best, rule = count, (feature, float(limit), (1, -1)[column])
    return rule
