"""What stands here for an object of the other side: everything done to it is a request."""

import operator
from typing import TYPE_CHECKING

from dojo import call

if TYPE_CHECKING:
    from dojo.peer import Peer

BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"]
UNARY = ["neg", "pos", "abs"]
OPERATORS = {name: getattr(operator, name) for name in [*BINARY, *UNARY, "getitem"]} | {
    "len": len,
    "iter": iter,
    "next": next,
    "float": float,
}


class Handle:
    """Stands for an object of the other side; attributes, calls and operators are forwarded.

    It cannot be compared and has no truth value: a test compares plain numbers and arrays only.
    """

    __slots__ = ("_name", "_number", "_peer")
    __hash__ = None

    def __init__(self, peer: "Peer", number: int):
        for slot, value in zip(self.__slots__, (None, number, peer)):
            object.__setattr__(self, slot, value)

    def named(self, name: str) -> "Handle":
        """This handle as the kata's function `name`: its calls are recorded for messages."""
        object.__setattr__(self, "_name", name)
        return self

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._peer.request("get", self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._peer.request("set", self, name, value)

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._called("call", args, kwargs)

    def kept(self, *args: object, **kwargs: object) -> object:
        """Call it and leave all arrays of the answer where they are: handles to them come back.

        Lists, tuples and dicts come as themselves, with handles in them.
        """
        return self._called("keep", args, kwargs)

    def _called(self, how: str, args: tuple, kwargs: dict) -> object:
        if self._name is None:
            return self._peer.request(how, self, args, kwargs)
        record = call.recorded(self._name, args, kwargs)
        return record.made(lambda: self._peer.request(how, self, args, kwargs))

    def __iter__(self) -> "Handle":
        return self._peer.request("operate", "iter", (self,))

    def __next__(self) -> object:
        return self._peer.request("operate", "next", (self,))

    def __len__(self) -> int:
        return self._peer.request("operate", "len", (self,))

    def __float__(self) -> float:
        return self._peer.request("operate", "float", (self,))

    def __getitem__(self, key: object) -> object:
        return self._peer.request("operate", "getitem", (self, key))

    def _refuse(self, *_: object) -> bool:
        raise TypeError("an object of the kata's has no value here: compare plain numbers and arrays")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refuse
    # NumPy would ask it for one entry after the other: for ever, and for work put off until after a race
    __array_interface__ = property(_refuse)

    def __repr__(self) -> str:
        return f"<object {self._number} of the kata>"

    def __del__(self) -> None:
        self._peer.dropped.append(self._number)


class Callback:
    """In a worker, stands for a function of the test's: it can be called, and is as true as any function."""

    def __init__(self, peer: "Peer", number: int):
        self._peer, self._number = peer, number

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._peer.request("call", self, args, kwargs)

    def __del__(self) -> None:
        self._peer.dropped.append(self._number)


def _forward(name: str) -> None:
    def straight(self: Handle, *other: object) -> object:
        return self._peer.request("operate", name, (self, *other))

    def reflected(self: Handle, other: object) -> object:
        return self._peer.request("operate", name, (other, self))

    setattr(Handle, f"__{name}__", straight)
    if name in BINARY:
        setattr(Handle, f"__r{name}__", reflected)


for _name in BINARY + UNARY:
    _forward(_name)
