"""Reads where no memory is."""

import ctypes

EXPECTED = ["crashed"]


def double(x):
    ctypes.string_at(0)


def deal(rng, n):
    ctypes.memset(0, 0, 1)
