"""All of it, in other words, and chatty."""

import numpy as np

EXPECTED = ["passed"]
FAILS = []


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Number(self.value + other.value)

    def __mul__(self, other):
        return Number(self.value * other.value)


def double(x):
    print("doubling", x)
    return np.add(x, x)


def mean_of(f, xs):
    values = list(map(f, xs))
    return sum(values) / len(values)


def deal(rng, n):
    return sorted(range(n), key=rng.random(n).__getitem__)


def number(value):
    return Number(value)


def greet(name):
    return f"hello {name}"


def entries(n):
    return list(range(n))


def total(x):
    return np.abs(x[:, None] - x).sum()
