"""Every attack is caught, and the submission after it gets exactly the verdict it deserves.

Attacks lie in attacks/, one a file; honest work, right and wrong, in honest/. What they expect is read from
their source and they are never imported: EXPECTED, the states that the kata may end in; EARNS, tests
that they pass by right answers; KATA, where it is not the target; of honest work FAILS, the tests that fail.
"""

import ast
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest
import target
from judge.sandboxed import sandboxed

from dojo import curriculum
from dojo.grading import intake
from dojo.grading.judge import Judge, Settings
from dojo.grading.result import KataResult, State

pytestmark = sandboxed
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MARK = b"left-behind"  # what attacks call what they leave; replaced by a word of this run's own
JUDGES = 2
SECONDS = 60.0
MEMORY = 2**30


@dataclass(frozen=True)
class Submission:
    """One file of the corpus, and what its source says of it."""

    name: str
    raw: bytes
    expected: list[State]
    kata: str = "k01_target"
    earns: list[str] = field(default_factory=list)
    fails: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> "Submission":
        said = {}
        for node in ast.parse(path.read_text("utf-8")).body:
            match node:
                case ast.Assign(targets=[ast.Name(id="EXPECTED" | "EARNS" | "FAILS" | "KATA" as name)]):
                    said[name.lower()] = ast.literal_eval(node.value)
        return cls(
            path.stem, path.read_bytes(), **said | {"expected": [State(word) for word in said["expected"]]}
        )


DOUBLE = b"def double(x): return "
BUILT = {  # too long, or no text at all, to lie in a file
    "source_of_signs": DOUBLE + b"-" * 200_000 + b"x",
    "source_of_sums": DOUBLE + b"1+" * 100_000 + b"1",
    "source_of_attributes": DOUBLE + b"x" + b".a" * 100_000,
    "source_of_conditions": DOUBLE + b"1 if x else " * 50_000 + b"1",
    "source_of_brackets": DOUBLE + b"(" * 100_000,
    "source_of_indents": b"".join(b" " * n + b"if 1:\n" for n in range(2000)),
    "source_of_lambdas": DOUBLE + b"lambda:" * 50_000 + b"x",
    "source_of_one_line": DOUBLE + b"x" * 900_000,
    "source_of_nothing": b"",
    "source_of_null_bytes": DOUBLE + b"2 * x + 1\n" + b"\0" * 1000,
    "source_of_no_encoding": b"# -*- coding: rot13 -*-\n" + DOUBLE + b"\xff\xfe",
    "source_of_another_encoding": b"# -*- coding: utf-7 -*-\n" + DOUBLE + b"+AC0-x # \xed\xa0\x80",
    "source_of_carriage_returns": b"x = 1\r" + DOUBLE + b"x\r\x0c\x1adef greet(name): return name",
    "source_of_directions": "def double(x):\n    return x  # \u202e x * 2 nruter \u2066\u200b\n".encode(),
    "source_of_huge_numbers": DOUBLE + b"9" * 500_000,
    "source_of_constants": DOUBLE + b"'x' * 10**9 + (0,) * 10**9 if 2**10**5 else x << 10**10",
}


ATTACKS = [Submission.read(path) for path in sorted((HERE / "attacks").glob("*.py"))]
HONEST = [Submission.read(path) for path in sorted((HERE / "honest").glob("*.py"))]
ATTACKS += [
    Submission(name, raw, [State.FAILED, State.CRASHED, State.TIMEOUT, State.RESOURCE_LIMIT, State.NOT_RUN])
    for name, raw in BUILT.items()
]
HONEST += [
    Submission("solution", (ROOT / "solutions" / f"{kata}.py").read_bytes(), [State.PASSED], kata)
    for kata in ("k08_loss", "k11_autodiff")
]


