"""Fresh processes at once: a warm parent holds the libraries imported and is forked for every check."""

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import Process
from multiprocessing.connection import Connection

from dojo import checked, variants
from dojo.checked import Terminal
from dojo.curriculum import Kata

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
WARM = ["__main__", "dojo.warm"]
WARM_KERAS = [*WARM, "keras"]


class Nest:
    """Starts checks of one kata. Where a system cannot fork, each imports its libraries anew."""

    def __init__(self, kata: Kata):
        if kata.backends:
            os.environ.update(variants.keras(kata.root, os.environ.get("KERAS_BACKEND", kata.backends[0])))
        self._kata = kata
        self._processes = multiprocessing.get_context("forkserver" if FORKS else "spawn")
        if FORKS:
            self._processes.set_forkserver_preload(WARM_KERAS if kata.backends else WARM)

    def check(self, terminal: Terminal) -> "Check":
        """A check that has begun."""
        here, there = self._processes.Pipe(duplex=False)
        arguments = (self._kata.root, self._kata.tests, terminal, there)
        process = self._processes.Process(target=checked.check, args=arguments)
        process.start()
        there.close()
        return Check(process, here)


class Check:
    """A check under way."""

    def __init__(self, process: Process, out: Connection):
        self._process, self._out = process, out

    def messages(self) -> Iterator[list]:
        """What it says until it ends; the last is ["ended", exit status]."""
        with suppress(EOFError, OSError):
            while True:
                yield json.loads(self._out.recv_bytes())
        self._process.join()
        yield ["ended", self._process.exitcode]

    def kill(self) -> None:
        """End it and everything it has started."""
        if os.name == "posix" and self._process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
