"""A class of submissions in an example project, graded by the judge of fakes/."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FAKES = Path(__file__).with_name("fakes")


class Classroom:
    """Submissions in `handed_in/`, reports in `grades/`."""

    def __init__(self, project):
        self.project, self.root = project, project.root
        self.folder = self.root / "handed_in"
        self.log = self.root / "judged.log"
        self.journal = self.root / "grades" / "journal.jsonl"
        self.log.touch()

    def hand_in(self, name: str, double: str = "right", greet: str = "right") -> None:
        """A submission whose files say who wrote them, and what the judge shall find."""
        for id, words in (("k01_double", double), ("k02_greet", greet)):
            self.project.write(f"handed_in/{name}/{id}.py", f"{name} {words}")

    def environment(self, **env: str) -> dict[str, str]:
        paths = os.pathsep.join([str(FAKES), str(ROOT)])
        return {"PYTHONPATH": paths, "FAKE_LOG": str(self.log)} | env

    def grade(self, *args: str, **env: str):
        """`dojo grade` to its end."""
        return self.project.dojo("grade", "handed_in", *args, **self.environment(**env))

    def begin(self, *args: str, **env: str) -> subprocess.Popen:
        """`dojo grade`, still running."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "LC_", "LANG"))}
        return subprocess.Popen(
            [sys.executable, "-m", "dojo", "grade", "handed_in", *args],
            cwd=self.root,
            env=clean | {"PYTHONIOENCODING": "utf-8"} | self.environment(**env),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def judged(self) -> list[str]:
        """What has been judged since this was last asked, as "k01_double ada right"."""
        lines = [line.split(" ", 1)[1].rsplit(" ", 1)[0] for line in self.log.read_text().splitlines()]
        self.log.write_text("")
        return sorted(lines)

    def grades(self) -> dict[str, dict[str, str]]:
        """The rows of grades.csv by name."""
        with (self.root / "grades" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["name"]: row for row in csv.DictReader(file)}

    def states(self) -> dict[str, str]:
        return {name: row["state"] for name, row in self.grades().items()}

    def lines(self) -> list[dict]:
        """The journal's whole lines."""
        if not self.journal.exists():
            return []
        return [json.loads(line) for line in self.journal.read_bytes().splitlines(True) if line[-1:] == b"\n"]
