"""What a learner sees after `pytest`, told by example projects."""

import json
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest
from rich.cells import cell_len

from dojo import curriculum
from dojo.finding import Finding
from dojo.page import Page, rendered
from dojo.progress import Standing, Verdict

ROOT = Path(__file__).parents[2]

DOUBLE_ONLY = """
def double(x):
    return 2 * x


def half(x):
    raise NotImplementedError
"""
DONE = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n"
WRONG = "def double(x):\n    return x * x\n\n\ndef half(x):\n    return x / 2\n"
GREET_TESTS = '''
from judge.check import check


def test_greeting(kata):
    """The greeting of Ada is "hello Ada".
    Ada에게 하는 인사는 "hello Ada"입니다."""
    check(kata.greet("Ada"), "hello Ada")
'''
GREET = 'def greet(name):\n    return f"hello {name}"\n'


def test_a_fresh_clone_greets_and_names_the_next_step(project):
    run = project.pytest()
    assert run.has(
        "Welcome!", "0 of 2 done", "k01 Double", "k02 Greet", "k03 Later", "to come", "not started"
    )
    assert run.has("next: k01 Double", "katas/guide/en/k01_double.md")
    assert run.last[:2] == ["pytest -k k01", "katas/k01_double.py:2"]
    assert run.code == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_wrong_answer_is_told_by_call_got_and_expected(project):
    project.write("katas/k01_double.py", WRONG)
    run = project.pytest("--seed", "7")
    assert run.has("k01 Double – not right yet: 1 of 2 tests pass", "Twice (1, 2) is (2, 4).")
    assert run.has("call double([1.0, 2.0])", "got [1.0, 4.0]", "expected [2.0, 4.0]")
    assert run.has("first at [0]: 1.0, expected 2.0 (1 of 2 differ)")
    assert run.last[:2] == ["pytest -k k01 --seed 7", "katas/k01_double.py:1"]
    assert run.code == pytest.ExitCode.TESTS_FAILED


def test_no_frame_of_the_harness_is_shown(project):
    project.write("katas/k01_double.py", "def double(x):\n    return x + missing\n")
    run = project.pytest()
    assert run.has("NameError: name 'missing' is not defined", "line 2: return x + missing")
    assert not run.has("Traceback") and not run.has("conftest.py") and not run.has("check.py")


def test_a_half_written_kata_names_what_is_left(project):
    project.write("katas/k01_double.py", DOUBLE_ONLY)
    run = project.pytest()
    assert run.has("k01 Double – begun: 1 of 2 tests pass", "`half` is not written yet.")
    assert run.last[1] == "katas/k01_double.py:6"


def test_what_passed_unchanged_is_not_run_again(project):
    project.write("katas/k01_double.py", DONE)
    assert project.pytest().has("2 passed", "1 of 2 done", "next: k02 Greet")
    again = project.pytest()
    assert again.has("no tests ran", "1 passed before", "✓ k01 Double")
    assert project.pytest("--fresh").has("2 passed")
    assert project.pytest("-k", "k01").has("2 passed")


def test_a_change_of_kata_or_tests_runs_it_again(project):
    project.write("katas/k01_double.py", DONE)
    project.pytest()
    project.write("katas/k01_double.py", DONE + "\n# a thought\n")
    assert project.pytest().has("2 passed")
    tests = (project.root / "tests/test_k01_double.py").read_text("utf-8")
    project.write("tests/test_k01_double.py", tests + "\n\n# stricter\n")
    assert project.pytest().has("2 passed")


def test_everything_done_is_a_success(project):
    project.write("katas/k01_double.py", DONE)
    project.write("katas/k02_greet.py", GREET)
    assert project.pytest().code == 0
    again = project.pytest()
    assert again.code == 0 and again.has("2 of 2 done", "Every kata is done")


def test_part_of_a_kata_s_tests_does_not_make_it_done(project):
    project.write("katas/k01_double.py", DONE)
    part = project.pytest("-k", "half")
    assert part.code == 0 and part.has("k01 Double – begun: 1 of 2 tests pass")
    assert project.pytest().has("2 passed")


def test_a_kata_begun_is_no_longer_not_started(project):
    project.pytest("-k", "k01")
    project.write("katas/k01_double.py", DONE)
    assert project.pytest("-k", "half").has("k01 Double – begun: 1 of 2 tests pass")


