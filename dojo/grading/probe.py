"""Whether this machine can close a stranger's code in: asked before any is run, and never guessed."""

import os
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

from dojo import fault, wire
from dojo.grading import cgroup, probed
from dojo.grading.sandbox import Refused, Sandbox
from dojo.remote import Remote
from dojo.room import HARNESS
from dojo.spoken import Problem

SECRET = "KATAS_PROBE"
APPARMOR = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
CAPPED = {"memory", "processes", "core"}


def probe(memory: int) -> list[str]:
    """What cannot be capped here for all processes of a worker together, of CAPPED; Problem where there is no
    sandbox, or one that leaks.
    """
    if sys.platform != "linux":
        raise Problem("grade.no_linux")
    cgroup.delegate()
    os.environ[SECRET] = "secret"
    try:
        with closing(Sandbox({}, memory)) as box:
            if leak := leaks(box):
                raise Problem("grade.leak", what=leak)
            if hidden := unreadable(box):
                raise Problem("grade.unreadable", paths=" ".join(hidden))
            return sorted(CAPPED - set(box.limits))
    except (Refused, fault.NoWorker, fault.Crashed, fault.BadKata) as error:
        raise Problem("grade.no_sandbox", words=error, remedy=remedy(str(error))) from None
    finally:
        del os.environ[SECRET]


def leaks(box: Sandbox) -> str:
    """What a kata in the sandbox sees or does that it must not, or nothing."""
    with closing(Remote(Path(probed.__file__), 30.0, None, box)) as kata:
        number, user, seen = kata.process()
        found = {
            "capabilities": any(kata.rights()),
            "processes": (number, seen) != (1, 1) or user == 0,
            "network": set(kata.networks()) - {"lo"},
            "environment": SECRET in kata.environment(),
            "tests": any(kata.sees(str(HARNESS / name)) for name in ("tests", "solutions", "katas", ".git")),
            "disk": any(map(kata.writes, ("/", "/usr", "/dev", "/kata", "/proc/sys/kernel", str(HARNESS)))),
        }
    return ", ".join(what for what, there in found.items() if there)


def unreadable(box: Sandbox) -> list[str]:
    """Folders that a worker needs and may not read: where root grades, it is another user."""
    needed = {sys.prefix: np.__file__, sys.base_prefix: os.__file__, str(HARNESS): wire.__file__}
    with closing(Remote(Path(probed.__file__), 30.0, None, box)) as kata:
        return [folder for folder, file in needed.items() if not kata.reads(file)]


def remedy(words: str) -> str:
    """The line that would provide a sandbox."""
    if "not installed" in words:
        return "sudo apt-get install bubblewrap"
    if APPARMOR.exists() and APPARMOR.read_text().strip() == "1":
        return "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    return "sudo sysctl -w kernel.unprivileged_userns_clone=1"
