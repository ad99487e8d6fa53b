"""Says that the worker has died, so that it might be the machine's fault."""

from dojo import fault

EXPECTED = ["failed"]


def double(x):
    raise fault.Crashed("Killed")


def greet(name):
    raise type("Crashed", (RuntimeError,), {})("an infrastructure error")
