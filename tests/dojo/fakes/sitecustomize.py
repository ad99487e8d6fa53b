"""With this folder on PYTHONPATH, a process grades with the fake judge beside this file."""

import sys
from importlib.machinery import PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path

HERE = Path(__file__).parent
FAKES = {"dojo.grading.judge": "judge.py", "dojo.grading.probe": "probe.py"}


class Finder(PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return spec_from_file_location(fullname, HERE / FAKES[fullname]) if fullname in FAKES else None


sys.meta_path.insert(0, Finder)
