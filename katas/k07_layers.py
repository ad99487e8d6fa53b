"""What is a deep network? Layers, one after another, each making a new representation of the last.

A layer does something simple: weighted sums of its inputs, and whatever is negative becomes 0. What
it does to its data is written in its weights, so learning will mean finding good ones. How many
layers follow one another is the depth; here they carry an image all the way to ten probabilities.

Chapter 1, section 1.1.4, figures 1.5 and 1.7.
Run:   pytest -k k07, or dojo watch k07, and dojo hint k07 when you are stuck
Guide: katas/guide/en/k07_layers.md (한국어: katas/guide/ko/k07_layers.md)

N examples, D inputs and H outputs of a layer, C classes; params is a list of L ≥ 1 pairs (W, b), one
for each layer, W (D, H), b (H,). A batch may be empty: N = 0 gives (0, H) or (0, C), and no error.
All arrays of one call have one dtype, float32 or float64, and so has the answer. Values are finite.
Inputs must not be changed; the tests also watch for overflow, division by zero and NaN on the way
to a right result. Work on whole arrays: a loop over the rows is too slow. In the examples, lists
stand for arrays.
"""

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A weighted sum for every output: z_nh = Σ_d x_nd W_dh + b_h, and no activation.

    x: (N, D), one row an example. W: (D, H), one column an output. b: (H,), added to every row.
    Returns (N, H), of the dtype of x, W and b.
    dense([[1, 2]], [[3, 4, 5], [6, 7, 8]], [100, 200, 300]) = [[115, 218, 321]]
    """
    raise NotImplementedError


def relu(z: np.ndarray) -> np.ndarray:
    """What is negative becomes 0, all else stays: max(z, 0) of every entry.

    z: any shape. Returns a new array of the same shape and dtype; a zero in it may be 0.0 or -0.0.
    relu([[-1, 0, 2.5]]) = [[0, 0, 2.5]]
    """
    raise NotImplementedError


def softmax(logits: np.ndarray) -> np.ndarray:
    """Scores become probabilities, each row by itself: p_nc = exp(z_nc) / Σ_k exp(z_nk).

    logits: (N, C). Logits as large as ±2000 must do, also beside rows of quite another size.
    Returns (N, C); each row sums to 1 but for rounding: no ε is added to the sum, nothing is clipped.
    softmax([[0, ln 3], [1000, 1000]]) = [[0.25, 0.75], [0.5, 0.5]]
    """
    raise NotImplementedError


def forward(params: Params, x: np.ndarray) -> list[np.ndarray]:
    """Every representation of x on its way through the network, as a list of L + 1 arrays.

    First x itself (or a copy), then relu(dense(…)) of each layer but the last, at the end the
    probabilities: softmax(dense(…)) of the last layer, with no relu. Each is made from the one
    before it. Sums before their relu or softmax are not in the list. x: (N, D of the first layer).
    forward([([[1, -1]], [0, 0]), ([[0], [5]], [7])], [[2]]) = [[[2]], [[2, 0]], [[1]]]
    """
    raise NotImplementedError


def initialize(sizes: list[int], rng: np.random.Generator) -> Params:
    """The weights of a network that has not learned anything yet, as He proposed for relu.

    sizes: L + 1 widths, from the inputs to the classes. Layer l has W (sizes[l], sizes[l + 1]), its
    entries drawn independently from the normal distribution of mean 0 and standard deviation
    sqrt(2 / D), D = sizes[l] being the inputs of that very layer; b is all zeros. Both are float64.
    Random numbers come from rng only, in any order: from the same state of rng come the same params,
    and the next call goes on from there to others.
    initialize([784, 128, 10], rng): W (784, 128) and b (128,), then W (128, 10) and b (10,)
    """
    raise NotImplementedError


def count_parameters(params: Params) -> int:
    """How many numbers training may change: all weights and all biases, whatever their values.

    count_parameters([([[1, 2, 3], [4, 5, 6]], [0, 0, 0])]) = 6 + 3 = 9
    """
    raise NotImplementedError
