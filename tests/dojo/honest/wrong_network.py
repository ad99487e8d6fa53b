"""A network that forgets the softmax."""

import keras
import numpy as np

KATA = "k02_network"
EXPECTED = ["failed"]
FAILS = ["test_network_gives_probabilities"]


def build(seed):
    start = keras.initializers.RandomNormal(seed=seed)
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, kernel_initializer=start)])


def predict(model, x):
    return np.asarray(model(x))
