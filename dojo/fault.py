"""What can go wrong with a learner's code, as exceptions that know what to say."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dojo.call import Call


class Wrong(AssertionError):
    """An answer that is not what it should be. facts: what a message shows, in order.

    of: the call that gave this very answer, where the test compared it as it came.
    """

    def __init__(self, key: str, of: "Call | None" = None, **facts: object):
        super().__init__(key, facts)
        self.key, self.of, self.facts = key, of, facts

    def __str__(self) -> str:
        return "\n".join([self.key, *(f"  {name}: {fact}" for name, fact in self.facts.items())])


class TooSlow(Wrong):
    """A right answer that took too long, as a ratio to a yardstick.

    seconds: of its best round. share: of the speed that is asked for.
    """

    def __init__(self, key: str, seconds: float, share: float = 0.0, **facts: object):
        super().__init__(key, **facts)
        self.seconds, self.share = seconds, share


class BadKata(Exception):
    """The kata cannot be run: it does not import, or lacks a function.

    words: "key: detail", the key of a sentence in the catalogue and what it is about; ValueError where
    it is none of KEYS.
    """

    KEYS = ("no_file", "no_function", "no_package", "does_not_import", "null_bytes", "not_utf8")

    def __init__(self, words: str, line: int = 1):
        super().__init__(words)
        self.key, _, self.detail = words.partition(": ")
        if self.key not in self.KEYS:
            raise ValueError(f"no reason is called {self.key!r}")
        self.frames = [(line, "", "")]


class NotText(SyntaxError):
    """The kata's file is not UTF-8. words: as of BadKata."""

    def __init__(self, words: str, line: int):
        super().__init__(words, ("", line, 1, ""))


class NotStarted(Exception):
    """None of the kata's functions is written yet."""


class BadSignature(TypeError):
    """The learner's function does not take the arguments the test calls it with."""


class TimedOut(Exception):
    """A call that did not end."""


class Crashed(RuntimeError):
    """The worker died in a call: a segmentation fault, `os._exit`, or a kill."""


class NoWorker(Exception):
    """No process could be started for the kata: a fault of this machine's, whoever wrote the kata."""


class InPlace(ValueError):
    """The kata has changed a list or dict it was given."""


class NotRun(Exception):
    """A test left out: an earlier call of the same kata did not end."""
