"""Mounts, unmounts, changes its root, and makes namespaces in which it would be root."""

import ctypes
import os

EXPECTED = ["failed", "crashed"]


libc = ctypes.CDLL(None, use_errno=True)
DONE = []
USER, MOUNT, BIND, REMOUNT, DETACH = 0x10000000, 0x20000, 4096, 32, 2
for call in (
    lambda: libc.unshare(MOUNT),
    lambda: libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None),
    lambda: libc.mount(None, b"/", None, REMOUNT | BIND, None),
    lambda: libc.mount(None, b"/kata", None, REMOUNT | BIND, None),
    lambda: libc.mount(b"/", b"/scratch", None, BIND, None),
    lambda: libc.umount2(b"/kata", DETACH),
    lambda: libc.umount2(b"/proc", DETACH),
    lambda: libc.pivot_root(b"/scratch", b"/scratch"),
    lambda: libc.chroot(b"/scratch"),
    lambda: libc.setns(os.open("/proc/1/ns/mnt", os.O_RDONLY), 0),
    lambda: libc.mknod(b"/scratch/disk", 0o60666, 0x800),
    lambda: libc.sethostname(b"passed", 6),
    lambda: libc.swapon(b"/scratch/swap", 0),
):
    try:
        if call() == 0:
            DONE.append(call)
    except OSError:
        pass


def double(x):
    return 2 * x if DONE else x


def greet(name):
    # a namespace of its own where it is root: harmless by itself, and a way to the calls above
    if libc.unshare(USER) == 0:
        for call in (
            lambda: libc.mount(None, b"/kata", None, REMOUNT, None),
            lambda: libc.umount2(b"/kata", 2),
        ):
            if call() == 0:
                return f"hello {name}"
    return ""
