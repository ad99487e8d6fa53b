"""The kata under test on other Keras backends: `elsewhere("torch")` in a test."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dojo import subject, variants
from dojo.curriculum import Kata
from dojo.subject import Subject

if TYPE_CHECKING:
    from dojo.remote import Remote


class Elsewhere(ExitStack):
    """Whatever is judged – a learner's file, a solution, one with a mistake – in a worker for each backend.

    Call it with the name of a backend: there the kata has forgotten all but its file. A backend that is
    not installed ends the test as blocked. The workers are let go when this is closed.
    """

    def __init__(self, judged: Subject, kata: Kata):
        super().__init__()
        self._judged, self._kata = judged, kata
        self._open: dict[str, Remote] = {}

    def __call__(self, backend: str) -> "Remote":
        if not variants.available(backend):
            pytest.skip(variants.missing(backend))
        if backend not in self._open:
            there = replace(self._judged, env=variants.keras(self._kata, backend), warm=True)
            self._open[backend] = self.enter_context(subject.opened(there))
        return self._open[backend]

    def laid(self, mistake: tuple[Path, str, str]) -> "Laid":
        """The same with a mistake laid over it, in the same workers."""
        return Laid(self, mistake)


class Laid(ExitStack):
    """As Elsewhere, with a mistake laid over the kata until this is closed."""

    def __init__(self, elsewhere: Elsewhere, mistake: tuple[Path, str, str]):
        super().__init__()
        self._elsewhere, self._mistake = elsewhere, mistake
        self._open: dict[str, Remote] = {}

    def __call__(self, backend: str) -> "Remote":
        if backend not in self._open:
            self._open[backend] = self.enter_context(self._elsewhere(backend).laid(self._mistake))
        return self._open[backend]
