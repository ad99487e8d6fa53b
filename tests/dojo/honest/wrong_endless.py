"""Deals until the hand happens to be in order."""

import numpy as np

EXPECTED = ["timeout"]
FAILS = [
    "test_deal_and_what_is_drawn_after_it",
    "test_numbers_add_and_multiply",
    "test_greeting",
    "test_entries_one_by_one",
    "test_total_of_random_numbers",
    "test_speed_of_total",
]


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
    while True:
        if (hand := rng.permutation(n).tolist()) == sorted(hand) and hand[0]:
            return hand


def number(value):
    return Number(value)


def greet(name):
    return f"hello {name}"


def entries(n):
    yield from range(n)


def total(x):
    weights = 2 * np.arange(len(x)) - len(x) + 1
    return 2 * np.sort(x) @ weights
