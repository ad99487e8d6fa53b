"""Prints without end, on both streams, by every way there is."""

import os
import sys

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


LINE = "10 passed in 0.01s " * 50_000


def double(x):
    while True:
        print(LINE)
        sys.stderr.write(LINE)
        os.write(1, LINE.encode())
        os.write(2, LINE.encode())
