"""Wrong answers to k15_jax_training that people really write."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
import numpy as np

from dojo.mistake import mistake

MOMENTUM = 0.9


def _logits(params, x):
    *hidden, (W_last, b_last) = params
    for W, b in hidden:
        x = jax.nn.relu(x.reshape(len(x), -1) @ W + b)
    return x.reshape(len(x), -1) @ W_last + b_last


def _losses(params, x, y):
    return -jax.nn.log_softmax(_logits(params, x))[jnp.arange(len(y)), y]


def _loss(params, x, y):
    return _losses(params, x, y).mean()


def _rolled(velocity, grads, learning_rate):
    return jax.tree.map(lambda v, g: MOMENTUM * v - learning_rate * g, velocity, grads)


def _update(state, x, y, learning_rate):
    params, velocity = state
    value, grads = jax.value_and_grad(_loss)(params, x, y)
    velocity = _rolled(velocity, grads, learning_rate)
    return (jax.tree.map(jnp.add, params, velocity), velocity), value


def _dropout(key, x, rate):
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


@mistake(
    "loss",
    caught_by="test_loss_is_a_mean_over_the_batch",
    en="If the same batch comes twice over, what happens to your loss?",
    ko="같은 배치를 두 번 이어 붙이면 손실은 어떻게 되나요?",
)
def losses_added_up(params, x, y):
    return _losses(params, x, y).sum()


@mistake(
    "loss",
    caught_by="test_loss_is_one_float32_number",
    en="How many numbers does loss return, and how many can jax.grad take?",
    ko="loss가 돌려주는 숫자는 몇 개인가요? jax.grad는 몇 개까지 받을 수 있나요?",
)
def one_loss_for_each_example(params, x, y):
    return _losses(params, x, y)


@mistake(
    "loss",
    caught_by="test_loss_of_a_hand_example",
    en="p is at most 1. What sign has ln p, and what sign has a loss?",
    ko="p는 1을 넘지 않습니다. ln p의 부호는 무엇이고, 손실의 부호는 무엇인가요?",
)
def sign_forgotten(params, x, y):
    return -_loss(params, x, y)


@mistake(
    "loss",
    caught_by="test_loss_of_a_hand_example",
    en="How often do your logits go through a softmax? log_softmax begins with one.",
    ko="로짓이 소프트맥스를 몇 번 거치나요? log_softmax 안에 이미 하나가 들어 있습니다.",
)
def softmax_twice(params, x, y):
    log_probs = jax.nn.log_softmax(jax.nn.softmax(_logits(params, x)))
    return -log_probs[jnp.arange(len(y)), y].mean()


@mistake(
    "loss",
    caught_by="test_loss_of_a_hand_example",
    en="Over how many numbers do you take the mean: one for each example, or all N · C?",
    ko="평균을 몇 개의 숫자로 나누나요? 예시마다 하나씩 N개인가요, 모두 N · C개인가요?",
)
def mean_over_the_classes_too(params, x, y):
    scores = _logits(params, x)
    return -(jax.nn.one_hot(y, scores.shape[1]) * jax.nn.log_softmax(scores)).mean()


@mistake(
    "loss",
    caught_by="test_loss_of_a_hand_example",
    en="What shape has log_probs[:, y]? Each example should give one number: that of its own label.",
    ko="log_probs[:, y]의 모양은 무엇인가요? 예시마다 제 레이블에 해당하는 숫자 하나만 골라야 합니다.",
)
def every_label_for_every_example(params, x, y):
    return -jax.nn.log_softmax(_logits(params, x))[:, y].mean()


@mistake(
    "loss",
    caught_by="test_loss_of_an_error_that_is_sure",
    en="Which probability does softmax give to a logit that is 1000 below another, and what is its logarithm?",
    ko="다른 로짓보다 1000이나 작은 로짓의 확률은 얼마가 되나요? 그 로그는 무엇인가요?",
)
def logarithm_of_a_softmax(params, x, y):
    return -jnp.log(jax.nn.softmax(_logits(params, x)))[jnp.arange(len(y)), y].mean()


@mistake(
    "per_example_gradients",
    caught_by="test_every_example_has_a_gradient_of_its_own",
    en="For how many examples is the gradient that you return? There should be N of them.",
    ko="돌려주는 기울기는 예시 몇 개에 대한 것인가요? 기울기가 N개 있어야 합니다.",
)
def gradient_of_the_batch(params, x, y):
    return jax.grad(_loss)(params, x, y)


@mistake(
    "per_example_gradients",
    caught_by="test_the_mean_of_the_gradients_is_that_of_the_batch",
    en="In a batch of one, by what does the mean divide? Is there a 1/N left anywhere?",
    ko="예시가 하나인 배치의 평균은 무엇으로 나누나요? 어딘가에 1/N이 남아 있지 않나요?",
)
def shares_of_the_batch_gradient(params, x, y):
    shares = jax.vmap(jax.grad(_loss), (None, 0, 0))(params, x[:, None], y[:, None])
    return jax.tree.map(lambda g: g / len(y), shares)


@mistake(
    "per_example_gradients",
    caught_by="test_every_example_has_a_gradient_of_its_own",
    en="vmap walks along the axes that in_axes names. Does it walk along x only, or along y too?",
    ko="vmap은 in_axes로 정한 축을 따라갑니다. x만 따라가나요, y도 같이 따라가나요?",
)
def all_labels_for_each_example(params, x, y):
    def alone(params, x):
        return -jax.nn.log_softmax(_logits(params, x[None]))[0, y].mean()

    return jax.vmap(jax.grad(alone), (None, 0))(params, x)


@mistake(
    "per_example_gradients",
    caught_by="test_speed_of_the_gradients_of_many_examples",
    en="How many times does Python call the gradient? With vmap, how many times would it?",
    ko="파이썬이 기울기 함수를 몇 번 호출하나요? vmap을 쓰면 몇 번이면 될까요?",
)
def one_example_after_the_other(params, x, y):
    gradient = jax.jit(jax.grad(_loss))
    each = [gradient(params, x[i : i + 1], y[i : i + 1]) for i in range(len(y))]
    return jax.tree.map(lambda *arrays: jnp.array(np.stack(arrays)), *each)


@mistake(
    "update",
    caught_by="test_update_of_a_hand_example",
    en="What becomes of the velocity that came in? A ball that rolls does not stop between two steps.",
    ko="들어온 속도는 어떻게 되었나요? 구르는 공은 두 스텝 사이에 멈추지 않습니다.",
)
@jax.jit
def velocity_forgotten(state, x, y, learning_rate):
    return _update((state[0], jax.tree.map(jnp.zeros_like, state[1])), x, y, learning_rate)


@mistake(
    "update",
    caught_by="test_update_of_a_hand_example",
    en="Where is the learning rate: in the velocity, or outside? If it changes, what happens to speed gained before?",
    ko="학습률은 속도 안에 있나요, 밖에 있나요? 학습률이 바뀌면 그전에 얻은 속도는 어떻게 되나요?",
)
@jax.jit
def learning_rate_outside_the_velocity(state, x, y, learning_rate):
    value, grads = jax.value_and_grad(_loss)(state[0], x, y)
    velocity = _rolled(state[1], grads, 1.0)
    return (jax.tree.map(lambda w, v: w + learning_rate * v, state[0], velocity), velocity), value


@mistake(
    "update",
    caught_by="test_update_of_a_hand_example",
    en="Which velocity moves the weights: the one that came in, or the one that has felt this gradient?",
    ko="가중치를 움직이는 것은 어느 속도인가요? 들어온 속도인가요, 이번 기울기가 더해진 속도인가요?",
)
@jax.jit
def moved_by_the_old_velocity(state, x, y, learning_rate):
    (_, velocity), value = _update(state, x, y, learning_rate)
    return (jax.tree.map(jnp.add, *state), velocity), value


@mistake(
    "update",
    caught_by="test_update_of_a_hand_example",
    en="Do you go one step further, as Nesterov does? Here w moves by the new velocity, and that is all.",
    ko="네스테로프처럼 한 걸음 더 나아가고 있지 않나요? 여기서 w는 새 속도만큼만 움직입니다.",
)
@jax.jit
def a_step_ahead(state, x, y, learning_rate):
    value, grads = jax.value_and_grad(_loss)(state[0], x, y)
    velocity = _rolled(state[1], grads, learning_rate)
    ahead = _rolled(velocity, grads, learning_rate)
    return (jax.tree.map(jnp.add, state[0], ahead), velocity), value


@mistake(
    "update",
    caught_by="test_update_of_a_hand_example",
    en="Does your velocity point down, where the weights go, or up? MOMENTUM · v comes back in the next step.",
    ko="속도가 가중치가 움직이는 내리막을 가리키나요, 오르막을 가리키나요? MOMENTUM · v는 다음 스텝에도 쓰입니다.",
)
@jax.jit
def velocity_points_up(state, x, y, learning_rate):
    value, grads = jax.value_and_grad(_loss)(state[0], x, y)
    velocity = _rolled(state[1], grads, -learning_rate)
    return (jax.tree.map(jnp.subtract, state[0], velocity), velocity), value


@mistake(
    "update",
    caught_by="test_update_of_a_hand_example",
    en="Is the loss that you return measured before the weights move, or after?",
    ko="돌려주는 손실은 가중치를 옮기기 전에 잰 것인가요, 옮긴 뒤에 잰 것인가요?",
)
@jax.jit
def loss_after_the_step(state, x, y, learning_rate):
    state, _ = _update(state, x, y, learning_rate)
    return state, _loss(state[0], x, y)


@mistake(
    "update",
    caught_by="test_update_moves_every_array_of_every_layer",
    en="Which arrays of params are the same after the step as before?",
    ko="스텝이 끝난 뒤에도 그대로인 배열이 params에 남아 있지 않나요?",
)
@jax.jit
def biases_stay(state, x, y, learning_rate):
    (params, velocity), value = _update(state, x, y, learning_rate)
    still = [[(W, b) for (W, _), (_, b) in zip(new, old)] for new, old in zip((params, velocity), state)]
    return tuple(still), value


@mistake(
    "update",
    caught_by="test_update_leaves_the_old_state_usable",
    en="donate_argnums gives the memory of the old state away. Who may still want to read it?",
    ko="donate_argnums는 이전 상태의 메모리를 넘겨줍니다. 그 상태를 더 읽어야 하는 곳은 없을까요?",
)
@partial(jax.jit, donate_argnums=0)
def old_state_donated(state, x, y, learning_rate):
    return _update(state, x, y, learning_rate)


@mistake(
    "update",
    caught_by="test_update_is_compiled_once_for_all_learning_rates",
    en="A static argument is part of the program. How many programs does a falling learning rate need then?",
    ko="static 인자는 프로그램의 일부가 됩니다. 학습률이 계속 낮아지면 프로그램이 몇 개나 필요할까요?",
)
@partial(jax.jit, static_argnames="learning_rate")
def learning_rate_static(state, x, y, learning_rate):
    return _update(state, x, y, learning_rate)


@mistake(
    "update",
    caught_by="test_update_is_compiled_once_for_all_learning_rates",
    en="Who has asked JAX to compile this function? Without jit, every call goes through Python again.",
    ko="이 함수를 컴파일해 달라고 JAX에 요청했나요? jit이 없으면 호출할 때마다 파이썬이 다시 지나갑니다.",
)
def update_not_compiled(state, x, y, learning_rate):
    return _update(state, x, y, learning_rate)


@mistake(
    "dropout",
    caught_by="test_dropout_erases_or_enlarges",
    en="If half of the numbers are gone, what is left of the mean? By what must the others grow?",
    ko="숫자의 절반이 사라지면 평균은 어떻게 되나요? 남은 숫자는 몇 배가 되어야 하나요?",
)
def nothing_enlarged(key, x, rate):
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x, 0)


@mistake(
    "dropout",
    caught_by="test_dropout_erases_the_share_it_is_told",
    en="Is rate the probability that a number stays, or that it goes?",
    ko="rate는 숫자가 남을 확률인가요, 지워질 확률인가요?",
)
def rate_of_those_kept(key, x, rate):
    return jnp.where(jax.random.bernoulli(key, rate, x.shape), x / (1 - rate), 0)


@mistake(
    "dropout",
    caught_by="test_dropout_gives_every_number_its_own_chance",
    en="What shape has your mask? Which numbers of x share one decision?",
    ko="마스크의 모양은 무엇인가요? x의 어떤 숫자들이 결정 하나를 나누어 쓰나요?",
)
def one_mask_for_all_examples(key, x, rate):
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape[1:]), x / (1 - rate), 0)


@mistake(
    "dropout",
    caught_by="test_dropout_follows_its_key",
    en="Where does the chance in your function come from: from the key it is given?",
    ko="함수 안의 우연은 어디에서 오나요? 받은 key에서 오나요?",
)
def a_key_of_its_own(key, x, rate):
    return _dropout(jax.random.key(0), x, rate)


@mistake(
    "dropout",
    caught_by="test_dropout_follows_its_key",
    en="What does NumPy know of the key? And how often does it draw, once the function is compiled?",
    ko="NumPy가 key를 알고 있나요? 그리고 함수가 컴파일된 뒤에는 난수를 몇 번이나 뽑을까요?",
)
def holes_by_numpy(key, x, rate):
    return jnp.where(np.random.default_rng().random(x.shape) >= rate, x / (1 - rate), 0)


@mistake(
    "dropout",
    caught_by="test_epoch_is_compiled_once_for_all_keys_and_rates",
    en="While epoch is compiled, rate has no value yet. Which `if` wants to know it?",
    ko="epoch를 컴파일하는 동안 rate에는 아직 값이 없습니다. 그 값을 알아야 하는 `if`가 있지 않나요?",
)
def asks_for_the_rate(key, x, rate):
    if rate == 0:
        return x
    return _dropout(key, x, rate)


def _epoch(
    state,
    key,
    x,
    y,
    batch_size,
    learning_rate,
    dropout_rate,
    order=None,
    step=None,
    mean=jnp.mean,
    holes=_dropout,
    keys=None,
):
    """The epoch that the mistakes spoil, each in one place."""
    if not 1 <= batch_size <= len(x):
        raise ValueError("batch_size")
    steps = len(x) // batch_size
    first, second = jax.random.split(key)
    order = jax.random.permutation(first, len(x)) if order is None else order
    keys = jax.random.split(second, steps) if keys is None else keys
    rows = order[: steps * batch_size].reshape(steps, batch_size)

    def straight(state, batch, key):
        return _update(state, holes(key, x[batch], dropout_rate), y[batch], learning_rate)

    given = rows, keys
    state, losses = jax.lax.scan(lambda state, given: (step or straight)(state, *given), state, given)
    return state, mean(losses)


_compiled = partial(jax.jit, static_argnums=4)


@mistake(
    "epoch",
    caught_by="test_epoch_takes_an_update_for_every_batch",
    en="Is the loss that you return that of the last batch, or the mean of all?",
    ko="돌려주는 손실은 마지막 배치의 것인가요, 모든 배치의 평균인가요?",
)
@_compiled
def last_loss(*given):
    return _epoch(*given, mean=lambda losses: losses[-1])


@mistake(
    "epoch",
    caught_by="test_epoch_takes_an_update_for_every_batch",
    en="From which state does the second step start? What must scan carry from one step to the next?",
    ko="두 번째 스텝은 어떤 상태에서 시작하나요? scan이 스텝에서 스텝으로 무엇을 넘겨야 하나요?",
)
@_compiled
def every_step_from_the_start(state, key, x, y, batch_size, learning_rate, dropout_rate):
    def step(_, batch, key):
        return _update(state, _dropout(key, x[batch], dropout_rate), y[batch], learning_rate)

    return _epoch(state, key, x, y, batch_size, learning_rate, dropout_rate, step=step)


@mistake(
    "epoch",
    caught_by="test_epoch_sees_every_example_once",
    en="If every batch is drawn by itself, how often is one example seen in an epoch, and another?",
    ko="배치를 매번 따로 뽑으면, 한 에포크에 어떤 예시는 몇 번, 다른 예시는 몇 번 나오게 되나요?",
)
@_compiled
def drawn_with_replacement(state, key, x, *rest):
    return _epoch(state, key, x, *rest, order=jax.random.randint(key, (len(x),), 0, len(x)))


@mistake(
    "epoch",
    caught_by="test_epoch_sees_every_example_once",
    en="Eleven examples, three in a batch: how many full batches are there? What fills up one more?",
    ko="예시 열한 개를 세 개씩 나누면 꽉 찬 배치는 몇 개인가요? 하나를 더 만들면 무엇으로 채우게 되나요?",
)
@_compiled
def last_batch_filled_up(state, key, x, y, batch_size, *rates):
    first, second = jax.random.split(key)
    order = jax.random.permutation(first, len(x))
    more = jnp.concatenate([order, order[: -len(x) % batch_size]])
    return _epoch(state, second, x[more], y[more], batch_size, *rates, order=jnp.arange(len(more)))


@mistake(
    "epoch",
    caught_by="test_epoch_has_a_new_order_for_every_key",
    en="In what order do the batches come, and who has shuffled them?",
    ko="배치는 어떤 순서로 나오나요? 누가 섞었나요?",
)
@_compiled
def never_shuffled(state, key, x, *rest):
    return _epoch(state, key, x, *rest, order=jnp.arange(len(x)))


@mistake(
    "epoch",
    caught_by="test_epoch_has_a_new_order_for_every_key",
    en="Does the order come from the key that was given, or is it the same in every epoch?",
    ko="순서를 받은 key로 정하나요, 아니면 에포크마다 똑같은가요?",
)
@_compiled
def same_order_in_every_epoch(state, key, x, *rest):
    return _epoch(state, key, x, *rest, order=jax.random.permutation(jax.random.key(0), len(x)))


@mistake(
    "epoch",
    caught_by="test_epoch_leaves_out_others_for_every_key",
    en="What is shuffled: the examples, or batches whose examples always stay together?",
    ko="무엇을 섞나요? 예시인가요, 아니면 늘 같은 예시로 묶인 배치인가요?",
)
@_compiled
def only_the_batches_shuffled(state, key, x, y, batch_size, *rates):
    rows = jnp.arange(len(x) // batch_size * batch_size).reshape(-1, batch_size)
    return _epoch(state, key, x, y, batch_size, *rates, order=jax.random.permutation(key, rows).ravel())


@mistake(
    "epoch",
    caught_by="test_epoch_leaves_out_others_for_every_key",
    en="Which examples are left out: by chance, or always those at the end of x?",
    ko="빠지는 예시는 우연히 정해지나요, 아니면 언제나 x의 맨 끝인가요?",
)
@_compiled
def last_examples_never_seen(state, key, x, y, batch_size, *rates):
    used = len(x) // batch_size * batch_size
    first, second = jax.random.split(key)
    order = jax.random.permutation(first, used)
    return _epoch(state, second, x, y, batch_size, *rates, order=order)


@mistake(
    "epoch",
    caught_by="test_epoch_keeps_labels_with_their_examples",
    en="After x is shuffled, does every example still have its own label?",
    ko="x를 섞은 뒤에도 예시마다 제 레이블이 붙어 있나요?",
)
@_compiled
def labels_not_shuffled(state, key, x, *rest):
    first, second = jax.random.split(key)
    return _epoch(state, second, jax.random.permutation(first, x), *rest, order=jnp.arange(len(x)))


@mistake(
    "epoch",
    caught_by="test_epoch_erases_the_share_it_is_told",
    en="What does epoch do with dropout_rate? Through what must x[batch] go before the update?",
    ko="epoch가 dropout_rate를 어디에 쓰나요? x[batch]는 업데이트 전에 무엇을 거쳐야 하나요?",
)
@_compiled
def dropout_left_out(*given):
    return _epoch(*given, holes=lambda key, x, rate: x)


@mistake(
    "epoch",
    caught_by="test_epoch_makes_new_holes_for_every_batch",
    en="How many batches share one key, and so one mask? A key that is used twice gives the same numbers twice.",
    ko="몇 개의 배치가 키 하나를, 그래서 마스크 하나를 나누어 쓰나요? 같은 키를 두 번 쓰면 같은 난수가 두 번 나옵니다.",
)
@_compiled
def one_key_for_all_batches(state, key, *given):
    return _epoch(state, key, *given, holes=lambda _, x, rate: _dropout(key, x, rate))


@mistake(
    "epoch",
    caught_by="test_epoch_makes_new_holes_for_every_key",
    en="Where do the keys of the holes come from: from the key that epoch is given?",
    ko="구멍을 만드는 키는 어디에서 오나요? epoch가 받은 key에서 나오나요?",
)
@_compiled
def same_holes_in_every_epoch(state, key, x, y, batch_size, *rates):
    keys = jax.random.split(jax.random.key(0), len(x) // batch_size)
    return _epoch(state, key, x, y, batch_size, *rates, keys=keys)


@mistake(
    "epoch",
    caught_by="test_epoch_refuses_a_batch_that_cannot_be",
    en="What is the mean of no losses? And can a batch have no example?",
    ko="손실이 하나도 없으면 평균은 무엇인가요? 예시가 없는 배치가 있을 수 있나요?",
)
@_compiled
def any_batch_size(state, key, x, y, batch_size, *rates):
    if not 1 <= batch_size <= len(x):
        return state, jnp.nan
    return _epoch(state, key, x, y, batch_size, *rates)


@mistake(
    "epoch",
    caught_by="test_epoch_is_compiled_once_for_all_keys_and_rates",
    en="scan compiles its step, and so does a jit within epoch, but who keeps it until epoch is called again?",
    ko="scan도, epoch 안에서 만든 jit도 컴파일은 합니다. 그 결과를 epoch를 다시 부를 때까지 누가 간직하나요?",
)
def scan_outside_jit(*given):
    return _epoch(*given)


@mistake(
    "epoch",
    caught_by="test_epoch_is_compiled_once_for_all_keys_and_rates",
    en="Which arguments must be known while the program is made? Is a rate among them?",
    ko="프로그램을 만들 때 값을 알아야 하는 인자는 무엇인가요? 비율도 그중 하나인가요?",
)
@partial(jax.jit, static_argnums=(4, 5, 6))
def rates_static(*given):
    return _epoch(*given)


@jax.jit
def _one_step(state, key, x, y, learning_rate, dropout_rate):
    return _update(state, _dropout(key, x, dropout_rate), y, learning_rate)


@mistake(
    "epoch",
    caught_by="test_speed_of_an_epoch",
    en="How often does Python speak to the device in one epoch? What would it be with lax.scan?",
    ko="에포크 한 번에 파이썬이 장치에 몇 번이나 일을 시키나요? lax.scan을 쓰면 몇 번이면 될까요?",
)
def a_python_loop(state, key, x, y, batch_size, learning_rate, dropout_rate):
    if not 1 <= batch_size <= len(x):
        raise ValueError("batch_size")
    steps = len(x) // batch_size
    first, *keys = jax.random.split(key, 1 + steps)
    order, losses = np.asarray(jax.random.permutation(first, len(x))), []
    for i, own in enumerate(keys):
        batch = order[i * batch_size : (i + 1) * batch_size]
        state, value = _one_step(state, own, x[batch], y[batch], learning_rate, dropout_rate)
        losses.append(value)
    return state, jnp.array(np.mean(losses), jnp.float32)


def _keras_step(model, optimizer, variables, x, y, training=True, from_logits=True, mean=jnp.mean):
    """The step that the mistakes spoil, each in one place."""
    trainable, memory, moments = variables

    def cost(trainable):
        scores, after = model.stateless_call(trainable, memory, x, training=training)
        losses = keras.losses.sparse_categorical_crossentropy(y, scores, from_logits=from_logits)
        return mean(losses), after

    (value, after), grads = jax.value_and_grad(cost, has_aux=True)(trainable)
    trainable, moments = optimizer.stateless_apply(moments, grads, trainable)
    return (trainable, after, moments), value


_compiled_step = partial(jax.jit, static_argnums=(0, 1))
_right_step = _compiled_step(_keras_step)


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_what_train_on_batch_does",
    en="How do Dropout and BatchNormalization know that this is training?",
    ko="Dropout과 BatchNormalization은 지금이 훈련 중인지 어떻게 아나요?",
)
@_compiled_step
def not_told_of_training(*given):
    return _keras_step(*given, training=False)


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_what_train_on_batch_does",
    en="stateless_call returns two things. Where does the second one go?",
    ko="stateless_call은 두 가지를 돌려줍니다. 두 번째 것은 어디로 가나요?",
)
@_compiled_step
def memory_lost(model, optimizer, variables, x, y):
    (trainable, _, moments), value = _keras_step(model, optimizer, variables, x, y)
    return (trainable, variables[1], moments), value


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_what_train_on_batch_does",
    en="What does the optimizer remember from step to step, and does the next step get to know it?",
    ko="옵티마이저는 스텝과 스텝 사이에 무엇을 기억하나요? 그것이 다음 스텝에 전해지나요?",
)
@_compiled_step
def optimizer_forgets(model, optimizer, variables, x, y):
    (trainable, after, _), value = _keras_step(model, optimizer, variables, x, y)
    return (trainable, after, variables[2]), value


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_what_train_on_batch_does",
    en="The model gives logits. What does Keras take them for, if nobody tells it?",
    ko="모델은 로짓을 내놓습니다. 따로 알려 주지 않으면 Keras는 그것을 무엇이라고 생각하나요?",
)
@_compiled_step
def logits_taken_for_probabilities(*given):
    return _keras_step(*given, from_logits=False)


@mistake(
    "keras_update",
    caught_by="test_keras_update_leaves_the_model_as_it_is",
    en="Does your step write into the model or the optimizer? What it has learned should only be returned.",
    ko="모델이나 옵티마이저에 값을 써 넣고 있지 않나요? 배운 것은 돌려주기만 하면 됩니다.",
)
def written_into_the_model(model, optimizer, variables, x, y):
    variables, value = _right_step(model, optimizer, variables, x, y)
    for variable, new in zip(model.trainable_variables, variables[0]):
        variable.assign(new)
    return variables, value


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_a_function_of_its_arguments",
    en="If the same variables go in twice, why does something else come out? What is read that is no argument?",
    ko="같은 변수를 두 번 넣었는데 왜 다른 답이 나올까요? 인자가 아닌 것을 읽고 있지 않나요?",
)
def starts_from_what_the_model_holds(model, optimizer, variables, x, y):
    held = [variable.value for variable in model.trainable_variables]
    variables, value = _right_step(model, optimizer, (held, *variables[1:]), x, y)
    for variable, new in zip(model.trainable_variables, variables[0]):
        variable.assign(new)
    return variables, value


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_compiled",
    en="Is your step a compiled program that is kept, or does Python walk through every layer in every call?",
    ko="컴파일된 스텝을 간직해 두나요, 아니면 호출할 때마다 파이썬이 모든 층을 다시 지나가나요?",
)
def keras_step_compiled_anew(model, optimizer, *given):
    return jax.jit(partial(_keras_step, model, optimizer))(*given)


_compiled_for = {}


@mistake(
    "keras_update",
    caught_by="test_keras_update_is_made_for_its_optimizer",
    en="The same model comes with a second optimizer: which compiled step runs then?",
    ko="같은 모델이 다른 옵티마이저와 함께 들어오면, 컴파일해 둔 스텝 중 어느 것이 실행되나요?",
)
def kept_for_the_model_only(model, optimizer, variables, x, y):
    if model not in _compiled_for:
        _compiled_for[model] = jax.jit(partial(_keras_step, model, optimizer))
    return _compiled_for[model](variables, x, y)
