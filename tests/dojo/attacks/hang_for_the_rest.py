"""Answers each call just before its time is up, to keep the judge busy."""

import time

EXPECTED = ["failed", "timeout"]


def greet(name):
    time.sleep(0.3)
    return "hello Ada"


def deal(rng, n):
    time.sleep(0.2)
    return list(range(n))


def entries(n):
    while True:
        time.sleep(0.1)
        yield 0
