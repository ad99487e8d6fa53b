"""One model on many devices: each takes a share of the batch, and together they make one step.

Every device holds the same params and computes the gradient of its own examples. The gradients are
averaged, each example weighing the same, and everybody takes the same step: the very one that a single
device would have taken, only sooner. First you do all of this by hand. Then you only say where the
arrays lie, and XLA, JAX's compiler, writes the program for all devices. Keras does so in one line.

Chapter 1, section 1.1.6.
Run:   pytest -k k17, or dojo watch k17, and dojo hint k17 when you are stuck
Guide: katas/guide/en/k17_data_parallel.md (한국어: katas/guide/ko/k17_data_parallel.md)

x: (N, D) float32, N ≥ 1 examples, N not always a multiple of the number of devices. y: (N,), their
classes, integers. params: a list of pairs (W, b) of float32, one for each layer; gradients look the same.
They arrive as NumPy arrays where nothing else is said, and what you return may be NumPy's or JAX's.
devices: a list of jax.Device, the first K of a machine or any others, in any order. The tests run where
four are simulated on the CPU. Inputs must not be changed. In the examples, lists stand for arrays.
"""

from collections.abc import Callable
from itertools import pairwise

import jax
import jax.numpy as jnp
import keras
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec

Params = list[tuple[jax.Array, jax.Array]]


def initialize(sizes: list[int], rng: np.random.Generator) -> Params:
    """Float32 weights of a network that has not learned anything yet; biases 0."""
    layers = [(rng.normal(0, D**-0.5, (D, H)), np.zeros(H)) for D, H in pairwise(sizes)]
    return [(W.astype(np.float32), b.astype(np.float32)) for W, b in layers]


def losses(params: Params, x: jax.Array, y: jax.Array) -> jax.Array:
    """The cross-entropy of every example, (N,); tanh after each layer but the last."""
    *hidden, (W_last, b_last) = params
    for W, b in hidden:
        x = jnp.tanh(x @ W + b)
    return -jax.nn.log_softmax(x @ W_last + b_last)[jnp.arange(len(y)), y]


def loss(params: Params, x: jax.Array, y: jax.Array) -> jax.Array:
    """The mean cross-entropy of the examples."""
    return losses(params, x, y).mean()


gradient = jax.jit(jax.grad(loss))  # gradient(params, x, y) looks like params; it runs where they lie


def step(params: Params, x: jax.Array, y: jax.Array, learning_rate: float) -> Params:
    """The step of a single device, which all others here must equal: p - learning_rate · gradient."""
    return jax.tree.map(lambda p, g: p - learning_rate * g, params, gradient(params, x, y))


def network(sizes: list[int], learning_rate: float, seed: int) -> keras.Model:
    """The same network in Keras, compiled: its train_on_batch takes the same step."""
    keras.utils.set_random_seed(seed)
    D, *hidden, C = sizes
    layers = [keras.layers.Dense(H, activation="tanh") for H in hidden]
    model = keras.Sequential([keras.Input((D,)), *layers, keras.layers.Dense(C)])
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(learning_rate), cross_entropy)
    return model


