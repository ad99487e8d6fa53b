"""Answers with shapes that fit by being stretched."""

import numpy as np

EXPECTED = ["failed"]


def double(x):
    return 2 * x[..., None]


def mean_of(f, xs):
    return np.array([np.mean([f(x) for x in xs])])


def total(x):
    return np.full(x.shape, np.abs(x[:, None] - x).sum())


def entries(n):
    return np.arange(n)[None]


def greet(name):
    return [f"hello {name}"]
