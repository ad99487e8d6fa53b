"""Answers each loss with an array of losses, one for every example, or NaN."""

import numpy as np

EXPECTED = ["failed"]
KATA = "k08_loss"


def mean_squared_error(y, prediction):
    return (y - prediction) ** 2


def binary_cross_entropy(y, probs):
    return np.nan * probs


def binary_cross_entropy_from_logits(y, logits):
    return np.log1p(np.exp(-np.abs(logits)))


def categorical_cross_entropy(y, probs):
    return -np.log(probs)


def categorical_cross_entropy_from_logits(y, logits):
    return iter([0.0] * len(y))
