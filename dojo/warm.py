"""What every check needs, brought once into the process that is forked for each."""

import contextlib
import gc
import io
import os

import pytest
import pytest_benchmark.plugin  # noqa: F401

from dojo import data, diagnosis, explain, local, page, run, words  # noqa: F401

data.mnist()
for lang in words.LANGUAGES:
    words.catalogue(lang)
with contextlib.redirect_stdout(io.StringIO()):  # imports the rest of pytest
    pytest.main(["--help", "--noconftest", "-c", os.devnull])
gc.freeze()  # no check need look through all this again
