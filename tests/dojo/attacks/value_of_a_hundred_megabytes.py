"""Answers with a string, bytes and a list of strings that are far too long to be shown."""

EXPECTED = ["failed", "timeout", "crashed", "resource_limit"]


def double(x):
    return ["y" * 10_000_000, *[""] * 100]


def greet(name):
    return "x" * 100_000_000


def total(x):
    return b"z" * 100_000_000
