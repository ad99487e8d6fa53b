"""Values as a message shows them: short, and with the digits that matter."""

import numpy as np

WIDTH = 64
ROOM = 48  # characters of an array that is shown whole


def value(x: object) -> str:
    """One line for any value; long arrays by their first entries, shape and dtype."""
    if isinstance(x, np.ndarray | np.generic):
        return array(np.asarray(x))
    if isinstance(x, float):
        return number(x)
    if isinstance(x, list | tuple):
        return _sequence(x)
    if callable(x):
        return getattr(x, "__name__", type(x).__name__)
    if isinstance(x, np.random.Generator):
        return "rng"
    return _cut(repr(x))


def array(a: np.ndarray) -> str:
    """Small arrays whole, larger ones by their first entries and their shape."""
    if a.ndim == 0:
        return number(a.item())
    if a.size == 0:
        return f"[] of shape {a.shape}"
    if a.size <= ROOM // 2 and len(whole := _nested(a)) <= ROOM:
        return whole
    first = ", ".join(number(v) for v in a.ravel()[:3].tolist())
    return f"{'[' * a.ndim}{first}, …{']' * a.ndim} of shape {a.shape}"


def number(x: object) -> str:
    """Six significant digits for floats; whole ones keep their point."""
    if not isinstance(x, float):
        return str(x)
    return f"{x:.1f}" if x.is_integer() and abs(x) < 1e6 else f"{x:.6g}"


def call(name: str, args: tuple, kwargs: dict) -> str:
    """The call as the test wrote it, with its values."""
    words = [value(a) for a in args] + [f"{k}={value(v)}" for k, v in kwargs.items()]
    return f"{name}({', '.join(words)})"


def _nested(a: np.ndarray) -> str:
    if a.ndim == 0:
        return number(a.item())
    return f"[{', '.join(_nested(row) for row in a)}]"


def _sequence(x: list | tuple) -> str:
    start, end = "[]" if isinstance(x, list) else "()"
    inside = ", ".join(value(item) for item in x[:4])
    return f"{start}{inside}{', …' if len(x) > 4 else ''}{end}"


def _cut(words: str) -> str:
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