def test_a_warning_is_no_fault(project):
    project.write("katas/k01_double.py", "import warnings\nwarnings.warn('old', DeprecationWarning)\n" + DONE)
    run = project.pytest("-k", "k01")
    assert run.code == 0 and run.has("2 passed")


def test_progress_that_cannot_be_read_is_forgotten(project):
    project.write("katas/k01_double.py", DONE)
    for damage in ("", "[]", '{"k01_double": {"verdict": "splendid"}}', "\0"):
        project.write(".dojo/progress.json", damage)
        assert project.pytest().has("2 passed")
    kept = json.loads((project.root / ".dojo/progress.json").read_text("utf-8"))
    assert kept["k01_double"]["verdict"] == "done"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def double(x:\n    return 2 * x\n", "SyntaxError: '(' was never closed"),
        ("import no_such_package\n", "It imports `no_such_package`, which is not installed here"),
        ("x = 1\n", "`double` is missing: the tests call it."),
        (b"# caf\xe9\ndef double(x):\n    return 2 * x\n", "byte 0xe9 is not UTF-8. Save"),
        (b"\0\0", "null bytes"),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit(0)\n", "SystemExit: 0"),
        ("def double():\n    return 2\n", "double(): too many positional arguments"),
        ("while True:\n    pass\n", "did not end within 0.5 seconds"),
        ("def double(x):\n    while True:\n        pass\n", "did not end within 0.5 seconds"),
        ("def double(x):\n    x *= 2\n    return x\n", "An input was changed in place"),
        ("def double(x):\n    2 * x\n", "Is a `return` missing"),
    ],
)
def test_a_broken_kata_gets_a_clear_line_and_touches_no_other(project, source, words):
    project.write("katas/k01_double.py", source)
    project.write("katas/k02_greet.py", GREET)
    run = project.pytest()
    assert run.has(words, "1 of 2 done", "✓ k02 Greet")
    assert run.text.count(words) <= 2 and not run.has("Traceback")
    assert run.last[1].startswith("katas/k01_double.py:") and run.code == 1


def test_a_missing_file_is_said_and_a_restored_one_is_well(project):
    (project.root / "katas/k01_double.py").unlink()
    run = project.pytest()
    assert run.has("k01_double.py", "dojo reset k01_double.py") and run.code == 1


def test_what_a_kata_prints_is_shown_where_it_fails(project):
    project.write("katas/k01_double.py", 'def double(x):\n    print("so far", x.sum())\n    return x\n')
    assert project.pytest().has("printed so far 3.0")


def test_a_measured_score_is_shown_also_below_the_gate(project):
    measured = GREET_TESTS.replace("greeting(kata)", "greeting(kata, record_property)")
    project.write("katas/k02_greet.py", GREET)
    project.write("tests/test_k02_greet.py", measured + '    record_property("score", 0.98765)\n')
    assert project.pytest().has("✓ k02 Greet – done: 1 of 1 tests pass 98.77% of the 10,000 test digits")
    project.write(
        "tests/test_k02_greet.py", measured.replace("    check", '    record_property("score", 0)\n    check')
    )
    project.write("katas/k02_greet.py", GREET.replace("hello", "bye"))
    assert project.pytest().has("✗ k02 Greet – not right yet: 0 of 1 tests pass 0.00% of the 10,000")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_no_line_is_wider_than_the_terminal(width, lang):
    katas = curriculum.load(ROOT)
    facts = [
        ("expected", "[[0.1, 0.2, 0.3, …]] of shape (7, 5)"),
        ("기대", "1.6 " * 30),
        ("cause?", "부호 " * 40),
    ]
    finding = Finding("wrong", "A sentence of some length. " * 5, "값이 아직 맞지 않습니다. " * 5, facts, 12)
    standings = {kata.id: Standing(Verdict.WRONG, 3, 19) for kata in katas}
    page = Page(katas, standings, {"k08_loss": [finding] * 5}, lang, width)
    lines = rendered(page.lines(), width, colour=False).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert lines[-2:] == ["  katas/k08_loss.py:12", "  pytest -k k08 --seed 0"]


