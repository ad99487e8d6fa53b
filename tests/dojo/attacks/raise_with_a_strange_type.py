"""Exceptions whose type lies about its name and its ancestors."""

EXPECTED = ["crashed", "failed"]


class Meta(type):
    @property
    def __name__(cls):
        return ["passed"]


class Strange(Exception, metaclass=Meta):
    pass


class Group(ExceptionGroup):
    pass


def double(x):
    raise Strange("strange")


def mean_of(f, xs):
    group = ExceptionGroup("", [ValueError()])
    for _ in range(1000):
        group = ExceptionGroup("", [group])
    raise group


def greet(name):
    class StopIteration(Exception):
        pass

    raise StopIteration


def total(x):
    raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "\ud800")
