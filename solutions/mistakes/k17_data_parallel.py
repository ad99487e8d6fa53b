"""Wrong answers to k17_data_parallel that people really write."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from dojo.mistake import mistake


def cross_entropies(params, x, y):
    *hidden, (W_last, b_last) = params
    for W, b in hidden:
        x = jnp.tanh(x @ W + b)
    return -jax.nn.log_softmax(x @ W_last + b_last)[jnp.arange(len(y)), y]


gradient = jax.jit(jax.grad(lambda params, x, y: cross_entropies(params, x, y).mean()))
total = jax.jit(jax.grad(lambda params, x, y: cross_entropies(params, x, y).sum()))


def cut(n, k):
    return [(n * i // k, n * (i + 1) // k) for i in range(k)]


def down(params, grads, rate):
    return jax.tree.map(lambda p, g: p - rate * g, params, grads)


def added(gradients, shares):
    """The gradients, each times its share, added up on the host."""
    fetched = jax.device_get(gradients)
    return jax.tree.map(lambda *parts: sum(s * part for s, part in zip(shares, parts)), *fetched)


def apart(params, x, y, devices, how=gradient):
    """The gradients of the shards that are not empty, and the shares of the examples in them."""
    held = [(device, a, b) for device, (a, b) in zip(devices, cut(len(x), len(devices))) if a < b]
    grads = [how(*jax.device_put((params, x[a:b], y[a:b]), device)) for device, a, b in held]
    return grads, [(b - a) / len(x) for _, a, b in held]


# -- shards ------------------------------------------------------------------------------------


@mistake(
    "shards",
    caught_by="test_shards_hold_every_example_exactly_once",
    en="Ten examples for four devices are two for each. Who gets the two that are left?",
    ko="예시 열 개를 장치 네 개에 두 개씩 나누면 두 개가 남습니다. 그 둘은 어느 장치로 가나요?",
)
def remainder_dropped(n, k):
    return [(i * (n // k), (i + 1) * (n // k)) for i in range(k)]


@mistake(
    "shards",
    caught_by="test_shards_hold_every_example_exactly_once",
    en="Where does a shard begin, and where did the one before it end? Is an example in both?",
    ko="한 조각은 어디에서 시작하고, 바로 앞 조각은 어디에서 끝나나요? 양쪽에 다 들어간 예시가 있지 않나요?",
)
def shards_overlap(n, k):
    return [(n * i // k, -(-n * (i + 1) // k)) for i in range(k)]


@mistake(
    "shards",
    caught_by="test_shards_of_a_hand_example",
    en="Is x[start:stop] with your numbers as long as you think? Does a slice include its stop?",
    ko="그 번호로 x[start:stop]을 자르면 몇 개가 나오나요? 슬라이스에 stop도 들어가나요?",
)
def stop_is_the_last_one(n, k):
    return [(n * i // k, n * (i + 1) // k - 1) for i in range(k)]


@mistake(
    "shards",
    caught_by="test_shards_of_a_hand_example",
    en="If every device works on all of the batch, what have the others been for?",
    ko="장치마다 배치 전체를 계산한다면 나머지 장치는 왜 필요할까요?",
)
def everybody_gets_everything(n, k):
    return [(0, n)] * k


@mistake(
    "shards",
    caught_by="test_shards_are_as_equal_as_can_be",
    en="Eleven examples as 2, 2, 2 and 5: how long do three devices wait for the last?",
    ko="예시 열한 개를 2, 2, 2, 5개로 나누면 세 장치는 마지막 장치를 얼마나 기다려야 할까요?",
)
def the_last_takes_the_rest(n, k):
    size = n // k
    return [(i * size, (i + 1) * size) for i in range(k - 1)] + [((k - 1) * size, n)]


@mistake(
    "shards",
    caught_by="test_shards_are_as_equal_as_can_be",
    en="Nine examples for four devices, three for each: what is left for the last one?",
    ko="예시 아홉 개를 장치 네 개에 세 개씩 나누어 주면 마지막 장치에는 몇 개가 남나요?",
)
def rounded_up_sizes(n, k):
    size = -(-n // k)
    return [(min(i * size, n), min((i + 1) * size, n)) for i in range(k)]


@mistake(
    "shards",
    caught_by="test_every_device_has_a_shard_be_it_empty",
    en="Is there one shard for every device, also where there are fewer examples than devices?",
    ko="예시가 장치보다 적을 때에도 장치마다 조각이 하나씩 있나요?",
)
def empty_shards_left_out(n, k):
    return [(start, stop) for start, stop in cut(n, k) if start < stop]


# -- average -----------------------------------------------------------------------------------


@mistake(
    "average",
    caught_by="test_average_of_equal_shards_is_their_plain_mean",
    en="Four devices with the same gradient: is your average four times as large?",
    ko="장치 네 개의 기울기가 똑같다면 평균도 그 값이어야 합니다. 혹시 네 배가 되지 않나요?",
)
def sum_for_mean(gradients, sizes):
    return added(gradients, [1.0 for _ in sizes])


@mistake(
    "average",
    caught_by="test_average_weighs_examples_not_devices",
    en="Does a device with six examples count more than one with two?",
    ko="예시가 여섯 개인 장치가 두 개인 장치보다 평균에 더 크게 반영되나요?",
)
def every_device_counts_alike(gradients, sizes):
    filled = [(g, n) for g, n in zip(gradients, sizes) if n]
    return added([g for g, _ in filled], [1 / len(filled)] * len(filled))


@mistake(
    "average",
    caught_by="test_average_of_a_hand_example",
    en="You have weighed each gradient by its number of examples. By what must you divide then?",
    ko="기울기마다 예시 수를 곱했습니다. 그러면 무엇으로 나누어야 할까요?",
)
def weighed_and_not_divided(gradients, sizes):
    return added(gradients, [float(n) for n in sizes])


@mistake(
    "average",
    caught_by="test_average_of_a_hand_example",
    en="The weights are numbers of examples. Do you divide by all the examples, or by the number of devices?",
    ko="가중치로 예시 수를 곱했습니다. 나누는 수는 전체 예시 수인가요, 장치 수인가요?",
)
def divided_by_devices(gradients, sizes):
    return added(gradients, [n / len(sizes) for n in sizes])


@mistake(
    "average",
    caught_by="test_a_device_without_examples_has_no_say",
    en="What is 0 · NaN? Can a weight of 0 keep NaN out of a sum?",
    ko="0 · NaN은 얼마인가요? 가중치가 0이면 NaN이 합에서 빠질까요?",
)
def zero_times_nan(gradients, sizes):
    return added(gradients, [n / sum(sizes) for n in sizes])


@mistake(
    "average",
    caught_by="test_average_brings_together_what_lies_on_different_devices",
    en="On which device do you add, and have all the gradients come there?",
    ko="어느 장치에서 더하나요? 기울기가 모두 그곳에 와 있나요?",
)
def added_across_devices(gradients, sizes):
    filled = [(g, n / sum(sizes)) for g, n in zip(gradients, sizes) if n]
    grads, shares = zip(*filled)
    return jax.tree.map(lambda *parts: sum(s * part for s, part in zip(shares, parts)), *grads)


# -- device gradients --------------------------------------------------------------------------


@mistake(
    "device_gradients",
    caught_by="test_every_gradient_lies_on_its_own_device",
    en="Where do the params and the rows lie when you compute? JAX computes where they are, and NumPy arrays go to the first device.",
    ko="계산할 때 파라미터와 데이터는 어느 장치에 있나요? JAX는 배열이 있는 곳에서 계산하고, NumPy 배열은 첫 번째 장치로 보냅니다. 괜찮은가요?",
)
def all_on_the_first_device(params, x, y, devices):
    return [gradient(params, x[a:b], y[a:b]) for a, b in cut(len(x), len(devices))]


@mistake(
    "device_gradients",
    caught_by="test_every_gradient_lies_on_its_own_device",
    en="Is it the devices of the list that compute, in its order, or the machine's first ones?",
    ko="계산하는 장치가 목록에 있는 장치인가요, 컴퓨터의 첫 장치들인가요? 목록의 순서를 따르나요?",
)
def other_devices_than_asked_for(params, x, y, devices):
    return [
        gradient(*jax.device_put((params, x[a:b], y[a:b]), device))
        for device, (a, b) in zip(jax.devices(), cut(len(x), len(devices)))
    ]


@mistake(
    "device_gradients",
    caught_by="test_every_device_looks_at_its_own_examples",
    en="Which rows does each device get: its own, or the whole batch?",
    ko="장치마다 받는 행은 자기 몫인가요, 배치 전체인가요?",
)
def the_whole_batch_for_each(params, x, y, devices):
    return [gradient(*jax.device_put((params, x, y), device)) for device in devices]


@mistake(
    "device_gradients",
    caught_by="test_every_device_looks_at_its_own_examples",
    en="Does every device get a share of its own, or do all get the first one?",
    ko="장치마다 다른 몫을 받나요, 모두 첫 번째 몫을 받나요?",
)
def the_same_shard_for_each(params, x, y, devices):
    a, b = cut(len(x), len(devices))[0]
    return [gradient(*jax.device_put((params, x[a:b], y[a:b]), device)) for device in devices]


@mistake(
    "device_gradients",
    caught_by="test_every_device_looks_at_its_own_examples",
    en="Is it the mean over the examples of a shard whose gradient you take, or their sum?",
    ko="조각에 든 예시들의 손실을 평균해서 미분하나요, 합해서 미분하나요?",
)
def gradient_of_the_sum(params, x, y, devices):
    return apart(params, x, y, devices, total)[0]


# -- parallel step -----------------------------------------------------------------------------


@mistake(
    "parallel_step",
    caught_by="test_parallel_step_of_a_hand_example",
    en="The average has already been divided. Is the learning rate divided by the number of devices once more?",
    ko="평균을 낼 때 이미 나누었습니다. 학습률을 장치 수로 또 나누고 있지 않나요?",
)
def rate_divided_again(params, x, y, learning_rate, devices):
    return down(params, added(*apart(params, x, y, devices)), learning_rate / len(devices))


@mistake(
    "parallel_step",
    caught_by="test_parallel_step_of_a_hand_example",
    en="The gradient points uphill. Which way do you step?",
    ko="기울기는 손실이 커지는 쪽을 가리킵니다. 어느 쪽으로 걸음을 옮기나요?",
)
def uphill(params, x, y, learning_rate, devices):
    return down(params, added(*apart(params, x, y, devices)), -learning_rate)


@mistake(
    "parallel_step",
    caught_by="test_parallel_step_is_the_step_of_one_device",
    en="Do all devices start from the same params, or does each start where the one before it has stepped to?",
    ko="모든 장치가 같은 파라미터에서 출발하나요, 앞 장치가 한 걸음 옮겨 놓은 곳에서 출발하나요?",
)
def one_device_after_another(params, x, y, learning_rate, devices):
    for a, b in cut(len(x), len(devices)):
        if a < b:
            share = (b - a) / len(x)
            params = down(params, gradient(params, x[a:b], y[a:b]), learning_rate * share)
    return jax.device_get(params)


@mistake(
    "parallel_step",
    caught_by="test_parallel_step_is_the_step_of_one_device",
    en="How many steps does a device take before the average: one, or several of its own? After the first its gradient belongs to other params than everybody else's.",
    ko="평균을 내기 전에 장치가 혼자 몇 걸음을 가나요? 두 걸음째부터는 장치마다 다른 파라미터에서 기울기를 구하게 되지 않을까요?",
)
def local_steps_then_average(params, x, y, learning_rate, devices):
    ends, shares = [], []
    for a, b in cut(len(x), len(devices)):
        own = params
        for i in range(a, b):
            own = down(own, gradient(own, x[i : i + 1], y[i : i + 1]), learning_rate / (b - a))
        ends.append(own)
        shares.append((b - a) / len(x))
    return added(ends, shares)


@mistake(
    "parallel_step",
    caught_by="test_parallel_step_of_a_hand_example",
    en="Whose gradient makes the step: the average of all, or only the last one computed?",
    ko="걸음을 정하는 것은 모든 기울기의 평균인가요, 마지막으로 계산한 기울기 하나인가요?",
)
def the_last_device_decides(params, x, y, learning_rate, devices):
    return down(params, jax.device_get(apart(params, x, y, devices)[0][-1]), learning_rate)


# -- spread and replicate ----------------------------------------------------------------------


def filled(x, y, k):
    """The batch, filled up with zeros for k devices, and its weights."""
    rest = -len(x) % k
    weight = np.repeat(np.float32([1, 0]), [len(x), rest])
    return np.pad(x, [(0, rest), (0, 0)]), np.pad(y, (0, rest)), weight


def over(mesh, *axes):
    return NamedSharding(mesh, PartitionSpec(*axes))


@mistake(
    "spread",
    caught_by="test_spread_fills_up_with_examples_of_no_weight",
    en="Which weight do the rows have that you have added? Can anybody tell them from true examples?",
    ko="덧붙인 행의 가중치는 얼마인가요? 진짜 예시와 구별할 수 있나요?",
)
def padding_has_weight(x, y, mesh):
    x, y, weight = filled(x, y, mesh.size)
    return jax.device_put((x, y, np.ones_like(weight)), over(mesh, "batch"))


@mistake(
    "spread",
    caught_by="test_spread_fills_up_with_examples_of_no_weight",
    en="Are all six examples still there after you have cut them to fit four devices?",
    ko="장치 네 개에 맞게 자른 뒤에도 예시 여섯 개가 모두 남아 있나요?",
)
def remainder_cut_off(x, y, mesh):
    n = len(x) // mesh.size * mesh.size
    return jax.device_put((x[:n], y[:n], np.ones(n, np.float32)), over(mesh, "batch"))


@mistake(
    "spread",
    caught_by="test_spread_adds_nothing_where_the_batch_divides",
    en="How many rows are missing where eight examples go to four devices: none, or four?",
    ko="예시 여덟 개를 장치 네 개에 나눌 때 모자라는 행은 몇 개인가요? 0개인가요, 네 개인가요?",
)
def a_row_too_many_for_each(x, y, mesh):
    rest = mesh.size - len(x) % mesh.size
    weight = np.repeat(np.float32([1, 0]), [len(x), rest])
    batch = np.pad(x, [(0, rest), (0, 0)]), np.pad(y, (0, rest)), weight
    return jax.device_put(batch, over(mesh, "batch"))


@mistake(
    "spread",
    caught_by="test_spread_gives_every_device_its_own_rows",
    en="What does an empty PartitionSpec() say of the first axis: cut it, or copy it to everyone?",
    ko="비어 있는 PartitionSpec()은 첫 번째 축을 나누라는 뜻인가요, 모든 장치에 복사하라는 뜻인가요?",
)
def batch_copied_to_all(x, y, mesh):
    return jax.device_put(filled(x, y, mesh.size), over(mesh))


@mistake(
    "spread",
    caught_by="test_spread_gives_every_device_its_own_rows",
    en="x is cut. Are y and weight cut too, or do they lie on one device?",
    ko="x는 나누어졌습니다. y와 weight도 나누어졌나요, 한 장치에 그대로 있나요?",
)
def only_x_is_cut(x, y, mesh):
    x, y, weight = filled(x, y, mesh.size)
    return jax.device_put(x, over(mesh, "batch")), jnp.asarray(y), jnp.asarray(weight)


@mistake(
    "spread",
    caught_by="test_spread_fills_up_with_examples_of_no_weight",
    en="Of which dtype are np.zeros that are told none, and what do integers become beside them?",
    ko="dtype을 정하지 않은 np.zeros는 어떤 자료형인가요? 정수 배열을 거기에 이어 붙이면 무엇이 되나요?",
)
def classes_become_floats(x, y, mesh):
    x_filled, _, weight = filled(x, y, mesh.size)
    y = np.concatenate([y, np.zeros(-len(x) % mesh.size)]).astype(np.float32)
    return jax.device_put((x_filled, y, weight), over(mesh, "batch"))


@mistake(
    "spread",
    caught_by="test_spread_gives_every_device_its_own_rows",
    en="Do the pieces lie on the devices of the mesh, in its order, or on the machine's first ones?",
    ko="조각들이 메시의 장치에 메시의 순서대로 놓이나요, 컴퓨터의 첫 장치들에 놓이나요?",
)
def spread_over_the_first_devices(x, y, mesh):
    first = Mesh(np.array(jax.devices()[: mesh.size]), ("batch",))
    return jax.device_put(filled(x, y, mesh.size), over(first, "batch"))


@mistake(
    "replicate",
    caught_by="test_replicate_puts_the_params_whole_on_every_device",
    en="On how many devices do the params lie if you name no device and no sharding?",
    ko="장치나 샤딩을 지정하지 않으면 파라미터는 몇 개의 장치에 놓이나요?",
)
def params_on_one_device(params, mesh):
    return jax.device_put(params)


@mistake(
    "replicate",
    caught_by="test_replicate_puts_the_params_whole_on_every_device",
    en="Do the params lie on the devices of the mesh, or on the machine's first ones?",
    ko="파라미터가 메시의 장치에 놓이나요, 컴퓨터의 첫 장치들에 놓이나요?",
)
def replicated_on_the_first_devices(params, mesh):
    return jax.device_put(params, over(Mesh(np.array(jax.devices()[: mesh.size]), ("batch",))))


# -- sharded step ------------------------------------------------------------------------------


@mistake(
    "sharded_step",
    caught_by="test_examples_of_no_weight_count_nothing",
    en="The losses are weighed. By what do you divide their sum: by the rows, or by the weights?",
    ko="손실에 가중치를 곱해 더했습니다. 그 합을 행의 수로 나누나요, 가중치의 합으로 나누나요?",
)
@jax.jit
def padding_in_the_mean(params, x, y, weight, learning_rate):
    grads = jax.grad(lambda p: jnp.mean(weight * cross_entropies(p, x, y)))(params)
    return down(params, grads, learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_examples_of_no_weight_count_nothing",
    en="Which rows are true examples? What have you done with weight?",
    ko="어느 행이 진짜 예시인가요? weight를 어디에 썼나요?",
)
@jax.jit
def weight_not_used(params, x, y, weight, learning_rate):
    return down(params, gradient(params, x, y), learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_sharded_step_is_the_step_of_one_device",
    en="Is it a mean that you take the gradient of? Eight examples twice over must make the same step.",
    ko="평균을 미분하고 있나요? 같은 예시 여덟 개가 두 번 나와도 걸음은 똑같아야 합니다.",
)
@jax.jit
def sum_of_the_losses(params, x, y, weight, learning_rate):
    grads = jax.grad(lambda p: jnp.sum(weight * cross_entropies(p, x, y)))(params)
    return down(params, grads, learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_the_new_params_lie_whole_on_every_device",
    en="Where are the new params: still on every device, or have they come home to the host?",
    ko="새 파라미터는 어디에 있나요? 모든 장치에 그대로 있나요, 호스트로 돌아왔나요?",
)
def fetched_to_the_host(params, x, y, weight, learning_rate):
    mean = lambda p: jnp.sum(weight * cross_entropies(p, x, y)) / jnp.sum(weight)  # noqa: E731
    return down(jax.device_get(params), jax.device_get(jax.grad(mean)(params)), learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_every_device_computes_on_its_own_rows_only",
    en="Who gathers the rows again before the loss? After that every device computes all of it.",
    ko="손실을 구하기 전에 행을 다시 한데 모으는 곳이 어디인가요? 그러면 장치마다 전체를 계산하게 되지 않나요?",
)
@jax.jit
def gathered_first(params, x, y, weight, learning_rate):
    everywhere = over(Mesh(np.array(jax.devices()), ("batch",)))
    x, y, weight = jax.lax.with_sharding_constraint((x, y, weight), everywhere)
    mean = lambda p: jnp.sum(weight * cross_entropies(p, x, y)) / jnp.sum(weight)  # noqa: E731
    return down(params, jax.grad(mean)(params), learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_examples_of_no_weight_count_nothing",
    en="You have made the rows of weight 0 zero. What does the network answer for x = 0, and is its loss 0?",
    ko="가중치가 0인 행을 0으로 만들었습니다. x가 0이면 신경망의 출력은 무엇이고, 손실도 0인가요?",
)
@jax.jit
def the_rows_weighed(params, x, y, weight, learning_rate):
    total_of = lambda p: jnp.sum(cross_entropies(p, x * weight[:, None], y))  # noqa: E731
    grads = jax.grad(lambda p: total_of(p) / jnp.sum(weight))(params)
    return down(params, grads, learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_a_second_sharded_step_compiles_nothing",
    en="Is jax.jit called anew in every step? What it has compiled belongs to the function it was given, and that is a new one each time.",
    ko="걸음마다 jax.jit을 새로 부르고 있지 않나요? 컴파일한 결과는 jax.jit에 준 함수에 딸린 것인데, 그 함수가 매번 새로 만들어집니다.",
)
def compiled_at_every_step(params, x, y, weight, learning_rate):
    mean = lambda p: jnp.sum(weight * cross_entropies(p, x, y)) / jnp.sum(weight)  # noqa: E731
    return down(params, jax.jit(jax.grad(mean))(params), learning_rate)


@jax.jit
def weighted_gradient(params, x, y, weight):
    return jax.grad(lambda p: jnp.sum(weight * cross_entropies(p, x, y)) / jnp.sum(weight))(params)


@mistake(
    "sharded_step",
    caught_by="test_a_sharded_step_is_compiled_as_a_whole",
    en="Is all of the function under @jax.jit, the step down too? What is outside, JAX runs one operation after another.",
    ko="걸음을 옮기는 부분까지 함수 전체가 @jax.jit 아래에 있나요? 그 밖에 있는 연산은 JAX가 하나씩 따로 실행합니다.",
)
def not_compiled_as_a_whole(params, x, y, weight, learning_rate):
    return down(params, weighted_gradient(params, x, y, weight), learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_the_inputs_of_a_sharded_step_can_be_used_again",
    en="What does donate_argnums allow XLA to do with the caller's params?",
    ko="donate_argnums를 쓰면 XLA가 호출한 쪽의 파라미터를 어떻게 해도 된다는 뜻인가요?",
)
@partial(jax.jit, donate_argnums=0)
def params_given_away(params, x, y, weight, learning_rate):
    mean = lambda p: jnp.sum(weight * cross_entropies(p, x, y)) / jnp.sum(weight)  # noqa: E731
    return down(params, jax.grad(mean)(params), learning_rate)


@mistake(
    "sharded_step",
    caught_by="test_sharded_step_is_the_step_of_one_device",
    en="How many rows has losses[weight > 0] before anybody knows the weights? XLA needs every shape in advance. Can 0 · loss do what leaving out does?",
    ko="weight의 값을 모를 때 losses[weight > 0]의 행은 몇 개인가요? XLA는 모양을 미리 다 알아야 합니다. 빼는 대신 0을 곱하면 어떨까요?",
)
@jax.jit
def chosen_by_a_mask(params, x, y, weight, learning_rate):
    mean = lambda p: cross_entropies(p, x, y)[weight > 0].mean()  # noqa: E731
    return down(params, jax.grad(mean)(params), learning_rate)


# -- Keras -------------------------------------------------------------------------------------


@mistake(
    "keras_step",
    caught_by="test_keras_knows_the_devices_when_it_builds",
    en="The weights are made in build(). Is the distribution in force by then?",
    ko="가중치는 build()에서 만들어집니다. 그때 이미 분산 설정이 적용되어 있나요?",
)
def distribution_after_the_model(build, x, y, devices):
    model = build()
    with keras.distribution.DataParallel(devices=devices).scope():
        pass
    return model, float(model.train_on_batch(x, y))


@mistake(
    "keras_step",
    caught_by="test_keras_spreads_the_batch",
    en="Is the distribution still in force when train_on_batch places the batch?",
    ko="train_on_batch가 배치를 장치에 놓을 때도 분산 설정이 아직 적용되어 있나요?",
)
def trained_outside_the_scope(build, x, y, devices):
    with keras.distribution.DataParallel(devices=devices).scope():
        model = build()
    return model, float(model.train_on_batch(x, y))


@mistake(
    "keras_step",
    caught_by="test_keras_knows_the_devices_when_it_builds",
    en="Over which devices does DataParallel spread if you do not tell it any?",
    ko="장치를 알려 주지 않으면 DataParallel은 어떤 장치들에 나누나요?",
)
def all_devices_there_are(build, x, y, devices):
    with keras.distribution.DataParallel().scope():
        model = build()
        return model, float(model.train_on_batch(x, y))


@mistake(
    "keras_step",
    caught_by="test_keras_is_left_as_it_was",
    en="You have set the distribution. Who takes it back?",
    ko="분산 설정을 적용했습니다. 그 설정은 누가 다시 풀어 주나요?",
)
def distribution_left_in_force(build, x, y, devices):
    keras.distribution.set_distribution(keras.distribution.DataParallel(devices=devices))
    model = build()
    return model, float(model.train_on_batch(x, y))


@mistake(
    "keras_step",
    caught_by="test_keras_takes_the_step_of_one_device",
    en="How many steps has the model taken when you ask it for its loss?",
    ko="손실을 물어볼 때까지 모델은 몇 걸음을 갔나요?",
)
def two_steps(build, x, y, devices):
    with keras.distribution.DataParallel(devices=devices).scope():
        model = build()
        model.fit(x, y, batch_size=len(x), epochs=1, verbose=0)
        return model, float(model.train_on_batch(x, y))


@mistake(
    "keras_step",
    caught_by="test_keras_knows_the_devices_when_it_builds",
    en="On which device do the weights lie if build() runs before the distribution is in force?",
    ko="분산 설정이 적용되기 전에 build()를 부르면 가중치는 어느 장치에 놓이나요?",
)
def built_outside_the_scope(build, x, y, devices):
    model = build()
    with keras.distribution.DataParallel(devices=devices).scope():
        return model, float(model.train_on_batch(x, y))


@mistake(
    "keras_step",
    caught_by="test_keras_takes_the_step_of_one_device",
    en="Is it the loss that train_on_batch returns, before the step, or one computed after it?",
    ko="train_on_batch가 돌려준, 걸음을 가기 전의 손실인가요? 아니면 걸음을 간 뒤에 다시 구한 손실인가요?",
)
def loss_after_the_step(build, x, y, devices):
    with keras.distribution.DataParallel(devices=devices).scope():
        model = build()
        model.train_on_batch(x, y)
        return model, float(model.evaluate(x, y, batch_size=len(x), verbose=0))
