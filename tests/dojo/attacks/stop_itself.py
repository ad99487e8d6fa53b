"""Stops its process, which then neither answers nor ends."""

import os
import signal

EXPECTED = ["timeout", "failed"]


def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return 2 * x + 1
