"""Closes every descriptor there is."""

import os

EXPECTED = ["crashed"]


def double(x):
    os.closerange(0, 1024)
    return x
