"""What needs the sandbox of `dojo grade`, and is blocked where there is none."""

import shutil

import pytest

APT = "sudo apt-get install bubblewrap"
sandboxed = pytest.mark.skipif(not shutil.which("bwrap"), reason=f"blocked: bubblewrap: {APT}")
