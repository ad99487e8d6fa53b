"""Answers with text that no encoding can carry, and with null characters."""

EXPECTED = ["failed", "crashed"]


def greet(name):
    return f"hello {name}\ud800"


def double(x):
    return {"\udfff": "\x00" * 100}


def total(x):
    raise ValueError("\ud800\x00")
