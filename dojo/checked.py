"""One check of one kata in a process of its own: pytest, ready to run, then told step by step over a pipe."""

import importlib
import json
import os
import signal
import sys
import threading
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from dojo import curriculum, local, mistake
from dojo.curriculum import Kata
from dojo.page import rendered
from dojo.progress import Progress
from dojo.words import writable

LOG = "check.log"
# the last of them collects garbage before the page is sent: 30 ms
NEEDLESS = ("cacheprovider", "terminalreporter", "unraisableexception")


@dataclass(frozen=True)
class Terminal:
    """Where the result will be shown. height: rows left for it; None for no limit."""

    lang: str
    width: int
    height: int | None
    colour: bool
    encoding: str


def check(root: Path, tests: Path, parent: Connection) -> None:
    """Collect the tests, wait for the terminal to be told, and run them.

    Sends ["count", done, all], perhaps ["first", page], and at the end ["page", page], or ["broken",
    words] where pytest could not begin. A page is text ready to be written. What the kata prints goes
    to .dojo/check.log. The process ends with its parent.
    """
    _settle(root)
    teller = Teller(parent)
    without = [f"-pno:{plugin}" for plugin in NEEDLESS]
    pytest.main([str(tests), "--in-process", *without], plugins=[teller])
    teller.finish()


def _settle(root: Path) -> None:
    """A session of its own, so that all it starts can be ended with it; no more than half the memory."""
    os.chdir(root)
    (root / ".dojo").mkdir(exist_ok=True)
    log = os.open(root / ".dojo" / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    if os.name == "posix":
        import resource

        os.setsid()
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
        resource.setrlimit(resource.RLIMIT_DATA, (half, half))


def _warm(kata: Kata) -> None:
    """Do now what the first test, and the first diagnosis, would have to wait for."""
    if kata.backends:
        importlib.import_module("keras").ops.ones(1)
    if mistake.read(kata.mistakes):
        local.run_file(kata.mistakes)


class Teller:
    """The plugin that waits for the word to begin, and reports."""

    def __init__(self, parent: Connection):
        self.parent, self.run = parent, None
        self.done = self.all = 0
        self.told = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Wait for the word; the kata is read only then."""
        self.run, self.all = session.config.pluginmanager.get_plugin("katas"), len(session.items)
        ours, root = self.run.session, session.config.rootpath
        for path in {item.path for item in session.items}:
            _warm(curriculum.find(ours.katas, path))
        self.terminal = Terminal(**json.loads(self._heard()))
        threading.Thread(target=self._heard, daemon=True).start()
        os.ftruncate(1, 0)
        ours.lang, ours.katas, ours.progress = self.terminal.lang, curriculum.load(root), Progress(root)
        for item in session.items:
            kata, params = curriculum.find(ours.katas, item.path), item.callspec.params
            params["kata"] = replace(params["kata"], started=kata.started)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.done += 1
            self._send("count", self.done, self.all)
            if not self.told and self.run.failed:
                self.told = True
                self._send("first", self._page())

    def finish(self) -> None:
        """Send the whole page, or what pytest said where it could not begin."""
        if self.run is not None:
            self._send("page", self._page())
        else:
            sys.stdout.flush()
            self._send("broken", Path(".dojo", LOG).read_text("utf-8", "replace"))

    def _page(self) -> str:
        terminal = self.terminal
        page = self.run.page(self.run.standings(), width=terminal.width, encoding=terminal.encoding)
        text = rendered(page.screen(terminal.height), terminal.width, terminal.colour)
        return writable(text, terminal.encoding)

    def _send(self, *words: object) -> None:
        self.parent.send_bytes(json.dumps(words).encode())

    def _heard(self) -> bytes:
        """What the parent says; with the end of the pipe all ends that was started here."""
        try:
            return self.parent.recv_bytes()
        except (EOFError, OSError):
            if os.name == "posix":
                os.killpg(0, signal.SIGKILL)
            os._exit(1)
