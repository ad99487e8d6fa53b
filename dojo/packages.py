"""What is installed, against what pyproject.toml needs and what constraints.txt names."""

import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

BUILD = ("setuptools", "wheel", "uv")  # build the others; their version makes no difference afterwards


def unmet(root: Path) -> list[Requirement]:
    """What the katas need and is missing, or has a version they cannot use."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return [wanted for wanted in map(Requirement, project["dependencies"]) if not _meets(wanted)]


def unpinned(root: Path) -> list[Requirement]:
    """What is installed in another version than the one the tests were tried with."""
    lines = (root / "constraints.txt").read_text("utf-8").splitlines()
    return [
        pin
        for pin in map(Requirement, filter(None, lines))
        if pin.name not in BUILD and (pin.marker is None or pin.marker.evaluate())
        if installed(pin.name) and not _meets(pin)
    ]


def installed(name: str) -> str | None:
    """The version of a package, or None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def named(found: list[Requirement]) -> str:
    """Each package with its version here and the one that is wanted."""
    return ", ".join(
        f"{package.name} {installed(package.name) or '–'} ({package.specifier})" for package in found
    )


def _meets(wanted: Requirement) -> bool:
    version = installed(wanted.name)
    return version is not None and wanted.specifier.contains(version, prereleases=True)
