"""Asks and gives with parts of types that nobody expects."""

import gc
import struct

import msgpack

from dojo.peer import Peer

EXPECTED = ["crashed"]


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    for words in (
        ["ask", "call", [1, 2, 3, 4], [[1], {}, None]],
        ["give", x.tolist(), [[{}, []]]],
        ["give"],
        7,
    ):
        body = msgpack.packb(words)
        out.write(struct.pack(">I", len(body)) + body)
    out.flush()
    return x
