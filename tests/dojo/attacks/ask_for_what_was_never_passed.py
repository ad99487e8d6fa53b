"""Asks the test's side for its globals, its attributes, and calls of what it never passed."""

import gc

import msgpack

from dojo.peer import Gone, Peer

EXPECTED = ["failed", "crashed"]


def double(x):
    peer = next(o for o in gc.get_objects() if type(o) is Peer)
    for name, args in [
        ("find", ["__globals__"]),
        ("load", ["/etc/passwd", None]),
        ("get", [peer, "_kept"]),
        ("set", [peer, "ended", True]),
        ("operate", ["getitem", [peer, 0]]),
        ("call", [print, ["passed"], {}]),
    ]:
        try:
            peer.request(name, *args)
        except Gone:
            raise
        except Exception:
            pass
    for number in range(50):
        try:
            peer._codec._plain = lambda value, depth: value
            peer.request("call", msgpack.ExtType(8, msgpack.packb(number)), [], {})
        except Gone:
            raise
        except Exception:
            pass
    return x + 1
