"""A process that runs one kata and answers calls: `python -m dojo.worker`.

Requests come on standard input and answers leave on standard output; what the kata prints goes to
standard error. It ends when its input does, also in the middle of a call that hangs.
"""

import os
import queue
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from dojo import call, files, local, wire
from dojo.fault import BadKata
from dojo.handle import OPERATORS, Callback
from dojo.peer import Peer


def main() -> None:
    """Take the two streams away from the kata, then answer until the input ends."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(requests, frames), daemon=True).start()
    Worker(frames.get, answers).peer.serve()


def listen(requests: BinaryIO, frames: queue.SimpleQueue) -> None:
    """Queue every frame; at the end of the input, or a broken frame, end the process at once."""
    try:
        while (frame := wire.read(requests)) is not None:
            frames.put(frame)
    finally:
        os._exit(0)


class Worker:
    """The kata's functions behind the requests of a test."""

    def __init__(self, read, answers: BinaryIO):
        serve = {"load": self.load, "find": self.find, "get": getattr, "set": setattr}
        serve |= {"call": self.call, "keep": self.keep, "operate": self.operate}
        serve |= {"scratch": files.scratch, "taken": files.taken, "copies": files.copies}
        self.peer = Peer(read, answers, {name: printed(action) for name, action in serve.items()}, Callback)
        self.module = None

    def load(self, path: str, mistake: tuple | None) -> None:
        """Run the kata's file; BadKata where it does not import."""
        self.peer.path = Path(path)
        if mistake:
            file, *names = mistake
            mistake = (Path(file), *names)
        try:
            self.module = local.load(Path(path), mistake)
        except BadKata:
            raise
        except BaseException as error:  # it tried to end the program, or a test: pytest.skip
            raise BadKata(f"does_not_import: {type(error).__name__}: {error}") from None

    def find(self, name: str) -> object:
        """The kata's attribute of that name; BadKata where it lacks one."""
        if self.module is None:
            raise BadKata("does_not_import: nothing is loaded")
        return local.attribute(self.module, name)

    def call(self, function, args: tuple, kwargs: dict) -> object:
        return call.guarded(getattr(function, "__name__", "call"), function, args, kwargs)

    def keep(self, function, args: tuple, kwargs: dict) -> object:
        return wire.staying(self.call(function, args, kwargs))

    def operate(self, name: str, args: tuple) -> object:
        return OPERATORS[name](*args)


def printed(action):
    """Have what `action` prints on its way before its answer is."""

    def flushed(*args):
        try:
            return action(*args)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()

    return flushed


if __name__ == "__main__":
    main()
