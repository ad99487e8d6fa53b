"""Hangs, and has a daemon in a session of its own keep the pipe open."""

import ctypes
import os
import time

EXPECTED = ["timeout"]


def double(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        ctypes.CDLL(None).prctl(15, b"left-behind", 0, 0, 0)
        time.sleep(600)
        os._exit(0)
    while True:
        time.sleep(1)
