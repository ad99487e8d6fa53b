"""`dojo watch`: every save of a kata is checked at once, and the verdict drawn on a clean screen."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from time import monotonic

import click
import watchfiles

from dojo import curriculum, keys
from dojo import map as chart
from dojo.checked import Terminal
from dojo.curriculum import Kata
from dojo.nest import FORKS, Check, Nest
from dojo.progress import Progress, in_hand
from dojo.spoken import LANG, say

PATIENCE = 0.12  # seconds after a save until a first finding is shown without the others
SLOW = 0.4  # seconds after which the tests are counted, and the next check is made ready meanwhile
CLEAR = "\x1b[2J\x1b[3J\x1b[H"
EDGES = 3  # rows that the keys take below a page


class Watch:
    """One kata under watch.

    polling: look at the files again and again, for folders whose changes nobody announces.
    """

    def __init__(self, kata: Kata, polling: bool):
        self.kata, self.polling = kata, polling
        self.tty = sys.stdin.isatty() and sys.stdout.isatty()
        self.nest = Nest(kata)
        self.events: SimpleQueue[tuple] = SimpleQueue()
        self.check: Check | None = None
        self.next: Kata | None = None
        self.page = self.first = ""

    def run(self) -> None:
        """Check now and at every save, until q or Ctrl-C."""
        stop = threading.Event()
        for ending in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, ending):
                signal.signal(getattr(signal, ending), lambda *_: sys.exit(0))
        with ExitStack() as stack:
            stack.callback(stop.set)
            stack.callback(lambda: self.check and self.check.kill())
            stack.callback(self.nest.close)
            if self.tty:
                self._thread(self._listen, stack.enter_context(keys.single()))
            self._thread(self._saves, stop)
            if not FORKS:
                self._write(say("watch.no_fork") + "\n")
            self._begin()
            while self._handle(*self._next()):
                pass
        if self.tty:
            self._write("\n")

    def _next(self) -> tuple:
        """The next thing that happens; while nothing does, a first finding that has waited is drawn."""
        while True:
            wait = self.began + PATIENCE - monotonic()
            if self.first and wait <= 0:
                self._draw(self.first)
            try:
                return self.events.get(timeout=wait if self.first else 1)
            except Empty:
                pass

    def _handle(self, event: str, *facts: object) -> bool:
        """Whether to go on after it."""
        match event, *facts:
            case "saved", *_:
                self._begin()
            case "key", str(key):
                return self._press(key)
            case "told", check, ["count", done, all_] if check is self.check:
                self._count(done, all_)
            case "told", check, ["first", page] if check is self.check:
                self.first = page
            case "told", check, ["page", page] if check is self.check:
                self.page = page
                self._draw(page)
            case "told", check, ["broken", output] if check is self.check:
                self._draw(output)
            case "told", check, ["ended", status] if check is self.check:
                self.check = None
                if not self.page:
                    self._draw(_died(status))
                self.nest.prepare()
        return True

    def _begin(self) -> None:
        """Check the kata as it is now; an older check is of no use any more."""
        if self.check:
            self.check.kill()
        self.page = self.first = ""
        self.began = monotonic()
        self.check = self.nest.check(terminal(self.tty))
        self._thread(self._follow, self.check)

    def _press(self, key: str) -> bool:
        """Do what a key stands for; one that has no meaning now is passed over."""
        if key in ("q", ""):
            return False
        done = Progress(self.kata.root).is_done(self._fresh())
        match key:
            case "r":
                self._begin()
            case "n" if done:
                self.next = self._after()
                return self.next is None
            case "h" | "b" | "l" | "f":
                self._command({"h": "hint", "b": "brief", "l": "list", "f": "fig"}[key])
            case "s" if done:
                self._command("solution")
        return True

    def _command(self, name: str) -> None:
        """What a command of `dojo` says, in the place of the page."""
        self._write(CLEAR + "\n")
        kata = [] if name == "list" else [self.kata.id]
        subprocess.run([sys.executable, "-m", "dojo", name, *kata, "--lang", LANG], stdin=subprocess.DEVNULL)
        self._write("\n" + self._keys())

    def _after(self) -> Kata | None:
        """The kata to go on with, if any is left."""
        katas, progress = curriculum.load(self.kata.root), Progress(self.kata.root)
        kata = in_hand(katas, {kata.id: progress.standing(kata) for kata in katas})
        if kata is None:
            self._draw(f"\n  {say('all_done')}\n")
        return kata

    def _fresh(self) -> Kata:
        """The kata as its file is now."""
        return curriculum.named(curriculum.load(self.kata.root), self.kata.id)[0]

    def _draw(self, page: str) -> None:
        self.first = ""
        self._write(CLEAR + page + "\n" + self._keys() if self.tty else page)

    def _keys(self) -> str:
        """The line of keys that mean something now."""
        done = Progress(self.kata.root).is_done(self._fresh())
        names = ["n"] * done + ["h", "b", "f"] + ["s"] * done + ["r", "l", "q"]
        words = [f"{name} {say(f'key.{name}')}" for name in names]
        return "\n".join(chart.flowed(words, shutil.get_terminal_size().columns - 1))

    def _count(self, done: int, all_: int) -> None:
        if monotonic() - self.began > SLOW:
            self.nest.prepare()
            if self.tty:
                self._write(f"\r\x1b[K  {say('watch.checking', done=done, all=all_)}")

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    def _thread(self, work: Callable, *arguments: object) -> None:
        threading.Thread(target=work, args=arguments, daemon=True).start()

    def _listen(self, key: Callable[[], str]) -> None:
        while typed := key():
            self.events.put(("key", typed))
        self.events.put(("key", ""))

    def _saves(self, stop: threading.Event) -> None:
        """Tell of every change of the kata's file."""
        changes = watchfiles.watch(
            self.kata.folder,
            watch_filter=lambda _, path: os.path.basename(path) == self.kata.path.name,
            debounce=50,
            step=10,
            poll_delay_ms=50,
            force_polling=self.polling,
            recursive=False,
            stop_event=stop,
            raise_interrupt=False,
        )
        for _ in changes:
            self.events.put(("saved",))

    def _follow(self, check: Check) -> None:
        for message in check.messages():
            self.events.put(("told", check, message))


def run(kata: Kata, polling: bool) -> None:
    """Watch a kata, then those that the learner goes on to."""
    watch = Watch(kata, polling)
    watch.run()
    if watch.next and FORKS:  # a new process, whose parent of checks imports what the next kata needs
        options = [*(["--poll"] if polling else []), "--lang", LANG]
        os.execv(sys.executable, [sys.executable, "-m", "dojo", "watch", watch.next.id, *options])
    if watch.next:
        run(watch.next, polling)


def terminal(tty: bool) -> Terminal:
    """This terminal as a page must know it."""
    columns, rows = shutil.get_terminal_size()
    encoding = sys.stdout.encoding
    height = rows - EDGES if tty else None
    return Terminal(LANG, columns, height, tty and "NO_COLOR" not in os.environ, encoding)


def once(kata: Kata) -> int:
    """Check once and print the page; 0 only if the kata is done."""
    check = Nest(kata).check(terminal(False))
    try:
        for message in check.messages():
            if message[0] in ("page", "broken"):
                click.echo(message[1])
    finally:
        check.kill()
    return 0 if Progress(kata.root).is_done(kata) else 1


def _died(status: int) -> str:
    how = signal.strsignal(-status) if status < 0 else f"exit status {status}"
    return f"\n  {say('watch.died', how=how)}\n"
