"""Announces half a gigabyte and sends it byte by byte."""

import gc
import time

from dojo.peer import Peer

EXPECTED = ["timeout"]


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    out.write(b"\x1f\xff\xff\xff")
    while True:
        out.write(b"\x00")
        out.flush()
        time.sleep(0.001)
