"""The map: every place of the chapter with its mark, in as many columns as fit."""

from math import ceil

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from dojo.curriculum import Kata
from dojo.progress import Standing, Verdict
from dojo.words import say, writes

# (mark, the same in ASCII, style)
MARKS = {
    Verdict.NOT_BUILT: ("∙", ".", "dim"),
    Verdict.NOT_STARTED: ("◦", "o", ""),
    Verdict.NO_IMPORT: ("✗", "x", "red"),
    Verdict.UNFINISHED: ("▸", ">", "yellow"),
    Verdict.WRONG: ("✗", "x", "red"),
    Verdict.SLOW: ("~", "~", "yellow"),
    Verdict.DONE: ("✓", "+", "green"),
    Verdict.TIMED_OUT: ("!", "!", "red"),
    Verdict.CRASHED: ("!", "!", "red"),
    Verdict.BLOCKED: ("⊘", "#", "yellow"),
}
COLUMN = 34  # cells of one place at most


def mark(verdict: Verdict, encoding: str | None) -> str:
    """The mark of a verdict, in ASCII where the terminal knows no other."""
    fancy, plain, _ = MARKS[verdict]
    return fancy if writes(encoding, fancy) else plain


def draw(
    katas: list[Kata], standings: dict[str, Standing], width: int, lang: str, encoding: str | None
) -> list[Text]:
    """The lines of the map for a terminal `width` cells wide, then the legend of the marks in it."""
    cells = [_cell(kata, standings[kata.id].verdict, lang, encoding) for kata in katas]
    room = min(COLUMN, max(cell.cell_len for cell in cells) + 2)
    columns = max(1, min(len(cells), (width - 2) // room))
    rows = ceil(len(cells) / columns)
    lines = []
    for row in range(rows):
        line = Text("  ")
        for cell in cells[row::rows]:
            line.append_text(_fit(cell, min(room, width - 2)))
        line.rstrip()
        lines.append(line)
    return [*lines, Text(), *_legend(standings, width, lang, encoding)]


def _cell(kata: Kata, verdict: Verdict, lang: str, encoding: str | None) -> Text:
    style = MARKS[verdict][2]
    return Text(f"{mark(verdict, encoding)} {kata.number} {kata.titles[lang]}", style=style)


def _fit(cell: Text, width: int) -> Text:
    """The cell padded or cut to `width` cells, two of them left empty."""
    plain = cell.plain
    if cell_len(plain) > width - 2:
        plain = set_cell_size(plain, width - 2)
    return Text(set_cell_size(plain, width), style=cell.style)


def _legend(standings: dict[str, Standing], width: int, lang: str, encoding: str | None) -> list[Text]:
    """One line, or as many as it takes, that explains the marks in use."""
    used = {standing.verdict for standing in standings.values()}
    words = [
        f"{mark(verdict, encoding)} {say(lang, f'verdict.{verdict}')}" for verdict in MARKS if verdict in used
    ]
    return [Text(line, style="dim") for line in flowed(words, width)]


def flowed(words: list[str], width: int) -> list[str]:
    """The words beside one another, in as many lines as it takes."""
    lines = ["  "]
    for word in words:
        if cell_len(lines[-1] + word) > width:
            lines.append("  ")
        lines[-1] += word + "   "
    return [line.rstrip() for line in lines]
