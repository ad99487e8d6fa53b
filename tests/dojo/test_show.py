"""Values and sources that somebody made to break what shows or reads them."""

import time
import tracemalloc

import numpy as np
import pytest

from dojo import show
from dojo.source import Source

HUGE = {
    "a long string": "x" * 10**7,
    "long bytes": b"x" * 10**7,
    "a large dict": {n: [n] for n in range(10**5)},
    "a large set": set(range(10**5)),
    "a dict of large lists": {1: list(range(10**5)), 2: "y" * 10**6},
    "a large array": np.zeros(10**7, np.uint8),
    "an array of long strings": np.array(["x" * 10**6, "y"]),
    "an array of objects": np.array(["x" * 10**6, None], object),
    "a string in no dimension": np.array("x" * 10**6),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_value_is_shown_short_and_without_a_copy(name):
    tracemalloc.start()
    words = show.value(HUGE[name])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(words) < 1000 and most < 10**7


def test_a_large_array_is_shown_by_its_first_entries():
    assert show.value(np.arange(2_000.0).reshape(2, 1000)) == "[[0.0, 1.0, 2.0, …], …] shape (2, 1000)"


@pytest.mark.parametrize("source", ["-" * 200_000 + "x", "1+" * 100_000 + "1", "1 if x else " * 50_000 + "1"])
def test_a_source_too_deep_for_python_has_an_error(tmp_path, source):
    (tmp_path / "k.py").write_text(f"def double(x): return {source}")
    began = time.monotonic()
    line, words = Source.read(tmp_path / "k.py").error
    assert line == 1 and words.startswith(("MemoryError", "RecursionError", "SyntaxError"))
    assert time.monotonic() - began < 10
