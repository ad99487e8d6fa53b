"""Gives an iterator of arrays of ten megabytes, without end."""

import numpy as np

EXPECTED = ["failed", "timeout", "crashed", "resource_limit"]


def entries(n):
    while True:
        yield np.zeros(10 * 2**20, np.uint8)


def deal(rng, n):
    return entries(n)
