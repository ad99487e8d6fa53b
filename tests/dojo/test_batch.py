"""`dojo grade` around a judge: what is graded again, what is kept, and what stops it."""

import json
import os
import random
import re
import signal
import time

import pytest
import trial
from classroom import Classroom
from judge.sandboxed import sandboxed
from rich.cells import cell_len

from dojo.grading.commands import Size
from dojo.spoken import Problem

KILLS = 10


@pytest.fixture
def room(project):
    """Two who hand in both katas: one right, one half right."""
    room = Classroom(project)
    room.hand_in("ada")
    room.hand_in("ben", greet="wrong")
    return room


def wait_for(condition, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.005)


# -- a run -------------------------------------------------------------------------------------


def test_every_submission_gets_a_line_reports_and_a_row(room):
    said = room.grade()
    assert said.code == 0, said.text
    assert said.has("/2 ada 2/2 passed 0.0 s", "/2 ben 1/2 not right yet 0.0 s")
    assert said.has("Grades: grades/index.html and grades/grades.csv", "None needs a closer look.")
    assert room.states() == {"ada": "passed", "ben": "failed"}
    assert json.loads((room.root / "grades/ben/results.json").read_text())["status"] == "fail"
    assert [line["result"]["path"] for line in room.lines()] != []
    assert {line["result"]["path"] for line in room.lines()} == {"handed_in/ada", "handed_in/ben"}


def test_lines_are_in_the_language_asked_for(room):
    assert room.grade("--lang", "ko").has(
        "ada 2/2 통과", "ben 1/2 아직 통과 못 함", "따로 살펴볼 제출물은 없습니다."
    )


def test_a_kata_that_is_not_handed_in_counts(room):
    (room.folder / "ada" / "k02_greet.py").unlink()
    room.grade()
    assert (room.grades()["ada"]["earned"], room.grades()["ada"]["points"]) == ("1", "2")
    room.judged()
    room.grade()
    assert room.judged() == []


@pytest.mark.parametrize("katas", [["--katas", "k01,greet"], ["--katas", "1", "--katas", "k02"]])
def test_katas_are_named_as_elsewhere(room, katas):
    assert room.grade(*katas).code == 0
    assert len(room.judged()) == 4


def test_only_the_named_katas_are_graded_and_reported(room):
    room.grade("--katas", "k01")
    assert room.judged() == ["k01_double ada right", "k01_double ben right"]
    assert room.states() == {"ada": "passed", "ben": "passed"}
    room.grade()  # the other kata was asked for now, and this one is kept
    assert room.judged() == ["k02_greet ada right", "k02_greet ben wrong"]
    assert room.states()["ben"] == "failed"
    room.grade("--katas", "k01")
    assert room.judged() == [] and room.states()["ben"] == "passed"


def test_jobs_keep_to_a_core_each(room):
    for n in range(12):
        room.hand_in(f"n{n}")
    room.grade(FAKE_SECONDS="0.05")
    cores = {line.rsplit(" ", 1)[1] for line in room.log.read_text().splitlines()}
    assert cores == {str(core) for core in os.sched_getaffinity(0)}
    room.log.write_text("")
    room.grade("--jobs", "1", "--out", "other")
    assert len({line.rsplit(" ", 1)[1] for line in room.log.read_text().splitlines()}) == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--memory", "much"], "much is not a size"),
        (["--tests", "nowhere"], "nowhere is no folder"),
        (["--katas", "k77"], "No kata is called k77"),
        (["elsewhere"], "elsewhere"),
    ],
)
def test_what_cannot_be_begun_ends_with_1_and_a_sentence(room, args, words):
    said = room.grade(*args)
    assert said.code == 1 and said.has(words) and not said.has("Traceback")
    assert room.judged() == []


def test_own_tests_that_do_not_fit_judge_nobody(room):
    room.project.write("own/test_k01_double_more.py", "")
    said = room.grade("--tests", "own", FAKE_FAULT="it belongs to no kata")
    assert said.code == 1 and said.has("Nothing has been graded", "it belongs to no kata")
    assert room.judged() == [] and room.lines() == []
    assert room.grade(FAKE_FAULT="nobody asks").code == 0


