"""A failed test, as the learner reads it: what was asked, what came, and where to look."""

from dataclasses import dataclass, field, replace


@dataclass
class Finding:
    """kind: a key of progress.LADDER, or "fault" for one of the tests' own. sentence: what the test asks.

    what: the headline. facts: (label, words), in order. line: of the kata's file. test: its function's
    name. function: of the kata, whose answers the test rejected, or None; suspects: names of the
    known mistakes that behave as it does.
    """

    kind: str
    sentence: str
    what: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    line: int | None = None
    test: str = ""
    function: str | None = None
    suspects: list[str] = field(default_factory=list)

    def with_cause(self, label: str, words: str | None) -> "Finding":
        """The same with `words`, or nothing, in the place of the cause that the values alone gave away."""
        others = [fact for fact in self.facts if fact[0] != label]
        place = next((i for i, fact in enumerate(self.facts) if fact[0] == label), len(others))
        return replace(self, facts=[*others[:place], *[(label, words)] * bool(words), *others[place:]])

    @property
    def text(self) -> str:
        """The finding on plain lines, for JUnit files and IDEs."""
        facts = [f"  {label}: {words}" for label, words in self.facts]
        return "\n".join([self.sentence, self.what, *facts])
