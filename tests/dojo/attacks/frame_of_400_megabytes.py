"""Answers with an array of 400 megabytes, again and again."""

import numpy as np

EXPECTED = ["failed", "timeout", "resource_limit"]


BIG = np.zeros(100 * 2**20, np.uint8)


def double(x):
    return [BIG] * 4


def mean_of(f, xs):
    return np.broadcast_to(np.float64(1.0), (400 * 2**20 // 8,))
