"""The one message to look at first."""

from dojo.grading.result import Result, State
from dojo.words import say


def first(result: Result, lang: str) -> str:
    """What to look at first, escaped for nothing yet.

    Where grading itself has failed or the submission is invalid, that; else what is said of the first
    kata, in the order of the chapter, that is begun and has not passed.
    """
    if result.state == State.INFRA_ERROR:
        broken = [kata.message for kata in result.katas if kata.state == State.INFRA_ERROR]
        reason = next(filter(None, [result.problem, *broken]), "–")
        return say(lang, "report.infra", reason=reason)
    if result.problem:
        return result.problem
    if result.state == State.PASSED:
        return say(lang, "report.passed")
    open_ = [kata for kata in result.katas if kata.state != State.PASSED]
    told = next((kata for kata in open_ if kata.started and kata.message), None)
    if told:
        return f"{told.id}: {told.message}"
    key = "report.begin" if len(open_) == len(result.katas) else "report.next"
    return say(lang, key, kata=open_[0].id) if open_ else say(lang, "report.nothing")
