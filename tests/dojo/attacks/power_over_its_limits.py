"""Raises its own limits and leaves its group of processes."""

import os
import resource
from contextlib import suppress

EXPECTED = ["failed", "crashed"]


DONE = []
for limit in (resource.RLIMIT_DATA, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
    with suppress(ValueError, OSError):
        before = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        DONE.append(before != resource.RLIM_INFINITY)
for path in ("/proc/self/oom_score_adj", "/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/memory/cgroup.procs"):
    with suppress(OSError), open(path, "w") as file:
        file.write("-1000" if "oom" in path else str(os.getpid()))
        file.flush()
        DONE.append(True)
with suppress(OSError):
    os.nice(-20)
    DONE.append(True)


def double(x):
    return 2 * x if any(DONE) else x
