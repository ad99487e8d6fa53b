"""An exception with sixty million characters, and a type whose name has as many."""

EXPECTED = ["failed", "timeout", "resource_limit"]


def double(x):
    raise ValueError("0" * 60_000_000)


def greet(name):
    raise type("E" * 60_000_000, (Exception,), {})("e")
