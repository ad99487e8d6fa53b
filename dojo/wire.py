"""The messages between a test and a worker: length-capped msgpack frames of plain values.

A frame is four bytes of length and that many of msgpack. Beyond msgpack's own types it carries
tuples, sets, slices, NumPy arrays of allowed dtypes, NumPy generators (by state), and references:
to an object that stays where it is, or to a function of the other side. No code, no pickle.
"""

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import msgpack
import numpy as np

CAP = 512 * 2**20  # bytes in one frame; all of MNIST's training images are 47 MB
DEPTH = 100  # containers within containers
ITEMS = 2**22  # values in all containers of one frame; k01 sends 400,000 of them
TEXT = 2**24  # bytes of one string; NumPy makes four of each
DIGITS = 1000  # hexadecimal, of one integer; Python writes 4,300 decimal ones and no more
COLLIDING = 100  # keys of one set or dict that may share their hash with others
DTYPES = frozenset(["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"])
PLAIN = frozenset([type(None), bool, float, str, bytes])

TUPLE, SET, SLICE, ARRAY, GENERATOR, INTEGER, THEIRS, OURS = range(1, 9)
CONTAINERS = {tuple: TUPLE, set: SET, frozenset: SET, slice: SLICE}
LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Kept:
    """A value that is not sent, though it could be: the other side gets a reference to it."""

    value: object


def staying(value: object) -> object:
    """`value` with all that is no plain number or word, arrays above all, marked to stay here."""
    kind = type(value)
    if kind in (list, tuple):
        return kind(map(staying, value))
    if kind is dict:
        return {key: staying(item) for key, item in value.items()}
    return value if kind is int or kind in PLAIN else Kept(value)


class BadFrame(ValueError):
    """Bytes that are not a message: cut off, too long, too deep, or of an unknown type."""


def read(stream: BinaryIO) -> bytes | None:
    """The next frame's bytes, None at the end of the stream; its length is checked before reading."""
    head = _exactly(stream, LENGTH.size)
    if not head:
        return None
    if len(head) < LENGTH.size:
        raise BadFrame("cut off in the length of a frame")
    (length,) = LENGTH.unpack(head)
    if length > CAP:
        raise BadFrame(f"a frame of {length:,} bytes, more than {CAP:,}")
    body = _exactly(stream, length)
    if len(body) < length:
        raise BadFrame(f"cut off after {len(body):,} of {length:,} bytes")
    return body


def _exactly(stream: BinaryIO, length: int) -> bytes:
    """So many bytes, in as many reads as that takes; fewer at the end of the stream."""
    parts: list[bytes] = []
    while length and (part := stream.read(length)):
        parts.append(part)
        length -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write(stream: BinaryIO, body: bytes) -> None:
    """Send one frame."""
    if len(body) > CAP:
        raise BadFrame(f"an answer of {len(body):,} bytes, more than {CAP:,}")
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


