"""Every sentence the harness says, by key, in the learner's language."""

import locale
import os
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "ko")
FOLDER = Path(__file__).with_name("messages")


@cache
def catalogue(lang: str) -> dict[str, str]:
    """The sentences of one language, key → format string."""
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))


def say(lang: str, key: str, **facts: object) -> str:
    """The sentence `key` in `lang`, its places filled from `facts`."""
    return catalogue(lang)[key].format(**facts)


def translated(text: str, lang: str) -> str:
    """`text` with the English sentence of the catalogue that it begins with, if any, in `lang`."""
    head, colon, rest = text.partition(": ")
    key = next((key for key, sentence in catalogue("en").items() if sentence == head), None)
    return f"{say(lang, key) if key else head}{colon}{rest}"


def language(asked: str | None, encoding: str | None) -> str:
    """The language asked for, else the locale's where the terminal can write it, else English."""
    if asked:
        return asked
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, names), None) or locale.getlocale()[0] or ""
    korean = name.lower().startswith("ko") and writes(encoding, "한")
    return "ko" if korean else "en"


# what typography asks for, in the letters of an older terminal
PLAIN = str.maketrans({"–": "-", "−": "-", "…": "...", "×": "x", "·": "-", "→": "->", "∞": "inf"})


def writable(text: str, encoding: str | None) -> str:
    """`text` as a terminal of that encoding can show it."""
    if writes(encoding, text):
        return text
    encoding = encoding or "ascii"
    return text.translate(PLAIN).encode(encoding, "replace").decode(encoding)


def writes(encoding: str | None, text: str) -> bool:
    """Whether a terminal of that encoding can show `text`."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
