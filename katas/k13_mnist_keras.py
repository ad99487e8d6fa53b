"""A network that reads handwritten digits: all of learning, in four functions.

Layers turn pixels into representations that suit the task better and better. A loss says how far
off the answers are, an optimizer moves every weight a little against it, and a loop does this
again and again. Keras has all of these ready, and one text runs on JAX, TensorFlow and PyTorch.

Chapter 1, sections 1.1.4–1.1.5, figures 1.5–1.9.
Run:   pytest -k k13, or dojo watch k13, and dojo hint k13 when you are stuck
Guide: katas/guide/en/k13_mnist_keras.md (한국어: katas/guide/ko/k13_mnist_keras.md)

N digits, N ≥ 1. images: (N, 28, 28) uint8, 0 is paper and 255 is ink. labels: (N,) uint8, 0 to 9.
Neither may be changed. Use keras, keras.ops and NumPy only: the tests run on every backend installed.
"""

from collections.abc import Callable

import keras
import numpy as np

EPOCHS = 5  # yours to choose, and so is the next
BATCH_SIZE = 32


def build(seed: int) -> keras.Model:
    """A compiled network for digits, not trained yet, of at most 1,000,000 weights.

    It takes the images as they are: scaling the pixels is part of the network. It gives ten numbers
    for each, logits or probabilities; the loss must know which. seed fixes its first weights and
    all else that is random in it. At first it must be sure of nothing: over real digits the mean
    cross-entropy is then about ln 10 = 2.3 (anything from 1.5 to 5 will do).
    """
    raise NotImplementedError


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int = EPOCHS,
    batch_size: int = BATCH_SIZE,
    seed: int = 0,
    on_epoch: Callable[[int, float], None] | None = None,
) -> list[float]:
    """Train the model in place and return the mean loss of each epoch.

    In every epoch it sees all the digits once, in a new random order, batch_size at a time; the last
    batch may be smaller. seed fixes that order and all else that is random in the training.
    on_epoch(epoch, loss) is called as soon as an epoch is over, with its number, 1 for the first.

    With your own EPOCHS and BATCH_SIZE, and all 60,000 digits of MNIST, the model must come to read
    at least 98 % of the 10,000 test digits. The steps must run compiled, as they do unless you ask
    otherwise (with run_eagerly or jit_compile). In a mean, Keras' own average over the batches will do.
    train(model, images, labels, epochs=2) might return [0.31, 0.12].
    """
    raise NotImplementedError


def predict(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """The probability of each digit from 0 to 9: a NumPy array (N, 10) of float32, rows sum to 1.

    The model stays as it is, and what it says of one image does not depend on the others.
    """
    raise NotImplementedError


def evaluate(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    """The accuracy: the share of images, from 0 to 1, whose most probable digit is the label.

    Three of four read right is 0.75.
    """
    raise NotImplementedError
