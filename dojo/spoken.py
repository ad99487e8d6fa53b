"""The language of this command, known before its help is made, and problems told in it."""

import sys
from itertools import pairwise

import click

from dojo import words


def _asked(arguments: list[str]) -> str | None:
    """The language in `--lang ko` or `--lang=ko`."""
    flat = " ".join(arguments).replace("--lang=", "--lang ").split()
    after = dict(pairwise(flat)).get("--lang")
    return after if after in words.LANGUAGES else None


LANG = words.language(_asked(sys.argv), sys.stdout.encoding)


def say(key: str, **places: object) -> str:
    """The sentence `key` in the language of this command."""
    return words.say(LANG, key, **places)


class Problem(click.ClickException):
    """What stands in the way, and what would mend it; exit code 1."""

    def __init__(self, key: str, **places: object):
        super().__init__(say(key, **places))

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)
