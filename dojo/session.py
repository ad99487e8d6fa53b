"""One pytest run: its options, its katas, and the subjects each test is run against."""

import os

import pytest

from dojo import curriculum, mistake
from dojo.curriculum import Kata
from dojo.subject import Subject


class Session:
    """What the hooks of conftest.py share."""

    def __init__(self, config: pytest.Config):
        self.options = config.option
        self.katas = curriculum.load(config.rootpath)
        if self.options.seed is None:
            self.options.seed = int.from_bytes(os.urandom(3))

    def parametrize(self, metafunc: pytest.Metafunc, kata: Kata) -> None:
        """Give a test its subjects: one for a learner, the solution and its mistakes for `--solutions`."""
        test = metafunc.definition.originalname
        if not self.options.solutions:
            params = [
                pytest.param(Subject(kata.path, seconds=kata.seconds), id=pytest.HIDDEN_PARAM)
            ]
        else:
            params = [pytest.param(Subject(kata.solution, seconds=kata.seconds), id="solution")]
            params += [
                pytest.param(
                    Subject(
                        kata.solution, kata.seconds, (kata.mistakes, wrong.name, wrong.replaces)
                    ),
                    id=wrong.name,
                    marks=pytest.mark.xfail(strict=True, reason=f"{wrong.name} must be caught"),
                )
                for wrong in mistake.read(kata.mistakes)
                if wrong.caught_by == test
            ]
        metafunc.parametrize("kata", params, indirect=True, scope="module")