def test_who_needs_a_look_is_named_and_names_line_up(room):
    room.hand_in("민지", greet="infra")
    for n in range(11):
        (room.folder / f"x{n:02}").mkdir()
    said = room.grade("--jobs", "1")
    named = re.search(r"by their tests: 12 \((.*), …\)", said.text)[1].split(", ")
    assert len(named) == 10 and set(named) <= {"민지", *(f"x{n:02}" for n in range(11))}
    lines = [line for line in said.text.splitlines() if "/14 " in line]
    assert len({cell_len(line.partition("  0/")[0]) for line in lines if "  0/" in line}) == 1


def test_without_a_sandbox_nothing_is_graded_but_with_trust(room):
    said = room.grade(NO_SANDBOX="1")
    assert said.code == 1 and said.has("bubblewrap") and room.judged() == []
    assert room.grade("--trust", NO_SANDBOX="1").code == 0


def test_what_cannot_be_capped_is_said(room):
    said = room.grade(UNCAPPED="memory core")
    assert said.code == 0 and said.has("memory, cores"), said.text
    assert not room.grade().has("cannot cap")


def test_a_name_cannot_speak_to_a_terminal_or_to_ci(room):
    for name in ("::error::owned", "\x1b[31mred", "##[add-path]x"):
        room.hand_in(name)
    said = room.grade()
    assert said.code == 0 and len(room.grades()) == 5
    assert "\x1b" not in said.text and "##[" not in said.text
    assert not any(line.strip().startswith("::") for line in said.text.splitlines())


@pytest.mark.parametrize(
    ("words", "size"),
    [("512M", 512 * 2**20), ("2g", 2**31), ("1.5GiB", 3 * 2**29), ("100 kB", 102_400), ("4096", 4096)],
)
def test_sizes_are_written_as_people_write_them(words, size):
    assert Size().convert(words, None, None) == size


@pytest.mark.parametrize("words", ["", "much", "-1G", "0", "2X", "1e9", "2G2"])
def test_what_is_no_size_is_a_problem(words):
    with pytest.raises(Problem):
        Size().convert(words, None, None)


# -- what is graded again ----------------------------------------------------------------------


def test_a_second_run_grades_nothing(room):
    room.grade()
    first = room.judged(), room.states(), room.journal.read_bytes()
    assert room.grade().code == 0
    assert (room.judged(), room.states(), room.journal.read_bytes()) == ([], *first[1:])


def test_of_a_submission_only_the_changed_kata_is_graded_again(room):
    room.grade()
    room.judged()
    room.hand_in("ben", greet="now right")
    room.grade()
    assert room.judged() == ["k02_greet ben now right"]
    assert room.states() == {"ada": "passed", "ben": "passed"}
    assert room.grades()["ben"]["points"] == "2"


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ("tests/test_k01_double.py", 1),
        ("solutions/mistakes/k01_double.py", 1),
        ("dojo/curriculum.toml", 2),
        ("conftest.py", 2),
        ("own/test_k01_double_hidden.py", 1),
        ("own/helper.py", 2),
        ("katas/k01_double.py", 0),  # the instructor's own solution of it
    ],
)
def test_what_judges_a_kata_decides_what_is_graded_again(room, changed, again):
    room.project.write("own/test_k02_greet_hidden.py", "")
    room.grade("--tests", "own")
    room.judged()
    path = room.root / changed
    before = path.read_text() if path.exists() else ""
    room.project.write(changed, before + "\n# changed\n")
    room.grade("--tests", "own")
    assert len(room.judged()) == 2 * again


@pytest.mark.parametrize("limit", [["--timeout", "9"], ["--memory", "1G"], ["--trust"], ["--lang", "ko"]])
def test_other_limits_grade_again_and_another_language_does_not(room, limit):
    room.grade()
    room.judged()
    room.grade(*limit)
    assert len(room.judged()) == (0 if "--lang" in limit else 4)


