"""Features made by hand: what a person thought of measuring, before machines learned what to measure.

To a program a digit is 784 numbers that say little one by one. So people looked hard and wrote down
what tells digits apart: closed loops, where the ink lies, how many strokes a line crosses. On a good
representation even the plainest classifier works: whose average example is nearest?

Chapter 1, section 1.1.3.
Run:   pytest -k k05, or dojo watch k05, and dojo hint k05 when you are stuck
Guide: katas/guide/en/k05_handmade_features.md (한국어: katas/guide/ko/k05_handmade_features.md)

images: (N, H, W) uint8, N ≥ 0 pictures of H ≥ 1 rows and W ≥ 1 columns, 0 for paper and 255 for ink.
Where a pixel must be one or the other, ink is ≥ INK; everything else is paper. x: (N, D) float64, N
examples of D ≥ 1 features, all finite; y: (N,) integers, their classes. Inputs must not be changed.
In the examples, lists stand for arrays. The tests end with 20,000 digits of MNIST, 1,000 in a call:
a Python loop over pictures or pixels is too slow for them; one over rows, columns or classes is not.
"""

import numpy as np

INK = 128
Model = tuple[np.ndarray, np.ndarray, np.ndarray]


def count_loops(images: np.ndarray) -> np.ndarray:
    """How many closed loops each picture has: regions of paper that the edge cannot be reached from.

    From a pixel of paper one steps to paper left, right, above or below, never diagonally. So ink
    that touches at a corner only has no gap. A region that has a pixel on the picture's edge is
    open, also where ink shuts it in on all other sides. A loop may be one pixel, and may lie within
    another: two rings in one another are two loops. Returns (N,) integers. This one is timed.
    count_loops([[[0, 200, 0], [200, 0, 200], [0, 200, 0]]]) = [1]
    """
    raise NotImplementedError


def histograms(images: np.ndarray) -> np.ndarray:
    """How much ink lies in every row, and how much in every column.

    The amount is the mean of pixel / 255 along the row or column: from 0, all paper, to 1, all ink.
    INK plays no part: grey counts as it is. Returns (N, H + W) float64: rows from the top, then
    columns from the left.
    histograms([[[0, 51, 255], [102, 0, 0]]]) = [[0.4, 0.1333..., 0.2, 0.1, 0.5]]
    """
    raise NotImplementedError


def count_strokes(images: np.ndarray) -> np.ndarray:
    """How many strokes a line meets that follows every row, and one that follows every column.

    A stroke is a run of ink without a gap, however long, also at the picture's edge.
    Returns (N, H + W) integers: rows from the top, then columns from the left.
    count_strokes([[[200, 0, 200], [200, 200, 0]]]) = [[2, 1, 1, 1, 1]]
    """
    raise NotImplementedError


def lean(images: np.ndarray) -> np.ndarray:
    """Each row shifted one pixel further than the row above: diagonals stand upright. Given."""
    N, H, W = images.shape
    wide = np.pad(images, ((0, 0), (0, 0), (0, H)))
    return wide.reshape(N, H * (W + H))[:, : H * (W + H - 1)].reshape(N, H, W + H - 1)


def features(images: np.ndarray) -> np.ndarray:
    """All that you measure of each picture, and of its strokes when it leans either way. Given."""
    left, right = lean(images), lean(images[:, :, ::-1])
    strokes = [count_strokes(view) for view in (images, left, right)]
    return np.column_stack([count_loops(images), histograms(images), *strokes]).astype(float)


def fit(x: np.ndarray, y: np.ndarray) -> Model:
    """All that is learned from the training examples: (classes, centroids, scale).

    classes: (C,) integers, every class that y has, once, from low to high; a class without examples
    is not there. centroids: (C, D) float64, row by row the mean of the examples of that class.
    scale: (D,) float64, the standard deviation of every feature over all N examples whatever their
    class, the root of the mean squared deviation from the mean (divided by N, not N - 1). It is 1
    for a feature that has one value in all examples, and only for such a one: beware, the standard
    deviation of seven times 0.1 may come out as 1e-17, and a true one may be as small as 1e-9.
    ValueError if N = 0, or if y has not the shape (N,).
    fit([[0, 5], [2, 5], [7, 5]], [4, 4, 9]) = ([4, 9], [[1, 5], [7, 5]], [2.943..., 1])
    """
    raise NotImplementedError


def predict(model: Model, x: np.ndarray) -> np.ndarray:
    """For every example, the class whose centroid is nearest.

    The distance to a centroid is the sum over the features of ((x - centroid) / scale)², in float64;
    between equally near ones the lowest class wins. Each example is judged by the model and itself
    alone, whatever else is in the batch. Returns (N,) classes, integers of any dtype, also for N = 0.
    Not tested, but kind to memory: 10,000 examples by 10 classes by 279 features are 220 MB at once.
    predict(([4, 9], [[1, 5], [7, 5]], [3, 1]), [[4, 5], [5, 8]]) = [4, 9]
    """
    raise NotImplementedError
