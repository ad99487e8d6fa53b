"""Where the worker of a kata runs, and what is asked of its process."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

HARNESS = Path(__file__).parent.parent


class Process(Protocol):
    """A worker's process, with pipes to and from it."""

    stdin: BinaryIO
    stdout: BinaryIO
    returncode: int | None

    def kill(self) -> None:
        """Kill it and what it has started."""

    def wait(self) -> int:
        """Its exit status, once it has ended; negative for a signal."""


class Room(Protocol):
    """Where workers run.

    closed: whether a worker sees the files it was started with and no others, so it cannot be used again.
    """

    closed: bool

    def start(self, files: list[Path], printed: BinaryIO) -> Process:
        """A new worker, that may need `files`. printed: a file for what it prints."""

    def seen(self, path: Path) -> str:
        """Where a worker finds a file."""


@dataclass(frozen=True)
class Here:
    """This machine as it is, with `env` added to the environment."""

    env: dict[str, str]
    closed = False

    def start(self, files: list[Path], printed: BinaryIO) -> Process:
        return Own(
            [sys.executable, "-P", "-m", "dojo.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=printed,
            env=os.environ | {"PYTHONPATH": str(HARNESS)} | self.env,
            start_new_session=os.name == "posix",
        )

    def seen(self, path: Path) -> str:
        return str(path)


class Own(subprocess.Popen):
    """A process that is killed with all of its session."""

    def kill(self) -> None:
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        super().kill()
