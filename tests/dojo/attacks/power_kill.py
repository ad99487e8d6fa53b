"""Kills everything it may, its parents first."""

import os
import signal
from contextlib import suppress

EXPECTED = ["crashed", "failed", "timeout"]


def double(x):
    for pid in (os.getppid(), 1, 2, *range(3, 2000), -1, 0):
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    with suppress(OSError):
        os.killpg(0, signal.SIGKILL)
    return x


def greet(name):
    with suppress(OSError):
        os.kill(-1, signal.SIGKILL)
    return ""
