"""Values as a message shows them: short, and with the digits that matter."""

from reprlib import Repr

import numpy as np

WIDTH = 64
ROOM = 48  # characters of an array that is shown whole
SHORT = Repr()  # of what may be millions of entries
SHORT.fillvalue, SHORT.maxlevel = "…", 4
SHORT.maxdict = SHORT.maxset = SHORT.maxlist = SHORT.maxtuple = 16
SHORT.maxstring = SHORT.maxother = SHORT.maxlong = WIDTH


def value(x: object) -> str:
    """One line for any value; long arrays by their first entries, shape and dtype."""
    if isinstance(x, np.ndarray | np.generic):
        return array(np.asarray(x))
    if isinstance(x, float):
        return number(x)
    if isinstance(x, list | tuple):
        return _sequence(x)
    if callable(x):
        return getattr(x, "__name__", "object")
    if isinstance(x, np.random.Generator):
        return "rng"
    if isinstance(x, str | bytes):
        return _cut(repr(x[:WIDTH]))
    return _cut(SHORT.repr(x) if isinstance(x, dict | set) else repr(x))


def array(a: np.ndarray) -> str:
    """Small arrays whole, larger ones by their first entries and their shape."""
    if a.ndim == 0:
        return number(a.item())
    if a.size == 0:
        return f"[] of shape {a.shape}"
    if _fits(a):
        return _nested(a.tolist())
    row = a.reshape(-1, a.shape[-1])[0][:3].tolist()
    inside = ", ".join(map(number, row)) + (", …" if a.shape[-1] > 3 else "")
    more = ", …" if a.ndim > 1 and a.size > a.shape[-1] else ""
    return f"{'[' * a.ndim}{inside}]{more}{']' * (a.ndim - 1)} shape {a.shape}"


def _fits(a: np.ndarray) -> bool:
    """Whether a message has room for the whole array."""
    return a.size <= ROOM // 2 and len(_nested(a.tolist())) <= ROOM


def number(x: object) -> str:
    """Six significant digits for floats; whole ones keep their point."""
    if not isinstance(x, float):
        return _cut(str(x), 4 * WIDTH)
    words = f"{x:.6g}"
    return f"{words}.0" if words.lstrip("-").isdigit() else words


def call(name: str, args: tuple, kwargs: dict, dtypes: bool = False) -> str:
    """The call as the test wrote it, with its values; on demand with the dtypes of its arrays."""

    def word(a: object) -> str:
        return f"{value(a)} {a.dtype}" if dtypes and isinstance(a, np.ndarray) else value(a)

    words = [word(a) for a in args] + [f"{k}={word(v)}" for k, v in kwargs.items()]
    return _cut(f"{name}({', '.join(words)})", 4 * WIDTH)


def pair(got: object, expected: object) -> dict[str, str]:
    """Both values, with more digits where six do not tell them apart."""
    words = {"got": value(got), "expected": value(expected)}
    if words["got"] == words["expected"] and np.size(got) <= 3:
        words = {"got": repr(np.asarray(got).tolist()), "expected": repr(np.asarray(expected).tolist())}
    return words


def around(got: np.ndarray, expected: np.ndarray, right: np.ndarray) -> dict[str, str]:
    """Of arrays too large to show, the entries beside the first that is wrong, in its row."""
    if got.ndim == 0 or (_fits(got) and _fits(expected)):
        return {}
    *row, i = (int(n) for n in np.argwhere(~right)[0])
    start = max(0, min(i - 1, got.shape[-1] - 3))
    place = f"[{', '.join(map(str, [*row, f'{start}:{start + 3}']))}]"
    cut = (*row, slice(start, start + 3))
    return {"part": place, **pair(got[cut], expected[cut])}


def _nested(x: object) -> str:
    return f"[{', '.join(map(_nested, x))}]" if isinstance(x, list) else number(x)


def _sequence(x: list | tuple) -> str:
    start, end = "[]" if isinstance(x, list) else "()"
    inside = ", ".join(value(item) for item in x[:4])
    inside += "," * (type(x) is tuple and len(x) == 1)
    return f"{start}{inside}{', …' if len(x) > 4 else ''}{end}"


def _cut(words: str, room: int = WIDTH) -> str:
    return words if len(words) <= room else f"{words[: room - 1]}…"
