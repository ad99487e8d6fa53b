"""Inside a deep network: layer by layer, the digits come apart.

A deep network is a chain of representations. The first is the picture itself, where a 4 may lie
nearer to a 9 than to another 4; in the last, every digit has a region of its own. Nobody said how
the layers between should look. Here you open a trained network, take out what each layer makes
of the digits, and measure how far the classes have come apart.

Chapter 1, section 1.1.4, figure 1.6.
Run:   pytest -k k16, or dojo watch k16, and dojo hint k16 when you are stuck
Guide: katas/guide/en/k16_deep_representations.md (한국어: katas/guide/ko/k16_deep_representations.md)

images: (N, 28, 28) uint8, 0 is paper and 255 is ink. points: (N, D) float32 or float64, one row an
example: a representation. labels: (N,) integers of any kind, not only 0 to 9. N ≥ 1, D ≥ 1. Inputs
are NumPy arrays and must not be changed. Use keras, keras.ops and NumPy only: the tests run on every
backend installed. In the examples, lists stand for arrays.
"""

import keras
import numpy as np

WIDTHS = 64, 64, 64, 64  # hidden units, layer by layer


def network(widths: tuple[int, ...], seed: int) -> keras.Sequential:
    """A network for digits, not trained yet: widths are its hidden layers, ten logits come last. Given."""
    keras.utils.set_random_seed(seed)
    layers = [keras.Input((28, 28), dtype="uint8"), keras.layers.Rescaling(1 / 255), keras.layers.Flatten()]
    for width in widths:
        layers += [keras.layers.Dense(width, activation="relu"), keras.layers.Dropout(0.1)]
    return keras.Sequential([*layers, keras.layers.Dense(10)])


def trained(images: np.ndarray, labels: np.ndarray, seed: int = 0) -> keras.Sequential:
    """A network of WIDTHS that has learned these digits, in a second or two for 5,000 of them. Given."""
    model = network(WIDTHS, seed)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(2e-3), loss)
    model.fit(images, labels, batch_size=128, epochs=8, verbose=0)
    return model


def activations(model: keras.Sequential, images: np.ndarray) -> list[np.ndarray]:
    """Every representation that the images take on their way through a model made by `network`.

    First what comes out of Flatten: the 784 pixels, from 0 to 1. Then what comes out of every Dense layer
    in turn, after its activation; the last are the logits. Rescaling and Dropout add nothing to the list.
    NumPy arrays (not the backend's), (N, units), float32: one more than there are Dense layers. No dropout
    is at work, as in prediction, so what is said of an image does not depend on the others. The model stays
    as it is: its layers, its weights, the rate of its dropout, and what of it can be trained.
    """
    raise NotImplementedError


def separability(points: np.ndarray, labels: np.ndarray) -> float:
    """How far the classes lie apart, from 0 to 1: the share of all variance that is between their means.

    With m the mean of all points, and m_c the mean of the n_c points of class c,
    sum over classes of n_c |m_c - m|² / sum over points of |x - m|².
    It is 0 where all points coincide (their mean may be rounded: see that you do not divide one rounding
    error by another), and else 1 where every class is a single place. Work in float64, and so that neither
    the unit nor the origin matters: 3 · points + 10⁸ and 10⁻⁹ · points are as separable as points, to six
    digits. ValueError if labels has not the shape (N,).
    separability([[0, 0], [0, 2], [4, 0], [4, 2]], [1, 1, 7, 7]) = 16 / 20 = 0.8
    """
    raise NotImplementedError


def separability_by_layer(model: keras.Sequential, images: np.ndarray, labels: np.ndarray) -> list[float]:
    """The separability of every representation in activations(model, images), in that order.

    A list of numbers, Python's or NumPy's. For a network of four hidden layers that has learned, it
    might be [0.22, 0.48, 0.63, 0.71, 0.75, 0.81].
    """
    raise NotImplementedError


def nearest_mean(points: np.ndarray, labels: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Read the others in the simplest way there is: each gets the label of the class whose mean is nearest.

    others: (M, D), M ≥ 1, dtype as points. Distances are Euclidean; means and distances are in float64.
    Where two means are equally near, the lower label wins. Returns (M,) integers, each one of labels.
    nearest_mean([[0, 0], [0, 2], [4, 0]], [7, 7, 1], [[1, 1], [3, 3], [4, 9]]) = [7, 1, 7]
    """
    raise NotImplementedError


def project(points: np.ndarray) -> np.ndarray:
    """The points seen from the side that shows most of them: their coordinates along two axes.

    The axes are the principal ones, of length 1. The points, moved so that their mean is the origin, vary
    most along the first and, of all directions perpendicular to it, most along the second. An axis may
    point either way: take the way that makes the number furthest from 0 in its column positive. (No test
    has two axes of equal variance. Two points reach equally far to both sides: there either way is right.)
    N ≥ 2, D ≥ 2. Work in float64. Returns (N, 2) float64, in the unit of the points.
    project([[6, 21], [11, 18], [11, 16], [12, 25]]) = [[1, 4], [-2, -1], [-4, -1], [5, -2]]
    """
    raise NotImplementedError
