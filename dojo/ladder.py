"""The story of the chapter on the same 10,000 digits: how far each of the learner's own katas reads them.

A kata is a rung where its figure file has `rung(kata)`, which learns from the training digits and
answers with the digit read for each test digit, -1 for none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import perf_counter
from types import ModuleType

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from rich.table import Table

from dojo import figure, local, subject, variants
from dojo.curriculum import Kata
from dojo.data import mnist
from dojo.figure import RED, Sheet, taken
from dojo.progress import Progress
from dojo.screen import Screen
from dojo.words import LANGUAGES, say

BLUE, GREY, DARK = "#0072b2", "0.8", "0.4"


@dataclass(frozen=True)
class Rung:
    """One kata on the ladder, on one of its Keras backends where it has several.

    read: the digit read for each test digit; None where the kata is not solved, or fails.
    seconds: it took, learning included. trouble: how it fails, by language: the picture's may be another.
    """

    kata: Kata
    backend: str | None = None
    read: np.ndarray | None = None
    seconds: float = 0.0
    trouble: dict[str, str] = field(default_factory=dict)

    @property
    def recall(self) -> np.ndarray:
        """(10,) share of each digit's examples that were read right; NaN where nothing was read."""
        labels = mnist().y_test
        right = np.full(len(labels), np.nan) if self.read is None else self.read == labels
        return np.array([np.mean(right[labels == digit]) for digit in range(10)])

    @property
    def share(self) -> float:
        """Of all test digits, those read right."""
        return float(np.mean(self.read == mnist().y_test))


def climb(katas: list[Kata], progress: Progress, lang: str, tell: Callable[[str], None]) -> list[Rung]:
    """Every rung there is, from the solved katas; each is told before its turn, for some train."""
    found = [(kata, local.run_file(kata.figure)) for kata in katas if kata.built]
    rungs = []
    for kata, module in found:
        if not hasattr(module, "rung"):
            continue
        solved = kata.started and progress.has_passed(kata)
        for backend in _backends(kata) if solved else [None]:
            rung = Rung(kata, backend)
            if solved:
                tell(f"{_title(rung, lang)} …")
                rung = _read(rung, module)
            rungs.append(rung)
    return rungs


def _backends(kata: Kata) -> list[str | None]:
    """Those of several that are installed here."""
    return list(filter(variants.available, kata.backends)) if len(kata.backends) > 1 else [None]


def _read(rung: Rung, module: ModuleType) -> Rung:
    kata, begin = rung.kata, perf_counter()
    try:
        with subject.opened(figure.learner(kata, rung.backend)) as functions:
            read = taken(module.rung(functions), mnist().y_test.shape)
    except Exception as error:
        trouble = {lang: Sheet(kata, lang, {}, print).trouble(error) for lang in LANGUAGES}
        return replace(rung, trouble=trouble)
    return replace(rung, read=read, seconds=perf_counter() - begin)


def _title(rung: Rung, lang: str) -> str:
    words = [f"{rung.kata.number} {rung.kata.titles[lang]}"] + [rung.backend] * bool(rung.backend)
    return " · ".join(words)


def show(rungs: list[Rung], lang: str) -> None:
    """The table on the terminal, the latest kata at the top as in the picture; below it, what is missing."""
    table, screen = Table("", box=None, pad_edge=False, padding=(0, 2, 0, 0)), Screen()
    for key in ("ladder.share", "ladder.seconds"):
        table.add_column(say(lang, key), justify="right")
    for rung in reversed(rungs):
        read = rung.read is not None
        cells = (f"{rung.share:.2%}", f"{rung.seconds:.1f}") if read else ("–", "–")
        table.add_row(_title(rung, lang), *cells)
    screen.print(table)
    for rung in rungs:
        if rung.read is None:
            screen.print(
                f"{rung.kata.number}: {_missing(rung, lang)}", style="red" if rung.trouble else "dim"
            )


def _missing(rung: Rung, lang: str) -> str:
    return rung.trouble.get(lang) or say(lang, "ladder.unsolved", kata=rung.kata.number)


def draw(rungs: list[Rung], lang: str) -> Figure:
    """Bars of how much each rung reads, and beside them which digits."""
    with figure.looks():
        sheet = Figure(layout="constrained", figsize=(11, 1.6 + 0.75 * len(rungs)))
        left, right = sheet.subplots(1, 2, sharey=True)
        _bars(left, rungs, lang)
        _digits(right, rungs, lang)
    return sheet


def _bars(ax: Axes, rungs: list[Rung], lang: str) -> None:
    ax.set(title=say(lang, "ladder.bars"), xlim=(0, 1.3), ylim=(-0.6, len(rungs) - 0.4))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.set_yticks(range(len(rungs)), [_title(rung, lang) for rung in rungs])
    ax.axvline(0.1, color=GREY, lw=2, zorder=0)
    ax.text(0.11, len(rungs) - 0.42, say(lang, "ladder.guess"), color=DARK, size=8, va="top")
    for row, rung in enumerate(rungs):
        if rung.read is None:
            ax.barh(row, 1, 0.6, fc="none", ec=GREY, hatch="//")
            box = {"facecolor": "white", "edgecolor": "none"}
            how = {"color": RED if rung.trouble else DARK, "bbox": box, "size": 9}
            ax.text(0.5, row, figure.wrapped(_missing(rung, lang), ax), ha="center", va="center", **how)
        else:
            ax.barh(row, rung.share, 0.6, color=BLUE)
            words = say(lang, "ladder.rung", share=f"{rung.share:.2%}", seconds=f"{rung.seconds:.1f}")
            ax.text(rung.share + 0.01, row, words, va="center")


def _digits(ax: Axes, rungs: list[Rung], lang: str) -> None:
    table = np.array([rung.recall for rung in rungs]).reshape(-1, 10)
    ax.imshow(table, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    ax.set(title=say(lang, "ladder.digits"), xticks=range(10), ylim=(-0.6, len(rungs) - 0.4))
    ax.tick_params(length=0, labelleft=False)
    ax.spines[:].set_visible(False)
    for (row, digit), share in np.ndenumerate(table):
        if not np.isnan(share):
            ax.text(digit, row, f"{share:.0%}", ha="center", va="center", size=8, color=_ink(share))


def _ink(share: float) -> str:
    return "white" if share > 0.6 else "black"
