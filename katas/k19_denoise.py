"""What can be learned where nobody has labelled anything? Spoil a picture, and ask for it back.

The pictures themselves are the answers: take a clean one, add noise, and train a network to undo
what you have done. Nobody had to say what it shows. To tell ink from noise, the network must find
out how strokes run. Learning from targets that come from the input itself is called
self-supervised; a language model that guesses the next word learns in the same way.

Chapter 1, section 1.1.7.
Run:   pytest -k k19, or dojo watch k19, and dojo hint k19 when you are stuck
Guide: katas/guide/en/k19_denoise.md (한국어: katas/guide/ko/k19_denoise.md)

images: (N, height, width), N ≥ 1 pictures of one size, both sides ≥ 1; 0 is paper and 1 is ink.
Noisy ones may lie outside. params: a list of pairs (W, b), one a layer; each takes and gives
D = height · width numbers. All arrays of one call have one dtype, float32 or float64, and so has
every array that comes back, except from psnr. Inputs must not be changed; random numbers come from
rng only, a NumPy Generator. The tests also watch for overflow, division by zero and NaN on the way
to a right result; where psnr means it, say so with np.errstate. In the examples, lists stand for arrays.
The network stands below, finished: nothing about it is new.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]

SIGMA = 0.5  # of the noise on the digits that the tests ask you to clean

# Of the training that the tests ask for, on 6,000 digits. They are good; try others if you like.
HIDDEN = 128
EPOCHS = 6
BATCH_SIZE = 20
LEARNING_RATE = 10.0  # large, because a mean over 784 pixels has small gradients


def initialize(sizes: list[int], rng: np.random.Generator) -> Params:
    """Float32 weights for layers of these sizes, those of the last so small that it starts near 0."""
    layers = [(rng.normal(0, np.sqrt(2 / D), (D, H)), np.zeros(H)) for D, H in pairwise(sizes)]
    layers[-1] = layers[-1][0] / 10, layers[-1][1]
    return [(W.astype(np.float32), b.astype(np.float32)) for W, b in layers]


def forward(params: Params, x: np.ndarray) -> list[np.ndarray]:
    """Every representation: x (N, D), then the relu of each hidden layer, and at last the answer (N, D)."""
    *hidden, (W_last, b_last) = params
    representations = [x]
    for W, b in hidden:
        representations.append(np.maximum(representations[-1] @ W + b, 0))
    return [*representations, representations[-1] @ W_last + b_last]


def step(params: Params, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple[Params, np.floating]:
    """One gradient step on the mean squared error between the answers to x (N, D) and the targets y (N, D).

    Returns the new params, and the error before the step: a mean over all N · D entries.
    """
    *inputs, answer = forward(params, x)
    dout = 2 * (answer - y) / y.size
    grads = [(inputs[-1].T @ dout, dout.sum(axis=0))]
    for received, gave, (W, _) in zip(inputs[-2::-1], inputs[:0:-1], params[:0:-1]):
        dout = (dout @ W.T) * (gave > 0)
        grads.append((received.T @ dout, dout.sum(axis=0)))
    down = [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads[::-1])]
    return down, np.mean((answer - y) ** 2)


def batches(n: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """The numbers 0 to n - 1 in a new random order, batch_size at a time; the last batch has what is left."""
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def add_noise(images: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """The pictures as a bad camera sees them: to every pixel a random number of its own is added.

    The numbers are normally distributed with mean 0 and standard deviation sigma, drawn anew from
    rng in every call. Nothing is clipped: values below 0 and above 1 stay. Sigma 0 adds nothing.
    Returns a new array of images' shape and dtype, also for sigma 0. ValueError if sigma < 0.
    Draw many numbers at once: this is timed, and training needs millions.
    add_noise([[[0, 1]]], 0.5, rng) might be [[[-0.31, 1.12]]]
    """
    raise NotImplementedError


def pairs(
    images: np.ndarray, batch_size: int, sigma: float, rng: np.random.Generator
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """One epoch of questions and answers: a pair (noisy, clean) for each of batches(N, batch_size, rng).

    clean: (n, height, width), the n pictures of a batch, as they are. noisy: the same pictures in the
    same order, with noise of standard deviation sigma. Every call draws a new order and new noise,
    both from rng, and every picture gets noise of its own. Returns a list (or a generator) of pairs.
    pairs([[[0]], [[1]], [[0]]], 2, 0.5, rng) might be
    [([[[1.2]], [[-0.1]]], [[[1]], [[0]]]), ([[[0.4]]], [[[0]]])]
    """
    raise NotImplementedError


def train(
    params: Params,
    images: np.ndarray,
    epochs: int,
    batch_size: int,
    sigma: float,
    learning_rate: float,
    rng: np.random.Generator,
) -> tuple[Params, list[float]]:
    """Teach the network to give back the clean picture: one step for every pair, in every epoch.

    Each epoch takes its own pairs(images, batch_size, sigma, rng), in their order, and each step
    starts where the last has ended. rng is used for nothing else. The network sees a picture as
    a row of D pixels, row after row of the picture.
    Returns the params after the last step and, for every epoch, the mean over all N pictures of the error
    that each had in its batch, before that batch's step: a batch of 3 with error 1 and a batch of 1
    with error 4 make 7 / 4 = 1.75. 0 epochs return params as they are and an empty list.
    """
    raise NotImplementedError


def denoise(params: Params, noisy: np.ndarray) -> np.ndarray:
    """What the network takes the clean pictures to be: its answers, clipped to 0 and 1.

    noisy: (N, height, width), as they come: only the answers are clipped. Returns the same shape.
    With W = [[1, 0], [0, 1]] and b = [0, 1]: denoise([(W, b)], [[[0.3, 0.5]]]) = [[[0.3, 1]]]
    """
    raise NotImplementedError


def mean_filter(images: np.ndarray) -> np.ndarray:
    """What needs no learning: every pixel becomes the mean of itself and its up to eight neighbours.

    At the edge the mean is over those that exist: 6 pixels at a side, 4 in a corner, fewer still in a
    picture with a side of 1. Each picture on its own. Returns images' shape. Work on whole arrays:
    this is timed, and calling NumPy for every pixel of every picture is too slow.
    mean_filter([[[1, 2, 6]]]) = [[[1.5, 3, 4]]]
    """
    raise NotImplementedError


def psnr(images: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """How near each picture is to its reference, in decibels: 10 · log₁₀(1 / mean squared error).

    The peak signal-to-noise ratio; the peak is always 1, ink, however bright a picture is. The
    mean is over the pixels of one picture. Both (N, height, width). Returns (N,) floats, infinity
    where the two are equal. Twice as far off in every pixel costs 6 decibels: the error is 4 times as large.
    psnr([[[0, 0.2]], [[1, 1]]], [[[0, 0]], [[1, 1]]]) = [16.9897, inf]
    """
    raise NotImplementedError


def compare(
    params: Params, images: np.ndarray, sigma: float, rng: np.random.Generator
) -> tuple[float, float, float]:
    """Is it worth it? The mean psnr of the noisy pictures, of mean_filter's and of denoise's.

    All three are made from one add_noise(images, sigma, rng), and compared with the clean images, each as
    it comes: only denoise clips. Returns three numbers in this order, means over the N pictures; a mean
    is infinite if one of its numbers is. Ask it about pictures that were not trained on.
    """
    raise NotImplementedError
