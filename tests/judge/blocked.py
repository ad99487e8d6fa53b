"""What cannot run on this machine stays visible: blocked, with the line that would change it."""

import pytest

from dojo.words import say


def blocked(what: str, remedy: str) -> None:
    """End the test as blocked. what: a sentence, or the key of one. remedy: the line that mends it."""
    what = say("en", what) if what.startswith("blocked.") else what
    pytest.skip(f"blocked: {what}: {remedy}")
