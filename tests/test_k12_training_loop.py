from itertools import islice, pairwise

import numpy as np
import pytest
from judge.bar import bar
from judge.check import check, check_each
from judge.race import race
from judge.symmetry import C, D, H, N, labels

from dojo.data import mnist

BOTH_WIDTHS = ["float64", "float32"]
RATE = 0.3

# Accuracy of the solution on the 10,000 test digits, in %, over 32 seeds: mean 98.03, s.d. 0.070,
# lowest 97.91, mean - 4 s.d. 97.75. It trains for 4.3 s, also beside a busy core.
GATE = 0.975


def network(rng, *widths, dtype="float64"):
    """Weights of He's scale and biases that are not zero, for these widths."""
    sizes = pairwise(widths)
    pairs = [(rng.normal(size=(d, h)) * np.sqrt(2 / d), rng.normal(size=h) / 2) for d, h in sizes]
    return [(W.astype(dtype), b.astype(dtype)) for W, b in pairs]


def problem(rng, n=N, dtype="float64"):
    """(params, x, y) of a network D-H-C and n examples with every class among them."""
    return network(rng, D, H, C, dtype=dtype), rng.normal(size=(n, D)).astype(dtype), labels(rng, n)


def forward(params, x):
    """The logits."""
    for W, b in params[:-1]:
        x = np.maximum(x @ W + b, 0)
    W, b = params[-1]
    return x @ W + b


def losses(params, x, y):
    """(N,) the cross-entropy of every example."""
    logits = forward(params, x).astype(float)
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y]


def right(params, x, y):
    """The share of examples read right, counted one by one."""
    return sum(np.argmax(row) == label for row, label in zip(forward(params, x), y)) / len(y)


def stepped(params, x, y, learning_rate):
    """(params, loss) of one step of a network with one hidden layer; the rows are taken one by one."""
    (W, b), (V, c) = params
    loss, (dW, db, dV, dc) = 0.0, (np.zeros_like(a) for a in (W, b, V, c))
    for row, label in zip(x, y):
        hidden = np.maximum(row @ W + b, 0)
        probs = np.exp(hidden @ V + c) / np.exp(hidden @ V + c).sum()
        loss -= np.log(probs[label]) / len(x)
        back = (probs - np.eye(len(c))[label]) / len(x)
        through = V @ back * (hidden > 0)
        dV, dc = dV + np.outer(hidden, back), dc + back
        dW, db = dW + np.outer(row, through), db + through
    down = [(W - learning_rate * dW, b - learning_rate * db)]
    return [*down, (V - learning_rate * dV, c - learning_rate * dc)], loss


def walked(params, x, y, order, learning_rate):
    """(params, loss) of an epoch with the batches of `order`."""
    total = 0.0
    for batch in order:
        params, loss = stepped(params, x[batch], y[batch], learning_rate)
        total += loss * len(batch)
    return params, total / len(x)


def listed(kata, n, batch_size, rng):
    """The kata's batches, given as a list or by a generator; n + 1 at most, since one may never end."""
    return list(islice(kata.batches(n, batch_size, rng), n + 1))


def drawn(kata, n, batch_size, seed):
    """The kata's batches for a generator of this seed; each of n examples stands in one of them."""
    order = [np.asarray(batch) for batch in listed(kata, n, batch_size, np.random.default_rng(seed))]
    check(np.sort(np.concatenate(order)), np.arange(n))
    return order


# -- batches -----------------------------------------------------------------------------------


def test_batches_are_full_but_for_the_last(kata, rng):
    """Ten examples three at a time come as 3, 3, 3 and 1: the last batch has what is left.
    예시 열 개를 세 개씩 나누면 3, 3, 3, 1개입니다. 마지막 배치에는 남은 것이 들어갑니다."""
    for n, batch_size, sizes in [(10, 3, [3, 3, 3, 1]), (12, 4, [4, 4, 4]), (5, 1, [1] * 5)]:
        check([len(batch) for batch in listed(kata, n, batch_size, rng)], sizes)


