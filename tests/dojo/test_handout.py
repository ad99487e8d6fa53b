"""What learners are handed: everything works in it, and nothing of a solution is in it."""

import ast
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path
from zipfile import ZipFile

import pytest
from judge.sandboxed import sandboxed
from leak import leaks

from conftest import GREET_STUB, STUB, Result
from dojo import curriculum, handout, mistake, readme
from dojo.bare import bare
from dojo.cli import app

ROOT = Path(__file__).parents[2]
KATAS = curriculum.load(ROOT)
BUILT = [kata for kata in KATAS if kata.built]
WRONG = "def double(x):\n    return x * x\n\n\ndef half(x):\n    return x / 2\n"
# finished by design: what a kata needs of an earlier one its stub gives, and k20 takes softmax for known
GIVEN = {
    ("katas/k10_backprop.py", "k07 dense"),
    ("katas/k10_backprop.py", "k07 relu"),
    ("katas/figure/k20_next_token.py", "k07 softmax"),
    ("tests/test_k20_next_token.py", "k07 softmax"),
}


def run(folder: Path, *command: str, **env: str) -> Result:
    """A command in a hand-out, with the packages of this environment and its own dojo."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "LC_", "LANG", "GIT_"))}
    settings = {"COLUMNS": "80", "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env=clean | settings | env, capture_output=True, encoding="utf-8", timeout=300
    )
    return Result(done.returncode, done.stdout + done.stderr)


def python(folder: Path, *command: str) -> Result:
    return run(folder, sys.executable, "-m", *command)


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def content(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A hand-out of this clone."""
    folder = tmp_path_factory.mktemp("class") / "katas"
    handout.make(ROOT, KATAS, folder, zipped=True)
    return folder


@pytest.fixture
def small(project):
    """The example project with a history, a solution, and katas that the instructor has solved since."""
    project.write("solutions/k01_double.py", "def double(x):\n    return 2 * x\n")
    project.write("tests/dojo/test_harness.py", "")
    project.write("CONTRIBUTING.md", "")
    project.git("init")
    project.git("add", ".")
    project.git("commit", "-m", "stubs")
    project.write("katas/k01_double.py", WRONG)
    project.git("commit", "-am", "solved in front of the class")
    project.write("katas/k02_greet.py", "def greet(name):\n    return f'hello {name}'\n")
    return project


# -- nothing of a solution ---------------------------------------------------------------------


def test_no_file_holds_what_is_left_to_write(copy):
    assert leaks(content(copy), BUILT) == GIVEN


