"""A learner's copy of the clone: stubs, tests and harness, a history of one commit, nothing of a solution."""

import os
import re
from pathlib import Path
from string import Template

from dojo import gradescope, readme, stub
from dojo.bare import bare
from dojo.curriculum import Kata
from dojo.history import git
from dojo.layout import TEMPLATES
from dojo.screen import Screen
from dojo.spoken import Problem, say

# in their place: stubs, what diagnosis needs of the mistakes, the learner's own READMEs and workflow
LEFT_OUT = re.compile(
    r"katas/[^/]*$|solutions/|tests/dojo/|\.ci/|\.github/|(README|INSTRUCTORS)(\.ko)?\.md$|CONTRIBUTING\.md$"
)
GITHUB = re.compile(r"(?:\w+://)?(?:[^/@]+@)?github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?")
NOBODY = "OWNER/REPOSITORY"
NEUTRAL = "Deep learning katas", "katas@example.invalid"


def make(root: Path, katas: list[Kata], folder: Path, zipped: bool) -> None:
    """Lay out the copy in a new or empty folder, and say what is left to do.

    zipped: also build Gradescope's autograder, in a file beside the folder, since it is not for learners.
    """
    folder, screen = folder.resolve(), Screen()
    archive = folder.with_name(f"{folder.name}-autograder.zip")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Problem("handout.not_empty", path=os.path.relpath(folder))
    if zipped and archive.exists():
        raise Problem("handout.exists", path=os.path.relpath(archive))
    source = origin(root)
    copied = files(root, katas, source or NOBODY)
    write(folder, copied)
    commit(root, folder)
    screen.print(say("handout.done", katas=sum(kata.built for kata in katas)))
    screen.steps(os.path.relpath(folder))
    if source is None:
        screen.print(say("handout.edit", name=NOBODY))
        screen.steps(os.path.relpath(folder / ".github" / "workflows" / "grade.yml"))
    if zipped:
        gradescope.write(archive, copied)
        screen.print(say("handout.gradescope"))
        screen.steps(os.path.relpath(archive))


def files(root: Path, katas: list[Kata], source: str) -> dict[str, bytes]:
    """The content of the copy by path, sorted. source: `owner/name` of the repository that grades pushes."""
    tracked = git(root, "ls-files", "-z").decode().split("\0")[:-1]
    if not tracked:
        raise Problem("handout.no_history")
    paths = {name: root / name for name in tracked if not LEFT_OUT.match(name)}
    copied = {n: path.read_bytes() for n, path in paths.items() if path.is_file() and not path.is_symlink()}
    built = [kata for kata in katas if kata.built]
    for kata in built:
        copied[kata.path.relative_to(root).as_posix()] = stub.find(kata)
        if kata.mistakes.exists():
            name = kata.mistakes.relative_to(root).as_posix()
            copied[name] = bare(kata.mistakes.read_text("utf-8")).encode()
    for lang, name in readme.FILES.items():
        copied[name] = _filled(name, katas=readme.table(built, lang))
    copied[".github/workflows/grade.yml"] = _filled("grade.yml", source=source)
    return dict(sorted(copied.items()))


def origin(root: Path) -> str | None:
    """`owner/name` of the clone's repository on GitHub; None where it comes from elsewhere."""
    found = GITHUB.fullmatch(git(root, "remote", "get-url", "origin").decode().strip())
    return found[1] if found else None


def write(folder: Path, copied: dict[str, bytes]) -> None:
    """Write every file."""
    for name, raw in copied.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def commit(root: Path, folder: Path) -> None:
    """Make the folder a repository of one commit, by whom git knows in `root` and at the time of its last.

    So two copies of the same clone are the same commit.
    """
    name, email = (git(root, "config", key).decode().strip() for key in ("user.name", "user.email"))
    name, email = (name, email) if name and email else NEUTRAL
    date = git(root, "log", "-1", "--format=%cI").decode().strip()
    git(folder, "init", "--quiet", "--template=")  # no hooks and no settings of this machine
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    git(folder, "-c", "core.autocrlf=false", "add", "--all", "--force")
    plain = [
        f"user.name={name}",
        f"user.email={email}",
        "commit.gpgSign=false",
        f"core.hooksPath={os.devnull}",
    ]
    settings = [word for setting in plain for word in ("-c", setting)]
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    git(folder, *settings, "commit", "--quiet", "--message", "The katas, nothing written yet", **dates)
    if not git(folder, "rev-parse", "--verify", "HEAD"):
        raise Problem("handout.no_commit", path=os.path.relpath(folder))


def _filled(template: str, **places: str) -> bytes:
    """A template of the copy with its places filled."""
    text = (TEMPLATES / "handout" / template).read_text("utf-8")
    return Template(text).substitute(places).encode()
