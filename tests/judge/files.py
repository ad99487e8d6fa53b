"""Files where the kata runs: in this process, or in a worker that may have files of its own and is asked."""

from typing import TYPE_CHECKING

from dojo import files as here

if TYPE_CHECKING:
    from dojo.local import Local
    from dojo.remote import Remote


def scratch(kata: "Local | Remote", name: str) -> str:
    """A path of that name for the kata's side to write to, in a new temporary folder there."""
    return _asked(kata, "scratch", name)


def taken(kata: "Local | Remote", path: str) -> bytes:
    """What has been written to a path of `scratch`; the file and its folder are removed."""
    return _asked(kata, "taken", path)


def copies(kata: "Local | Remote", data: bytes) -> list[str]:
    """The files there that hold just these bytes, where Python runs and among temporary files; removed."""
    return _asked(kata, "copies", data)


def _asked(kata: "Local | Remote", name: str, *args: object) -> object:
    line = vars(kata).get("line")  # not an attribute: every name may be a function of the kata's
    return line.request(name, *args) if line else getattr(here, name)(*args)
