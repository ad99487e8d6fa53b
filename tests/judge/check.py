"""Compare an answer with what it should be, and say where and how it differs."""

import numpy as np

from dojo import call, show
from dojo.call import Call
from dojo.fault import Wrong
from judge import cause


def check(
    got: object,
    expected: object,
    *,
    rtol: float = 1e-7,
    atol: float = 1e-12,
    dtype: object = None,
) -> None:
    """Raise Wrong unless `got` has the shape, dtype, finiteness and values of `expected`, in that order.

    Lists count as arrays. Without `dtype`, floats must be floats of any width and integers may
    stand for floats; with it, the dtype must match exactly.
    """
    of, facts = _of(got), {"call": _call(got)}
    if got is None:
        raise Wrong("none", of, **facts, expected=None if expected is None else show.value(expected))
    try:
        g, e = np.asarray(got), np.asarray(expected)
    except ValueError:
        raise Wrong("ragged", of, **facts, got=show.value(got), expected=show.value(expected)) from None
    facts |= show.pair(g, e)
    if g.dtype == object:
        raise Wrong("not_numbers", of, **facts)
    if g.shape != e.shape:
        facts |= {"got": f"shape {g.shape}", "expected": f"shape {e.shape}"}
        raise Wrong("shape", of, **facts, cause=cause.of_shape(g, e, rtol, atol))
    if (dtype is not None and g.dtype != dtype) or not _same_kind(g.dtype, e.dtype):
        wanted = np.dtype(dtype) if dtype is not None else e.dtype
        how = {"call": _call(got, dtypes=True), "got": str(g.dtype), "expected": str(wanted)}
        raise Wrong("dtype", of, **facts | how)
    if e.dtype.kind in "US":
        right = g == e
    else:
        if not np.isfinite(g[np.isfinite(e)]).all():
            raise Wrong("finite", of, **facts, where=_where(g, e, np.isfinite(g) | ~np.isfinite(e)))
        right = np.isclose(g, e, rtol=rtol, atol=atol, equal_nan=True)
    if not right.all():
        facts |= show.around(g, e, right)
        why = cause.of_value(g, e, rtol, atol, _inputs(got))
        raise Wrong("value", of, **facts, where=_where(g, e, right), cause=why)


def check_each(got: object, expected: object, **how: object) -> None:
    """As check, for lists and tuples of arrays nested like `expected`; their lengths come first."""
    if got is None or not isinstance(expected, list | tuple):
        return check(got, expected, **how)
    if not isinstance(got, list | tuple) or len(got) != len(expected):
        facts = {"call": _call(got), "got": show.value(got), "expected": show.value(expected)}
        raise Wrong("length", _of(got), **facts)
    for i, (g, e) in enumerate(zip(got, expected)):
        try:
            check_each(g, e, **how)
        except Wrong as wrong:
            inner = wrong.facts.get("part") or ""
            wrong.facts |= {"part": f"[{i}]{inner}", "call": _call(got)}
            wrong.of = _of(got)
            raise


def _same_kind(got: np.dtype, expected: np.dtype) -> bool:
    return got.kind in {"f": "fiu", "c": "cfiu", "i": "iu", "u": "iu"}.get(expected.kind, expected.kind)


def _of(got: object) -> Call | None:
    """The call that returned `got` itself."""
    return next((c for c in reversed(call.log) if c.result is got), None)


def _call(got: object, dtypes: bool = False) -> str | None:
    """The call that returned `got`, or else the last one, in words."""
    if not call.log:
        return None
    record = _of(got) or call.log[-1]
    return show.call(record.name, record.args, record.kwargs, dtypes)


def _inputs(got: object) -> list[np.ndarray]:
    """The arrays that the answer was computed from."""
    record = _of(got) or (call.log[-1] if call.log else None)
    given = [*record.args, *record.kwargs.values()] if record else []
    return [a for a in given if isinstance(a, np.ndarray)]


def _where(got: np.ndarray, expected: np.ndarray, right: np.ndarray) -> tuple | None:
    if got.ndim == 0:
        return None
    at = tuple(int(i) for i in np.argwhere(~right)[0])
    return (
        "where",
        {
            "at": list(at),
            **show.pair(got[at], expected[at]),
            "wrong": int((~right).sum()),
            "all": right.size,
        },
    )
