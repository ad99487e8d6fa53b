"""Compare an answer with what it should be, and say where and how it differs."""

import numpy as np

from dojo import call, show
from dojo.fault import Wrong


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
    facts = {"call": _last_call(got)}
    if got is None:
        raise Wrong("none", **facts, expected=None if expected is None else show.value(expected))
    try:
        g, e = np.asarray(got), np.asarray(expected)
    except ValueError:
        raise Wrong("ragged", **facts, got=show.value(got), expected=show.value(expected)) from None
    facts |= show.pair(g, e)
    if g.dtype == object:
        raise Wrong("not_numbers", **facts)
    if g.shape != e.shape:
        raise Wrong("shape", **facts | {"got": f"shape {g.shape}", "expected": f"shape {e.shape}"})
    if (dtype is not None and g.dtype != dtype) or not _same_kind(g.dtype, e.dtype):
        wanted = np.dtype(dtype) if dtype is not None else e.dtype
        how = {"call": _last_call(got, dtypes=True), "got": str(g.dtype), "expected": str(wanted)}
        raise Wrong("dtype", **facts | how)
    if e.dtype.kind in "US":
        right = g == e
    else:
        if not np.isfinite(g[np.isfinite(e)]).all():
            raise Wrong("finite", **facts, where=_where(g, e, np.isfinite(g) | ~np.isfinite(e)))
        right = np.isclose(g, e, rtol=rtol, atol=atol, equal_nan=True)
    if not right.all():
        facts |= show.around(g, e, right)
        raise Wrong("value", **facts, where=_where(g, e, right), cause=_cause(g, e, rtol, atol))


def check_each(got: object, expected: object, **how: object) -> None:
    """As check, for lists and tuples of arrays nested like `expected`; their lengths come first."""
    if got is None or not isinstance(expected, list | tuple):
        return check(got, expected, **how)
    if not isinstance(got, list | tuple) or len(got) != len(expected):
        raise Wrong("length", call=_last_call(got), got=show.value(got), expected=show.value(expected))
    for i, (g, e) in enumerate(zip(got, expected)):
        try:
            check_each(g, e, **how)
        except Wrong as wrong:
            inner = wrong.facts.get("part") or ""
            wrong.facts |= {"part": f"[{i}]{inner}", "call": _last_call(got)}
            raise


def _same_kind(got: np.dtype, expected: np.dtype) -> bool:
    return got.kind in {"f": "fiu", "c": "cfiu", "i": "iu", "u": "iu"}.get(expected.kind, expected.kind)


def _last_call(got: object, dtypes: bool = False) -> str | None:
    """The call that returned `got`, or else the last one."""
    if not call.log:
        return None
    record = next((c for c in reversed(call.log) if c.result is got), call.log[-1])
    return show.call(record.name, record.args, record.kwargs, dtypes)


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


def _cause(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> tuple | None:
    """A cause the values give away on their own, as (key, facts)."""
    if got.dtype.kind not in "fiu" or expected.dtype.kind not in "fiu":
        return None
    got, expected = got.astype(float), expected.astype(float)
    if got.ndim == 2 and got.shape[0] == got.shape[1] and np.allclose(got.T, expected, rtol, atol):
        return "cause.transposed", {}
    if np.abs(got - expected).max() < 1e-4 * np.abs(expected).max():
        return "cause.tiny", {}
    if np.allclose(got, -expected, rtol, atol):
        return "cause.sign", {}
    known = np.abs(expected) > atol
    if not known.any() or not np.allclose(got[~known], 0, atol=atol):
        return None
    ratios = got[known] / expected[known]
    k = float(np.median(ratios))
    if len(set(np.abs(expected[known]))) == 1 and (round(k) < 2 or abs(k - round(k)) > 1e-9 * k):
        return None  # one number may be any multiple of another: only a whole one means something
    if k and abs(k - 1) > 0.05 and np.allclose(ratios, k, rtol=max(rtol, 1e-6), atol=0):
        return "cause.factor", {"k": f"{k:.6g}" if abs(k) >= 1 else f"1/{1 / k:.6g}"}
    return None
