"""What a network has learned, it need not learn again: reuse its layers, and keep what they know.

The lower layers of a trained network, its trunk, turn pixels into a representation; the last layer,
its head, only reads the answer off. A stroke of a 4 is a stroke of a 9 too: under a new head, the trunk
learns other digits from a handful of examples. Who trains on and shows it nothing else, though,
sees the old digits forgotten.

Chapter 1, section 1.1.6.
Run:   pytest -k k18, or dojo watch k18, and dojo hint k18 when you are stuck
Guide: katas/guide/en/k18_reuse.md (한국어: katas/guide/ko/k18_reuse.md)

A model is a row of Keras layers that knows its Input. Its last layer, model.layers[-1], is the head:
a Dense layer that gives one logit a class. All the layers before it are the trunk.
images: (N, 28, 28) uint8, or what else the model takes, N ≥ 1. labels: (N,) integers; where they
train a model of C classes, they go from 0 to C - 1. Neither may be changed. In the examples, lists
stand for arrays. Use keras, keras.ops and NumPy only: the tests run on every backend installed.
"""

from collections.abc import Callable

import keras
import numpy as np

Data = tuple[np.ndarray, np.ndarray]  # images and their labels

BATCH_SIZE = 64


def compiled(model: keras.Model) -> keras.Model:
    """The same model, ready to be trained: Adam, and the cross-entropy of its logits."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(4e-3), loss)
    return model


def network(seed: int, classes: int = 10) -> keras.Model:
    """A compiled network for digits that has not learned anything yet. seed fixes its first weights."""
    keras.utils.set_random_seed(seed)
    layers = [
        keras.Input((28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Reshape((28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, activation="relu"),
        keras.layers.Conv2D(32, 4, strides=2, activation="relu"),
        keras.layers.Conv2D(64, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(classes),
    ]
    return compiled(keras.Sequential(layers))


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    seed: int = 0,
    on_epoch: Callable[[int, float], None] | None = None,
) -> list[float]:
    """Train a compiled model in place and return the mean loss of each epoch.

    seed fixes the order of the examples. on_epoch(epoch, loss) is called after every epoch, from 1 on.
    """
    keras.utils.set_random_seed(seed)

    def report(epoch: int, logs: dict[str, float]) -> None:
        if on_epoch is not None:
            on_epoch(epoch + 1, logs["loss"])

    told = keras.callbacks.LambdaCallback(on_epoch_end=report)
    return model.fit(images, labels, BATCH_SIZE, epochs, verbose=0, callbacks=[told]).history["loss"]


def reuse(model: keras.Model, classes: int, seed: int) -> keras.Model:
    """A new compiled model: a copy of the model's trunk, frozen, under a fresh head of `classes` logits.

    The head is a Dense layer with Keras' own random first weights, which seed fixes; it is fresh even
    where the old one had as many classes. Training moves the head alone: everything in the trunk stays
    as it is to the last bit, the statistics of a BatchNormalization included.
    The model that was given stays as it was, its head and optimizer included, and can still be
    trained as a whole. The two share no weights: whatever one of them learns later, the other does
    not notice.
    """
    keras.utils.set_random_seed(seed)
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    *trunk, old_head = copy.layers
    for layer in trunk:
        layer.trainable = False
    return compiled(keras.Model(copy.inputs, keras.layers.Dense(classes)(old_head.input)))


def features(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """What the trunk makes of every image, the input of the head: a NumPy array (N, H) of float32.

    As in prediction: no dropout, nothing in the model changes, and what comes out for an image does
    not depend on the others. The model may be one that `reuse` has made, or any other.
    """
    return keras.Model(model.inputs, model.layers[-1].input).predict(images, verbose=0)


def train_head(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    seed: int = 0,
    on_epoch: Callable[[int, float], None] | None = None,
) -> list[float]:
    """Train the model's head in place, on features taken once; return the mean loss of each epoch.

    A trunk that does not learn gives the same features in every epoch. So let it look at each image
    once, as in prediction, and give the features to `train`, with epochs, seed and on_epoch as they
    are: the head starts from the weights it has, and ends where `train` with a frozen trunk
    would have brought it, up to rounding, but the epochs take a fraction of the time: on JAX, half at most.
    The trunk stays as it is to the last bit, whether it is frozen or not; so does each layer's `trainable`.
    """
    x = features(model, images)
    head = keras.Sequential([keras.Input(x.shape[1:]), model.layers[-1]])
    return train(compiled(head), x, labels, epochs, seed, on_epoch)


def few(rng: np.random.Generator, labels: np.ndarray, per_class: int) -> np.ndarray:
    """The indices of a small sample in which every class that occurs has `per_class` ≥ 1 examples.

    labels: (N,), any integers, in any order. Returns integers in any order, none of them twice; all examples
    of a class are equally likely. Random numbers come from rng only: the next call draws others.
    ValueError if a class has fewer than per_class examples.
    few(rng, [7, 5, 7, 7, 5], 2) might be [0, 3, 1, 4]: two of the 7s, and both 5s.
    """
    chosen = []
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        if len(places) < per_class:
            raise ValueError(f"class {label} has {len(places)} examples, fewer than {per_class}")
        chosen.append(rng.choice(places, per_class, replace=False))
    return np.concatenate(chosen)


def replay(rng: np.random.Generator, old: Data, new: Data, share: float) -> Data:
    """A training set of all the new examples and so many old ones that these are `share` of the whole.

    N new examples are joined by share / (1 - share) * N old ones, rounded to the nearest integer,
    from halfway either way.
    These are a random sample of old, none of them twice. Old and new are mixed, in random order, and every
    image keeps its label. Random numbers come from rng only. old and new: (images, labels) both,
    images of one shape and dtype, and so are those that come back.
    ValueError unless 0 ≤ share < 1, or if there are not as many old examples.
    With 30 new ones and share = 0.25, ten old ones come along: 10 of 40. With 0.1, 3.3 are due: three.
    """
    if not 0 <= share < 1:
        raise ValueError(f"share is {share}, which is not from 0 to below 1")
    wanted = round(share / (1 - share) * len(new[1]))
    if wanted > len(old[1]):
        raise ValueError(f"{wanted} old examples are needed, {len(old[1])} are there")
    kept = rng.choice(len(old[1]), wanted, replace=False)
    order = rng.permutation(wanted + len(new[1]))
    images, labels = (np.concatenate([o[kept], n])[order] for o, n in zip(old, new))
    return images, labels


def accuracy_matrix(models: list[keras.Model], tasks: list[Data]) -> np.ndarray:
    """R (S, T) float64: R[i, j] is the accuracy of models[i] on tasks[j].

    models: S ≥ 1, one as it was after every stage of its training. tasks: T ≥ 1 pairs (images,
    labels), not all of one size. Accuracy is the share, from 0 to 1, of the images of a task whose
    largest logit, as in prediction, is that of their label: three of four read right is 0.75.
    """

    def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
        return np.mean(model.predict(images, batch_size=1000, verbose=0).argmax(axis=1) == labels)

    return np.array([[accuracy(model, *task) for task in tasks] for model in models])
