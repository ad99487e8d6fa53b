"""The key of a kata's result: with the same key it need not be graded again."""

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from dojo import curriculum, fingerprint
from dojo.curriculum import Kata
from dojo.grading.judge import Settings

GRADING = Path(__file__).parent


class Keys:
    """Keys under one set of settings. The code that judges is read once, at the first key.

    katas: by id, those of the repository that have tests.
    """

    def __init__(self, settings: Settings):
        self._settings = settings
        self._root = Path(settings.root)
        self.katas = {kata.id: kata for kata in curriculum.load(self._root) if kata.built}
        self._versions: dict[str, bytes] = {}

    def of(self, id: str, content: bytes | None) -> str:
        """Over the handed-in file, the kata's version and the limits; never over the language.

        content: None where nothing is handed in.
        """
        if id not in self._versions:
            self._versions[id] = self._version(self.katas[id])
        return fingerprint.of(self._versions[id], *[content] * (content is not None))

    def _version(self, kata: Kata) -> bytes:
        """A digest of all that decides about this kata, but for the file."""
        own = [kata.tests, kata.mistakes, *self._own_tests(kata)]
        here = [backend for backend in kata.backends if find_spec(backend)]  # on the others it is blocked
        limits = [self._settings.seconds, self._settings.memory, self._settings.trust, here]
        return fingerprint.of(self._harness, fingerprint.files(own), repr(limits).encode()).encode()

    @cached_property
    def _harness(self) -> bytes:
        more = [self._root / "dojo" / "curriculum.toml", *sorted(GRADING.glob("*.py"))]
        return fingerprint.harness(self._root) + fingerprint.files(more)

    def _own_tests(self, kata: Kata) -> list[Path]:
        """The instructor's files, but for the tests of other katas."""
        others = tuple(f"test_{id}" for id in self.katas if id != kata.id)
        found = [file for folder in self._settings.tests for file in sorted(Path(folder).rglob("*"))]
        return [
            file
            for file in found
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(others)
        ]
