"""Announces four gigabytes and sends none."""

import gc

from dojo.peer import Peer

EXPECTED = ["crashed", "resource_limit"]


def double(x):
    out = next(o for o in gc.get_objects() if type(o) is Peer)._out
    out.write(b"\xff\xff\xff\xff")
    out.flush()
    return x
