"""Ends the process with success while it is imported."""

import os

EXPECTED = ["crashed"]


print("10 passed in 0.01s")
os._exit(0)
