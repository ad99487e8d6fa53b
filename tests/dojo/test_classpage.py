"""The page of a class shows what was found, and nothing in it acts but its own script."""

import base64
import hashlib
import re
from datetime import datetime
from html.parser import HTMLParser

import pytest

from dojo import curriculum, mistake
from dojo.grading.report import classpage
from dojo.grading.result import KataResult, Result, State, worst
from dojo.grading.result import Test as Case
from dojo.words import say

ROOT = curriculum.FILE.parents[1]
KATAS = curriculum.load(ROOT)
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x1b[31m&lt;'
WHEN = datetime(2026, 9, 1, 12, 30)


class Reader(HTMLParser):
    """The elements of a page, as (tag, attributes, text under it)."""

    def __init__(self, page):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), []))
        if tag not in ("meta", "rect"):
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag):
        if tag != "rect":
            assert self._open.pop()[0] == tag

    def handle_data(self, data):
        for _, _, text in self._open:
            text.append(data)

    def all(self, tag):
        return [(attrs, "".join(text)) for name, attrs, text in self.elements if name == tag]

    def rows(self):
        return [text for _, text in self.all("tr")]


def graded(place, state, *failing, started=True, mistake=""):
    """The verdict on the kata in that place, with two tests."""
    names = ("test_a", "test_b")
    tests = [Case(n, f"sentence of {n}", State.FAILED if n in failing else state) for n in names]
    return KataResult(KATAS[place].id, "", worst([t.state for t in tests]), started, tests, mistake=mistake)


def submission(name, *katas, **facts):
    return Result(
        **{"name": name, "path": "", "state": worst([k.state for k in katas]), "katas": list(katas)} | facts
    )


MISTAKE = mistake.read(KATAS[7].mistakes)[0]
CLASS = [
    submission("ada", graded(0, State.PASSED), graded(7, State.PASSED, "test_b", mistake=MISTAKE.name)),
    submission(
        "bob",
        graded(0, State.PASSED, "test_a"),
        graded(7, State.PASSED, "test_a", "test_b", mistake=MISTAKE.name),
    ),
    submission("cho", graded(0, State.NOT_RUN, started=False), graded(7, State.PASSED)),
    submission("dan", graded(0, State.INFRA_ERROR)),
    submission("eve", state=State.INVALID_SUBMISSION, problem="the zip holds a link"),
]


def shown(results=CLASS, lang="en"):
    return Reader(classpage.page(results, KATAS, lang, WHEN))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_matrix_has_a_row_for_each_submission_and_a_column_for_each_kata(lang):
    page = shown(lang=lang)
    heads = [text for _, text in page.all("button")]
    assert heads == [say(lang, "report.name"), say(lang, "report.points"), *(kata.number for kata in KATAS)]
    missing = "–" * 13
    assert f"ada✗ 3/4✓ 2/2{'–' * 6}✗ 1/2{missing}" in page.rows()
    assert f"cho▸ 2/4◦ 0/2{'–' * 6}✓ 2/2{missing}" in page.rows()
    assert f"dan??{'–' * 20}" in page.rows()
    assert f"eve∅{'–' * 21}" in page.rows()
    assert {attrs["title"] for attrs, text in page.all("td") if text == "✗ 1/2"} == {
        say(lang, "state.failed")
    }
    assert page.all("html")[0][0]["lang"] == lang


def test_stuck_counts_who_has_passed_begun_and_not_started_and_names_the_hardest_test():
    rows = shown().rows()
    assert "k01 Symbolic rules111sentence of test_a (1 stopped)" in rows
    assert "k08 Loss functions120sentence of test_b (2 stopped)" in rows


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_common_mistake_is_asked_in_the_page_s_language_with_who_makes_it(lang):
    row = next(row for row in shown(lang=lang).rows() if MISTAKE.name in row)
    assert getattr(MISTAKE, lang).replace("`", "") in row
    assert row.endswith(say(lang, "report.people", n=2) + "ada, bob")


def test_submissions_without_a_grade_are_listed_with_the_reason():
    rows = shown().rows()
    assert "eve∅ invalid submissionthe zip holds a link" in rows
    assert any(row.startswith("dan? could not be graded") for row in rows)


def test_a_class_without_trouble_has_no_empty_sections():
    heads = [text for _, text in shown([submission("ada", graded(0, State.PASSED))]).all("h2")]
    assert heads == [say("en", "report.matrix"), say("en", "report.stuck")]
    assert shown([]).all("h1")


def test_nothing_of_a_learner_becomes_markup():
    evil = KataResult(
        KATAS[0].id, "", State.FAILED, True, [Case("t", EVIL, State.FAILED)], [EVIL], EVIL, EVIL
    )
    results = [submission(EVIL, evil), submission(EVIL + "2", state=State.INVALID_SUBMISSION, problem=EVIL)]
    page = shown(results)
    tame = shown([submission("ada", graded(0, State.PASSED, "test_a", mistake="none")), CLASS[-1]])
    assert [tag for tag, _, _ in page.elements if tag == "script"] == ["script"]
    assert {tag for tag, _, _ in page.elements} == {tag for tag, _, _ in tame.elements}
    names = {name for _, attrs, _ in page.elements for name in attrs}
    assert not [
        name for name in names if name.startswith("on") or name in ("src", "style", "srcdoc", "action")
    ]
    text = classpage.page(results, KATAS, "en", WHEN)
    assert not {"\u202e", "\x1b"} & set(text)


@pytest.mark.parametrize(
    "name", ["javascript:alert(1)", "//x.example", "../../etc", "http://x", "a b", "이민호"]
)
def test_a_name_leads_to_its_folder_and_nowhere_else(name):
    (attrs, text), *more = shown([submission(name)]).all("a")
    assert (text, more) == (name, [])
    assert re.fullmatch(r"[\w%.-]+/summary\.md", attrs["href"], re.ASCII)


def test_the_policy_allows_the_page_s_own_style_and_script_alone():
    page = shown()
    policy = next(
        a["content"] for a, _ in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("style", "script"):
        (_, text), *more = page.all(tag)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert (rules[f"{tag}-src"], more) == (f"'sha256-{digest}'", [])
        assert not re.search(r"url\(|@import|https?:|fetch|</", text)
    assert len(classpage.SCRIPT.splitlines()) <= 40


def test_a_thousand_submissions_fit_three_megabytes():
    katas = [
        KataResult(k.id, "", State.FAILED, True, [Case("t", "s", State.FAILED, 12.5)] * 4) for k in KATAS
    ]
    page = classpage.page(
        [submission(f"이름이 꽤 긴 사람 {i}", *katas) for i in range(1_000)], KATAS, "ko", WHEN
    )
    assert len(page.encode()) < 3_000_000