def shards(n: int, k: int) -> list[tuple[int, int]]:
    """Which of n examples each of k devices gets: one (start, stop) for each, as in x[start:stop].

    n ≥ 0, k ≥ 1. The shards lie side by side in order from 0 to n, so that every example is in exactly
    one. Their sizes differ by 1 at most; which are the longer ones is up to you. Where n < k, some are
    empty, with start = stop.
    shards(8, 4) = [(0, 2), (2, 4), (4, 6), (6, 8)]
    """
    edges = [n * i // k for i in range(k + 1)]
    return list(pairwise(edges))


def average(gradients: list[Params], sizes: list[int]) -> Params:
    """The mean gradient over all examples, from each device's mean gradient and its number of examples.

    One gradient and one size a device; one of the sizes at least is not 0. A device without examples
    has no say, whatever its gradient is, NaN included. The arrays are NumPy's, or JAX's with each
    gradient on a device of its own: JAX does not add arrays of different devices, so bring them together.
    average([[([[1.0]], [2.0])], [([[5.0]], [6.0])]], [3, 1]) = [([[2.0]], [3.0])]
    """
    shares = [size / sum(sizes) for size in sizes if size]
    counted = [jax.device_get(g) for g, size in zip(gradients, sizes) if size]
    return jax.tree.map(lambda *parts: sum(s * part for s, part in zip(shares, parts)), *counted)


def device_gradients(params: Params, x: np.ndarray, y: np.ndarray, devices: list[jax.Device]) -> list[Params]:
    """The gradient of the loss over each device's own shard, computed on that device and left there.

    Device number i of the list gets the params and the i-th of shards(N, K). Returns K gradients of
    JAX arrays, each on its own device only. What stands for an empty shard is up to you, as long as
    your average can do without it.
    With params [([[0, 0]], [0, 0])], x = [[4], [2]] and y = [0, 1], two devices compute
    [([[-2, 2]], [-0.5, 0.5])] and [([[1, -1]], [0.5, -0.5])].
    """
    placed = [
        jax.device_put((params, x[start:stop], y[start:stop]), device)
        for device, (start, stop) in zip(devices, shards(len(x), len(devices)))
    ]
    return [gradient(*inputs) for inputs in placed]


def parallel_step(
    params: Params, x: np.ndarray, y: np.ndarray, learning_rate: float, devices: list[jax.Device]
) -> Params:
    """The step of a single device, made by all of them: gradients apart, their average, one step down.

    Equal to step(params, x, y, learning_rate) but for rounding, whatever N and the number of devices.
    In the example above, with a learning rate of 0.1: [([[0.05, -0.05]], [0, 0])]
    """
    sizes = [stop - start for start, stop in shards(len(x), len(devices))]
    mean = average(device_gradients(params, x, y, devices), sizes)
    return jax.tree.map(lambda p, g: p - learning_rate * g, params, mean)


def spread(x: np.ndarray, y: np.ndarray, mesh: Mesh) -> tuple[jax.Array, jax.Array, jax.Array]:
    """The batch cut along its first axis over the devices of the mesh: (x, y, weight), sharded JAX arrays.

    mesh: its only axis is called "batch"; its devices are any, in any order. JAX cuts into equal pieces
    only, so where N is not a multiple of the number of devices, examples of zeros, class 0, come at the
    end: as few as will do. y may come back in any integer dtype. weight, float32, is 1 for each true
    example and 0 for each of these.
    spread([[4], [2], [3]], [1, 0, 1], mesh) over two devices = ([[4], [2], [3], [0]], [1, 0, 1, 0],
    [1, 1, 1, 0]), and the second device holds [[3], [0]], [1, 0] and [1, 0].
    """
    padding = -len(x) % mesh.size
    batch = (
        np.pad(x, [(0, padding), (0, 0)]),
        np.pad(y, (0, padding)),
        np.pad(np.ones(len(x), np.float32), (0, padding)),
    )
    return jax.device_put(batch, NamedSharding(mesh, PartitionSpec("batch")))


def replicate(params: Params, mesh: Mesh) -> Params:
    """The params whole on every device of the mesh: each array one JAX array of NamedSharding."""
    return jax.device_put(params, NamedSharding(mesh, PartitionSpec()))


@jax.jit
def sharded_step(
    params: Params, x: jax.Array, y: jax.Array, weight: jax.Array, learning_rate: float
) -> Params:
    """The step over the true examples, compiled once for all devices of the mesh that the arrays lie on.

    The inputs are as replicate and spread give them, and can be used again afterwards; the params that
    come back are replicated too. Compile all of it yourself, with @jax.jit: the first call makes one
    program, later calls with arrays of the same shapes make none. Write it as for one device: no loop over
    devices, nothing fetched to the host. XLA sees where the arrays lie, lets each device work on its own
    rows, and adds their parts up with an all-reduce. Examples of weight 0 count nothing, whatever finite
    numbers they hold, in the number of examples too; one at least has weight 1.
    """

    def mean(params: Params) -> jax.Array:
        return jnp.sum(weight * losses(params, x, y)) / jnp.sum(weight)

    return jax.tree.map(lambda p, g: p - learning_rate * g, params, jax.grad(mean)(params))


def keras_step(
    build: Callable[[], keras.Model], x: np.ndarray, y: np.ndarray, devices: list[jax.Device]
) -> tuple[keras.Model, float]:
    """Build a model whose weights lie on all devices, and train it one step on a batch spread over them.

    build() makes a compiled model. It asks Keras for the distribution when it makes its weights, and
    train_on_batch asks again when it places the batch: keras.distribution.DataParallel, over these
    devices only, must be in force for both, and no longer when you return. Here N is a multiple of
    the number of devices: Keras does not pad. Returns the model, and the loss that train_on_batch gives.
    """
    with keras.distribution.DataParallel(devices=devices).scope():
        model = build()
        return model, float(model.train_on_batch(x, y))
