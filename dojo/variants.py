"""The subjects that each test of a kata runs against, as pytest's parameters."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from dojo import curriculum, mistake
from dojo.curriculum import Kata
from dojo.session import Session
from dojo.subject import Subject

INSTALL = "uv pip install -c constraints.txt -e '.[{0}]'"


def parametrize(metafunc: pytest.Metafunc, session: Session) -> None:
    """Give a test its subjects; with `--solutions` also the stub and its known mistakes, which must fail."""
    kata = curriculum.find(session.katas, metafunc.definition.path)
    if kata is None:
        return
    if session.learning:
        params = _variants(session, kata, kata.path, pytest.HIDDEN_PARAM)
    else:
        params = _variants(session, kata, kata.solution, "solution")
        params += _must_fail(session.config.rootpath, kata, metafunc.definition.originalname)
    metafunc.parametrize("kata", params, indirect=True, scope="module")


def _variants(session: Session, kata: Kata, path: Path, name: object) -> list:
    """One subject, or one for each Keras backend; a backend that is not installed is blocked."""
    started = session.started(kata) if session.learning else True
    if not kata.backends:
        env = {} if session.submission else None
        return [pytest.param(Subject(path, kata.seconds, env=env, started=started), id=name)]
    root, here = session.config.rootpath, None
    if session.options.in_process:
        here = os.environ.get("KERAS_BACKEND", kata.backends[0])
        os.environ.update(keras(root, here))  # before anything imports keras
    return [
        pytest.param(
            Subject(
                path, kata.seconds, env=None if backend == here else keras(root, backend), started=started
            ),
            id=backend,
            marks=() if find_spec(backend) else pytest.mark.skip(reason=_missing(backend)),
        )
        for backend in kata.backends
    ]


def _must_fail(root: Path, kata: Kata, test: str) -> list:
    """The stub, unless somebody is solving it here, and the mistakes that this test must catch."""
    env = keras(root, kata.backends[0]) if kata.backends else None
    subjects = {} if kata.started else {"stub": Subject(kata.path, kata.seconds, env=env, warm=True)}
    for wrong in mistake.read(kata.mistakes):
        if wrong.caught_by == test:
            laid = (kata.mistakes, wrong.name, wrong.replaces)
            subjects[wrong.name] = Subject(kata.solution, kata.seconds, laid, env, warm=True)
    mark = pytest.mark.xfail(strict=True, reason="this test must reject it")
    return [pytest.param(subject, id=name, marks=mark) for name, subject in subjects.items()]


def keras(root: Path, backend: str) -> dict[str, str]:
    """The environment that makes Keras use `backend` and keep its files in the repository's .dojo/.

    JAX keeps what it has compiled, so a network of the same layers begins to train at once. Threads
    wait asleep: torch's otherwise spin, and beside a busy core training took over 120 s instead of 34.
    """
    home = root / ".dojo"
    return {
        "KERAS_BACKEND": backend,
        "KERAS_HOME": str(home / "keras"),
        "JAX_COMPILATION_CACHE_DIR": str(home / "jax"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0.05",
        "OMP_WAIT_POLICY": "PASSIVE",
        "TF_CPP_MIN_LOG_LEVEL": "2",
    }


def _missing(backend: str) -> str:
    return f"blocked: {backend}: {INSTALL.format(backend)}"
