"""An exception whose words raise another one."""

EXPECTED = ["crashed", "failed"]


class Sour(Exception):
    def __str__(self):
        raise Sour

    __repr__ = __str__


def double(x):
    raise Sour


def greet(name):
    raise KeyError(Sour())
