"""The judge's process: pytest with its tests collected, forked for every submission that comes in.

Files come in and verdicts go out as frames on the standard streams. Neither this process nor its forks
ever run a learner's code: that is done by the workers of the sandboxes.
"""

import gc
import json
import os
import resource
import select
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from time import monotonic
from typing import BinaryIO

import pytest

from dojo import curriculum, data, variants, wire
from dojo.curriculum import Kata
from dojo.grading import own
from dojo.grading.judge import Settings
from dojo.grading.points import Points
from dojo.grading.record import Record
from dojo.grading.result import KataResult
from dojo.grading.rooms import Rooms
from dojo.grading.told import Told
from dojo.grading.verdicts import Verdicts
from dojo.grading.zygote import PARENT_DEATH, done, libc
from dojo.session import Session
from dojo.words import say

TRIES = 3  # of a test of speed that was nearly passed
NEEDLESS = (
    "cacheprovider",
    "terminalreporter",
    "unraisableexception",
    "threadexception",
    "logging",
    "faulthandler",
)
NEEDLESS += ("doctest", "pastebin", "stepwise", "setuponly", "setupplan", "debugging")


def main(settings: Settings) -> None:
    """Collect the tests, then hear submissions until the input ends."""
    end_with_parent()
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    if settings.core is not None:
        os.sched_setaffinity(0, {settings.core})
    katas = [kata for kata in curriculum.load(Path(settings.root)) if kata.built]
    files = [str(kata.tests) for kata in katas if kata.id in settings.katas or not settings.katas]
    without = [f"-pno:{plugin}" for plugin in NEEDLESS]
    hearing = Hearing(settings, requests, answers)
    options = [
        "--benchmark-disable",
        "--capture=sys",  # what a worker prints is printed by this process
        "--import-mode=importlib",
        "-c",  # said, since pytest would look for it where own tests lie, too
        str(Path(settings.root, "pyproject.toml")),
        "--rootdir",
        settings.root,
        "--lang",
        settings.lang,
    ]
    code = pytest.main([*files, *settings.tests, *options, *without], plugins=[hearing])
    hearing.refuse(hearing.broken or f"pytest has ended: {code!r}")


