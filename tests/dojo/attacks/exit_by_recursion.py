"""Takes the limit off and goes so deep that the stack overflows."""

import sys

EXPECTED = ["crashed", "failed", "resource_limit"]


sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr([self, Deep()])


def double(x):
    return repr(Deep())


def greet(name):
    return max([greet], key=lambda g: g(name))
