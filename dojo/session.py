"""One pytest run: its options, the katas it is about, and the plan of what to run."""

import os
import sys
import zlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dojo import curriculum, words
from dojo.curriculum import Kata
from dojo.progress import Progress

if TYPE_CHECKING:
    import numpy as np


class Session:
    """What the hooks of conftest.py share."""

    def __init__(self, config: pytest.Config):
        self.config, self.options = config, config.option
        if config.args_source == pytest.Config.ArgsSource.INVOCATION_DIR:  # from a subfolder as from the top
            config.args = [str(config.rootpath / "tests")]
            config.args_source = pytest.Config.ArgsSource.TESTPATHS
        self.submission = self.options.submission
        self.katas = curriculum.load(config.rootpath, self._folder())
        self.progress = Progress(config.rootpath, kept=not self.submission)
        self.lang = words.language(self.options.lang, sys.stdout.encoding)
        if self.options.seed is None:
            self.options.seed = int.from_bytes(os.urandom(3))
        if self.options.solutions and not any(kata.solution.exists() for kata in self.katas):
            raise pytest.UsageError(words.say(self.lang, "no_solutions"))
        if self.submission and not any(kata.path.is_file() for kata in self.katas):
            names = ", ".join(kata.path.name for kata in self.katas if kata.built)
            raise pytest.UsageError(f"{self.submission} holds no kata; it should hold some of {names}")

    def _folder(self) -> Path | None:
        """Where the katas of a submission lie: in its katas/ or beside one another."""
        if not self.submission:
            return None
        inner = self.submission.resolve() / "katas"
        return inner if inner.is_dir() else inner.parent

    @cached_property
    def learning(self) -> bool:
        """Whether a person's katas are judged: then the map is shown and progress kept."""
        own = self.config.rootpath / "tests" / "dojo"
        paths = [Path(argument.partition("::")[0]).resolve() for argument in self.config.args]
        return not self.options.solutions and not all(path.is_relative_to(own) for path in paths)

    @property
    def planned(self) -> bool:
        """Whether pytest was asked for nothing in particular, so that the plan decides."""
        chosen = self.options.keyword or self.options.markexpr or self.options.collectonly
        return self._anywhere and not chosen

    @property
    def _anywhere(self) -> bool:
        """Whether no file or test was named."""
        return self.config.args_source == pytest.Config.ArgsSource.TESTPATHS

    def started(self, kata: Kata) -> bool:
        """Whether there is something of a person's to judge; a submission need not hold every kata."""
        return kata.started and not (self.submission and not kata.path.exists())

    def runs(self, kata: Kata) -> bool:
        """Whether the plan runs this kata: it is started, and not done already and unchanged."""
        done = self.progress.is_done(kata) and not self.options.fresh
        return kata.built and self.started(kata) and not done

    def skips(self, kata: Kata) -> bool:
        """Whether the plan leaves this kata out because it passed before."""
        return self.planned and kata.built and self.started(kata) and not self.runs(kata)

    def ignores(self, path: Path) -> bool:
        """Whether a test file stays unread: the plan leaves it out, or it tests the harness."""
        if not (self.learning and self._anywhere):
            return False
        if path == self.config.rootpath / "tests" / "dojo":
            return True
        kata = curriculum.find(self.katas, path)
        return kata is not None and self.planned and not self.runs(kata)


def generator(item: pytest.Item) -> "np.random.Generator":
    """The random numbers of a test, from the seed of the run; the same whenever it is asked."""
    import numpy as np

    return np.random.default_rng([item.config.option.seed, zlib.crc32(item.originalname.encode())])
