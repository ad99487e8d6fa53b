"""Wrong answers to k12_training_loop that people really write."""

import copy

import numpy as np

from dojo.mistake import mistake


def _forward(params, x):
    """Every representation, the logits last."""
    kept = [x]
    for W, b in params[:-1]:
        kept.append(np.maximum(kept[-1] @ W + b, 0))
    W, b = params[-1]
    return [*kept, kept[-1] @ W + b]


def _slopes(params, x, y):
    """(loss, gradients) of a batch, all layers."""
    *received, logits = _forward(params, x)
    shifted, rows = logits - logits.max(axis=1, keepdims=True), np.arange(len(y))
    sums = np.exp(shifted).sum(axis=1, keepdims=True)
    loss, dout = np.mean(np.log(sums[:, 0]) - shifted[rows, y]), np.exp(shifted) / sums
    dout[rows, y] -= 1
    dout /= len(y)
    grads = []
    for l in reversed(range(len(params))):
        grads.insert(0, (received[l].T @ dout, dout.sum(axis=0)))
        dout = (dout @ params[l][0].T) * (received[l] > 0)
    return loss, grads


def _down(params, grads, rate):
    return [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(params, grads)]


def _step(params, x, y, rate):
    loss, grads = _slopes(params, x, y)
    return _down(params, grads, rate), loss


def _cut(order, batch_size):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def _epoch(params, x, y, batch_size, rate, rng):
    total = 0.0
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[batch], rate)
        total += loss * len(batch)
    return params, total / len(x)


def _share(params, x, y):
    return float(np.mean(_forward(params, x)[-1].argmax(axis=1) == y))


# -- batches -----------------------------------------------------------------------------------


@mistake(
    "batches",
    caught_by="test_batches_are_full_but_for_the_last",
    en="Ten examples three at a time: how many batches is 10 // 3, and who is left over?",
    ko="예시 열 개를 세 개씩 나눌 때 10 // 3은 몇인가요? 남는 예시는 어떻게 되나요?",
)
def last_batch_dropped(n, batch_size, rng):
    whole = _cut(rng.permutation(n), batch_size)
    return [batch for batch in whole if len(batch) == batch_size]


@mistake(
    "batches",
    caught_by="test_batches_are_full_but_for_the_last",
    en="When too few are left to fill the last batch, do you fill it up with examples that have had their turn?",
    ko="마지막 배치를 채우기에 모자라면, 이미 나온 예시로 빈자리를 메우고 있지 않나요?",
)
def last_batch_filled_up(n, batch_size, rng):
    order = rng.permutation(n)
    whole = _cut(order, batch_size)
    return [np.resize(np.concatenate([batch, order]), batch_size) for batch in whole]


@mistake(
    "batches",
    caught_by="test_batches_are_full_but_for_the_last",
    en="If n is a multiple of batch_size, is there anything left for a batch after the full ones?",
    ko="n이 batch_size의 배수이면, 꽉 찬 배치들 뒤에 더 담을 것이 남아 있나요?",
)
def empty_batch_at_the_end(n, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    order = rng.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size + 1)]


