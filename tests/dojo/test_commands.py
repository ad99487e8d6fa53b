"""The commands that help on the way, told by example projects."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from dojo import curriculum, stub, whole

ROOT = Path(__file__).parents[2]
GUIDE = """# k01 · Double

*Section 1, figure 1*

## Why

Because **two** is more than one.

## Your task

| function | what it does, in many words that need room |
|---|---|
| `double_and_this_is_a_long_name` | twice as much |

## Hints

### Hint 1

What is x and x?

### Hint 2

Which operator adds?

### Hint 3

It is `x + x`.

## Further reading

- Peano, *Arithmetices principia*.
"""
DONE = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n"
WRONG = "def double(x):\n    return x * x\n\n\ndef half(x):\n    return x / 2\n"


@pytest.fixture
def guided(project):
    """The example project with guides and a solution for its first kata."""
    for lang in ("en", "ko"):
        project.write(f"katas/guide/{lang}/k01_double.md", GUIDE)
    project.write("solutions/k01_double.py", DONE)
    return project


@pytest.fixture
def cloned(project):
    """The example project with a history: stubs first, then a wrong answer, never judged."""
    project.git("init")
    project.git("add", ".")
    project.git("commit", "-m", "stubs")
    project.write("katas/k01_double.py", WRONG)
    project.git("commit", "-am", "my first try")
    return project


def kept(project) -> list[str]:
    return sorted(path.name for path in project.root.glob("katas/*.kept-*.py"))


# -- list --------------------------------------------------------------------------------------


def test_list_tells_where_every_kata_stands(guided):
    guided.write("katas/k01_double.py", WRONG)
    guided.pytest()
    guided.dojo("hint")
    guided.dojo("solution", "--give-up")
    said = guided.dojo("list")
    assert said.has("✗ k01 Double not right yet tests 1/2", "katas/k01_double.py:1")
    assert said.has("hints 1 of 3 · given up on 20", "◦ k02 Greet not started katas/k02_greet.py:1")
    assert said.has("∙ k03 Later to come") and not said.has("katas/k03")
    assert said.last[:3] == ["dojo brief k01", "katas/k01_double.py:1", "next: k01 Double"]


def test_list_says_when_all_is_done(project):
    project.write("katas/k01_double.py", DONE)
    project.write("katas/k02_greet.py", 'def greet(name):\n    return f"hello {name}"\n')
    project.pytest()
    assert project.dojo("list").last[:2] == ["Every kata is done. Well done.", "2 of 2 done"]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("command", ["list", "brief", "doctor"])
def test_no_line_is_wider_than_the_terminal(guided, command, lang):
    said = guided.dojo(command, "--lang", lang, COLUMNS="60")
    lines = [line for line in said.text.splitlines() if "install" not in line]  # commands stay whole
    assert lines and all(cell_len(line) <= 60 for line in lines)
    assert "\x1b" not in said.text and "…" not in said.text  # no colour, nothing cut


def test_a_terminal_that_knows_only_ascii_is_no_obstacle(guided):
    said = guided.dojo("list", PYTHONIOENCODING="ascii")
    assert said.code == 0 and said.has("o k01 Double", ". k03 Later")
    assert guided.dojo("brief", PYTHONIOENCODING="ascii").has("Because two is more than one.")


# -- brief, hint -------------------------------------------------------------------------------


def test_brief_shows_why_and_the_task_and_no_hint(guided):
    said = guided.dojo("brief")
    assert said.has("k01 · Double", "Because two is more", "double_and_this_is_a_long_name")
    assert not said.has("What is x and x?") and not said.has("Peano")
    assert said.last[:3] == ["pytest -k k01", "dojo hint k01", "katas/k01_double.py:2"]


def test_a_table_too_wide_for_the_terminal_becomes_a_list(guided):
    guided.write(
        "katas/guide/en/k01_double.md", GUIDE.replace("function", "function_with_an_even_longer_name")
    )
    assert guided.dojo("brief", COLUMNS="40").has("words that need room: twice as much")


def test_hints_come_one_at_a_time(guided):
    assert guided.dojo("hint", "k01", "2").has("Hint 2 opens after hint 1: dojo hint k01")
    assert guided.dojo("hint", "k01").has("Hint 1 of 3", "What is x and x?")
    second = guided.dojo("hint", "k01")
    assert second.has("Hint 2 of 3 · k01 Double", "Which operator adds?") and not second.has("x + x")
    assert guided.dojo("hint", "k01", "1").has("Hint 1 of 3")  # once more
    assert guided.dojo("hint", "1", "2").has("Hint 2 of 3")  # of kata 1
    assert guided.dojo("hint", "k01").has("Hint 3 of 3", "It is x + x.")
    after = guided.dojo("hint", "k01")
    assert after.code == 0 and after.has("These were all 3 hints", "Peano")
    assert after.last[0] == "dojo solution k01 --give-up"


@pytest.mark.parametrize("level", ["4", "first"])
def test_a_hint_that_does_not_exist_is_said_kindly(guided, level):
    said = guided.dojo("hint", "k01", level)
    assert said.code == 1 and said.has(f"There is no hint {level}: a kata has the hints 1 to 3.")


def test_a_bare_number_before_a_level_is_a_kata(guided):
    assert guided.dojo("hint", "1", "1").has("Hint 1 of 3 · k01 Double")


@pytest.mark.parametrize(
    "damage",
    ["", '{"k01_double": 3}', '{"k01_double": {"hints": "x"}}', '{"k01_double": {"hints": 9}}'],
)
def test_a_record_that_cannot_be_read_is_forgotten(guided, damage):
    guided.write(".dojo/aid.json", damage)
    assert guided.dojo("hint").has("Hint 1 of 3")
    rows = json.loads((guided.root / ".dojo/aid.json").read_text("utf-8"))
    assert rows == {"k01_double": {"hints": 1, "gave_up": ""}}


def test_a_missing_guide_or_a_folder_that_cannot_be_written_is_no_traceback(guided):
    (guided.root / "katas/guide/ko/k01_double.md").unlink()
    guided.write(".dojo", "a file where a folder should be")
    for said in (guided.dojo("brief", "--lang", "ko"), guided.dojo("hint")):
        assert said.code == 1 and len(said.text.splitlines()) == 1
    assert guided.dojo("hint").has("nothing of yours was changed: .dojo")


# -- solution ----------------------------------------------------------------------------------


def test_the_solution_waits_for_a_pass(guided):
    said = guided.dojo("solution", "k01")
    assert said.code == 1 and said.has("opens once your tests pass", "dojo hint k01")
    assert said.last[0] == "To see it now all the same: dojo solution k01 --give-up"
    assert not (guided.root / ".dojo/aid.json").exists()


def test_after_a_pass_the_solution_is_a_diff_from_the_learner_s_file(guided):
    guided.write("katas/k01_double.py", DONE.replace("2 * x", "x + x"))
    guided.pytest()
    said = guided.dojo("solution", "k01", FORCE_COLOR="1", TERM="xterm")
    assert "\x1b[31m-    return x + x\x1b[0m" in said.text and "\x1b[32m+    return 2 * x\x1b[0m" in said.text
    assert guided.dojo("solution", "k01").last[0] == "solutions/k01_double.py"
    guided.write("katas/k01_double.py", DONE)  # changed since, and passed all the same
    assert guided.dojo("solution", "k01").has("the same, line for line")
    assert not guided.dojo("list").has("given up")


def test_giving_up_is_recorded_and_opens_the_solution_for_good(guided):
    assert guided.dojo("solution", "--give-up").has("- raise NotImplementedError", "+ return 2 * x")
    assert guided.dojo("solution", "k01").code == 0
    guided.dojo("hint", "k01")
    row = json.loads((guided.root / ".dojo/aid.json").read_text("utf-8"))["k01_double"]
    assert row["hints"] == 1 and len(row["gave_up"]) == len("2026-11-23")


def test_a_copy_without_solutions_says_so(project):
    said = project.dojo("solution", "k01", "--give-up")
    assert said.code == 1 and said.has("solutions/k01_double.py is not here")
    assert not (project.root / ".dojo/aid.json").exists()


# -- reset -------------------------------------------------------------------------------------


def test_reset_brings_the_stub_back_and_keeps_what_was_written(cloned):
    stub_ = subprocess.run(
        ["git", "show", "HEAD~1:katas/k01_double.py"], cwd=cloned.root, capture_output=True
    ).stdout
    said = cloned.dojo("reset", "k01")
    assert said.has("What you wrote is kept in katas/k01_double.kept-1.py", "The stub is back")
    assert said.last[0] == "katas/k01_double.py:2"
    assert (cloned.root / "katas/k01_double.py").read_bytes() == stub_
    assert (cloned.root / "katas/k01_double.kept-1.py").read_text("utf-8") == WRONG
    again = cloned.dojo("reset", "k01")
    assert again.code == 0 and again.has("Nothing to do") and kept(cloned) == ["k01_double.kept-1.py"]
    cloned.write("katas/k01_double.py", DONE)
    cloned.dojo("reset", "k01")
    assert kept(cloned) == ["k01_double.kept-1.py", "k01_double.kept-2.py"]
    assert cloned.pytest().has("0 of 2 done")


def test_reset_brings_a_deleted_file_back_and_frees_one_that_does_not_import(cloned):
    (cloned.root / "katas/k01_double.py").unlink()
    assert cloned.dojo("reset", "k01").has("The stub is back") and kept(cloned) == []
    cloned.write("katas/k01_double.py", b"\xff\0 def")
    cloned.dojo("reset", "k01")
    assert (cloned.root / "katas/k01_double.kept-1.py").read_bytes() == b"\xff\0 def"


@pytest.mark.parametrize(
    ("env", "words"), [({}, "holds no stub"), ({"PATH": "/nowhere"}, "git is not installed here")]
)
def test_without_a_stub_in_its_history_reset_changes_nothing(project, env, words):
    project.write("katas/k01_double.py", WRONG)
    project.git("init")
    project.git("add", ".")
    project.git("commit", "-m", "a copy of somebody's work")
    said = project.dojo("reset", "k01", **env)
    assert said.code == 1 and said.has("Nothing was changed", words)
    assert (project.root / "katas/k01_double.py").read_text("utf-8") == WRONG and kept(project) == []


@pytest.mark.parametrize("moment", [(whole, "flushed"), (whole.os, "fsync"), (Path, "replace")])
def test_interrupted_at_any_moment_reset_has_lost_nothing(cloned, monkeypatch, moment):
    def interrupt(*_):
        raise KeyboardInterrupt

    kata = curriculum.load(cloned.root)[0]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(*moment, interrupt)
        stub.reset(kata)
    assert kata.path.read_text("utf-8") == WRONG
    assert [path for path in kata.folder.iterdir() if path.name.startswith(".")] == []


# -- new ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """This repository in a folder of its own, stubs from the solutions' side left as they are."""
    root = tmp_path_factory.mktemp("copy")
    names = ("dojo", "katas", "solutions", "tests", "conftest.py", "pyproject.toml")
    for name in names:
        source, ignore = ROOT / name, shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, root / name, ignore=ignore) if source.is_dir() else shutil.copy(source, root)
    return root


