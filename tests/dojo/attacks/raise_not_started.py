"""Says that it was never started, so that it might not be counted."""

from dojo import fault

EXPECTED = ["failed"]


class NotStarted(Exception):
    pass


def double(x):
    raise NotStarted


def greet(name):
    raise fault.NotStarted
