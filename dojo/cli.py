"""The commands of `dojo`; each says what it does in the learner's language."""

import os
import sys
from collections.abc import Callable

import click

from dojo import curriculum, words
from dojo.aid import Aid
from dojo.curriculum import Kata
from dojo.name import KataName, Picture, root
from dojo.progress import Progress, in_hand
from dojo.spoken import LANG, Problem, say

lang = click.option("--lang", type=click.Choice(words.LANGUAGES), expose_value=False, help=say("help.lang"))
helped = click.help_option("-h", "--help", help=say("help.help"))


class Help(click.HelpFormatter):
    """A page of help, its headings in the learner's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, say("help.usage") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(f"help.{heading.lower()}"))


click.Context.formatter_class = Help


class Commands(click.Group):
    """The commands; one that does not exist is said in the learner's language."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand:
            raise Problem("no_command", name=args[0], names=", ".join(sorted(self.commands))) from None


def hand() -> Kata:
    """The kata to work on when none is named."""
    katas = curriculum.load(root())
    kata = in_hand(katas, Progress(root()).standings(katas))
    return kata or [kata for kata in katas if kata.built][-1]


def command(function: Callable) -> Callable:
    """Register `function` under its own name, with `--lang` and its help from the catalogue."""
    name = function.__name__.rstrip("_")
    needy = any(param.required for param in getattr(function, "__click_params__", ()))
    return app.command(name, help=say(f"help.{name}"), no_args_is_help=needy)(lang(helped(function)))


one_kata = click.argument("kata", type=KataName(), required=False)


@click.group(cls=Commands, help=say("help.dojo"))
@lang
@helped
def app() -> None:
    pass


@command
@click.argument("kata", type=Picture(), required=False)
def fig(kata: Kata | str | None) -> None:
    from dojo import figure

    kata = kata or hand()
    labels = LANG if LANG == "en" or figure.korean() else "en"
    if labels != LANG:
        click.echo(say("no_korean_font"))
    if kata == Picture.LADDER:
        from dojo import ladder

        rungs = ladder.climb(curriculum.load(root()), Progress(root()), LANG, click.echo)
        ladder.show(rungs, LANG)
        picture = ladder.draw(rungs, labels)
    else:
        click.echo(say("fig.begin", title=f"{kata.number} {kata.titles[LANG]}"))
        sheet = figure.draw(kata, figure.learner(kata), labels, tell=click.echo)
        if sheet.broken:
            raise Problem("fig.broken", words=sheet.broken)
        picture = sheet.figure
    path = root() / "figures" / f"{getattr(kata, 'id', kata)}.png"
    figure.save(picture, path)
    click.echo(os.path.relpath(path))


@command
@one_kata
@click.option("--once", is_flag=True, help=say("help.once"))
@click.option("--poll", is_flag=True, help=say("help.poll"))
def watch(kata: Kata | None, once: bool, poll: bool) -> None:
    from dojo import watch

    kata = kata or hand()
    if once:
        sys.exit(watch.once(kata))
    watch.run(kata, poll)


@command
def list_() -> None:
    from dojo import overview

    overview.show(curriculum.load(root()), Progress(root()), Aid(root()))


@command
@one_kata
def brief(kata: Kata | None) -> None:
    from dojo import guide

    guide.show(kata or hand())


@command
@one_kata
@click.argument("level", required=False)
def hint(kata: Kata | None, level: str | None) -> None:
    from dojo import hint

    hint.show(kata or hand(), level, Aid(root()))


@command
@one_kata
@click.option("--give-up", is_flag=True, help=say("help.give_up"))
def solution(kata: Kata | None, give_up: bool) -> None:
    from dojo import solution

    solution.show(kata or hand(), give_up, Aid(root()), Progress(root()))


@command
@one_kata
def reset(kata: Kata | None) -> None:
    from dojo import stub

    stub.reset(kata or hand())


@command
@click.argument("name")
@click.option("--section", help=say("help.section"))
def new(name: str, section: str | None) -> None:
    from dojo import layout

    layout.new(root(), curriculum.load(root()), name, section)


@command
def doctor() -> None:
    from dojo import doctor

    sys.exit(0 if doctor.examine(root()) else 1)


from dojo.grading import commands  # noqa: E402, F401 - the instructor's register themselves, too


def main() -> None:
    """Entry point of the console script."""
    sys.stdout.reconfigure(errors="replace")
    try:
        app(prog_name="dojo")
    except ModuleNotFoundError as error:
        Problem("no_module", name=error.name).show()
    except OSError as error:
        path = f"{os.path.relpath(error.filename)}: " if error.filename else ""
        Problem("no_access", what=f"{path}{error.strerror or error}").show()
    sys.exit(1)
