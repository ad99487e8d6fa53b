"""A failed test, as the learner reads it: what was asked, what came, and where to look."""

from dataclasses import dataclass, field


@dataclass
class Finding:
    """kind: a key of progress.LADDER, or "fault" for one of the tests' own. sentence: what the test asks.

    what: the headline. facts: (label, words), in order. line: of the kata's file.
    """

    kind: str
    sentence: str
    what: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    line: int | None = None

    @property
    def text(self) -> str:
        """The finding on plain lines, for JUnit files and IDEs."""
        facts = [f"  {label}: {words}" for label, words in self.facts]
        return "\n".join([self.sentence, self.what, *facts])
