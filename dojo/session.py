"""One pytest run: its options, the katas it is about, and the subjects their tests run against."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from dojo import curriculum, mistake, words
from dojo.curriculum import Kata
from dojo.progress import Progress
from dojo.subject import Subject

INSTALL = "pip install -c constraints.txt -e '.[{0}]'"


class Session:
    """What the hooks of conftest.py share."""

    def __init__(self, config: pytest.Config):
        self.config, self.options = config, config.option
        self.katas = curriculum.load(config.rootpath)
        self.progress = Progress(config.rootpath)
        self.lang = words.language(self.options.lang, sys.stdout.encoding)
        if self.options.seed is None:
            self.options.seed = int.from_bytes(os.urandom(3))
        if self.options.submission and not any(map(self.submitted, self.katas)):
            raise pytest.UsageError(
                f"{self.options.submission} holds no kata; a submission is a folder with files such as "
                f"{self.katas[0].path.name}, or katas/{self.katas[0].path.name}"
            )

    @property
    def learning(self) -> bool:
        """Whether a person's own katas are judged: then the map is shown and progress kept."""
        return not self.options.solutions

    @property
    def planned(self) -> bool:
        """Whether pytest was asked for nothing in particular, so that the plan decides."""
        chosen = self.options.keyword or self.options.markexpr or self.options.collectonly
        return self.config.args_source == pytest.Config.ArgsSource.TESTPATHS and not chosen

    def submitted(self, kata: Kata) -> Path | None:
        """The submission's file for this kata."""
        folder = self.options.submission
        files = (folder / "katas" / kata.path.name, folder / kata.path.name)
        return next((file for file in files if file.is_file()), None)

    def path(self, kata: Kata) -> Path:
        """The file under judgement."""
        if self.options.submission:
            return self.submitted(kata) or self.options.submission / kata.path.name
        return kata.path

    def started(self, kata: Kata) -> bool:
        return bool(self.submitted(kata)) if self.options.submission else kata.started

    def runs(self, kata: Kata) -> bool:
        """Whether the plan runs this kata: it is started, and is not done already and unchanged."""
        if not kata.built or not self.started(kata):
            return False
        fresh = self.options.fresh or self.options.submission
        return bool(fresh) or not self.progress.is_done(kata)

    def skips(self, kata: Kata) -> bool:
        """Whether the plan leaves this kata out because it passed before."""
        started = kata.built and self.started(kata)
        return self.planned and started and not self.runs(kata)

    def ignores(self, path: Path) -> bool:
        """Whether a test file stays unread: the plan leaves it out, or it tests the harness."""
        if not self.learning or self.config.args_source != pytest.Config.ArgsSource.TESTPATHS:
            return False
        if path == self.config.rootpath / "tests" / "dojo":
            return True
        kata = curriculum.find(self.katas, path)
        return kata is not None and self.planned and not self.runs(kata)

    def parametrize(self, metafunc: pytest.Metafunc) -> None:
        """Give a test its subjects; with `--solutions` the known mistakes as well, which must fail."""
        kata = curriculum.find(self.katas, metafunc.definition.path)
        if kata is None:
            return
        if self.options.solutions:
            params = [
                *self._variants(kata, kata.solution, "solution"),
                *self._mistakes(kata, metafunc.definition.originalname),
            ]
        else:
            params = self._variants(kata, self.path(kata), pytest.HIDDEN_PARAM)
        metafunc.parametrize("kata", params, indirect=True, scope="module")

    def _variants(self, kata: Kata, path: Path, name: object) -> list:
        """One subject, or one for each Keras backend; a backend that is not installed is blocked."""
        if not kata.backends:
            env = {} if self.options.submission else None
            return [pytest.param(self._subject(kata, path, env), id=name)]
        if self.options.in_process:
            return [pytest.param(self._subject(kata, path, None), id=self._backend(kata))]
        return [self._on(kata, path, backend) for backend in kata.backends]

    def _subject(self, kata: Kata, path: Path, env: dict[str, str] | None) -> Subject:
        started = self.options.solutions or self.started(kata)
        return Subject(path, kata.seconds, env=env, started=bool(started))

    def _on(self, kata: Kata, path: Path, backend: str):
        subject = self._subject(kata, path, self._keras(backend))
        blocked = f"blocked: {backend} is not installed: {INSTALL.format(backend)}"
        marks = () if find_spec(backend) else pytest.mark.skip(reason=blocked)
        return pytest.param(subject, id=backend, marks=marks)

    def _mistakes(self, kata: Kata, test: str) -> list:
        env = self._keras(kata.backends[0]) if kata.backends else None
        return [
            pytest.param(
                Subject(kata.solution, kata.seconds, (kata.mistakes, wrong.name, wrong.replaces), env),
                id=wrong.name,
                marks=pytest.mark.xfail(strict=True, reason="a known mistake: this test must reject it"),
            )
            for wrong in mistake.read(kata.mistakes)
            if wrong.caught_by == test
        ]

    def _backend(self, kata: Kata) -> str:
        """Choose the backend of this process, before anything imports keras."""
        backend = os.environ.setdefault("KERAS_BACKEND", kata.backends[0])
        os.environ.update(self._keras(backend))
        return backend

    def _keras(self, backend: str) -> dict[str, str]:
        home = self.config.rootpath / ".dojo" / "keras"
        return {"KERAS_BACKEND": backend, "KERAS_HOME": str(home), "TF_CPP_MIN_LOG_LEVEL": "2"}
