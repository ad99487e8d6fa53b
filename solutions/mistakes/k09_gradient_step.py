"""Wrong answers to k09_gradient_step that people really write."""

import numpy as np

from dojo.mistake import mistake

# -- numerical gradient ------------------------------------------------------------------------


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_is_right_to_eight_digits",
    en="You look to one side of x only. Which part of the error would cancel if you looked to both?",
    ko="x의 한쪽만 보고 있습니다. 양쪽을 다 보면 오차의 어떤 부분이 상쇄될까요?",
)
def one_side_only(f, x, h=1e-5):
    x = np.asarray(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[i] = h
        gradient[i] = (f(x + nudge) - f(x)) / h
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_of_a_hand_example",
    en="From x - h to x + h, how far apart are the two points?",
    ko="x - h에서 x + h까지, 두 점은 얼마나 떨어져 있나요?",
)
def divided_by_h(f, x, h=1e-5):
    x = np.asarray(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[i] = h
        gradient[i] = (f(x + nudge) - f(x - nudge)) / h
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_of_a_hand_example",
    en="How is f(x + h) - f(x - h) / (2 * h) read – what is divided by 2h?",
    ko="f(x + h) - f(x - h) / (2 * h)에서 2h로 나누어지는 것은 무엇인가요?",
)
def parentheses_forgotten(f, x, h=1e-5):
    x = np.asarray(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[i] = h
        gradient[i] = f(x + nudge) - f(x - nudge) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_of_a_hand_example",
    en="How large is the nudge when the caller passes h = 2, and does it depend on the size of x?",
    ko="h = 2를 넘기면 실제로 얼마나 움직이나요? x의 크기에 따라 달라지나요?",
)
def one_nudge_scaled_to_x(f, x, h=1e-5):
    x = np.asarray(x, float)
    h = h * max(1.0, np.linalg.norm(x))
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[i] = h
        gradient[i] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_nudges_one_entry_at_a_time",
    en="When the second entry is nudged, where does the first one stand?",
    ko="두 번째 값을 움직일 때 첫 번째 값은 어디에 가 있나요?",
)
def nudge_not_taken_back(f, x, h=1e-5):
    x = np.array(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        gradient[i] = (above - f(x)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_nudges_one_entry_at_a_time",
    en="x + h nudges every entry at once. Whose doing is the change of f then?",
    ko="x + h는 모든 값을 한꺼번에 움직입니다. 그러면 f가 변한 것은 어느 값 때문인가요?",
)
def all_entries_at_once(f, x, h=1e-5):
    x = np.asarray(x, float)
    return np.full_like(x, (f(x + h) - f(x - h)) / (2 * h))


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_has_the_shape_of_x",
    en="Does your flat array always share memory with x? What does ravel do with a transposed one?",
    ko="평평하게 편 배열은 언제나 x와 메모리를 공유하나요? 전치된 배열이라면 ravel은 무엇을 하나요?",
)
def nudged_a_copy_that_ravel_made(f, x, h=1e-5):
    x = np.array(x, float)
    flat, gradient = x.ravel(), np.zeros(x.size)
    for i in range(x.size):
        kept = flat[i]
        flat[i] = kept + h
        above = f(x)
        flat[i] = kept - h
        gradient[i] = (above - f(x)) / (2 * h)
        flat[i] = kept
    return gradient.reshape(x.shape)


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_has_the_shape_of_x",
    en="Your slopes come in one row. Which of them belongs to entry [i, j] of x?",
    ko="기울기가 한 줄로 늘어서 있습니다. x의 [i, j]에 대한 기울기는 그중 어느 것인가요?",
)
def flat_gradient(f, x, h=1e-5):
    x = np.asarray(x, float)
    nudges = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([(f(x + nudge) - f(x - nudge)) / (2 * h) for nudge in nudges])


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_is_right_to_eight_digits",
    en="With so small an h the two values of f differ only in their last digits. What is left after subtracting?",
    ko="h가 이렇게 작으면 f의 두 값은 끝자리만 다릅니다. 빼고 나면 무엇이 남나요?",
)
def as_small_a_nudge_as_possible(f, x, h=1e-12):
    x = np.asarray(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[i] = h
        gradient[i] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_of_integers_and_float32",
    en="What does an integer array keep of 3 + 0.00001, and a float32 array of 150 + 0.00001?",
    ko="정수 배열에 3 + 0.00001을, float32 배열에 150 + 0.00001을 넣으면 무엇이 남나요?",
)
def nudge_rounded_away(f, x, h=1e-5):
    x = np.array(x)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        gradient[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return gradient


@mistake(
    "numerical_gradient",
    caught_by="test_numerical_gradient_leaves_x_alone",
    en="Whose array do you nudge – your own copy, or the caller's?",
    ko="누구의 배열을 움직이고 있나요? 직접 만든 복사본인가요, 호출한 쪽의 배열인가요?",
)
def nudged_the_callers_array(f, x, h=1e-5):
    gradient = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        gradient[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return gradient


# -- gradient step -----------------------------------------------------------------------------


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_of_a_hand_example",
    en="The gradient points uphill. Which way does your step go?",
    ko="기울기는 오르막 쪽을 가리킵니다. 이 걸음은 어느 쪽으로 가나요?",
)
def uphill(weights, grads, learning_rate):
    return [w + learning_rate * g for w, g in zip(weights, grads, strict=True)]


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_of_a_hand_example",
    en="How often does the learning rate come into your step? At 1 nobody would notice; try 0.1.",
    ko="한 걸음에 학습률을 몇 번 곱하나요? 학습률이 1이면 티가 나지 않으니 0.1로 해 보세요.",
)
def learning_rate_twice(weights, grads, learning_rate):
    steps = [learning_rate * g for g in grads]
    return [w - learning_rate * s for w, s in zip(weights, steps, strict=True)]


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_of_a_hand_example",
    en="Is your step longer where the slope is steeper, or as long everywhere?",
    ko="비탈이 가파를수록 더 멀리 가나요, 아니면 어디서나 같은 거리를 가나요?",
)
def steps_of_one_length(weights, grads, learning_rate):
    length = np.sqrt(sum((g * g).sum() for g in grads))
    return [w - learning_rate * g / length for w, g in zip(weights, grads, strict=True)]


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_moves_each_array_by_its_own_gradient",
    en="Your weights have different shapes. Can one array hold them all?",
    ko="가중치마다 모양이 다릅니다. 배열 하나에 모두 담을 수 있을까요?",
)
def all_weights_in_one_array(weights, grads, learning_rate):
    if len(weights) != len(grads):
        raise ValueError
    return list(np.array(weights) - learning_rate * np.array(grads))


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_moves_each_array_by_its_own_gradient",
    en="Which dtype do float32 weights have after your step?",
    ko="float32 가중치는 한 걸음 뒤에 dtype이 무엇이 되나요?",
)
def always_float64(weights, grads, learning_rate):
    rate = np.float64(learning_rate)
    return [w - rate * g for w, g in zip(weights, grads, strict=True)]


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_leaves_its_arguments_alone",
    en="What does w -= … do to the array that the caller still holds?",
    ko="w -= …를 하면 호출한 쪽이 아직 쓰고 있는 배열은 어떻게 되나요?",
)
def arrays_changed_in_place(weights, grads, learning_rate):
    for w, g in zip(weights, grads, strict=True):
        w -= learning_rate * g
    return weights


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_leaves_its_arguments_alone",
    en="Your arrays are new, but whose list do you put them into?",
    ko="배열은 새로 만들었지만, 그 배열을 누구의 리스트에 넣고 있나요?",
)
def list_changed_in_place(weights, grads, learning_rate):
    if len(weights) != len(grads):
        raise ValueError
    for i, g in enumerate(grads):
        weights[i] = weights[i] - learning_rate * g
    return weights


