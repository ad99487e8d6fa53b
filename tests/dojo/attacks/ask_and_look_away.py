"""Calls the test's function wrongly and catches what the test says to that."""

import numpy as np

EXPECTED = ["failed"]


def mean_of(f, xs):
    values = []
    for x in [0.0, None, *xs[::-1], "x", *xs]:
        try:
            values.append(f(x, scale=1.0))
        except BaseException:
            values.append(0.0)
    return np.mean(np.asarray(xs) ** 2)
