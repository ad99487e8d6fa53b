"""Answers with integers that nobody can write down."""

EXPECTED = ["failed"]


def double(x):
    return [10**6_000, 1 << 4_000_000]


def mean_of(f, xs):
    return 1 << 40_000_000


def total(x):
    return -(10**5_000)


def greet(name):
    return {10**4_500: 1}


def entries(n):
    return [1 << 3_999, 2**200]