class Hearing:
    """The plugin that runs the tests again and again, each time in a fork and for another submission."""

    def __init__(self, settings: Settings, requests: BinaryIO, answers: BinaryIO):
        self._settings, self._requests, self._answers = settings, requests, answers
        self._rooms = None if settings.trust else Rooms(settings.memory)
        self.broken = ""
        self._own, points = [Path(folder) for folder in settings.tests], Points()
        try:
            points = Points.read(self._own)
        except ValueError as error:  # of tomllib, which names the line
            self.broken = say(settings.lang, "own.toml", why=error)
        self._verdicts = Verdicts(points, settings.lang)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Give own tests their kata: the hook in conftest.py is for what lies below it."""
        outside = not metafunc.definition.path.is_relative_to(self._settings.root)
        if outside and "kata" in metafunc.fixturenames:
            variants.parametrize(metafunc, metafunc.config.pluginmanager.get_plugin("katas").session)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note why tests cannot be collected, an instructor's own above all."""
        if report.failed:
            self.broken = self.broken or f"{report.nodeid}: {report.longreprtext[-2000:]}"

    def refuse(self, why: str) -> None:
        """Answer every request with the reason why none can be heard."""
        while wire.read(self._requests) is not None:
            self._answer({"error": why})

    def _answer(self, words: dict) -> None:
        wire.write(self._answers, json.dumps(words).encode())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Answer every request, where all tests could be collected and are what they should be."""
        plugins = session.config.pluginmanager
        self._session: Session = plugins.get_plugin("katas").session
        katas = [kata for kata in self._session.katas if kata.built]
        slips = own.slips(session.items, katas, self._own, self._verdicts.points, self._settings.lang)
        self.broken = self.broken or "\n".join(dict.fromkeys(slips))
        if self.broken:
            return True
        plugins.unregister(name="katas")
        self._items: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            kata = curriculum.find(self._session.katas, item.path)
            if kata:
                self._items.setdefault(kata.id, []).append(item)
        self._katas = [kata for kata in self._session.katas if kata.id in self._items]
        data.mnist()
        gc.collect()
        gc.freeze()
        try:
            while (frame := wire.read(self._requests)) is not None:
                try:
                    verdicts = self._hear(wire.unpack(frame)["files"])
                except Exception as error:  # whatever it is, whoever asks is waiting
                    self._answer({"error": f"{type(error).__name__}: {error}"})
                else:
                    self._answer({"verdicts": [asdict(verdict) for verdict in verdicts]})
        finally:
            if self._rooms:
                self._rooms.close()
        return True

    def _hear(self, files: dict[str, bytes]) -> list[KataResult]:
        with tempfile.TemporaryDirectory() as folder:
            for name, source in files.items():
                Path(folder, f"{name}.py").write_bytes(source)
            katas = [replace(kata, folder=Path(folder)) for kata in self._katas]
            if self._rooms:
                self._rooms.open([kata for kata in katas if kata.id in files])
            began = monotonic()
            told = Told()
            for words in self._forked(katas):
                told.take(words)
            passed = round(monotonic() - began, 3)
            return [self._verdicts.of(kata, self._items[kata.id], told, passed) for kata in katas]

    def _forked(self, katas: list[Kata]) -> Iterator[list]:
        """What a fork tells of the tests; it is killed, with all it started, when its time is up."""
        ours, theirs = os.pipe()
        end = monotonic() + self._settings.seconds
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            os.setsid()
            end_with_parent()
            self._run(katas, os.fdopen(theirs, "wb"))
        os.close(theirs)
        try:
            with os.fdopen(ours, "rb", buffering=0) as stream:
                while select.select([stream], [], [], max(0.0, end - monotonic()))[0]:
                    frame = wire.read(stream)
                    if frame is None:
                        return
                    yield wire.unpack(frame)
            yield ["time_is_up"]
        finally:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _run(self, katas: list[Kata], out: BinaryIO) -> None:
        """In the fork: every test of what was handed in, with as much memory for answers as a worker has."""
        try:
            limit = (self._settings.memory, resource.getrlimit(resource.RLIMIT_DATA)[1])
            resource.setrlimit(resource.RLIMIT_DATA, limit)
            self._session.katas = katas
            self._session.options.seed = int.from_bytes(os.urandom(16))  # nobody's inputs tell another's
            record = Record(
                self._session, self._settings.seconds, lambda *words: wire.write(out, wire.pack(words))
            )
            self._session.config.pluginmanager.register(record)
            items = []
            for kata in katas:
                started = kata.path.exists() and kata.started
                wire.write(out, wire.pack(["started", kata.id, started]))
                for item in self._items[kata.id] if started else []:
                    params = item.callspec.params
                    room = self._rooms and self._rooms.of
                    env = params["kata"].env or {}
                    params["kata"] = replace(params["kata"], path=kata.path, env=env, started=True, room=room)
                    items.append(item)
            for item, following in zip(items, [*items[1:], None]):
                for _ in range(TRIES):
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                    if not record.nearly:
                        break
            wire.write(out, wire.pack(["done"]))
        except Exception as error:
            wire.write(out, wire.pack(["broken", f"{type(error).__name__}: {error}"]))
        finally:
            os._exit(0)


def end_with_parent() -> None:
    """Have the kernel kill this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        done(libc.prctl(PARENT_DEATH, signal.SIGKILL, 0, 0, 0))


if __name__ == "__main__":
    words = json.loads(sys.argv[1])
    main(Settings(**words | {"katas": tuple(words["katas"]), "tests": tuple(words["tests"])}))
