"""Takes memory in many processes, each of which stays below the limit."""

import os
import time

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


def double(x):
    for _ in range(12):
        if os.fork() == 0:
            held = [bytearray(b"\x01" * (32 * 2**20)) for _ in range(25)]
            time.sleep(600)
            os._exit(len(held))
    time.sleep(600)
