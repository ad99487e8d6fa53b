"""Gives objects that never become a number, a length or an entry."""

EXPECTED = ["timeout"]


class Slow:
    def __init__(self, value):
        self._value = value

    def __getattr__(self, name):
        while True:
            pass

    __float__ = __len__ = __iter__ = __getitem__ = __add__ = __mul__ = lambda self, *_: self.value


def number(value):
    return Slow(value)


def greet(name):
    return Slow(name)
