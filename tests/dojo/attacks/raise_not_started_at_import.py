"""Says that it was never started, while it is imported."""

from dojo.fault import NotStarted

EXPECTED = ["failed"]


raise NotStarted
