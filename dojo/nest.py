"""Fresh processes at once: a warm parent holds the libraries imported and is forked for every check."""

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from multiprocessing import Process
from multiprocessing.connection import Connection

from dojo import checked, variants
from dojo.checked import Terminal
from dojo.curriculum import Kata

FORKS = "forkserver" in multiprocessing.get_all_start_methods()


class Nest:
    """Starts checks of one kata. Where a system cannot fork, each imports its libraries anew."""

    def __init__(self, kata: Kata):
        warm = ["__main__", "dojo.warm"]
        if kata.backends:
            os.environ.update(variants.keras(kata, os.environ.get("KERAS_BACKEND", kata.backends[0])))
            warm += ["keras"]
        self._kata = kata
        self._processes = multiprocessing.get_context("forkserver" if FORKS else "spawn")
        if FORKS:
            self._processes.set_forkserver_preload(warm)
        self._next: tuple[float, Check] | None = None

    def prepare(self) -> None:
        """Have a check ready, its tests collected, so that it need only run them."""
        if self._next is None:
            here, there = self._processes.Pipe()
            arguments = (self._kata.root, self._kata.tests, there)
            process = self._processes.Process(target=checked.check, args=arguments)
            process.start()
            there.close()
            self._next = self._tests_of(), Check(process, here)

    def check(self, terminal: Terminal) -> "Check":
        """A check that has begun."""
        if self._next and self._next[0] != self._tests_of():
            self.close()
        self.prepare()
        _, check = self._next
        self._next = None
        check.begin(terminal)
        return check

    def close(self) -> None:
        """End the check that is ready."""
        if self._next:
            self._next[1].kill()
            self._next = None

    def _tests_of(self) -> float:
        return self._kata.tests.stat().st_mtime


class Check:
    """A check, in waiting or under way."""

    def __init__(self, process: Process, pipe: Connection):
        self._process, self._pipe = process, pipe

    def begin(self, terminal: Terminal) -> None:
        """Run the tests, for this terminal."""
        with suppress(OSError):  # it has died while it was waiting, and `messages` will say so
            self._pipe.send_bytes(json.dumps(asdict(terminal)).encode())

    def messages(self) -> Iterator[list]:
        """What it says until it ends; the last is ["ended", exit status]."""
        with suppress(EOFError, OSError):
            while True:
                yield json.loads(self._pipe.recv_bytes())
        self._process.join()
        yield ["ended", self._process.exitcode]

    def kill(self) -> None:
        """End it and everything it has started."""
        if os.name == "posix" and self._process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
