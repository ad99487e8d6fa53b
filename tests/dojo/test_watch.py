"""`dojo watch` on a terminal of its own: what is drawn, which keys work, and what is left behind."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import uuid
from pathlib import Path
from time import monotonic, sleep

import pytest

ROOT = Path(__file__).parents[2]
KATA = "katas/k01_double.py"
DONE = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n"
WRONG = DONE.replace("2 * x", "x + 3")
HANGING = DONE.replace("return 2 * x", "while True:\n        pass")
EATING = DONE.replace("return 2 * x", "return [bytes(2**30) for _ in range(10**6)]")
DYING = "import os\n\n\n" + DONE.replace("return 2 * x", "os._exit(7)")
PATIENCE = 20  # seconds; a verdict takes a tenth of one, the first a whole one

needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="blocked: /proc: Linux")


class Watched:
    """`dojo watch` in a pseudo-terminal."""

    def __init__(self, project, *args: str, columns: int = 80, rows: int = 40, **env: str):
        self.mark = uuid.uuid4().hex
        self.text = ""
        self.terminal, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(side)
        clean = {
            k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "LC_", "LANG", "COLUMNS"))
        }
        settings = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", "MARK": self.mark}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dojo", "watch", *args],
            cwd=project.root,
            env=clean | settings | env,
            stdin=side,
            stdout=side,
            stderr=side,
            preexec_fn=lambda: (os.setsid(), fcntl.ioctl(0, termios.TIOCSCTTY, 0)),
        )
        self.side = side

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)
        os.close(self.side)

    def until(self, *words: str) -> str:
        """The screen as soon as it shows all the words."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.text += os.read(self.terminal, 2**16).decode("utf-8", "replace")
            if all(word in self.screen for word in words):
                return self.screen
        raise AssertionError(f"{words} not on the screen:\n{self.screen}")

    @property
    def screen(self) -> str:
        """What was drawn since the screen was last cleared, without colours."""
        last = self.text.rpartition("\x1b[2J")[2]
        return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", last).replace("\r\n", "\n")

    def press(self, key: str) -> None:
        os.write(self.terminal, key.encode())

    def ends(self) -> int:
        """Its exit status."""
        return self.process.wait(PATIENCE)

    def left(self) -> list[str]:
        """Processes that it has started and that are still there, after at most a second."""
        for _ in range(20):
            found = [path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if self._marked(path)]
            if not found:
                break
            sleep(0.05)
        return found

    def _marked(self, environ: Path) -> bool:
        try:
            return self.mark.encode() in environ.read_bytes()
        except OSError:
            return False


