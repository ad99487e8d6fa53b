"""Which way is down? A gradient step moves every weight a little to where the loss is lower.

The loss is a feedback signal. Nudge one weight to both sides: the change in the loss says which way
is down, and how steep it is. Move all weights a little that way, look again, repeat – this is all
there is to learning. Backpropagation (kata k10) only finds the same slopes at far less cost.

Chapter 1, section 1.1.5, figure 1.9.
Run:   pytest -k k09, or dojo watch k09, and dojo hint k09 when you are stuck
Guide: katas/guide/en/k09_gradient_step.md (한국어: katas/guide/ko/k09_gradient_step.md)

f is the loss: it takes a float64 array and returns a float. Every function here is pure: it answers
with new arrays, and leaves the arrays and the lists it was given as they are.
"""

from collections.abc import Callable

import numpy as np

Arrays = list[np.ndarray]  # weights, or one number for each weight; any shapes: (D, H), (H,), …
Loss = Callable[[np.ndarray], float]


def numerical_gradient(f: Loss, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The slope of f along each entry i of x: (f(x + h e_i) - f(x - h e_i)) / 2h.

    e_i has a 1 in entry i, else zeros. x: any shape with at least one entry, any memory layout;
    integers and float32 are turned into float64 first. Returns float64 of x's shape, right to eight
    digits where f is smooth and h the default. Calls f with float64 arrays of x's shape, twice for
    each entry and not more.
    Where f(x) = x_0² + 3 x_1: numerical_gradient(f, [1, 5]) = [2, 3]
    """
    raise NotImplementedError


def gradient_step(weights: Arrays, grads: Arrays, learning_rate: float) -> Arrays:
    """One step down: w - learning_rate · g for every weight w and its gradient g.

    Each g has the shape and dtype (float32 or float64) of its w, and so has the answer.
    As many gradients as weights; otherwise ValueError.
    gradient_step([[1]], [[2]], 0.1) = [[0.8]]
    """
    raise NotImplementedError


def momentum_step(
    weights: Arrays, velocity: Arrays, grads: Arrays, learning_rate: float, momentum: float
) -> tuple[Arrays, Arrays]:
    """One step of a rolling ball: v becomes momentum · v - learning_rate · g, then w becomes w + v.

    Returns (weights, velocity), both new; the next step starts from both. This is the convention of
    Keras: the learning rate is inside v, and v points where the weights go. Shapes, dtypes and
    ValueError are those of gradient_step, for velocity too; momentum 0 makes the same step.
    momentum_step([[4]], [[3]], [[2]], 0.25, 0.5) = ([[5]], [[1]])
    """
    raise NotImplementedError


def minimize(
    f: Loss, x: np.ndarray, learning_rate: float, steps: int, momentum: float = 0.0
) -> tuple[np.ndarray, list[float]]:
    """Walk down from x: exactly `steps` momentum steps along numerical gradients of f, from rest.

    x: as in numerical_gradient. Returns where the last step ended, float64, and the steps + 1
    values of f on the way: at the start, then after each step, also where f has grown.
    0 steps return x as float64 and [f(x)].
    Where f(x) = x_0²: minimize(f, [4], 0.25, 2) = ([1], [16, 4, 1])
    """
    raise NotImplementedError
