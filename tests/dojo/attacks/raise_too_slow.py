"""Raises an exception called TooSlow, with a record time."""

from dojo import fault

EXPECTED = ["failed"]


def double(x):
    raise fault.TooSlow("slow", seconds=0.0)


def total(x):
    raise type("TooSlow", (Exception,), {})("slow")
