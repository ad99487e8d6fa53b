"""The instructor's commands of `dojo`."""

import re
import sys
from pathlib import Path

import click

from dojo import curriculum
from dojo.cli import command
from dojo.curriculum import Kata
from dojo.name import KataName, root
from dojo.spoken import Problem, say

UNITS = {unit: 1024**power for power, unit in enumerate(("", "K", "M", "G", "T"))}


class Katas(KataName):
    """Katas by name, with commas between several."""

    name = "katas"

    def convert(self, value: str, param: object, ctx: object) -> list[Kata]:
        return [super(Katas, self).convert(name.strip(), param, ctx) for name in value.split(",")]


class Size(click.ParamType):
    """Bytes: 512M, 2G, 2.5GiB, or a plain number."""

    name = "size"

    def convert(self, value: str | int, param: object, ctx: object) -> int:
        parts = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:I?B)?", str(value).strip().upper())
        size = int(float(parts[1]) * UNITS[parts[2]]) if parts else 0
        if not size:
            raise Problem("grade.bad_size", value=value)
        return size


folder = click.Path(file_okay=False, path_type=Path)


@command
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--katas", type=Katas(), multiple=True, metavar="K", help=say("help.grade_katas"))
@click.option("--jobs", type=click.IntRange(1), metavar="N", help=say("help.grade_jobs"))
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=1800.0,
    metavar="S",
    help=say("help.grade_timeout"),
)
@click.option("--memory", type=Size(), default="4G", metavar="SIZE", help=say("help.grade_memory"))
@click.option("--out", type=folder, default="grades", metavar="DIR", help=say("help.grade_out"))
@click.option("--tests", type=folder, multiple=True, metavar="DIR", help=say("help.grade_tests"))
@click.option("--trust", is_flag=True, help=say("help.grade_trust"))
@click.option("--dask", metavar="ADDRESS", help=say("help.grade_dask"))
def grade(paths, katas, jobs, timeout, memory, out, tests, trust, dask) -> None:
    from dojo.grading import run

    asked = {kata.id for names in katas for kata in names}
    settings = {"seconds": timeout, "memory": memory, "trust": trust}
    sys.exit(run.grade(paths, asked, jobs, out, tests, dask, settings))


@command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--gradescope", is_flag=True, help=say("help.gradescope"))
def handout(folder: Path, gradescope: bool) -> None:
    from dojo import handout

    handout.make(root(), curriculum.load(root()), folder, gradescope)
