"""Answers that are not sent: what stays where the kata runs, a device's memory for one."""

from collections.abc import Callable


def kept(function: Callable) -> Callable:
    """`function`, with the arrays of its answer left in the worker: handles to them come back.

    They may be given to the kata again, asked for attributes, and read with [()]. A function of this
    process, which is what `kata.jax.device_put` is in `dojo watch`, is itself.
    """
    return getattr(function, "kept", function)
