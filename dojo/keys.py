"""Single keys from the terminal, without Enter."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# on a Korean keyboard left in Hangul mode the same keys give these letters
HANGUL = dict(zip("ㅜㅗㅠㄹㄴㄱㅣㅂ", "nhbfsrlq"))


@contextmanager
def single() -> Iterator[Callable[[], str]]:
    """A function that waits for one key, while the terminal hands each over at once and in silence.

    It gives the letter in lower case, and nothing at the end of the input.
    """
    if os.name == "nt":
        import msvcrt

        yield lambda: _letter(msvcrt.getwch())
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    signal.signal(signal.SIGCONT, lambda *_: tty.setcbreak(terminal))  # back from Ctrl-Z
    try:
        yield lambda: _letter(os.read(terminal, 16).decode("utf-8", "ignore"))
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _letter(typed: str) -> str:
    """The one letter in what was typed; "?" for arrows and the like."""
    if len(typed) > 1:
        return "?"
    return HANGUL.get(typed, typed.lower())
