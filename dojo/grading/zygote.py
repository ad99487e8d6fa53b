"""Forks a worker for each kata, in namespaces of its own: `python -m dojo.grading.zygote`, inside bubblewrap.

It has imported what katas import, so a worker is ready in milliseconds, and it runs nothing of a
learner's itself. Requests come as packets on a socket: the names of the files, and descriptors.

    zygote            sees all of its sandbox, and may mount in it
      warden          waits for its inmate; kills it when its lifeline is cut
        inmate        process 1 of its own world, without any right; becomes a dojo.worker
"""

import ctypes
import gc
import importlib
import json
import os
import random
import resource
import select
import signal
import socket
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

KATA, SCRATCH, SHARED = "/kata", "/scratch", "/dev/shm"
UNUSED = 0x70000000  # the first of user ids that no system gives to anybody
NEW_NAMESPACES = 0x20000 | 0x8000000 | 0x20000000 | 0x40000000  # mount, ipc, pid, net: CLONE_NEW… of sched.h
READ_ONLY, NO_SUID, NO_DEVICES, REMOUNT, RECURSIVE, PRIVATE = 1, 2, 4, 32, 16384, 1 << 18  # MS_… of mount.h
PARENT_DEATH, DROP_BOUND, NO_NEW_PRIVILEGES, AMBIENT = 1, 24, 38, 47  # PR_… of prctl.h
CLEAR_ALL = 4
CAPABILITIES = 64  # no kernel knows as many
CAPABILITY_VERSION = 0x20080522
MIB = 2**20
LIMITS = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 64 * MIB,  # of what it prints, too
    resource.RLIMIT_NOFILE: 512,
    resource.RLIMIT_NPROC: 256,  # TensorFlow and XLA start a few dozen threads
    resource.RLIMIT_MEMLOCK: 8 * MIB,
    resource.RLIMIT_MSGQUEUE: 0,
}
libc = ctypes.CDLL(None, use_errno=True)


def main(control: int, memory: int, scratch: int) -> None:
    """Import what takes time, say so, and fork until the other side is gone.

    control: descriptor of the socket. memory: bytes of data a worker may hold. scratch: bytes of files it
    may write, which are memory too.
    """
    if os.getuid() != 0:  # then the world outside is another: nobody in here may make worlds of their own
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    importlib.import_module("dojo.worker")
    if os.environ.get("KERAS_BACKEND"):
        importlib.import_module("keras")
        if find_spec("tensorflow"):  # keras.utils.set_random_seed would import it in every inmate
            importlib.import_module("tensorflow")
    gc.collect()
    gc.freeze()
    os.umask(0o022)  # an inmate, who is another user, reads what is laid out for it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    requests = socket.socket(fileno=control)
    requests.send(b"ready")
    while True:
        words, fds, _, _ = socket.recv_fds(requests, 2**16, 16)
        if not words:
            return
        if os.fork() == 0:
            requests.close()
            warden(json.loads(words), *fds, memory=memory, scratch=scratch)
        for fd in fds:
            os.close(fd)


def warden(names: list[str], lifeline: int, *fds: int, memory: int, scratch: int) -> None:
    """Start an inmate, say when it is closed in, end it when the lifeline says so, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    done(libc.unshare(NEW_NAMESPACES))
    closed_in, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(lifeline)
        inmate(names, say, *fds, memory=memory, scratch=scratch)
    for fd in (say, *fds):
        os.close(fd)
    os.write(lifeline, os.read(closed_in, 5) or b"not")
    ended = os.pidfd_open(pid)
    if ended not in select.select([lifeline, ended], [], [])[0]:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    with suppress(OSError):
        os.write(lifeline, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def inmate(names: list[str], say: int, *fds: int, memory: int, scratch: int) -> None:
    """Close itself in, then answer calls as any worker does."""
    try:
        # one of its own: RLIMIT_NPROC counts the processes of a user, whichever sandbox they are in
        owner = UNUSED + int.from_bytes(os.urandom(3)) if os.getuid() == 0 else os.getuid()
        furnish([*zip(names, fds[3:])], scratch, owner)
        for target, fd in enumerate(fds[:3]):
            os.dup2(fd, target)
        renounce(owner)
        limit(memory)
        os.chdir(SCRATCH)
        random.seed()
        sys.modules["numpy"].random.seed()
        os.write(say, b"ready")
        os.closerange(3, 1024)
        sys.modules["dojo.worker"].main()
    finally:
        os._exit(70)


def furnish(files: list[tuple[str, int]], scratch: int, owner: int) -> None:
    """Mount what is this inmate's alone: its files, which it may read, and room to write, of some size."""
    mount(None, "/", None, RECURSIVE | PRIVATE)
    Path("/proc/self/oom_score_adj").write_text("1000")
    room = NO_SUID | NO_DEVICES
    mount("proc", "/proc", "proc", room | READ_ONLY)
    for place, size in ((SCRATCH, scratch), (SHARED, scratch // 4)):
        mount("tmpfs", place, "tmpfs", room, f"size={size},nr_inodes=10000,mode=700,uid={owner}")
    mount("tmpfs", KATA, "tmpfs", room, "size=4m,mode=755")
    for name, fd in files:
        os.makedirs(os.path.dirname(name), exist_ok=True)
        with open(fd, "rb") as given, open(name, "xb") as file:
            file.write(given.read())
    mount(None, KATA, None, REMOUNT | READ_ONLY | room)


def renounce(owner: int) -> None:
    """Give up every right there is, for good, and be this user from now on."""
    for capability in range(CAPABILITIES):
        libc.prctl(DROP_BOUND, capability, 0, 0, 0)
    libc.prctl(AMBIENT, CLEAR_ALL, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(owner, owner, owner)
        os.setresuid(owner, owner, owner)
    head, none = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    done(libc.capset(head, none))
    done(libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    done(libc.prctl(PARENT_DEATH, signal.SIGKILL, 0, 0, 0))  # last: a change of user would clear it


def limit(memory: int) -> None:
    """Cap what one process may take."""
    for kind, most in (LIMITS | {resource.RLIMIT_DATA: memory}).items():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """mount(2)."""
    words = [None if word is None else word.encode() for word in (source, target, kind, data)]
    done(libc.mount(*words[:3], ctypes.c_ulong(flags), words[3]))


def done(result: int) -> None:
    """OSError unless a call of the C library has worked."""
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
