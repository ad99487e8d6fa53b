"""How far the batch is: a line for each submission that has ended, below them a bar on a terminal."""

import sys
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from dojo.grading.escape import line, workflow
from dojo.grading.report.mark import number, overall, words
from dojo.grading.result import Result, State
from dojo.spoken import LANG

# what a person should look at: neither right nor merely wrong
ATTENTION = (State.INFRA_ERROR, State.INVALID_SUBMISSION, State.CRASHED, State.RESOURCE_LIMIT, State.TIMEOUT)


NAMED = 10  # of them
WIDEST = 24  # columns for names


@dataclass
class Look:
    """Those that a person should look at: how many, and the names of the first."""

    count: int = 0
    names: str = ""

    def add(self, name: str) -> None:
        self.count += 1
        if self.count <= NAMED:
            self.names += f", {name}" if self.names else name
        elif self.count == NAMED + 1:
            self.names += ", …"


class Progress:
    """Tells each result once, and counts those that need attention and those that are infra_error.

    names: of all submissions.
    """

    def __init__(self, names: list[str]):
        self._total, self._told, self.attention, self.infra = len(names), 0, Look(), 0
        self._width = min(WIDEST, max(map(cell_len, names), default=0))
        console = Console(stderr=True)
        self._bar = Bar(
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            redirect_stdout=sys.stdout.isatty(),  # else the lines go where they were sent
        )
        self._task = self._bar.add_task("", total=self._total)

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bar.stop()

    def tell(self, result: Result) -> None:
        """Print the submission's line. It begins with a number, so that no name can be a command of CI."""
        self._told += 1
        name = line(result.name)
        if result.state in ATTENTION:
            self.attention.add(name)
        self.infra += result.state == State.INFRA_ERROR
        points = f"{number(result.earned())}/{number(result.points())}"
        padded = name + " " * (self._width - cell_len(name))
        facts = [padded, points, words(overall(result), LANG), f"{result.seconds:.1f} s"]
        broken = [kata.message for kata in result.katas if kata.state == State.INFRA_ERROR]
        problem = [line(why) for why in [result.problem, *broken] if why][:1]
        at = f"{self._told:>{len(str(self._total))}}/{self._total}"
        print(workflow("  ".join([at, *facts, *problem])), flush=True)
        self._bar.advance(self._task)
