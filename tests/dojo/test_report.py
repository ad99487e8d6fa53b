"""Reports of grading: what was found is read from them, no more, and nothing of a learner's making."""

import csv
import io
import json
import os
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from dojo.grading.report import exercism, folder, gradescope, junit, message, summary, table
from dojo.grading.report.mark import MARKS, overall, words
from dojo.grading.report.place import place
from dojo.grading.result import KataResult, Result, State, Visibility, worst
from dojo.grading.result import Test as Case

EVIL = '\x1b[31m</td><script>x</script>\u202e|=1\n::error::[a](http://x)&"'
SECRET = "the hidden input is 42"
ALLOWED = {  # attributes of xunit2, as CI services check them
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "property": {"name", "value"},
    "properties": set(),
    **{tag: {"type", "message"} for tag in ("failure", "error", "skipped")},
}


def kata(id, *tests, **facts):
    return KataResult(
        **{"id": id, "key": "", "state": worst([t.state for t in tests]), "tests": list(tests)} | facts
    )


def submission(*katas, name="ada", **facts):
    whole = {"name": name, "path": "in/ada", "state": worst([k.state for k in katas]), "katas": list(katas)}
    return Result(**whole | facts)


def case(state=State.PASSED, **facts):
    return Case(**{"name": "test_a", "sentence": "It adds.", "state": state, "points": 2.0} | facts)


MIXED = submission(
    kata("k01_a", case(), case(points=1.5, speed=True)),
    kata(
        "k02_b",
        case(),
        case(State.FAILED, name="test_b", message="got 3, expected 4"),
        case(State.FAILED, name="test_c", visibility=Visibility.HIDDEN, message=SECRET),
        case(State.TIMEOUT, name="test_d", visibility=Visibility.AFTER_DUE_DATE, message=SECRET),
        message="look here",
        seconds=1.25,
    ),
    kata("k03_c", case(State.NOT_RUN), started=False, message="not this"),
)
PASSED = submission(MIXED.katas[0])
INVALID = submission(name="eve", state=State.INVALID_SUBMISSION, problem=f"a link: {EVIL}")
BROKEN = submission(
    kata("k01_a", case(State.INFRA_ERROR, message="no sandbox"), message="no sandbox"),
    MIXED.katas[1],
    name="bob",
)
ALL = [MIXED, PASSED, INVALID, BROKEN]


# -- the one message -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_first_message_is_of_the_first_kata_that_is_begun_and_not_passed(lang):
    assert message.first(MIXED, lang) == "k02_b: look here"
    assert message.first(submission(MIXED.katas[2], MIXED.katas[1]), lang) == "k02_b: look here"
    assert message.first(INVALID, lang) == INVALID.problem
    assert "no sandbox" in message.first(BROKEN, lang)
    begin, go_on = (
        message.first(submission(*katas), lang)
        for katas in (MIXED.katas[2:], [MIXED.katas[2], MIXED.katas[0]])
    )
    assert "k03_c" in begin and "k03_c" in go_on and begin != go_on
    others = [
        message.first(submission(*katas, state=s), lang)
        for katas, s in (((), State.NOT_RUN), (PASSED.katas, State.PASSED))
    ]
    assert len({*others, message.first(BROKEN, lang)}) == 3


# -- exercism ------------------------------------------------------------------------------------


def test_exercism_names_every_test_its_task_and_its_points():
    read = json.loads(exercism.results(MIXED, "en"))
    assert (read["version"], read["status"], read["message"], read["first"]) == (
        3,
        "fail",
        None,
        "k02_b: look here",
    )
    assert [t["task_id"] for t in read["tests"]] == [1, 1, 2, 2, 2, 2, 3]
    assert [t["status"] for t in read["tests"]] == ["pass", "pass", "pass", "fail", "fail", "error", "error"]
    assert sum(t["earned"] for t in read["tests"]) == read["earned"] == MIXED.earned() == 5.5
    assert sum(t["points"] for t in read["tests"]) == read["points"]


def test_exercism_is_an_error_with_a_message_where_nothing_was_tested():
    for result, words_ in (
        (INVALID, "a link"),
        (BROKEN, "no sandbox"),
        (submission(MIXED.katas[2]), "k03_c"),
    ):
        read = json.loads(exercism.results(result, "ko"))
        assert read["status"] == "error"
        assert words_ in read["message"]
    assert json.loads(exercism.results(PASSED, "en"))["status"] == "pass"
    assert json.loads(exercism.results(submission(), "en"))["status"] == "error"


def test_what_could_not_be_graded_has_no_points_anywhere():
    read = json.loads(exercism.results(BROKEN, "en"))
    assert read["earned"] is None
    assert read["tests"][0]["earned"] is None
    assert gradescope.results(BROKEN, "en") is None
    row = rows([BROKEN])[0]
    assert (row["earned"], row["k01_a"], row["k02_b"]) == ("", "", "2")
    assert "| ? / " in summary.summary([BROKEN, MIXED], "en")