@mistake(
    "batches",
    caught_by="test_batches_are_full_but_for_the_last",
    en="What does the second argument of array_split count: the batches, or the examples in each?",
    ko="array_split의 두 번째 인자는 무엇의 수인가요? 배치인가요, 배치 하나에 든 예시인가요?",
)
def batch_size_taken_for_a_number_of_batches(n, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    return np.array_split(rng.permutation(n), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_hold_every_example_exactly_once",
    en="May the same number be drawn twice? Then who is not drawn at all?",
    ko="같은 번호가 두 번 뽑힐 수 있나요? 그렇다면 한 번도 뽑히지 않는 것은 없을까요?",
)
def drawn_with_replacement(n, batch_size, rng):
    return _cut(rng.integers(0, n, n) if n else np.arange(0), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_hold_every_example_exactly_once",
    en="Each batch is drawn from all examples. Does it know what the batches before it have taken?",
    ko="배치마다 전체에서 새로 뽑고 있습니다. 앞의 배치들이 무엇을 가져갔는지 알고 있나요?",
)
def every_batch_drawn_from_all(n, batch_size, rng):
    return [rng.choice(n, len(batch), replace=False) for batch in _cut(np.arange(n), batch_size)]


@mistake(
    "batches",
    caught_by="test_batches_hold_every_example_exactly_once",
    en="Which are the first and the last number that x has a row for?",
    ko="x에 행이 있는 번호는 몇 번부터 몇 번까지인가요?",
)
def numbered_from_one(n, batch_size, rng):
    return _cut(1 + rng.permutation(n), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_draw_a_new_order_from_their_generator",
    en="In which order come the examples, and where is rng asked?",
    ko="예시가 어떤 순서로 나오나요? rng는 어디에서 쓰이나요?",
)
def never_shuffled(n, batch_size, rng):
    return _cut(np.arange(n), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_draw_a_new_order_from_their_generator",
    en="A generator made inside the function with a seed of its own: what does it draw in the second epoch?",
    ko="함수 안에서 시드를 정해 생성기를 새로 만들면, 두 번째 에포크에는 무엇이 뽑히나요?",
)
def generator_made_anew(n, batch_size, rng):
    return _cut(np.random.default_rng(0).permutation(n), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_draw_a_new_order_from_their_generator",
    en="Whose random numbers does np.random give: those of rng, or those of the whole program?",
    ko="np.random이 주는 난수는 rng의 것인가요, 프로그램 전체가 함께 쓰는 것인가요?",
)
def drawn_from_the_global_generator(n, batch_size, rng):
    return _cut(np.random.permutation(n), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_let_every_example_follow_any_other",
    en="You shuffle the batches. Can two examples that share a batch now ever be parted?",
    ko="배치의 순서를 섞고 있습니다. 한 배치에 든 두 예시가 언젠가 떨어질 수 있나요?",
)
def batches_shuffled_but_not_examples(n, batch_size, rng):
    whole = _cut(np.arange(n), batch_size)
    full = [batch for batch in whole if len(batch) == batch_size]
    return [full[k] for k in rng.permutation(len(full))] + whole[len(full) :]


@mistake(
    "batches",
    caught_by="test_batches_let_every_example_follow_any_other",
    en="Beginning somewhere and going round: how many different orders are there?",
    ko="아무 데서나 시작해 한 바퀴 도는 방식으로는 서로 다른 순서가 몇 가지 나오나요?",
)
def begun_somewhere(n, batch_size, rng):
    return _cut(np.roll(np.arange(n), rng.integers(n) if n else 0), batch_size)


@mistake(
    "batches",
    caught_by="test_batches_put_every_example_anywhere",
    en="n swaps with any of n places are nⁿ ways. Can they fall evenly on n! orders, 27 on 6?",
    ko="아무 자리와 n번 맞바꾸는 방법은 nⁿ가지입니다. 27가지가 순서 6가지에 고르게 나뉠까요?",
)
def swapped_with_anyone(n, batch_size, rng):
    order = np.arange(n)
    for i in range(n):
        j = rng.integers(n)
        order[i], order[j] = order[j], order[i]
    return _cut(order, batch_size)


@mistake(
    "batches",
    caught_by="test_batches_put_every_example_anywhere",
    en="Each entry is swapped with one before it, never left in its place. Which orders can never come out?",
    ko="모든 값을 앞의 다른 값과 맞바꾸고 제자리에 두는 일이 없습니다. 결코 나올 수 없는 순서는 무엇인가요?",
)
def never_left_in_place(n, batch_size, rng):
    order = np.arange(n)
    for i in range(n - 1, 0, -1):
        j = rng.integers(i)
        order[i], order[j] = order[j], order[i]
    return _cut(order, batch_size)


@mistake(
    "batches",
    caught_by="test_batches_without_room_are_refused",
    en="range refuses a step of 0. What does it do with a step of -3, from 0 up to n?",
    ko="range는 간격 0을 거부합니다. 0에서 n까지 가는데 간격이 -3이면 어떻게 하나요?",
)
def negative_sizes_let_in(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@mistake(
    "batches",
    caught_by="test_batches_without_room_are_refused",
    en="If somebody asks for batches of 0, do you tell them, or take another number in silence?",
    ko="0개짜리 배치를 달라고 하면 잘못을 알려 주나요, 말없이 다른 수로 바꾸나요?",
)
def sizes_mended_in_silence(n, batch_size, rng):
    return _cut(rng.permutation(n), max(1, batch_size))


# -- step --------------------------------------------------------------------------------------


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="Which way does a gradient point, up or down?",
    ko="기울기는 어느 쪽을 가리키나요? 오르막인가요, 내리막인가요?",
)
def uphill(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    return _down(params, grads, -learning_rate), loss


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="How often is the gradient multiplied by learning_rate on its way into the weights?",
    ko="기울기가 가중치에 닿기까지 learning_rate를 몇 번 곱하나요?",
)
def rate_applied_twice(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    grads = [(learning_rate * dW, learning_rate * db) for dW, db in grads]
    return _down(params, grads, learning_rate), loss


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="How long is your step when learning_rate is 0.4, and how long when it is 0.1?",
    ko="learning_rate가 0.4일 때와 0.1일 때 걸음의 크기가 어떻게 다른가요?",
)
def rate_forgotten(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    return _down(params, grads, 1), loss


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="The loss is a mean already. Do its gradients still have to be divided by the number of examples?",
    ko="손실은 이미 평균입니다. 그 기울기를 예시 수로 또 나누어야 할까요?",
)
def averaged_twice(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    return _down(params, grads, learning_rate / len(x)), loss


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="Should twice as many examples in a batch make a step twice as long?",
    ko="배치에 든 예시가 두 배가 되면 걸음도 두 배로 커져야 할까요?",
)
def summed_over_the_batch(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    return _down(params, grads, learning_rate * len(x)), loss


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="The weights have moved. And the biases?",
    ko="가중치는 움직였습니다. 편향은요?",
)
def biases_left_behind(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    return [(W - learning_rate * dW, b) for (W, b), (dW, _) in zip(params, grads)], loss


@mistake(
    "step",
    caught_by="test_step_of_a_hand_example",
    en="What does -= do with an array that belongs to the caller?",
    ko="호출한 쪽의 배열에 -=를 쓰면 그 배열은 어떻게 되나요?",
)
def moved_in_place(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    for (W, b), (dW, db) in zip(params, grads):
        W -= learning_rate * dW
        b -= learning_rate * db
    return params, loss


@mistake(
    "step",
    caught_by="test_step_moves_every_layer",
    en="Which layers learn, and which stay as they were made?",
    ko="어느 층이 배우고, 어느 층은 처음 그대로인가요?",
)
def only_the_last_layer(params, x, y, learning_rate):
    loss, grads = _slopes(params, x, y)
    return [*params[:-1], *_down(params[-1:], grads[-1:], learning_rate)], loss


@mistake(
    "step",
    caught_by="test_step_moves_every_layer",
    en="Do all layers take their gradients from the same params, or does one see what another has just become?",
    ko="모든 층이 같은 params에서 기울기를 구하나요, 방금 움직인 다른 층을 보고 구하나요?",
)
def layer_after_layer(params, x, y, learning_rate):
    params, (loss, _) = list(params), _slopes(params, x, y)
    for l in reversed(range(len(params))):
        _, grads = _slopes(params, x, y)
        params[l] = _down(params, grads, learning_rate)[l]
    return params, loss


@mistake(
    "step",
    caught_by="test_step_tells_the_loss_from_before_it",
    en="Whose loss do you tell: that of the params you were given, or of those you give back?",
    ko="알려 주는 손실은 받은 params의 것인가요, 돌려주는 params의 것인가요?",
)
def loss_after_the_step(params, x, y, learning_rate):
    params, _ = _step(params, x, y, learning_rate)
    return params, _slopes(params, x, y)[0]


@mistake(
    "step",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="What is the dtype of a float32 array times a NumPy float64, be it a single number?",
    ko="float32 배열에 NumPy의 float64를 곱하면, 그것이 수 하나뿐이더라도 결과의 dtype은 무엇인가요?",
)
def rate_made_float64(params, x, y, learning_rate):
    return _step(params, x, y, np.float64(learning_rate))


# -- epoch -------------------------------------------------------------------------------------


@mistake(
    "epoch",
    caught_by="test_epoch_weighs_its_batches_by_their_size",
    en="Does a batch of one example count as much as a full one in your mean?",
    ko="평균을 낼 때 예시가 하나뿐인 배치도 꽉 찬 배치만큼 세고 있지 않나요?",
)
def mean_of_the_batches(params, x, y, batch_size, learning_rate, rng):
    losses = []
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[batch], learning_rate)
        losses.append(loss)
    return params, float(np.mean(losses))


@mistake(
    "epoch",
    caught_by="test_epoch_weighs_its_batches_by_their_size",
    en="Is it the loss of the whole epoch that you return, or that of the batch which came last?",
    ko="돌려주는 손실은 에포크 전체의 것인가요, 맨 마지막 배치의 것인가요?",
)
def loss_of_the_last_batch(params, x, y, batch_size, learning_rate, rng):
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[batch], learning_rate)
    return params, loss


@mistake(
    "epoch",
    caught_by="test_epoch_weighs_its_batches_by_their_size",
    en="Four examples, three at a time: is it four or six that your sum is divided by?",
    ko="예시 네 개를 세 개씩 나누었습니다. 합을 4로 나누나요, 6으로 나누나요?",
)
def divided_as_if_all_were_full(params, x, y, batch_size, learning_rate, rng):
    total, count = 0.0, 0
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[batch], learning_rate)
        total, count = total + loss * len(batch), count + 1
    return params, total / (count * min(batch_size, len(x)))


