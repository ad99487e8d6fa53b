"""What cannot run on this machine stays visible: blocked, with the line that would change it."""

import pytest


def blocked(what: str, remedy: str) -> None:
    """End the test as blocked. remedy: the line to type, or what machine it takes."""
    pytest.skip(f"blocked: {what}: {remedy}")