def test_batches_hold_every_example_exactly_once(kata, rng):
    """Put together, the batches of an epoch hold every number from 0 to n - 1, none of them twice.
    한 에포크의 배치를 모두 모으면 0부터 n - 1까지의 번호가 빠짐없이, 한 번씩만 나옵니다."""
    for n, batch_size in [(10, 3), (11, 4), (60, 7)]:
        together = np.concatenate(listed(kata, n, batch_size, rng))
        check(np.sort(together), np.arange(n))


def test_batches_that_would_hold_more_than_there_is(kata, rng):
    """With batch_size n or above, one batch holds all the examples; no examples make no batch.
    batch_size가 n 이상이면 배치 하나에 예시가 모두 들어갑니다. 예시가 없으면 배치도 없습니다."""
    for batch_size, sizes in [(6, [6]), (7, [6]), (1000, [6])]:
        check([len(batch) for batch in listed(kata, 6, batch_size, rng)], sizes)
    check(len(listed(kata, 0, 4, rng)), 0)


def test_batches_draw_a_new_order_from_their_generator(kata, rng):
    """The order comes from rng: the same state gives the same order, and another state another one.
    순서는 rng에서 나옵니다. rng의 상태가 같으면 순서도 같고, 상태가 다르면 순서도 다릅니다."""
    seed = int(rng.integers(1 << 32))
    first, again, other = (drawn(kata, 50, 8, s) for s in (seed, seed, seed + 1))
    check_each(again, first)
    orders = [np.concatenate(order).tolist() for order in (first, other)]
    # of 50! = 3e64 orders, none comes twice
    assert orders[0] != orders[1] and list(range(50)) not in orders


def test_batches_let_every_example_follow_any_other(kata, rng):
    """In 600 epochs each example comes right after each other one equally often; row i counts who follows i.
    에포크 600번 동안 어느 예시 다음에든 다른 예시가 고르게 나옵니다. i행은 예시 i의 다음을 센 것입니다."""
    epochs, follows = 600, np.zeros((6, 6))
    for seed in rng.integers(1 << 32, size=epochs):
        order = np.concatenate(drawn(kata, 6, 4, seed))
        follows[order[:-1], order[1:]] += 1
    # of 30 pairs each follows in 5 · 4! of 6! orders, again 1/6; off in one run of 30,000
    spread = np.sqrt(epochs * 1 / 6 * 5 / 6)
    check(follows, epochs / 6 * (1 - np.eye(6)), rtol=0, atol=5 * spread)


def test_batches_put_every_example_anywhere(kata, rng):
    """In 7,000 epochs every example is first, second, … or last equally often; row i counts example i.
    에포크 7,000번 동안 어느 예시든 모든 자리에 고르게 나옵니다. i행은 예시 i가 나온 자리를 센 것입니다."""
    epochs, places = 7000, np.zeros((6, 6))
    for seed in rng.integers(1 << 32, size=epochs):
        places[np.concatenate(listed(kata, 6, 4, np.random.default_rng(seed))), np.arange(6)] += 1
    # each count is binomial, 1/6 of 7,000; one of 36 is five sigma off in one run of 40,000.
    # Swapping every entry with any other, which is not fair, is 7 to 9 sigma off
    spread = np.sqrt(epochs * 1 / 6 * 5 / 6)
    check(places, np.full((6, 6), epochs / 6), rtol=0, atol=5 * spread)


def test_batches_without_room_are_refused(kata, rng):
    """A batch holds at least one example: batch_size 0 or below raises ValueError, also at -3.
    배치에는 예시가 하나 이상 들어가야 합니다. batch_size가 0이거나 음수이면 ValueError를 발생시키세요."""
    for batch_size in (0, -1, -3):
        with pytest.raises(ValueError):
            listed(kata, 10, batch_size, rng)


# -- step --------------------------------------------------------------------------------------


