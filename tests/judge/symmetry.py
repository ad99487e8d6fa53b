"""Checks that hold for every function of a kind; each breaks a symmetry that hides mistakes.

The sizes are pairwise different, so that no transpose and no wrong axis fits by luck.
"""

from collections.abc import Callable

import numpy as np

from judge.check import check

N, D, H, C = 7, 5, 4, 3


def labels(rng: np.random.Generator, n: int = N, classes: int = C) -> np.ndarray:
    """(n,) int64 class labels in random order, every class present."""
    drawn = np.concatenate([np.arange(classes), rng.integers(0, classes, n - classes)])
    return rng.permutation(drawn)


def one_hot(y: np.ndarray, classes: int = C) -> np.ndarray:
    """(n, classes) float64 rows with a single 1."""
    return np.eye(classes)[y]


def check_rows(function: Callable, x: np.ndarray) -> None:
    """Each row's answer is its own: a permuted batch permutes it, a row alone is as in the batch."""
    whole = np.asarray(function(x))
    order = np.roll(np.arange(len(x)), 1)
    check(function(x[order]), whole[order])
    for i in range(len(x)):
        check(function(x[i : i + 1]), whole[i : i + 1])


def check_mean(function: Callable, *batch: np.ndarray) -> None:
    """A mean over the batch: the batch twice over changes nothing, nor does its order."""
    whole = function(*batch)
    check(function(*(np.concatenate([a, a]) for a in batch)), whole)
    check(function(*(a[::-1] for a in batch)), whole)


def check_repeatable(function: Callable, *args: object) -> None:
    """The second call gives what the first gave: nothing is remembered in between."""
    check(function(*args), np.array(function(*args)), rtol=0, atol=0)
