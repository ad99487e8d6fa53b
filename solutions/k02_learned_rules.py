"""From data and answers to a rule: the best threshold on one feature is found, not written.

A program is rules: data go in, answers come out. Machine learning turns the arrow round: data and
answers go in, and out comes a rule. The smallest machine that learns so knows one kind of rule
only, "yes where this feature is above that threshold", and tries every one there is.

Chapter 1, section 1.1.2.
Run:   pytest -k k02, or dojo watch k02, and dojo hint k02 when you are stuck
Guide: katas/guide/en/k02_learned_rules.md (한국어: katas/guide/ko/k02_learned_rules.md)

A rule is a tuple (feature, threshold, polarity). Polarity +1 says yes where the feature is above
the threshold; polarity -1 says just the opposite: yes where it is not above, equal included.

x: (N, D), N examples with D ≥ 1 features, uint8, float32 or float64; `values` is one column of it,
(N,). y: (N,) bool, the right answers, True for yes. Inputs are NumPy arrays and must not be
changed. The tests also watch for overflow, division by zero and NaN on the way to a right result.
In the examples, lists stand for arrays, and 1 and 0 for yes and no.
"""

import numpy as np

Rule = tuple[int, float, int]


def predict(rule: Rule, x: np.ndarray) -> np.ndarray:
    """What the rule answers for every example.

    x: (N, D), also N = 0. Returns (N,) bool. Values are compared with the threshold in float64:
    rounded to float32, a threshold may land on one of the two values that it lies between.
    predict((1, 2.5, +1), [[9, 2], [0, 3]]) = [0, 1]; with polarity -1 it is [1, 0]
    """
    feature, threshold, polarity = rule
    above = x[:, feature].astype(float) > threshold
    return above if polarity == 1 else ~above


def thresholds(values: np.ndarray) -> np.ndarray:
    """Every threshold worth trying, from low to high: K of them for K different values.

    First -inf, below all values: whatever the polarity, such a rule gives everybody one answer.
    Then for every two neighbouring different values low < high the middle, (low + high) / 2 in
    float64, also where that sum would overflow; but `low` where the middle rounds up to `high`.
    Returns (K,) float64. ValueError if N = 0, or if a value is NaN or infinite. Work on whole
    arrays: the tests of speed time scores and best_rule, and those may call this function.
    thresholds([7, 1, 3, 7]) = [-inf, 2, 5]
    """
    if values.size == 0 or not np.isfinite(values).all():
        raise ValueError("there must be a value, and every value must be finite")
    distinct = np.unique(values).astype(float)
    low, high = distinct[:-1], distinct[1:]
    middle = low / 2 + high / 2
    return np.concatenate([[-np.inf], np.where(middle < high, middle, low)])


def scores(values: np.ndarray, y: np.ndarray) -> np.ndarray:
    """How many answers are right, for every threshold in thresholds(values) and both polarities.

    Returns (2, K) integers, counts from 0 to N: row 0 for polarity +1, row 1 for polarity -1.
    ValueError if y has not the shape (N,), and where thresholds(values) raises it. Sort once
    and work on whole arrays: to compare every threshold with every example is too slow.
    scores([7, 1, 3, 7], [1, 0, 1, 0]) = [[2, 3, 2], [2, 1, 2]]
    """
    if y.shape != values.shape:
        raise ValueError(f"y has shape {y.shape}, values has {values.shape}")
    limits = thresholds(values)
    yes_below, no_below = (
        np.searchsorted(np.sort(group), limits, side="right") for group in (values[y], values[~y])
    )
    right = y.sum() - yes_below + no_below
    return np.stack([right, len(y) - right])


def best_rule(x: np.ndarray, y: np.ndarray) -> Rule:
    """The rule with the most right answers, of all features, their thresholds and both polarities.

    Where several have equally many, the lowest feature wins, then the lowest threshold, then
    polarity +1. Returns (int, float, int), Python's or NumPy's, the threshold not rounded any
    further. ValueError if N = 0, if any value of x is NaN or infinite, or if y has not the shape
    (N,). This is timed too: loop over features, but not over the thresholds of one.
    best_rule([[0, 5], [0, 1], [0, 3]], [0, 1, 1]) = (1, 4.0, -1)
    If nothing beats one answer for everybody, as where all answers are yes or all features are
    constant, that is the rule: (0, -inf, +1) or (0, -inf, -1).
    """
    best, rule = -1, None
    for feature, values in enumerate(x.T):
        right = scores(values, y).T  # a row for each threshold: in a tie the first is the lowest
        at, column = np.unravel_index(right.argmax(), right.shape)
        if right[at, column] > best:
            best = right[at, column]
            rule = feature, float(thresholds(values)[at]), (1, -1)[column]
    return rule
