"""A sandbox that is always there, or never, as the environment says."""

import os

from dojo.spoken import Problem


def probe(memory: int) -> list[str]:
    if "NO_SANDBOX" in os.environ:
        raise Problem("doctor.no_sandbox")
    return os.environ.get("UNCAPPED", "").split()