def test_step_of_a_hand_example(kata):
    """Two examples, three classes, rate 0.4: every weight and bias moves against its own gradient.
    예시 두 개, 클래스 세 개, 학습률 0.4입니다. 가중치와 편향이 저마다 자기 기울기의 반대쪽으로 움직입니다."""
    # probabilities (1/4, 1/4, 1/2), less the one-hot row, over 2: (-.375, .125, .25), (.125, .125, -.25)
    # dW: 1 · first + 3 · second and 2 · first - 1 · second; db: first + second
    dW = np.array([[0, 0.5, -0.5], [-0.875, 0.125, 0.75]])
    db = np.array([-0.25, 0.25, 0])
    W, b = np.zeros((2, 3)), np.log([1.0, 1, 2])
    got = kata.step([(W, b)], np.array([[1.0, 2], [3, -1]]), np.array([0, 2]), 0.4)
    # the losses are -ln 1/4 and -ln 1/2
    check_each(got, ([(-0.4 * dW, b - 0.4 * db)], 1.5 * np.log(2)))


def test_step_moves_every_layer(kata, rng):
    """Each of the two layers moves down the slopes that a walk through the rows, one by one, finds.
    층 두 개가 모두 움직입니다. 행을 하나씩 따라가며 구한 기울기를 따라 내려가야 합니다."""
    for rate in (RATE, 0.05):
        params, x, y = problem(rng)
        check_each(kata.step(params, x, y, rate), stepped(params, x, y, rate))


def test_step_tells_the_loss_from_before_it(kata, rng):
    """The loss is that of the params that came in, even where the step is far too long.
    손실은 받은 params로 잰 값입니다. 걸음이 지나치게 커도 마찬가지입니다."""
    params, x, y = problem(rng)
    _, loss = kata.step(params, x, y, 50.0)
    check(loss, losses(params, x, y).mean())


# -- epoch -------------------------------------------------------------------------------------


def test_epoch_of_one_batch_is_one_step(kata, rng):
    """With all examples in one batch, an epoch leads where one plain gradient step on all of them leads.
    모든 예시가 배치 하나에 들어가면, 한 에포크는 전체 예시로 뗀 경사 하강 한 걸음과 같은 곳에 닿습니다."""
    for batch_size in (N, 2 * N):
        params, x, y = problem(rng)
        reached, _ = kata.epoch(params, x, y, batch_size, RATE, rng)
        check_each(reached, stepped(params, x, y, RATE)[0])


def test_epoch_tells_the_loss_that_each_example_had_in_its_batch(kata, rng):
    """With all examples in one batch, the loss is their mean before the step, no sum and no later loss.
    모든 예시가 배치 하나에 들어가면 손실은 걸음을 떼기 전의 평균입니다. 합이나 나중 값이 아닙니다."""
    params, x, y = problem(rng)
    _, loss = kata.epoch(params, x, y, N, RATE, rng)
    check(loss, losses(params, x, y).mean())


def test_epoch_weighs_its_batches_by_their_size(kata, rng):
    """Three examples with loss 1 and one with loss 4 make 1.75, whichever of them is left for the last batch.
    손실이 1인 예시 셋과 4인 예시 하나의 평균은 1.75입니다. 누가 마지막 배치에 혼자 남든 그렇습니다."""
    # in units of ln 2: logits (0, 0) cost ln 2, logits (0, ln 15) of class 0 cost ln 16
    x = np.array([[0, 0], [0, np.log(15)], [0, 0], [0, 0]])
    params = [(np.eye(2), np.zeros(2))]
    got = kata.epoch(params, x, np.zeros(4, int), 3, 0.0, rng)
    check_each(got, (params, 1.75 * np.log(2)))


def test_epoch_keeps_every_label_with_its_example(kata, rng):
    """At rate 0 nothing moves, and the loss is that of all examples, each with its own class.
    학습률이 0이면 아무것도 움직이지 않고, 손실은 모든 예시를 제 클래스와 짝지어 잰 평균입니다."""
    params, x, y = problem(rng, n=11)
    check_each(kata.epoch(params, x, y, 4, 0.0, rng), (params, losses(params, x, y).mean()))


