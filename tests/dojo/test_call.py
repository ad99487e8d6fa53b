"""A call of the kata: what is forbidden in it, and what must not be."""

import sys
import time
from contextlib import nullcontext, suppress
from types import SimpleNamespace

import numpy as np
import pytest

from dojo.call import frozen, guarded, time_limit
from dojo.fault import BadSignature, TimedOut


def called(function, *args):
    return guarded("f", function, frozen(args), {})


@pytest.mark.parametrize(
    "function",
    [np.exp, lambda x: x / 0, lambda x: np.log(x - x), lambda x: (x - x) / (x - x)],
    ids=["overflow", "divide", "logarithm of 0", "0 / 0"],
)
def test_steps_without_an_answer_raise(function):
    with pytest.raises(FloatingPointError):
        called(function, np.array([1000.0]))


def test_underflow_is_no_fault():
    assert called(np.exp, np.array([-1000.0])) == 0


def test_a_flag_that_a_matrix_product_raises_for_nothing_is_no_fault(rng):
    draws = []

    def flagged(rng):
        draws.append(rng.normal())
        if len(draws) == 1:
            raise FloatingPointError("divide by zero encountered in matmul")
        return draws

    first, second = called(flagged, rng)
    assert first == second


def write(x):
    x[0] = 1


def grow(x):
    x.append(1)


def add_key(x):
    x["new"] = 1


@pytest.mark.parametrize(
    ("function", "given"),
    [(write, np.zeros(3)), (write, [0, 1]), (grow, [np.zeros(2)]), (add_key, {"a": 1})],
    ids=["array", "list", "longer list", "dict"],
)
def test_inputs_that_change_raise(function, given):
    with pytest.raises(ValueError, match="read-only"):
        called(function, given)
    with pytest.raises(ValueError, match="read-only"):
        called(lambda pairs: function(pairs[0][1]), [(0, given)])


def test_the_test_s_own_arrays_stay_writable():
    mine = np.zeros(3)
    called(lambda x: x + 1, mine)
    mine[0] = 1


def test_a_signature_that_does_not_fit_is_told_from_a_type_error_inside():
    with pytest.raises(BadSignature, match="missing a required argument: 'b'"):
        called(lambda a, b: a, 1)
    with pytest.raises(TypeError) as caught:
        called(lambda a: a + "x", 1)
    assert type(caught.value) is TypeError


def test_a_limit_ends_what_swallows_every_exception():
    def stubborn():
        while True:
            with suppress(Exception):
                time.sleep(0.01)

    start = time.monotonic()
    with pytest.raises(TimedOut), time_limit(0.2):
        stubborn()
    assert time.monotonic() - start < 2


def test_what_overflows_while_keras_traces_on_numpy_is_no_error(monkeypatch):
    """Its NumPy backend runs a layer on memory as it lies there, to see shapes only."""
    divide = (np.divide, (np.ones(2), np.zeros(2)), {})
    for backend, raises in (("jax", True), ("numpy", False)):
        keras = SimpleNamespace(config=SimpleNamespace(backend=lambda backend=backend: backend))
        monkeypatch.setitem(sys.modules, "keras", keras)
        with pytest.raises(FloatingPointError) if raises else nullcontext():
            assert np.isinf(guarded("divide", *divide)).all()