def test_sentences_that_fail_alike_share_a_headline():
    kata = curriculum.load(ROOT)[7]
    words = ["wrong"] * 5 + ["slow"]
    findings = [Finding(kind, f"Sentence {i}.", f"It is {kind}.", [], None) for i, kind in enumerate(words)]
    standings = {kata.id: Standing(Verdict.WRONG, 3, 19) for kata in curriculum.load(ROOT)}
    text = rendered(Page(curriculum.load(ROOT), standings, {kata.id: findings}, "en").lines(), 80, False)
    said = [line.strip(" ✗") for line in text.splitlines() if "Sentence" in line or "It is" in line]
    assert said[6:] == ["Sentence 3.", "Sentence 4.", "It is wrong.", "Sentence 5.", "It is slow."]


def test_korean_throughout(project):
    project.write("katas/k01_double.py", WRONG)
    run = project.pytest(LANG="ko_KR.UTF-8")
    assert run.has("2개 중 0개 완료", "(1, 2)의 두 배는 (2, 4)입니다.", "값이 아직 맞지 않습니다.")
    assert run.has("호출", "결과", "기대") and not run.has("expected")


def test_a_terminal_without_unicode_gets_ascii_and_english(project):
    project.write("katas/k01_double.py", WRONG)
    run = project.pytest(LANG="ko_KR.UTF-8", PYTHONIOENCODING="ascii:backslashreplace")
    assert run.has("x k01 Double", "o k02 Greet", ". k03 Later")
    assert run.text.isascii()


def test_colour_only_where_it_is_wanted(project):
    assert "\x1b[" not in project.pytest().text
    assert "\x1b[" in project.pytest("--color=yes").text
    assert "\x1b[" not in project.pytest(NO_COLOR="1").text


def test_quiet_leaves_out_the_map_and_keeps_the_next_step(project):
    project.write("katas/k01_double.py", WRONG)
    run = project.pytest("-q")
    assert not run.has("k03 Later") and run.has("got [1.0, 4.0]")
    assert run.last[1] == "katas/k01_double.py:1"


def test_verbose_names_every_test(project):
    project.write("katas/k01_double.py", DOUBLE_ONLY)
    run = project.pytest("-v")
    assert run.has("test_k01_double.py::test_double_of_a_hand_example PASSED")


def test_two_processes_tell_the_same(project):
    pytest.importorskip(
        "xdist", reason="blocked: pytest-xdist: uv pip install -c constraints.txt -e '.[dev]'"
    )
    project.write("katas/k01_double.py", WRONG)
    run = project.pytest("-n", "2")
    assert run.has("1 of 2 tests pass", "got [1.0, 4.0]") and run.last[1] == "katas/k01_double.py:1"
    project.write("katas/k01_double.py", DONE)
    assert project.pytest("-n", "2").has("1 of 2 done")


def test_junit_files_carry_the_message(project):
    project.write("katas/k01_double.py", WRONG)
    project.pytest("--junitxml", "out.xml")
    (failure,) = xml.parse(project.root / "out.xml").iter("failure")
    assert "expected: [2.0, 4.0]" in failure.text and "conftest" not in failure.text


def test_collecting_imports_no_kata(project):
    project.write("katas/k01_double.py", "raise SystemExit('imported')\n")
    run = project.pytest("--collect-only", "-q")
    assert run.has("test_k01_double.py::test_half_of_a_hand_example") and not run.has("imported")


def test_a_test_that_breaks_is_not_blamed_on_the_learner(project):
    project.write("katas/k01_double.py", DONE)
    project.write("tests/test_k01_double.py", "def test_x(kata):\n    '''One.\n    하나.'''\n    1 / 0\n")
    run = project.pytest()
    assert run.has("a fault of this repository, not of yours: ZeroDivisionError") and run.code == 1


def test_a_backend_that_is_not_there_is_no_part_of_the_whole(project):
    rows = (project.root / "dojo/curriculum.toml").read_text("utf-8")
    some = 'functions = ["greet"]\nbackends = ["jax", "absent"]\n'
    project.write("dojo/curriculum.toml", rows.replace('functions = ["greet"]\n', some))
    project.write("katas/k02_greet.py", GREET)
    assert project.pytest("-k", "k02 and jax").has("✓ k02 Greet – done: 1 of 1 tests pass")
    assert project.pytest("-k", "k02", "--fresh").has("⊘ k02 blocked: absent", "done: 1 of 1 tests pass")