PLANTED = {
    "as it is": "def f(given, image):\n    return given.predict(image)\n",
    "renamed": 'def g(a, b):\n    """Other words."""\n    return a.predict(b)\n',
    "a method": "class A:\n    def f(given: int, image: int) -> int:\n        return given.predict(image)\n",
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_solution_is_found_by_its_tree(project, planted):
    project.write("solutions/k02_greet.py", "def greet(model, images):\n    return model.predict(images)\n")
    greet = curriculum.load(project.root)[1]
    assert leaks({"dojo/x.py": planted.encode()}, [greet]) == {("dojo/x.py", "k02 greet")}
    assert not leaks({"dojo/x.py": planted.replace("predict", "fit").encode()}, [greet])


def test_planted_lines_are_found_in_prose(project):
    lines = ["a = name.strip()", "b = a.title()", "if b:", "    a = b", "return f'hello {a}'"]
    project.write("solutions/k02_greet.py", "def greet(name):\n" + "".join(f"    {x}\n" for x in lines))
    greet = curriculum.load(project.root)[1]
    prose = "Try this:\n\n" + "\n".join(f"        {line}" for line in lines)
    assert leaks({"notes.md": prose.encode()}, [greet]) == {("notes.md", "k02 greet")}
    assert not leaks({"notes.md": prose.replace("        if", "    if").encode()}, [greet])


def test_no_object_of_its_git_is_one_of_a_solution(copy):
    raw = git(
        ROOT, "log", "--all", "--format=", "--raw", "--no-abbrev", "--no-renames", "--", "solutions/k*.py"
    )
    solutions = {line.split()[3] for line in raw.splitlines()} - {"0" * 40}
    solutions |= {git(ROOT, "hash-object", str(kata.solution)).strip() for kata in BUILT}
    objects = git(copy, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    blobs = {line.split()[0] for line in objects.splitlines() if line.endswith("blob")}
    assert len(solutions) >= len(BUILT) and len(blobs) > len(BUILT)
    assert not solutions & blobs
    assert objects.count("commit") == 1 and not git(copy, "remote")
    assert git(copy, "branch", "--all").split() == ["*", "main"] and not git(copy, "status", "--porcelain")


def test_an_instructor_who_has_solved_katas_gives_none_of_it_away(small, tmp_path):
    out = tmp_path / "new" / "class"
    assert small.dojo("handout", str(out)).code == 0
    assert (out / "katas/k01_double.py").read_text() == STUB
    assert (out / "katas/k02_greet.py").read_text() == GREET_STUB
    left_out = ("solutions", "tests/dojo", "CONTRIBUTING.md", ".dojo")
    assert not [name for name in left_out if (out / name).exists()]
    assert "hello" not in git(out, "log", "--all", "-p", "--", "katas")


@pytest.mark.parametrize("kata", BUILT, ids=lambda kata: kata.id)
def test_of_the_mistakes_only_what_diagnosis_needs_is_handed_out(kata, tmp_path):
    source, stripped = kata.mistakes.read_text("utf-8"), tmp_path / "mistakes.py"
    stripped.write_text(bare(source), "utf-8")
    assert mistake.read(stripped) == mistake.read(kata.mistakes)
    tokens = tokenize.generate_tokens(io.StringIO(stripped.read_text("utf-8")).readline)
    assert not [token for token in tokens if token.type == tokenize.COMMENT]
    after = {node.name: node for node in ast.parse(stripped.read_text("utf-8")).body if hasattr(node, "name")}
    for node in ast.parse(source).body:
        if hasattr(node, "decorator_list") and node.decorator_list and ast.get_docstring(node) is None:
            assert ast.unparse(after[node.name]) == ast.unparse(node)
    assert not [name for name, node in after.items() if ast.get_docstring(node) is not None]


def test_what_no_mistake_uses_is_left_out():
    source = '''"""Words."""
import os
import numpy as np

SCALE, LEFT = 2, 3  # how much

def right(x):
    return x + x

def helper(x):
    """Used."""
    return SCALE * np.abs(x)

@mistake("double", caught_by="t", en="?", ko="?")
def wrong(x):
    return helper(x)
'''
    kept = bare(source)
    assert all(word in kept for word in ("import numpy", "SCALE", "def helper", "def wrong"))
    assert not [word for word in ("Words", "Used", "import os", "right", "how much") if word in kept]


# -- it works ----------------------------------------------------------------------------------


def test_the_newcomer_s_line_ends_with_the_map_and_no_warning(copy):
    said = python(copy, "pytest", "-W", "error", "-p", "no:cacheprovider")
    assert said.code == 5 and said.has(f"0 of {len(BUILT)} done", "Welcome!")
    assert (
        said.last[:2] == ["pytest -k k01", f"katas/k01_symbolic_rules.py:{BUILT[0].line}"] or BUILT[0].started
    )
    assert not re.search("warning|error", said.text, re.IGNORECASE)


def test_a_solved_kata_passes_and_no_solution_is_offered(copy):
    kata = next(kata for kata in BUILT if kata.number == "k09")
    place = copy / "katas" / kata.path.name
    stub = place.read_bytes()
    try:
        place.write_bytes(kata.solution.read_bytes())
        said = python(copy, "pytest", "-k", "k09", "-p", "no:cacheprovider")
    finally:
        place.write_bytes(stub)
    assert said.code == 0 and said.has("k09 Gradient step – done", "dojo fig k09")
    assert not said.has("dojo solution")


def test_a_known_mistake_is_still_named(copy):
    kata = next(kata for kata in BUILT if kata.number == "k09")
    wrong = mistake.read(kata.mistakes)[0]
    place = copy / "katas" / kata.path.name
    stub = place.read_bytes()
    mistakes = (copy / "solutions" / "mistakes" / kata.path.name).read_text("utf-8")
    try:
        place.write_text(
            f"{kata.solution.read_text('utf-8')}\n\n{mistakes}\n\n{wrong.replaces} = {wrong.name}\n"
        )
        said = python(copy, "pytest", "-k", "k09", "-p", "no:cacheprovider")
    finally:
        place.write_bytes(stub)
    assert said.code == 1 and said.has(wrong.en)


@pytest.mark.parametrize("command", ["list", "brief k08", "hint k08", "reset k08", "doctor", "fig --help"])
def test_the_commands_work(copy, command):
    said = python(copy, "dojo", *command.split())
    assert said.code == 0 and "Traceback" not in said.text


def test_that_there_are_no_solutions_is_one_sentence(copy):
    said = python(copy, "pytest", "--solutions")
    assert said.code == 4 and said.text.strip().startswith(
        "ERROR: There is nothing to judge with --solutions"
    )
    assert len(said.last) == 1
    said = python(copy, "dojo", "solution", "k08", "--give-up")
    assert said.code == 1 and said.has("solutions/k08_loss.py is not here") and len(said.last) == 1


def test_after_the_last_hint_no_solution_is_offered(copy):
    for _ in range(3):
        python(copy, "dojo", "hint", "k07")
    said = python(copy, "dojo", "hint", "k07")
    assert said.has("These were all 3 hints") and "solution" not in said.text


# -- its READMEs -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", readme.FILES)
def test_the_readme_is_true(copy, lang):
    text = (copy / readme.FILES[lang]).read_text("utf-8")
    ours = (ROOT / readme.FILES[lang]).read_text("utf-8")
    installs = [line for line in text.splitlines() if "constraints.txt" in line]
    assert len(installs) == 5 and all(line in ours for line in installs)
    assert readme.table(BUILT, lang) in text and "$" not in text
    commands = set(re.findall(r"`dojo (\w+)", text))
    assert commands and commands <= set(app.commands) - {"solution", "new", "handout", "grade"}
    links = [link for link in re.findall(r"\]\(([^)]*)\)", text) if "://" not in link]
    assert links and not [link for link in links if not (copy / link).exists()]
    assert all(
        f"`dojo {name}`" in text for name in ("watch", "brief", "hint", "fig", "list", "reset", "doctor")
    )


# -- where it is put ---------------------------------------------------------------------------


def test_nothing_is_ever_overwritten(small, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").write_text("mine")
    for place in (full, full / "mine"):
        said = small.dojo("handout", str(place))
        assert said.code == 1 and said.has("Nothing was written", "is there already")
    (tmp_path / "new-autograder.zip").write_text("mine")
    assert small.dojo("handout", str(tmp_path / "new"), "--gradescope").code == 1
    assert (full / "mine").read_text() == (tmp_path / "new-autograder.zip").read_text() == "mine"
    assert not (tmp_path / "new").exists()


def test_an_empty_folder_will_do_and_its_commit_is_the_instructor_s(small, tmp_path):
    small.git("config", "user.name", "Grace")
    small.git("config", "user.email", "grace@example.org")
    (tmp_path / "empty").mkdir()
    assert small.dojo("handout", str(tmp_path / "empty")).code == 0
    assert git(tmp_path / "empty", "log", "--format=%an %ae %cn").strip() == "Grace grace@example.org Grace"


def test_two_copies_of_one_clone_are_the_same_to_the_byte(small, tmp_path):
    for name in ("a", "b"):
        # nobody's name is known, and nothing of this machine gets in
        said = small.dojo("handout", str(tmp_path / name), "--gradescope", HOME=str(tmp_path))
        assert said.code == 0
    assert git(tmp_path / "a", "log", "--format=%H %an") == git(tmp_path / "b", "log", "--format=%H %an")
    assert "Deep learning katas" in git(tmp_path / "a", "log", "--format=%an")
    zips = [(tmp_path / f"{name}-autograder.zip").read_bytes() for name in ("a", "b")]
    assert zips[0] == zips[1]


def test_a_folder_without_history_is_told_so(project, tmp_path):
    said = project.dojo("handout", str(tmp_path / "new"), GIT_CEILING_DIRECTORIES="/")
    assert said.code == 1 and said.has("Nothing was written", "no history")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://github.com/ada/katas.git", "ada/katas"),
        ("https://token@github.com/ada/deep.katas", "ada/deep.katas"),
        ("git@github.com:ada/katas.git", "ada/katas"),
        ("ssh://git@github.com/ada/katas", "ada/katas"),
        ("https://notgithub.com/ada/katas", None),
        ("https://git.example.org/github.com/ada/katas", None),
        ("/home/ada/katas", None),
    ],
)
def test_pushes_are_graded_by_the_repository_that_the_clone_is_of(small, tmp_path, url, source):
    small.git("remote", "add", "origin", url)
    said = small.dojo("handout", str(tmp_path / "new"))
    text = (tmp_path / "new/.github/workflows/grade.yml").read_text()
    assert f"uses: {source or 'OWNER/REPOSITORY'}/.github/workflows/grade.yml@main" in text
    assert said.has("yours to edit") == (source is None)
    assert "token" not in text


# -- workflows ---------------------------------------------------------------------------------


def test_the_jobs_that_run_learners_code_have_no_secret_and_every_action_is_pinned():
    paths = [*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob(".github/actions/*/*.yml")]
    assert len(paths) == 3
    for path in paths:
        text = path.read_text("utf-8")
        for action in re.findall(r"uses: (\S+)", re.sub(r"(?m)^ *#.*", "", text)):
            assert re.fullmatch(r"\./\.github/actions/grade|actions/[\w-]+@[0-9a-f]{40}", action)
        assert "workflows" not in path.parts or "\npermissions: {}\n" in text
        if "\njobs:\n" in text:
            job = text.partition("\n  grade:\n")[2]
            assert "\n    permissions: {}\n" in job and "secrets" not in job and "token" not in job.lower()
            assert text.count("timeout-minutes:") == 2 and "\nconcurrency:\n" in text
        assert text.count("persist-credentials: false") == text.count("actions/checkout@")


# -- graded ------------------------------------------------------------------------------------


def solve(folder: Path, *numbers: str) -> None:
    for kata in BUILT:
        if kata.number in numbers:
            shutil.copy(kata.solution, folder / "katas" / kata.path.name)


def forge(folder: Path) -> None:
    """What a learner may put beside the katas, in the hope that somebody believes it."""
    for name, text in {
        ".github/workflows/grade.yml": "on: push\njobs: {grade: {steps: [{run: echo 18/18}]}}\n",
        "grades/journal.jsonl": '{"version": 1, "result": {"name": "forged", "state": "passed"}}\n',
        "grades/forged/results.json": '{"version": 3, "status": "pass", "tests": []}\n',
        "results.json": '{"version": 3, "status": "pass", "tests": []}\n',
        "dojo/curriculum.toml": "",
        "tests/test_k08_loss.py": "def test_nothing(kata): pass\n",
        "conftest.py": "import os\nos._exit(0)\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "tag", "-a", "v1.0", "-m", "18/18")


@sandboxed
def test_a_solved_hand_out_gets_full_points_and_a_forged_one_none(copy, tmp_path):
    for name in ("solved", "forged"):
        shutil.copytree(copy, tmp_path / "class" / name, symlinks=True)
        forge(tmp_path / "class" / name)
    solve(tmp_path / "class" / "solved", "k08", "k09")
    said = python(
        ROOT, "dojo", "grade", f"{tmp_path}/class", "--katas", "k08,k09", "--out", f"{tmp_path}/out"
    )
    assert said.code == 0, said.text
    text = (tmp_path / "out/grades.csv").read_text("utf-8-sig")
    rows = {row["name"]: row for row in csv.DictReader(text.splitlines())}
    assert rows["solved"]["state"] == "passed" and rows["solved"]["earned"] == rows["solved"]["points"]
    assert rows["forged"]["earned"] == "0" and rows["forged"]["points"] == rows["solved"]["points"]


# -- Gradescope --------------------------------------------------------------------------------


@pytest.fixture
def container(copy, tmp_path) -> Path:
    """/autograder as Gradescope lays it out, from the zip, with a submission; apt, pip and dojo stand in."""
    home = tmp_path / "autograder"
    with ZipFile(copy.with_name("katas-autograder.zip")) as file:
        file.extractall(home / "source")
        for entry in file.infolist():
            (home / "source" / entry.filename).chmod(entry.external_attr >> 16)
    (home / "run_autograder").symlink_to(home / "source" / "run_autograder")
    (home / "submission").mkdir()
    return home


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def graded(home: Path, dojo: str, **env: str) -> tuple[Result, dict]:
    """What run_autograder prints and leaves, where `dojo` does this."""
    script(home / "source/venv/bin/dojo", dojo)
    said = run(home, str(home / "run_autograder"), AUTOGRADER=str(home), **env)
    return said, json.loads((home / "results/results.json").read_text("utf-8"))


def test_the_zip_has_two_scripts_at_its_root_and_a_clone_without_solutions(copy):
    with ZipFile(copy.with_name("katas-autograder.zip")) as file:
        names, entries = file.namelist(), {entry.filename: entry for entry in file.infolist()}
    assert names == sorted(names) and {"setup.sh", "run_autograder"} < set(names)
    assert all(entries[name].external_attr >> 16 == 0o100755 for name in ("setup.sh", "run_autograder"))
    assert not (copy / "INSTRUCTORS.md").exists() and not (copy / "INSTRUCTORS.ko.md").exists()
    inside = {name.removeprefix("repository/") for name in names if name.startswith("repository/")}
    assert inside == set(content(copy)) - {n for n in content(copy) if "__pycache__" in n or ".dojo" in n}
    assert len(inside) == len(names) - 2 and "tests/test_k08_loss.py" in inside
    assert not [name for name in inside if re.match(r"solutions/[^/]+$|tests/dojo/", name)]


def test_setup_installs_the_sandbox_and_the_clone_with_a_python_that_is_new_enough(container, tmp_path):
    log, tools = tmp_path / "log", tmp_path / "tools"
    script(tools / "apt-get", f'echo "apt-get $*" >> {log}')
    script(tools / "python3", "exit 1")  # too old
    make = f'mkdir -p "$3/bin"; printf \'#!/bin/sh\\necho "pip $PWD $*" >> {log}\\n\' > "$3/bin/pip"'
    script(tools / "python3.11", f'echo "python3.11 $*" >> {log}; {make}; chmod +x "$3/bin/pip"')
    path = f"{tools}:{os.environ['PATH']}"
    said = run(container, "bash", str(container / "source/setup.sh"), AUTOGRADER=str(container), PATH=path)
    assert said.code == 0, said.text
    source = container / "source"
    assert log.read_text().splitlines() == [
        "apt-get update",
        "apt-get install -y --no-install-recommends bubblewrap python3.11 python3.11-venv",
        f"python3.11 -m venv {source}/venv",
        f"pip {source}/repository install -q -c constraints.txt -e .",
    ]
    script(tools / "python3", f'[ "$1" = -c ] && exit; {make}; chmod +x "$3/bin/pip"')
    assert run(container, "bash", f"{source}/setup.sh", AUTOGRADER=str(container), PATH=path).code == 0
    assert "bubblewrap python3 python3-venv" in log.read_text()


def test_what_grading_has_found_is_handed_to_gradescope(container):
    answer = 'mkdir -p "$4/submission"; echo \'{"score": 3}\' > "$4/submission/gradescope.json"'
    dojo = f'echo "$PWD $*" > {container}/asked; {answer}'
    said, results = graded(container, dojo)
    assert said.code == 0 and results == {"score": 3}
    asked = (container / "asked").read_text().split()
    wanted = ["grade", f"{container}/submission", "--out", f"{container}/grades"]
    assert asked == [f"{container}/source/repository", *wanted]


@sandboxed
def test_the_real_grader_works_in_the_shape_of_gradescope_s_harness(container):
    shutil.copy(next(kata.solution for kata in BUILT if kata.number == "k08"), container / "submission")
    said, results = graded(container, f'exec {sys.executable} -m dojo "$@" --katas k08')
    assert said.code == 0 and results["tests"], said.text
    assert all(test["score"] == test["max_score"] for test in results["tests"])


@pytest.mark.parametrize(
    "dojo",
    [
        "echo no sandbox; exit 1",
        "exit 0",
        "sleep 30",
        'mkdir -p "$4/submission"; echo \'{"score": 0}\' > "$4/submission/gradescope.json"; exit 1',
        'for n in a b; do mkdir -p "$4/$n"; echo "{}" > "$4/$n/gradescope.json"; done',
        'mkdir -p "$4/submission"; : > "$4/submission/gradescope.json"',
    ],
    ids=["refuses", "writes nothing", "too long", "fails late", "two results", "empty result"],
)
def test_what_could_not_be_graded_is_no_zero(container, dojo):
    (container / "results").mkdir()
    (container / "results/results.json").write_text('{"score": 100}')  # somebody else's
    said, results = graded(container, dojo, AUTOGRADER_SECONDS="1")
    assert (
        "not the fault of what you handed in" in results["output"]
        and "채점하지 못했습니다" in results["output"]
    )
    assert set(results) == {"output", "stdout_visibility"} and said.has("Not graded: dojo grade ended with")
