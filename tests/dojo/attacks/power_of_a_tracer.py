"""Attaches itself to other processes and writes into their memory."""

import ctypes
import os

EXPECTED = ["failed", "crashed"]


libc = ctypes.CDLL(None, use_errno=True)
ATTACH, SEIZE = 16, 0x4206
DONE = []
for pid in [os.getppid(), *range(1, 400)]:
    if pid in (0, os.getpid()):
        continue
    for request in (ATTACH, SEIZE):
        if libc.ptrace(request, pid, None, None) == 0:
            DONE.append(pid)
    try:
        with open(f"/proc/{pid}/mem", "r+b", buffering=0) as memory:
            DONE.append(memory.read(1))
    except OSError:
        pass


def double(x):
    return 2 * x if DONE else x
