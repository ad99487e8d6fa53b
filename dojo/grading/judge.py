"""The handle of a judge: a process that holds the tests, and hears one submission at a time."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass

from dojo import wire
from dojo.grading.result import KataResult, State, kata_from_json
from dojo.room import HARNESS

GRACE = 60.0  # seconds beyond a submission's own, for what the judge itself has to do
START = 300.0  # seconds to import the tests and the Keras backends
OURS = ("PYTEST", "PYTHON", "KERAS", "JAX", "XLA")  # beginnings of settings that would change the judge
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Settings:
    """How to judge.

    root: the repository with the tests. katas: ids to judge; none for all. tests: folders of the
    instructor's own. seconds: the limit of one submission. memory: bytes that a worker may use. trust:
    no sandbox. core: the one that this judge keeps to, or None.
    """

    root: str
    katas: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    seconds: float = 1800.0
    memory: int = 4 * 2**30
    trust: bool = False
    lang: str = "en"
    core: int | None = None


class Judge:
    """One process; it is started at the first submission, and again where it has died."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._process: subprocess.Popen | None = None

    def fault(self) -> str:
        """Why nobody can be judged, as sentences for the instructor; nothing where all is well."""
        return self._heard({})[1]

    def grade(self, files: dict[str, bytes]) -> list[KataResult]:
        """The verdict on each kata, in the order of the chapter; `key` is left empty.

        files: the source of each kata that was handed in, by its id. Where the judge fails, the katas that
        were handed in are infra_errors without tests.
        """
        verdicts, why = self._heard(files)
        return [KataResult(kata, "", State.INFRA_ERROR, message=why) for kata in files] if why else verdicts

    def _heard(self, files: dict[str, bytes]) -> tuple[list[KataResult], str]:
        """The verdicts, or why there are none."""
        fresh = self._process is None
        try:
            answer = self._ask({"files": files}, self._settings.seconds + GRACE + START * fresh)
            words = json.loads(answer)
            if "error" not in words:
                return [kata_from_json(row) for row in words["verdicts"]], ""
            return [], words["error"]
        except (OSError, wire.BadFrame, ValueError, TypeError, KeyError) as error:
            why = f"{type(error).__name__}: {error} {self._last_words()}".rstrip()
            self.close()
            return [], why
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process and the sandboxes it keeps."""
        if self._process:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    stream.close()
            self._log.close()
            self._process = None

    def _ask(self, question: dict, seconds: float) -> bytes:
        if self._process is None:
            self._process = self._start()
        alarm = threading.Timer(seconds, self._process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            wire.write(self._process.stdin, wire.pack(question))
            answer = wire.read(self._process.stdout)
        finally:
            alarm.cancel()
        if answer is None:
            raise OSError(f"the judge has ended: {self._process.wait()}")
        return answer

    def _last_words(self) -> str:
        """What the process has last written on its standard error."""
        size = os.lseek(self._log.fileno(), 0, os.SEEK_END)
        return os.pread(self._log.fileno(), 2000, max(0, size - 2000)).decode("utf-8", "replace")

    def _start(self) -> subprocess.Popen:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in close)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "dojo.grading.hearing", json.dumps(asdict(self._settings))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=self._settings.root,
            env=clean | THREADS | {"PYTHONPATH": str(HARNESS)},
        )
