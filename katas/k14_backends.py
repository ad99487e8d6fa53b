"""Write it once in keras.ops, run it anywhere: train on one backend, save, and predict on another.

Keras leaves the arithmetic to a backend: JAX, TensorFlow or PyTorch, which also train, NumPy or
OpenVINO, which only predict. Code that speaks keras.ops alone runs on all five, and a saved model
carries its weights and its architecture from one to the next. What is still yours is to mean the
same thing everywhere: no value is known while a backend compiles, and no array can be written to.

Chapter 1, section 1.1.4.
Run:   pytest -k k14, or dojo watch k14, and dojo hint k14 when you are stuck
Guide: katas/guide/en/k14_backends.md (한국어: katas/guide/ko/k14_backends.md)

Write RowNorm's build, call and get_config, and save, load and predict, with keras, keras.ops and
Python's standard library. The rest is finished; the tests speak to your layer through normalize and
slopes. Try them out: KERAS_BACKEND=numpy python, in the folder katas.
"""

from typing import Any

import keras
import numpy as np

Tensor = Any  # an array of whichever backend is running


@keras.saving.register_keras_serializable("katas")  # so that load finds the class by its name
class RowNorm(keras.layers.Layer):
    """Each row, along the last axis, brought to mean 0 and variance 1; then scaled and moved.

    Of a row x: scale · (x - mean) / sqrt(variance) + offset, where variance is the mean of
    (x - mean)². A row that is flat, with variance at most epsilon, has no direction to keep: there
    (x - mean) / sqrt(variance) is replaced by zeros. To other rows epsilon does nothing.
    """

    def __init__(self, epsilon: float = 1e-6, **kwargs) -> None:
        super().__init__(**kwargs)
        self.epsilon = epsilon

    def build(self, input_shape: tuple) -> None:
        """Create the two weights that training moves: scale, then offset, a number for each column.

        At first scale is 1 and offset is 0 everywhere. input_shape is that of x: the last entry is the
        length of a row and is always known; any other may be None, as the batch size mostly is.
        input_shape (None, 28, 5) gives two weights of shape (5,).
        """
        raise NotImplementedError

    def call(self, x: Tensor) -> Tensor:
        """The layer's answer to x: (N, D), or with more axes, floats. Same shape, and float32 for float32.

        It must run compiled, where no value of x is known yet, and on every backend. A flat row
        becomes offset; it sends no gradient to x, and above all no NaN. A row far from zero keeps its
        digits: 4000, 4001, 4005 gives what 0, 1, 5 gives, to three digits.
        normalize([[1, 3], [5, 5]]) = [[-1, 1], [0, 0]]
        """
        raise NotImplementedError

    def get_config(self) -> dict:
        """All that __init__ takes, as a dict of plain values; the base class tells of those in kwargs.

        RowNorm.from_config(layer.get_config()) is a layer like this one, also in its name, its dtype
        and whether it is trainable; with weights of its own.
        """
        raise NotImplementedError


def save(model: keras.Model) -> bytes:
    """The model as the bytes of a `.keras` file: architecture and weights.

    No file stays behind, neither where Python runs nor in the folder for temporary files.
    """
    raise NotImplementedError


def load(data: bytes) -> keras.Model:
    """The model in the bytes of a `.keras` file, whichever backend has saved it, ready to predict.

    It is not compiled (model.compiled is False): how a model was trained is written in the file in
    the words of the backend that did it, and another one need not understand them. Nor does load
    leave a file behind.
    """
    raise NotImplementedError


def predict(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """The probability of each digit from 0 to 9: a NumPy array (N, 10) of float32, rows sum to 1.

    images: (N, 28, 28) uint8, N ≥ 1. The model takes them as they are and gives logits, which may
    reach 100. Call the model: model.predict takes half the bits on OpenVINO where the CPU has an
    instruction for that.
    """
    raise NotImplementedError


# -- finished ----------------------------------------------------------------------------------


def normalize(
    x: np.ndarray, epsilon: float = 1e-6, scale: object = None, offset: object = None
) -> np.ndarray:
    """What a RowNorm makes of x, with the weights it begins with or with these."""
    layer = RowNorm(epsilon)
    layer.build(np.shape(x))
    if scale is not None:
        layer.set_weights([scale, offset])
    return keras.ops.convert_to_numpy(layer(np.asarray(x, "float32")))


def slopes(x: np.ndarray, upstream: np.ndarray, epsilon: float = 1e-6) -> list[np.ndarray]:
    """How sum(upstream · RowNorm(x)) grows with x, scale and offset: what a compiled step subtracts."""
    table, norm = keras.layers.Dense(x.shape[1], use_bias=False), RowNorm(epsilon)
    picks = keras.Input((len(x),))  # row i of the identity picks row i of the table, which is x
    model = keras.Model(picks, norm(table(picks)))
    found = []
    # in turns: TensorFlow may move a weight before its old value has been used for the last time
    for moving, still in [(table, norm), (norm, table)]:
        table.set_weights([np.array(x)])
        moving.trainable, still.trainable = True, False
        model.compile(keras.optimizers.SGD(1.0), lambda weight, y: keras.ops.sum(weight * y))
        before = [weight.copy() for weight in moving.get_weights()]
        model.train_on_batch(np.eye(len(x), dtype="float32"), upstream)
        found += [old - new for old, new in zip(before, moving.get_weights())]
    return found


def network(seed: int, hidden: int = 64, epsilon: float = 1e-6) -> keras.Model:
    """A network for digits, not trained yet, that uses RowNorm twice and gives logits."""
    keras.utils.set_random_seed(seed)
    images = keras.Input((28, 28), dtype="uint8")
    x = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(images))
    x = keras.layers.Dense(hidden)(RowNorm(epsilon)(x))
    x = keras.layers.Activation("relu")(RowNorm(epsilon)(x))
    return keras.Model(images, keras.layers.Dense(10)(x))


def train(model: keras.Model, images: np.ndarray, labels: np.ndarray, epochs: int = 5) -> None:
    """Train the model in place, on a backend that can."""
    keras.utils.set_random_seed(0)
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(images, labels, batch_size=64, epochs=epochs, verbose=0)
