"""Files written whole: after an interruption there is the old file or the new one, never half of it."""

import os
from pathlib import Path


def write(path: Path, raw: bytes, synced: bool = True) -> None:
    """Put `raw` in the place of `path`. synced: wait until the disk has it, for what only this file holds."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if synced:
            flushed(new, raw, "wb")
        else:
            new.write_bytes(raw)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def flushed(path: Path, raw: bytes, mode: str) -> None:
    """Write a file and wait until the disk has it. mode: `xb` refuses a file that is there."""
    with path.open(mode) as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
