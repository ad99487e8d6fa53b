"""Gives back a generator of another kind, and one whose numbers are none."""

import gc

from dojo.peer import Peer

EXPECTED = ["failed", "crashed"]


def deal(rng, n):
    peer = next(o for o in gc.get_objects() if type(o) is Peer)
    received = peer._received
    for row in received:
        row[1] = type("G", (), {"bit_generator": type("B", (), {"state": {"bit_generator": "MT19937"}})})
    number = gc.get_referrers(rng)
    for row in number:
        if isinstance(row, list) and len(row) == 2 and row[1] is rng:
            row[1] = type(
                "G", (), {"bit_generator": type("B", (), {"state": {"state": {"state": -1, "inc": 0.5}}})}
            )
    return list(range(n))
