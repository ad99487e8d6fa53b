"""The judge: every state of a test, for what it is; points, visibility, an instructor's own tests."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from judge.sandboxed import sandboxed

from dojo.grading.judge import Judge, Settings
from dojo.grading.result import KataResult, State, Visibility

pytestmark = sandboxed
RIGHT = "def double(x): return 2 * x\ndef half(x): return x / 2\n"
HALF = "def double(x): return 2 * x\ndef half(x): raise NotImplementedError\n"
HANDED = ("k01_double", "k02_greet")
HIDDEN = '''
import numpy as np
from judge.check import check


def test_double_of_a_negative_number(kata):
    """Twice -3 is -6.
    -3의 두 배는 -6입니다."""
    check(kata.double(np.array([-3.0])), np.array([-6.0]))


def test_double_of_nothing(kata):
    """Twice nothing is nothing.
    빈 배열의 두 배는 빈 배열입니다."""
    check(kata.double(np.zeros(0)), np.zeros(0))
'''
MISTAKES = """
from dojo.mistake import mistake


@mistake(
    "double",
    caught_by="test_double_of_a_hand_example",
    en="Is that twice, or squared?",
    ko="두 배인가요, 제곱인가요?",
)
def squared(x):
    return x * x
"""


def settings(project, **more) -> Settings:
    rows = project.root / "dojo/curriculum.toml"
    rows.write_text(
        rows.read_text().replace("seconds = 0.5", "seconds = 2")
    )  # a busy machine is no hanging kata
    return Settings(str(project.root), **{"memory": 2**29, "seconds": 30.0} | more)


def verdict(judge: Judge, source: str | bytes) -> KataResult:
    """On one k01."""
    return judge.grade({"k01_double": source if isinstance(source, bytes) else source.encode()})[0]


def graded(project, source: str, **more) -> KataResult:
    """The verdict of a judge of its own, for a project that a test has changed."""
    with closing(Judge(settings(project, **more))) as judge:
        return verdict(judge, source)


@pytest.fixture(scope="module")
def judge(shared_project):
    with closing(Judge(settings(shared_project))) as judge:
        yield judge


def states(kata: KataResult) -> list[str]:
    return [test.state.value for test in kata.tests]


@pytest.mark.parametrize("trust", [False, True])
def test_a_right_answer_has_all_points_and_an_unwritten_function_costs_its_own(project, trust):
    right, half = graded(project, RIGHT, trust=trust), graded(project, HALF, trust=trust)
    assert (right.state, right.earned(), right.points(), right.message) == (State.PASSED, 2, 2, "")
    assert (half.state, half.earned(), half.points()) == (State.FAILED, 1, 2)
    assert "half" in half.message


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def double(x): return 3 * x\ndef half(x): return x / 2", ["failed", "passed"]),
        ("def double(x): return 2 * x", ["passed", "failed"]),
        ("def double(x) return 2 * x", ["failed", "failed"]),
        ("import no_such_package", ["failed", "failed"]),
        (b"\xff\xfe", ["failed", "failed"]),
        ("def double(x):\n    while True: pass\ndef half(x): return x / 2", ["timeout", "not_run"]),
        ("while True: pass", ["timeout", "timeout"]),
        ("import os\ndef double(x): os._exit(0)\ndef half(x): return x / 2", ["crashed", "passed"]),
        ("import os\nos._exit(0)", ["crashed", "crashed"]),
        ("def double(x): return bytearray(2**40)\ndef half(x): return x / 2", ["resource_limit", "passed"]),
        (
            "import os\ndef double(x):\n    while True: os.kill(1, 9)\ndef half(x): return x / 2",
            ["timeout", "not_run"],
        ),
    ],
)
def test_every_way_to_fail_has_its_state(judge, source, expected):
    kata = verdict(judge, source)
    assert states(kata) == expected and kata.earned() == expected.count("passed")


def test_a_kata_that_is_not_handed_in_or_not_begun_has_no_points_and_is_not_run(judge, shared_project):
    double, greet = judge.grade({"k01_double": (shared_project.root / "katas/k01_double.py").read_bytes()})
    for kata in (double, greet):
        assert (kata.state, kata.started, kata.earned()) == (State.NOT_RUN, False, 0) and kata.points() > 0


def test_one_judge_hears_many_and_none_bears_on_the_next(judge):
    wrong = "def double(x): return x\ndef half(x): return x"
    for source, earned in [(RIGHT, 2), (wrong, 0), (RIGHT, 2), ("import os; os._exit(1)", 0), (RIGHT, 2)]:
        assert verdict(judge, source).earned() == earned


def test_every_submission_meets_inputs_of_its_own(project):
    project.write(
        "tests/test_k01_double.py",
        "def test_seen(kata, rng):\n    assert kata.double(rng.normal()) is None, rng.normal()\n",
    )
    source = b"def double(x): raise ValueError(float(x))"
    with closing(Judge(settings(project))) as judge:
        said = [verdict(judge, source).message for _ in range(2)]
    assert "ValueError" in said[0] and said[0] != said[1]


def test_a_submission_has_a_clock_of_its_own(project):
    slow = "import time\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x\n"
    project.write(
        "tests/test_k01_double.py",
        "def test_many(kata):\n    for _ in range(99): kata.double(1)\ndef test_one(kata): kata.double(1)\n",
    )
    start = time.monotonic()
    kata = graded(project, slow, seconds=2.0)
    assert states(kata) == ["timeout", "not_run"] and time.monotonic() - start < 20


def test_a_judge_that_is_killed_gives_no_verdict_and_the_next_is_right(project):
    with closing(Judge(settings(project))) as judge:
        judge.grade({"k01_double": RIGHT.encode()})
        os.kill(judge._process.pid, signal.SIGKILL)
        (lost,) = judge.grade({"k01_double": RIGHT.encode()})
        assert lost.state == State.INFRA_ERROR and not lost.tests
        assert judge.grade({"k01_double": RIGHT.encode()})[0].state == State.PASSED


def test_a_fault_of_the_tests_is_not_the_learner_s(project):
    project.write("tests/test_k01_double.py", "def test_broken(kata):\n    kata.double\n    1 / 0\n")
    kata = graded(project, RIGHT)
    assert kata.state == State.INFRA_ERROR


def test_points_and_visibility_are_those_of_the_curriculum(project):
    rows = (project.root / "dojo/curriculum.toml").read_text()
    half = "test_half_of_a_hand_example"
    more = f'points = {{ {half} = 3 }}\nvisibility = {{ {half} = "after_due_date" }}'
    project.write("dojo/curriculum.toml", rows.replace("seconds = 0.5", f"seconds = 2\n{more}"))
    kata = graded(project, "def double(x): return 2 * x\ndef half(x): return 3 * x")
    double, half = kata.tests
    assert (kata.earned(), kata.points()) == (1, 4)
    assert (double.visibility, half.visibility) == (Visibility.PUBLIC, Visibility.AFTER_DUE_DATE)
    assert half.message == "" and "3 * x" not in kata.message and "1.0" not in kata.message


@pytest.fixture(params=["inside the clone", "outside"])
def own(request, project, tmp_path_factory) -> Path:
    """A folder for tests of an instructor's own."""
    folder = project.root / "own" if request.param != "outside" else tmp_path_factory.mktemp("own")
    folder.mkdir(exist_ok=True)
    return folder


