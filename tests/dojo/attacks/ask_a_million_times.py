"""Calls the test's function without end, and after its answer."""

import threading

EXPECTED = ["failed", "timeout", "crashed"]


def mean_of(f, xs):
    def again():
        while True:
            f(xs[0])

    threading.Thread(target=again, daemon=True).start()
    return 1.0


def double(x):
    return x


def total(x):
    return 0.0
