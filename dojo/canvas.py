"""What stands on the screen of `dojo watch`: a page, the keys below it, and a count while it lasts."""

import os
import shutil
import sys

from dojo import map as chart
from dojo.checked import Terminal
from dojo.spoken import LANG, say

CLEAR = "\x1b[2J\x1b[H"
BELOW = 4  # rows that the keys and the count take below a page


class Canvas:
    """The terminal; where it is none, pages come one below the other and the rest is left out."""

    def __init__(self) -> None:
        self.tty = sys.stdin.isatty() and sys.stdout.isatty()
        self._counting = False

    @property
    def terminal(self) -> Terminal:
        """This terminal as a page must know it."""
        columns, rows = shutil.get_terminal_size()
        colour = self.tty and "NO_COLOR" not in os.environ
        return Terminal(LANG, columns, rows - BELOW if self.tty else None, colour, sys.stdout.encoding)

    def draw(self, page: str, keys: str) -> None:
        """The page on a clean screen, in one go. keys: those that mean something now."""
        self._counting = False
        self.write(f"{CLEAR}{page}\n{_row(keys)}" if self.tty else page)

    def clear(self) -> None:
        """Make room for what a command says."""
        self._counting = False
        self.write(f"{CLEAR}\n")

    def keys(self, keys: str) -> None:
        """The keys below what a command has said."""
        self.write(f"\n{_row(keys)}")

    def count(self, done: int, all_: int) -> None:
        """How many tests have run, always in the same place."""
        if self.tty:
            start = "\r\x1b[K" if self._counting else "\n"
            self.write(f"{start}  {say('watch.checking', done=done, all=all_)}")
            self._counting = True

    def write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


def _row(keys: str) -> str:
    """Each key with its meaning, in as many lines as it takes."""
    words = [f"{key} {say(f'key.{key}')}" for key in keys]
    return "\n".join(chart.flowed(words, shutil.get_terminal_size().columns - 1))
