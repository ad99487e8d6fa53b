"""Answers with arrays of no entries and gigantic shapes."""

import numpy as np

EXPECTED = ["failed", "crashed"]


def double(x):
    return np.zeros((2**40, 0))


def mean_of(f, xs):
    return np.zeros((0,) * 30 + (2**33,))


def total(x):
    return np.empty((0,))


def greet(name):
    return ""


def entries(n):
    return []
