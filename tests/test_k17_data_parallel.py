from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from judge.check import check, check_each
from judge.kept import kept
from judge.symmetry import C, D, H, labels

from dojo.data import mnist
from dojo.fault import Wrong

RATE = 0.3
# float32 against float64, at most, over 30 to 160 draws: a gradient is off by 3.6e-7, a step by 7.2e-8,
# ten steps on digits by 1.8e-7, Keras's step by 2e-8 and its loss by 2.5e-7. The mildest mistake, a plain
# mean over shards of 2 and 3, is off by 1e-2 at least. In which order sums are taken is XLA's affair, so
# there is room.
NEAR = {"rtol": 1e-5, "atol": 2e-6}


def layer(W, b):
    return np.array(W, np.float32), np.array(b, np.float32)


HAND = [layer([[0, 0]], [0, 0])], np.float32([[4], [2]]), np.array([0, 1])


@pytest.fixture
def devices(kata):
    """The four devices that JAX sees in the worker of this kata."""
    found = kata.jax.devices()
    assert len(found) == 4
    return found


@pytest.fixture
def mesh(kata, devices):
    return meshed(kata, devices)


def meshed(kata, devices):
    """These devices in a row that is called "batch"."""
    return kata.jax.sharding.Mesh(devices, ("batch",))


def placed(kata, tree, mesh, *axes):
    """JAX arrays, cut along "batch" or whole on every device of the mesh; they stay where they are."""
    spec = kata.jax.sharding.PartitionSpec(*axes)
    return kept(kata.jax.device_put)(tree, kata.jax.sharding.NamedSharding(mesh, spec))


def inputs(kata, mesh, params, *batch):
    """What sharded_step is given: params whole on every device, x, y and weight in pieces."""
    return placed(kata, params, mesh), *(placed(kata, array, mesh, "batch") for array in batch)


def arrays(kata, tree):
    """The arrays of a kept answer, one by one, kept too."""
    return kept(kata.jax.tree.leaves)(tree)


def pieces(array):
    """(number of the device, what it holds) of a JAX array, by number."""
    found = [(shard.device.id, np.asarray(shard.data)) for shard in array.addressable_shards]
    return sorted(found, key=lambda piece: piece[0])


def problem(rng, n, sizes=(D, H, C)):
    """Params with biases, and n examples, of every class if n will do."""
    params = [(normal(rng, a, b) / 2, normal(rng, b) / 2) for a, b in pairwise(sizes)]
    return params, normal(rng, n, sizes[0]), labels(rng, max(n, C))[:n]


def normal(rng, *shape):
    return rng.normal(size=shape).astype(np.float32)


def gradient(params, x, y):
    """The gradient of the mean cross-entropy by the chain rule, in float64."""
    kept_, params = [x.astype(float)], [(W.astype(float), b.astype(float)) for W, b in params]
    for W, b in params[:-1]:
        kept_.append(np.tanh(kept_[-1] @ W + b))
    W, b = params[-1]
    powers = np.exp(kept_[-1] @ W + b)
    delta = powers / powers.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    grads = []
    for (W, _), a in zip(reversed(params), reversed(kept_)):
        grads.insert(0, (a.T @ delta, delta.sum(axis=0)))
        delta = (delta @ W.T) * (1 - a * a)
    return grads


def stepped(params, x, y, rate=RATE):
    """The step of a single device, in float64."""
    return [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(params, gradient(params, x, y))]


def cross_entropy(params, x, y):
    """The mean over the examples, in float64."""
    *hidden, (W_last, b_last) = params
    for W, b in hidden:
        x = np.tanh(x @ W.astype(float) + b)
    logits = x @ W_last.astype(float) + b_last
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y])


def weights(n, padding):
    return np.repeat(np.float32([1, 0]), [n, padding])


def padded(x, y, devices):
    """The batch with rows of zeros that fill it up, and the weights."""
    rest = -len(x) % devices
    return np.pad(x, [(0, rest), (0, 0)]), np.pad(y.astype(np.int32), (0, rest)), weights(len(x), rest)


def check_sizes(cut, expected):
    """Raise Wrong unless the shards have these sizes, whichever comes first."""
    try:
        check(sorted(stop - start for start, stop in cut), expected)
    except Wrong as wrong:
        wrong.facts["part"] = "sorted(stop - start)"
        raise


