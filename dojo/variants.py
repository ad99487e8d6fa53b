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
SIMULATED = "--xla_force_host_platform_device_count="


def parametrize(metafunc: pytest.Metafunc, session: Session) -> None:
    """Give a test its subjects; with `--solutions` also the stub and its known mistakes, which must fail."""
    kata = curriculum.find(session.katas, metafunc.definition.path)
    if kata is None:
        return
    if session.learning:
        params = _variants(session, kata, kata.path, pytest.HIDDEN_PARAM)
    else:
        params = _variants(session, kata, kata.solution, "solution")
        params += _must_fail(kata, metafunc.definition.originalname)
    metafunc.parametrize("kata", params, indirect=True, scope="module")


def _variants(session: Session, kata: Kata, path: Path, name: object) -> list:
    """One subject, or one for each Keras backend; a backend that is not installed is blocked."""
    started = session.started(kata) if session.learning else True
    if not kata.backends:
        env = {} if session.submission else None
        return [pytest.param(Subject(path, kata.seconds, env=env, started=started), id=name)]
    here = None
    if session.options.in_process:
        here = os.environ.get("KERAS_BACKEND", kata.backends[0])
        os.environ.update(keras(kata, here))  # before anything imports keras
    return [
        pytest.param(
            Subject(
                path,
                kata.seconds,
                env=None if backend == here else keras(kata, backend),
                started=started,
                warm=not session.learning,  # the mistakes go on where the solution was
            ),
            id=backend,
            marks=() if available(backend) else pytest.mark.skip(reason=missing(backend)),
        )
        for backend in kata.backends
    ]


def _must_fail(kata: Kata, test: str) -> list:
    """The stub, unless somebody is solving it here, and the mistakes that this test must catch."""
    first = kata.backends[0] if kata.backends else None
    must_fail = pytest.mark.xfail(strict=True, reason="this test must reject it")

    def param(name: str, path: Path, laid: tuple | None, backend: str | None):
        env = keras(kata, backend) if backend else None
        here = backend is None or available(backend)
        return pytest.param(
            Subject(path, kata.seconds, laid, env, warm=True),
            id=name,
            marks=must_fail if here else pytest.mark.skip(reason=missing(backend)),
        )

    stub = [] if kata.started else [param("stub", kata.path, None, first)]
    return stub + [
        param(m.name, kata.solution, (kata.mistakes, m.name, m.replaces), m.backend or first)
        for m in mistake.read(kata.mistakes)
        if m.caught_by == test
    ]


def keras(kata: Kata, backend: str) -> dict[str, str]:
    """The environment that makes Keras use `backend` and keep its files in the repository's .dojo/.

    JAX keeps what it has compiled, so a network of the same layers begins to train at once. Threads
    wait asleep: torch's otherwise spin, and beside a busy core training took over 120 s instead of 34.
    """
    home = kata.root / ".dojo"
    return _devices(kata.devices) | {
        "KERAS_BACKEND": backend,
        "KERAS_HOME": str(home / "keras"),
        "JAX_COMPILATION_CACHE_DIR": str(home / "jax"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0.05",
        "OMP_WAIT_POLICY": "PASSIVE",
        "TF_CPP_MIN_LOG_LEVEL": "2",
    }


def _devices(count: int) -> dict[str, str]:
    """The environment in which JAX sees so many devices: the CPU again and again, also beside a GPU."""
    if count == 1:
        return {}
    flags = [flag for flag in os.environ.get("XLA_FLAGS", "").split() if not flag.startswith(SIMULATED)]
    return {"XLA_FLAGS": " ".join([*flags, f"{SIMULATED}{count}"]), "JAX_PLATFORMS": "cpu"}


def available(backend: str) -> bool:
    """Whether a Keras backend is installed; found without importing it."""
    return find_spec(backend) is not None


def missing(backend: str) -> str:
    """Why what needs this backend is blocked, and the line that installs it."""
    return f"blocked: {backend}: {INSTALL.format(backend)}"
