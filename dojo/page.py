"""What a learner reads after a run: the map, the kata in hand, and the next step as the last lines."""

import io
import os
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dojo import map as chart
from dojo.curriculum import Kata
from dojo.finding import Finding
from dojo.progress import Standing, Verdict, in_hand
from dojo.words import say, translated

ONCE = (
    "not_started",
    "no_import",
    "missing",
    "unwritten",
    "not_run",
)  # said once for all the tests they stop
WHOLE = 3  # findings of one kata shown whole; the others take a line each


@dataclass
class Page:
    """The result of a run, and the terminal it is shown on.

    findings: of each kata that ran, in the order of its tests. scores: of each, the shares of MNIST's
    test digits that it has read right, one a backend. hidden: katas that passed before.
    verbosity: pytest's; -1 leaves out the map, 1 shows every finding whole.
    """

    katas: list[Kata]
    standings: dict[str, Standing]
    findings: dict[str, list[Finding]]
    lang: str
    width: int = 80
    encoding: str | None = "utf-8"
    verbosity: int = 0
    scores: dict[str, list[float]] = field(default_factory=dict)
    hidden: int = 0
    seed: int = 0
    submission: str | None = None

    def lines(self) -> list[Text]:
        """The whole page."""
        hand = self._in_hand()
        top = [] if self.verbosity < 0 else [Text(), *self._map(), Text()]
        others = [k for k in self.katas if k.id in self.findings and k is not hand]
        middle = [line for kata in others for line in self._kata(kata, whole=0)]
        middle += [Text()] * bool(middle and middle[-1].plain)
        mine = self._kata(hand, self._whole) if hand is not None and hand.id in self.findings else []
        mine += [Text()] * bool(mine and mine[-1].plain)
        return [*top, *middle, *mine, *self._last(hand)]

    def screen(self, height: int | None) -> list[Text]:
        """The same for a screen that is drawn anew: what was found, the map, and the file as its last line.

        height: its rows; where they are few, all findings but the first are shortened, then the map is,
        and what still finds no room is cut off below the first.
        """
        hand = next(kata for kata in self.katas if kata.id in self.findings)
        for whole, map_ in ((WHOLE, self._map), (1, self._map), (1, self._marks)):
            found = self._kata(hand, whole)
            found += [Text()] * bool(found[-1].plain)
            below = [*map_(), Text(), Text("  " + self._place(hand), style="cyan")]
            room = len(found) if height is None else height - len(below) - 1
            if len(found) <= room:
                return [Text(), *found, *below]
        more = self._wrapped(say(self.lang, "more", kata=hand.number), "    … ", "dim")
        return [Text(), *found[: room - len(more) - 1], *more, Text(), *below]

    def _marks(self) -> list[Text]:
        """The map in one line: a mark for every place."""
        line = Text("  ")
        for kata in self.katas:
            verdict = self._verdict(kata)
            line.append(chart.mark(verdict, self.encoding), style=chart.MARKS[verdict][2])
        return [line.append("  " + self._done())]

    def _done(self) -> str:
        done = sum(s.verdict == Verdict.DONE for s in self.standings.values())
        return say(self.lang, "done_of", done=done, all=sum(kata.built for kata in self.katas))

    @property
    def _whole(self) -> int:
        return 10**6 if self.verbosity > 0 else WHOLE

    def _in_hand(self) -> Kata | None:
        """The first kata that ran and is not done; else the one to go on with."""
        open_ = [k for k in self.katas if k.built and self._verdict(k) != Verdict.DONE]
        later = None if self.submission else in_hand(self.katas, self.standings)
        return next((k for k in open_ if self.findings.get(k.id)), later)

    def _verdict(self, kata: Kata) -> Verdict:
        return self.standings[kata.id].verdict

    def _map(self) -> list[Text]:
        untouched = {s.verdict for s in self.standings.values()} <= {Verdict.NOT_BUILT, Verdict.NOT_STARTED}
        greeting = self._wrapped(say(self.lang, "greeting"), "  ") if untouched else []
        lines = [*greeting, *self._wrapped(self._done(), "  ", "bold"), Text()]
        lines += chart.draw(self.katas, self.standings, self.width, self.lang, self.encoding)
        for kata in self.katas:
            for reason in self.standings[kata.id].blocked:
                head = f"  {chart.mark(Verdict.BLOCKED, self.encoding)} {kata.number} "
                lines += self._wrapped(say(self.lang, "blocked", reason=translated(reason, self.lang)), head)
        if self.hidden:
            lines.append(Text("  " + say(self.lang, "unchanged", n=self.hidden), style="dim"))
        return lines

    def _kata(self, kata: Kata, whole: int) -> list[Text]:
        """A kata's headline and its findings, the first `whole` of them in full."""
        standing, title = self.standings[kata.id], f"{kata.number} {kata.titles[self.lang]}"
        words = f"{title} – {say(self.lang, f'verdict.{standing.verdict}')}"
        if standing.total:
            words += ": " + say(self.lang, "passed_of", passed=standing.passed, all=standing.total)
        findings = _distinct(self.findings.get(kata.id, []))
        mark = chart.mark(standing.verdict, self.encoding)
        lines = self._wrapped(words, f"  {mark} ", "bold")
        if scores := self.scores.get(kata.id):
            shares = ", ".join(f"{score:.2%}" for score in scores)
            lines += self._wrapped(say(self.lang, "score", shares=shares), "    ")
        lines += [Text()] * bool(findings)
        shown = _leading(findings, whole)
        for finding in shown:
            lines += [*self._finding(finding), Text()]
        rest = [finding for finding in findings if finding not in shown]
        failed = [finding for finding in rest if finding.kind not in ONCE]
        told = [line for pair in zip(failed, [*failed[1:], None]) for line in self._short(*pair)]
        left = [line for finding in rest if finding.kind in ONCE for line in self._short(finding)]
        lines += [*told, *[Text()] * bool(told and left), *left]
        if any(finding.facts for finding in rest):
            lines += self._wrapped(say(self.lang, "more", kata=kata.number), "    ", "dim")
        if standing.verdict == Verdict.DONE:
            keys = ["look", "compare"] if kata.solution.exists() else ["look"]
            words = "   ".join(say(self.lang, key, kata=kata.number) for key in keys)
            lines += self._wrapped(words, "    ", "dim")
        return [*lines, Text()] if rest else lines

    def _finding(self, finding: Finding) -> list[Text]:
        """One failed test: its sentence, the headline, the facts in a column of labels."""
        cross = chart.mark(Verdict.WRONG, self.encoding)
        lines = []
        if finding.kind not in ONCE:
            lines += self._wrapped(finding.sentence, f"  {cross} ", "bold")
        lines += self._wrapped(finding.what, "    ", "yellow" if lines else "bold yellow")
        room = max((cell_len(label) for label, _ in finding.facts), default=0) + 2
        for label, words in finding.facts:
            head = "    " + label + " " * (room - cell_len(label))
            for row in words.splitlines():
                lines += self._wrapped(row, head)
                head = " " * cell_len(head)
        return lines

    def _short(self, finding: Finding, following: Finding | None = None) -> list[Text]:
        """A finding by its sentence and headline alone, and that only where the next one's is another."""
        if finding.kind in ONCE:
            words = " ".join([finding.what, *(fact for _, fact in finding.facts)])
            return self._wrapped(words, "    ")
        cross = chart.mark(Verdict.WRONG, self.encoding)
        sentence = self._wrapped(finding.sentence, f"  {cross} ")
        if following is not None and following.what == finding.what:
            return sentence
        return [*sentence, *self._wrapped(finding.what, "    ", "yellow")]

    def _wrapped(self, words: str, head: str, style: str = "") -> list[Text]:
        """`words` in lines no wider than the terminal, under one another behind `head`."""
        room = max(20, self.width - cell_len(head))
        console = Console(width=room, file=io.StringIO())
        rows = Text(words).wrap(console, room)
        lines = []
        for row in rows:
            row.rstrip()
            lines.append(Text(head).append(row.plain, style=style))
            head = " " * cell_len(head)
        return lines

    def _last(self, hand: Kata | None) -> list[Text]:
        """Where to look and what to type: the very last lines on the screen."""
        if hand is None:
            words = say(self.lang, "handed_in" if self.submission else "all_done")
            return self._wrapped(words, "  ", "bold green")
        findings = self.findings.get(hand.id, [])
        lines = []
        if self._verdict(hand) == Verdict.NOT_STARTED:
            guide = hand.guide(self.lang).relative_to(hand.root)
            title = f"{hand.number} {hand.titles[self.lang]}"
            lines += [Text("  " + say(self.lang, "next", title=title), style="bold")]
            lines += self._wrapped(say(self.lang, "welcome", guide=guide), "  ")
            lines += [Text()]
        chosen = f" --submission={self.submission}" if self.submission else ""
        command = f"pytest{chosen} -k {hand.number}"
        if any(f.kind in ("wrong", "slow") for f in findings):
            command += f" --seed {self.seed}"
        place = self._place(hand)
        return [*lines, Text(f"  {place}", style="cyan"), Text(f"  {command}", style="cyan")]

    def _place(self, hand: Kata) -> str:
        """Where to look, as editors open it."""
        findings = self.findings.get(hand.id, [])
        line = next((f.line for f in findings if f.line), hand.line)
        return f"{os.path.relpath(hand.path)}:{line}"


def _distinct(findings: list[Finding]) -> list[Finding]:
    """One finding for a sentence, for a function not yet written, or for a kata that does not import."""
    seen, kept = set(), []
    order = {"missing": -1, "unwritten": 1, "not_run": 1}
    findings = sorted(findings, key=lambda finding: order.get(finding.kind, 0))
    for finding in findings:
        key = finding.what if finding.kind in ONCE else finding.sentence
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept


def _leading(findings: list[Finding], most: int) -> list[Finding]:
    """Up to `most` findings to show whole: the first of every function, then others, in their order."""
    seen, first = set(), []
    for finding in findings:
        if finding.function is None or finding.function not in seen:
            first.append(finding)
            seen.add(finding.function)
    others = [finding for finding in findings if finding not in first]
    chosen = [*first, *others][:most]
    return [finding for finding in findings if finding in chosen]


def rendered(lines: list[Text], width: int, colour: bool) -> str:
    """The lines as a string with or without colour codes, never cut or wrapped again."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width + 1,
        force_terminal=colour,
        color_system="standard" if colour else None,
    )
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False)
    return out.getvalue()
