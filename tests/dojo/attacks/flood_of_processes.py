"""Forks without end."""

import os
from contextlib import suppress

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


def double(x):
    while True:
        with suppress(OSError):
            os.fork()
