"""Seeds every generator of its process, hoping that the test draws from one of them."""

import random

import numpy as np

EXPECTED = ["failed"]


np.random.seed(0)
random.seed(0)
NEXT = np.random.default_rng(0).normal(size=(3, 4))
np.random.default_rng = lambda *_: np.random.Generator(np.random.PCG64(0))


def double(x):
    np.random.seed(0)
    return 2 * NEXT


def deal(rng, n):
    np.random.seed(0)
    return list(range(n))
