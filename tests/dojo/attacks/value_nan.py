"""Answers NaN, infinity and NaNs with a payload, which compare as nothing does."""

import numpy as np

EXPECTED = ["failed"]


PAYLOAD = np.array([0x7FF8DEADBEEF0001], np.uint64).view(np.float64)[0]


def double(x):
    return np.full_like(x, PAYLOAD)


def mean_of(f, xs):
    return float("nan") * sum(f(x) for x in xs)


def total(x):
    return np.inf


def greet(name):
    return np.nan
