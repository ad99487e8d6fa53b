"""Training as JAX wants it: pure functions, and transformations that turn them into what you need.

JAX has no layers and no training loop. It has grad, which turns a loss into its gradient; vmap, which
turns code for one example into code for a batch; jit, which turns Python into one compiled program; and
lax.scan, a loop within it. In return a function must be pure: what it reads is an argument, what it
changes is returned, and chance comes from a key.

Chapter 1, section 1.1.5.
Run:   pytest -k k15, or dojo watch k15, and dojo hint k15 when you are stuck
Guide: katas/guide/en/k15_jax_training.md (한국어: katas/guide/ko/k15_jax_training.md)

N examples, C classes. x: (N, ...) float32: rows (N, D), or pictures (N, 28, 28, 1) where there are
convolutions. y: (N,) integers of any width, 0 to C - 1. params: a list of (W, b), float32. key: as
jax.random.key gives it; where you need several, split it. Arrays come from NumPy or from JAX, and stay
as they are, to be used again; answers are JAX's, float32. Rates are Python floats.
Compiled means: once called, a function is not traced again for arguments of the same shapes and types.
Whether it is jitted itself or calls a helper that is, is all one.
"""

import math

import jax
import jax.numpy as jnp
import keras

Params = list[tuple[jax.Array, jax.Array]]
State = tuple[Params, Params]  # params, and a velocity for each of their arrays
Variables = tuple[list, list, list]  # of Keras: trainable, non-trainable, the optimizer's

MOMENTUM = 0.9


# -- the network: given ------------------------------------------------------------------------


def initialize(key: jax.Array, shapes: tuple[tuple[int, ...], ...]) -> State:
    """A network that knows nothing, at rest. shapes: of each W, (D, H) or (3, 3, C_in, C_out)."""
    params = []
    for shape, own in zip(shapes, jax.random.split(key, len(shapes))):
        scale = math.sqrt(2 / math.prod(shape[:-1]))
        params.append((scale * jax.random.normal(own, shape), jnp.zeros(shape[-1])))
    return params, jax.tree.map(jnp.zeros_like, params)


def logits(params: Params, x: jax.Array) -> jax.Array:
    """(N, C) scores. A 2-D W is a dense layer; a 4-D W a convolution, which halves height and width."""
    *hidden, (W_last, b_last) = params
    for W, b in hidden:
        x = pooled(convolution(x, W) + b) if W.ndim == 4 else x.reshape(len(x), -1) @ W + b
        x = jax.nn.relu(x)
    return x.reshape(len(x), -1) @ W_last + b_last


def convolution(x: jax.Array, W: jax.Array) -> jax.Array:
    """A matrix product on every pixel with its eight neighbours: on a CPU, faster than XLA's own."""
    height, width = x.shape[1:3]
    around = jnp.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    views = [around[:, i : i + height, j : j + width] for i in range(3) for j in range(3)]
    return jnp.concatenate(views, axis=-1) @ W.reshape(-1, W.shape[-1])


def pooled(x: jax.Array) -> jax.Array:
    """The largest of every 2 x 2 pixels; an odd last row or column is left out."""
    n, height, width, channels = x.shape
    x = x[:, : height // 2 * 2, : width // 2 * 2]
    return x.reshape(n, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4))


def keras_variables(model: keras.Model, optimizer: keras.Optimizer) -> Variables:
    """The values that training changes, taken out of a built model and its optimizer."""
    optimizer.build(model.trainable_variables)
    sources = (model.trainable_variables, model.non_trainable_variables, optimizer.variables)
    return tuple([variable.value for variable in variables] for variables in sources)


# -- the training: yours -----------------------------------------------------------------------


def loss(params: Params, x: jax.Array, y: jax.Array) -> jax.Array:
    """The mean cross-entropy of a batch: of -ln p, where p is the softmax of logits for the true class.

    Returns a scalar, shape (). It is right, and finite, also where logits lie as far apart as 0 and
    1000: the loss of the class at 0 is then 1000. Where all C logits are equal, it is ln C.
    """
    raise NotImplementedError


def per_example_gradients(params: Params, x: jax.Array, y: jax.Array) -> Params:
    """The gradient of the loss of every example alone: as params, each array with a leading axis N.

    Entry i is what jax.grad(loss) gives for a batch of example i and no other, so the mean along that
    axis is the gradient of the whole batch. Use vmap: a Python loop over the examples is too slow.
    For W of shape (5, 3), b of shape (3,) and 7 examples: [(dW, db)], shapes (7, 5, 3) and (7, 3).
    """
    raise NotImplementedError


def update(state: State, x: jax.Array, y: jax.Array, learning_rate: float) -> tuple[State, jax.Array]:
    """One step with momentum: v becomes MOMENTUM · v - learning_rate · g, then w becomes w + v.

    g is the gradient of the mean loss by w, for every array w of params and its velocity v. Returns
    (state, loss): the new state, built like the old one, and the loss before the step.
    Compiled, whatever the learning rate.
    w = 0 with v = 1 and g = 2, at learning rate 0.1: v = 0.9 - 0.2 = 0.7, and w = 0.7
    """
    raise NotImplementedError


def dropout(key: jax.Array, x: jax.Array, rate: float) -> jax.Array:
    """x with holes: each number is erased (0) with probability rate, the others are divided by 1 - rate.

    The mean so stays about the same. x: any shape, float32; the answer too. 0 <= rate < 1; it may be
    traced, as it is where epoch is compiled, so no `if` can ask for it. Every number has a chance of
    its own. The same key makes the same holes, another key others; rate 0 makes none.
    dropout(key, [1, 2, 3, 4], 0.5) may be [2, 0, 0, 8].
    """
    raise NotImplementedError


def epoch(
    state: State,
    key: jax.Array,
    x: jax.Array,
    y: jax.Array,
    batch_size: int,
    learning_rate: float,
    dropout_rate: float,
) -> tuple[State, jax.Array]:
    """One look at the data in a random order, an update for every batch: all in one compiled program.

    key decides everything: the order of the examples, and the holes that dropout makes in the x of
    each batch: a dropout of its own for every batch. There are N // batch_size batches, all full; the last
    N % batch_size examples of the new order are left out this time.
    Returns (state, loss): after the last update, and the mean of the losses that the updates gave.
    Compiled for each batch_size, whatever key and rates: with lax.scan, since a Python loop costs more
    than the steps themselves. ValueError unless 1 <= batch_size <= N.
    """
    raise NotImplementedError


def keras_update(
    model: keras.Model, optimizer: keras.Optimizer, variables: Variables, x: jax.Array, y: jax.Array
) -> tuple[Variables, jax.Array]:
    """One training step of a Keras model as a pure function: variables in, (variables, loss) out.

    variables: as keras_variables gives them; the new ones are built alike. The model gives logits; the
    loss is their mean sparse categorical cross-entropy, before the step, and nothing else (no layer has
    a regularizer). The step is what model.train_on_batch does with this loss and optimizer: Dropout and
    BatchNormalization know that they are trained, and what they remember moves on. model and optimizer
    keep the values they have.
    Compiled for each model and optimizer: see stateless_call and stateless_apply.
    """
    raise NotImplementedError
