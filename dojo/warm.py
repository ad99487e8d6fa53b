"""What every check needs, brought once into the process that is forked for each."""

import contextlib
import io

import pytest
import pytest_benchmark.plugin  # noqa: F401

from dojo import data, diagnosis, explain, local, page, run, words  # noqa: F401

data.mnist()
with contextlib.redirect_stdout(io.StringIO()):
    pytest.main(
        ["--help", "-p", "no:cacheprovider", "--noconftest", "-c", "/dev/null"]
    )  # imports its plugins