def test_epoch_takes_each_step_from_where_the_last_one_ended(kata, rng):
    """The epoch is a walk: one step a batch, in the order of batches(N, batch_size, rng), each from the last.
    batches(N, batch_size, rng)의 순서대로 배치마다 한 걸음씩, 앞 걸음이 끝난 곳에서 다음 걸음을 뗍니다."""
    for n, batch_size in [(N, 3), (11, 1), (10, 5)]:
        (params, x, y), seed = problem(rng, n), int(rng.integers(1 << 32))
        order = drawn(kata, n, batch_size, seed)
        got = kata.epoch(params, x, y, batch_size, RATE, np.random.default_rng(seed))
        check_each(got, walked(params, x, y, order, RATE))


def test_epoch_sees_a_new_order_every_time(kata, rng):
    """Two epochs with the same rng, one after the other, see the examples in different orders.
    같은 rng로 에포크를 이어서 두 번 돌면 예시를 보는 순서가 서로 다릅니다."""
    params, x, y = problem(rng, 30)
    order = np.random.default_rng(int(rng.integers(1 << 32)))
    (first, _), (second, _) = (kata.epoch(params, x, y, 2, RATE, order) for _ in range(2))
    moved = max(float(np.abs(a - b).max()) for p, q in zip(first, second) for a, b in zip(p, q))
    # other orders differ by 0.05 at least, over 2,000 draws; the same order by rounding
    assert moved > 1e-6


# -- accuracy ----------------------------------------------------------------------------------


def test_accuracy_is_the_share_of_examples_read_right(kata):
    """Of four examples three have their largest logit at their class: the accuracy is 0.75.
    예시 넷 가운데 셋은 가장 큰 로짓이 제 클래스에 있습니다. 정확도는 0.75입니다."""
    x = np.array([[3.0, 1, 2], [-3, -1, -2], [0, 5, 6], [1, 9, 0]])
    params = [(np.eye(3), np.zeros(3))]
    check(kata.accuracy(params, x, np.array([0, 1, 2, 0])), 0.75)


def test_accuracy_asks_the_whole_network(kata, rng):
    """Every layer with its bias and its relu has a say in which class is read, one example at a time.
    편향과 relu를 포함해 모든 층을 지나야 어느 클래스로 읽었는지 알 수 있습니다. 예시마다 따로 읽습니다."""
    for n, wrong in [(1, 0), (1, 1), (40, 0), (40, 7)]:
        params, x = network(rng, D, 9, H, C), rng.normal(size=(n, D))
        y = np.array([np.argmax(forward(params, row)) for row in x])
        y[:wrong] = (y[:wrong] + rng.integers(1, C, wrong)) % C
        check(kata.accuracy(params, x, y), (n - wrong) / n)


# -- train -------------------------------------------------------------------------------------


def course(rng):
    """(params, x, y, x_val, y_val); what is watched is another share before, after a step, and of x, y."""
    while True:
        (params, x, y), x_val, y_val = problem(rng), rng.normal(size=(25, D)), rng.integers(0, C, 25)
        reached, _ = stepped(params, x, y, RATE)
        shares = {right(params, x_val, y_val), right(reached, x_val, y_val), right(reached, x, y)}
        if len(shares) == 3:
            return params, x, y, x_val, y_val


def course_of(params, x, y, x_val, y_val, rates):
    """(params, losses, accuracies) of epochs in one batch each, at these rates."""
    told, seen = [], []
    for rate in rates:
        params, loss = stepped(params, x, y, rate)
        told.append(loss), seen.append(right(params, x_val, y_val))
    return params, np.array(told), np.array(seen)


def test_train_for_one_epoch_in_one_batch(kata, rng):
    """One epoch in one batch is one step from the caller's params at the full rate; on_epoch may be left out.
    배치가 하나인 에포크 하나는 받은 params에서 학습률대로 뗀 한 걸음입니다. on_epoch는 없어도 됩니다."""
    params, x, y, *watched = course(rng)
    reached, _, _ = kata.train(params, x, y, *watched, 1, N, RATE, rng)
    check_each(reached, stepped(params, x, y, RATE)[0])


