"""The test's end of a worker: starts it, calls it, and ends it, whatever the kata does."""

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from dojo import call, wire
from dojo.fault import BadKata, Crashed, TimedOut
from dojo.handle import Handle
from dojo.peer import Gone, Peer
from dojo.room import Room

SHOWN = 2**14  # bytes of what the kata prints in one request that are kept
LATER = frozenset(["operate", "get", "set"])  # requests about what a call has returned


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
        call.read.add(name)
        if name not in self._known:
            value = self.line.request("find", name)
            self._known[name] = value.named(name) if isinstance(value, Handle) else value
        if isinstance(self._known[name], Handle):
            call.read.discard(name)  # its calls are recorded
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
        try:
            line.request("load", self._room.seen(self._path), file and (self._room.seen(file), *names))
        except (BadKata, TimedOut, Crashed):
            raise
        except Exception as error:  # not of the worker's own: whoever answers has written it by hand
            raise BadKata(f"does_not_import: {type(error).__name__}: {error}") from None
        return line


class Line(Peer):
    """The conversation with one worker process; every request has a time limit.

    What is done to the objects that a call has returned counts to the time and the bytes of that call, so
    one that never ends to iterate over does end. What a test's own function has found wrong when it was
    called back is raised here, whatever the kata makes of it.
    """

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
        self._bytes = 0
        self._refused: BaseException | None = None
        out = self._process.stdout
        super().__init__(lambda: self._counted(wire.read(out)), self._process.stdin, {"call": self._callback})

    def request(self, name: str, *args: object) -> object:
        """As Peer.request; TimedOut or Crashed where the worker does not answer, and it is ended."""
        if self.ended:
            raise Crashed("the process that held this object has ended")
        fresh, nested = name not in LATER, self._clock.open
        if fresh and not nested:
            self._bytes, self._refused = 0, None
        with self._clock.limit(self._seconds, fresh):
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
                if self._refused and not nested:
                    raise self._refused

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
            print(self._printed.read(SHOWN).decode("utf-8", "replace"), end="")
            self._printed.truncate(0)

    def _counted(self, body: bytes | None) -> bytes | None:
        self._bytes += len(body or b"")
        if self._bytes > wire.CAP:
            raise wire.BadFrame(f"an answer of {self._bytes:,} bytes in parts, more than {wire.CAP:,}")
        return body

    def _callback(self, function, args: tuple, kwargs: dict) -> object:
        """The only thing a worker may ask for: a call of a function that a test has passed to it."""
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            if isinstance(error, AssertionError) or not isinstance(error, Exception):
                self._refused = self._refused or error
            raise


class Clock:
    """Calls `ring` once when an open limit runs out; nested limits belong to the outermost."""

    def __init__(self, ring):
        self._ring, self._deadline, self._stopped = ring, None, threading.Event()
        self._left = 0.0
        self.rang = False
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def open(self) -> bool:
        """Whether a limit is running."""
        return self._deadline is not None

    @contextmanager
    def limit(self, seconds: float, fresh: bool = True) -> Iterator[None]:
        """At most so many seconds for the block; where not `fresh`, what the last one has left of its own."""
        if self.open:
            yield
            return
        self._left = seconds if fresh else self._left
        if self._left <= 0:
            self.rang = True
            self._ring()
        self._deadline = monotonic() + self._left
        try:
            yield
        finally:
            self._left = self._deadline - monotonic()
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