def test_an_instructor_s_own_tests_are_hidden_and_count(project, own):
    (own / "test_k01_double_more.py").write_text(HIDDEN)
    (own / "grading.toml").write_text("[k01_double]\npoints = { test_double_of_nothing = 5 }\n")
    wrong = "import numpy as np\ndef double(x): return np.abs(2 * x)\ndef half(x): return x / 2"
    kata = graded(project, wrong, tests=(str(own),))
    assert (kata.state, kata.earned(), kata.points()) == (State.FAILED, 7, 8)
    failed = next(test for test in kata.tests if test.state == State.FAILED)
    assert failed.visibility == Visibility.HIDDEN and failed.message == ""
    assert "6" not in kata.message and "-3" not in kata.message and kata.message


def test_own_tests_that_cannot_be_collected_are_said_so_and_judge_nobody(project, own):
    (own / "test_k01_double_more.py").write_text("def test_broken(kata:\n")
    kata = graded(project, RIGHT, tests=(str(own),))
    assert kata.state == State.INFRA_ERROR and "test_k01_double_more.py" in kata.message


SLIPS = {
    "a name that is no test's": (
        "points = { test_double_of_nothin = 5 }",
        "Is test_double_of_nothing meant?",
    ),
    "less than nothing": ("points = { test_double_of_nothing = -1 }", "are -1"),
    "no number": ("points = { test_double_of_nothing = nan }", "are nan"),
    "yes": ("points = { test_double_of_nothing = true }", "are True"),
    "no visibility": ('visibility = { test_double_of_nothing = "secret" }', "is secret"),
    "another word": ("point = { test_double_of_nothing = 5 }", "only points ="),
    "no table": ("points = 5", "only points ="),
    "a test of the repository": (
        "points = { test_half_of_a_hand_example = 2 }",
        "test_half_of_a_hand_example",
    ),
    "no kata's": ("[k01_doubles]", "Is k01_double meant?"),
    "no TOML": ("points = {", "line 2"),
}


@pytest.mark.parametrize(("row", "words"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_points_is_told_and_judges_nobody(project, own, row, words):
    (own / "test_k01_double_more.py").write_text(HIDDEN)
    (own / "grading.toml").write_text(f"[k01_double]\n{row}\n")
    kata = graded(project, RIGHT, tests=(str(own),))
    assert kata.state == State.INFRA_ERROR and words in kata.message and kata.points() == 0


def test_a_slip_in_the_points_of_the_curriculum_is_told(project):
    rows = (project.root / "dojo/curriculum.toml").read_text()
    more = "seconds = 2\npoints = { test_half = 3 }"
    project.write("dojo/curriculum.toml", rows.replace("seconds = 0.5", more))
    kata = graded(project, RIGHT)
    assert kata.state == State.INFRA_ERROR and "curriculum.toml: no test of k01_double" in kata.message


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("test_double.py", HIDDEN, "test_double.py belongs to no kata"),
        ("double_more.py", HIDDEN, "There is no test in"),
        ("test_k01_double.py", "def test_nobody(): pass\n", "test_nobody does not ask for `kata`"),
    ],
)
def test_own_tests_that_would_count_for_nobody_are_told(project, own, name, source, words):
    (own / name).write_text(source)
    with closing(Judge(settings(project, tests=(str(own),)))) as judge:
        assert words in judge.fault()


