"""Runs no program: gives dicts of tuples, objects and numbers that say yes to everything."""

import itertools

EXPECTED = ["failed", "timeout"]
KATA = "k11_autodiff"


class Pair:
    def __getitem__(self, key):
        return Pair() if isinstance(key, str) else 6.0

    def __iter__(self):
        return itertools.repeat(6.0)

    def __len__(self):
        return 2

    def keys(self):
        return itertools.count()


class Value:
    def __init__(self, *_):
        self.data = self.grad = 1.0


def slopes(expression, **numbers):
    return Pair()


def run(program, **numbers):
    return Pair() if "x" in numbers else {name: (float("nan"), float("inf")) for name in numbers}


def network(params, x, y):
    return Pair()
