"""`elsewhere("numpy")`: the same subject on another backend, for whoever is judged."""

import pytest

from dojo import mistake, subject
from dojo.subject import Subject

CURRICULUM = """
[[kata]]
id = "k01_place"
section = "1"
title = { en = "Place", ko = "곳" }
functions = ["place"]
backends = ["jax", "numpy", "nosuch"]
"""
PLACE = "import os\n\ndef place():\n    return {}\n"
RIGHT, STUB = PLACE.format('os.environ["KERAS_BACKEND"]'), "def place():\n    raise NotImplementedError\n"
TESTS = '''
import pytest
from judge.check import check


def test_place_here(kata):
    """It is on JAX or NumPy.
    JAX나 NumPy에 있습니다."""
    assert kata.place() in ("jax", "numpy")


@pytest.mark.parametrize("other", ["numpy", "nosuch"])
def test_place_elsewhere(kata, elsewhere, other):
    """There it is elsewhere.
    그곳에서는 다른 곳에 있습니다."""
    check(elsewhere(other).place(), other)
'''
MISTAKES = """
import os

from dojo.mistake import mistake


@mistake("place", caught_by="test_place_elsewhere", en="Is it always jax?", ko="항상 jax인가요?")
def always_jax():
    return "jax"


@mistake("place", caught_by="test_place_here", backend="numpy", en="Numpy?", ko="넘파이인가요?")
def lost_on_numpy():
    return "jax" if os.environ["KERAS_BACKEND"] == "jax" else "lost"


@mistake("place", caught_by="test_place_here", backend="nosuch", en="Where?", ko="어디인가요?")
def lost_where_nobody_is():
    return "lost"
"""


@pytest.fixture
def places(project):
    """The example project with one kata that runs on backends; two of them are always there."""
    project.write("dojo/curriculum.toml", CURRICULUM)
    for name in ("k01_double", "k02_greet"):
        (project.root / "tests" / f"test_{name}.py").unlink()
        (project.root / "katas" / f"{name}.py").unlink()
    project.write("katas/k01_place.py", STUB)
    project.write("solutions/k01_place.py", RIGHT)
    project.write("solutions/mistakes/k01_place.py", MISTAKES)
    project.write("tests/test_k01_place.py", TESTS)
    return project


def test_a_solution_its_mistakes_and_the_stub_are_judged_elsewhere_too(places):
    said = places.pytest("--solutions", "-v", COLUMNS="200")
    assert said.code == 0 and said.has("test_place_elsewhere[jax-numpy] PASSED", "4 passed")
    for name in ("stub-numpy", "always_jax-numpy"):
        assert said.has(f"test_place_elsewhere[{name}] XFAIL")


def test_a_mistake_is_caught_on_the_backend_that_shows_it(places):
    said = places.pytest("--solutions", "-v", COLUMNS="200")
    assert said.has("test_place_here[lost_on_numpy] XFAIL", "test_place_here[lost_where_nobody_is] SKIPPED")


def test_a_backend_that_is_missing_is_blocked_with_its_line(places):
    places.write("katas/k01_place.py", RIGHT)
    said = places.pytest()
    assert said.code == 0 and said.has("nosuch: uv pip install -c constraints.txt -e '.[nosuch]'")
    assert said.has("1 of 1 done")


def test_a_mistake_that_shows_elsewhere_is_diagnosed(places):
    places.write("katas/k01_place.py", PLACE.format("'ja' + 'x'"))
    said = places.pytest()
    assert said.code == 1 and said.has("Is it always jax?")


def test_another_answer_elsewhere_is_not_taken_for_the_mistake(places):
    places.write("katas/k01_place.py", PLACE.format("'torch'"))
    said = places.pytest()
    assert said.code == 1 and not said.has("Is it always jax?")


def test_a_submission_is_taken_elsewhere(places):
    places.write("handed_in/k01_place.py", RIGHT)
    said = places.pytest("--submission=handed_in")
    assert said.code == 0 and said.has("1 of 1 done")


def test_two_warm_workers_of_one_kind_are_both_kept_and_ended(tmp_path):
    path = tmp_path / "k.py"
    path.write_text("import os\ndef pid(): return os.getpid()\n")
    warm = Subject(path, 5.0, env={"ELSEWHERE": str(tmp_path)}, warm=True)
    seen = []
    for _ in range(2):
        with subject.opened(warm) as one, subject.opened(warm) as other:
            seen.append({one.pid(), other.pid()})
    (lines,) = [kept for key, kept in subject._warm.items() if ("ELSEWHERE", str(tmp_path)) in key]
    assert len(seen[0]) == len(lines) == 2 and seen[0] == seen[1]
    for line in lines:
        line.end()
    assert all(line.ended for line in lines)
    del subject._warm[next(key for key in subject._warm if ("ELSEWHERE", str(tmp_path)) in key)]


def test_a_mistake_names_no_backend_unless_it_must(places):
    read = mistake.read(places.root / "solutions" / "mistakes" / "k01_place.py")
    assert [m.backend for m in read] == ["", "numpy", "nosuch"]
