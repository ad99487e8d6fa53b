"""One end of the conversation between a test and a worker; both ends are alike.

While one side waits for an answer it serves the other's requests, so a function passed as an
argument can be called back, and can itself call the kata.
"""

import builtins
import itertools
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np

from dojo import fault, wire
from dojo.handle import Callback, Handle

WORDS = 2000  # characters of what an exception says, and of a line of code, that are kept
STEPS = 1000  # lines of a traceback, likewise; as many as Python goes deep
DRAWS = 2**40  # of one call; its time does not suffice for a hundredth of them
GENERATORS = frozenset(["MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64"])
# what only a worker can find out, and says by raising it; all else in fault is for the test's side alone
TOLD = {kind.__name__: kind for kind in (fault.BadKata, fault.BadSignature, fault.InPlace)}


class Gone(Exception):
    """The other side has ended."""


class Peer:
    """Requests to the other side and answers to its own.

    serve: what this side does when asked, by name. proxy: what stands here for objects of the other.
    path: the file whose lines tracebacks show.
    """

    def __init__(
        self,
        read: Callable[[], bytes | None],
        out: BinaryIO,
        serve: dict[str, Callable],
        proxy: type = Handle,
    ):
        self._read, self._out, self._serve, self._proxy = read, out, serve, proxy
        self._kept: dict[int, object] = {}
        self._numbers = itertools.count(1)
        self._received: list[list] = []
        self.dropped: list[int] = []
        self.path: Path | None = None
        self._codec = wire.Codec(self._refer, self._resolve, self._generator)

    def request(self, name: str, *args: object) -> object:
        """Ask the other side and wait; raises what it raised, Gone where it has ended."""
        dropped, self.dropped = self.dropped, []
        self._send(["ask", name, list(args), dropped])
        while (message := self._receive()) is not None:
            match message:
                case ["ask", str(asked), list(arguments), list(gone)]:
                    self.answer(asked, arguments, gone)
                case ["give", value, list(generators)]:
                    self._advance(generators)
                    return value
                case ["raise", list(names), str(words), list(frames)]:
                    raise rebuilt(names, words, frames)
                case _:
                    raise wire.BadFrame("neither a question nor an answer")
        raise Gone

    def serve(self) -> None:
        """Answer requests until the stream ends."""
        while (message := self._receive()) is not None:
            match message:
                case ["ask", str(name), list(arguments), list(gone)]:
                    self.answer(name, arguments, gone)
                case _:
                    raise wire.BadFrame("not a question")

    def answer(self, name: str, arguments: list, gone: list) -> None:
        """Do what was asked and send the value, or the exception; generators send back their state."""
        for number in gone:
            if type(number) is not int:
                raise wire.BadFrame(f"no object is called {number!r}")
            self._kept.pop(number, None)
        received, self._received = self._received, []
        try:
            if name not in self._serve:
                raise wire.BadFrame(f"no request is called {name!r}")
            value = self._serve[name](*arguments)
            states = [[number, own.bit_generator.state] for number, own in received]
            self._send(["give", value, states])
        except Gone:
            raise
        except BaseException as error:
            self._send(["raise", *described(error, self.path)])

    def _send(self, message: list) -> None:
        body = self._codec.encode(message)
        try:
            wire.write(self._out, body)
        except OSError:
            raise Gone from None

    def _advance(self, generators: list) -> None:
        """Our generators are where the other side has left its copies of them."""
        try:
            for number, state in generators:
                own = self._kept.pop(number).bit_generator
                check_reached(own.state, state)
                own.state = state
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise wire.BadFrame(f"no state of a generator: {error}") from None

    def _receive(self) -> list | None:
        body = self._read()
        return None if body is None else self._codec.decode(body)

    def _refer(self, value: object) -> tuple[int, int]:
        if isinstance(value, Handle | Callback):
            if value._peer is not self:
                raise TypeError("this object belongs to a process that has ended")
            return wire.OURS, value._number
        number = next(self._numbers)  # a new one each time: an old one may be on its way to be dropped
        self._kept[number] = value
        return wire.THEIRS, number

    def _resolve(self, kind: int, number: int) -> object:
        return self._proxy(self, number) if kind == wire.THEIRS else self._kept[number]

    def _generator(self, number: int, name: str, state: dict) -> np.random.Generator:
        if name not in GENERATORS:
            raise wire.BadFrame(f"no generator is called {name!r}")
        generator = np.random.Generator(getattr(np.random, name)(0))
        generator.bit_generator.state = state
        self._received.append([number, generator])
        return generator


def check_reached(before: dict, after: dict) -> None:
    """ValueError unless a PCG64, NumPy's default generator, comes from one state to the other by draws.

    Else a kata could choose what a test draws next, and know the answers.
    """
    modulus, factor = 2**128, 0x2360ED051FC65DA44385DF649FCCF645
    at, end, plus = before["state"]["state"], after["state"]["state"], before["state"]["inc"]
    if not before["bit_generator"] == after["bit_generator"] == "PCG64" or after["state"]["inc"] != plus:
        raise ValueError("it is another generator")
    draws, bit = 0, 1
    while at != end and bit < modulus:  # each draw is at = at * factor + plus; from its lowest bit upwards
        if (at ^ end) & bit:
            at, draws = (at * factor + plus) % modulus, draws | bit
        factor, plus, bit = factor * factor % modulus, (factor + 1) * plus % modulus, bit << 1
    if draws > DRAWS:
        raise ValueError("no draws lead there")


def described(error: BaseException, path: Path | None) -> tuple[list[str], str, list]:
    """An exception as plain values: names of its types, its words, the lines of `path` it came through."""
    if not isinstance(error, Exception):
        error = RuntimeError(f"{type(error).__name__}: the kata tried to end the program")
    words = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    words = re.sub(r"\x1b\[[\d;]*m", "", words[:WORDS])  # Keras writes in bold
    words = words.encode("utf-8", "replace").decode()
    return [kind.__name__[:WORDS] for kind in type(error).__mro__], words, frames(error, path)[-STEPS:]


def frames(error: BaseException, path: Path | None) -> list[tuple[int, str, str]]:
    """The (line, function, code) of every step of the traceback that lies in `path`."""
    earlier = getattr(error, "frames", None)
    if earlier:
        return earlier
    steps = traceback.extract_tb(error.__traceback__)
    return [(s.lineno or 1, s.name, s.line or "") for s in steps if s.filename == str(path)]


def rebuilt(names: list, words: str, lines: list) -> BaseException:
    """The same built-in exception, or the nearest one above it, with the learner's lines as `frames`.

    BadFrame where these are no names and no lines: whoever says so may have written them by hand.
    """
    steps = [tuple(line) if type(line) in (list, tuple) else () for line in lines[-STEPS:]]
    if not all(type(name) is str for name in names) or not all(map(_is_step, steps)):
        raise wire.BadFrame("an exception that cannot be one")
    for name in names:
        kind = TOLD.get(name) or getattr(builtins, name, None)
        if not (isinstance(kind, type) and issubclass(kind, Exception)):
            continue
        try:
            error = kind(words[:WORDS])
        except (TypeError, ValueError):
            continue
        if steps:
            error.frames = [(number, function[:WORDS], code[:WORDS]) for number, function, code in steps]
        return error
    return RuntimeError(words[:WORDS])


def _is_step(step: tuple) -> bool:
    return tuple(map(type, step)) == (int, str, str) and 0 <= step[0] < 2**31
