"""What `kata` is in a test: the learner's file, the solution, or the solution with one mistake.

A test only ever sees attributes of the subject and calls them; whether they are answered here or
by a worker is decided by `opened`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dojo.fault import NotStarted

if TYPE_CHECKING:
    from dojo.local import Local
    from dojo.remote import Line, Remote
    from dojo.room import Room


@dataclass(frozen=True)
class Subject:
    """The file to judge, and how.

    seconds: the limit of one call. mistake: what is laid over the file, as (mistakes file, name of
    the mistake, function it replaces). env: the environment of its worker; None for this process.
    started: False where the source shows that nothing is written yet, so nothing need be run.
    warm: its worker may be one that has run others before, and is kept: importing Keras takes seconds.
    room: makes the place that its worker runs in from `env`; None for this machine as it is.
    """

    path: Path
    seconds: float
    mistake: tuple[Path, str, str] | None = None
    env: dict[str, str] | None = None
    started: bool = True
    warm: bool = False
    room: "Callable[[dict[str, str]], Room] | None" = None


_warm: "dict[tuple, list[Line]]" = {}


@contextmanager
def opened(subject: Subject) -> "Iterator[Local | Remote]":
    """The subject ready to be called: here, or in a worker that ends with the block."""
    if not subject.started:
        raise NotStarted
    # imported when there is something to run: NumPy and msgpack take their time
    if subject.env is None:
        from dojo.local import Local

        yield Local(subject.path, subject.seconds, subject.mistake)
        return
    from dojo.remote import Remote
    from dojo.room import Here

    room = (subject.room or Here)(subject.env)
    warm = subject.warm and not room.closed
    kept = _warm.setdefault(tuple(sorted(subject.env.items())), [])
    line = kept.pop() if warm and kept else None
    remote = Remote(subject.path, subject.seconds, subject.mistake, room, line)
    try:
        yield remote
    finally:
        if warm:
            kept.append(remote.line)
        else:
            remote.close()


def close_warm() -> None:
    """End the workers that were kept."""
    while _warm:
        for line in _warm.popitem()[1]:
            line.end()