def run(copy: Path, *command: str) -> str:
    env = {"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-m", *command], cwd=copy, env=env, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_a_new_kata_runs_but_does_not_count_as_complete(copy):
    number = f"k{len(curriculum.load(copy)) + 1:02}"
    said = run(copy, "dojo", "new", f"{number}_new_idea")
    assert said.splitlines()[-1] == f"pytest --solutions -k {number}"
    parts = [line for line in said.splitlines() if f"{number}_new_idea" in line]
    assert len(parts) == 7 and all((copy / part).is_file() for part in parts)
    files = ("tests/dojo/test_katas.py", f"tests/test_{number}_new_idea.py")
    judged = run(copy, "pytest", "--solutions", "-q", "-p", "no:cacheprovider", *files)
    failed = {line.partition("::")[2] for line in judged.splitlines() if line.startswith(("FAILED", "ERROR"))}
    assert failed == {
        f"test_nothing_is_left_to_write[{number}_new_idea]",
        f"test_there_are_mistakes_and_each_names_a_test_and_a_function[{number}_new_idea]",
    }
    assert "2 xfailed" in judged  # its stub and its mistake
    assert run(copy, "dojo", "fig", number).endswith(f"\nfigures/{number}_new_idea.png\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("k01_again", "does not have the next free number, which is k04"),
        ("k04-dash", "is not a kata's name"),
        ("k04_", "is not a kata's name"),
        ("../k04_up", "is not a kata's name"),
    ],
)
def test_a_bad_name_lays_out_nothing(project, name, words):
    before = sorted(project.root.rglob("*"))
    said = project.dojo("new", name)
    assert said.code == 1 and said.has(words) and sorted(project.root.rglob("*")) == before


