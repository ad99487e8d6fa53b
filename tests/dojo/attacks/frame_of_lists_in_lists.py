"""Answers with lists a hundred thousand deep."""

import gc
import struct

from dojo.peer import Peer

EXPECTED = ["crashed", "failed"]


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    body = b"\x93\xa4give" + b"\x91" * 100_000 + b"\xc0\x90"
    out.write(struct.pack(">I", len(body)) + body)
    out.flush()
    return x


def greet(name):
    nest = []
    for _ in range(100_000):
        nest = [nest]
    return nest
