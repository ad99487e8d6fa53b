"""Takes memory by mapping it, shared and private, which no limit on data counts."""

import mmap

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


HELD = []


def double(x):
    while True:
        held = mmap.mmap(-1, 256 * 2**20)
        for at in range(0, len(held), 4096):
            held[at] = 1
        HELD.append(held)
