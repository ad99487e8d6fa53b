"""The hints of a kata, opened one after another."""

from dojo import guide
from dojo.aid import HINTS, Aid
from dojo.curriculum import Kata
from dojo.screen import Screen, place, title
from dojo.spoken import Problem, say


def show(kata: Kata, level: str | None, aid: Aid) -> None:
    """Print the hint `level`, by default the next; after the last, what is left."""
    opened, parts, screen = aid.taken(kata).hints, guide.read(kata), Screen()
    if level is None and opened == HINTS:
        open_ = kata.solution.exists()
        words = say("hint.all" if open_ else "hint.all_without", all=HINTS)
        screen.print(guide.Page(f"{words}\n\n{parts.reading}"), "")
        steps = [f"dojo brief {kata.number}", f"dojo solution {kata.number} --give-up"]
        screen.steps(*steps[: 1 + open_])
        return
    number = int(level) if level and level.isdecimal() else opened + 1 if level is None else 0
    if not 1 <= number <= HINTS:
        raise Problem("hint.no_level", level=level, all=HINTS)
    if number > opened + 1:
        raise Problem("hint.too_far", level=number, next=opened + 1, kata=kata.number)
    aid.open_hint(kata, number)
    head = say("hint.head", level=number, all=HINTS, title=title(kata))
    screen.print(guide.Page(f"# {head}\n\n{parts.hints[number - 1]}"), "")
    screen.steps(place(kata), f"dojo hint {kata.number}", f"pytest -k {kata.number}")
