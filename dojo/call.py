"""One call of the subject: how it is made, and the record that messages quote."""

import inspect
import signal
import threading
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from dojo.fault import BadSignature, TimedOut


@dataclass
class Call:
    """A call of the subject by a test, and what it returned."""

    name: str
    args: tuple
    kwargs: dict
    result: object = None


log: deque[Call] = deque(maxlen=32)


def frozen(value: object) -> object:
    """The same value through arrays that cannot be written to; containers are rebuilt."""
    if isinstance(value, np.ndarray):
        view = value.view()
        view.flags.writeable = False
        return view
    if type(value) in (list, tuple):
        return type(value)(map(frozen, value))
    if type(value) is dict:
        return {key: frozen(item) for key, item in value.items()}
    return value


def guarded(name: str, function: Callable, args: tuple, kwargs: dict) -> object:
    """Call `function`; overflow, division by zero and invalid values raise, as does a bad signature."""
    try:
        inspect.signature(function).bind(*args, **kwargs)
    except TypeError as error:
        raise BadSignature(f"{name}(): {error}") from None
    except ValueError:
        pass  # some built-ins have no signature to ask
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        return function(*args, **kwargs)


class Alarm(BaseException):
    """Time is up: no `except Exception` of the learner's may swallow this."""


@contextmanager
def time_limit(seconds: float):
    """Raise TimedOut in this thread after `seconds`, where the system has an alarm (not Windows)."""
    main = threading.current_thread() is threading.main_thread()
    if not (main and hasattr(signal, "setitimer")):
        yield
        return

    def ring(*_):
        raise Alarm

    before = signal.signal(signal.SIGALRM, ring)
    # rings again every second: a bare `except:` in a loop must not outlive it
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    except Alarm:
        raise TimedOut(seconds) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
