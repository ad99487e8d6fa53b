"""A state in one character and in words: never in colour alone."""

from dojo.grading.result import KataResult, Result, State
from dojo.words import say

NOT_STARTED, BEGUN = "not_started", "begun"
MARKS = {
    State.PASSED: "✓",
    State.FAILED: "✗",
    State.TIMEOUT: "∞",
    State.CRASHED: "!",
    State.RESOURCE_LIMIT: "↑",
    State.NOT_RUN: "⊘",
    BEGUN: "▸",
    NOT_STARTED: "◦",
    State.INVALID_SUBMISSION: "∅",
    State.INFRA_ERROR: "?",
}


def standing(kata: KataResult) -> str:
    """The state of a kata, or NOT_STARTED: an empty kata is not a wrong one."""
    untouched = not kata.started and kata.state in (State.FAILED, State.NOT_RUN)
    return NOT_STARTED if untouched else kata.state


def overall(result: Result) -> str:
    """The state of a submission; NOT_STARTED or BEGUN where all that keeps it from passing is not started."""
    standings = {standing(kata) for kata in result.katas}
    if result.state != State.NOT_RUN or State.NOT_RUN in standings:
        return result.state
    return BEGUN if State.PASSED in standings else NOT_STARTED


def words(standing: str, lang: str) -> str:
    """A state in words."""
    return say(lang, f"state.{standing}")


def number(points: float) -> str:
    """Points as people write them: 12, 0.5, 33.33."""
    return f"{round(points, 2):.10g}"
