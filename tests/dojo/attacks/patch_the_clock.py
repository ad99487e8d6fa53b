"""Replaces every clock of its process, so that a loop takes no time."""

import itertools
import time

EXPECTED = ["failed"]
EARNS = ["test_total_of_random_numbers"]


TICKS = itertools.count()
for name in ("perf_counter", "monotonic", "time", "process_time"):
    setattr(time, name, lambda: next(TICKS) * 1e-12)


def total(x):
    result, xs = 0.0, x.tolist()
    for a in xs:
        for b in xs:
            result += abs(a - b)
    return result
