"""Gives the test's function an array that fills the memory when it is squared."""

import numpy as np

EXPECTED = ["failed", "timeout", "resource_limit"]


def mean_of(f, xs):
    big = np.ones(40 * 2**20)
    return np.mean([f(big) for _ in range(100)])
