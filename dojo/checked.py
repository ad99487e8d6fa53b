"""One check of one kata in a fresh process: pytest, told step by step over a pipe."""

import json
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

import pytest

from dojo.page import rendered

SOON = 0.1  # seconds; a check that takes longer shows its first finding before its last
LOG = "check.log"


@dataclass(frozen=True)
class Terminal:
    """Where the result will be shown. height: rows left for it; None for no limit."""

    lang: str
    width: int
    height: int | None
    colour: bool
    encoding: str


def check(root: Path, tests: Path, terminal: Terminal, out: Connection) -> None:
    """Run the tests; sends ["count", done, all], ["first", page] and at the end ["page", page].

    A page is text ready to be written. What the kata prints goes to .dojo/check.log.
    """
    _settle(root)
    teller = Teller(out, terminal)
    options = ["--lang", terminal.lang, "--in-process", "-p", "no:cacheprovider", "-p", "no:terminalreporter"]
    code = pytest.main([str(tests), *options], plugins=[teller])
    teller.finish(code)


def _settle(root: Path) -> None:
    """A session of its own, so that all it starts can be ended with it; no more than half the memory."""
    os.chdir(root)
    (root / ".dojo").mkdir(exist_ok=True)
    log = os.open(root / ".dojo" / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    if os.name == "posix":
        import resource

        os.setsid()
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
        resource.setrlimit(resource.RLIMIT_DATA, (half, half))


class Teller:
    """The plugin that reports."""

    def __init__(self, out: Connection, terminal: Terminal):
        self.out, self.terminal = out, terminal
        self.run, self.done, self.all = None, 0, 0
        self.told = False
        self.start = monotonic()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.run, self.all = session.config.pluginmanager.get_plugin("katas"), len(session.items)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.done += 1
            self._send("count", self.done, self.all)
            if not self.told and self.run.failed and monotonic() - self.start > SOON:
                self.told = True
                self._send("first", self._page())

    def finish(self, code: int) -> None:
        """Send the whole page, or what pytest said where it could not begin."""
        if self.run is not None:
            self._send("page", self._page())
        else:
            sys.stdout.flush()
            self._send("broken", Path(".dojo", LOG).read_text("utf-8", "replace"))

    def _page(self) -> str:
        terminal = self.terminal
        page = self.run.page(self.run.standings(), width=terminal.width, encoding=terminal.encoding)
        return rendered(page.screen(terminal.height), terminal.width, terminal.colour)

    def _send(self, *words: object) -> None:
        self.out.send_bytes(json.dumps(words).encode())