@mistake(
    "epoch",
    caught_by="test_epoch_weighs_its_batches_by_their_size",
    en="What happens to the last batch where it is smaller than the others?",
    ko="마지막 배치가 다른 배치보다 작으면 어떻게 하나요?",
)
def small_batch_passed_over(params, x, y, batch_size, learning_rate, rng):
    total, seen, size = 0.0, 0, min(batch_size, len(x))
    for batch in _cut(rng.permutation(len(x)), batch_size):
        if len(batch) == size:
            params, loss = _step(params, x[batch], y[batch], learning_rate)
            total, seen = total + loss * size, seen + size
    return params, total / seen


@mistake(
    "epoch",
    caught_by="test_epoch_keeps_every_label_with_its_example",
    en="You pick rows of x by the numbers of the batch. By what do you pick those of y?",
    ko="x의 행은 배치의 번호로 고릅니다. y는 무엇으로 고르나요?",
)
def labels_left_in_place(params, x, y, batch_size, learning_rate, rng):
    total, start = 0.0, 0
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[start : start + len(batch)], learning_rate)
        total, start = total + loss * len(batch), start + len(batch)
    return params, total / len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_keeps_every_label_with_its_example",
    en="Two draws give two orders. Are the images and the labels of a batch of the same draw?",
    ko="두 번 뽑으면 순서도 두 가지입니다. 배치의 예시와 레이블은 같은 번에 뽑은 것인가요?",
)
def drawn_twice(params, x, y, batch_size, learning_rate, rng):
    total, orders = 0.0, [_cut(rng.permutation(len(x)), batch_size) for _ in range(2)]
    for batch, other in zip(*orders):
        params, loss = _step(params, x[batch], y[other], learning_rate)
        total += loss * len(batch)
    return params, total / len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_takes_each_step_from_where_the_last_one_ended",
    en="Which params does the second step start from: those of the caller, or those of the first step?",
    ko="두 번째 걸음은 어느 params에서 시작하나요? 호출한 쪽의 것인가요, 첫 걸음이 남긴 것인가요?",
)
def every_step_from_the_start(params, x, y, batch_size, learning_rate, rng):
    total = 0.0
    for batch in _cut(rng.permutation(len(x)), batch_size):
        moved, loss = _step(params, x[batch], y[batch], learning_rate)
        total += loss * len(batch)
    return moved, total / len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_takes_each_step_from_where_the_last_one_ended",
    en="Are the gradients of a batch taken at the params as they are now, or at those from before the epoch?",
    ko="배치의 기울기를 지금의 params에서 구하나요, 에포크를 시작할 때의 params에서 구하나요?",
)
def gradients_of_the_old_params(params, x, y, batch_size, learning_rate, rng):
    total, moved = 0.0, params
    for batch in _cut(rng.permutation(len(x)), batch_size):
        loss, grads = _slopes(params, x[batch], y[batch])
        moved = _down(moved, grads, learning_rate)
        total += loss * len(batch)
    return moved, total / len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_takes_each_step_from_where_the_last_one_ended",
    en="How many steps does your epoch take for 7 examples, 3 at a time?",
    ko="예시 7개를 3개씩 나누면 한 에포크에 몇 걸음을 떼나요?",
)
def one_step_on_all(params, x, y, batch_size, learning_rate, rng):
    return _step(params, x, y, learning_rate)


