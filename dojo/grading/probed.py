"""A kata that looks around: what it finds in a sandbox decides whether strangers may be let in."""

import os
import socket
from pathlib import Path


def rights() -> list[int]:
    """Every set of capabilities of this process, as numbers."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return [int(line.split()[1], 16) for line in lines if line.startswith("Cap")]


def process() -> list[int]:
    """Its number, its user, and how many processes it sees."""
    return [os.getpid(), os.getuid(), sum(name.isdigit() for name in os.listdir("/proc"))]


def networks() -> list[str]:
    """The interfaces that it sees."""
    return [name for _, name in socket.if_nameindex()]


def sees(path: str) -> bool:
    """Whether a file is there."""
    return os.path.lexists(path)


def reads(path: str) -> bool:
    """Whether it may read a file there."""
    return os.access(path, os.R_OK)


def writes(path: str) -> bool:
    """Whether it can make a file there."""
    try:
        Path(path, "probe").write_text("")
    except OSError:
        return False
    return True


def environment() -> dict[str, str]:
    """All of it."""
    return dict(os.environ)
