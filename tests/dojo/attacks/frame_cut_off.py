"""Sends half an answer and closes the pipe."""

import gc
import os
import struct

from dojo.peer import Peer

EXPECTED = ["crashed"]


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    out.write(struct.pack(">I", 1000) + b"\x93\xa4give")
    out.flush()
    os.close(out.fileno())
    return x
