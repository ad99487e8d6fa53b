"""How far the batch is: a line for each submission that has ended, below them a bar on a terminal."""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from dojo.grading.escape import line, workflow
from dojo.grading.report.mark import number
from dojo.grading.result import Result, State
from dojo.spoken import say

# what a person should look at: neither right nor merely wrong
ATTENTION = (State.INFRA_ERROR, State.INVALID_SUBMISSION, State.CRASHED, State.RESOURCE_LIMIT, State.TIMEOUT)


class Progress:
    """Tells each result once, and counts those that need attention and those that are infra_error."""

    def __init__(self, total: int):
        self._total, self._told, self.attention, self.infra = total, 0, 0, 0
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
        self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bar.stop()

    def tell(self, result: Result) -> None:
        """Print the submission's line. It begins with a number, so that no name can be a command of CI."""
        self._told += 1
        self.attention += result.state in ATTENTION
        self.infra += result.state == State.INFRA_ERROR
        points = f"{number(result.earned())}/{number(result.points())}"
        words = [line(result.name), points, say(f"state.{result.state}"), f"{result.seconds:.1f} s"]
        problem = [line(result.problem)] * bool(result.problem)
        at = f"{self._told:>{len(str(self._total))}}/{self._total}"
        print(workflow("  ".join([at, *words, *problem])), flush=True)
        self._bar.advance(self._task)
