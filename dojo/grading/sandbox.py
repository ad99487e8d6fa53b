"""Where a stranger's kata runs: bubblewrap around a zygote, and each worker closed in by itself.

In there are the interpreter, its packages and the harness, all read-only, and the one file that is
judged; no tests, no solutions, no history, no environment, no network.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from dojo.fault import NoWorker
from dojo.grading import walls
from dojo.grading.cgroup import Group
from dojo.grading.zygote import KATA, MIB

ROOM = 512 * MIB  # of files that a Keras kata may write; a quarter of it for others
PROCESSES = 256
PATIENCE = 120.0  # seconds until a zygote must have imported its libraries


class Refused(Exception):
    """This machine cannot close a worker in. words: what bubblewrap said, or that it is missing."""


class Inmate:
    """A worker in the sandbox: a room.Process."""

    def __init__(self, stdin: BinaryIO, stdout: BinaryIO, lifeline: socket.socket):
        self.stdin, self.stdout, self._lifeline = stdin, stdout, lifeline
        self.returncode: int | None = None

    def kill(self) -> None:
        """End it and everything it has started."""
        with suppress(OSError):
            self._lifeline.shutdown(socket.SHUT_WR)  # words left unread would take the answer with them

    def wait(self) -> int:
        """Its exit status, negative for a signal."""
        if self.returncode is None:
            try:
                words = self._lifeline.recv(16)
            except OSError:
                words = b""
            self.returncode = int(words) if words else -signal.SIGKILL
            self._lifeline.close()
        return self.returncode

    def close(self) -> None:
        """Let go of one that has never begun."""
        for stream in (self.stdin, self.stdout, self._lifeline):
            stream.close()


class Sandbox:
    """A room.Room that starts workers of one kind: those with the same environment.

    env: as of Subject, the Keras backend above all. memory: bytes a worker may use.
    """

    closed = True  # nothing but what is given to `start` is in there

    def __init__(self, env: dict[str, str], memory: int):
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._group = Group.make(memory + ROOM, PROCESSES)
        room = ROOM if "KERAS_BACKEND" in env else ROOM // 4
        numbers = map(str, (inside.fileno(), memory, room))
        command = [sys.executable, "-P", "-m", "dojo.grading.zygote", *numbers]
        self._errors = os.memfd_create("errors")
        try:
            self._process = subprocess.Popen(
                [*walls.bubblewrap(walls.environment(env)), *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[inside.fileno()],
                env={},
                preexec_fn=self._group.enter,
            )
        except FileNotFoundError:
            self._control.close()
            os.close(self._errors)
            self._group.close()
            raise Refused(f"{walls.BWRAP} is not installed") from None
        finally:
            inside.close()
        self._control.settimeout(PATIENCE)
        if not self._ready():
            said = self._said()
            self.close()
            raise Refused(said)

    @property
    def limits(self) -> list[str]:
        """What is capped for all of its processes together: of "memory", "processes" and "core"."""
        return self._group.limits

    @property
    def alive(self) -> bool:
        """Whether it can start workers."""
        return self._process.poll() is None

    def start(self, files: list[Path], printed: BinaryIO) -> Inmate:
        """A worker that sees copies of `files`, and prints into `printed`."""
        lifeline, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        requests, to_kata = os.pipe()
        from_kata, answers = os.pipe()
        inmate = Inmate(os.fdopen(to_kata, "wb"), os.fdopen(from_kata, "rb"), lifeline)
        given = [os.open(file, os.O_RDONLY) for file in files]
        names = json.dumps([self.seen(file) for file in files]).encode()
        lifeline.settimeout(PATIENCE)
        try:
            fds = [there.fileno(), requests, answers, printed.fileno(), *given]
            socket.send_fds(self._control, [names], fds)
            there.close()
            answer = lifeline.recv(16)
        except OSError as error:
            answer = str(error).encode()
        finally:
            there.close()
            for fd in (requests, answers, *given):
                os.close(fd)
        if answer != b"ready":
            inmate.close()
            raise NoWorker(f"the sandbox could not close a worker in {answer.decode()}".rstrip())
        return inmate

    def seen(self, path: Path) -> str:
        """Where a file that was given lies in there; a kata and its mistakes have one name."""
        return f"{KATA}/{path.parent.name}/{path.name}"

    def close(self) -> None:
        """End the zygote and every worker of it."""
        self._process.kill()
        self._process.wait()
        self._control.close()
        os.close(self._errors)
        self._group.close()

    def _ready(self) -> bool:
        try:
            return self._control.recv(16) == b"ready"
        except OSError:
            return False

    def _said(self) -> str:
        size = os.lseek(self._errors, 0, os.SEEK_END)
        words = os.pread(self._errors, 2000, max(0, size - 2000)).decode("utf-8", "replace").strip()
        return words or f"exit status {self._process.wait()}"
