"""How wrong is a prediction? A loss says it in one number.

A network learns by making a number smaller. The loss is that number: it compares the predictions
with the targets, is zero (or as small as it can get) where they agree, and falls smoothly as they
approach each other. Everything a network will ever learn, it learns from this one value.

Chapter 1, section 1.1.5, figure 1.8.
Run:   pytest -k k08, or dojo watch k08, and dojo hint k08 when you are stuck
Guide: katas/guide/en/k08_loss.md (한국어: katas/guide/ko/k08_loss.md)

N examples, D outputs, C classes. Every loss is the mean over the N examples (N ≥ 1), one number.
Inputs are NumPy arrays and must not be changed. Classes and answers to a yes or no are int64, all
else is float32 or float64, and the loss has the dtype of that. The tests also watch for overflow,
division by zero and NaN on the way to a right result. Work on whole arrays: a loop over the rows
is too slow. In the examples, lists stand for arrays.
"""

import numpy as np


def mean_squared_error(y: np.ndarray, prediction: np.ndarray) -> np.floating:
    """The squared distance to the target, averaged over every entry: mean((prediction - y)²).

    y, prediction: the same shape, (N,) or (N, D); otherwise ValueError, nothing is broadcast.
    mean_squared_error([[1, 2]], [[3, 2]]) = (4 + 0) / 2 = 2
    """
    raise NotImplementedError


def binary_cross_entropy(y: np.ndarray, probs: np.ndarray) -> np.floating:
    """Surprise at a yes or no: mean(-y ln p - (1 - y) ln(1 - p)).

    y: (N,) of 0 and 1. probs: (N,), the probability of a 1, strictly between 0 and 1.
    binary_cross_entropy([1, 0], [0.5, 0.5]) = ln 2
    """
    raise NotImplementedError


def binary_cross_entropy_from_logits(y: np.ndarray, logits: np.ndarray) -> np.floating:
    """Binary cross-entropy of p = 1 / (1 + exp(-z)), from the logit z itself.

    y: (N,) of 0 and 1. logits: (N,), any finite values, large ones too.
    A logit of -1000 where y is 1 costs 1000; the probability alone, rounded to 0, could not say so.
    """
    raise NotImplementedError


def categorical_cross_entropy(y: np.ndarray, probs: np.ndarray) -> np.floating:
    """Surprise at the true class: mean(-ln p[i, y_i]).

    y: (N,) integer classes, 0 ≤ y < C; otherwise ValueError. probs: (N, C), each above 0, rows sum to 1.
    categorical_cross_entropy([1], [[0.5, 0.25, 0.25]]) = ln 4
    """
    raise NotImplementedError


def categorical_cross_entropy_from_logits(y: np.ndarray, logits: np.ndarray) -> np.floating:
    """Categorical cross-entropy of softmax(logits), from the logits: mean(ln Σ_k exp(z_ik) - z_i,y_i).

    y: (N,) integer classes, 0 ≤ y < C; otherwise ValueError. logits: (N, C), any finite values.
    Logits (1000, 0) where the class is 1 cost 1000.
    """
    raise NotImplementedError