def test_a_test_that_is_not_public_says_nothing_in_any_report():
    reports = [exercism.results(MIXED, "en"), junit.report(MIXED), gradescope.results(MIXED, "en")]
    reports += [summary.summary([MIXED], "en"), summary.summary(ALL, "en"), table.table(ALL)]
    assert "got 3, expected 4" in reports[0]
    assert [SECRET in report for report in reports] == [False] * 6


# -- JUnit ---------------------------------------------------------------------------------------


def suites(result):
    root = ElementTree.fromstring(junit.report(result).encode())
    for part in root.iter():
        assert set(part.attrib) <= ALLOWED[part.tag]
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(count)) == len(suite.findall(f"testcase/{tag}"))
    for count in ("tests", "failures", "errors"):
        assert int(root.get(count)) == sum(int(suite.get(count)) for suite in root)
    return root


def outcomes(result):
    return [[[part.tag for part in case] for case in suite.findall("testcase")] for suite in suites(result)]


def test_junit_has_a_suite_for_each_kata_and_a_case_for_each_test():
    root = suites(MIXED)
    assert [suite.get("name") for suite in root] == ["k01_a", "k02_b", "k03_c"]
    assert outcomes(MIXED) == [[[], []], [[], ["failure"], ["failure"], ["error"]], [["skipped"]]]
    assert root.find(".//failure").text == "got 3, expected 4"
    assert {p.get("name"): p.get("value") for p in root[1].iter("property")} == {"earned": "2", "points": "8"}


@pytest.mark.parametrize("state", [state for state in State if state != State.PASSED])
def test_junit_never_takes_for_passed_what_its_tests_do_not_tell(state):
    tag = {State.FAILED: "failure", State.NOT_RUN: "skipped"}.get(state, "error")
    assert outcomes(submission(kata("k01_a", case(), state=state)))[0][-1] == [tag]
    assert outcomes(submission(kata("k01_a", state=state)))[0] == [[tag]]
    assert outcomes(submission(kata("k01_a", case(), state=State.PASSED), state=state))[-1] == [[tag]]


# -- Gradescope ----------------------------------------------------------------------------------


def test_gradescope_adds_up_the_tests_and_reads_no_text_as_markup():
    read = json.loads(gradescope.results(MIXED, "en"))
    assert "score" not in read
    assert sum(t["score"] for t in read["tests"]) == MIXED.earned()
    assert sum(t["max_score"] for t in read["tests"]) == MIXED.points()
    assert {read["output_format"], read["test_output_format"], read["test_name_format"]} == {"text"}
    assert read["stdout_visibility"] == "hidden"
    assert read["output"] == "k02_b: look here"
    assert [t["number"] for t in read["tests"]] == ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1"]
    assert [t["visibility"] for t in read["tests"]][2:6] == ["visible", "visible", "hidden", "after_due_date"]
    assert [t["status"] for t in read["tests"]] == ["passed"] * 3 + ["failed"] * 4


def test_gradescope_is_told_the_zero_of_an_invalid_submission_and_why():
    read = json.loads(gradescope.results(INVALID, "en"))
    assert (read["score"], read["tests"]) == (0, [])
    assert "a link" in read["output"]


# -- Markdown ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_summary_of_one_shows_every_kata_and_the_message(lang):
    text = summary.summary([MIXED], lang)
    assert "```text\nk02_b: look here\n```" in text
    assert f"| ✗ | k02_b | {words(State.TIMEOUT, lang)} | 2 / 8 | – |" not in text
    assert f"| ∞ | k02_b | {words(State.TIMEOUT, lang)} | 2 / 8 | – |" in text
    assert f"| ◦ | k03_c | {words('not_started', lang)} | 0 / 2 | – |" in text
    assert f"| ✓ | k01_a | {words(State.PASSED, lang)} | 2 / 2 | 1.5 / 1.5 |" in text


def test_the_summary_says_what_a_blocked_kata_lacks():
    blocked = submission(kata("k14_c", case(State.NOT_RUN), blocked=["torch: pip install torch"]))
    assert "torch: pip install torch" in summary.summary([blocked], "en")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_summary_too_long_for_github_is_cut_and_says_so(lang):
    many = [replace(INVALID, name=f"{i} {EVIL}", problem=EVIL * 99) for i in range(3_000)]
    text = summary.summary(many, lang)
    assert 800_000 < len(text.encode()) < 1_048_576
    shown = text.count("\n| ∅ |")
    assert f"{3_000 - shown}" in text.splitlines()[-1]
    assert "grades.csv" in text.splitlines()[-1]
    whole = summary.summary(many[:9], lang)
    assert whole.count("\n| ∅ |") == 9
    assert "grades.csv" not in whole


# -- CSV -----------------------------------------------------------------------------------------


def rows(results):
    text = table.table(results).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_a_row_for_each_submission_and_a_column_for_each_kata():
    read = rows(ALL)
    assert [row["name"] for row in read] == ["ada", "ada", "eve", "bob"]
    assert (read[0]["state"], read[0]["earned"], read[0]["points"]) == ("timeout", "5.5", "13.5")
    assert (read[0]["correctness_earned"], read[0]["speed_earned"], read[0]["speed_points"]) == (
        "4",
        "1.5",
        "1.5",
    )
    assert [read[0][id] for id in ("k01_a", "k02_b", "k03_c")] == ["3.5", "2", "0"]
    assert read[1]["k02_b"] == ""
    assert read[2]["problem"].startswith("a link")


