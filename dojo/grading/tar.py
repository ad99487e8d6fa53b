"""A tar, packed or not, read as a stream: counted, never sought in, never extracted."""

import bz2
import io
import lzma
import tarfile
import zlib
from dataclasses import dataclass
from typing import Protocol

from dojo.grading.picked import SIZE, UNPACKED, Invalid, Kind, Picked
from dojo.grading.regular import File

BLOCK = tarfile.BLOCKSIZE
CHUNK = 64 * 1024
TOLD = 1024**2  # the longest header that tells of the next member; attributes of a Mac may take thousands
RECORDS = 200  # in one such header; a few are usual
AHEAD = 5  # headers of one member and those before it
LZMA_MEMORY = 128 * 1024**2  # `xz -9` asks for 65 MiB
KINDS = {tarfile.REGTYPE: Kind.FILE, tarfile.AREGTYPE: Kind.FILE, tarfile.DIRTYPE: Kind.FOLDER}
WITHOUT_DATA = {tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE}


class Machine(Protocol):
    """A decompressor as bz2 and lzma have them."""

    eof: bool
    needs_input: bool

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Gzip:
    """zlib's, in the manner of the others."""

    def __init__(self):
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def machine(head: bytes) -> Machine | None:
    """What unpacks a file that begins so; None if it is not packed."""
    if head.startswith(b"\x1f\x8b"):
        return Gzip()
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        return bz2.BZ2Decompressor()
    if head.startswith(b"\xfd7zXZ\0"):
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, LZMA_MEMORY)
    return None


@dataclass(frozen=True)
class Told:
    """What headers before a member's own have told of it: its name, or "", and whether it is sparse."""

    name: str = ""
    sparse: bool = False


class Unpacked(io.RawIOBase):
    """The bytes of `file` through `machine`. Invalid as soon as there are more than UNPACKED."""

    def __init__(self, file: File, machine: Machine | None):
        self._file, self._machine, self._count = file, machine, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        raw = self._unpack(len(buffer)) if self._machine else self._file.read(len(buffer))
        self._count += len(raw)
        if self._count > UNPACKED:
            raise Invalid("intake.unpacked", most=UNPACKED // 1024**2)
        buffer[: len(raw)] = raw
        return len(raw)

    def _unpack(self, n: int) -> bytes:
        raw = b""
        while not raw and not self._machine.eof:
            packed = self._file.read(CHUNK) if self._machine.needs_input else b""
            if self._machine.needs_input and not packed:
                raise EOFError
            raw = self._machine.decompress(packed, n)
        return raw


def read(file: File, machine: Machine | None, picked: Picked) -> None:
    """Offer every member to `picked`. The errors of tarfile and the decompressors, EOFError or ValueError
    where the tar is broken or may be read in two ways.

    tarfile itself reads the headers, one at a time. Its own walk would seek `\\d+` through megabytes of
    attributes, which a hostile archive can make last for hours, and follow sizes below zero backwards.
    """
    stream = io.BufferedReader(Unpacked(file, machine), CHUNK)
    told, ahead = Told(), 0
    while any(block := _exactly(stream, BLOCK)):
        member = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        ahead += 1
        if ahead > AHEAD or member.size < 0 or member.type == tarfile.GNUTYPE_SPARSE:
            raise ValueError("header")
        if member.type in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE):
            more = _told(member, stream)
            if more.name and (told.name or member.type == tarfile.XGLTYPE):
                raise ValueError("two names")
            told = more if more.name else told
        elif member.type == tarfile.GNUTYPE_LONGLINK:
            _skip(stream, _whole(member.size))
        else:
            _member(member, told, stream, picked)
            told, ahead = Told(), 0
    while stream.read(CHUNK):  # to the end, where the checksum is
        pass


def _member(member: tarfile.TarInfo, told: Told, stream: io.BufferedReader, picked: Picked) -> None:
    if member.type in WITHOUT_DATA and member.size:
        raise ValueError("data of a link")
    kind = Kind.OTHER if told.sparse else KINDS.get(member.type, Kind.OTHER)
    place = picked.place(told.name or member.name, kind)
    raw = _exactly(stream, min(member.size, SIZE + 1)) if place else b""
    if place:
        picked.put(place, raw)
    _skip(stream, _whole(member.size) - len(raw))


def _told(member: tarfile.TarInfo, stream: io.BufferedReader) -> Told:
    """What this header, of a long name or of pax records, tells of the member that follows."""
    if member.size > TOLD:
        raise ValueError("long header")
    raw = _exactly(stream, _whole(member.size))[: member.size]
    if member.type == tarfile.GNUTYPE_LONGNAME:
        return Told(raw.rstrip(b"\0").decode("utf-8", "surrogateescape"))
    records = _records(raw)
    sparse = records.get(b"GNU.sparse.name", b"")
    name = sparse or records.get(b"path", b"")
    return Told(name.decode("utf-8", "surrogateescape"), bool(sparse))


def _records(raw: bytes) -> dict[bytes, bytes]:
    """Pax records, `<length> <keyword>=<value>\\n` each. ValueError also for a size, or more than RECORDS."""
    records, at, count = {}, 0, 0
    while at < len(raw):
        digits = raw[at : at + 10].partition(b" ")[0]
        end = at + int(digits) if digits.isdigit() else 0
        keyword, equals, value = raw[at + len(digits) + 1 : end].partition(b"=")
        if not equals or value[-1:] != b"\n" or end > len(raw) or keyword == b"size" or count >= RECORDS:
            raise ValueError("pax record")
        records[keyword] = value[:-1]
        at, count = end, count + 1
    return records


def _exactly(stream: io.BufferedReader, n: int) -> bytes:
    raw = stream.read(n)
    if len(raw) < n:
        raise EOFError
    return raw


def _skip(stream: io.BufferedReader, n: int) -> None:
    while n > 0:
        n -= len(_exactly(stream, min(n, CHUNK)))


def _whole(size: int) -> int:
    """`size` in whole blocks."""
    return -(-size // BLOCK) * BLOCK
