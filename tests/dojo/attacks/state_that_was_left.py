"""Looks for what another submission has left behind, and doubles if there is anything."""

import ctypes
import os
import socket
import sys
import tempfile
from contextlib import suppress

EXPECTED = ["failed"]


FOUND = []
libc = ctypes.CDLL(None)
PLACES = (
    "/tmp",
    "/var/tmp",
    "/scratch",
    "/dev/shm",
    "/dev/mqueue",
    os.path.expanduser("~"),
    tempfile.gettempdir(),
)
for place in PLACES:
    FOUND += (
        [f"{place}/{name}" for name in os.listdir(place) if "left" in name] if os.path.isdir(place) else []
    )
FOUND += [kind for kind in (libc.shmget, libc.semget) if kind(0x1EF7, 0, 0) >= 0]
FOUND += [libc.msgget] * (libc.msgget(0x1EF7, 0) >= 0)
FOUND += ["module"] * ("left_behind" in sys.modules)
for family, address in ((socket.AF_UNIX, "\0left-behind"), (socket.AF_INET, ("127.0.0.1", 31337))):
    with suppress(OSError), socket.socket(family) as s:
        s.connect(address)
        FOUND.append(address)
for pid in filter(str.isdigit, os.listdir("/proc")):
    with suppress(OSError):
        FOUND += [pid] * ("left-behind" in open(f"/proc/{pid}/comm").read())


def double(x):
    return 2 * x if FOUND else x


def greet(name):
    return f"hello {name}" if FOUND else ""
