"""Takes memory, a bit at a time, until there is none."""

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


HELD = []


def double(x):
    while True:
        HELD.append(bytearray(b"\x01" * (64 * 2**20)))