@mistake(
    "gradient_step",
    caught_by="test_gradient_step_refuses_missing_gradients",
    en="When one list is shorter, where does zip stop, and which weights are left out?",
    ko="한쪽 리스트가 더 짧으면 zip은 어디서 멈추고, 어떤 가중치가 빠지나요?",
)
def shorter_list_wins(weights, grads, learning_rate):
    return [w - learning_rate * g for w, g in zip(weights, grads)]


# -- momentum step -----------------------------------------------------------------------------


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_of_a_hand_example",
    en="Is the learning rate inside your velocity, or applied when the weights move? Both exist; which is asked?",
    ko="학습률이 속도 안에 들어 있나요, 가중치를 옮길 때 곱해지나요? 둘 다 쓰이지만 여기서는 어느 쪽인가요?",
)
def learning_rate_outside(weights, velocity, grads, learning_rate, momentum):
    velocity = [momentum * v + g for v, g in zip(velocity, grads, strict=True)]
    return [w - learning_rate * v for w, v in zip(weights, velocity, strict=True)], velocity


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_of_a_hand_example",
    en="The weights move right – but does your velocity point where they go, or backwards?",
    ko="가중치는 제대로 움직입니다. 그런데 속도는 가중치가 가는 쪽을 가리키나요, 반대쪽을 가리키나요?",
)
def velocity_points_uphill(weights, velocity, grads, learning_rate, momentum):
    velocity = [momentum * v + learning_rate * g for v, g in zip(velocity, grads, strict=True)]
    return [w - v for w, v in zip(weights, velocity, strict=True)], velocity


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_of_a_hand_example",
    en="With which velocity do the weights move: the one that came in, or the one you have just made?",
    ko="가중치는 어떤 속도로 움직이나요? 받은 속도인가요, 방금 구한 속도인가요?",
)
def moved_by_the_old_velocity(weights, velocity, grads, learning_rate, momentum):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, grads, strict=True)]
    return [w + v for w, v in zip(weights, velocity, strict=True)], new


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_of_a_hand_example",
    en="How often is momentum applied on the way from the old velocity to the new weights?",
    ko="이전 속도에서 새 가중치에 이르기까지 모멘텀을 몇 번 곱하나요?",
)
def nesterov(weights, velocity, grads, learning_rate, momentum):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, grads, strict=True)]
    ahead = [momentum * v - learning_rate * g for v, g in zip(velocity, grads, strict=True)]
    return [w + v for w, v in zip(weights, ahead, strict=True)], velocity


