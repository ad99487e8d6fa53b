"""How a kata, or a picture, is named on the command line."""

from pathlib import Path

import click

from dojo import curriculum
from dojo.curriculum import Kata
from dojo.spoken import LANG, Problem


class KataName(click.ParamType):
    """`k08`, `8`, `loss` or any beginning of the name."""

    name = "kata"

    def convert(self, value: str, param: object, ctx: object) -> Kata:
        katas = curriculum.load(root())
        found = curriculum.named(katas, value)
        near = curriculum.nearest(katas, value)
        if not found:
            raise (
                Problem("no_kata_near", name=value, near=near.id) if near else Problem("no_kata", name=value)
            )
        found = [kata for kata in found if kata.built] or found
        if len(found) > 1:
            raise Problem("several_katas", name=value, ids=", ".join(kata.id for kata in found))
        if not found[0].built:
            raise Problem("not_built", title=f"{found[0].number} {found[0].titles[LANG]}")
        return found[0]

    def shell_complete(self, ctx: object, param: object, incomplete: str) -> list:
        clone = curriculum.repository(Path.cwd())
        built = [kata for kata in curriculum.load(clone) if kata.built] if clone else []
        found = curriculum.named(built, incomplete) if incomplete else built
        return [click.shell_completion.CompletionItem(kata.id, help=kata.titles[LANG]) for kata in found]


class Picture(KataName):
    """A kata, or `ladder`: all that read digits, side by side."""

    LADDER = "ladder"

    def convert(self, value: str, param: object, ctx: object) -> Kata | str:
        return value if value == self.LADDER else super().convert(value, param, ctx)

    def shell_complete(self, ctx: object, param: object, incomplete: str) -> list:
        ladder = [click.shell_completion.CompletionItem(self.LADDER)]
        return super().shell_complete(ctx, param, incomplete) + ladder * self.LADDER.startswith(incomplete)


def root() -> Path:
    """The clone that the command is used in."""
    found = curriculum.repository(Path.cwd())
    if found is None:
        raise Problem("no_clone")
    return found