@dataclass
class Batch:
    """What became of it all.

    verdicts: on each attack, by its name. after: the honest submission judged next, and the verdict on it.
    changed, left: files that the attacks should not have reached; files and processes that stayed.
    """

    verdicts: dict[str, KataResult] = field(default_factory=dict)
    after: dict[str, tuple[Submission, KataResult]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def hashes(*folders: Path) -> dict[str, str]:
    """Every file under the folders with its contents' hash."""
    files = [
        f for folder in folders for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts
    ]
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def left(mark: str) -> list[str]:
    """Files and processes that carry the mark in their names."""
    places = [Path(p) for p in ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", Path.home(), Path.cwd())]
    found = [str(path) for place in places if place.is_dir() for path in place.glob(f"*{mark}*")]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found += [str(folder)] * (mark[:15] in (folder / "comm").read_text())
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def attacked(shared_project):
    """A project with the katas that the attacks are made for."""
    return target.build(shared_project)


@pytest.fixture(scope="module")
def batch(attacked, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Attack, honest, attack, honest, … through judges that run side by side."""
    work = tmp_path_factory.mktemp("results")
    for name in ("results.json", "journal.jsonl", "junit.xml"):
        (work / name).write_text("{}")
    guarded = [attacked.root, work, ROOT / "dojo", ROOT / "tests", ROOT / "solutions", ROOT / "katas"]
    before, mark, result = hashes(*guarded), f"lb{os.getpid()}", Batch()

    def judged(root: Path, kata: str, part: int = 0, parts: int = 1) -> None:
        judge = Judge(Settings(str(root), (kata,), seconds=SECONDS, memory=MEMORY))
        attacks, honest = ([one for one in all_ if one.kata == kata] for all_ in (ATTACKS, HONEST))
        for attack, then in zip(attacks[part::parts], cycle(honest)):
            verdicts = [judge.grade({kata: one.raw.replace(MARK, mark.encode())}) for one in (attack, then)]
            first, second = (next(v for v in found if v.id == kata) for found in verdicts)
            result.verdicts[attack.name], result.after[attack.name] = first, (then, second)
        judge.close()

    with ThreadPoolExecutor(JUDGES) as pool:
        jobs = [pool.submit(judged, attacked.root, "k01_target", k, JUDGES) for k in range(JUDGES)]
        others = [(attacked.root, "k02_network"), (ROOT, "k08_loss"), (ROOT, "k11_autodiff")]
        jobs += [pool.submit(judged, *other) for other in others]
        for job in jobs:
            job.result()
    after = hashes(*guarded)
    result.changed = sorted(name for name in before | after if before.get(name) != after.get(name))
    result.left = left(mark)
    return result


def passed(verdict: KataResult) -> list[str]:
    return [test.name for test in verdict.tests if test.state == State.PASSED]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_caught_and_spoils_nothing(batch, attack):
    verdict = batch.verdicts[attack.name]
    assert verdict.state in attack.expected, verdict
    assert set(passed(verdict)) <= set(attack.earns)
    assert verdict.earned() == len(passed(verdict))
    then, verdict = batch.after[attack.name]
    assert verdict.state in then.expected, verdict
    assert [test.name for test in verdict.tests if test.state != State.PASSED] == then.fails


def test_attacks_leave_nothing_behind(batch):
    assert batch.changed == [] and batch.left == []


LOUD = b"import os, sys\nopen('/tmp/MARK', 'w').close()\nos._exit(0)\n"
BESIDE = {  # what others run, read or obey when they meet it beside a kata
    "conftest.py": LOUD,
    "katas/conftest.py": LOUD + b"def pytest_runtest_makereport(item, call): pass\n",
    "pytest.ini": b"[pytest]\naddopts = -p plugin --co\n",
    "pyproject.toml": b"[tool.pytest]\naddopts = ['--collect-only']\n",
    "tox.ini": b"[pytest]\naddopts = --version\n",
    "plugin.py": LOUD,
    "sitecustomize.py": LOUD,
    "usercustomize.py": LOUD,
    "katas/numpy/__init__.py": LOUD,
    "katas/numpy.py": LOUD,
    "katas/msgpack.py": LOUD,
    "katas/__init__.py": LOUD,
    "katas/evil.pth": b"import os; os._exit(0)\n",
    "katas/__pycache__/k01_target.cpython-311.pyc": b"\x00" * 64,
    "katas/__pycache__/k01_target.cpython-312.pyc": b"\x00" * 64,
    "katas/k01_target.so": b"\x7fELF",
    "katas/k01_target/__init__.py": b"def double(x): return 2 * x\n",
    "evil-1.0.dist-info/entry_points.txt": b"[pytest11]\nevil = plugin\n",
    "dojo/__init__.py": LOUD,
    "dojo/curriculum.toml": b"",
    "dojo/worker.py": LOUD,
    "tests/test_k01_target.py": b"def test_it(): pass\n",
    "tests/judge/check.py": b"def check(*_, **__): pass\n",
    "solutions/k01_target.py": b"def double(x): return 2 * x\n",
    "results.json": b'{"status": "pass"}',
    "grades.csv": b"name,points\n",
    ".dojo/progress.json": b'{"k01_target": {"verdict": "done"}}',
    ".github/workflows/grade.yml": b"on: push\n",
    ".git/config": b"[core]\nfsmonitor = touch /tmp/MARK\nhooksPath = hooks\n",
    ".git/HEAD": b"ref: refs/heads/main\n",
}


def test_what_lies_beside_a_kata_is_not_looked_at(attacked, tmp_path):
    mark = f"beside{os.getpid()}"
    wrong = next(one for one in HONEST if one.name == "wrong_sum")
    for name, raw in {**BESIDE, "katas/k01_target.py": wrong.raw}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(raw.replace(b"MARK", mark.encode()))
    katas = curriculum.load(attacked.root)
    handed_in = intake.read("ada", tmp_path, katas, "en")
    assert handed_in.files == {"k01_target": wrong.raw} and handed_in.problem == ""
    judge = Judge(Settings(str(attacked.root), ("k01_target",), seconds=SECONDS, memory=MEMORY))
    (verdict,) = judge.grade(handed_in.files)
    judge.close()
    assert [test.name for test in verdict.tests if test.state != State.PASSED] == wrong.fails
    assert left(mark) == []
