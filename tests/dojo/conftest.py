"""Example projects: a folder with katas and tests of its own, run by a pytest of its own."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CURRICULUM = """
[[kata]]
id = "k01_double"
section = "1"
title = { en = "Double", ko = "두 배" }
functions = ["double", "half"]
seconds = 0.5

[[kata]]
id = "k02_greet"
section = "1"
title = { en = "Greet", ko = "인사" }
functions = ["greet"]

[[kata]]
id = "k03_later"
section = "2"
title = { en = "Later", ko = "나중" }
"""
STUB = '''
def double(x):
    """Twice x."""
    raise NotImplementedError


def half(x):
    """Half of x."""
    raise NotImplementedError
'''
TESTS = '''
import numpy as np
from judge.check import check


def test_double_of_a_hand_example(kata):
    """Twice (1, 2) is (2, 4).
    (1, 2)의 두 배는 (2, 4)입니다."""
    check(kata.double(np.array([1.0, 2.0])), np.array([2.0, 4.0]))


def test_half_of_a_hand_example(kata):
    """Half of (1, 3) is (0.5, 1.5).
    (1, 3)의 절반은 (0.5, 1.5)입니다."""
    check(kata.half(np.array([1.0, 3.0])), np.array([0.5, 1.5]))
'''
GREET_STUB = "def greet(name):\n    raise NotImplementedError\n"
GREET_TESTS = '''
from judge.check import check


def test_greeting(kata):
    """The greeting of Ada is "hello Ada".
    Ada에게 하는 인사는 "hello Ada"입니다."""
    check(kata.greet("Ada"), "hello Ada")
'''


@dataclass
class Result:
    """What a run of pytest printed, and its exit code."""

    code: int
    text: str

    @property
    def last(self) -> list[str]:
        """The lines from the end that are not empty."""
        return [line.strip() for line in self.text.splitlines() if line.strip()][::-1]

    def has(self, *words: str) -> bool:
        """Whether each of the words stands in the text, line breaks counting as spaces."""
        flat = re.sub(r"\s+", " ", self.text)
        return all(word in flat for word in words)


class Project:
    """A small kata repository in a folder of its own."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copy(ROOT / "conftest.py", root)
        shutil.copy(ROOT / "pyproject.toml", root)
        (root / "tests").mkdir()
        (root / "tests" / "judge").symlink_to(ROOT / "tests" / "judge")
        self.write("dojo/curriculum.toml", CURRICULUM)
        self.write("katas/k01_double.py", STUB)
        self.write("katas/k02_greet.py", GREET_STUB)
        self.write("tests/test_k01_double.py", TESTS)
        self.write("tests/test_k02_greet.py", GREET_TESTS)

    def write(self, name: str, text: str | bytes) -> None:
        """Put a file in place, its folders made."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def pytest(self, *args: str, typed: str = "", **env: str) -> Result:
        """Run pytest here as a learner would, on a terminal 80 columns wide without colour."""
        return self._run("pytest", "-p", "no:cacheprovider", *args, typed=typed, **env)

    def dojo(self, *args: str, **env: str) -> Result:
        """Run a command of `dojo` here, likewise."""
        return self._run("dojo", *args, **env)

    def git(self, *args: str) -> None:
        """Run git here, as somebody with a name."""
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", *who, *args], cwd=self.root, check=True, capture_output=True)

    def _run(self, module: str, *args: str, typed: str = "", **env: str) -> Result:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "LC_", "LANG"))}
        settings = {"COLUMNS": "80", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | env
        done = subprocess.run(
            [sys.executable, "-m", module, *args],
            cwd=self.root,
            env=clean | settings,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return Result(done.returncode, done.stdout + done.stderr)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two small katas, nothing written yet, and a third that is not built."""
    return Project(tmp_path)


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same for all tests of a file, none of which changes it."""
    return Project(tmp_path_factory.mktemp("project"))