def test_no_name_is_a_formula_or_a_second_row():
    names = ["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1", "a\n=1,2", "\r=1", 'a","=1']
    read = rows([replace(INVALID, name=name) for name in names])
    assert len(read) == len(names)
    for row in read:
        assert row["name"][0] in "'a"
        assert None not in row


# -- files ---------------------------------------------------------------------------------------


def test_the_reports_of_a_submission_lie_in_its_folder(tmp_path):
    where = folder.write(MIXED, tmp_path, "en")
    assert where == tmp_path / "ada"
    assert sorted(path.name for path in where.iterdir()) == [
        ".graded",
        "gradescope.json",
        "junit.xml",
        "results.json",
        "summary.md",
    ]


def test_reports_of_the_same_result_are_left_alone_and_those_of_another_are_not(tmp_path):
    def stamps() -> list[int]:
        return sorted(path.stat().st_mtime_ns for path in (tmp_path / "ada").iterdir())

    folder.write(MIXED, tmp_path, "en")
    first = stamps()
    folder.write(MIXED, tmp_path, "en")
    assert stamps() == first
    for result, lang in [(MIXED, "ko"), (replace(MIXED, seconds=9.0), "ko")]:
        folder.write(result, tmp_path, lang)
        assert min(stamps()) > max(first)
        first = stamps()


def test_a_grade_of_gradescope_is_taken_back_where_grading_fails_later(tmp_path):
    folder.write(MIXED, tmp_path, "en")
    folder.write(replace(MIXED, state=State.INFRA_ERROR), tmp_path, "en")
    assert not (tmp_path / "ada" / "gradescope.json").exists()


def test_reports_do_not_wait_for_the_disk_and_the_files_of_the_class_do(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(os, "fsync", waited.append)
    folder.write(MIXED, tmp_path, "en")
    assert not waited
    folder.write_class(ALL, [], tmp_path, "ko")
    assert len(waited) == 3
    assert {path.name for path in tmp_path.iterdir()} == {"ada", "grades.csv", "index.html", "summary.md"}


def test_every_name_has_a_folder_of_its_own_below_the_reports(tmp_path):
    names = [
        "ada",
        "이민호",
        "lee.minho 2",
        *("", ".", "..", "../up", "/etc", "a/b", "a\\b", "a\0b", "C:", ".git"),
    ]
    names += ["index.html", "GRADES.CSV", "journal.jsonl", *("x" * 300, "x" * 301, "a.", "a ", "a\n", EVIL)]
    names += ["\u202ea", "\udcff", "-rf"]
    names += [place("../up"), place(place("../up"))]
    places = [place(name) for name in names]
    assert places[:3] == names[:3]
    assert len(set(places)) == len(names)
    for name in places:
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        (tmp_path / name).mkdir()
        assert name.isprintable()
        assert name[0] not in ".-"


# -- all of them ---------------------------------------------------------------------------------


def test_every_state_has_a_mark_of_its_own_and_words_in_both_languages():
    assert set(State) < set(MARKS)
    assert len(set(MARKS.values())) == len(MARKS)
    for lang in ("en", "ko"):
        assert len({words(state, lang) for state in MARKS}) == len(MARKS)


@pytest.mark.parametrize("state", list(State))
def test_every_report_survives_hostile_text(state, tmp_path):
    test = case(state, sentence=EVIL, message=EVIL * 10_000)
    result = submission(
        kata("k01_a", test, message=EVIL, blocked=[EVIL]), name=EVIL + "\udcff\0", problem=EVIL
    )
    where = folder.write(result, tmp_path, "ko")
    read = {path.name: path.read_text("utf-8") for path in where.iterdir()}
    json.loads(read["results.json"])
    suites(result)
    assert sum(map(len, read.values())) < 40_000
    assert not {"\x1b", "\u202e", "\0"} & set("".join(read.values()))
    assert "<script" not in read["junit.xml"]
    tokens = MarkdownIt("commonmark").enable("table").parse(read["summary.md"])
    kinds = {part.type for token in tokens for part in [token, *(token.children or [])]}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_block"}
    assert [token.type for token in tokens].count("fence") == 1


# -- a submission in one word ---------------------------------------------------------------------


def test_who_has_only_not_started_the_rest_is_not_called_wrong_or_not_run():
    untouched, hung = kata("k03_c", case(State.NOT_RUN), started=False), kata("k04_d", case(State.NOT_RUN))
    assert overall(submission(untouched)) == "not_started"
    assert overall(submission(PASSED.katas[0], untouched)) == "begun"
    assert overall(submission(PASSED.katas[0], untouched, hung)) == State.NOT_RUN
    assert overall(submission(MIXED.katas[1], untouched)) == MIXED.katas[1].state
    assert "### ada: ▸ begun, " in summary.summary([submission(PASSED.katas[0], untouched, name="ada")], "en")
