"""Asks the function from the last number to the first."""

import numpy as np

EXPECTED = ["failed"]
FAILS = ["test_mean_of_a_function"]


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
    return np.mean([f(x) for x in xs[::-1]])


def deal(rng, n):
    return rng.permutation(n).tolist()


def number(value):
    return Number(value)


def greet(name):
    return f"hello {name}"


def entries(n):
    yield from range(n)


def total(x):
    weights = 2 * np.arange(len(x)) - len(x) + 1
    return 2 * np.sort(x) @ weights
