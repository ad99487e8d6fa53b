"""Files where a kata runs, which need not be where its test does: a worker answers these as requests."""

import glob
import tempfile
from contextlib import suppress
from pathlib import Path


def scratch(name: str) -> str:
    """A path of that name in a new temporary folder."""
    return str(Path(tempfile.mkdtemp(), name))


def taken(path: str) -> bytes:
    """The bytes of a file in a folder that `scratch` has made; both are gone then."""
    file = Path(path)
    data = file.read_bytes()
    file.unlink()
    file.parent.rmdir()
    return data


def copies(data: bytes) -> list[str]:
    """The files that hold just these bytes, in the working folder and among temporary files; removed."""
    found, temporary = [], glob.escape(tempfile.gettempdir())
    for name in [*glob.glob("*"), *glob.glob(f"{temporary}/*"), *glob.glob(f"{temporary}/*/*")]:
        path = Path(name)
        with suppress(OSError):  # another process's, gone by now or closed to us
            if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                path.unlink()
                found.append(name)
    return found
