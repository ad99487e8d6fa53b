"""What a sandbox is made of: the command line of bubblewrap, and all that a worker knows of the world."""

import os
import sys
import sysconfig
from pathlib import Path

from dojo.grading.zygote import KATA, SCRATCH
from dojo.room import HARNESS

BWRAP = "bwrap"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64")
SYSTEM += ("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime")
THREADS = ("OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "TF_NUM_INTRAOP", "TF_NUM_INTEROP")


def environment(env: dict[str, str]) -> dict[str, str]:
    """All that a worker knows of the world: the kind of worker it is, and one thread for its numbers."""
    inside = {"KERAS_HOME": f"{SCRATCH}/keras", "JAX_COMPILATION_CACHE_DIR": f"{SCRATCH}/jax"}
    home = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), SCRATCH)
    plain = home | {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(HARNESS)}
    one = {f"{name}_THREADS": "1" for name in THREADS} | {"NPROC": "1"}  # the last is XLA's
    kept = {name: os.environ[name] for name in ("OPENBLAS_CORETYPE",) if name in os.environ}
    moved = {name: inside[name] for name in inside if name in env}
    return plain | one | kept | {"PYTHONDONTWRITEBYTECODE": "1"} | env | moved


def bubblewrap(env: dict[str, str]) -> list[str]:
    """The command line of a sandbox: what is in it, read-only, and what is cut off."""
    command = [BWRAP, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"]
    if os.getuid() == 0:  # else a world is needed in which the zygote may mount
        command += ["--cap-drop", "ALL"]
        rights = ("SYS_ADMIN", "SETUID", "SETGID", "SETPCAP", "DAC_OVERRIDE", "SYS_RESOURCE", "KILL")
    else:
        command += ["--unshare-user"]
        rights = ("SYS_ADMIN", "SETPCAP", "SYS_RESOURCE")
    for right in rights:
        command += ["--cap-add", f"CAP_{right}"]
    command += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", SCRATCH, "--dir", KATA]
    system = _system()
    if not any(path.is_relative_to("/tmp") for path in system):
        command += ["--symlink", SCRATCH, "/tmp"]
    for path in system:
        for folder in [*path.parents][-2::-1]:  # open to all: bubblewrap would copy the modes outside
            command += ["--perms", "0755", "--dir", str(folder)]
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), str(path)]
        else:
            command += ["--ro-bind", str(path), str(path)]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    for name, value in env.items():
        command += ["--setenv", name, value]
    return command


def _system() -> list[Path]:
    """The system's libraries, the interpreter, its packages and the harness; of nested ones the outer."""
    system = [Path(path) for path in SYSTEM if os.path.lexists(path)]
    python = {Path(sys.base_prefix), Path(sys.prefix), Path(sysconfig.get_path("purelib"))}
    wanted = [*system, *(p for p in python if not p.is_relative_to("/usr")), HARNESS / "dojo"]
    return [p for p in wanted if not any(p != q and p.is_relative_to(q) for q in wanted)]
