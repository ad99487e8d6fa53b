"""The test's end of a worker: starts it, calls it, and ends it, whatever the kata does."""

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from dojo import wire
from dojo.fault import Crashed, TimedOut
from dojo.handle import Handle
from dojo.peer import Gone, Peer
from dojo.room import Room

SHOWN = 2**14  # bytes of what the kata prints in one request that are kept


class Remote:
    """A kata in a process of its own: its attributes are answered over a pipe.

    A process that hangs or dies is replaced at the next use, so one test cannot spoil another.
    """

    def __init__(
        self,
        path: Path,
        seconds: float,
        mistake: tuple[Path, str, str] | None,
        room: Room,
        line: "Line | None" = None,
    ):
        self._path, self._mistake = path, mistake
        self._seconds, self._room = seconds, room
        self._known: dict[str, object] = {}
        self.line = self._start(line)

    def __getattr__(self, name: str) -> object:
        if self.line.ended:
            self._known.clear()
            self.line = self._start()
        if name not in self._known:
            value = self.line.request("find", name)
            self._known[name] = value.named(name) if isinstance(value, Handle) else value
        return self._known[name]

    @contextmanager
    def laid(self, mistake: tuple[Path, str, str]) -> "Iterator[Remote]":
        """The same kata with a mistake laid over it, in the same process where that may see the mistake."""
        line = None if self._room.closed else self.line
        other = Remote(self._path, self._seconds, mistake, self._room, line)
        try:
            yield other
        finally:
            if self._room.closed:
                other.close()
            else:
                self._known.clear()
                self.line = self._start(other.line)

    def close(self) -> None:
        """End the worker and everything it started."""
        self.line.end()

    def _start(self, line: "Line | None" = None) -> "Line":
        file, *names = self._mistake or (None,)
        if line is None or line.ended:
            line = Line(self._seconds, self._room, [self._path, *[file] * bool(file)])
        line.request("load", self._room.seen(self._path), file and (self._room.seen(file), *names))
        return line


class Line(Peer):
    """The conversation with one worker process; every request has a time limit."""

    def __init__(self, seconds: float, room: Room, files: list[Path]):
        self._seconds = seconds
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed in end)
        try:
            self._process = room.start(files, self._printed)
        except BaseException:
            self._printed.close()
            raise
        self._clock = Clock(self.kill)
        self.ended = False
        out = self._process.stdout
        super().__init__(lambda: wire.read(out), self._process.stdin, {"call": _callback})

    def request(self, name: str, *args: object) -> object:
        """As Peer.request; TimedOut or Crashed where the worker does not answer, and it is ended."""
        if self.ended:
            raise Crashed("the process that held this object has ended")
        with self._clock.limit(self._seconds):
            try:
                return super().request(name, *args)
            except (Gone, wire.BadFrame) as error:
                raise self._last_words(error) from None
            except BaseException as error:
                if not isinstance(error, Exception):
                    self.end()  # Ctrl-C in the middle of an answer: the rest of it would be misread
                raise
            finally:
                self._show()

    def kill(self) -> None:
        """Kill the worker and what it has started."""
        self._process.kill()

    def end(self) -> None:
        """Kill the worker and free what it held; safe to call twice."""
        self.ended = True
        self._clock.stop()
        self.kill()
        self._process.wait()
        self._printed.close()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent yet has nowhere to go
                stream.close()

    def _last_words(self, error: Exception) -> BaseException:
        rang = self._clock.rang
        self._show()
        self.end()
        if rang:
            return TimedOut(self._seconds)
        if isinstance(error, wire.BadFrame):
            return Crashed(str(error))
        code = self._process.returncode
        return Crashed(signal.strsignal(-code) if code < 0 else f"exit status {code}")

    def _show(self) -> None:
        """Print here what the kata printed there, the last 16 KiB of it."""
        if self.ended:
            return
        size = self._printed.seek(0, os.SEEK_END)
        if size:
            self._printed.seek(max(0, size - SHOWN))
            print(self._printed.read().decode("utf-8", "replace"), end="")
            self._printed.truncate(0)


class Clock:
    """Calls `ring` once when an open limit runs out; nested limits belong to the outermost."""

    def __init__(self, ring):
        self._ring, self._deadline, self._stopped = ring, None, threading.Event()
        self.rang = False
        threading.Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        if self._deadline is not None:
            yield
            return
        self._deadline = monotonic() + seconds
        try:
            yield
        finally:
            self._deadline = None

    def stop(self) -> None:
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(0.1):
            deadline = self._deadline
            if deadline is not None and monotonic() > deadline:
                self.rang = True
                self._ring()
                return


def _callback(function, args: tuple, kwargs: dict) -> object:
    """The only thing a worker may ask for: a call of a function that a test has passed to it."""
    return function(*args, **kwargs)
