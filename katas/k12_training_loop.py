"""How does a network come to read digits? By looking at them again and again, a few at a time.

The parts are all there: a network, a loss that says how wrong it is, gradients that say which way is
down. The loop sets them going: take a few examples, predict, measure the loss, move every weight a
little against its gradient, and begin again with the next few. One round is a step; when every
example has been seen once, that was an epoch.

Chapter 1, section 1.1.5, figure 1.9.
Run:   pytest -k k12, or dojo watch k12, and dojo hint k12 when you are stuck
Guide: katas/guide/en/k12_training_loop.md (한국어: katas/guide/ko/k12_training_loop.md)

x: (N, D), N ≥ 1 examples; y: (N,), their classes, integers from 0 to C - 1; params: a list of pairs
(W, b), one for each layer. All arrays of one call but y have one dtype, float32 or float64, and so
have the params that come back. Inputs must not be changed: new params are returned. Random numbers
come from rng only, a NumPy Generator. In the examples, lists stand for arrays.
The network stands below, finished; the loop is yours.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]

# Of the training on all of MNIST that the tests ask for. They are good; try others if you like.
HIDDEN = 256
EPOCHS = 6
BATCH_SIZE = 100
LEARNING_RATE = 0.6


def initialize(sizes: list[int], rng: np.random.Generator) -> Params:
    """Float32 weights of a network that has not learned anything yet, as He proposed; biases 0."""
    layers = [(rng.normal(0, np.sqrt(2 / D), (D, H)), np.zeros(H)) for D, H in pairwise(sizes)]
    return [(W.astype(np.float32), b.astype(np.float32)) for W, b in layers]


def forward(params: Params, x: np.ndarray) -> list[np.ndarray]:
    """Every representation: x, then the relu of each hidden layer, and at the end the logits (N, C)."""
    *hidden, (W_last, b_last) = params
    representations = [x]
    for W, b in hidden:
        representations.append(np.maximum(representations[-1] @ W + b, 0))
    return [*representations, representations[-1] @ W_last + b_last]


def loss_and_gradients(params: Params, x: np.ndarray, y: np.ndarray) -> tuple[np.floating, Params]:
    """The mean cross-entropy of a batch, and its gradients: a pair (dW, db) for each layer."""
    *inputs, logits = forward(params, x)
    shifted, rows = logits - logits.max(axis=1, keepdims=True), np.arange(len(y))
    powers = np.exp(shifted)
    sums = powers.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(sums[:, 0]) - shifted[rows, y])
    dout = powers / sums
    dout[rows, y] -= 1
    dout /= len(y)
    grads = [(inputs[-1].T @ dout, dout.sum(axis=0))]
    for received, gave, (W, _) in zip(inputs[-2::-1], inputs[:0:-1], params[:0:-1]):
        dout = (dout @ W.T) * (gave > 0)
        grads.append((received.T @ dout, dout.sum(axis=0)))
    return loss, grads[::-1]


def batches(n: int, batch_size: int, rng: np.random.Generator) -> Iterable[np.ndarray]:
    """Which examples come together: the numbers 0 to n - 1 in a random order, batch_size at a time.

    Every call draws a new order from rng, each order as likely as any other. Every number comes
    exactly once, and all batches are full but the last, which has what is left; a batch_size above
    n gives one batch of n, and n = 0 gives no batch. Returns a list of integer arrays (or a generator
    of them). ValueError if batch_size < 1, from a generator as soon as it is read.
    batches(5, 2, rng) might be [[3, 0], [4, 1], [2]]
    """
    raise NotImplementedError


def step(params: Params, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple[Params, np.floating]:
    """One step down on one batch: W - learning_rate · dW and b - learning_rate · db in every layer.

    Returns the new params and the mean loss of the batch as it was before the step.
    step([([[0, 0]], [0, 0])], [[4]], [0], 0.1) = [([[0.2, -0.2]], [0.05, -0.05])], ln 2
    """
    raise NotImplementedError


def epoch(
    params: Params,
    x: np.ndarray,
    y: np.ndarray,
    batch_size: int,
    learning_rate: float,
    rng: np.random.Generator,
) -> tuple[Params, float]:
    """Every example once: one step for each of batches(N, batch_size, rng), in their order.

    Each step starts where the one before it has ended. rng is used for these batches only. Returns
    the params after the last step, and the mean over all N examples of the loss that each had in
    its batch: a batch of 3 with mean loss 1 and a batch of 1 with loss 4 make 7 / 4 = 1.75.
    The tests time it: work with x[batch] as a whole, not row by row, and not with all of x each time.
    """
    raise NotImplementedError


def accuracy(params: Params, x: np.ndarray, y: np.ndarray) -> float:
    """The share of examples, from 0 to 1, whose largest logit is that of their class.

    Equal logits do not occur in the tests. Three of four right is 0.75.
    """
    raise NotImplementedError


def train(
    params: Params,
    x: np.ndarray,
    y: np.ndarray,
    x_val: np.ndarray,
    y_val: np.ndarray,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    rng: np.random.Generator,
    on_epoch: Callable[[int, float, float], bool | None] | None = None,
) -> tuple[Params, list[float], list[float]]:
    """Train the network for `epochs` epochs, and keep an eye on examples it does not learn from.

    Epoch e = 1, 2, … of E takes its steps at the rate learning_rate · (E + 1 - e) / E: the first at
    learning_rate, the last at 1/E of it. All epochs share one rng. After each, measure the accuracy
    on x_val and y_val, and call on_epoch(e, loss, accuracy), if there is one, before the next
    begins. Where it returns True, training ends there: this is called early stopping. Where it
    returns None or False, training goes on.
    Returns the params after the last epoch and two lists of numbers: the loss and the accuracy of
    each epoch. 0 epochs return params as they are, and two empty lists.
    """
    raise NotImplementedError
