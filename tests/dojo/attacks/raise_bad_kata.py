"""Says that the kata cannot be run, for a reason that is not in the catalogue."""

from dojo import fault

EXPECTED = ["failed"]


class BadKata(Exception):
    pass


def double(x):
    raise BadKata("passed: all")


def mean_of(f, xs):
    raise BadKata("no_function: {0.__class__}")


def greet(name):
    error = fault.BadKata("does_not_import: {detail}")
    error.args = ("value: {call.__globals__}",)
    raise error