def test_a_save_is_judged_and_the_screen_ends_with_map_file_and_keys(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01") as watched:
        lines = watched.until("not right yet", "q quit").split("\n")
        assert "✗ Twice (1, 2) is (2, 4)." in "\n".join(lines)
        last = [line.strip() for line in lines if line.strip()]
        last = [line for line in last if "checking" not in line]  # on a slow machine, below the keys
        assert last[-2:] == [f"{KATA}:1", "h hint   b brief   f figure   r run   l list   q quit"]
        project.write(KATA, DONE)
        watched.until("k01 Double – done", "n next kata", "s solution")


def test_it_never_goes_on_by_itself_but_at_n(project):
    project.write(KATA, DONE)
    with Watched(project, "k01") as watched:
        watched.until("k01 Double – done", "q quit")
        sleep(0.5)
        assert "k01 Double – done" in watched.until("q quit")
        watched.press("n")
        watched.until("k02 Greet – not started", "katas/k02_greet.py:1")


def test_keys_mean_nothing_before_their_time(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01") as watched:
        watched.until("not right yet", "q quit")
        for key in ("n", "s", "\x1b[A", "x", "r"):
            watched.press(key)
        watched.until("k01 Double – not right yet", "q quit")


def test_keys_work_on_a_korean_keyboard(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01", "--lang", "ko") as watched:
        watched.until("k01 두 배 – 아직 통과 못 함", "q 끝내기")
        watched.press("ㅂ")
        assert watched.ends() == 0


def test_the_list_comes_in_the_place_of_the_page_and_any_key_or_save_brings_it_back(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01") as watched:
        watched.until("not right yet", "q quit")
        watched.press("l")
        watched.until("dojo brief k01", "q quit")
        watched.press("x")
        watched.until("not right yet", "q quit")
        watched.press("l")
        watched.until("dojo brief k01", "q quit")
        project.write(KATA, DONE)
        watched.until("k01 Double – done")


def test_a_verdict_waits_while_something_else_is_read(project):
    project.write(KATA, DONE.replace("return 2", "import time\n    time.sleep(0.4)\n    return 2"))
    with Watched(project, "k01") as watched:
        watched.until("q quit")
        watched.press("l")
        watched.until("dojo brief k01", "q quit")
        sleep(1)
        assert "k01 Double – done" not in watched.until("dojo brief k01")
        watched.press(" ")
        watched.until("k01 Double – done")


@pytest.mark.parametrize(("columns", "rows"), [(60, 24), (80, 24), (120, 50)])
def test_the_screen_fits_the_terminal(project, columns, rows):
    project.write(KATA, WRONG.replace("x / 2", "x"))
    with Watched(project, "k01", columns=columns, rows=rows) as watched:
        lines = watched.until("not right yet", "q quit").split("\n")
        assert len(lines) <= rows and max(map(len, lines)) <= columns


def test_after_ctrl_z_and_fg_the_keys_work_again(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01") as watched:
        watched.until("not right yet", "q quit")
        sleep(1)
        watched.process.send_signal(signal.SIGSTOP)
        termios.tcsetattr(watched.side, termios.TCSANOW, watched.before)  # as a shell does
        watched.text = ""
        watched.process.send_signal(signal.SIGCONT)
        sleep(1)
        watched.until("not right yet", "q quit")
        watched.press("q")
        assert watched.ends() == 0


def test_another_size_of_the_terminal_gets_a_page_of_that_size(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01", columns=120) as watched:
        watched.until("not right yet", "1 of 2 tests pass", "q quit")
        sleep(0.5)  # the whole page may follow the first finding
        watched.text = ""
        fcntl.ioctl(watched.side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        watched.process.send_signal(signal.SIGWINCH)
        lines = watched.until("not right yet", "q quit").split("\n")
        assert [line for line in lines if len(line) > 60] == []


@needs_proc
def test_a_hundred_saves_in_four_seconds_end_with_the_verdict_on_the_last(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01") as watched:
        watched.until("not right yet", "q quit")
        for i in range(100):
            project.write(KATA, DONE + f"\n\nprint({i})\n" if i % 2 else WRONG)
            sleep(0.04)
        project.write(KATA, DONE)
        watched.until("k01 Double – done", "q quit")
        sleep(1)
        watched.press("q")
        assert watched.ends() == 0
        assert watched.left() == []


@needs_proc
def test_a_kata_that_hangs_is_cut_short_by_the_next_save(project):
    project.write(
        "dojo/curriculum.toml", (project.root / "dojo/curriculum.toml").read_text().replace("0.5", "60")
    )
    project.write(KATA, HANGING)
    with Watched(project, "k01") as watched:
        sleep(2)
        project.write(KATA, DONE)
        watched.until("k01 Double – done", "q quit")
        project.write(KATA, HANGING)
        sleep(0.5)
        watched.press("q")
        assert watched.ends() == 0
        assert watched.left() == []


@needs_proc
def test_a_kata_that_eats_memory_is_told_so(project):
    project.write(KATA, EATING)
    with Watched(project, "k01") as watched:
        watched.until("MemoryError", "q quit")
        project.write(KATA, DONE)
        watched.until("k01 Double – done")


def test_a_kata_that_ends_the_process_is_told_so(project):
    project.write(KATA, DYING)
    with Watched(project, "k01") as watched:
        watched.until("has died: exit status 7", "q quit")
        project.write(KATA, DONE)
        watched.until("k01 Double – done")


def test_a_file_may_vanish_and_come_back(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01") as watched:
        watched.until("not right yet", "q quit")
        (project.root / KATA).unlink()
        watched.until("is missing", "q quit")
        project.write(KATA + ".new", DONE)
        (project.root / (KATA + ".new")).rename(project.root / KATA)
        watched.until("k01 Double – done")


@needs_proc
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_end_in_the_middle_leaves_nothing_behind(project, how):
    project.write(
        "dojo/curriculum.toml", (project.root / "dojo/curriculum.toml").read_text().replace("0.5", "60")
    )
    project.write(KATA, HANGING)
    with Watched(project, "k01") as watched:
        sleep(2)
        if how == signal.SIGINT:
            watched.press("\x03")
        else:
            watched.process.send_signal(how)
        watched.ends()
        assert watched.left() == []
        if how != signal.SIGKILL:
            assert termios.tcgetattr(watched.side) == watched.before


def test_a_folder_that_announces_nothing_is_looked_at_again_and_again(project):
    project.write(KATA, WRONG)
    with Watched(project, "k01", "--poll") as watched:
        watched.until("not right yet", "q quit")
        project.write(KATA, DONE)
        watched.until("k01 Double – done")


def test_without_a_terminal_there_are_plain_lines(project):
    project.write(KATA, WRONG)
    command = [sys.executable, "-m", "dojo", "watch", "k01"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=project.root, env=env, **pipes) as process:
        lines = iter(process.stdout.readline, "")
        seen = [next(line for line in lines if "k01 Double –" in line)]
        project.write(KATA, DONE)
        seen.append(next(line for line in lines if "k01 Double –" in line))
        process.terminate()
    assert ["not right yet" in seen[0], "done" in seen[1]] == [True, True] and "\x1b" not in "".join(seen)


def test_once_is_for_scripts_and_its_exit_code_is_the_verdict(project):
    project.write(KATA, WRONG)
    wrong = project.dojo("watch", "k01", "--once")
    assert (
        wrong.code == 1 and wrong.has("k01 Double – not right yet", f"{KATA}:1") and "\x1b" not in wrong.text
    )
    project.write(KATA, DONE)
    done = project.dojo("watch", "k01", "--once")
    assert done.code == 0 and done.has("k01 Double – done")
