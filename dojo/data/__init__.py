"""Real data that ships with the repository: nothing is downloaded."""

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

MNIST = Path(__file__).with_name("mnist.npz")
MNIST_SHA256 = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"


class Damaged(Exception):
    """A data file is missing or is not the one that was published."""


class Mnist(NamedTuple):
    """Digits (N, 28, 28) uint8, 0 is paper and 255 is ink, with labels (N,) uint8; read-only."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


@cache
def mnist(path: Path = MNIST) -> Mnist:
    """All 60,000 training and 10,000 test digits, checksum verified; Damaged if it does not match."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Damaged(
            f"{path} cannot be read ({error.strerror}); restore it: git checkout -- {path}"
        ) from None
    if hashlib.sha256(raw).hexdigest() != MNIST_SHA256:
        raise Damaged(
            f"{path} is damaged ({len(raw):,} bytes, its checksum does not match); "
            f"restore it: git checkout -- {path}"
        )
    with np.load(io.BytesIO(raw)) as archive:
        arrays = Mnist(*(archive[name] for name in Mnist._fields))
    for array in arrays:
        array.flags.writeable = False
    return arrays


@cache
def photograph() -> np.ndarray:
    """A portrait of Grace Hopper (600, 512, 3) uint8, RGB, read-only.

    Source: the United States Navy, in the public domain; ships with matplotlib.
    """
    from matplotlib import cbook
    from PIL import Image

    with cbook.get_sample_data("grace_hopper.jpg") as file, Image.open(file) as image:
        pixels = np.array(image.convert("RGB"))
    pixels.flags.writeable = False
    return pixels
