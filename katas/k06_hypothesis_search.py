"""Learning as search: a machine tries many views of the same points and keeps the best one.

In kata k04 a person found the axes on which "black is x > 0" is right. Here the machine finds them.
It needs a space to search in, the hypotheses; and feedback, a number that says how good each of them
is. Nothing else: what learns in the rest of the chapter searches larger spaces, and more cleverly.

Chapter 1, section 1.1.3.
Run:   pytest -k k06, or dojo watch k06, and dojo hint k06 when you are stuck
Guide: katas/guide/en/k06_hypothesis_search.md (한국어: katas/guide/ko/k06_hypothesis_search.md)

A hypothesis is a pair (angle, shift), one change of the axes: turn both by `angle` radians about
(0, 0), counter-clockwise, then move them by `shift` along the new x-axis. `is_black` is finished.
H hypotheses are an array (H, 2), N points (N, 2), both float64; `black` holds the right answers,
(N,) bool. Inputs must not be changed. In the examples, lists stand for arrays. Where one hypothesis
is returned, a row of such an array will do, and so will a list or a tuple of two floats.
"""

from collections.abc import Callable

import numpy as np

Feedback = Callable[[np.ndarray], float]  # from one hypothesis (2,) to its score: more is better


def is_black(hypothesis: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Given: what one hypothesis says of N points, (N,) bool: whether x > 0, seen from its axes."""
    angle, shift = hypothesis
    return points @ [np.cos(angle), np.sin(angle)] > shift


def grid(angles: int, shifts: int, reach: float) -> np.ndarray:
    """The whole space at even distances: `angles` directions, and `shifts` shifts for each.

    The angles go round the circle in equal steps from 0; a full turn, 2π, is 0 again and not among
    them. The shifts go in equal steps from -reach to +reach, both included.
    Returns (angles · shifts, 2) float64, the first angle with all its shifts from low to high, then
    the second, and so on. ValueError if angles < 1 or shifts < 2.
    grid(2, 3, 5.0) = [[0, -5], [0, 0], [0, 5], [π, -5], [π, 0], [π, 5]]
    """
    raise NotImplementedError


def scores(hypotheses: np.ndarray, points: np.ndarray, black: np.ndarray) -> np.ndarray:
    """The accuracy of every hypothesis: for which share of the points is_black gives the answer.

    hypotheses: one or more, in any order. Returns (H,) float64 from 0 to 1, each a count divided by
    N, so that what is equally often right has equal scores. A point with x = 0 is not black.
    ValueError if black has not the shape (N,) or if N = 0.
    Be 5 times as fast as a loop over hypotheses, with 5,000 of them on 24 points. Yet all H · N pairs
    at once may be too many: for H and N up to 5,000 stay below 64 MB, not counting the inputs.
    scores([[0, 2], [π, -2], [0, 5]], [[1, 0], [3, 9], [4, 0]], [False, True, True]) = [1, 0, 1/3]
    """
    raise NotImplementedError


def search(hypotheses: np.ndarray, points: np.ndarray, black: np.ndarray) -> tuple[np.ndarray, float]:
    """Learn: the hypothesis with the highest score on these points, and this score.

    Of several that are equally good, the first. ValueError as in scores, and if H = 0.
    Of the example above: search(…) = ([0, 2], 1)
    """
    raise NotImplementedError


def random_search(
    n: int, reach: float, rng: np.random.Generator, feedback: Feedback
) -> tuple[np.ndarray, list[float]]:
    """Learn without a grid and without seeing a point: try n hypotheses that are drawn at random.

    Each is drawn anew, from rng and nothing else, evenly over the space: an angle from 0 to 2π, a
    shift from -reach to +reach, neither telling anything about the other.
    feedback(hypothesis) is all you learn about it: any finite number, also a negative one, and
    more is better. It is expensive: call it once for each hypothesis, n times in all.
    Returns the best hypothesis, the first of several, and the history: n floats, after each
    hypothesis the best score so far. ValueError if n < 1.
    If feedback answers -3, -1 and -2, the history is [-3, -1, -1], and the second is the best.
    """
    raise NotImplementedError


def choose(hypotheses: np.ndarray, development: Feedback, exam: Feedback) -> tuple[np.ndarray, float, float]:
    """Choose by development data; then, and only then, ask the test data how good the choice is.

    development and exam are feedback as above, from two sets of points that you do not see. Call
    development once for each hypothesis, in their order; the best is chosen, the first of several.
    Call exam once in all, at the very end, with the chosen one, and keep to it whatever the answer.
    Returns (hypothesis, its development score, its exam score). ValueError if H = 0: no exam then.
    """
    raise NotImplementedError
