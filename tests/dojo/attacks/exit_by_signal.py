"""Kills itself, in one way after the other."""

import os
import signal
import threading

EXPECTED = ["crashed", "failed", "resource_limit"]


def double(x):
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGKILL)
    signal.pthread_kill(threading.get_ident(), signal.SIGKILL)


def greet(name):
    os.abort()


def total(x):
    signal.raise_signal(signal.SIGTERM)
    os.abort()
