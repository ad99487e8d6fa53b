"""One call of the subject: how it is made, and the record that messages quote."""

import inspect
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from dojo.fault import BadSignature, InPlace, TimedOut


@dataclass
class Call:
    """A call of the subject by a test, and how it ended: with a result or an error."""

    name: str
    args: tuple
    kwargs: dict
    result: object = None
    error: Exception | None = None

    def made(self, answer: Callable[[], object]) -> object:
        """What `answer` returns or raises, noted."""
        try:
            self.result = answer()
        except Exception as error:
            self.error = error
            raise
        return self.result


log: deque[Call] = deque(maxlen=32)
read: set[str] = set()  # names of what the test has had from the kata that is no function


def recorded(name: str, args: tuple, kwargs: dict) -> Call:
    """A new call in the log."""
    record = Call(name, args, kwargs)
    log.append(record)
    return record


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
    """Call `function`; a bad signature raises, as do overflow, division by zero and invalid values.

    So does a list or dict among the inputs that is not what it was; arrays defend themselves.
    """
    try:
        inspect.signature(function).bind(*args, **kwargs)
    except TypeError as error:
        raise BadSignature(f"{name}(): {error}") from None
    except ValueError:
        pass  # some built-ins have no signature to ask
    before = _containers([args, kwargs])
    generators = [(arg, arg.bit_generator.state) for arg in args if isinstance(arg, np.random.Generator)]
    try:
        with np.errstate(**dict.fromkeys(("over", "divide", "invalid"), "ignore" if traced() else "raise")):
            result = function(*args, **kwargs)
    except FloatingPointError as error:
        # Apple's matrix product raises these flags for right answers (numpy/numpy#28687); where the
        # flag is true, the answer holds NaN or infinity, and the test sees that
        if not str(error).endswith(("in matmul", "in dot")):
            raise
        for generator, state in generators:
            generator.bit_generator.state = state
        with np.errstate(all="ignore"):
            result = function(*args, **kwargs)
    if _containers([args, kwargs]) != before:
        raise InPlace("an input list is read-only")
    return result


def traced() -> bool:
    """Whether Keras runs on NumPy here: it traces layers on memory as it lies there, which may overflow."""
    keras = sys.modules.get("keras")
    return keras is not None and keras.config.backend() == "numpy"


def _containers(value: object) -> object:
    """Which objects stand where in nested lists and dicts."""
    if type(value) in (list, tuple):
        return [_containers(item) for item in value]
    if type(value) is dict:
        return {key: _containers(item) for key, item in value.items()}
    return id(value)


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
