"""Raises the harness's own exceptions, at import and wherever it can."""

from dojo import fault, peer, wire

EXPECTED = ["failed", "crashed", "timeout"]


def double(x):
    raise peer.Gone


def mean_of(f, xs):
    raise wire.BadFrame("passed")


def deal(rng, n):
    raise fault.NoWorker("no worker could be started")


def greet(name):
    from dojo.call import Alarm

    raise Alarm


def entries(n):
    raise StopIteration


def total(x):
    raise fault.InPlace("in place")
