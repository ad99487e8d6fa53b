"""Answers with a message that grows sixtyfold where it is read."""

import gc
import struct

from dojo.peer import Peer

EXPECTED = ["crashed", "timeout", "resource_limit"]


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    n = 60_000_000
    body = b"\x93\xa4give\xdd" + struct.pack(">I", n) + b"\x80" * n + b"\x90"
    out.write(struct.pack(">I", len(body)) + body)
    out.flush()
    return x
