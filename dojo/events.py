"""All that can happen while a kata is watched: saves, keys, and the words of checks and commands."""

import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

import watchfiles

from dojo.nest import Check


class Events:
    """A queue that threads fill; they end with the process."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple] = SimpleQueue()

    def next(self, timeout: float) -> tuple | None:
        """What has happened: ("saved",), ("resized",), ("key", letter), ("told", check, message)
        or ("said", command)."""
        try:
            return self._queue.get(timeout=timeout)
        except Empty:
            return None

    def of_keys(self, key: Callable[[], str]) -> None:
        """Tell of each key; the end of the input is a "q"."""

        def listen() -> None:
            while typed := key():
                self._queue.put(("key", typed))
            self._queue.put(("key", "q"))

        self._thread(listen)

    def of_resizing(self) -> None:
        """Tell when the terminal has another size, or is back in the foreground."""
        for name in ("SIGWINCH", "SIGCONT"):
            if hasattr(signal, name):
                number = getattr(signal, name)
                before = signal.getsignal(number)
                signal.signal(number, lambda *facts, before=before: self._resized(before, *facts))

    def _resized(self, before: object, *facts: object) -> None:
        if callable(before):
            before(*facts)
        self._queue.put(("resized",))

    def of_saves(self, path: Path, polling: bool, stop: threading.Event) -> None:
        """Tell of every change of a file, also of its end and its return.

        polling: look again and again, for folders whose changes nobody announces.
        """
        changes = watchfiles.watch(
            path.parent,
            watch_filter=lambda _, changed: Path(changed).name == path.name,
            debounce=50,
            step=10,
            poll_delay_ms=50,
            force_polling=polling,
            recursive=False,
            stop_event=stop,
            raise_interrupt=False,
        )
        self._thread(lambda: [self._queue.put(("saved",)) for _ in changes])

    def of_check(self, check: Check) -> None:
        """Tell what a check says, until it ends."""
        self._thread(lambda: [self._queue.put(("told", check, message)) for message in check.messages()])

    def of_command(self, command: subprocess.Popen) -> None:
        """Tell when a command has said all."""

        def wait() -> None:
            command.wait()
            self._queue.put(("said", command))

        self._thread(wait)

    def _thread(self, work: Callable[[], object]) -> None:
        threading.Thread(target=work, daemon=True).start()
