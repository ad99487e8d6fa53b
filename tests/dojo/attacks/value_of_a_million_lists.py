"""Answers with millions of small containers."""

EXPECTED = ["failed", "timeout", "crashed", "resource_limit"]


def double(x):
    return [[] for _ in range(5_000_000)]


def greet(name):
    return [{k: {k: (k,)}} for k in range(300_000)]


def entries(n):
    return set(range(3_000_000))
