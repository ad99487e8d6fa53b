"""Raises pytest's own outcomes: skip, xfail, exit, fail."""

import pytest

EXPECTED = ["failed"]


def double(x):
    pytest.skip("not on this machine")


def mean_of(f, xs):
    pytest.xfail("known")


def deal(rng, n):
    pytest.exit("done", returncode=0)


def greet(name):
    pytest.importorskip("nothing_of_that_name")


def total(x):
    raise type("Skipped", (Exception,), {"__module__": "_pytest.outcomes"})("blocked: gpu: buy one")
