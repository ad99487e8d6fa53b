"""Gives arrays of a subclass for which every comparison is true and every difference zero."""

import numpy as np

EXPECTED = ["failed"]


class Right(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_

    def __array_function__(self, *_):
        return np.True_

    def __array_finalize__(self, other):
        pass

    def __eq__(self, other):
        return np.True_

    __hash__ = None


class Word(str):
    def __eq__(self, other):
        return True

    __hash__ = None


class Float(float):
    def __eq__(self, other):
        return True

    __sub__ = __rsub__ = __abs__ = lambda *_: 0.0
    __hash__ = None


def double(x):
    return (x + 1).view(Right)


def mean_of(f, xs):
    return Float(np.mean([f(x) for x in xs]) + 1)


def greet(name):
    return Word("goodbye")


def total(x):
    return np.ma.masked_all(())
