"""Gives objects whose __class__, attributes and shape say that they are arrays."""

import numpy as np

EXPECTED = ["failed"]


class Array:
    __class__ = np.ndarray
    dtype, shape, ndim, size = np.dtype("f8"), (2,), 1, 2

    def __getattr__(self, name):
        return self

    def __call__(self, *_, **__):
        return self

    def __array__(self, *_, **__):
        raise BaseException("no")


class Interface:
    __array_interface__ = {"shape": (2**40,), "typestr": "<f8", "data": (8, False), "version": 3}  # noqa: RUF012


def double(x):
    return Array()


def number(value):
    return Array()


def greet(name):
    return [Array(), Interface()]


def total(x):
    return Interface()
