"""Says that its tests were left out."""

from dojo import fault

EXPECTED = ["failed"]


class NotRun(Exception):
    pass


def double(x):
    raise NotRun


def total(x):
    raise fault.NotRun
