"""Grading one submission: the same function in a thread, and on a worker of Dask; JSON in, JSON out."""

import atexit
import json
import threading
from dataclasses import asdict, replace
from pathlib import Path

from dojo import words
from dojo.grading import intake
from dojo.grading.judge import Judge, Settings
from dojo.grading.key import Keys
from dojo.grading.result import KataResult, Result, State, to_json, worst

_local = threading.local()  # .bench: the Bench of this thread
_benches: set["Bench"] = set()
_ended: set[str] = set()
_lock = threading.Lock()


class Ended(Exception):
    """The run that a task belongs to has been ended."""


def task(run: str, name: str, path: Path, ids: list[str], settings: Settings) -> str:
    """The task of grading the katas `ids` of a submission. run: whatever tells this run from others."""
    row = {"run": run, "name": name, "path": str(path.absolute()), "katas": ids}
    return json.dumps(row | {"settings": asdict(settings)})


def grade(text: str) -> str:
    """The verdict on a `task`, with the key of each kata graded; infra_error where the fault is ours."""
    row = json.loads(text)
    name, path = row["name"], row["path"]
    try:
        bench = _bench(row["run"], _settings(row["settings"]))
        result = bench.grade(name, Path(path), row["katas"])
    except Exception as error:  # whatever it is, it is no grade
        result = infra(name, path, error)
    return json.dumps(to_json(result))


def whole(name: str, path: str, katas: list[KataResult]) -> Result:
    """The submission's result from those of its katas; each of these tells how long its whole run took."""
    state = worst([kata.state for kata in katas])
    return Result(name, path, state, katas, seconds=max([kata.seconds for kata in katas], default=0.0))


def infra(name: str, path: str, error: BaseException) -> Result:
    """The result of a submission that could not be graded, by a fault of ours."""
    return Result(name, path, State.INFRA_ERROR, problem=f"{type(error).__name__}: {error}"[:500])


def end(run: str | None = None) -> None:
    """End the judges of a run, also those at work, and start none for it again; without one, all judges."""
    with _lock:
        ending = [bench for bench in _benches if run in (None, bench.run)]
        _benches.difference_update(ending)
        _ended.update(bench.run for bench in ending)
        _ended.update([run] if run else [])
    for bench in ending:
        bench.close()


atexit.register(end)


def keep_to(core: int | None) -> None:
    """Have the judges of this thread keep to one core."""
    _local.core = core


def _settings(row: dict) -> Settings:
    return Settings(**row | {"katas": tuple(row["katas"]), "tests": tuple(row["tests"])})


def _bench(run: str, settings: Settings) -> "Bench":
    """This thread's bench for the run; that of another run is closed: files may have changed since."""
    bench = getattr(_local, "bench", None)
    if bench is None or bench.run != run:
        if bench:
            bench.close()
        core = getattr(_local, "core", None)
        bench = _local.bench = Bench(run, replace(settings, core=core))
    return bench


class Bench:
    """One judge, made when it is first needed, and the keys of its results."""

    def __init__(self, run: str, settings: Settings):
        self.run, self._settings = run, settings
        self._keys, self._judge = Keys(settings), None

    def grade(self, name: str, path: Path, ids: list[str]) -> Result:
        """Take the submission in and grade its katas `ids`; what is infra_error then, once more."""
        katas = list(self._keys.katas.values())
        handed_in = intake.read(name, path, katas, self._settings.lang)
        if handed_in.problem:
            return Result(name, str(path), State.INVALID_SUBMISSION, problem=handed_in.problem)
        found = self._judged(handed_in.files, ids)
        lost = [id for id in ids if found[id].state == State.INFRA_ERROR]
        if lost:
            self.close()
            found |= self._judged(handed_in.files, lost)
        keyed = [replace(found[id], key=self._keys.of(id, handed_in.files.get(id))) for id in ids]
        return whole(name, str(path), keyed)

    def _judged(self, files: dict[str, bytes], ids: list[str]) -> dict[str, KataResult]:
        """A result for each of `ids`, also of those that are not handed in, whatever the judge answers."""
        self._open()
        answer = self._judge.grade({id: files[id] for id in ids if id in files})
        found = {result.id: result for result in answer}
        none = words.say(self._settings.lang, "grade.no_verdict")
        return {id: found.get(id) or KataResult(id, "", State.INFRA_ERROR, message=none) for id in ids}

    def _open(self) -> None:
        with _lock:
            if self.run in _ended:
                raise Ended(self.run)
            self._judge = self._judge or Judge(self._settings)
            _benches.add(self)

    def close(self) -> None:
        """End the judge; from another thread too, while it grades."""
        judge, self._judge = self._judge, None
        _benches.discard(self)
        if judge:
            judge.close()
