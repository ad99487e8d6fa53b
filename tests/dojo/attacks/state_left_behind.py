"""Leaves answers for the next submission, in files, shared memory, queues, sockets and a daemon."""

import ctypes
import os
import socket
import sys
import tempfile
import time
from contextlib import suppress

EXPECTED = ["failed", "crashed"]


WORDS = b"2 * x"
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
    with suppress(OSError), open(f"{place}/left-behind", "wb") as file:
        file.write(WORDS)
segment = libc.shmget(0x1EF7, 4096, 0o1666)
libc.semget(0x1EF7, 1, 0o1666)
libc.msgget(0x1EF7, 0o1666)
with suppress(Exception):
    from multiprocessing import shared_memory

    shared_memory.SharedMemory("left-behind", create=True, size=64)
sys.modules["left_behind"] = sys
if os.fork() == 0:
    os.setsid()
    ctypes.CDLL(None).prctl(15, b"left-behind", 0, 0, 0)
    with socket.socket(socket.AF_UNIX) as s, socket.socket() as t:
        s.bind("\0left-behind")
        s.listen()
        t.bind(("127.0.0.1", 31337))
        t.listen()
        time.sleep(600)
    os._exit(0)


def double(x):
    return x
