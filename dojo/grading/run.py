"""One `dojo grade`, from what was typed to the exit code."""

import os
from contextlib import closing
from pathlib import Path

import click

from dojo import curriculum
from dojo.grading import intake
from dojo.grading.batch import Batch, Threads
from dojo.grading.escape import terminal
from dojo.grading.journal import Journal
from dojo.grading.judge import Judge, Settings
from dojo.grading.probe import probe
from dojo.grading.progress import Progress
from dojo.grading.signals import Stop
from dojo.name import root
from dojo.spoken import LANG, Problem, say


def grade(
    paths: list[Path],
    asked: set[str],
    jobs: int | None,
    out: Path,
    tests: list[Path],
    dask: str | None,
    limits: dict,
) -> int:
    """Grade what lies in `paths`. Returns 0 where all could be graded, 1 where not, 128 + n after signal n.

    asked: ids of the katas, all where empty. jobs: how many at a time, as many as cores where None.
    dask: address of a scheduler, or `local`. limits: the other settings.
    """
    for folder in tests:
        if not folder.is_dir():
            raise Problem("grade.no_folder", folder=folder)
    katas = [kata for kata in curriculum.load(root()) if kata.built]
    found = intake.find(paths, katas)
    ids = [kata.id for kata in katas if not asked or kata.id in asked]
    own = tuple(os.path.abspath(folder) for folder in tests)
    settings = Settings(str(root()), tuple(ids), own, lang=LANG, **limits)
    uncapped = [] if settings.trust else probe(settings.memory)
    if uncapped:
        click.echo(say("grade.uncapped", what=", ".join(say(f"cap.{what}") for what in uncapped)), err=True)
    if own or any(kata.points or kata.visibility for kata in katas if kata.id in ids):
        _try_tests(settings)
    batch = Batch(found, ids, settings, out)
    with Journal(out / "journal.jsonl") as journal, Stop() as stop:
        with Progress([name for name, _ in found]) as progress:
            batch.grade(_engine(dask, jobs), journal, progress, stop)
        if stop.signal:
            click.echo(say("grade.stopped", journal=_shown(out / "journal.jsonl")), err=True)
            return 128 + stop.signal
        batch.report(journal)
    click.echo(say("grade.done", page=_shown(out / "index.html"), table=_shown(out / "grades.csv")))
    look = progress.attention
    click.echo(say("grade.attention", n=look.count, names=look.names) if look.count else say("grade.fine"))
    if progress.infra:
        raise Problem("grade.infra", n=progress.infra)
    return 0


def _try_tests(settings: Settings) -> None:
    """Problem where tests or points that an instructor has written cannot be used as they are."""
    with closing(Judge(settings)) as judge:
        if why := judge.fault():
            raise Problem("grade.tests", why=terminal(why))


def _engine(dask: str | None, jobs: int | None):
    cores = _cores()[:jobs]
    if dask is None:
        return Threads(cores)
    from dojo.grading.dask import Cluster

    return Cluster(dask, len(cores))


def _cores() -> list[int | None]:
    """Those that this process may use; None for each where the system does not number them."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return [None] * (os.cpu_count() or 1)


def _shown(path: Path) -> str:
    return os.path.relpath(path)
