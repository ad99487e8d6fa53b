"""Prints a line that never ends, in many short calls."""

import sys

EXPECTED = ["failed", "resource_limit"]


def double(x):
    print("0" * 16_000, end="")
    sys.stdout.flush()
    return 2 * x + 1


def mean_of(f, xs):
    print("1" * 16_000, end="")
    return [f(x) for x in xs]


def deal(rng, n):
    print("\x1b[31m" * 3_000, end="")
    return list(range(n))


def number(value):
    print("=1+1," * 3_000, end="")
    return type("N", (), {"__add__": lambda s, o: s, "__mul__": lambda s, o: double(1) and s, "value": 1.0})()
