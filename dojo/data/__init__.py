"""Real data that ships with the repository: nothing is downloaded."""

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

MNIST = Path(__file__).with_name("mnist.npz")
MNIST_SHA256 = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"
TEXTS = {  # by language: the file and its checksum
    "en": (
        Path(__file__).with_name("alice_in_wonderland.txt"),
        "9c81e17cf920bf7dd3160fe76909f3985952b2ad31bca0400b2375413f29ec8a",
    ),
    "ko": (
        Path(__file__).with_name("when_buckwheat_blooms.txt"),
        "2cadd1d7e15fc126aead90fe2419465e0bbb37420c6557f963d994f617fe8d75",
    ),
}


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
    raw = _verified(_read(path), MNIST_SHA256, path)
    with np.load(io.BytesIO(raw)) as archive:
        arrays = Mnist(*(archive[name] for name in Mnist._fields))
    for array in arrays:
        array.flags.writeable = False
    return arrays


@cache
def text(lang: str) -> str:
    """A whole work in the public domain, checksum verified: Alice ("en") or 메밀꽃 필 무렵 ("ko")."""
    path, sha256 = TEXTS[lang]
    raw = _read(path).replace(b"\r\n", b"\n")  # as Git on Windows may have ended the lines
    return _verified(raw, sha256, path).decode("utf-8")


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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Damaged(
            f"{path} cannot be read ({error.strerror}); restore it: git checkout -- {path}"
        ) from None


def _verified(raw: bytes, sha256: str, path: Path) -> bytes:
    """`raw`, if it is what was published."""
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise Damaged(
            f"{path} is damaged ({len(raw):,} bytes, its checksum does not match); "
            f"restore it: git checkout -- {path}"
        )
    return raw
