"""The journal: what a crash leaves of it, and who may write it."""

import json
import os
from dataclasses import replace

import pytest

from dojo.grading.journal import VERSION, Brief, Journal
from dojo.grading.result import KataResult, Result, State
from dojo.grading.result import Test as Row
from dojo.spoken import Problem


def result(name: str, state: State = State.PASSED) -> Result:
    tests = [Row("test_it", "그렇습니다.", state, points=2.0, message="\x1b[31m\ud800")]
    return Result(
        name, f"in/{name}", state, [KataResult("k01_double", "key", state, tests=tests)], seconds=0.5
    )


@pytest.fixture
def path(tmp_path):
    """A journal of two submissions."""
    path = tmp_path / "grades" / "journal.jsonl"
    with Journal(path) as journal:
        journal.append(result("ada"))
        journal.append(result("ben"))
    return path


def test_a_result_comes_back_as_it_was(path):
    with Journal(path) as journal:
        assert journal.get("ada") == result("ada") and journal.get("eve") is None


def test_the_last_line_of_a_submission_counts(path):
    with Journal(path) as journal:
        journal.append(result("ada", State.FAILED))
        assert journal.get("ada") == result("ada", State.FAILED)
    with Journal(path) as journal:
        assert journal.get("ada") == result("ada", State.FAILED) and journal.get("ben") == result("ben")


def test_a_torn_last_line_is_cut_off_wherever_it_was_torn(path):
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with Journal(path) as journal:
            assert (journal.get("ada") is not None) == (length >= first)
            assert journal.get("ben") is None
            journal.append(result("eve"))
        kept = whole[:first] if length >= first else b""
        assert path.read_bytes().startswith(kept) and path.read_bytes().count(b"\n") == bool(kept) + 1
        with Journal(path) as journal:
            assert journal.get("eve") == result("eve")


def test_a_torn_line_longer_than_a_block_is_cut_off(path):
    whole = path.read_bytes()
    path.write_bytes(whole + b"x" * 300_000)
    with Journal(path) as journal:
        assert journal.get("ben") == result("ben")
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "line",
    [
        b"not json\n",
        b"\x00" * 40 + b"\n",
        b"\xff\xfe\n",
        b"[]\n",
        b"7\n",
        b"{}\n",
        b'{"version": 1}\n',
        b'{"version": 1, "result": []}\n',
        b'{"version": 1, "result": {"name": "ada"}}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_an_unreadable_line_stands_for_nothing(path, line):
    path.write_bytes(line + path.read_bytes().replace(b'"ada"', b'"eve"', 1) + line)
    with Journal(path) as journal:
        assert journal.get("ada") is None and journal.get("ben") == result("ben")


@pytest.mark.parametrize("change", [{"version": VERSION + 1}, {"version": None}])
def test_a_line_of_another_version_stands_for_nothing(path, change):
    lines = [json.dumps(json.loads(line) | change) for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines) + "\n")
    with Journal(path) as journal:
        assert journal.get("ada") is None and journal.get("ben") is None


def test_a_result_with_other_fields_stands_for_nothing(path):
    path.write_text(path.read_text().replace('"started"', '"begun"'))
    with Journal(path) as journal:
        assert journal.get("ada") is None


def test_nobody_else_writes_meanwhile(path):
    with Journal(path), pytest.raises(Problem, match=str(path.parent)):
        Journal(path)
    Journal(path).close()


def test_a_line_is_on_the_disk_before_append_returns(path, monkeypatch):
    synced = []
    with Journal(path) as journal:
        monkeypatch.setattr(os, "fsync", lambda fd: synced.append(path.read_bytes()))
        journal.append(result("eve"))
    assert len(synced) == 1 and json.loads(synced[0].splitlines()[-1])["result"]["name"] == "eve"


def test_a_brief_has_all_but_the_messages_of_tests():
    brief, one, two = Brief(), result("ada", State.FAILED), result("ben", State.FAILED)
    ada, ben = brief.of(one), brief.of(two)
    assert (ada.name, ada.state, ada.katas[0].points()) == ("ada", State.FAILED, 2.0)
    assert ada.katas[0].tests[0] is ben.katas[0].tests[0]
    assert ada.katas[0].tests[0] == replace(one.katas[0].tests[0], message="")