def test_new_overwrites_nothing_and_leaves_nothing_half_laid_out(project):
    project.write("tests/test_k04_idea.py", "mine")
    rows = (project.root / "dojo/curriculum.toml").read_text("utf-8")
    said = project.dojo("new", "k04_idea")
    assert said.code == 1 and said.has("tests/test_k04_idea.py: File exists")
    assert (project.root / "tests/test_k04_idea.py").read_text("utf-8") == "mine"
    assert not (project.root / "katas/k04_idea.py").exists()
    assert (project.root / "dojo/curriculum.toml").read_text("utf-8") == rows


# -- all of them -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_help_is_in_the_learner_s_language(project, lang):
    page = project.dojo("--lang", lang, "--help")
    assert page.has("사용법:" if lang == "ko" else "Usage:") and "..." not in page.text.partition("\n")[2]
    assert ("보기" if lang == "ko" else "show this help") in project.dojo("hint", "-h", "--lang", lang).text
    missing = project.dojo("lst", "--lang", lang)
    assert missing.code == 1 and missing.has("lst", "list, ") and not missing.has("Error")


@pytest.mark.parametrize("command", ["grade", "handout", "new"])
def test_a_command_that_needs_to_be_told_something_explains_itself(project, command):
    assert project.dojo(command).text.startswith(project.dojo(command, "--help").text.rstrip())


def test_outside_a_clone_a_command_says_so(project):
    shutil.rmtree(project.root / "katas")
    for command in ("list", "hint", "doctor"):
        said = project.dojo(command)
        assert said.code == 1 and said.has("not inside a clone")


def test_the_shell_completes_names_and_says_nothing_outside_a_clone(project, tmp_path_factory):
    asked = {"_DOJO_COMPLETE": "bash_complete", "COMP_WORDS": "dojo hint gr", "COMP_CWORD": "2"}
    assert project.dojo(**asked).text == "plain,k02_greet\n"
    project.root = tmp_path_factory.mktemp("elsewhere")
    assert project.dojo(**asked).text == "\n"
