"""Raises SystemExit(0) at every opportunity."""

import sys

EXPECTED = ["failed"]


def double(x):
    sys.exit(0)


def mean_of(f, xs):
    raise SystemExit(0)


def deal(rng, n):
    quit()


def greet(name):
    raise KeyboardInterrupt


def total(x):
    raise GeneratorExit
