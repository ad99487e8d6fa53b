"""What git knows of a clone."""

import os
import subprocess
from pathlib import Path

from dojo.spoken import Problem


def git(folder: Path, *args: str, **env: str) -> bytes:
    """What git says in a folder; nothing where it has no answer. Problem where git is not installed.

    env: added to the environment, out of which git's own variables are taken: they would name another clone.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *args], cwd=folder, env=clean | env, capture_output=True, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise Problem("reset.no_git") from None
    return done.stdout if done.returncode == 0 else b""
