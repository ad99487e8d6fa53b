"""Every place of the chapter with what is known of it: `dojo list`."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from dojo import map as chart
from dojo.aid import HINTS, Aid, Taken
from dojo.curriculum import Kata
from dojo.progress import Progress, Standing, Verdict, in_hand
from dojo.screen import Screen, place, title
from dojo.spoken import LANG, say

INDENT = " " * 6  # as wide as mark and number


def show(katas: list[Kata], progress: Progress, aid: Aid) -> None:
    """Print a row for every kata, then the one to go on with."""
    screen = Screen()
    standings = progress.standings(katas)
    widths = [
        max(cell_len(kata.titles[LANG]) for kata in katas),
        max(cell_len(say(f"verdict.{standing.verdict}")) for standing in standings.values()),
    ]
    for kata in katas:
        screen.print(row(kata, standings[kata.id], aid.taken(kata), widths, screen.file.encoding))
    done = sum(standing.verdict == Verdict.DONE for standing in standings.values())
    screen.print("\n" + say("done_of", done=done, all=sum(kata.built for kata in katas)))
    kata = in_hand(katas, standings)
    if kata is None:
        screen.print(say("all_done"))
    else:
        screen.print(say("next", title=title(kata)))
        screen.steps(place(kata), f"dojo brief {kata.number}")


def row(kata: Kata, standing: Standing, taken: Taken, widths: list[int], encoding: str | None) -> Text:
    """Mark, number, title, verdict and tests; below them the file, and the help taken if there was any.

    widths: in cells, of title and verdict.
    """
    cells = [kata.titles[LANG], say(f"verdict.{standing.verdict}")]
    cells = [set_cell_size(cell, width + 1) for cell, width in zip(cells, widths)]
    tests = say("list.tests", passed=standing.passed, all=standing.total) if standing.total else ""
    head = f"{chart.mark(standing.verdict, encoding)} {kata.number} " + " ".join([*cells, tests])
    line = Text(head.rstrip(), style=chart.MARKS[standing.verdict][2])
    below = [place(kata)] * kata.built + [_help(taken)] * (taken != Taken())
    return Text("\n").join([line, *(Text(INDENT + words, style="cyan") for words in below)])


def _help(taken: Taken) -> str:
    """Hints opened, and the day of giving up."""
    words = [say("list.hints", n=taken.hints, all=HINTS)] * bool(taken.hints)
    words += [say("list.gave_up", date=taken.gave_up)] * bool(taken.gave_up)
    return " · ".join(words)
