"""Patches Keras, JAX and their random numbers, leaves threads and files, and dies."""

import os

import jax
import keras
import numpy as np

EXPECTED = ["crashed", "failed", "timeout"]
KATA = "k02_network"


jax.jit = lambda f, *_, **__: f
np.sum = lambda *_, **__: np.ones(5)
keras.Model.__call__ = lambda *_, **__: None


def build(seed):
    keras.config.set_floatx("float16")
    with open(os.path.expanduser("~/keras.json"), "w") as file:
        file.write("{")
    return keras.Sequential([keras.layers.Dense(3)])


def predict(model, x):
    os._exit(0)
