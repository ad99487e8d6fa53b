"""The plugin of a learner's run: explains each failed test, keeps the progress, shows the page.

Under xdist the processes that run tests only explain; the one that owns the terminal tallies.
"""

import sys
from dataclasses import asdict, dataclass, field, replace

import pytest

from dojo import curriculum, mistake
from dojo.curriculum import Kata
from dojo.fault import NotRun
from dojo.finding import Finding
from dojo.page import Page, rendered
from dojo.progress import Standing, Verdict, verdict
from dojo.session import Session
from dojo.words import say, writable


@dataclass
class Tally:
    """What the tests of one kata said.

    absent: the reasons of those that this machine cannot run; they are in none of the other counts.
    """

    total: int = 0
    passed: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether all of the kata's tests have run, not only chosen ones."""
        return len(self.passed) + len(self.blocked) + len(self.findings) == self.total

    def standing(self, hash: str) -> Standing:
        kinds = [finding.kind for finding in self.findings]
        told = verdict(kinds, len(self.passed))
        if told == Verdict.DONE and not self.whole:
            told = Verdict.UNFINISHED
        runnable = self.total - len(self.blocked)
        return Standing(told, len(self.passed), runnable, hash, sorted({*self.blocked, *self.absent}))


class Run:
    """Hooks of pytest, for one session."""

    def __init__(self, session: Session):
        self.session = session
        self.tallies: dict[str, Tally] = {}
        self.counts: dict[str, int] = {}
        self.hung: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Count a kata's tests before any is deselected, but for those that the machine cannot run."""
        for item in items:
            if (kata := self._kata(item)) and not item.get_closest_marker("skip"):
                self.counts[kata.id] = self.counts.get(kata.id, 0) + 1

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """One hanging call is enough: the other tests of that kata would only wait as well."""
        kata = self._kata(item)
        if kata and kata.id in self.hung:
            raise NotRun

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo):
        report = yield
        kata = self._kata(item)
        if kata is None or not (report.failed or report.skipped or report.when == "call"):
            return report
        report.kata, report.of = kata.id, self.counts.get(kata.id, 0)
        report.test, report.absent = item.originalname, bool(item.get_closest_marker("skip"))
        if report.failed:
            from dojo.explain import explain  # brings NumPy, which a run without failures may not need

            printed = report.capstdout + report.capstderr
            finding = explain(call.excinfo.value, item, kata, self.session.lang, printed)
            if finding.kind == "timed_out":
                self.hung.add(kata.id)
            report.finding = asdict(finding)
            if finding.kind != "fault":
                passed = self.tallies[kata.id].passed if kata.id in self.tallies else []
                report.longrepr = self._diagnosed(kata, [finding], passed)[0].text
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not hasattr(report, "kata"):
            return
        tally = self.tallies.setdefault(report.kata, Tally())
        tally.total = report.of
        tally.scores += [score for name, score in report.user_properties if name == "score"]
        if report.failed:
            tally.findings.append(Finding(**report.finding))
        elif report.skipped:
            reasons = tally.absent if report.absent else tally.blocked
            reasons.append(str(report.longrepr[-1]).rpartition("blocked: ")[2])
        else:
            tally.passed.append(report.test)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session):
        result = yield
        if hasattr(session.config, "workerinput") or session.config.option.collectonly:
            return result
        standings = self.standings()
        ended = {name: standings[name] for name, tally in self.tallies.items() if tally.whole}
        if ended:
            self.session.progress.keep(ended)
        built = [standings[k.id].verdict for k in self.session.katas if k.built]
        nothing = session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.session.planned
        if nothing and set(built) == {Verdict.DONE}:
            session.exitstatus = pytest.ExitCode.OK
        self._show(standings)
        return result

    def standings(self) -> dict[str, Standing]:
        """Of every kata: what this run found, else what was known before."""
        progress = self.session.progress
        known = progress.standings(self.session.katas)
        for kata in self.session.katas:
            tally = self.tallies.get(kata.id)
            if tally:
                known[kata.id] = tally.standing(progress.hash(kata))
        return known

    @property
    def failed(self) -> bool:
        """Whether any test has failed so far."""
        return any(tally.findings for tally in self.tallies.values())

    def page(self, standings: dict[str, Standing], **terminal: object) -> Page:
        """What there is to show. terminal: its width, encoding and verbosity."""
        return Page(
            self.session.katas,
            standings,
            {k.id: self._findings(k) for k in self.session.katas if k.id in self.tallies},
            self.session.lang,
            scores={name: tally.scores for name, tally in self.tallies.items()},
            hidden=sum(self.session.skips(k) and k.id not in self.tallies for k in self.session.katas),
            seed=self.session.options.seed,
            submission=self.session.submission and str(self.session.submission),
            **terminal,
        )

    def _findings(self, kata: Kata) -> list[Finding]:
        """What the tests of a kata have found; the first that is wrong also says how to get a hint."""
        tally, lang = self.tallies[kata.id], self.session.lang
        told = self._diagnosed(kata, tally.findings, tally.passed)
        first = next((i for i, finding in enumerate(told) if finding.kind in ("wrong", "slow")), None)
        if first is not None:
            hint = (say(lang, "label.hint"), f"dojo hint {kata.number}")
            told[first] = replace(told[first], facts=[*told[first].facts, hint])
        return told

    def _diagnosed(self, kata: Kata, findings: list[Finding], passed: list[str]) -> list[Finding]:
        """The findings, each known mistake that explains some of them among the facts of the first."""
        if not any(finding.suspects for finding in findings):
            return list(findings)
        from dojo import diagnosis

        lang = self.session.lang
        chosen = diagnosis.choose(findings, passed, mistake.read(kata.mistakes))
        told = {m.name for mistakes in chosen.values() for m in mistakes}
        return [
            finding.with_cause(
                say(lang, "label.cause"), "\n".join(getattr(m, lang) for m in chosen.get(i, []))
            )
            if told & set(finding.suspects)
            else finding
            for i, finding in enumerate(findings)
        ]

    def _show(self, standings: dict[str, Standing]) -> None:
        reporter = self.session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is None:
            return
        width, colour = reporter._tw.fullwidth, reporter._tw.hasmarkup
        page = self.page(standings, width=width, encoding=sys.stdout.encoding, verbosity=reporter.verbosity)
        reporter.write(writable(rendered(page.lines(), width, colour), sys.stdout.encoding))

    def _kata(self, item: pytest.Item) -> Kata | None:
        return curriculum.find(self.session.katas, item.path)