def test_train_takes_its_steps_at_a_falling_rate(kata, rng):
    """Of four epochs the first takes its steps at the full rate, the others at 3/4, 1/2 and 1/4 of it.
    네 에포크라면 첫 에포크는 학습률을 그대로 쓰고, 그다음은 차례로 3/4, 1/2, 1/4을 씁니다."""
    params, x, y, *watched = course(rng)
    reached, _, _ = kata.train(params, x, y, *watched, 4, 100, RATE, rng)
    # all examples fit into one batch, so no order matters
    check_each(reached, course_of(params, x, y, *watched, [RATE, 0.75 * RATE, RATE / 2, RATE / 4])[0])


def test_train_keeps_the_loss_of_every_epoch(kata, rng):
    """The first list holds what epoch told of each epoch, from the first to the last.
    첫 번째 리스트에는 에포크마다 epoch가 알려 준 손실이 처음부터 끝까지 차례로 들어 있습니다."""
    given = course(rng)
    _, costs, _ = kata.train(*given, 3, N, RATE, rng)
    check(costs, course_of(*given, [RATE, RATE * 2 / 3, RATE / 3])[1])


def test_train_watches_examples_it_does_not_learn_from(kata, rng):
    """The accuracy is that on x_val and y_val, measured after each epoch with the params it has ended at.
    정확도는 에포크가 끝날 때마다 그때의 params로 x_val과 y_val에서 잽니다."""
    given = course(rng)
    _, _, seen = kata.train(*given, 2, N, RATE, rng)
    check(seen, course_of(*given, [RATE, RATE / 2])[2])


def test_train_is_one_epoch_after_another(kata, rng):
    """Two epochs with one rng: the second goes on from the params and from the rng that the first has left.
    에포크 두 번에 rng는 하나입니다. 둘째 에포크는 첫 에포크가 남긴 params와 rng에서 이어집니다."""
    (params, x, y, *watched), seed = course(rng), int(rng.integers(1 << 32))
    again, reached, told, seen = np.random.default_rng(seed), params, [], []
    for rate in (RATE, RATE / 2):
        reached, loss = kata.epoch(reached, x, y, 2, rate, again)
        told.append(loss), seen.append(right(reached, *watched))
    got = kata.train(params, x, y, *watched, 2, 2, RATE, np.random.default_rng(seed))
    check_each(got, (reached, np.array(told), np.array(seen)))


def test_train_reports_every_epoch(kata, rng):
    """on_epoch is told (1, loss, accuracy), (2, loss, accuracy), …: the very numbers that come back.
    on_epoch는 (1, 손실, 정확도), (2, 손실, 정확도), …를 받습니다. 나중에 돌려주는 것과 같은 값입니다."""
    told = []
    _, costs, seen = kata.train(*course(rng), 3, 2, RATE, rng, lambda *report: told.append(report))
    check([number for number, *_ in told], [1, 2, 3])
    check([loss for _, loss, _ in told], np.array(costs))
    check([accuracy for *_, accuracy in told], np.array(seen))


def test_train_stops_when_on_epoch_says_so(kata, rng):
    """Where on_epoch returns True, no further epoch begins, and all is as it was at the end of this one.
    on_epoch가 True를 돌려주면 다음 에포크는 시작하지 않고, 그 에포크까지의 결과를 돌려줍니다."""
    given = course(rng)
    got = kata.train(*given, 5, N, RATE, rng, on_epoch=lambda number, *_: number == 2)
    check_each(got, course_of(*given, [RATE, 0.8 * RATE]))


def test_train_for_no_epochs(kata, rng):
    """0 epochs learn nothing: the params come back as they were, with two empty lists.
    에포크가 0번이면 아무것도 배우지 않습니다. params는 그대로이고 두 리스트는 비어 있습니다."""
    params, *rest = course(rng)
    check_each(kata.train(params, *rest, 0, 2, RATE, rng), (params, np.array([]), np.array([])))


