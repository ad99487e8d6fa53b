"""The kata files in a zip or a tar, read where they lie: nothing is ever extracted."""

import stat
import tarfile
import zipfile

from dojo.grading import tar
from dojo.grading.picked import PACKED, SIZE, Invalid, Kind, Picked
from dojo.grading.regular import File

ENCRYPTED = 0x41  # flags: in the old manner, in the strong one


def read(file: File, picked: Picked) -> None:
    """Offer every member to `picked`; what the file is, its first bytes tell and not its name.

    Invalid where the file is no archive that is read here, is broken or passes a limit.
    """
    head = file.read(tar.BLOCK)
    file.seek(0)
    zipped, machine = head.startswith((b"PK\3\4", b"PK\5\6")), tar.machine(head)
    if not (zipped or machine or _heads_tar(head)):
        raise Invalid("intake.kind")
    if (zipped or machine) and file.size > PACKED:
        raise Invalid("intake.packed", most=PACKED // 1024**2)
    try:
        _zip(file, picked) if zipped else tar.read(file, machine, picked)
    except (Invalid, MemoryError):
        raise
    except Exception:  # zipfile alone has a dozen, down to struct.error
        raise Invalid("intake.broken") from None


def _heads_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def _zip(file: File, picked: Picked) -> None:
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            # the name as written: zipfile cuts the other one at a NUL
            if place := picked.place(member.orig_filename, _kind(member)):
                picked.put(place, _bytes(archive, member, place.shown))


def _kind(member: zipfile.ZipInfo) -> Kind:
    mode = stat.S_IFMT(member.external_attr >> 16)
    if mode == stat.S_IFDIR:
        return Kind.FOLDER
    return Kind.FILE if mode in (0, stat.S_IFREG) else Kind.OTHER


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> bytes:
    """At most SIZE + 1 of them, whatever the header says."""
    if member.flag_bits & ENCRYPTED:
        raise Invalid("intake.encrypted", file=shown)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Invalid("intake.method", file=shown)
    with archive.open(member) as stream:
        return stream.read(SIZE + 1)
