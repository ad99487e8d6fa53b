"""The terminal that the commands write on: as wide as it is, coloured where it has colour."""

import os

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from dojo.curriculum import Kata
from dojo.spoken import LANG

THEME = Theme({"markdown.code": "cyan"})  # rich's own has a black ground, a box on a light terminal


class Screen(Console):
    """Prints words as they are, with no markup and no guessed highlights."""

    def __init__(self) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, theme=THEME)

    def steps(self, *lines: str) -> None:
        """Places and commands to copy: never wrapped."""
        for line in lines:
            self.print(Text(line, style="cyan"), soft_wrap=True)


def title(kata: Kata) -> str:
    """Number and title."""
    return f"{kata.number} {kata.titles[LANG]}"


def place(kata: Kata) -> str:
    """The kata's file and the line to begin at, as an editor opens it."""
    return f"{os.path.relpath(kata.path)}:{kata.line}"
