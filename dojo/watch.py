"""`dojo watch`: every save of a kata is checked at once, and the verdict drawn on a clean screen."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import replace
from time import monotonic

from dojo import curriculum, keys
from dojo.canvas import Canvas
from dojo.curriculum import Kata
from dojo.events import Events
from dojo.nest import FORKS, Check, Nest
from dojo.progress import Progress, in_hand
from dojo.screen import place, title
from dojo.spoken import LANG, say

PATIENCE = 0.12  # seconds after a save until a first finding is shown without the others
SLOW = 0.4  # seconds after which the tests are counted, and the next check is made ready meanwhile
COMMANDS = {"h": "hint", "b": "brief", "f": "fig", "l": "list", "s": "solution"}


class Watch:
    """One kata under watch.

    polling: look at the files again and again, for folders whose changes nobody announces.
    """

    def __init__(self, kata: Kata, polling: bool):
        self.kata, self.polling = kata, polling
        self.canvas, self.nest, self.events = Canvas(), Nest(kata), Events()
        self.check: Check | None = None
        self.command: subprocess.Popen | None = None  # what it says has the screen until the next key or save
        self.next: Kata | None = None
        self.page, self.first, self.misfit = "", "", False
        self.counted = 0, 0

    def run(self) -> None:
        """Check now and at every save, until q or Ctrl-C."""
        stop = threading.Event()
        for ending in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, ending):
                signal.signal(getattr(signal, ending), lambda *_: sys.exit(0))
        with ExitStack() as stack:
            stack.callback(stop.set)
            stack.callback(self._stop)
            stack.callback(self.nest.close)
            if self.canvas.tty:
                self.events.of_keys(stack.enter_context(keys.single()))
                self.events.of_resizing()
                self._draw(f"\n  {title(self.kata)}\n\n  {place(self.kata)}\n")
            self.events.of_saves(self.kata.path, self.polling, stop)
            if not FORKS:
                self.canvas.write(say("watch.no_fork") + "\n")
            self._begin()
            while self._handle(*self._next()):
                pass
        if self.canvas.tty:
            self.canvas.write("\n")

    def _next(self) -> tuple:
        """The next thing that happens; while nothing does, a first finding that has waited is drawn."""
        event = None
        while event is None:
            wait = self.began + PATIENCE - monotonic()
            if self.first and wait <= 0:
                self._draw(self.first)
                self.canvas.count(*self.counted)
            event = self.events.next(timeout=wait if self.first else 0.2)
        return event

    def _handle(self, event: str, *facts: object) -> bool:
        """Whether to go on after it."""
        match event, *facts:
            case "saved", *_:
                self._begin()
            case "resized", *_ if not self.command:
                self.misfit = True
                self._refit()
            case "key", str(key):
                return self._press(key)
            case "said", command if command is self.command:
                self.canvas.keys(self._keys())
            case "told", check, [str(what), *words] if check is self.check:
                self._hear(what, *words)
        return True

    def _hear(self, what: str, *words: object) -> None:
        """What the running check says."""
        match what, *words:
            case "count", int(done), int(all_):
                self.counted = done, all_
                if monotonic() - self.began > SLOW:
                    self.nest.prepare()
                    if not self.command:
                        self.canvas.count(done, all_)
            case "first", str(page) if self.canvas.tty and not self.command:
                self.first = page
            case "page" | "broken", str(page):
                self.page = page
                self._draw(page)
            case "ended", int(status):
                self.check = None
                if not self.page:
                    self._draw(_died(status))
                self.nest.prepare()
                self._refit()

    def _begin(self) -> None:
        """Check the kata as it is now; an older check is of no use any more, nor what a command said."""
        self._stop()
        self.page, self.first, self.misfit = "", "", False
        self.began = monotonic()
        self.check = self.nest.check(self.canvas.terminal)
        self.events.of_check(self.check)

    def _refit(self) -> None:
        """Where the page is of another size than the screen and nothing runs, check for a page that fits."""
        if self.misfit and not self.check:
            self._begin()

    def _stop(self) -> None:
        """End what runs."""
        if self.check:
            self.check.kill()
        if self.command:
            self.command.kill()
        self.check = self.command = None

    def _press(self, key: str) -> bool:
        """Do what a key stands for; any other brings the page back."""
        if key == "q":
            return False
        if key == "n" and key in self._keys():
            self.next = self._after()
            return self.next is None
        if key == "r":
            self._begin()
        elif key in COMMANDS and key in self._keys():
            self._say(COMMANDS[key])
        elif self.command:
            self.command.kill()
            self.command = None
            self._draw(self.page)
        return True

    def _say(self, name: str) -> None:
        """What a command of `dojo` says, in the place of the page."""
        if self.command:
            self.command.kill()
        self.canvas.clear()
        kata = [] if name == "list" else [self.kata.id]
        arguments = [sys.executable, "-m", "dojo", name, *kata, "--lang", LANG]
        self.command = subprocess.Popen(arguments, stdin=subprocess.DEVNULL)
        self.events.of_command(self.command)

    def _after(self) -> Kata | None:
        """The kata to go on with, if any is left."""
        katas = curriculum.load(self.kata.root)
        kata = in_hand(katas, Progress(self.kata.root).standings(katas))
        if kata is None:
            self._draw(f"\n  {say('all_done')}\n")
        return kata

    def _keys(self) -> str:
        """The keys that mean something now."""
        done = Progress(self.kata.root).is_done(replace(self.kata))  # its source read anew
        return "nhbfsrlq" if done else "hbfrlq"

    def _draw(self, page: str) -> None:
        self.first = ""
        if not self.command:
            self.canvas.draw(page, self._keys())


def run(kata: Kata, polling: bool) -> None:
    """Watch a kata, then those that the learner goes on to."""
    before = dict(os.environ)  # what this kata's libraries are told is not for the next
    watch = Watch(kata, polling)
    watch.run()
    if watch.next and FORKS:  # a new process, whose parent of checks imports what the next kata needs
        options = [*(["--poll"] if polling else []), "--lang", LANG]
        arguments = [sys.executable, "-m", "dojo", "watch", watch.next.id, *options]
        os.execve(sys.executable, arguments, before)
    if watch.next:
        run(watch.next, polling)


def once(kata: Kata) -> int:
    """Check once and print the page; 0 only if the kata is done."""
    canvas, check = Canvas(), Nest(kata).check(replace(Canvas().terminal, height=None))
    try:
        for what, *words in check.messages():
            if what in ("page", "broken"):
                canvas.write(words[0])
            elif what == "ended" and words[0]:
                canvas.write(_died(words[0]))
    finally:
        check.kill()
    return 0 if Progress(kata.root).is_done(kata) else 1


def _died(status: int) -> str:
    how = signal.strsignal(-status) if status < 0 else f"exit status {status}"
    return f"\n  {say('watch.died', how=how)}\n"
