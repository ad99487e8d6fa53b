"""The parts of the READMEs that follow from the curriculum: `python -m dojo.readme` writes them anew.

Each stands between `<!-- name -->` and `<!-- /name -->`: the map that a fresh clone shows, and the
table of katas.
"""

import re
from pathlib import Path

from dojo import curriculum, whole
from dojo.curriculum import Kata
from dojo.page import Page, rendered
from dojo.progress import Standing, Verdict

FILES = {"en": "README.md", "ko": "README.ko.md"}
HEAD = {
    "en": ("kata", "section", "what you write", "runs on"),
    "ko": ("카타", "절", "작성할 것", "실행 환경"),
}


def fresh(katas: list[Kata], lang: str) -> str:
    """What `pytest` prints on a terminal of 80 columns before anything is written."""
    standings = {
        kata.id: Standing(Verdict.NOT_STARTED if kata.built else Verdict.NOT_BUILT) for kata in katas
    }
    lines = rendered(Page(katas, standings, {}, lang).lines(), 80, False)
    return f"```text\n{lines.strip(chr(10))}\n```"


def table(katas: list[Kata], lang: str) -> str:
    """A row for every kata that is built."""
    rows = [HEAD[lang], ("---",) * len(HEAD[lang])]
    rows += [_row(kata, lang) for kata in katas if kata.built]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(kata: Kata, lang: str) -> tuple[str, ...]:
    name = f"[{kata.number} {kata.titles[lang]}](katas/{kata.path.name})"
    return name, kata.section, " ".join(f"`{f}`" for f in kata.functions), ", ".join(kata.backends) or "numpy"


def written(text: str, katas: list[Kata], lang: str) -> str:
    """`text` with its parts as they should be."""
    parts = {"map": fresh(katas, lang), "katas": table(katas, lang)}
    return re.sub(r"(?s)(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", lambda m: f"{m[1]}{parts[m[2]]}\n{m[3]}", text)


def main() -> None:
    """Write both files."""
    root = curriculum.repository(Path.cwd())
    for lang, name in FILES.items():
        path = root / name
        whole.write(path, written(path.read_text("utf-8"), curriculum.load(root), lang).encode())


if __name__ == "__main__":
    main()
