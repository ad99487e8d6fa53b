"""Gradients from values alone: central differences, and the slope of the Taylor remainder."""

from collections.abc import Callable

import numpy as np

from judge.check import check

STEP = 1e-5
# right gradients agree with central differences to 5e-11 here, classic mistakes are off by > 1e-3
RTOL, ATOL = 1e-6, 1e-9


def central(f: Callable[[np.ndarray], float], x: np.ndarray, h: float = STEP) -> np.ndarray:
    """The gradient of the scalar f at x (any shape, float64), entry by entry."""
    x = np.array(x, float)
    gradient = np.empty_like(x)
    for at in np.ndindex(x.shape):
        kept = x[at]
        x[at] = kept + h
        above = float(f(x.copy()))
        x[at] = kept - h
        below = float(f(x.copy()))
        x[at] = kept
        gradient[at] = (above - below) / (2 * h)
    return gradient


def check_gradient(got: object, f: Callable[[np.ndarray], float], x: np.ndarray) -> None:
    """Raise Wrong unless `got` is the gradient of f at x. x: float64, 10 h away from any kink."""
    check(got, central(f, x), rtol=RTOL, atol=ATOL)


def taylor_slope(
    f: Callable[[np.ndarray], float], gradient: np.ndarray, x: np.ndarray, direction: np.ndarray
) -> float:
    """How fast f(x + h d) - f(x) - h <gradient, d> falls as h halves: 2 for the right gradient, else 1."""
    steps = 2.0 ** -np.arange(7, 13)
    slope = float(np.sum(gradient * direction))
    rest = [abs(float(f(x + h * direction)) - float(f(x)) - h * slope) for h in steps]
    return float(np.polyfit(np.log(steps), np.log(rest), 1)[0])