def test_float32_stays_float32_and_float64_stays_float64(kata, rng):
    """The params keep their dtype through every step, every epoch and the whole training.
    params의 dtype은 한 걸음에서도, 한 에포크에서도, 훈련 전체에서도 그대로여야 합니다."""
    for dtype in BOTH_WIDTHS:
        params, x, y = problem(rng, dtype=dtype)
        trained = [
            kata.step(params, x, y, RATE),
            kata.epoch(params, x, y, 3, RATE, rng),
            kata.train(params, x, y, x, y, 3, 3, RATE, rng),
        ]
        for reached, *_ in trained:
            check_each(reached, params, dtype=dtype, rtol=0, atol=1e30)


# -- real digits -------------------------------------------------------------------------------


def pixels(images):
    """(N, 784) float32 from 0 to 1."""
    return images.reshape(-1, 784) / np.float32(255)


def test_it_reads_ninety_seven_and_a_half_of_a_hundred_digits(kata, rng, pytestconfig, record_property):
    """Trained on all of MNIST, the network reads at least 97.5 % of the 10,000 test digits.
    MNIST 전체로 훈련한 신경망은 테스트 숫자 10,000개 중 97.5% 이상을 읽어야 합니다."""
    data, params = mnist(), kata.initialize([784, kata.HIDDEN, 10], rng)
    x, x_test, how = pixels(data.x_train), pixels(data.x_test), (kata.BATCH_SIZE, kata.LEARNING_RATE, rng)
    course = params, x, data.y_train, x_test, data.y_test
    with bar(pytestconfig, kata.EPOCHS) as on_epoch:
        reached, _, seen = kata.train(*course, kata.EPOCHS, *how, on_epoch=on_epoch)
    accuracy = right(reached, x_test, data.y_test)
    record_property("score", float(accuracy))
    check(np.array(seen)[-1], accuracy, atol=1e-3)
    assert accuracy >= GATE, f"{accuracy:.4f} < {GATE}"


# -- speed -------------------------------------------------------------------------------------

# 60 · 64 · 64: every product is too small to be shared by two cores, so a busy one changes little
WIDTHS, BATCH, MANY = [64] * 33, 60, 960


def long_epoch(rng):
    """(params, x, y) of 32 layers and 16 batches, in float32."""
    x = rng.normal(size=(MANY, WIDTHS[0])).astype("float32")
    return network(rng, *WIDTHS, dtype="float32"), x, rng.integers(0, WIDTHS[-1], MANY)


def by_batch(function, params, x, y):
    """What the function says of each batch."""
    starts = range(0, MANY, BATCH)
    return [function(params, x[start : start + BATCH], y[start : start + BATCH]) for start in starts]


def matrix_products(params, x, _):
    """The products that a step takes, forward and back, and nothing else; any dout will do."""
    for W, _ in params:
        x @ W, x.T @ x, x @ W.T


def test_speed_of_an_epoch(kata, rng, benchmark):
    """An epoch takes at most five times as long as its matrix products alone: they are the real work.
    한 에포크에 걸리는 시간은 행렬 곱만 계산하는 시간의 다섯 배를 넘지 않아야 합니다. 그것이 진짜 일입니다."""
    # in units of the products: the solution 1.7 to 1.8, with one more walk forward for every batch 2.4
    # to 2.9, the same beside a busy core, and up to 3.9 when six processes share two cores;
    # with all examples scored for every batch 9 to 11, row by row 40 to 47
    race(
        benchmark,
        lambda *args: kata.epoch(*args, BATCH, 0.0, np.random.default_rng(0))[1],
        yardstick=lambda *args: by_batch(matrix_products, *args),
        inputs=lambda: long_epoch(rng),
        expected=lambda *args: np.mean(by_batch(losses, *args)),
        at_least=0.2,
        rtol=1e-4,
        rounds=3,
    )