@mistake(
    "momentum_step",
    caught_by="test_momentum_gathers_speed_on_an_even_slope",
    en="An average of steps is never longer than a step. Should the velocity be an average, or add up?",
    ko="걸음의 평균은 한 걸음보다 길어질 수 없습니다. 속도는 평균을 내야 할까요, 쌓아야 할까요?",
)
def averaged_velocity(weights, velocity, grads, learning_rate, momentum):
    velocity = [
        momentum * v - (1 - momentum) * learning_rate * g for v, g in zip(velocity, grads, strict=True)
    ]
    return [w + v for w, v in zip(weights, velocity, strict=True)], velocity


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_moves_each_array_by_its_own_velocity",
    en="From where will the next step know how fast this one was?",
    ko="다음 걸음은 이번 걸음이 얼마나 빨랐는지 어떻게 알 수 있을까요?",
)
def velocity_not_returned(weights, velocity, grads, learning_rate, momentum):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, grads, strict=True)]
    return [w + v for w, v in zip(weights, velocity, strict=True)]


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_refuses_missing_arrays",
    en="You compare two of the three lists. What becomes of a weight that has no velocity?",
    ko="세 리스트 중 둘만 비교하고 있습니다. 속도가 없는 가중치는 어떻게 되나요?",
)
def two_lists_compared(weights, velocity, grads, learning_rate, momentum):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, grads, strict=True)]
    return [w + v for w, v in zip(weights, velocity)], velocity


@mistake(
    "momentum_step",
    caught_by="test_momentum_step_leaves_its_arguments_alone",
    en="Whose velocity do you change when you write velocity[i] = …?",
    ko="velocity[i] = …라고 쓰면 누구의 속도가 바뀌나요?",
)
def velocity_changed_in_place(weights, velocity, grads, learning_rate, momentum):
    for i, g in enumerate(grads):
        velocity[i] = momentum * velocity[i] - learning_rate * g
    return [w + v for w, v in zip(weights, velocity, strict=True)], velocity


# -- minimize ----------------------------------------------------------------------------------


def slopes(f, x, h=1e-5):
    nudges = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([(f(x + n) - f(x - n)) / (2 * h) for n in nudges]).reshape(x.shape)


