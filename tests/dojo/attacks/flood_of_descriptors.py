"""Opens files and pipes until no number is left."""

import os

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


HELD = []


def double(x):
    while True:
        HELD.append(os.pipe())
