"""Answers with arrays of objects, memoryviews, ranges and generators."""

import numpy as np

EXPECTED = ["failed"]


def double(x):
    return np.array([object(), None], object)


def mean_of(f, xs):
    return memoryview(b"1234")


def total(x):
    return np.random.default_rng()


def greet(name):
    return type("hello", (), {})


def deal(rng, n):
    return rng


def entries(n):
    return {0: None, "1": [], (2,): {3}}