def test_own_tests_of_a_kata_that_is_not_graded_now_are_no_slip(project, own):
    (own / "test_k02_greet_more.py").write_text("def test_it(kata):\n    assert kata.greet('') == 'hello '\n")
    (own / "grading.toml").write_text("[k02_greet]\npoints = { test_it = 5 }\n")
    with closing(Judge(settings(project, tests=(str(own),), katas=("k01_double",)))) as judge:
        assert judge.fault() == "" and judge.grade({"k01_double": RIGHT.encode()})[0].points() == 2


def test_a_fault_of_the_judge_s_own_is_told(project, own):
    (own / "test_k01_double_more.py").write_text(HIDDEN)
    (own / "conftest.py").write_text("def pytest_runtest_protocol(item): raise RuntimeError('too late')\n")
    kata = graded(project, RIGHT, tests=(str(own),))
    assert (kata.state, kata.message) == (State.INFRA_ERROR, "RuntimeError: too late")


def test_the_first_wrong_answer_is_diagnosed_with_the_mistake_in_a_sandbox_too(project):
    project.write("solutions/mistakes/k01_double.py", MISTAKES)
    kata = graded(project, "def double(x): return x ** 2\ndef half(x): return x / 2")
    assert kata.mistake == "squared" and "squared?" in kata.message
    assert graded(project, "def double(x): return x ** 3\ndef half(x): return x / 2").mistake == ""


def test_what_one_machine_lacks_is_blocked_and_neither_zero_nor_pass(project):
    test = "from judge.blocked import blocked\ndef test_on_a_gpu(kata): blocked('no GPU', 'buy one')\n"
    file = project.root / "tests/test_k01_double.py"
    file.write_text(test + file.read_text())
    kata = graded(project, RIGHT)
    assert kata.state == State.PASSED and kata.points() == 2 and kata.blocked == ["no GPU: buy one"]


def test_the_sandbox_has_neither_tests_nor_solutions_nor_history(judge, shared_project):
    source = f"""
import os
def double(x):
    for top in ({str(shared_project.root)!r}, {str(Path(__file__).parents[2])!r}):
        for name in ("tests", "solutions", "katas", ".git"):
            if os.path.lexists(os.path.join(top, name)):
                return 2 * x
def half(x): return x / 2
"""
    assert states(verdict(judge, source)) == ["failed", "passed"]


def test_everything_ends_with_the_one_who_grades_however_that_ends(shared_project):
    code = f"""
from dojo.grading.judge import Judge, Settings
judge = Judge(Settings({str(shared_project.root)!r}, memory=2**29))
judge.grade({{"k01_double": b"x = 1"}})
print("ready", flush=True)
judge.grade({{"k01_double": b"while True: pass"}})
"""
    top = Path(__file__).parents[2]
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=top)
    owner.stdout.readline()
    time.sleep(0.5)
    started = below(owner.pid)
    owner.kill()
    owner.wait()
    owner.stdout.close()
    end = time.monotonic() + 10
    while started & alive() and time.monotonic() < end:
        time.sleep(0.05)
    assert len(started) >= 6  # the judge, its fork, bubblewrap twice, the zygote, a warden, an inmate
    assert not started & alive()


def alive() -> set[int]:
    """Every process that has not ended."""
    return {pid for pid, _, state in table() if state != "Z"}


def below(pid: int) -> set[int]:
    """The processes that descend from `pid`."""
    rows, mine = table(), {pid}
    while grown := {child for child, parent, _ in rows if parent in mine} - mine:
        mine |= grown
    return mine - {pid}


def table() -> list[tuple[int, int, str]]:
    """Number, parent and state of every process."""
    rows = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = file.read_text().rpartition(")")[2].split()[:2]
            rows.append((int(file.parent.name), int(parent), state))
    return rows


RACE = """
from dojo.fault import TooSlow


def test_speed(kata):
    n = kata.double(0)
    with open({file!r}, "a+") as file:
        file.seek(0)
        tries = len(file.read())
        file.write("x")
    if tries < {slow}:
        raise TooSlow("slow", seconds=1.0, share={share}, call="double(0)")
"""


@pytest.mark.parametrize(
    ("slow", "share", "state", "tries"), [(2, 0.9, "passed", 3), (3, 0.9, "failed", 3), (1, 0.1, "failed", 1)]
)
def test_who_is_nearly_fast_enough_is_measured_again(project, tmp_path, slow, share, state, tries):
    file = tmp_path / "tries"
    project.write("tests/test_k01_double.py", RACE.format(file=str(file), slow=slow, share=share))
    assert states(graded(project, RIGHT)) == [state]
    assert file.read_text() == "x" * tries
