"""Answers with a dict and a set whose keys all have the same hash."""

EXPECTED = ["crashed", "failed", "timeout"]


KEYS = [(2**61 - 1) * (2**64 + k) for k in range(30_000)]


class Quick(int):
    def __hash__(self):
        return id(self)


def double(x):
    import gc
    import struct

    import msgpack

    from dojo.peer import Peer

    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    keys = b"".join(msgpack.packb(msgpack.ExtType(6, hex(key).encode())) + b"\xc0" for key in KEYS)
    body = b"\x93\xa4give\xdf" + struct.pack(">I", len(KEYS)) + keys + b"\x90"
    out.write(struct.pack(">I", len(body)) + body)
    out.flush()
    return x


def greet(name):
    return set(KEYS[:3000])
