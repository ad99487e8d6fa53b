"""What this machine and this clone have of what the katas need, one line for each; nothing is changed."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rich.table import Column, Table
from rich.text import Text

from dojo import curriculum, data, packages, words
from dojo import map as chart
from dojo.progress import Verdict
from dojo.screen import Screen
from dojo.spoken import LANG, say
from dojo.variants import INSTALL

OK, ADVICE, PROBLEM = Verdict.DONE, Verdict.SLOW, Verdict.WRONG  # their marks are known from the map
PYTHON = (3, 11)
ROOM = 0.5  # GB free: figures, Keras' files, what JAX keeps compiled
NARROW = 60  # columns that every message fits
GPU_PLUGINS = ("jax_cuda13_plugin", "jax_cuda12_plugin")


@dataclass
class Line:
    """One check. words: what was found. mend: the line to type, where one is needed."""

    level: Verdict
    words: str
    mend: str = ""


def examine(root: Path) -> bool:
    """Print a line for every check. Returns whether there is no problem."""
    screen, levels = Screen(), []
    for line in lines(root, screen):
        mark, style = chart.mark(line.level, screen.file.encoding), chart.MARKS[line.level][2]
        words = Table.grid("", Column(overflow="fold"), padding=(0, 1))
        words.add_row(Text(mark, style=style), line.words)
        screen.print(words)
        screen.steps(*[f"  {line.mend}"] * bool(line.mend))
        levels.append(line.level)
    bad = levels.count(PROBLEM)
    screen.print("\n" + (say("doctor.problems", n=bad) if bad else say("doctor.fine")))
    return not bad


def python() -> Line:
    """The version of the interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= PYTHON:
        return Line(OK, f"Python {version}")
    return Line(PROBLEM, say("doctor.old_python", version=version), "python3.11 -m venv .venv")


def versions(root: Path) -> Line:
    """What is installed: a problem where something is missing, advice where it is of another version."""
    try:
        missing, other = packages.unmet(root), packages.unpinned(root)
    except FileNotFoundError as error:
        name = os.path.relpath(error.filename)
        return Line(PROBLEM, say("doctor.no_file", name=name), f"git checkout -- {name}")
    if missing:
        found = say("doctor.missing", names=packages.named(missing))
        return Line(PROBLEM, found, "pip install -c constraints.txt -e .")
    if other:
        mend = "pip install -c constraints.txt " + " ".join(package.name for package in other)
        return Line(ADVICE, say("doctor.versions", names=packages.named(other)), mend)
    return Line(OK, say("doctor.packages"))


def backends() -> Iterator[Line]:
    """The Keras backends, found without importing them."""
    for name in ("jax", "tensorflow", "torch", "openvino"):
        if find_spec(name):
            yield Line(OK, say("doctor.backend", name=name, version=packages.installed(name)))
        else:
            yield Line(ADVICE, say("doctor.no_backend", name=name), INSTALL.format(name))


def gpu(screen: Screen) -> Line:
    """Whether there is an NVIDIA GPU, and whether JAX sees it; only then is JAX asked, elsewhere."""
    name = _answer(["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"], 3).partition("\n")[0]
    if not name:
        return Line(OK, say("doctor.no_gpu"))
    if not any(map(find_spec, GPU_PLUGINS)):
        mend = "pip install -c constraints.txt 'jax[cuda13]'"
        return Line(ADVICE, say("doctor.gpu_without_jax", name=name), mend)
    with screen.status(say("doctor.asking_jax")):
        seen = _answer([sys.executable, "-c", "import jax; print(jax.default_backend())"], 20)
    if seen == "gpu":
        return Line(OK, say("doctor.gpu", name=name))
    return Line(ADVICE, say("doctor.gpu_unseen", name=name), 'python -c "import jax; jax.devices()"')


def sandbox() -> Line:
    """bubblewrap, which only grading needs."""
    works = _answer(["bwrap", "--ro-bind", "/", "/", "echo", "works"], 3) == "works"
    return Line(OK, say("doctor.sandbox" if works else "doctor.no_sandbox"))


def _answer(command: list[str], seconds: float) -> str:
    """What a command prints; nothing where it is missing, fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


def folders(root: Path) -> Line:
    """Whether the clone, the katas and what is kept about them can be written."""
    for folder in (root, root / "katas", root / ".dojo"):
        try:
            if folder.exists():
                tempfile.TemporaryFile(dir=folder).close()
        except OSError as error:
            found = say("doctor.no_write", folder=os.path.relpath(folder), why=error.strerror)
            return Line(PROBLEM, found, f"chmod -R u+w {root}")
    return Line(OK, say("doctor.write"))


def disk(root: Path) -> Line:
    """The space that is left."""
    free = shutil.disk_usage(root).free / 1e9
    level, key = (PROBLEM, "doctor.full") if free < ROOM else (OK, "doctor.disk")
    return Line(level, say(key, free=f"{free:.1f}"))


def terminal(screen: Screen) -> Line:
    """What the terminal can show."""
    if not words.writes(screen.file.encoding, "✓◦▸– 한"):
        found = say("doctor.encoding", encoding=screen.file.encoding)
        return Line(ADVICE, found, "export PYTHONUTF8=1")
    if screen.width < NARROW:
        return Line(ADVICE, say("doctor.narrow", width=screen.width, least=NARROW))
    key = "doctor.terminal" if screen.color_system else "doctor.plain"
    return Line(OK, say(key, width=screen.width))


def mnist() -> Line:
    """The checksum of the digits."""
    raw = data.MNIST.read_bytes() if data.MNIST.exists() else b""
    if hashlib.sha256(raw).hexdigest() == data.MNIST_SHA256:
        return Line(OK, say("doctor.mnist"))
    name = os.path.relpath(data.MNIST)
    return Line(PROBLEM, say("doctor.no_file", name=name), f"git checkout -- {name}")


def chapter(root: Path) -> Line:
    """The curriculum."""
    try:
        katas = curriculum.load(root)
    except (OSError, ValueError, TypeError, KeyError) as error:
        found = say("doctor.no_curriculum", why=f"{type(error).__name__}: {error}")
        return Line(PROBLEM, found, "git checkout -- dojo/curriculum.toml")
    built = sum(kata.built for kata in katas)
    return Line(OK, say("doctor.curriculum", built=built, all=len(katas)))


def git(root: Path) -> Line:
    """git and a history, from which a stub comes back."""
    if not shutil.which("git"):
        return Line(ADVICE, say("doctor.no_git"), "sudo apt-get install git")
    if not _answer(["git", "-C", str(root), "rev-parse", "HEAD"], 3):
        return Line(ADVICE, say("doctor.no_history"))
    return Line(OK, say("doctor.git"))


def font() -> Iterator[Line]:
    """A font for Korean figures, where figures are Korean."""
    if LANG == "ko":
        from dojo import figure

        found = figure.korean()
        advice = Line(ADVICE, say("doctor.no_font"), "sudo apt-get install fonts-nanum")
        yield Line(OK, say("doctor.font", name=found[0])) if found else advice


def lines(root: Path, screen: Screen) -> Iterator[Line]:
    """Every check, as it is made."""
    yield python()
    yield versions(root)
    yield from backends()
    yield gpu(screen)
    yield sandbox()
    yield folders(root)
    yield disk(root)
    yield terminal(screen)
    yield mnist()
    yield chapter(root)
    yield git(root)
    yield from font()