def test_who_has_gone_is_not_in_the_reports(room):
    room.grade()
    for file in (room.folder / "ada").iterdir():
        file.unlink()
    (room.folder / "ada").rmdir()
    room.grade()
    assert list(room.states()) == ["ben"]
    assert "ada" not in (room.root / "grades" / "index.html").read_text()


# -- faults ------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_tried_once_more_on_a_fresh_judge(room):
    room.hand_in("ada", greet="flaky right")
    assert room.grade("--jobs", "1").code == 0
    assert room.judged().count("k02_greet ada flaky right") == 2
    assert room.judged() == [] and room.states()["ada"] == "passed"


def test_a_fault_that_stays_is_no_grade_and_is_tried_again_next_time(room):
    room.hand_in("ben", greet="infra")
    said = room.grade()
    assert said.code == 1 and said.has("by a fault of this machine and not of the submission: 1")
    assert room.states() == {"ada": "passed", "ben": "infra_error"}
    room.judged()
    room.grade()
    assert room.judged() == ["k02_greet ben infra"] * 2  # and nothing else
    room.hand_in("ben")
    assert room.grade().code == 0 and room.states()["ben"] == "passed"


def test_an_invalid_submission_needs_no_judge_and_stops_nobody(room):
    (room.folder / "eve").mkdir()
    (room.folder / "eve" / "k01_double.py").symlink_to("/etc/passwd")
    said = room.grade()
    assert said.code == 0 and said.has("by their tests: 1")
    assert room.states() == {"ada": "passed", "ben": "failed", "eve": "invalid_submission"}
    assert len(room.judged()) == 4
    written = room.journal.read_bytes()
    room.grade()
    assert room.journal.read_bytes() == written


# -- stopped -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_it_in_order(room, number, code):
    room.hand_in("zoe", double="slow")
    run = room.begin()
    wait_for(lambda: len(room.lines()) == 2)
    began = time.monotonic()
    run.send_signal(number)
    out, err = run.communicate(timeout=20)
    assert run.returncode == code and time.monotonic() - began < 10
    assert "the same command goes on from there" in err and "Traceback" not in err
    assert (room.root / "grades" / "ada" / "results.json").exists() and "zoe" not in out
    room.judged()
    room.hand_in("zoe")
    assert room.grade().code == 0
    assert room.judged() == ["k01_double zoe right", "k02_greet zoe right"]


def test_two_runs_on_one_folder_do_not_mix(room):
    room.hand_in("zoe", double="slow")
    run = room.begin()
    wait_for(lambda: room.lines())
    said = room.grade()
    run.kill()
    run.communicate()
    assert said.code == 1 and said.has("Another `dojo grade` is writing into grades")
    room.hand_in("zoe")
    assert room.grade().code == 0  # whoever was killed holds nothing


def test_kill_9_loses_nothing_and_misjudges_nobody(room, rng):
    seed = int(rng.integers(2**32))
    print("seed", seed)  # shown where this fails
    moments = random.Random(seed)
    room.hand_in("ben")
    expected = {"ada": "passed", "ben": "passed"}
    for n in range(198):
        word = moments.choice(["right", "wrong"])
        room.hand_in(f"n{n:03}", double=word)
        expected[f"n{n:03}"] = "passed" if word == "right" else "failed"
    known: set[str] = set()
    killed = 0
    for _ in range(KILLS):
        run = room.begin(FAKE_SECONDS="0.01")
        time.sleep(moments.uniform(0.3, 1.2))
        killed += run.poll() is None
        run.kill()
        run.communicate()
        twice = {line.split(" ")[1] for line in room.judged()} & known
        assert not twice, f"graded again: {twice}"
        now = {line["result"]["name"] for line in room.lines()}
        assert known <= now
        known = now
    assert killed and known, "no kill fell into a run"
    assert room.grade().code == 0
    assert room.states() == expected
    assert {line.split(" ")[1] for line in room.judged()} & known == set()


@sandboxed
def test_kill_9_in_the_real_sandbox_loses_and_misjudges_nobody(project):
    seed = random.randrange(2**24)
    found = trial.run(project, n=40, kills=3, seed=seed, longest=4.0)
    assert found["exit code"] == 0 and not found["lost"] and not found["misjudged"], found
