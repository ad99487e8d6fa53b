"""Answers right numbers in wrong types: complex, strings, booleans, fractions, bytes, records."""

from decimal import Decimal
from fractions import Fraction

import numpy as np

EXPECTED = ["failed"]


def double(x):
    return (2 * x).astype(complex)


def mean_of(f, xs):
    return str(np.mean([f(x) for x in xs]))


def total(x):
    return Fraction(float(np.abs(x[:, None] - x).sum()))


def greet(name):
    return f"hello {name}".encode()


def entries(n):
    return (Decimal(k) for k in range(n))


def deal(rng, n):
    cards = rng.permutation(n)
    return [cards.view([("card", "i8")])] * 3
