"""From what was told of the tests of a kata to the verdict on it."""

from dataclasses import dataclass

import pytest

from dojo import diagnosis, mistake
from dojo.curriculum import Kata
from dojo.explain import sentence
from dojo.finding import Finding
from dojo.grading.points import Points
from dojo.grading.result import KataResult, State, Test, Visibility, worst
from dojo.grading.told import Told
from dojo.progress import LADDER
from dojo.words import say

RANKS = [*LADDER, "not_run"]  # of what was found, which a learner is told first


@dataclass(frozen=True)
class Verdicts:
    """Gives verdicts in one language."""

    points: Points
    lang: str

    def of(self, kata: Kata, items: list[pytest.Item], told: Told, seconds: float) -> KataResult:
        """The verdict on a kata. items: all of its tests, told of or not. seconds: the submission took."""
        runnable = [item for item in items if not item.get_closest_marker("skip")]
        started = told.started.get(kata.id, True)
        cases: dict[str, list[pytest.Item]] = {}
        for item in runnable:
            cases.setdefault(item.originalname, []).append(item)
        tests = [self._test(kata, group, told, started) for group in cases.values()]
        tests = [test for test in tests if test]
        state = worst([test.state for test in tests]) if started else State.NOT_RUN
        blocked = {told.blocked[item.nodeid] for item in runnable if item.nodeid in told.blocked}
        message, mistake = self._message(kata, items, told, tests)
        return KataResult(kata.id, "", state, started, tests, sorted(blocked), message, mistake, seconds)

    def _test(self, kata: Kata, cases: list[pytest.Item], told: Told, started: bool) -> Test | None:
        """All cases of one test together; None where this machine can run none of them."""
        ids = [item.nodeid for item in cases if item.nodeid not in told.blocked]
        if not ids:
            return None
        points, speed, seen = self.points.of(cases[0], kata)
        state = worst([told.state(name) for name in ids]) if started else State.NOT_RUN
        failed = next((told.findings[name] for name in ids if name in told.findings), None)
        message = failed.text if failed and seen == Visibility.PUBLIC else ""
        return Test(cases[0].originalname, sentence(cases[0], self.lang), state, points, speed, seen, message)

    def _message(
        self, kata: Kata, items: list[pytest.Item], told: Told, tests: list[Test]
    ) -> tuple[str, str]:
        """The finding to look at first, as a learner would read it, and the mistake behind it."""
        public = {test.name for test in tests if test.visibility == Visibility.PUBLIC}
        found = [told.findings[item.nodeid] for item in items if item.nodeid in told.findings]
        shown = [finding for finding in found if finding.test in public]
        if not shown:
            return say(self.lang, "grade.hidden") if found else told.broken, ""
        first = min(shown, key=lambda finding: RANKS.index(finding.kind))
        first, named = self._caused(first, tests, kata)
        return first.text, named

    def _caused(self, finding: Finding, tests: list[Test], kata: Kata) -> tuple[Finding, str]:
        """The finding with the question of the known mistake that behaves alike, and the mistake's name."""
        if not finding.suspects:
            return finding, ""
        passed = {test.name for test in tests if test.state == State.PASSED}
        chosen = diagnosis.choose([finding], passed, mistake.read(kata.mistakes)).get(0, [])
        words = "\n".join(getattr(one, self.lang) for one in chosen)
        named = chosen[0].name if len(chosen) == 1 else ""
        return finding.with_cause(say(self.lang, "label.cause"), words), named
