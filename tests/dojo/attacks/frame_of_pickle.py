"""Answers with a pickle, in every type there is."""

import gc
import pickle
import struct

import msgpack

from dojo.peer import Peer

EXPECTED = ["crashed"]


class Bomb:
    def __reduce__(self):
        import os

        return os.system, ("touch /tmp/left-behind",)


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    data = pickle.dumps(Bomb())
    for code in range(128):
        body = msgpack.packb(["give", msgpack.ExtType(code, data), []])
        out.write(struct.pack(">I", len(body)) + body)
    out.flush()
    return x
