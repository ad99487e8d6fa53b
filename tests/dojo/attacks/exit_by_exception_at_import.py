"""Raises SystemExit(0) while it is imported."""

EXPECTED = ["failed"]


raise SystemExit(0)
