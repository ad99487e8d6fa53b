"""Forks, so that two processes answer every question."""

import os

EXPECTED = ["failed", "crashed", "timeout"]


os.fork()


def double(x):
    return x + 1


def greet(name):
    os.fork()
    return "hello Ada"
