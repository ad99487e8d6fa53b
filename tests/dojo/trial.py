"""Generated submissions in the real sandbox, the run killed at random moments: `python trial.py 1000 20`.

Whatever the moments, the run that is let end must give every submission the verdict it deserves.
"""

import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

from conftest import ROOT, Project

RIGHT = "def double(x): return 2 * x\ndef half(x): return x / 2\n"
HALF = "def double(x): return 2 * x\ndef half(x): raise NotImplementedError\n"
KINDS = {  # (source, state, points): what a learner hands in, and what becomes of it
    "right": (RIGHT, "passed", 2),
    "partly": (HALF, "failed", 1),
    "wrong": ("def double(x): return 3 * x\ndef half(x): return x / 3\n", "failed", 0),
    "hanging": ("def double(x):\n    while True: pass\ndef half(x): return x / 2\n", "timeout", 0),
    "crashing": ("import os\ndef double(x): os._exit(0)\ndef half(x): os.abort()\n", "crashed", 0),
    "greedy": ("def double(x): return bytearray(2**40)\ndef half(x): return x / 2\n", "resource_limit", 1),
    "broken": ("def double(x) return\n", "failed", 0),
    "unstarted": (
        "def double(x): raise NotImplementedError\ndef half(x): raise NotImplementedError\n",
        "not_run",
        0,
    ),
    "forking": (
        "import os\ndef double(x):\n    while True:\n        try: os.fork()\n        except OSError: pass\n"
        "def half(x): return x / 2\n",
        "timeout",
        0,
    ),
    "lying": (
        "import gc, sys\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Peer': o._serve = {}\n"
        "class Any:\n    def __eq__(self, other): return True\n"
        "def double(x): return Any()\ndef half(x): return Any()\n",
        "failed",
        0,
    ),
}
MALFORMED = "malformed", "invalid_submission", 0
OFTEN = ["right", "partly", "wrong"] * 8 + ["crashing", "greedy", "broken", "unstarted", "lying"] * 2
SELDOM = ["hanging", "forking"]


def generate(folder: Path, n: int, rng: random.Random) -> dict[str, tuple[str, float]]:
    """Write n submissions, as folders, zips and tars; the state and points of each that they deserve."""
    deserved = {}
    for i in range(n):
        kind = rng.choice(SELDOM) if i % 50 == 7 else rng.choice([*OFTEN, MALFORMED[0]])
        name = f"s{i:04}-{kind}"
        if kind == MALFORMED[0]:
            write_malformed(folder / name, rng)
            deserved[name] = MALFORMED[1:]
        else:
            source, state, points = KINDS[kind]
            write(folder / name, f"{source}# {i}\n".encode(), rng)
            deserved[name] = state, points
    return deserved


def write(path: Path, raw: bytes, rng: random.Random) -> None:
    """One kata in a folder, a zip or a tar."""
    how, file = rng.choice(["folder", "zip", "tar"]), "katas/k01_double.py"
    if how == "folder":
        (path / file).parent.mkdir(parents=True)
        (path / file).write_bytes(raw)
    elif how == "zip":
        with zipfile.ZipFile(f"{path}.zip", "w") as archive:
            archive.writestr(file, raw)
    else:
        member = tarfile.TarInfo(file)
        member.size = len(raw)
        with tarfile.open(f"{path}.tar.gz", "w:gz") as archive:
            archive.addfile(member, io.BytesIO(raw))


def write_malformed(path: Path, rng: random.Random) -> None:
    """A link in place of a kata, half a zip, or a kata of many megabytes."""
    how = rng.choice(["link", "cut", "huge"])
    if how == "cut":
        path.with_name(f"{path.name}.zip").write_bytes(b"PK\x03\x04 and no more")
        return
    path.mkdir()
    kata = path / "k01_double.py"
    if how == "link":
        kata.symlink_to("/etc/passwd")
    else:
        kata.write_bytes(b"#" * 2**20)


def start(project: Project, jobs: int) -> subprocess.Popen:
    """`dojo grade` over all that was handed in."""
    command = [sys.executable, "-m", "dojo", "grade", "handed_in", "--katas", "k01", "--memory", "512M"]
    command += ["--jobs", str(jobs), "--lang", "en"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    out = (project.root / "said.txt").open("a")
    with out:
        return subprocess.Popen(
            command, cwd=project.root, env=env, stdout=out, stderr=out, start_new_session=True
        )


def run(project: Project, n: int, kills: int, seed: int, jobs: int = 2, longest: float = 30.0) -> dict:
    """Generate, kill, finish, and compare: what was found, with the seconds and memory it took."""
    rng = random.Random(seed)
    folder = project.root / "handed_in"
    folder.mkdir()
    deserved = generate(folder, n, rng)
    began, killed = time.monotonic(), 0
    for _ in range(kills):
        batch = start(project, jobs)
        time.sleep(rng.uniform(0.5, longest))
        killed += batch.poll() is None
        batch.kill()
        batch.wait()
    batch = start(project, jobs)
    _, status, used = os.wait4(batch.pid, 0)
    batch.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    lines = (project.root / "grades/journal.jsonl").read_text().splitlines()
    last = {row["name"]: row for row in (json.loads(line)["result"] for line in lines)}
    got = {name: (row["state"], earned(row)) for name, row in last.items()}
    return {
        "seed": seed,
        "killed": killed,
        "exit code": batch.returncode,
        "lost": sorted(deserved.keys() - got.keys()),
        "misjudged": {name: (got[name], deserved[name]) for name in got if got[name] != deserved.get(name)},
        "graded twice": len(lines) - len(last),
        "seconds": round(seconds, 1),
        "peak MB of the parent": used.ru_maxrss // 1024,
    }


def earned(row: dict) -> float:
    """The points of a journal's row."""
    return sum(t["points"] for kata in row["katas"] for t in kata["tests"] if t["state"] == "passed")


if __name__ == "__main__":
    count, kills = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as top:
        print(json.dumps(run(Project(Path(top)), count, kills, int.from_bytes(os.urandom(3))), indent=2))
