"""`python -m dojo`: the same as `dojo`."""

from dojo.cli import main

main()
