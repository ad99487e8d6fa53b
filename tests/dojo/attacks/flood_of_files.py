"""Fills every disk that it can write to, with bytes and with names."""

import os
from contextlib import suppress

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


PLACES = ("/tmp", "/var/tmp", "/scratch", "/dev", "/run", "/kata", "/", os.path.expanduser("~"), os.getcwd())


def double(x):
    for place in PLACES:
        with suppress(OSError), open(f"{place}/left-behind", "wb") as file:
            for _ in range(10_000):
                file.write(b"\x01" * 2**20)
    return x


def greet(name):
    for place in PLACES:
        with suppress(OSError):
            for number in range(10**6):
                open(f"{place}/left-behind-{number}", "wb").close()
    return ""
