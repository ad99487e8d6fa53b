"""What a learner is told of the cause: the known mistake that behaves as the code does, or nothing."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from judge import cause
from judge.check import check

from dojo import curriculum, diagnosis, mistake
from dojo.fault import Wrong
from dojo.finding import Finding
from dojo.mistake import Mistake

ROOT = Path(__file__).parents[2]
MISTAKES = """
import numpy as np

from dojo.mistake import mistake


@mistake(
    "double",
    caught_by="test_double_of_a_hand_example",
    en="Twice x, or x times x?",
    ko="x의 두 배인가요, x의 제곱인가요?",
)
def squared(x):
    return x * x


@mistake(
    "double",
    caught_by="test_double_of_a_hand_example",
    en="Is the last one forgotten?",
    ko="마지막 것을 빠뜨리지 않았나요?",
)
def last_one_left_as_it_is(x):
    y = x.copy()
    y[:-1] *= 2
    return y


@mistake(
    "half",
    caught_by="test_half_of_a_hand_example",
    en="Which of / and // keeps the fraction?",
    ko="/와 // 중 소수점 아래를 남기는 것은 무엇인가요?",
)
def floored(x):
    return x // 2
"""
HALF = "\n\ndef half(x):\n    return x / 2\n"


@pytest.fixture
def known(project):
    """The example repository with known mistakes; there are no solutions in it."""
    project.write("solutions/mistakes/k01_double.py", MISTAKES)
    return project


@pytest.mark.parametrize("way", [(), ("--submission=.",)], ids=["here", "in a worker"])
def test_a_known_mistake_in_other_words_is_named_as_a_question(known, way):
    known.write("katas/k01_double.py", "def double(x):\n    return [item**2 for item in x]\n" + HALF)
    assert known.pytest(*way).has("cause? Twice x, or x times x?", "stuck? dojo hint k01")
    assert known.pytest(*way, "--lang", "ko").has(
        "혹시 x의 두 배인가요, x의 제곱인가요?", "힌트 dojo hint k01"
    )


def test_an_unknown_mistake_is_not_guessed_at(known):
    known.write("katas/k01_double.py", "def double(x):\n    return x + 3\n" + HALF)
    run = known.pytest()
    assert run.has("k01 Double – not right yet") and not run.has("cause?")


def test_two_that_fit_equally_are_both_said(known):
    tests = known.root / "tests/test_k01_double.py"
    # on 2 and 5 both known mistakes of double give 4 and 5
    tests.write_text(
        tests.read_text().replace("[1.0, 2.0]", "[2.0, 1.0]").replace("[2.0, 4.0]", "[4.0, 2.0]")
    )
    known.write("katas/k01_double.py", "def double(x):\n    return x * x\n" + HALF)
    assert known.pytest().has("cause? Twice x, or x times x? Is the last one forgotten?")


def test_a_right_function_is_not_blamed_for_what_it_is_given(known):
    tests = known.root / "tests/test_k01_double.py"
    tests.write_text(
        tests.read_text()
        + '''

def test_half_of_the_double(kata):
    """Half of twice (1, 3) is (1, 3).
    (1, 3)의 두 배의 절반은 (1, 3)입니다."""
    check(kata.half(kata.double(np.array([1.0, 3.0]))), np.array([1.0, 3.0]))
'''
    )
    known.write("katas/k01_double.py", "def double(x):\n    return 2 * x + 2\n" + HALF)
    assert not known.pytest().has("Which of / and //")


def test_what_is_given_finished_is_not_the_place_to_look(known):
    tests = known.root / "tests/test_k01_double.py"
    tests.write_text(tests.read_text().replace("kata.half(", "kata.shared("))
    given = "\n\ndef shared(x):\n    return half(x)\n"
    known.write(
        "katas/k01_double.py",
        "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x // 2\n" + given,
    )
    run = known.pytest()
    assert run.last[1] == "katas/k01_double.py:5" and run.has("call shared([1.0, 3.0])", "Which of / and //")


@pytest.mark.parametrize(("line", "named"), [("x.scaled(2)", True), ("x[5]", False)])
def test_an_error_is_diagnosed_like_a_value(known, line, named):
    known.write("solutions/mistakes/k01_double.py", MISTAKES.replace("return x * x", "return x.twice()"))
    known.write("katas/k01_double.py", f"def double(x):\n    return {line}\n{HALF}")
    assert known.pytest().has("cause? Twice x, or x times x?") == named  # AttributeError, IndexError


@pytest.mark.parametrize("name", ["squares_over_examples_only", "clipped_probabilities", "always_float64"])
def test_a_mistake_of_k08_is_its_own_diagnosis_in_a_copy_without_solutions(project, name):
    kata = curriculum.named(curriculum.load(ROOT), "k08")[0]
    wrong = next(m for m in mistake.read(kata.mistakes) if m.name == name)
    for part in (kata.tests, kata.mistakes):
        target = project.root / part.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(part, target)
    shutil.copy(ROOT / "dojo" / "curriculum.toml", project.root / "dojo")
    learner = kata.solution.read_text("utf-8") + "\n\n" + kata.mistakes.read_text("utf-8")
    project.write(f"katas/{kata.path.name}", f"{learner}\n\n{wrong.replaces} = {wrong.name}\n")
    assert project.pytest("-k", "k08").has(wrong.en)


def found(test: str, *suspects: str) -> Finding:
    return Finding("wrong", test, "wrong", test=test, function="f", suspects=list(suspects))


def named(name: str, test: str) -> Mistake:
    return Mistake(name, "f", test, f"{name}?", f"{name}?")


def test_a_mistake_whose_own_test_has_passed_is_not_there():
    known = [named("a", "test_1"), named("b", "test_2")]
    chosen = diagnosis.choose([found("test_1", "a", "b")], ["test_2"], known)
    assert chosen == {0: [known[0]]}


def test_a_mistake_that_its_own_test_has_not_shown_is_not_there():
    known = [named("a", "test_1"), named("b", "test_2")]
    chosen = diagnosis.choose([found("test_1", "a", "b"), found("test_2", "a")], [], known)
    assert chosen == {0: [known[0]]}


def test_a_mistake_that_leaves_the_first_finding_unexplained_is_not_named():
    known = [named("a", "test_2")]
    assert diagnosis.choose([found("test_1"), found("test_2", "a")], [], known) == {}


def test_of_several_the_one_that_explains_most_is_said_and_only_once():
    known = [named("a", "test_1"), named("b", "test_1")]
    findings = [found("test_1", "a", "b"), found("test_2", "b"), found("test_3"), found("test_4", "b")]
    assert diagnosis.choose(findings, [], known) == {0: [known[1]]}


def test_more_than_two_that_fit_equally_say_nothing():
    known = [named(name, "test_1") for name in "abc"]
    assert diagnosis.choose([found("test_1", "a", "b", "c")], [], known) == {}


@pytest.mark.parametrize(
    ("got", "expected", "key"),
    [
        (np.array([[1.0, 4], [2, 5], [3, 6]]), np.array([[1.0, 2, 3], [4, 5, 6]]), "cause.transposed"),
        (np.array([3.0, 2, 1]), np.array([1.0, 2, 3]), "cause.reversed"),
        (-np.array([1.0, 2, 4]), np.array([1.0, 2, 4]), "cause.sign"),
        (7 * np.array([1.0, 2, 4]), np.array([1.0, 2, 4]), "cause.sum"),
        (np.array([1.0, 2, 4]) / 7, np.array([1.0, 2, 4]), "cause.mean"),
        (2 * np.array([1.0, 2, 4]), np.array([1.0, 2, 4]), "cause.factor"),
        (np.rad2deg([1.0, 2, 4]), np.array([1.0, 2, 4]), "cause.degrees"),
        (np.log2([3.0, 2, 4]), np.log([3.0, 2, 4]), "cause.base"),
        (np.array(np.log10(5)), np.log(np.array(5.0)), "cause.base"),
        (np.ones((7, 7)), np.ones(7), "cause.broadcast"),
        (np.ones((7, 1)), np.ones(7), "cause.axis_of_one"),
        (np.ones(7), np.array(1.0), "cause.not_reduced"),
        (np.array([1.0, 2, 4]) + 1e-5, np.array([1.0, 2, 4]), "cause.tiny"),
        (np.array([1.0, 3, 4]), np.array([1.0, 2, 4]), None),
        (np.array(3.3), np.array(2.0), None),
        (np.array(-50.8), np.array(0.2), None),
        (np.array(14.0), np.array(2.0), "cause.sum"),
        (np.ones(5), np.ones(7), None),
    ],
)
def test_what_the_values_give_away_is_said_in_general_words(got, expected, key):
    inputs = [np.zeros((7, 3))]
    if got.shape == expected.shape:
        told = cause.of_value(got, expected, 1e-7, 1e-12, inputs)
    else:
        told = cause.of_shape(got, expected, 1e-7, 1e-12)
    assert (told and told[0]) == key
    with pytest.raises(Wrong):
        check(got, expected)
