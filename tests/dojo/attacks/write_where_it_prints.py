"""Puts links, pipes and devices in the place of the file that it prints to."""

import fcntl
import os
import sys
from contextlib import suppress

EXPECTED = ["failed", "crashed"]


def double(x):
    for fd in (0, 1, 2):
        with suppress(OSError):
            path = os.readlink(f"/proc/self/fd/{fd}")
            os.unlink(path)
            os.symlink("/etc/passwd", path)
        with suppress(OSError):
            os.ftruncate(fd, 2**40)
        with suppress(OSError):
            os.lseek(fd, 2**50, os.SEEK_SET)
        with suppress(OSError):
            os.fchmod(fd, 0o4777)
        with suppress(OSError):
            fcntl.fcntl(fd, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND)
        with suppress(OSError):
            fcntl.flock(fd, fcntl.LOCK_EX)
    print("far away", file=sys.stderr)
    return x


def greet(name):
    os.closerange(0, 3)
    return ""


def total(x):
    for fd in range(3, 64):
        with suppress(OSError):
            os.dup2(fd, 1)
            os.dup2(1, fd)
    print("10 passed")
    return 0.0
