"""A network of one layer."""

import keras
import numpy as np

KATA = "k02_network"
EXPECTED = ["passed"]
FAILS = []


def build(seed):
    start = keras.initializers.RandomNormal(seed=seed)
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax", kernel_initializer=start)])


def predict(model, x):
    return np.asarray(model(x))