@mistake(
    "epoch",
    caught_by="test_epoch_takes_each_step_from_where_the_last_one_ended",
    en="Is return inside the loop or behind it?",
    ko="return이 반복문 안에 있나요, 반복문이 끝난 뒤에 있나요?",
)
def returned_after_the_first_batch(params, x, y, batch_size, learning_rate, rng):
    total = 0.0
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[batch], learning_rate)
        total += loss * len(batch)
        return params, total / len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_takes_each_step_from_where_the_last_one_ended",
    en="Does a small last batch take its step at learning_rate, or at a share of it?",
    ko="작은 마지막 배치도 learning_rate로 걸음을 떼나요, 그 일부로 떼나요?",
)
def small_batch_at_a_smaller_rate(params, x, y, batch_size, learning_rate, rng):
    total, size = 0.0, min(batch_size, len(x))
    for batch in _cut(rng.permutation(len(x)), batch_size):
        params, loss = _step(params, x[batch], y[batch], learning_rate * len(batch) / size)
        total += loss * len(batch)
    return params, total / len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_tells_the_loss_that_each_example_had_in_its_batch",
    en="Is the loss that of each example in its batch, or that of all of them when the epoch is over?",
    ko="손실을 배치마다 그때 재나요, 에포크가 끝난 뒤에 전체를 두고 재나요?",
)
def loss_at_the_end(params, x, y, batch_size, learning_rate, rng):
    params, _ = _epoch(params, x, y, batch_size, learning_rate, rng)
    return params, _slopes(params, x, y)[0]


