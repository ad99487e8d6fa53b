"""What a class stumbles over: katas that are begun and not passed, and mistakes that many make."""

from collections import Counter
from xml.etree.ElementTree import Element

from dojo import mistake
from dojo.curriculum import Kata
from dojo.grading.escape import line
from dojo.grading.report.element import element
from dojo.grading.report.mark import NOT_STARTED, number, standing
from dojo.grading.result import KataResult, Result, State, Test
from dojo.words import say

COUNTED = ("report.solved", "report.begun", "report.untouched")
COMMON = 20  # mistakes that are shown
UNKNOWN = (State.INFRA_ERROR, State.INVALID_SUBMISSION)  # says nothing of the learner's progress


def stuck(results: list[Result], katas: list[Kata], lang: str) -> list[Element]:
    """A table of the katas: how many have passed, begun and not begun each, and the test that stops most."""
    rows = []
    for kata in katas:
        theirs = [k for result in results for k in result.katas if k.id == kata.id and k.state not in UNKNOWN]
        if theirs:
            rows.append(_hurdle(kata, theirs, lang))
    heads = ("report.kata", "", *COUNTED, "report.hardest")
    return [table(heads, rows, lang)] if rows else []


def _hurdle(kata: Kata, theirs: list[KataResult], lang: str) -> Element:
    """The row of a kata. theirs: the verdicts on it."""
    passed = sum(k.state == State.PASSED for k in theirs)
    untouched = sum(standing(k) == NOT_STARTED for k in theirs)
    counts = [passed, len(theirs) - passed - untouched, untouched]
    hardest = _hardest(theirs)
    told = (
        say(lang, "report.stops", n=hardest[1], test=hardest[0].sentence or hardest[0].name)
        if hardest
        else "–"
    )
    return element(
        "tr",
        _title(kata, lang),
        element("td", _bar(counts)),
        *(
            element("td", str(n), class_="number", data_label=say(lang, key))
            for n, key in zip(counts, COUNTED)
        ),
        element("td", *coded(told), class_="sentence"),
    )


def _hardest(theirs: list[KataResult]) -> tuple[Test, int] | None:
    """The test that most of those who have begun do not pass, the first of equals, and how many they are."""
    unlike = (State.PASSED, State.NOT_RUN, *UNKNOWN)
    failed = [t for k in theirs if standing(k) != NOT_STARTED for t in k.tests if t.state not in unlike]
    tests = {test.name: test for test in failed}
    counts = Counter(test.name for test in failed).most_common(1)
    return (tests[counts[0][0]], counts[0][1]) if counts else None


def _bar(counts: list[int]) -> Element:
    """The counts as parts of a bar: passed, begun, not begun."""
    whole, x, parts = sum(counts), 0.0, []
    for n, colour in zip(counts, "pon"):
        width = 100 * n / whole
        parts.append(element("rect", x=number(x), width=number(width), height="10", class_=colour))
        x += width
    return element(
        "svg", *parts, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def mistakes(results: list[Result], katas: list[Kata], lang: str) -> list[Element]:
    """A table of the known mistakes that the submissions behave like, the COMMON commonest first."""
    people: dict[tuple[str, str], list[str]] = {}
    for result in results:
        for kata in result.katas:
            if kata.mistake:
                people.setdefault((kata.id, kata.mistake), []).append(line(result.name))
    known = {kata.id: kata for kata in katas}
    rows = [
        _mistake(known[id], name, who, lang)
        for (id, name), who in sorted(people.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if id in known
    ]
    heads = ("report.kata", "report.mistake", "report.who")
    rarer = [element("p", say(lang, "report.rarer", n=len(rows) - COMMON), class_="faint")]
    return [table(heads, rows[:COMMON], lang), *rarer * (len(rows) > COMMON)] if rows else []


def _mistake(kata: Kata, name: str, who: list[str], lang: str) -> Element:
    """The row of a mistake: its question, its name, and who makes it."""
    question = next((getattr(m, lang) for m in mistake.read(kata.mistakes) if m.name == name), "")
    names = [part for one in sorted(who) for part in (", ", element("bdi", one))][1:]
    people = element("details", element("summary", say(lang, "report.people", n=len(who))), *names)
    return element(
        "tr",
        _title(kata, lang),
        element("td", *coded(question), " ", element("code", name, class_="faint"), class_="sentence"),
        element("td", people),
    )


def _title(kata: Kata, lang: str) -> Element:
    return element("th", f"{kata.number} {kata.titles[lang]}", scope="row")


def coded(text: str) -> list[str | Element]:
    """The text, with what stands between backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one of them has no other
        return [text]
    return [element("code", part) if i % 2 else part for i, part in enumerate(parts)]


def table(heads: tuple[str, ...], rows: list[Element], lang: str) -> Element:
    """A table that becomes a list on a narrow screen. heads: keys of the columns' words, or "" for none."""
    names = [element("th", say(lang, key), scope="col") if key else element("td") for key in heads]
    whole = element("table", element("thead", element("tr", *names)), element("tbody", *rows))
    return element("div", whole, class_="flow")