def test_what_is_blocked_is_shown_with_its_remedy(project):
    body = "def test_far(kata):\n    '''Far.\n    멀리.'''\n    blocked('a moon', 'fly there')\n"
    project.write("tests/test_k02_greet.py", f"from judge.blocked import blocked\n{GREET_TESTS}\n\n{body}")
    project.write("katas/k02_greet.py", GREET)
    run = project.pytest()
    assert run.has("1 passed, 1 skipped", "⊘ k02 blocked: a moon: fly there", "✓ k02 Greet")
    assert project.pytest().has("⊘ k02 blocked: a moon: fly there")


def test_a_submission_is_judged_in_a_worker_and_leaves_no_trace(project):
    project.write("sub/k01_double.py", DONE + "import os\nprint(os.getpid())\n")
    run = project.pytest("--submission=sub")
    assert run.has("2 passed") and run.code == 0
    assert run.last[0] == "Every kata that was handed in is done."
    assert not (project.root / ".dojo/progress.json").exists()
    project.write("sub/k01_double.py", "def double(x):\n    import os\n    os._exit(0)\n")
    crashed = project.pytest("--submission=sub")
    assert crashed.has("The process that ran the call died: exit status 0") and crashed.code == 1
    assert crashed.last[:2] == ["pytest --submission=sub -k k01", "sub/k01_double.py:1"]


def test_a_submission_without_katas_is_refused(project):
    (project.root / "empty").mkdir()
    run = project.pytest("--submission=empty")
    assert run.has("holds no kata") and run.code == pytest.ExitCode.USAGE_ERROR


def test_interrupting_keeps_the_terminal_and_the_progress(project):
    project.write("katas/k01_double.py", "def double(x):\n    raise KeyboardInterrupt\n")
    run = project.pytest()
    assert run.code == pytest.ExitCode.INTERRUPTED
    assert not (project.root / ".dojo/progress.json").exists()


def test_the_debugger_opens_in_the_learner_s_own_line(project):
    project.write("katas/k01_double.py", "def double(x):\n    twice = 2 * x\n    return missing\n")
    run = project.pytest("-k", "double_of", "--pdb", typed="p twice\nq\n")
    assert run.has("-> return missing", "array([2., 4.])")


def test_a_terminal_of_old_letters_gets_the_page_in_them(project):
    project.write("katas/k01_double.py", WRONG)
    run = project.pytest(PYTHONIOENCODING="ascii")
    assert run.has("x k01 Double - not right yet: 1 of 2 tests pass") and "\\u" not in run.text


def test_a_subfolder_is_as_good_as_the_top(project):
    project.write("katas/k01_double.py", WRONG)
    top, project.root = project.root, project.root / "katas"
    run = project.pytest()
    assert run.has("k01 Double – not right yet: 1 of 2 tests pass") and run.last[1] == "k01_double.py:1"
    assert (top / ".dojo" / "progress.json").exists()


def test_on_a_low_screen_the_first_finding_stays_whole():
    kata = curriculum.load(ROOT)[7]
    findings = [
        Finding("wrong", f"Sentence {i}.", "Wrong.", [("got", "1"), ("line", "7")]) for i in range(20)
    ]
    standings = {k.id: Standing(Verdict.WRONG, 1, 21) for k in curriculum.load(ROOT)}
    page = Page(curriculum.load(ROOT), standings, {kata.id: findings}, "en")
    lines = [line.plain for line in page.screen(20)]
    assert len(lines) <= 20 and any("line  7" in line for line in lines)
    assert any("these in full" in line for line in lines) and "katas/k08_loss.py" in lines[-1]


def test_the_first_finding_of_every_function_is_shown_whole():
    kata = curriculum.load(ROOT)[7]
    findings = [
        Finding("wrong", f"Sentence {i}.", "Wrong.", [("got", f"{name}{i}")], function=name)
        for i, name in enumerate("aaaabbcc")
    ]
    standings = {k.id: Standing(Verdict.WRONG, 1, 9) for k in curriculum.load(ROOT)}
    text = rendered(Page(curriculum.load(ROOT), standings, {kata.id: findings}, "en").lines(), 80, False)
    assert all(f"got  {name}" in text for name in ("a0", "b4", "c6")) and "got  a1" not in text
