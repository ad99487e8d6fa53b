"""Ctrl-C and its kin as an item in a queue: what is being written is written to its end."""

import signal
from queue import SimpleQueue

ASKED = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stop:
    """While entered, the first signal puts None into `queue` and its number into `signal`.

    A second one acts as it would without this.
    """

    def __init__(self) -> None:
        self.queue: SimpleQueue = SimpleQueue()  # its put may be called from a handler
        self.signal: int | None = None
        self._before: dict = {}

    def __enter__(self) -> "Stop":
        for number in ASKED:
            if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
                self._before[number] = signal.signal(number, self._asked)
        return self

    def __exit__(self, *exc: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _asked(self, number: int, frame: object) -> None:
        self.signal = number
        self.__exit__()
        self.queue.put(None)
