"""`judge.files`: a test writes and looks where its kata runs: in this process, a worker, the sandbox."""

from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from judge import files
from judge.sandboxed import sandboxed

from dojo.grading.sandbox import Sandbox
from dojo.local import Local
from dojo.remote import Remote
from dojo.room import Here

KATA = """
import os, tempfile
def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return os.path.abspath(path)
def leave(data): return write(os.path.join(tempfile.mkdtemp(), "left"), data)
def has(path): return os.path.exists(path)
def scratch(): return "the kata's own"
taken = copies = scratch
"""
DATA = b"bytes that no other file holds: 8f1c"


@pytest.fixture(params=["here", "worker", pytest.param("sandbox", marks=sandboxed)])
def kata(request, tmp_path, monkeypatch):
    path = tmp_path / "k99_any.py"
    path.write_text(KATA)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    if request.param == "here":
        yield Local(path, 5.0, None)
        return
    box = Sandbox({}, 2**29) if request.param == "sandbox" else None
    with closing(box) if box else nullcontext(), closing(Remote(path, 5.0, None, box or Here({}))) as remote:
        yield remote


def test_what_the_kata_writes_is_taken_and_its_folder_is_gone(kata):
    path = files.scratch(kata, "some.keras")
    assert Path(path).name == "some.keras" and not kata.has(path)
    kata.write(path, DATA)
    assert files.taken(kata, path) == DATA
    assert not kata.has(str(Path(path).parent))


def test_copies_are_found_where_python_runs_and_among_temporary_files_and_removed(kata):
    left = {kata.write("left-behind", DATA), kata.leave(DATA)}
    kata.write("other", DATA[:-1] + b"!")
    assert {Path(name).name for name in files.copies(kata, DATA)} == {"left-behind", "left"}
    assert not any(map(kata.has, left)) and kata.has("other")
    assert files.copies(kata, DATA) == []


def test_functions_of_these_names_are_the_kata_s_own(kata):
    assert kata.scratch() == kata.taken() == kata.copies() == "the kata's own"


@sandboxed
def test_a_sandbox_is_asked_and_not_this_machine(tmp_path):
    path, here = tmp_path / "k99_any.py", tmp_path / "here"
    path.write_text(KATA)
    here.write_bytes(DATA)
    with closing(Sandbox({}, 2**29)) as box, closing(Remote(path, 5.0, None, box)) as kata:
        with pytest.raises(OSError, match="No such file"):
            files.taken(kata, str(here))
        left = kata.leave(DATA)
        assert not Path(left).exists() and files.copies(kata, DATA) == [left]
    assert here.read_bytes() == DATA