@mistake(
    "epoch",
    caught_by="test_epoch_tells_the_loss_that_each_example_had_in_its_batch",
    en="You have added up the losses of all examples. By what does a mean divide?",
    ko="모든 예시의 손실을 더했습니다. 평균을 내려면 무엇으로 나누어야 하나요?",
)
def losses_added_up(params, x, y, batch_size, learning_rate, rng):
    params, loss = _epoch(params, x, y, batch_size, learning_rate, rng)
    return params, loss * len(x)


@mistake(
    "epoch",
    caught_by="test_epoch_sees_a_new_order_every_time",
    en="When the epoch is over, has the caller's rng moved on, or only a copy of it?",
    ko="에포크가 끝났을 때 앞으로 나아간 것은 받은 rng인가요, 그 복사본인가요?",
)
def copy_of_the_generator(params, x, y, batch_size, learning_rate, rng):
    return _epoch(params, x, y, batch_size, learning_rate, copy.deepcopy(rng))


@mistake(
    "epoch",
    caught_by="test_speed_of_an_epoch",
    en="What do you compute for a batch from examples that are not in it?",
    ko="배치에 들어 있지 않은 예시로 계산하는 것이 있지 않나요?",
)
def everything_scored_for_every_batch(params, x, y, batch_size, learning_rate, rng):
    total, whole = 0.0, _cut(rng.permutation(len(x)), batch_size)
    for batch in whole:
        params, loss = _step(params, x[batch], y[batch], learning_rate)
        total += loss * len(batch)
        np.mean([_share(params, x[part], y[part]) for part in whole])
    return params, total / len(x)


@mistake(
    "epoch",
    caught_by="test_speed_of_an_epoch",
    en="How often do you walk through the network for one batch: once, or once for each of its examples?",
    ko="배치 하나에 신경망을 몇 번 지나가나요? 한 번인가요, 예시마다 한 번씩인가요?",
)
def row_by_row(params, x, y, batch_size, learning_rate, rng):
    total = 0.0
    for batch in _cut(rng.permutation(len(x)), batch_size):
        sums = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
        for i in batch:
            loss, grads = _slopes(params, x[i : i + 1], y[i : i + 1])
            sums = [(W + dW, b + db) for (W, b), (dW, db) in zip(sums, grads)]
            total += loss
        params = _down(params, sums, learning_rate / len(batch))
    return params, total / len(x)


