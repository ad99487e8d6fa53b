"""A judge without tests: the words of a file are its verdict. Each file it judges is a line of a log.

`right` passes, anything else fails; `infra` is a fault of ours, `flaky` only for a judge's first answer;
`slow` takes a minute, `kill the worker` takes its process along.

FAKE_LOG: the log. FAKE_SECONDS: what an ordinary file takes.
"""

import os
import signal
import threading
from dataclasses import dataclass

from dojo.grading.result import KataResult, State, Test


@dataclass(frozen=True)
class Settings:
    root: str
    katas: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    seconds: float = 600.0
    memory: int = 4 * 2**30
    trust: bool = False
    lang: str = "en"
    core: int | None = None


class Judge:
    made = 0

    def __init__(self, settings: Settings):
        Judge.made += 1
        self._settings, self._first = settings, Judge.made == 1
        self._closed = threading.Event()

    def fault(self) -> str:
        return os.environ.get("FAKE_FAULT", "")

    def grade(self, files: dict[str, bytes]) -> list[KataResult]:
        results = [self._verdict(id, files.get(id, b"").decode()) for id in self._settings.katas]
        self._first = False
        return results

    def close(self) -> None:
        self._closed.set()

    def _verdict(self, id: str, words: str) -> KataResult:
        if not words:
            return KataResult(id, "", State.NOT_RUN, False, [Test("test_it", "It is.", State.NOT_RUN)])
        self._log(f"{os.getpid()} {id} {words.strip()} {self._settings.core}\n")
        seconds = 60 if "slow" in words else float(os.environ.get("FAKE_SECONDS", 0))
        if "kill the worker" in words:
            os.kill(os.getpid(), signal.SIGKILL)
        ended = self._closed.wait(seconds)
        if ended or "infra" in words or ("flaky" in words and self._first):
            return KataResult(id, "", State.INFRA_ERROR)
        state = State.PASSED if "right" in words else State.FAILED
        return KataResult(id, "", state, tests=[Test("test_it", "It is.", state)], seconds=seconds)

    def _log(self, line: str) -> None:
        with open(os.environ["FAKE_LOG"], "a") as log:
            log.write(line)
