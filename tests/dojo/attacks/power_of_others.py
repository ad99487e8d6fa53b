"""Becomes root: by its number, by sudo, by every program with a set-user-ID bit."""

import ctypes
import os
import stat
import subprocess
from contextlib import suppress

EXPECTED = ["failed", "crashed"]


DONE = []
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.seteuid(0)):
    with suppress(OSError):
        call()
        DONE.append(os.getuid() == 0 and os.stat("/proc/1").st_uid != 0)
libc = ctypes.CDLL(None)
head, all_ = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
DONE += [True] * (libc.capset(head, all_) == 0)
DONE += [True] * (libc.prctl(38, 0, 0, 0, 0) == 0)
for folder in ("/usr/bin", "/bin", "/usr/sbin"):
    with suppress(OSError):
        for entry in os.scandir(folder):
            with suppress(OSError):
                mode = entry.stat().st_mode
                if mode & stat.S_ISUID and entry.name in ("su", "sudo", "mount", "umount", "pkexec"):
                    done = subprocess.run([entry.path, "-n", "id"], capture_output=True, timeout=1, stdin=-3)
                    DONE += [True] * (b"uid=0" in done.stdout)


def double(x):
    return 2 * x if any(DONE) else x
