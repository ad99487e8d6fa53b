"""The instructor's commands of `dojo`."""

from pathlib import Path

import click

from dojo import curriculum
from dojo.cli import command
from dojo.name import root
from dojo.spoken import say


@command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--gradescope", is_flag=True, help=say("help.gradescope"))
def handout(folder: Path, gradescope: bool) -> None:
    from dojo import handout

    handout.make(root(), curriculum.load(root()), folder, gradescope)
