"""Regular files and folders, opened so that no link is followed and no pipe or device waited for."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dojo.grading.picked import ENTRIES, Invalid

AT_ONCE = 419 * ENTRIES  # at most this much is read at once; the longest such read is a zip's directory


class File:
    """A regular file open for reading, as much of a Python file as zipfile asks for.

    folder: the descriptor of the folder that `name` lies in, if not the current one. OSError at the end of
    the block, whatever has been made of it meanwhile, if reading failed or the file changed: neither is the
    fault of who handed it in.
    """

    def __init__(self, name: str | Path, folder: int | None = None):
        self._name = name
        self._fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        self._before = os.fstat(self._fd)
        self._trouble: OSError | None = None
        self._at = 0
        if not stat.S_ISREG(self._before.st_mode):
            os.close(self._fd)
            raise _changed(name)

    @property
    def size(self) -> int:
        return self._before.st_size

    def __enter__(self) -> "File":
        return self

    def __exit__(self, *_: object) -> None:
        after = os.fstat(self._fd)
        os.close(self._fd)
        if self._trouble:
            raise self._trouble
        if (after.st_size, after.st_mtime_ns) != (self._before.st_size, self._before.st_mtime_ns):
            raise _changed(self._name)

    def read(self, n: int = -1) -> bytes:
        """At most `n` bytes, fewer only at the end. Invalid if that is more than AT_ONCE."""
        left = max(self.size - self._at, 0)
        n = left if n < 0 else min(n, left)
        if n > AT_ONCE:
            raise Invalid("intake.entries", most=ENTRIES)
        try:
            raw = os.pread(self._fd, n, self._at)
        except OSError as error:
            self._trouble = error
            raise
        self._at += len(raw)
        return raw

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if at < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))  # zipfile counts on it
        self._at = at
        return at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True


@contextmanager
def opened(name: str | Path, folder: int | None = None) -> Iterator[int]:
    """The descriptor of the folder `name`; OSError if that is no folder, or a link to one."""
    fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY, dir_fd=folder)
    try:
        yield fd
    finally:
        os.close(fd)


def _changed(name: str | Path) -> OSError:
    return OSError(errno.EAGAIN, "changed while it was read", str(name))
