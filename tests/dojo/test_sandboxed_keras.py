"""Keras katas in the sandbox: verdicts on two backends, caches that are a worker's own, one thread."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from judge.sandboxed import sandboxed

from dojo import variants
from dojo.curriculum import Kata
from dojo.grading.judge import Judge, Settings
from dojo.grading.result import State
from dojo.grading.sandbox import Sandbox
from dojo.remote import Remote

pytestmark = sandboxed
MEMORY = 4 * 2**30
ID = "k01_scale"
CURRICULUM = f"""
[[kata]]
id = "{ID}"
section = "1"
title = {{ en = "Scale", ko = "배율" }}
functions = ["scaled"]
seconds = 60
backends = ["jax", "numpy"]
"""
KATA = """
import os, time
import keras

def scaled(x, factor):
    return keras.ops.convert_to_numpy(keras.ops.multiply(x, factor))
"""
STUB = KATA.partition("    return")[0] + "    raise NotImplementedError\n"
TESTS = '''
import numpy as np
import pytest
from judge.check import check
from judge.kept import kept


@pytest.fixture
def pair(kata):
    return kept(kata.keras.ops.convert_to_tensor)(np.array([1.0, 2.0], np.float32))


def test_scaled_by_a_hand_example(kata, pair, record_property):
    """(1, 2) three times is (3, 6).
    (1, 2)의 세 배는 (3, 6)입니다."""
    record_property("score", 1.0)  # as the real ones do
    check(kata.scaled(pair, 3.0), np.array([3.0, 6.0], np.float32))


@pytest.mark.parametrize("backend", ["jax", "numpy"])
def test_scaled_alike_on(kata, elsewhere, backend):
    """On another backend it is the same.
    다른 백엔드에서도 같습니다."""
    there = elsewhere(backend)
    assert there.keras.config.backend() == backend
    check(there.scaled(np.array([1.0, 2.0], np.float32), 3.0), np.array([3.0, 6.0], np.float32))
'''
MISTAKES = """
import keras

from dojo.mistake import mistake


@mistake("scaled", caught_by="test_scaled_by_a_hand_example", en="Is it a sum?", ko="합인가요?")
def added(x, factor):
    return keras.ops.convert_to_numpy(keras.ops.add(x, factor))
"""
LOOKS = """
def step(x):
    import jax
    return jax.jit(lambda x: jax.numpy.linalg.inv(x @ x.T + 1))(x)
def files():
    folders = [folder for place in ("/scratch", "/dev/shm") for folder in os.walk(place)]
    return sorted(os.path.join(folder, name) for folder, _, names in folders for name in names)
def leave(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("mine")
def spent():
    tasks = [f"/proc/self/task/{task}/schedstat" for task in os.listdir("/proc/self/task")]
    return {task: int(open(task).read().split()[0]) for task in tasks}
def product(n):
    x = keras.ops.ones((n, n))
    keras.ops.convert_to_numpy(keras.ops.matmul(x, x))
    before = spent()
    for _ in range(10):
        keras.ops.convert_to_numpy(keras.ops.matmul(x, x))
    return [after - before.get(task, 0) for task, after in spent().items()]
"""


@pytest.fixture(scope="module")
def keras_project(shared_project):
    """The example project with one kata, in Keras, on two backends that are always there."""
    for name in ("k01_double", "k02_greet"):
        (shared_project.root / "tests" / f"test_{name}.py").unlink()
        (shared_project.root / "katas" / f"{name}.py").unlink()
    shared_project.write("dojo/curriculum.toml", CURRICULUM)
    shared_project.write(f"katas/{ID}.py", STUB)
    shared_project.write(f"tests/test_{ID}.py", TESTS)
    shared_project.write(f"solutions/mistakes/{ID}.py", MISTAKES)
    return shared_project


@pytest.fixture(scope="module")
def judge(keras_project):
    with closing(Judge(Settings(str(keras_project.root)))) as judge:
        yield judge


@pytest.fixture(scope="module")
def box(keras_project):
    with closing(Sandbox(variants.keras(kata(keras_project.root), "jax"), MEMORY)) as box:
        yield box


@pytest.fixture
def looking(tmp_path) -> Path:
    """A kata that tells what it sees."""
    path = tmp_path / f"{ID}.py"
    path.write_text(KATA + LOOKS)
    return path


def kata(root: Path) -> Kata:
    return Kata(root, root / "katas", ID, "1", {}, backends=("jax", "numpy"))


def contents(root: Path) -> dict[str, int]:
    """The files under a folder, with the time each was last written."""
    return {str(path): path.stat().st_mtime_ns for path in root.rglob("*") if "__pycache__" not in path.parts}


def test_right_passes_and_wrong_fails_with_its_mistake_on_every_backend(judge):
    wrong = KATA.replace("multiply", "add")
    for source, state, mistake in [(KATA, "passed", ""), (wrong, "failed", "added"), (KATA, "passed", "")]:
        (verdict,) = judge.grade({ID: source.encode()})
        assert (verdict.state, verdict.mistake, verdict.blocked) == (state, mistake, [])
        assert [test.state for test in verdict.tests] == [state, state]


def test_wrong_on_one_backend_alone_is_wrong(judge):
    source = KATA.replace("factor))", "factor + (keras.config.backend() == 'numpy')))")
    (verdict,) = judge.grade({ID: source.encode()})
    assert [test.state for test in verdict.tests] == [State.FAILED, State.FAILED]


def test_caches_are_in_the_sandbox_and_nothing_is_written_outside(box, looking, keras_project):
    before = contents(keras_project.root)
    with closing(Remote(looking, 60.0, None, box)) as kata:
        kata.step(np.eye(3))
        assert any(path.startswith("/scratch/jax/") for path in kata.files())
        for path in (f"{keras_project.root}/.dojo/keras/keras.json", "/usr/mine"):
            with pytest.raises(OSError, match="Read-only"):
                kata.leave(path)
    assert contents(keras_project.root) == before


def test_the_next_worker_finds_no_file_of_the_last(box, looking):
    with closing(Remote(looking, 60.0, None, box)) as first:
        untouched = first.files()
        first.step(np.eye(3))
        for folder in ("/scratch/keras", "/scratch/jax", "/dev/shm"):
            first.leave(f"{folder}/mine")
        assert len(first.files()) >= len(untouched) + 4
        with closing(Remote(looking, 60.0, None, box)) as second:
            assert second.files() == untouched


def test_numbers_are_reckoned_on_one_thread(box, looking):
    with closing(Remote(looking, 60.0, None, box)) as kata:
        spent = kata.product(1000)
    assert max(spent) > 0.8 * sum(spent)  # 0.92; on two threads 0.3
