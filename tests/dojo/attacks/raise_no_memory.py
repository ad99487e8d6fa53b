"""Says that memory ran out."""

EXPECTED = ["failed", "resource_limit"]


def double(x):
    raise MemoryError


def greet(name):
    raise OSError(28, "No space left on device")
