"""What comes next? Cover the end of a text and guess: the text itself knows the answer.

Nobody has to label anything. In a text of N + 1 symbols every symbol but the last is a question, and
the symbol after it is the answer. The smallest language model sees one symbol and says how probable
each symbol is to be the next. Here are two of them: a table of counts, and a network of one layer
that never sees the counts and comes to the same table by gradient steps.

Chapter 1, section 1.1.7.
Run:   pytest -k k20, or dojo watch k20, and dojo hint k20 when you are stuck
Guide: katas/guide/en/k20_next_token.md (한국어: katas/guide/ko/k20_next_token.md)

A symbol is one character of a text, its token is its place in `symbols`, the vocabulary of V
symbols. Of the two real texts one is Korean; there a symbol is a letter (jamo), for every syllable
has been taken apart: 73 different letters and marks fill a table, 630 different syllables do not.
A first ㄴ and a final ㄴ are two symbols.

Tokens are integers from 0 to V - 1; x: (N,) tokens; y: (N,), the token that follows each. Arrays of
tokens are int64, tables float64. Inputs must not be changed. Random numbers come from rng only, a
NumPy Generator. In the examples, lists stand for arrays. Given, finished: vocabulary, decode, softmax.
"""

import numpy as np


def vocabulary(text: str) -> list[str]:
    """Every symbol of the text once, sorted."""
    return sorted(set(text))


def decode(tokens: np.ndarray, symbols: list[str]) -> str:
    """The text that these tokens stand for."""
    return "".join(symbols[token] for token in tokens)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities from logits, along the last axis; logits of any size do no harm."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def encode(text: str, symbols: list[str]) -> np.ndarray:
    """The token of every symbol of the text: where it stands in `symbols`.

    symbols: as `vocabulary` makes them, of this text or of a longer one. Returns (N,) integers, also
    for an empty text. ValueError if a symbol of the text is not among them.
    encode("cab", ["a", "b", "c", "d"]) = [2, 0, 1]
    """
    raise NotImplementedError


def pairs(tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Questions and answers: x is every token but the last, y the token that follows each of them.

    Returns (x, y); fewer than two tokens make no pairs, and both are empty.
    pairs([3, 1, 4]) = ([3, 1], [1, 4])
    """
    raise NotImplementedError


def windows(
    rng: np.random.Generator, tokens: np.ndarray, length: int, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """n passages of `length` tokens from anywhere in the text, and their answers: one token further on.

    Each passage starts at random, whatever the others do, so two may be the same; every start that leaves
    room for the passage and the token after it is equally likely, the first and the last one included.
    Returns (x, y), both (n, length). ValueError if there is no such start. length ≥ 1, n ≥ 1.
    windows(rng, [3, 1, 4], 2, 1) = ([[3, 1]], [[1, 4]])
    """
    raise NotImplementedError


def bigram_counts(x: np.ndarray, y: np.ndarray, V: int) -> np.ndarray:
    """How often each token follows each other: entry [i, j] counts the pairs with x = i and y = j.

    Returns (V, V) integers, all 0 if there are no pairs. Work on whole arrays: this is timed, and a
    Python loop that writes into an array pair by pair is too slow.
    bigram_counts([0, 1, 0], [1, 0, 1], 3) = [[0, 2, 0], [1, 0, 0], [0, 0, 0]]
    """
    raise NotImplementedError


def bigram_probs(counts: np.ndarray, alpha: float) -> np.ndarray:
    """P(j | i) = (counts[i, j] + alpha) / (Σ_k counts[i, k] + alpha V), the probability that j follows i.

    counts: (V, V) integers; alpha ≥ 0 is added to every count, so that no pair is impossible.
    Returns (V, V) float64, each row with the sum 1. A row without counts is uniform, 1/V, also where
    alpha is 0. bigram_probs([[1, 3], [0, 0]], 1) = [[2/6, 4/6], [1/2, 1/2]]
    """
    raise NotImplementedError


def perplexity(probs: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """Between how many equally likely symbols the table wavers: exp of the mean of -ln probs[x, y].

    probs: (V, V) float64. inf, without a warning, if a pair has probability 0. ValueError if there are
    no pairs. Where the pairs of a text have the probabilities 1/2 and 1/8, it is 4.
    """
    raise NotImplementedError


def neural_step(W: np.ndarray, x: np.ndarray, y: np.ndarray, learning_rate: float) -> np.ndarray:
    """One step of a network of one layer: W - learning_rate · dL/dW.

    W: (V, V) float64; row i holds the logits of what follows token i, and so the network answers
    softmax(W[x]). L is the mean over all N ≥ 1 pairs of -ln softmax(W[x])[y], the cross-entropy. A pair
    that comes twice counts twice. Returns a new (V, V) float64; a row i that x never asks for stays as it is.
    neural_step([[0, 0], [0, 0]], [0], [1], 0.5) = [[-0.25, 0.25], [0, 0]]
    """
    raise NotImplementedError


def sample(rng: np.random.Generator, probs: np.ndarray, start: int, n: int) -> np.ndarray:
    """n tokens of a new text, drawn one by one: each from the row of the token before it.

    The first comes from the row of `start`, which is not part of the answer. probs: (V, V) float64,
    rows with the sum 1; what has probability 0 never comes. Returns (n,) integers, also for n = 0.
    sample(rng, [[0, 1], [1, 0]], 0, 3) = [1, 0, 1]
    """
    raise NotImplementedError
