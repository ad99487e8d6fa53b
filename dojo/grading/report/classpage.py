"""index.html of a class: who has solved what, where people are stuck, and which mistakes are common."""

import base64
import hashlib
from collections import Counter
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element, tostring

from dojo.curriculum import Kata
from dojo.grading.escape import line
from dojo.grading.report import hurdles, message
from dojo.grading.report.element import element
from dojo.grading.report.mark import MARKS, NOT_STARTED, number, overall, standing, words
from dojo.grading.report.place import place
from dojo.grading.result import KataResult, Result, State
from dojo.words import say

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "classpage.css").read_text("utf-8")
SCRIPT = (FOLDER / "classpage.js").read_text("utf-8")
# classes of the style sheet: good, bad, odd, nothing
COLOURS = {State.PASSED: "p", State.FAILED: "f", State.NOT_RUN: "n", NOT_STARTED: "n"}
REASON = 1_000  # characters of why a submission is invalid


def page(results: list[Result], katas: list[Kata], lang: str, when: datetime) -> str:
    """The page, complete in one file: it loads nothing, and runs no script but its own.

    katas: the columns, in this order. A name leads to the submission's own summary beside the page.
    """
    columns = [kata for kata in katas if kata.built]
    title = say(lang, "report.title")
    body = element(
        "body",
        element("h1", title),
        element("p", f"{when:%Y-%m-%d %H:%M}", class_="faint"),
        _counts(results, lang),
        *_section("report.matrix", lang, _matrix(results, columns, lang), _legend(results, lang)),
        *_section("report.stuck", lang, *hurdles.stuck(results, columns, lang)),
        *_section("report.mistakes", lang, *hurdles.mistakes(results, columns, lang)),
        *_section("report.problems", lang, *_problems(results, lang)),
        _raw("script", SCRIPT),
    )
    return "<!DOCTYPE html>\n" + tostring(element("html", _head(title), body, lang=lang), "unicode", "html")


def _head(title: str) -> Element:
    """The head, whose policy forbids all but our own style and script."""
    policy = f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'"
    policy += "; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        _raw("style", STYLE),
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _raw(tag: str, text: str) -> Element:
    """A style or script, whose text HTML takes as it stands."""
    new = Element(tag)
    new.text = text
    return new


def _section(key: str, lang: str, *inside: Element) -> list[Element]:
    """A heading and what is under it; nothing where there is nothing to show."""
    return [element("h2", say(lang, key)), *inside] if inside else []


def _counts(results: list[Result], lang: str) -> Element:
    """How many there are, and how they ended."""
    states = Counter(overall(result) for result in results)
    facts = [(len(results), say(lang, "report.submissions"))]
    facts += [(states[s], words(s, lang)) for s in MARKS if states[s] or s == State.PASSED]
    items = [element("li", element("b", str(n)), name) for n, name in facts]
    return element("ul", *items, class_="counts")


def _matrix(results: list[Result], katas: list[Kata], lang: str) -> Element:
    """Submissions × katas, in a box that scrolls."""
    heads = [(say(lang, "report.name"), ""), (say(lang, "report.points"), "")]
    heads += [(kata.number, kata.titles[lang]) for kata in katas]
    buttons = [_sorter(name, title) for name, title in heads]
    rows = [_row(result, katas, lang) for result in sorted(results, key=lambda result: result.name)]
    table = element(
        "table",
        element("thead", element("tr", *buttons)),
        element("tbody", *rows),
        class_="matrix",
    )
    label = say(lang, "report.matrix")
    return element("div", table, class_="scroll", tabindex="0", role="region", aria_label=label)


def _sorter(name: str, title: str) -> Element:
    """A column's heading, a button that sorts by it."""
    return element(
        "th", element("button", name, type="button", **({"title": title} if title else {})), scope="col"
    )


def _row(result: Result, katas: list[Kata], lang: str) -> Element:
    """One submission."""
    graded = {kata.id: kata for kata in result.katas}
    name = line(result.name)
    link = element("a", element("bdi", name), href=f"{quote(place(result.name), safe='')}/summary.md")
    cells = [_cell(graded.get(kata.id), lang) for kata in katas]
    total = _square(overall(result), result, lang)
    return element("tr", element("th", link, scope="row", title=name), total, *cells)


def _cell(kata: KataResult | None, lang: str) -> Element:
    """One kata of one submission."""
    return element("td", "–", class_="w") if kata is None else _square(standing(kata), kata, lang)


def _square(where: str, part: Result | KataResult, lang: str) -> Element:
    """A cell with the mark and the points; no points where they are not known."""
    points = f" {number(part.earned())}/{number(part.points())}" if part.points() else ""
    shown = MARKS[where] + ("" if where == State.INFRA_ERROR else points)
    return element("td", shown, class_=COLOURS.get(where, "o"), title=words(where, lang))


def _legend(results: list[Result], lang: str) -> Element:
    """The marks in use, and what each means."""
    used = {standing(kata) for result in results for kata in result.katas} | {overall(r) for r in results}
    items = [
        element("li", element("span", mark, class_=COLOURS.get(where, "o")), words(where, lang))
        for where, mark in MARKS.items()
        if where in used
    ]
    return element("ul", *items, class_="legend")


def _problems(results: list[Result], lang: str) -> list[Element]:
    """Invalid submissions and those that grading has failed on, with the reasons."""
    rows = [
        element(
            "tr",
            element("th", element("bdi", line(result.name)), scope="row"),
            element("td", f"{MARKS[result.state]} {words(result.state, lang)}"),
            element("td", message.first(result, lang), class_="sentence", limit=REASON),
        )
        for result in results
        if result.state in (State.INVALID_SUBMISSION, State.INFRA_ERROR)
    ]
    heads = ("report.name", "report.state", "report.reason")
    return [hurdles.table(heads, rows, lang)] if rows else []
