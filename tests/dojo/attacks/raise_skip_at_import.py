"""Skips all of its tests while it is imported."""

import pytest

EXPECTED = ["failed"]


pytest.skip("blocked: gpu: buy one", allow_module_level=True)
