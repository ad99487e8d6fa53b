"""What the values of a wrong answer give away about its cause, whoever wrote it."""

from itertools import permutations
from math import log, pi

import numpy as np

# a ratio of right to wrong that is no accident: six digits of it must agree
CONSTANTS = {
    180 / pi: ("cause.degrees", {}),
    pi / 180: ("cause.degrees", {}),
    log(2): ("cause.base", {"base": "2"}),
    1 / log(2): ("cause.base", {"base": "2"}),
    log(10): ("cause.base", {"base": "10"}),
    1 / log(10): ("cause.base", {"base": "10"}),
}
DIGITS = 1e-6
LARGEST = 1000.0  # a factor beyond it, or below its inverse, tells nobody where it comes from
TINY = 1e-4  # of the largest value: digits were lost, the formula is right


def of_shape(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> tuple | None:
    """Why an answer may have that shape, as (key, places), or None."""
    if got.dtype.kind not in "fiub":
        return None
    if got.ndim == expected.ndim and _turned(got, expected, rtol, atol):
        return "cause.transposed", {}
    if expected.size == 1 and got.size > 1 and expected.ndim == 0:
        return "cause.not_reduced", {"n": got.size}
    wide = [[n for n in a.shape if n > 1] for a in (got, expected)]
    if got.ndim != expected.ndim and wide[0] == wide[1]:
        return "cause.axis_of_one", {"got": got.ndim, "expected": expected.ndim}
    if got.ndim == 2 and got.shape[0] == got.shape[1] == expected.size:
        return "cause.broadcast", {"n": expected.size}
    return None


def of_value(
    got: np.ndarray, expected: np.ndarray, rtol: float, atol: float, inputs: list[np.ndarray]
) -> tuple | None:
    """Why all values may be wrong in one way, as (key, places), or None. inputs: arrays of the call."""
    if got.dtype.kind not in "fiu" or expected.dtype.kind not in "fiu":
        return None
    got, expected = got.astype(float), expected.astype(float)
    if np.abs(got - expected).max() < TINY * np.abs(expected).max():
        return "cause.tiny", {}
    if np.allclose(got, -expected, rtol, atol):
        return "cause.sign", {}
    if _turned(got, expected, rtol, atol):
        return "cause.transposed", {}
    for axis in range(got.ndim):
        if np.allclose(np.flip(got, axis), expected, rtol, atol):
            return "cause.reversed", {"axis": axis}
    k = _ratio(got, expected, max(rtol, DIGITS), atol)
    return k and _factor(k, len(set(np.abs(expected[np.abs(expected) > atol]))) == 1, inputs)


def _turned(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> bool:
    """Whether it is the right answer with its axes in another order."""
    orders = list(permutations(range(got.ndim)))[1:] if got.ndim <= 4 else []
    turned = (got.transpose(order) for order in orders)
    return any(t.shape == expected.shape and np.allclose(t, expected, rtol, atol) for t in turned)


def _ratio(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> float | None:
    """The one number that all right values are multiplied by, if there is one."""
    known = np.abs(expected) > atol
    if not known.any() or not np.allclose(got[~known], 0, atol=atol):
        return None
    ratios = got[known] / expected[known]
    k = float(np.median(ratios))
    return (
        k
        if LARGEST > abs(k) > 1 / LARGEST and abs(k - 1) > 0.05 and np.allclose(ratios, k, rtol=rtol, atol=0)
        else None
    )


def _factor(k: float, single: bool, inputs: list[np.ndarray]) -> tuple | None:
    """What the factor k may be. single: it was seen on one value only, so it may be an accident."""
    for constant, cause in CONSTANTS.items():
        if abs(k / constant - 1) < DIGITS:
            return cause
    large = k if abs(k) >= 1 else 1 / k
    whole = round(abs(large))
    if abs(abs(large) - whole) < DIGITS * whole:
        axes = sorted({axis for a in inputs for axis, n in enumerate(a.shape) if n == whole > 1})
        words = f"{k:.6g}" if abs(k) >= 1 else f"{'-' * (k < 0)}1/{whole}"
        if axes and (k > 0 or not single):
            key = "cause.sum" if abs(k) > 1 else "cause.mean"
            return key, {"k": words, "n": whole, "axes": ", ".join(map(str, axes))}
        return ("cause.factor", {"k": words}) if abs(k - 2) < DIGITS or not single else None
    return None if single else ("cause.factor", {"k": f"{k:.6g}"})
