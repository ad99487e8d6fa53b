"""A loop where whole arrays are asked for."""

import numpy as np

EXPECTED = ["failed"]
FAILS = ["test_speed_of_total"]


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Number(self.value + other.value)

    def __mul__(self, other):
        return Number(self.value * other.value)


def double(x):
    return 2 * x


def mean_of(f, xs):
    return np.mean([f(x) for x in xs])


def deal(rng, n):
    return rng.permutation(n).tolist()


def number(value):
    return Number(value)


def greet(name):
    return f"hello {name}"


def entries(n):
    yield from range(n)


def total(x):
    return sum(abs(a - b) for a in x.tolist() for b in x.tolist())