# -- shards ------------------------------------------------------------------------------------


def test_shards_of_a_hand_example(kata):
    """Eight examples for four devices are two for each: 0 to 2, 2 to 4, 4 to 6 and 6 to 8.
    예시 여덟 개를 장치 네 개에 나누면 두 개씩입니다. 0~2, 2~4, 4~6, 6~8이고 끝 번호는 들어가지 않습니다."""
    check(kata.shards(8, 4), [(0, 2), (2, 4), (4, 6), (6, 8)])
    check(kata.shards(3, 1), [(0, 3)])


def test_shards_hold_every_example_exactly_once(kata):
    """Each shard begins where the one before it ends, from 0 to n: nobody is left out, nobody comes twice.
    각 조각은 앞 조각이 끝난 곳에서 시작해 0부터 n까지 이어집니다. 빠지거나 겹치는 예시가 없습니다."""
    for n, k in [(10, 4), (11, 4), (9, 4), (7, 3), (5, 2), (100, 7)]:
        cut = kata.shards(n, k)
        check([number for start, stop in cut for number in range(start, stop)], list(range(n)))


def test_shards_are_as_equal_as_can_be(kata):
    """The largest shard has at most one example more than the smallest: nobody waits for a slow one.
    가장 큰 조각도 가장 작은 조각보다 예시가 하나 넘게 많지 않습니다. 그래야 서로 오래 기다리지 않습니다."""
    for n, k in [(10, 4), (11, 4), (9, 4), (7, 3), (5, 2), (100, 7)]:
        check_sizes(kata.shards(n, k), sorted((n + i) // k for i in range(k)))


def test_every_device_has_a_shard_be_it_empty(kata):
    """Three examples for five devices: five shards in order, two of them empty; none for none: all empty.
    예시 세 개를 장치 다섯 개에 나누면 조각은 다섯 개이고 그중 둘은 비어 있습니다. 예시가 없으면 다 빕니다."""
    for n, k in [(3, 5), (1, 4), (0, 3)]:
        cut = kata.shards(n, k)
        check_sizes(cut, [0] * (k - n) + [1] * n)
        check([number for start, stop in cut for number in range(start, stop)], list(range(n)))


# -- average -----------------------------------------------------------------------------------


def test_average_of_a_hand_example(kata):
    """Gradients 1 of three examples and 5 of one: (3 · 1 + 1 · 5) / 4 = 2.
    예시 세 개의 기울기가 1이고 한 개의 기울기가 5이면 평균은 (3 · 1 + 1 · 5) / 4 = 2입니다."""
    one, other = [layer([[1]], [2])], [layer([[5]], [6])]
    check_each(kata.average([one, other], [3, 1]), [layer([[2]], [3])], **NEAR)


def test_average_of_equal_shards_is_their_plain_mean(kata, rng):
    """Where all devices have as many examples, each entry is the mean of theirs, not the sum.
    장치마다 예시 수가 같으면 값마다 장치들의 평균이 됩니다. 합이 아닙니다."""
    gradients = [problem(rng, 3)[0] for _ in range(4)]
    expected = [tuple(np.mean(parts, axis=0) for parts in zip(*layers)) for layers in zip(*gradients)]
    check_each(kata.average(gradients, [5, 5, 5, 5]), expected, **NEAR)


def test_average_weighs_examples_not_devices(kata, rng):
    """A device with twice as many examples weighs twice as much.
    예시가 두 배인 장치는 평균에서도 두 배의 비중을 차지합니다."""
    gradients = [problem(rng, 3)[0] for _ in range(3)]
    pairs = [list(zip(*layers)) for layers in zip(*gradients)]
    expected = [tuple((2 * a + 3 * b + 6 * c) / 11 for a, b, c in layer) for layer in pairs]
    check_each(kata.average(gradients, [2, 3, 6]), expected, **NEAR)


def test_a_device_without_examples_has_no_say(kata, rng):
    """The mean over no examples is 0 / 0. Of a shard of size 0 not even NaN reaches the average.
    예시가 없을 때의 평균은 0 / 0입니다. 크기가 0인 조각은 기울기가 NaN이어도 평균에 영향을 주지 않습니다."""
    gradients = [problem(rng, 3)[0] for _ in range(3)]
    gradients[1] = [(W * np.float32("nan"), b * np.float32("nan")) for W, b in gradients[1]]
    expected = [((V + W) / 2, (b + c) / 2) for (V, b), (W, c) in zip(gradients[0], gradients[2])]
    check_each(kata.average(gradients, [2, 0, 2]), expected, **NEAR)


def test_average_brings_together_what_lies_on_different_devices(kata, rng, devices):
    """JAX does not add arrays of different devices. The average fetches them to one place first.
    JAX는 서로 다른 장치에 있는 배열을 더하지 않습니다. 평균을 내려면 먼저 한곳에 모아야 합니다."""
    gradients = [problem(rng, 3)[0] for _ in range(3)]
    there = [kept(kata.jax.device_put)(g, device) for g, device in zip(gradients, devices[1:])]
    expected = [tuple(sum(parts) / 3 for parts in zip(*layers)) for layers in zip(*gradients)]
    check_each(kata.average(there, [4, 4, 4]), expected, **NEAR)


# -- device gradients --------------------------------------------------------------------------


def test_device_gradients_of_a_hand_example(kata, devices):
    """Zero params, two classes: half a probability too much or too little, times x = 4 and x = 2.
    파라미터가 0이고 클래스가 둘이면 확률이 0.5씩 넘치거나 모자라고, 거기에 x인 4와 2가 곱해집니다."""
    # probs - one-hot: (1/2 - 1, 1/2) for class 0, (1/2, 1/2 - 1) for class 1
    expected = [[layer([[-2, 2]], [-0.5, 0.5])], [layer([[1, -1]], [0.5, -0.5])]]
    check_each(kata.device_gradients(*HAND, devices[:2]), expected, **NEAR)


def test_every_device_looks_at_its_own_examples(kata, rng, devices):
    """Eight examples on four devices: gradient i is the mean over examples 2i and 2i + 1.
    예시 여덟 개를 장치 네 개에 나누면 i번 기울기는 2i번과 2i + 1번 예시만의 평균 기울기입니다."""
    params, x, y = problem(rng, 8)
    expected = [gradient(params, x[i : i + 2], y[i : i + 2]) for i in range(0, 8, 2)]
    check_each(kata.device_gradients(params, x, y, devices), expected, **NEAR)


def test_every_gradient_lies_on_its_own_device(kata, rng, devices):
    """All arrays of the first gradient lie on the first device of the list, and so on, each on one only.
    첫 번째 기울기의 배열은 모두 목록의 첫 번째 장치에, 두 번째는 두 번째 장치에 있어야 합니다."""
    for chosen in ([0, 1, 2, 3], [2, 1]):
        answer = kept(kata.device_gradients)(*problem(rng, 4), [devices[i] for i in chosen])
        at = [[device for device, _ in pieces(array)] for array in arrays(kata, answer)]
        check(at, [[i] for i in chosen for _ in range(4)])  # W, b, W, b


# -- parallel step -----------------------------------------------------------------------------


def test_parallel_step_of_a_hand_example(kata, devices):
    """The gradients (-2, 2) and (1, -1) have the mean (-0.5, 0.5): with rate 0.1 a step to (0.05, -0.05).
    기울기 (-2, 2)와 (1, -1)의 평균은 (-0.5, 0.5)입니다. 학습률이 0.1이면 (0.05, -0.05)가 됩니다."""
    check_each(kata.parallel_step(*HAND, 0.1, devices[:2]), [layer([[0.05, -0.05]], [0, 0])], **NEAR)


def test_parallel_step_is_the_step_of_one_device(kata, rng, devices):
    """On four devices, on three or on one, with examples for all or not: the same step as on a single device.
    장치가 넷이든 셋이든 하나든, 예시가 고르게 나뉘든 아니든 장치 하나로 한 걸음 간 것과 같아야 합니다."""
    for n, k in [(10, 4), (7, 3), (5, 1), (2, 4)]:
        params, x, y = problem(rng, n)
        check_each(kata.parallel_step(params, x, y, RATE, devices[:k]), stepped(params, x, y), **NEAR)


# -- spread and replicate ----------------------------------------------------------------------


def test_spread_fills_up_with_examples_of_no_weight(kata, rng, mesh):
    """Six examples on four devices: two rows of zeros come at the end, of class 0 and weight 0.
    예시 여섯 개를 장치 네 개에 나누려면 0으로 된 행 두 개를 끝에 붙입니다. 클래스도 가중치도 0입니다."""
    for n in (6, 1):
        _, x, y = problem(rng, n)
        check_each(kata.spread(x, y, mesh), padded(x, y, 4))
        check(kata.spread(x, y, mesh)[2], weights(n, -n % 4), dtype=np.float32)


def test_spread_adds_nothing_where_the_batch_divides(kata, rng, mesh):
    """Eight examples on four devices need no filling: as they were, each with weight 1.
    예시 여덟 개는 장치 네 개에 그대로 나뉩니다. 덧붙이는 행이 없고 가중치는 모두 1입니다."""
    _, x, y = problem(rng, 8)
    check_each(kata.spread(x, y, mesh), padded(x, y, 4))


def test_spread_gives_every_device_its_own_rows(kata, rng, devices):
    """x, y and weight are cut into pieces of equal length, one on each device of the mesh, in order.
    x, y, weight를 같은 길이로 잘라 메시의 장치에 하나씩 순서대로 둡니다. 전체를 복사하지 않습니다."""
    for n, chosen in [(8, [0, 1, 2, 3]), (6, [3, 1, 2])]:
        _, x, y = problem(rng, n)
        batch = kept(kata.spread)(x, y, meshed(kata, [devices[i] for i in chosen]))
        for array, expected in zip(arrays(kata, batch), padded(x, y, len(chosen)), strict=True):
            held = dict(pieces(array))
            check(list(held), sorted(chosen))
            check([len(held[i]) / len(array) for i in chosen], [1 / len(chosen)] * len(chosen))
            check_each([held[i] for i in chosen], np.split(expected, len(chosen)))


def test_replicate_puts_the_params_whole_on_every_device(kata, rng, devices):
    """Each device of the mesh holds every W and every b, all of it.
    메시의 장치마다 모든 W와 b가 통째로 있어야 합니다."""
    for chosen in ([0, 1, 2, 3], [1, 3]):
        params, *_ = problem(rng, 3)
        answer = kept(kata.replicate)(params, meshed(kata, [devices[i] for i in chosen]))
        for array, expected in zip(arrays(kata, answer), [p for pair in params for p in pair], strict=True):
            check([device for device, _ in pieces(array)], chosen)
            check_each([piece for _, piece in pieces(array)], [expected] * len(chosen))


# -- sharded step ------------------------------------------------------------------------------


def test_sharded_step_is_the_step_of_one_device(kata, rng, mesh):
    """Eight examples, two on each of four devices: the same step as on a single device.
    예시 여덟 개를 장치 네 개에 두 개씩 나누어도 장치 하나로 한 걸음 간 것과 같아야 합니다."""
    params, x, y = problem(rng, 8)
    given = inputs(kata, mesh, params, x, y, weights(8, 0))
    check_each(kata.sharded_step(*given, RATE), stepped(params, x, y), **NEAR)


def test_examples_of_no_weight_count_nothing(kata, rng, mesh):
    """Five true examples and three of weight 0: the step over the five, whatever numbers the three hold.
    진짜 예시 다섯 개와 가중치가 0인 세 개라면, 세 개에 어떤 수가 들어 있든 다섯 개만으로 한 걸음 갑니다."""
    params, x, y = problem(rng, 8)
    given = inputs(kata, mesh, params, x, y, weights(5, 3))
    check_each(kata.sharded_step(*given, RATE), stepped(params, x[:5], y[:5]), **NEAR)


def test_the_new_params_lie_whole_on_every_device(kata, rng, devices):
    """The next step can begin at once: every device holds all of the new params, and no host has seen them.
    곧바로 다음 걸음을 갈 수 있도록 새 파라미터도 장치마다 통째로 있어야 합니다. 호스트를 거치지 않습니다."""
    for k in (4, 2):
        given = inputs(kata, meshed(kata, devices[:k]), *problem(rng, 4), weights(4, 0))
        answer = kept(kata.sharded_step)(*given, RATE)
        at = [[device for device, _ in pieces(array)] for array in arrays(kata, answer)]
        check(at, [list(range(k))] * 4)


def test_the_inputs_of_a_sharded_step_can_be_used_again(kata, rng, mesh):
    """The old params and the batch are still there afterwards: none was given away (donated) to XLA.
    걸음을 간 뒤에도 원래 파라미터와 배치가 남아 있어야 합니다. XLA에 넘겨주어(donate) 지워지면 안 됩니다."""
    given = inputs(kata, mesh, *problem(rng, 8), weights(8, 0))
    kept(kata.sharded_step)(*given, RATE)
    check([array.is_deleted() for array in arrays(kata, given)], [False] * 7)


@contextmanager
def compiling(kata):
    """A list that grows by a name whenever JAX compiles a program."""
    seen = []

    def listen(event, seconds, **_):
        if "backend_compile" in event:
            seen.append(event)

    kata.jax.clear_caches()
    kata.jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        yield seen
    finally:
        kata.jax.monitoring.clear_event_listeners()


def test_a_sharded_step_is_compiled_as_a_whole(kata, rng, mesh):
    """The first call compiles one program for the whole step, not one for each operation or for a part.
    처음 부를 때 걸음 전체가 프로그램 하나로 컴파일되어야 합니다. 연산마다 따로 컴파일되면 안 됩니다."""
    given = inputs(kata, mesh, *problem(rng, 8), weights(8, 0))
    with compiling(kata) as programs:
        kept(kata.sharded_step)(*given, RATE)
    check(len(programs), 1)


def test_a_second_sharded_step_compiles_nothing(kata, rng, mesh):
    """A call with arrays of the same shapes runs the program of the first call.
    모양이 같은 배열로 다시 부르면 처음에 만든 프로그램을 그대로 실행해야 합니다."""
    given, again = [inputs(kata, mesh, *problem(rng, 8), weights(8, 0)) for _ in range(2)]
    with compiling(kata) as programs:
        kept(kata.sharded_step)(*given, RATE)
        first = len(programs)
        kept(kata.sharded_step)(*again, RATE)
    check(len(programs) - first, 0)


def test_every_device_computes_on_its_own_rows_only(kata, rng, mesh):
    """In the program that XLA makes, no device sees all 24 rows, and an all-reduce adds up their parts.
    XLA가 만든 프로그램에서 24개 행을 모두 보는 장치는 없고, 부분 결과는 all-reduce로 더해집니다."""
    given = inputs(kata, mesh, *problem(rng, 24), weights(24, 0))
    kept(kata.sharded_step)(*given, RATE)  # the call that a message quotes
    step = kept(kata.jax.jit)(kata.sharded_step, static_argnums=4)
    program = step.lower(*given, RATE).compile().as_text()
    assert "all-reduce" in program
    assert f"f32[6,{D}]" in program and f"f32[24,{D}]" not in program


# -- Keras -------------------------------------------------------------------------------------


class Seen:
    """Builds a model for keras_step, and sees what Keras lays out, over which devices, before and after."""

    def __init__(self, kata, sizes=(D, H, C)):
        self.kata, self.sizes, self.batches = kata, sizes, []
        self.over = self.params = None
        kata.keras.distribution.set_distribution(None)

    def build(self):
        distribution = self.kata.keras.distribution.distribution()
        if distribution is not None:
            self.over = [device.id for device in distribution.device_mesh.backend_mesh.devices.flat]
            laid = distribution.get_data_layout
            distribution.get_data_layout = lambda shape: (self.batches.append(shape), laid(shape))[1]
        model = self.kata.network(list(self.sizes), RATE, 3)
        flat = model.get_weights()
        self.params = list(zip(flat[::2], flat[1::2]))
        return model

    def train(self, x, y, devices):
        """The model, its weights as params, and the loss."""
        try:
            model, loss = self.kata.keras_step(self.build, x, y, devices)
            flat = model.get_weights()
            return model, list(zip(flat[::2], flat[1::2])), loss
        finally:
            self.after = self.kata.keras.distribution.distribution()
            self.kata.keras.distribution.set_distribution(None)


def test_keras_knows_the_devices_when_it_builds(kata, rng, devices):
    """While build() makes the weights, a distribution over just these devices is in force.
    build()가 가중치를 만드는 동안 바로 이 장치들에 대한 분산 설정이 적용되어 있어야 합니다."""
    for chosen in ([0, 1, 2, 3], [1, 2]):
        seen = Seen(kata)
        seen.train(*problem(rng, 4)[1:], [devices[i] for i in chosen])
        check(seen.over, chosen)


def test_keras_spreads_the_batch(kata, rng, devices):
    """The distribution is still in force in train_on_batch: it is asked where to lay x and y.
    train_on_batch를 부를 때도 분산 설정이 적용되어 있어야 합니다. x와 y를 어디에 둘지 이 설정에 묻습니다."""
    seen = Seen(kata)
    seen.train(*problem(rng, 8)[1:], devices)
    check_each(sorted({tuple(shape) for shape in seen.batches}), [(8,), (8, D)])


def test_keras_takes_the_step_of_one_device(kata, rng, devices):
    """The weights after train_on_batch, and its loss, are those of one plain step over the whole batch.
    train_on_batch 뒤의 가중치와 손실은 장치 하나에서 배치 전체로 한 걸음 간 결과와 같아야 합니다."""
    _, x, y = problem(rng, 8)
    seen = Seen(kata)
    _, params, loss = seen.train(x, y, devices)
    check_each(params, stepped(seen.params, x, y), **NEAR)
    check(loss, cross_entropy(seen.params, x, y), **NEAR)


def test_keras_is_left_as_it_was(kata, rng, devices):
    """When keras_step has returned, no distribution is in force any more: the next model is its own.
    keras_step이 끝나면 분산 설정도 풀려 있어야 합니다. 다음에 만드는 모델까지 나누면 안 됩니다."""
    seen = Seen(kata)
    seen.train(*problem(rng, 4)[1:], devices[:2])
    assert seen.after is None


# -- real digits -------------------------------------------------------------------------------


DIGITS = 784, 16, 10  # pixels, hidden units, classes


def batches():
    """Ten batches of 50 real digits and their labels: four devices cannot share 50 alike."""
    x = mnist().x_train[:500].reshape(10, 50, 784).astype(np.float32) / 255
    return zip(x, mnist().y_train[:500].reshape(10, 50).astype(np.int64))


def trained(params):
    """The params after ten steps on a single device, in float64."""
    for x, y in batches():
        params = stepped(params, x, y)
    return params


def test_ten_steps_on_digits_by_hand(kata, devices):
    """After ten steps of 50 digits each, four devices are still where a single one would be.
    숫자 50개씩 열 걸음을 가도 장치 네 개는 장치 하나로 갔을 때와 같은 자리에 있어야 합니다."""
    params = start = kata.initialize(list(DIGITS), np.random.default_rng(5))
    for x, y in batches():
        params = kata.parallel_step(params, x, y, RATE, devices)
    check_each(params, trained(start), **NEAR)


def test_ten_steps_on_digits_sharded(kata, mesh):
    """The same by JAX's own means: spread each batch, step, and never fetch the params in between.
    JAX의 분할 기능으로도 같아야 합니다. 배치마다 나누어 놓고 한 걸음 가며 파라미터는 장치에 둡니다."""
    start = kata.initialize(list(DIGITS), np.random.default_rng(5))
    params = kept(kata.replicate)(start, mesh)
    for x, y in batches():
        params = kept(kata.sharded_step)(params, *arrays(kata, kept(kata.spread)(x, y, mesh)), RATE)
    got = [np.asarray(piece) for array in arrays(kata, params) for _, piece in pieces(array)[:1]]
    check_each(got, [p for pair in trained(start) for p in pair], **NEAR)


def test_a_step_on_digits_in_keras(kata, devices):
    """Keras under its own distribution: the first step on 48 digits, twelve on each device.
    Keras의 분산 설정으로 숫자 48개를 열두 개씩 나누어 한 걸음 간 결과도 같아야 합니다."""
    seen, (x, y) = Seen(kata, DIGITS), next(batches())
    _, params, _ = seen.train(x[:48], y[:48], devices)
    check_each(params, stepped(seen.params, x[:48], y[:48]), **NEAR)