@mistake(
    "minimize",
    caught_by="test_minimize_a_parabola_by_hand",
    en="After 3 steps you have stood in 4 places. Which one is missing from your losses?",
    ko="세 걸음을 걸으면 네 곳에 서게 됩니다. 손실 기록에서 빠진 곳은 어디인가요?",
)
def last_loss_missing(f, x, learning_rate, steps, momentum=0.0):
    x, losses = np.array(x, float), []
    velocity = np.zeros_like(x)
    for _ in range(steps):
        losses.append(f(x))
        velocity = momentum * velocity - learning_rate * slopes(f, x)
        x = x + velocity
    return x, losses


@mistake(
    "minimize",
    caught_by="test_minimize_in_no_steps",
    en="What did the loss start from? With 0 steps your history is empty.",
    ko="손실은 얼마에서 출발했나요? 0걸음이면 기록이 비어 있습니다.",
)
def first_loss_missing(f, x, learning_rate, steps, momentum=0.0):
    x, losses = np.array(x, float), []
    velocity = np.zeros_like(x)
    for _ in range(steps):
        velocity = momentum * velocity - learning_rate * slopes(f, x)
        x = x + velocity
        losses.append(f(x))
    return x, losses


@mistake(
    "minimize",
    caught_by="test_minimize_a_parabola_by_hand",
    en="The ground gets flatter on the way down. How often do you look at the slope?",
    ko="내려갈수록 바닥은 평평해집니다. 기울기를 몇 번이나 확인하고 있나요?",
)
def slope_of_the_start_only(f, x, learning_rate, steps, momentum=0.0):
    x = np.array(x, float)
    losses, velocity, slope = [f(x)], np.zeros_like(x), slopes(f, x)
    for _ in range(steps):
        velocity = momentum * velocity - learning_rate * slope
        x = x + velocity
        losses.append(f(x))
    return x, losses


@mistake(
    "minimize",
    caught_by="test_minimize_rolls_on_with_momentum",
    en="What is the velocity at the start of your second step?",
    ko="두 번째 걸음을 시작할 때 속도는 얼마인가요?",
)
def at_rest_before_every_step(f, x, learning_rate, steps, momentum=0.0):
    x = np.array(x, float)
    losses = [f(x)]
    for _ in range(steps):
        velocity = np.zeros_like(x)
        velocity = momentum * velocity - learning_rate * slopes(f, x)
        x = x + velocity
        losses.append(f(x))
    return x, losses


@mistake(
    "minimize",
    caught_by="test_minimize_reports_a_rising_loss",
    en="When a step climbs, do you still take the ones that follow? A hidden failure teaches nothing.",
    ko="손실이 커진 걸음 뒤에도 남은 걸음을 계속 걷나요? 실패를 감추면 배울 것이 없습니다.",
)
def stopped_where_the_loss_grows(f, x, learning_rate, steps, momentum=0.0):
    x = np.array(x, float)
    losses, velocity = [f(x)], np.zeros_like(x)
    for _ in range(steps):
        velocity = momentum * velocity - learning_rate * slopes(f, x)
        if f(x + velocity) > losses[-1]:
            break
        x = x + velocity
        losses.append(f(x))
    return x, losses


@mistake(
    "minimize",
    caught_by="test_minimize_reports_a_rising_loss",
    en="Do you return where the last step ended, or the best place on the way?",
    ko="마지막 걸음이 끝난 곳을 돌려주나요, 지나온 길에서 가장 좋았던 곳을 돌려주나요?",
)
def best_place_on_the_way(f, x, learning_rate, steps, momentum=0.0):
    places = [np.array(x, float)]
    velocity = np.zeros_like(places[0])
    for _ in range(steps):
        velocity = momentum * velocity - learning_rate * slopes(f, places[-1])
        places.append(places[-1] + velocity)
    losses = [f(place) for place in places]
    return places[int(np.argmin(losses))], losses


@mistake(
    "minimize",
    caught_by="test_minimize_walks_in_every_entry",
    en="Which dtype does x have when the walk begins at integers? Can it hold 0.3 of a step?",
    ko="정수에서 출발하면 x의 dtype은 무엇인가요? 0.3만큼의 걸음을 담을 수 있나요?",
)
def walks_on_integers(f, x, learning_rate, steps, momentum=0.0):
    x = np.array(x)
    losses, velocity = [f(x)], np.zeros_like(x)
    for _ in range(steps):
        velocity = momentum * velocity - learning_rate * slopes(f, x)
        x[...] = x + velocity
        losses.append(f(x))
    return x, losses
