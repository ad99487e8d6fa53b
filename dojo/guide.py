"""A kata's guide, read by its parts: why, the task, the hints, further reading."""

import re
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Heading, Markdown, TableElement
from rich.measure import Measurement
from rich.padding import Padding
from rich.text import Text

from dojo.curriculum import Kata
from dojo.screen import Screen, place
from dojo.spoken import LANG

WIDE = 1000  # columns in which every table fits


@dataclass(frozen=True)
class Guide:
    """Markdown. brief: title, why and task. hints: without their headings. reading: with its own."""

    brief: str
    hints: tuple[str, ...]
    reading: str


def read(kata: Kata) -> Guide:
    """The guide in the language of this command; tests/dojo/test_katas.py sees to its headings."""
    text = kata.guide(LANG).read_text("utf-8")
    parts = re.split(r"^(?=##+ )", text, flags=re.MULTILINE)
    head, why, task, _, *hints, reading = parts
    return Guide(head + why + task, tuple(hint.partition("\n")[2].strip() for hint in hints), reading)


def show(kata: Kata) -> None:
    """Print why, what to write, and where."""
    screen = Screen()
    screen.print(Page(read(kata).brief), "")
    screen.steps(place(kata), f"dojo hint {kata.number}", f"pytest -k {kata.number}")


class _Heading(Heading):
    """A heading at the left margin, as everything else."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self.text.plain, style="bold underline" if self.tag == "h1" else "bold")


class _Table(TableElement):
    """A table that cuts no word, above all no name in its first column; too wide a one becomes a list."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        (table,) = super().__rich_console__(console, options)
        for column in table.columns:
            column.overflow = "fold"  # an ellipsis would eat the last character of a Korean line
        table.columns[0].no_wrap = True
        if Measurement.get(console, options.update(width=WIDE), table).minimum <= options.max_width:
            yield table
            return
        _, *heads = [cell.content for cell in self.header.row.cells]
        for name, *facts in [[cell.content for cell in row.cells] for row in self.body.rows]:
            yield Text("\n").append_text(name)
            for head, fact in zip(heads, facts):
                yield Padding(Text.assemble(head, ": ", fact), (0, 0, 0, 2))


class Page(Markdown):
    """Markdown for the terminal."""

    elements = Markdown.elements | {"heading_open": _Heading, "table_open": _Table}
