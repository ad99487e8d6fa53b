"""JUnit XML of one submission, of the family xunit2: a suite for each kata."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dojo.grading.escape import line, terminal
from dojo.grading.report.element import element
from dojo.grading.result import KataResult, Result, State, Test, Visibility, worst

OUTCOME = {State.FAILED: "failure", State.NOT_RUN: "skipped"}  # any other, but for passed, is an error
COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def report(result: Result) -> str:
    """The submission as XML.

    Where a kata, or the whole submission, ended worse than its tests tell, a case of its own says so:
    a reader that counts failures never takes it for passed.
    """
    suites = [_suite(kata) for kata in result.katas]
    if result.state != worst([kata.state for kata in result.katas]):
        suites.append(
            _counted("submission", [_case("submission", "submission", result.state, result.problem)])
        )
    whole = element("testsuites", *suites, name=line(result.name), time=f"{result.seconds:.3f}")
    for name in ("tests", "failures", "errors"):
        whole.set(name, str(sum(int(suite.get(name)) for suite in suites)))
    ElementTree.indent(whole, "")
    return ElementTree.tostring(whole, "utf-8", xml_declaration=True).decode() + "\n"


def _suite(kata: KataResult) -> Element:
    """The suite of a kata, with its points as properties."""
    cases = [_case(kata.id, test.name, test.state, _told(test)) for test in kata.tests]
    if kata.state != worst([test.state for test in kata.tests]) or not kata.tests:
        cases.append(_case(kata.id, kata.id, kata.state, "\n".join([kata.message, *kata.blocked]).strip()))
    suite = _counted(kata.id, cases)
    suite.set("time", f"{kata.seconds:.3f}")
    points = {"earned": kata.earned(), "points": kata.points()}
    facts = [element("property", name=name, value=f"{value:g}") for name, value in points.items()]
    suite.insert(0, element("properties", *facts))
    return suite


def _counted(name: str, cases: list[Element]) -> Element:
    """A suite of these cases, and how they ended."""
    counts = {word: str(sum(c.find(tag) is not None for c in cases)) for word, tag in COUNTED.items()}
    return element("testsuite", *cases, name=name, tests=str(len(cases)), **counts)


def _case(suite: str, name: str, state: State, words: str) -> Element:
    """One case and how it ended."""
    case = element("testcase", classname=suite, name=name)
    if state != State.PASSED:
        words = words or state.value
        case.append(element(OUTCOME.get(state, "error"), words, type=state.value, message=line(words)))
    return case


def _told(test: Test) -> str:
    """Its message, where it is public."""
    return terminal(test.message) if test.visibility == Visibility.PUBLIC else ""
