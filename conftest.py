"""The pytest hooks: which tests run against which subject, and what the learner sees of it."""

import zlib
from pathlib import Path

import numpy as np
import pytest

from dojo import call, curriculum, subject
from dojo.session import Session


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("katas")
    group.addoption(
        "--solutions", action="store_true", help="judge the solutions and the known mistakes"
    )
    group.addoption("--submission", type=Path, metavar="DIR", help="judge the katas in DIR")
    group.addoption(
        "--in-process", action="store_true", help="no worker: debug Keras katas with --pdb"
    )
    group.addoption("--fresh", action="store_true", help="run again what passed and did not change")
    group.addoption(
        "--seed", type=int, metavar="N", help="repeat the random cases of an earlier run"
    )
    group.addoption(
        "--lang", choices=["en", "ko"], help="language of the messages (default: the locale)"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SESSION] = Session(config)


SESSION = pytest.StashKey[Session]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kata" in metafunc.fixturenames:
        session = metafunc.config.stash[SESSION]
        kata = curriculum.find(session.katas, metafunc.definition.path)
        session.parametrize(metafunc, kata)


@pytest.fixture(scope="module")
def kata(request: pytest.FixtureRequest):
    """The functions of the kata under test, whoever wrote them."""
    with subject.opened(request.param) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _calls() -> None:
    call.log.clear()


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Fresh random numbers every run, the same ones for every subject; `--seed N` repeats them."""
    name = zlib.crc32(request.node.originalname.encode())
    return np.random.default_rng([request.config.option.seed, name])
