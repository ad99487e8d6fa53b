"""The pytest hooks: which tests run against which subject, and what the learner sees of it."""

from pathlib import Path

import pytest

from dojo import curriculum, session, subject, variants
from dojo.elsewhere import Elsewhere
from dojo.run import Run
from dojo.session import Session

SESSION = pytest.StashKey[Session]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("katas")
    group.addoption("--solutions", action="store_true", help="judge the solutions and the mistakes")
    group.addoption("--submission", type=Path, metavar="DIR", help="judge the katas in DIR (write it with =)")
    group.addoption(
        "--in-process", action="store_true", help="KERAS_BACKEND in this process: for --pdb in Keras katas"
    )
    group.addoption("--fresh", action="store_true", help="run again what passed and is unchanged")
    group.addoption("--seed", type=int, metavar="N", help="repeat an earlier run's random cases")
    group.addoption("--lang", choices=["en", "ko"], help="language of messages (default: locale)")


def pytest_configure(config: pytest.Config) -> None:
    ours = config.stash[SESSION] = Session(config)
    if ours.learning:
        config.option.no_header = config.option.no_summary = config.option.benchmark_quiet = True
        config.option.tbstyle = "native"  # the quickest: a finding takes its place
        config.addinivalue_line("filterwarnings", "default")  # a learner's warning is no fault
        config.pluginmanager.register(Run(ours), "katas")
    else:
        config.option.reportchars += "s"  # what is blocked is listed at the end


def pytest_unconfigure() -> None:
    subject.close_warm()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return config.stash[SESSION].ignores(collection_path) or None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kata" in metafunc.fixturenames:
        variants.parametrize(metafunc, metafunc.config.stash[SESSION])


@pytest.fixture(scope="module")
def kata(request: pytest.FixtureRequest):
    """The functions of the kata under test, whoever wrote them."""
    with subject.opened(request.param) as opened:
        yield opened


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest):
    """The same kata on another Keras backend: elsewhere("torch"); blocked where that is not installed."""
    row = curriculum.find(request.config.stash[SESSION].katas, request.path)
    with Elsewhere(request.node.callspec.params["kata"], row) as other:
        yield other


@pytest.fixture(autouse=True)
def _calls() -> None:
    from dojo import call

    call.log.clear()
    call.read.clear()


@pytest.fixture
def rng(request: pytest.FixtureRequest):
    """Random numbers, new every run and the same for every subject; `--seed N` repeats them."""
    return session.generator(request.node)
