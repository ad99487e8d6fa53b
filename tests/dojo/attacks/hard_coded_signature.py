"""Answers through objects whose signature is a lie: partials, classes, coroutines, generators."""

import functools
import inspect

EXPECTED = ["failed"]


class Callable:
    __signature__ = inspect.Signature()
    __name__ = "double\x1b[2J"

    def __call__(self, *args, **kwargs):
        return 0.0

    def __getattr__(self, name):
        return Callable()


class Sour:
    @property
    def __signature__(self):
        raise BaseException

    def __call__(self, x):
        return x


async def mean_of(f, xs):
    return f(xs[0])


def greet(name):
    yield f"hello {name}"


double = Callable()
total = Sour()
deal = functools.partial(print, 1, 2, 3)
entries = type("entries", (), {"__call__": lambda self: 1, "__init__": lambda self, n: None})
number = property(lambda self: 1)
