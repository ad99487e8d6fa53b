"""What is a skill worth when the world moves a little? Measure the fall, and win some of it back.

A network that has learned to read digits in the middle of the picture is lost when they stand four
pixels further to the right; to you they are the same digits. Whoever foresees that can move the
training digits about as well, differently every time they are seen: data augmentation. It wins back
what was foreseen, and nothing else. The foresight was yours; the network has adapted to nothing.

Chapter 1, section 1.1.9.
Run:   pytest -k k21, or dojo watch k21, and dojo hint k21 when you are stuck
Guide: katas/guide/en/k21_adaptation.md (한국어: katas/guide/ko/k21_adaptation.md)

images: (N, rows, columns) uint8, N ≥ 1 where nothing else is said; 0 is paper, 255 is ink, and around
a picture all is paper. What comes back has the same shape and dtype. Rows are counted downwards,
columns to the right. Inputs must not be changed. Random numbers come from rng only, a NumPy Generator.
In the examples, lists stand for arrays. The network stands below, finished.
"""

from collections.abc import Callable

import numpy as np

Change = Callable[[np.ndarray], np.ndarray]  # gets images, gives images
Predict = Callable[[np.ndarray], np.ndarray]  # gets images, gives the class of each, (N,) integers

HIDDEN = 128
EPOCHS = 8
BATCH_SIZE = 50
LEARNING_RATE = 0.3  # of the first epoch; it falls in a straight line


def train(
    images: np.ndarray,
    labels: np.ndarray,
    rng: np.random.Generator,
    change: Callable[[np.ndarray, np.random.Generator], np.ndarray] | None = None,
) -> Predict:
    """A network that has learned to read these images; predict(images) tells what it reads in others.

    change(images, rng), if there is one, gets each batch of images in each epoch, and the network
    sees what comes back, with the labels as they are.
    """
    f = np.float32
    D = images[0].size
    W, b = rng.normal(0, np.sqrt(2 / D), (D, HIDDEN)).astype(f), np.zeros(HIDDEN, f)
    V, c = rng.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, 10)).astype(f), np.zeros(10, f)
    for epoch in range(EPOCHS):
        for batch in np.array_split(rng.permutation(len(images)), -(-len(images) // BATCH_SIZE)):
            seen = images[batch] if change is None else change(images[batch], rng)
            x = seen.reshape(len(batch), D) / f(255)
            hidden = np.maximum(x @ W + b, 0)
            logits = hidden @ V + c
            probs = np.exp(logits - logits.max(axis=1, keepdims=True))
            probs /= probs.sum(axis=1, keepdims=True)
            probs[np.arange(len(batch)), labels[batch]] -= 1
            down = probs * f(LEARNING_RATE * (1 - epoch / EPOCHS) / len(batch))
            back = (down @ V.T) * (hidden > 0)
            V, c = V - hidden.T @ down, c - down.sum(axis=0)
            W, b = W - x.T @ back, b - back.sum(axis=0)

    def predict(images: np.ndarray) -> np.ndarray:
        x = images.reshape(len(images), D) / f(255)
        return np.argmax(np.maximum(x @ W + b, 0) @ V + c, axis=1)

    return predict


def shift(images: np.ndarray, dy: int | np.ndarray, dx: int | np.ndarray) -> np.ndarray:
    """Every image moved down by dy pixels and to the right by dx; negative is up, and to the left.

    dy, dx: each an integer for all images, or (N,) integers, one for each; they may be larger than the
    picture. What leaves the picture is gone, and what comes in is paper.
    shift([[[1, 2, 3], [4, 5, 6]]], 1, -1) = [[[0, 0, 0], [2, 3, 0]]]
    The tests time it on thousands of small images with a dy and dx for each: work on all at once.
    """
    raise NotImplementedError


def rotate(images: np.ndarray, degrees: float | np.ndarray) -> np.ndarray:
    """Every image turned about its centre, counter-clockwise as you see it; negative is clockwise.

    degrees: a number for all images, or (N,) numbers, one for each. The centre is at row
    (rows - 1) / 2 and column (columns - 1) / 2. For each pixel of the result, find the place in the
    image that is turned onto it, (y, x), fractions and all, and mix the four pixels around that
    place: the one in row i, column j counts (1 - |y - i|) · (1 - |x - j|). Those beyond the edge are
    paper and count as 0. Round to the nearest integer; halves may go either way. A quarter turn of a
    square image so comes out exact.
    rotate([[[1, 2], [3, 4]]], 90) = [[[2, 4], [1, 3]]]
    It is timed too, with an angle for each image.
    """
    raise NotImplementedError


def invert(images: np.ndarray) -> np.ndarray:
    """Paper becomes ink and ink becomes paper, and each grey the grey as far from the other end.

    invert([[[0, 1, 255]]]) = [[[255, 254, 0]]]
    """
    raise NotImplementedError


def augment(images: np.ndarray, reach: int, rng: np.random.Generator) -> np.ndarray:
    """Every image moved by a dy and a dx of its own, as shift moves them.

    Each dy and each dx is drawn on its own from the integers -reach to reach, both included, all
    equally likely. Every call draws anew from rng. ValueError if reach < 0.
    """
    raise NotImplementedError


def accuracies(predict: Predict, images: np.ndarray, labels: np.ndarray, changes: list[Change]) -> np.ndarray:
    """How well images are read when the world has changed: one accuracy for each change.

    changes: a list of K functions, K ≥ 1. Each gets the images as they were given, does not write into
    them, and predict reads what comes back. labels: (N,) integers, the true classes. Returns (K,)
    float64, shares of the N images, from 0 to 1, in the order of changes. ValueError if labels has
    not the shape (N,), or if there is no image.
    accuracies(predict, images, labels, [lambda images: images, invert]) might be [0.95, 0.02]
    """
    raise NotImplementedError


def won_back(clean: float, before: float, after: float) -> float:
    """Which share of the fall is won back: 0 is nothing, 1 all of it, and below 0 it fell further.

    clean: the accuracy on images as they were; before, after: the accuracies on changed ones before
    and after something was done about it. The fall is what lies between clean and before.
    ValueError if there was no fall: before is clean or more.
    won_back(0.9, 0.5, 0.8) = 0.75
    """
    raise NotImplementedError
