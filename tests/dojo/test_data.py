"""The data are the published ones, and damage is said in words."""

import hashlib
import struct

import numpy as np
import pytest

from dojo.data import MNIST, TEXTS, Damaged, mnist, photograph, text

# md5 of the original, uncompressed IDX files
ORIGINAL = {
    "x_train": "6bbc9ace898e44ae57da46a324031adb",
    "y_train": "a25bea736e30d166cdddb491f175f624",
    "x_test": "2646ac647ad5339dbf082846283269ea",
    "y_test": "27ae3e4e09519cfbb04c329615203637",
}


@pytest.mark.parametrize("name", ORIGINAL)
def test_mnist_is_byte_for_byte_the_original(name):
    array = getattr(mnist(), name)
    head = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    assert hashlib.md5(head + array.tobytes()).hexdigest() == ORIGINAL[name]
    assert not array.flags.writeable


def test_a_damaged_file_says_how_to_restore_it(tmp_path):
    raw = bytearray(MNIST.read_bytes())
    raw[len(raw) // 2] ^= 1
    broken = tmp_path / "mnist.npz"
    for damage in (bytes(raw), raw[:1000], b""):
        broken.write_bytes(damage)
        with pytest.raises(Damaged, match=r"is damaged .* git checkout -- "):
            mnist(broken)
    broken.unlink()
    with pytest.raises(Damaged, match=r"cannot be read .* git checkout -- "):
        mnist(broken)


def test_the_photograph_is_there_in_colour():
    pixels = photograph()
    assert pixels.shape == (600, 512, 3) and pixels.dtype == np.uint8 and not pixels.flags.writeable
    assert (pixels[..., 0] != pixels[..., 2]).any()


def test_the_texts_are_whole_and_clean():
    alice, buckwheat = text("en"), text("ko")
    assert alice.startswith("CHAPTER I\nDown the Rabbit-Hole\nAlice was beginning")
    assert alice.endswith("the happy summer days.\nTHE END\n") and alice.isascii()
    assert buckwheat.startswith("여름장이란 애시당초에 글러서") and buckwheat.endswith("기울어졌다.\n")
    assert (len(alice), len(buckwheat)) == (141_665, 8_220)
    assert not any(blank in book for book in (alice, buckwheat) for blank in ("  ", "\n\n", "\r", "\t"))


def test_a_text_may_have_the_line_ends_of_windows_and_no_other_change(tmp_path, monkeypatch):
    path, sha256 = TEXTS["ko"]
    copy = tmp_path / path.name
    monkeypatch.setitem(TEXTS, "windows", (copy, sha256))
    copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert text("windows") == text("ko")
    text.cache_clear()
    copy.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(Damaged, match=r"is damaged .* git checkout -- "):
        text("windows")
