"""What a fork of the judge has told of the tests it ran; a test that it did not tell of has not passed."""

from dojo.finding import Finding
from dojo.grading.result import State, worst


class Told:
    """started: of katas, whether anything is written. findings: of the tests that failed. blocked: why a test
    cannot run on this machine. broken: why the fork has ended early. Tests are named by pytest's node ids.
    """

    def __init__(self) -> None:
        self.started: dict[str, bool] = {}
        self.findings: dict[str, Finding] = {}
        self.blocked: dict[str, str] = {}
        self.broken = ""
        self._states: dict[str, State] = {}
        self._running: str | None = None
        self._time_is_up = False

    def take(self, words: list) -> None:
        """One message of Record's, or of the fork's own."""
        match words:
            case ["started", kata, started]:
                self.started[kata] = started
            case ["begin", test]:  # perhaps once more: only what it ends as now counts
                self._running = test
                self._states.pop(test, None)
                self.findings.pop(test, None)
            case ["end", test, None, _, reason]:
                self.blocked[test] = reason
            case ["end", test, state, finding, _]:
                self._states[test] = worst([State(state), self._states.get(test, State.PASSED)])
                if finding:
                    self.findings.setdefault(test, Finding(**finding))
            case ["broken", why]:
                self.broken = why
            case ["time_is_up"]:
                self._time_is_up = True

    def state(self, test: str) -> State:
        """How a test ended; one that never did was cut off by the clock, or by a fault of the judge's."""
        if test in self._states:
            return self._states[test]
        if self._time_is_up:
            return State.TIMEOUT if test == self._running else State.NOT_RUN
        return State.INFRA_ERROR
