"""The sandbox: what a kata in it finds, what it may take, and that nothing of it stays."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from judge.sandboxed import sandboxed

from dojo.fault import Crashed, NoWorker, TimedOut
from dojo.grading import cgroup, probe, walls
from dojo.grading.cgroup import Group
from dojo.grading.sandbox import Refused, Sandbox
from dojo.remote import Remote
from dojo.room import HARNESS
from dojo.spoken import Problem

pytestmark = sandboxed
MIB = 2**20
MEMORY = 512 * MIB
KATA = """
import os, signal, sys, time
STATE = []
def same(x): return x
def count():
    STATE.append(1)
    return len(STATE)
def put(path, size):
    with open(path, "wb") as file:
        for _ in range(size // 2**20):
            file.write(bytes(2**20))
def has(path): return os.path.exists(path)
def eat():
    held = []
    while True: held.append(b"x" * 2**24)
def threads_of(n):
    import threading
    for _ in range(n): threading.Thread(target=time.sleep, args=(60,)).start()
def bomb():
    while True:
        try: os.fork()
        except OSError: pass
def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True: time.sleep(1)
        os._exit(0)
    return os.listdir("/proc")
def hang():
    for number in set(signal.Signals) - {9, 19}: signal.signal(number, signal.SIG_IGN)
    while True: pass
def leave(code): os._exit(code)
def fall():
    import ctypes
    ctypes.string_at(0)
def draw():
    import random, numpy
    return [random.random(), float(numpy.random.random())]
def nest():
    import ctypes
    return ctypes.CDLL(None, use_errno=True).unshare(0x10000000)
"""


@pytest.fixture(scope="module")
def box():
    with closing(Sandbox({}, MEMORY)) as made:
        yield made


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "k99_any.py"
    path.write_text(KATA)
    return path


@pytest.fixture
def kata(box, path):
    with closing(Remote(path, 2.0, None, box)) as remote:
        yield remote


def processes(box: Sandbox) -> int:
    """How many descendants the sandbox has, besides bubblewrap and the zygote."""
    stats = [p.read_text().rpartition(")")[2].split() for p in Path("/proc").glob("[0-9]*/stat")]
    ids = [int(p.parent.name) for p in Path("/proc").glob("[0-9]*/stat")]
    parents = {pid: int(stat[1]) for pid, stat in zip(ids, stats)}
    mine = {box._process.pid}
    while grown := {pid for pid, parent in parents.items() if parent in mine} - mine:
        mine |= grown
    return len(mine) - 3  # bubblewrap outside, its process 1 inside, the zygote


def empty(box: Sandbox) -> bool:
    """Whether all are gone; a warden that has told how its inmate ended needs a moment to end itself."""
    end = time.monotonic() + 5
    while processes(box) and time.monotonic() < end:
        time.sleep(0.02)
    return processes(box) == 0


def test_a_kata_in_the_sandbox_finds_nothing_and_may_do_nothing(box):
    assert probe.leaks(box) == ""


def test_a_probe_names_every_leak(monkeypatch):
    monkeypatch.setattr(walls, "environment", lambda _: {**os.environ, "PYTHONPATH": str(HARNESS)})
    monkeypatch.setattr(walls, "SYSTEM", (*walls.SYSTEM, str(HARNESS)))
    with pytest.raises(Problem, match="environment, tests"):
        probe.probe(MEMORY)


def test_what_a_worker_may_not_read_is_named_with_the_line_that_opens_it(monkeypatch, tmp_path):
    if os.getuid() != 0:
        pytest.skip("blocked: the grader is not root: run this as root")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "numpy.py").write_text("")
    monkeypatch.setattr(probe.np, "__file__", str(closed / "numpy.py"))
    monkeypatch.setattr(walls, "SYSTEM", (*walls.SYSTEM, str(closed)))
    with pytest.raises(Problem, match=f"chmod -R a\\+rX {sys.prefix}"):
        probe.probe(MEMORY)


@pytest.mark.parametrize(
    ("command", "words", "remedy"),
    [
        ("no-such-bwrap", "not installed", "apt-get install bubblewrap"),
        ("/bin/false", "exit status", "sysctl"),
    ],
)
def test_without_a_sandbox_nothing_is_graded_and_the_remedy_is_said(monkeypatch, command, words, remedy):
    monkeypatch.setattr(walls, "BWRAP", command)
    with pytest.raises(Refused, match=words):
        Sandbox({}, MEMORY)
    with pytest.raises(Problem, match=remedy):
        probe.probe(MEMORY)


def test_only_the_judged_file_is_there_and_cannot_be_written(kata, box, path):
    assert kata.has(box.seen(path)) and not kata.has(str(path))
    with pytest.raises(OSError, match="Read-only"):
        kata.put(box.seen(path), MIB)


def test_a_mistake_whose_file_has_the_kata_s_name_is_laid_over_it(box, path):
    mistakes = path.parent / "mistakes" / path.name
    mistakes.parent.mkdir()
    mistakes.write_text("def next_one(x): return x + 1")
    with closing(Remote(path, 5.0, (mistakes, "next_one", "same"), box)) as kata:
        assert kata.same(7) == 8 and kata.count() == 1


def test_a_grader_who_hides_his_files_from_others_shows_them_to_the_worker(path):
    before = os.umask(0o077)
    try:
        with closing(Sandbox({}, MEMORY)) as box, closing(Remote(path, 5.0, None, box)) as kata:
            assert kata.same(7) == 7
    finally:
        os.umask(before)


@pytest.mark.parametrize("place", ["/scratch", "/dev/shm"])
def test_what_is_written_is_capped_and_gone_with_the_worker(box, path, place):
    with closing(Remote(path, 5.0, None, box)) as first:
        first.put(f"{place}/some", 20 * MIB)
        assert first.has(f"{place}/some")
        with pytest.raises(OSError, match="No space"):
            for i in range(10):
                first.put(f"{place}/more{i}", 40 * MIB)
    with closing(Remote(path, 5.0, None, box)) as second:
        assert not second.has(f"{place}/some")


def test_one_file_is_capped_too(kata):
    with pytest.raises(OSError, match="File too large"):
        kata.put("/scratch/some", 65 * MIB)


def test_memory_is_capped_and_the_next_worker_has_it_all_again(box, path):
    for _ in range(2):
        with closing(Remote(path, 20.0, None, box)) as remote, pytest.raises(MemoryError):
            remote.eat()


def test_every_worker_begins_afresh(box, path):
    drawn = []
    for _ in range(2):
        with closing(Remote(path, 5.0, None, box)) as remote:
            assert remote.count() == 1 and remote.count() == 2
            drawn.append(remote.draw())
    assert drawn[0][0] != drawn[1][0] and drawn[0][1] != drawn[1][1]


@pytest.mark.parametrize(
    ("name", "args", "error", "words"),
    [
        ("leave", (0,), Crashed, "exit status 0"),
        ("leave", (70,), Crashed, "exit status 70"),
        ("fall", (), Crashed, "Segmentation fault"),
        ("hang", (), TimedOut, "1"),
        ("bomb", (), TimedOut, "1"),
    ],
)
def test_however_a_worker_ends_nothing_stays_and_the_next_one_starts(box, path, name, args, error, words):
    with closing(Remote(path, 1.0, None, box)) as remote:
        with pytest.raises(error, match=words):
            getattr(remote, name)(*args)
        assert remote.same(7) == 7
    assert empty(box)


def test_how_a_worker_ended_is_told_whenever_that_was_asked(box, path):
    for _ in range(30):
        with closing(Remote(path, 5.0, None, box)) as remote:
            process = remote.line._process
            with pytest.raises(Crashed, match="exit status 3"):
                remote.leave(3)
            assert process.returncode == 3
        with closing(Remote(path, 5.0, None, box)) as remote:
            process = remote.line._process
            remote.line._send(["ask", "call", [remote.leave, [4], {}], []])
            time.sleep(0.02)  # it may have ended by itself, or not
            process.kill()
            assert process.wait() in (4, -9)


def test_a_daemon_ends_with_its_worker(box, path):
    with closing(Remote(path, 5.0, None, box)) as remote:
        assert processes(box) == 2  # the warden and the inmate
        remote.daemon()
        assert processes(box) > 2
    assert empty(box)


def test_nobody_makes_a_world_where_he_is_root(kata):
    if os.getuid() == 0:
        pytest.skip("blocked: the grader is root: run this as another user")
    assert kata.nest() == -1


def test_a_dead_zygote_is_no_fault_of_the_kata(path):
    box = Sandbox({}, MEMORY)
    box._process.kill()
    box._process.wait()
    with pytest.raises(NoWorker):
        Remote(path, 2.0, None, box)
    box.close()


def test_a_sandbox_ends_with_its_owner(path, tmp_path):
    code = f"""
import os, signal
from pathlib import Path
from dojo.grading.sandbox import Sandbox
from dojo.remote import Remote
from dojo.room import HARNESS
box = Sandbox({{}}, {MEMORY})
remote = Remote(Path({str(path)!r}), 60.0, None, box)
print(box._process.pid, flush=True)
remote.hang()
"""
    owner = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    pid = int(owner.stdout.readline())
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    end = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()


def test_groups_are_made_where_they_can_be_and_only_what_is_capped_is_called_so(tmp_path, monkeypatch):
    (tmp_path / "own").mkdir()
    (tmp_path / "cgroup.controllers").write_text("memory pids")
    monkeypatch.setattr(cgroup, "MOUNT", tmp_path)
    monkeypatch.setattr(cgroup, "_own", lambda: {"": "/own"})
    group = Group.make(MEMORY, 100)
    (folder,) = group.folders
    assert folder.parent == tmp_path / "own"
    assert (folder / "memory.max").read_text() == str(MEMORY) and (folder / "pids.max").read_text() == "100"
    assert group.limits == ["memory", "processes", "core"]
    monkeypatch.setattr(cgroup, "_own", lambda: {"": "/not/there"})
    assert Group.make(MEMORY, 100).limits == []
