"""The folder of reports: one below it for each submission, and the files of the class beside them."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

from dojo import fingerprint, whole
from dojo.curriculum import Kata
from dojo.grading.report import classpage, exercism, gradescope, junit, summary, table
from dojo.grading.report.place import place
from dojo.grading.result import Result, to_json

MARK = ".graded"  # in a submission's folder: of which result its reports are


def write(result: Result, out: Path, lang: str) -> Path:
    """Write the reports of one submission into its folder below `out`, and return it.

    Each file is whole, but none waits for the disk: the journal has the verdict, and they can be
    written from it again. There is no gradescope.json where grading itself has failed. What is there
    already, and of the same result, is left alone.
    """
    folder = out / place(result.name)
    written, mark = folder / MARK, _mark(result, lang)
    if fingerprint.content(written) == mark and (folder / "results.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    written.unlink(missing_ok=True)
    reports = {
        "results.json": exercism.results(result, lang),
        "junit.xml": junit.report(result),
        "gradescope.json": gradescope.results(result, lang),
        "summary.md": summary.summary([result], lang),
    }
    for name, text in reports.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            whole.write(folder / name, text.encode(), synced=False)
    whole.write(written, mark, synced=False)
    return folder


def write_class(results: list[Result], katas: list[Kata], out: Path, lang: str) -> None:
    """Write grades.csv, index.html and summary.md of all submissions into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    when = datetime.now().astimezone()
    whole.write(out / "grades.csv", table.table(results).encode())
    whole.write(out / "index.html", classpage.page(results, katas, lang, when).encode())
    whole.write(out / "summary.md", summary.summary(results, lang).encode())


def _mark(result: Result, lang: str) -> bytes:
    """A digest of all that the reports of a result depend on."""
    words = json.dumps(to_json(result), sort_keys=True)
    return fingerprint.of(_writers(), words.encode(), lang.encode()).encode()


@cache
def _writers() -> bytes:
    """A digest of the code that writes reports."""
    return fingerprint.files(sorted(Path(__file__).parent.glob("*.*")))