# -- accuracy ----------------------------------------------------------------------------------


@mistake(
    "accuracy",
    caught_by="test_accuracy_is_the_share_of_examples_read_right",
    en="Three of four: is that 0.75, or 75?",
    ko="넷 가운데 셋은 0.75인가요, 75인가요?",
)
def percent(params, x, y):
    return 100 * _share(params, x, y)


@mistake(
    "accuracy",
    caught_by="test_accuracy_is_the_share_of_examples_read_right",
    en="Have you counted what is right, or taken its share of all?",
    ko="맞힌 개수를 세었나요, 전체에서 차지하는 비율을 구했나요?",
)
def count(params, x, y):
    return int(np.sum(_forward(params, x)[-1].argmax(axis=1) == y))


@mistake(
    "accuracy",
    caught_by="test_accuracy_is_the_share_of_examples_read_right",
    en="Is it the share of right answers, or of wrong ones?",
    ko="맞힌 비율인가요, 틀린 비율인가요?",
)
def share_of_errors(params, x, y):
    return 1 - _share(params, x, y)


@mistake(
    "accuracy",
    caught_by="test_accuracy_is_the_share_of_examples_read_right",
    en="Without an axis, of what does argmax find the largest: of each row, or of the whole table?",
    ko="축을 정하지 않은 argmax는 행마다 최댓값을 찾나요, 표 전체에서 찾나요?",
)
def largest_of_the_table(params, x, y):
    return float(np.mean(_forward(params, x)[-1].argmax() == y))


@mistake(
    "accuracy",
    caught_by="test_accuracy_is_the_share_of_examples_read_right",
    en="Do you ask how probable the right class is, or whether it is the most probable?",
    ko="정답 클래스의 확률이 얼마인지 묻나요, 정답 클래스의 확률이 가장 높은지 묻나요?",
)
def mean_probability(params, x, y):
    logits = _forward(params, x)[-1]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return float(np.mean((powers / powers.sum(axis=1, keepdims=True))[np.arange(len(y)), y]))


@mistake(
    "accuracy",
    caught_by="test_accuracy_asks_the_whole_network",
    en="Of which representation do you take the argmax: what the last layer received, or what it gave?",
    ko="argmax를 어느 표현에서 구하나요? 마지막 층이 받은 것인가요, 내보낸 것인가요?",
)
def representation_before_the_logits(params, x, y):
    return float(np.mean(_forward(params, x)[-2].argmax(axis=1) == y))


@mistake(
    "accuracy",
    caught_by="test_accuracy_asks_the_whole_network",
    en="What happens between two layers in training, and does it happen here too?",
    ko="훈련할 때 두 층 사이에서 하는 일을 여기에서도 하고 있나요?",
)
def relu_left_out(params, x, y):
    for W, b in params:
        x = x @ W + b
    return float(np.mean(x.argmax(axis=1) == y))


# -- train -------------------------------------------------------------------------------------


def _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch):
    """The right loop at these rates."""
    losses, accuracies = [], []
    for number in range(1, epochs + 1):
        params, loss = _epoch(params, x, y, batch_size, rates[number - 1], rng)
        losses.append(loss)
        accuracies.append(_share(params, x_val, y_val))
        if on_epoch is not None and on_epoch(number, losses[-1], accuracies[-1]):
            break
    return params, losses, accuracies


def _falling(learning_rate, epochs):
    return [learning_rate * (epochs - e) / epochs for e in range(epochs)]


@mistake(
    "train",
    caught_by="test_train_takes_its_steps_at_a_falling_rate",
    en="At which rate does the last epoch take its steps, and at which the first?",
    ko="마지막 에포크의 학습률은 얼마인가요? 첫 에포크는요?",
)
def rate_never_falls(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    rates = [learning_rate] * epochs
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)


@mistake(
    "train",
    caught_by="test_train_takes_its_steps_at_a_falling_rate",
    en="Put e = 1 into your formula: is that the full rate? And e = E: is anything left to learn with?",
    ko="식에 e = 1을 넣으면 학습률 그대로인가요? e = E를 넣으면 배울 만큼 남아 있나요?",
)
def rate_falls_one_epoch_early(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    rates = [learning_rate * (1 - e / epochs) for e in range(1, epochs + 1)]
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)


