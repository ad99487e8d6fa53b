"""`dojo grade --dask`: the same grades, also where workers are lost."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec

import pytest
from classroom import Classroom
from judge.blocked import blocked

INSTALL = "pip install -c constraints.txt -e '.[grade]'"


@pytest.fixture
def room(project):
    if not find_spec("distributed"):
        blocked("distributed", INSTALL)
    room = Classroom(project)
    for n in range(6):
        room.hand_in(f"n{n}", greet="wrong" if n % 2 else "right")
    return room


def right(room) -> dict[str, str]:
    return {f"n{n}": "failed" if n % 2 else "passed" for n in range(6)}


def workers(room) -> set[int]:
    """The processes that have judged so far."""
    return {int(line.split()[0]) for line in room.log.read_text().splitlines()}


def wait_for(condition, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)


def test_grades_are_those_of_a_run_without_dask(room):
    said = room.grade("--dask", "local", "--jobs", "2")
    assert said.code == 0 and said.has("None needs a closer look."), said.text
    assert "distributed" not in said.text and "Traceback" not in said.text
    rows = room.grades()
    assert room.states() == right(room) and len(room.judged()) == 12
    assert room.grade().code == 0  # and the keys are the same
    assert room.judged() == [] and room.grades() == rows


def test_a_killed_worker_means_a_rerun_and_never_a_grade(room):
    run = room.begin("--dask", "local", "--jobs", "2", FAKE_SECONDS="0.5")
    wait_for(lambda: workers(room))
    assert run.pid not in workers(room)
    os.kill(workers(room).pop(), signal.SIGKILL)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 0, out + err
    assert room.states() == right(room)
    assert len(workers(room)) >= 2  # another one has gone on


def test_a_submission_that_takes_every_worker_along_is_no_grade(room):
    room.hand_in("eve", double="kill the worker")
    said = room.grade("--dask", "local", "--jobs", "2")
    assert said.code == 1 and said.has("by a fault of this machine and not of the submission")
    states = room.states()
    assert states.pop("eve") == "infra_error"
    assert all(states[name] in (state, "infra_error") for name, state in right(room).items())


def test_ctrl_c_ends_it_in_order(room):
    room.hand_in("zoe", double="slow")
    run = room.begin("--dask", "local", "--jobs", "2")
    wait_for(lambda: len(room.lines()) == 6)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: the workers hear it too
    _, err = run.communicate(timeout=30)
    assert run.returncode == 130 and "Traceback" not in err, err
    assert "the same command goes on" in err
    assert not any(alive(pid) for pid in workers(room))
    assert {line["result"]["name"]: line["result"]["state"] for line in room.lines()} == right(room)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_scheduler_elsewhere(room, tmp_path):
    """A scheduler and a worker that are there already, as on other machines, and stay."""
    where = tmp_path / "scheduler.json"
    env = os.environ | room.environment()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env, "cwd": "/"}
    commands = {"scheduler": ["--host", "127.0.0.1", "--port", "0"], "worker": ["--nthreads", "2"]}
    shared = ["--no-dashboard", "--scheduler-file", where]
    begun = [
        subprocess.Popen([sys.executable, "-m", f"distributed.cli.dask_{name}", *own, *shared], **quiet)
        for name, own in commands.items()
    ]
    try:
        wait_for(where.exists)
        address = json.loads(where.read_text())["address"]
        for n in (12, 12, 0):
            said = room.grade("--dask", address)
            assert said.code == 0 and room.states() == right(room), said.text
            assert len(room.judged()) == n
            room.project.write("conftest.py", "# changed\n")  # a worker that lives on sees it
    finally:
        for process in begun[::-1]:
            process.terminate()
            process.wait(20)


def test_where_no_scheduler_answers_a_sentence_says_so(room):
    said = room.grade("--dask", "tcp://127.0.0.1:9")
    assert said.code == 1 and said.has("No Dask scheduler answers at tcp://127.0.0.1:9")
    assert "Traceback" not in said.text


def test_without_distributed_the_line_that_installs_it_is_said(project):
    room = Classroom(project)
    room.hand_in("ada")
    project.write("hidden/distributed.py", "raise ModuleNotFoundError(name='distributed')\n")
    paths = room.environment()["PYTHONPATH"]
    said = room.grade("--dask", "local", PYTHONPATH=os.pathsep.join([paths, str(project.root / "hidden")]))
    assert said.code == 1 and said.has(INSTALL) and "Traceback" not in said.text
