"""Answers with lists, NaN and objects where Keras is asked for probabilities."""

import numpy as np

EXPECTED = ["failed"]
KATA = "k02_network"


class Model:
    def __getattr__(self, name):
        return self

    def __call__(self, *_, **__):
        return np.full((5, 3), np.nan)


def build(seed):
    return Model()


def predict(model, x):
    return np.full((len(x), 3), 1 / 3, "f4")