@mistake(
    "train",
    caught_by="test_train_takes_its_steps_at_a_falling_rate",
    en="Is each epoch's share taken of the first rate, or of what the epoch before has left of it?",
    ko="에포크마다 처음 학습률에 비율을 곱하나요, 이미 줄어든 학습률에 또 곱하나요?",
)
def rate_falls_on_what_has_fallen(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    rates = np.cumprod(_falling(1.0, epochs)).tolist()
    rates = [learning_rate * rate for rate in rates]
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)


@mistake(
    "train",
    caught_by="test_train_takes_its_steps_at_a_falling_rate",
    en="What does the second epoch start from: what the first has learned, or the network you were given?",
    ko="두 번째 에포크는 어디에서 시작하나요? 첫 에포크가 배운 것인가요, 처음 받은 신경망인가요?",
)
def every_epoch_from_the_start(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    losses, accuracies, trained = [], [], params
    for number, rate in enumerate(_falling(learning_rate, epochs), 1):
        trained, loss = _epoch(params, x, y, batch_size, rate, rng)
        losses.append(loss)
        accuracies.append(_share(trained, x_val, y_val))
        if on_epoch is not None and on_epoch(number, losses[-1], accuracies[-1]):
            break
    return trained, losses, accuracies


@mistake(
    "train",
    caught_by="test_train_for_one_epoch_in_one_batch",
    en="Is it the caller's network that you train, or a new one of the same shape?",
    ko="훈련하는 것은 받은 신경망인가요, 모양만 같은 새 신경망인가요?",
)
def new_network_trained(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    new = [(rng.normal(0, (2 / len(W)) ** 0.5, W.shape).astype(W.dtype), np.zeros_like(b)) for W, b in params]
    rates = _falling(learning_rate, epochs)
    return _train(new, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)


@mistake(
    "train",
    caught_by="test_train_keeps_the_loss_of_every_epoch",
    en="Do you give back a number for every epoch, or for the last one only?",
    ko="에포크마다 값을 하나씩 돌려주나요, 마지막 에포크의 값만 돌려주나요?",
)
def last_epoch_only(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    rates = _falling(learning_rate, epochs)
    params, losses, seen = _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)
    return params, losses[-1] if losses else 0.0, seen[-1] if seen else 0.0


@mistake(
    "train",
    caught_by="test_train_for_one_epoch_in_one_batch",
    en="Who is called where nobody has passed an on_epoch?",
    ko="on_epoch를 넘기지 않았다면 무엇을 호출하게 되나요?",
)
def nobody_called(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    losses, accuracies = [], []
    for number, rate in enumerate(_falling(learning_rate, epochs), 1):
        params, loss = _epoch(params, x, y, batch_size, rate, rng)
        losses.append(loss)
        accuracies.append(_share(params, x_val, y_val))
        if on_epoch(number, losses[-1], accuracies[-1]):
            break
    return params, losses, accuracies


@mistake(
    "train",
    caught_by="test_train_watches_examples_it_does_not_learn_from",
    en="On which examples do you measure the accuracy: on those you learn from, or on the others?",
    ko="정확도를 어떤 예시에서 재나요? 배운 예시인가요, 배우지 않은 예시인가요?",
)
def watches_what_it_learns_from(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    rates = _falling(learning_rate, epochs)
    return _train(params, x, y, x, y, epochs, batch_size, rates, rng, on_epoch)


@mistake(
    "train",
    caught_by="test_train_watches_examples_it_does_not_learn_from",
    en="Is the accuracy that of the params before the epoch, or after it?",
    ko="정확도는 에포크 전의 params로 잰 것인가요, 에포크 후의 params로 잰 것인가요?",
)
def watched_before_the_epoch(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    losses, accuracies = [], []
    for number, rate in enumerate(_falling(learning_rate, epochs), 1):
        accuracies.append(_share(params, x_val, y_val))
        params, loss = _epoch(params, x, y, batch_size, rate, rng)
        losses.append(loss)
        if on_epoch is not None and on_epoch(number, losses[-1], accuracies[-1]):
            break
    return params, losses, accuracies


@mistake(
    "train",
    caught_by="test_train_is_one_epoch_after_another",
    en="Does every epoch begin with the same state of rng? In which order does the second see the examples then?",
    ko="에포크마다 rng가 같은 상태에서 시작하나요? 그러면 두 번째 에포크는 예시를 어떤 순서로 보나요?",
)
def same_order_in_every_epoch(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    losses, accuracies = [], []
    for number, rate in enumerate(_falling(learning_rate, epochs), 1):
        params, loss = _epoch(params, x, y, batch_size, rate, copy.deepcopy(rng))
        losses.append(loss)
        accuracies.append(_share(params, x_val, y_val))
        if on_epoch is not None and on_epoch(number, losses[-1], accuracies[-1]):
            break
    return params, losses, accuracies


@mistake(
    "train",
    caught_by="test_train_reports_every_epoch",
    en="Which number has the first epoch when people count, and which when range does?",
    ko="사람이 세면 첫 에포크는 몇 번인가요? range가 세면요?",
)
def epochs_counted_from_zero(
    params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None
):
    told = on_epoch and (lambda number, *rest: on_epoch(number - 1, *rest))
    rates = _falling(learning_rate, epochs)
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, told)


@mistake(
    "train",
    caught_by="test_train_reports_every_epoch",
    en="In which order does on_epoch expect the loss and the accuracy?",
    ko="on_epoch는 손실과 정확도를 어떤 순서로 받나요?",
)
def accuracy_told_first(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    told = on_epoch and (lambda number, loss, accuracy: on_epoch(number, accuracy, loss))
    rates = _falling(learning_rate, epochs)
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, told)


@mistake(
    "train",
    caught_by="test_train_reports_every_epoch",
    en="Is anybody told when an epoch is over?",
    ko="에포크가 끝났다는 것을 누가 전해 듣나요?",
)
def nobody_told(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    rates = _falling(learning_rate, epochs)
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, None)


@mistake(
    "train",
    caught_by="test_train_reports_every_epoch",
    en="What does a function return that returns nothing, and does your training go on then?",
    ko="아무것도 돌려주지 않는 함수의 값은 무엇인가요? 그럴 때 훈련이 계속되나요?",
)
def stopped_by_silence(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    told = on_epoch and (lambda *report: not on_epoch(*report))
    rates = _falling(learning_rate, epochs)
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, told)


@mistake(
    "train",
    caught_by="test_train_stops_when_on_epoch_says_so",
    en="on_epoch has an answer. Does anybody listen to it?",
    ko="on_epoch가 돌려준 답을 누가 듣고 있나요?",
)
def answer_not_heard(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    told = on_epoch and (lambda *report: on_epoch(*report) and False)
    rates = _falling(learning_rate, epochs)
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, told)


@mistake(
    "train",
    caught_by="test_train_stops_when_on_epoch_says_so",
    en="Are the loss and the accuracy of the epoch noted when on_epoch ends the training?",
    ko="on_epoch가 훈련을 끝낼 때 그 에포크의 손실과 정확도는 이미 기록되어 있나요?",
)
def last_epoch_not_noted(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    losses, accuracies = [], []
    for number, rate in enumerate(_falling(learning_rate, epochs), 1):
        params, loss = _epoch(params, x, y, batch_size, rate, rng)
        accuracy = _share(params, x_val, y_val)
        if on_epoch is not None and on_epoch(number, loss, accuracy):
            break
        losses.append(loss)
        accuracies.append(accuracy)
    return params, losses, accuracies


@mistake(
    "train",
    caught_by="test_train_for_no_epochs",
    en="What do you divide by when there are 0 epochs?",
    ko="에포크가 0번이면 무엇으로 나누게 되나요?",
)
def divided_by_no_epochs(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    fall = learning_rate / epochs
    rates = [learning_rate - e * fall for e in range(epochs)]
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)


@mistake(
    "train",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="Of which type are the numbers in np.linspace, and what do they make of a float32 array?",
    ko="np.linspace에 든 수는 어떤 형인가요? 그 수를 곱하면 float32 배열은 무엇이 되나요?",
)
def rates_of_numpy(params, x, y, x_val, y_val, epochs, batch_size, learning_rate, rng, on_epoch=None):
    rates = np.linspace(learning_rate, 0, epochs, endpoint=False)
    return _train(params, x, y, x_val, y_val, epochs, batch_size, rates, rng, on_epoch)