class Codec:
    """Values to bytes and back.

    refer: a number for an object that stays here. resolve: what stands here for an object of the
    other side, or for our own that comes back, called with (kind, number). generator: our copy of
    the other side's random generator, called with (number, name of its kind, state).
    """

    def __init__(
        self,
        refer: Callable[[object], tuple[int, int]],
        resolve: Callable[[int, int], object],
        generator: Callable[[int, str, dict], np.random.Generator],
    ):
        self._refer = refer
        self._items = 0
        self._unpackers = {
            TUPLE: tuple,
            SET: lambda items: set(_spread(items)),
            SLICE: lambda items: slice(*items),
            GENERATOR: lambda items: generator(*items),
            THEIRS: lambda number: resolve(THEIRS, number),
            OURS: lambda number: resolve(OURS, number),
        }

    def encode(self, value: object) -> bytes:
        """The message for `value`; BadFrame where containers lie too deep in one another."""
        return pack(self._plain(value, 0))

    def decode(self, body: bytes) -> object:
        """The value of a message; BadFrame where the bytes are none, or would fill the memory."""
        self._items = 0
        try:
            return self._unpack(body, 0)
        except BadFrame:
            raise
        except Exception as error:  # whatever they are made to do to what reads them
            raise BadFrame(f"not a message: {type(error).__name__}: {error}") from None

    def _plain(self, value: object, depth: int) -> object:
        kind = type(value)
        if kind in PLAIN:
            return value
        if depth > DEPTH:
            raise BadFrame(f"containers more than {DEPTH} deep")
        if kind is int:
            if -(2**63) <= value < 2**64:
                return value
            if value.bit_length() > 4 * DIGITS:
                raise BadFrame(f"an integer of {value.bit_length():,} bits, more than {4 * DIGITS:,}")
            return msgpack.ExtType(INTEGER, hex(value).encode())
        if kind is list:
            return [self._plain(item, depth + 1) for item in value]
        if kind is dict:
            return {self._plain(k, depth + 1): self._plain(v, depth + 1) for k, v in value.items()}
        if kind in CONTAINERS:
            items = (value.start, value.stop, value.step) if kind is slice else value
            return self._ext(CONTAINERS[kind], [self._plain(item, depth + 1) for item in items])
        if kind is np.random.Generator:
            state = value.bit_generator.state
            words = [self._refer(value)[1], state["bit_generator"], self._plain(state, depth + 1)]
            return self._ext(GENERATOR, words)
        if kind is Kept:
            return self._ext(*self._refer(value.value))
        array = as_array(value)
        if array is not None:
            head = pack([array.dtype.str.lstrip("<|="), array.shape])
            return msgpack.ExtType(ARRAY, bytes([len(head)]) + head + array.tobytes())
        return self._ext(*self._refer(value))

    @staticmethod
    def _ext(code: int, items: object) -> msgpack.ExtType:
        return msgpack.ExtType(code, pack(items))

    def _unpack(self, body: bytes, depth: int) -> object:
        if depth > DEPTH:
            raise BadFrame(f"containers more than {DEPTH} deep")

        def ext(code: int, data: bytes) -> object:
            if code == ARRAY:
                return _decode_array(data)
            if code == INTEGER:
                return _integer(data)
            if code not in self._unpackers:
                raise BadFrame(f"unknown type {code}")
            return self._unpackers[code](self._unpack(data, depth + 1))

        return msgpack.unpackb(
            body,
            ext_hook=ext,
            list_hook=self._counted,
            object_pairs_hook=self._mapping,
            strict_map_key=False,
            max_array_len=ITEMS,
            max_map_len=ITEMS,
            max_str_len=TEXT,
        )

    def _counted(self, items: list) -> list:
        self._items += len(items)
        if self._items > ITEMS:
            raise BadFrame(f"more than {ITEMS:,} values")
        return items

    def _mapping(self, pairs: list[tuple]) -> dict:
        _spread([key for key, _ in self._counted(pairs)])
        return dict(pairs)


def as_array(value: object) -> np.ndarray | None:
    """NumPy, jax, tensorflow and torch arrays, and NumPy scalars, as a contiguous NumPy array.

    None for anything else, also for an array of a dtype that is not allowed.
    """
    if not isinstance(value, np.ndarray | np.generic):
        if not (hasattr(value, "__array__") and hasattr(value, "shape") and hasattr(value, "dtype")):
            return None
        if hasattr(value, "trainable") and not hasattr(value, "detach"):
            return None  # a Keras variable or a layer is an object, not a value
    try:
        array = np.asarray(value.detach().cpu() if hasattr(value, "detach") else value)
    except Exception:
        return None  # a tracer inside jit, a symbolic tensor: there is no value yet
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    return np.ascontiguousarray(array).reshape(array.shape) if array.dtype.str[1:] in DTYPES else None


def pack(value: object) -> bytes:
    """A frame's bytes for msgpack's own types."""
    return msgpack.packb(value)


def unpack(body: bytes) -> object:
    """And back."""
    return msgpack.unpackb(body)


def _integer(data: bytes) -> int:
    if len(data) > DIGITS + 3:
        raise BadFrame(f"an integer of {len(data):,} digits, more than {DIGITS:,}")
    return int(data, 16)


def _spread(keys: list) -> list:
    """The keys of a set or dict; BadFrame where they were made to collide, which takes hours."""
    if len(keys) - len({hash(key) for key in keys}) > COLLIDING:
        raise BadFrame("keys that collide")
    return keys


def _decode_array(data: bytes) -> np.ndarray:
    """A read-only array over the message's own bytes; its size is checked against its shape."""
    head = data[1 : 1 + data[0]]
    dtype, shape = msgpack.unpackb(head)
    if dtype not in DTYPES or not all(type(n) is int and n >= 0 for n in shape):
        raise BadFrame(f"an array of {dtype!r} and shape {shape!r}")
    raw = memoryview(data)[1 + data[0] :]
    if len(raw) != math.prod(shape) * np.dtype(dtype).itemsize:
        raise BadFrame(f"{len(raw):,} bytes for an array of {dtype} and shape {shape}")
    return np.frombuffer(raw, dtype).reshape(shape)
