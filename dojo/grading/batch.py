"""Grading many submissions: what is new or changed goes to the judges, everything else lies in the journal.

Only this process writes results, one submission at a time: the journal first, then its reports.
"""

import json
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue

from dojo.grading import intake, task
from dojo.grading.journal import Brief, Journal
from dojo.grading.judge import Settings
from dojo.grading.key import Keys
from dojo.grading.progress import Progress
from dojo.grading.report import folder
from dojo.grading.result import KataResult, Result, State, from_json
from dojo.grading.signals import Stop


@dataclass
class Order:
    """A submission to be graded. kept: results that still hold. ids: the katas without one.

    ended: its result, where no judge is needed.
    """

    name: str
    path: Path
    kept: list[KataResult]
    ids: list[str]
    ended: Result | None = None


class Threads:
    """Judges in this process's threads, each on a core of its own, or on any where that is None.

    width: how many tasks to hand over at a time, so that none waits while results are written.
    """

    def __init__(self, cores: list[int | None]):
        self.width = 2 * len(cores)
        free: SimpleQueue = SimpleQueue()
        for core in cores:
            free.put(core)
        self._pool = ThreadPoolExecutor(len(cores), initializer=lambda: task.keep_to(free.get()))

    def submit(self, text: str) -> Future:
        return self._pool.submit(task.grade, text)

    def close(self, run: str) -> None:
        """End the judges, also those at work."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        task.end(run)
        self._pool.shutdown()


class Batch:
    """One run of `dojo grade`.

    found: names and paths of the submissions. ids: the katas to be graded. out: where journal and
    reports lie.
    """

    def __init__(self, found: list[tuple[str, Path]], ids: list[str], settings: Settings, out: Path):
        self.found, self.ids, self.out = found, ids, out
        self._settings, self._keys = settings, Keys(settings)
        self._run = uuid.uuid4().hex

    def grade(self, engine, journal: Journal, progress: Progress, stop: Stop) -> None:
        """Grade what needs it on `engine` and write every submission's reports; a signal ends it early."""
        ended: SimpleQueue = stop.queue
        waiting, flying = self._orders(journal), {}
        try:
            while not stop.signal:
                for order in waiting:
                    if order.ended:
                        self._keep(order, order.ended, journal, progress)
                    else:
                        flying[self._submitted(engine, order, ended)] = order
                    if len(flying) >= engine.width or stop.signal:
                        break
                if not flying:
                    break
                future = ended.get()
                if future is not None:
                    order = flying.pop(future)
                    self._keep(order, self._result(order, future), journal, progress)
        finally:
            engine.close(self._run)

    def report(self, journal: Journal) -> None:
        """Write the pages about all submissions."""
        brief = Brief()
        results = [brief.of(self._asked(journal.get(name))) for name, _ in self.found]
        katas = [self._keys.katas[id] for id in self.ids]
        folder.write_class(results, katas, self.out, self._settings.lang)

    def _orders(self, journal: Journal) -> Iterator[Order]:
        for name, path in self.found:
            yield self._order(name, path, journal.get(name))

    def _order(self, name: str, path: Path, known: Result | None) -> Order:
        """What is to be done about a submission, given what is known of it."""
        try:
            handed_in = intake.read(name, path, list(self._keys.katas.values()), self._settings.lang)
        except OSError as error:
            return Order(name, path, [], [], task.infra(name, str(path), error))
        if handed_in.problem:
            invalid = Result(name, str(path), State.INVALID_SUBMISSION, problem=handed_in.problem)
            return Order(name, path, [], [], invalid)
        kept = [kata for kata in (known.katas if known else []) if self._holds(kata, handed_in.files)]
        held = {kata.id for kata in kept}
        ids = [id for id in self.ids if id not in held]
        return Order(name, path, kept, ids, None if ids else task.whole(name, str(path), kept))

    def _holds(self, kata: KataResult, files: dict[str, bytes]) -> bool:
        """Whether a known result needs no grading: nobody asks for it, or nothing has changed since."""
        if kata.id not in self.ids:
            return True
        same = kata.key == self._keys.of(kata.id, files.get(kata.id))
        return same and kata.state != State.INFRA_ERROR

    def _submitted(self, engine, order: Order, ended: SimpleQueue) -> Future:
        future = engine.submit(task.task(self._run, order.name, order.path, order.ids, self._settings))
        future.add_done_callback(ended.put)
        return future

    def _result(self, order: Order, future: Future) -> Result:
        """The submission's whole result; a task that was lost is a fault of ours."""
        try:
            new = from_json(json.loads(future.result()))
        except Exception as error:
            new = task.infra(order.name, str(order.path), error)
        if new.problem:
            kept = order.kept if new.state == State.INFRA_ERROR else []
            return replace(new, path=str(order.path), katas=kept)
        place = {id: i for i, id in enumerate(self._keys.katas)}
        katas = sorted([*order.kept, *new.katas], key=lambda kata: place.get(kata.id, -1))
        return task.whole(order.name, str(order.path), katas)

    def _keep(self, order: Order, result: Result, journal: Journal, progress: Progress) -> None:
        """Into the journal where it is new, then to the reports, then to the screen."""
        if result != journal.get(result.name):
            journal.append(result)
        asked = self._asked(result)
        folder.write(asked, self.out, self._settings.lang)
        progress.tell(asked)

    def _asked(self, result: Result) -> Result:
        """The result for the katas that this run is about."""
        if result.problem:
            return replace(result, katas=[kata for kata in result.katas if kata.id in self.ids])
        katas = [kata for kata in result.katas if kata.id in self.ids]
        return task.whole(result.name, result.path, katas)
