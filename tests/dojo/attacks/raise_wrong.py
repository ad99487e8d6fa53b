"""Raises an exception called Wrong, whose words are no sentence of the catalogue."""

EXPECTED = ["failed"]


class Wrong(AssertionError):
    pass


def double(x):
    raise Wrong("passed")


def greet(name):
    from dojo import fault

    raise fault.Wrong("passed", got=1)
