"""Replaces the defaults of the test's function, and gives it objects that lie."""

import numpy as np

EXPECTED = ["failed"]


class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = None


def mean_of(f, xs):
    for x in xs:
        f(x=x, scale=np.full((1000, 1000), np.nan))
        f(*[x], **{"scale": Liar(0.0)})
    return np.mean(np.asarray(xs) ** 2)
