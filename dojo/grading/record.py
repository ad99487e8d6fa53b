"""What becomes of the tests of one submission: a pytest plugin that tells of each as it ends."""

from collections.abc import Callable
from dataclasses import asdict
from errno import EAGAIN, EFBIG, EMFILE, ENOMEM, ENOSPC
from time import monotonic

import pytest

from dojo import curriculum
from dojo.explain import explain
from dojo.fault import Crashed, NotRun, NoWorker, TooSlow
from dojo.finding import Finding
from dojo.grading.result import State
from dojo.session import Session

STATES = {
    "timed_out": State.TIMEOUT,
    "crashed": State.CRASHED,
    "not_started": State.NOT_RUN,
    "not_run": State.NOT_RUN,
    "fault": State.INFRA_ERROR,
}
# no more processes, memory, descriptors, length of a file, disk
FULL = tuple(f"[Errno {code}]" for code in (EAGAIN, ENOMEM, EMFILE, EFBIG, ENOSPC))
BUDGET = 15.0  # seconds for the mistakes of one kata: JAX begins anew for each, and takes 0.4 s and more
SHARE = 0.2  # of a submission's time that may go into mistakes: the tests come first
KILLED = ("Killed", "File size limit exceeded", "an answer of", "a frame of")
NEARLY = 1 / 3  # of the speed asked for


class Record:
    """Tells ["begin", test] and ["end", test, state, finding, blocked] by `tell`.

    A test that hangs stops the others of its kata; the first wrong answer of each is diagnosed.
    seconds: the limit of the submission. nearly: whether the last test was nearly fast enough, so that
    the machine may be to blame.
    """

    def __init__(self, session: Session, seconds: float, tell: Callable[..., None]):
        self._session, self._tell = session, tell
        self._hung: set[str] = set()
        self._diagnosed: set[str] = set()
        self._left = SHARE * seconds

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.nearly = False
        self._tell("begin", nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if self._kata(item).id in self._hung:
            raise NotRun

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo):
        report = yield
        if report.failed:
            self._failed(item, call.excinfo.value, report)
        elif report.skipped:
            reason = str(report.longrepr[-1]).rpartition("blocked: ")[2]
            self._tell("end", item.nodeid, None, None, reason)
        elif report.when == "call":
            self._tell("end", item.nodeid, State.PASSED, None, "")
        return report

    def _failed(self, item: pytest.Item, error: BaseException, report: pytest.TestReport) -> None:
        kata = self._kata(item)
        self.nearly = isinstance(error, TooSlow) and error.share > NEARLY
        budget = 0 if kata.id in self._diagnosed else min(BUDGET, self._left)
        began = monotonic()
        try:
            finding = explain(error, item, kata, self._session.lang, report.capstdout, budget)
        except Exception as fault:  # words of a learner's that nobody foresaw: wrong, whatever they are
            finding = Finding("wrong", item.name, f"{type(fault).__name__}: {fault}", test=item.originalname)
        self._left = max(0.0, self._left - (monotonic() - began))
        state = STATES.get(finding.kind, State.FAILED)
        if exhausted(error):
            state = State.RESOURCE_LIMIT
        if report.when == "teardown" or isinstance(error, NoWorker):
            state = State.INFRA_ERROR
        if state == State.TIMEOUT:
            self._hung.add(kata.id)
        if finding.kind in ("wrong", "slow"):
            self._diagnosed.add(kata.id)
        self._tell("end", item.nodeid, state, asdict(finding), "")

    def _kata(self, item: pytest.Item) -> curriculum.Kata:
        return curriculum.find(self._session.katas, item.path)


def exhausted(error: BaseException) -> bool:
    """Whether an error says that memory, disk, processes or the size of an answer ran out."""
    words = str(error)
    killed = isinstance(error, Crashed) and words.startswith(KILLED)
    return killed or isinstance(error, MemoryError) or (isinstance(error, OSError) and words.startswith(FULL))
