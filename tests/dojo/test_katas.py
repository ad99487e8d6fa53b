"""Every kata is complete, and its parts say the same thing."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from judge.blocked import blocked

from dojo import curriculum, mistake

ROOT = Path(__file__).parents[2]
KATAS = curriculum.load(ROOT)
BUILT = [kata for kata in KATAS if kata.built]
HANGUL = re.compile("[가-힣]")
FEWEST_MISTAKES = 6
LANGUAGES = ("en", "ko")

each = pytest.mark.parametrize("each", BUILT, ids=lambda kata: kata.id)


def pristine(kata) -> None:
    """A stub that somebody is solving in this clone cannot be checked here."""
    if kata.started:
        blocked(f"the stub of {kata.number}", "it is being solved here; a fresh clone checks it")


@cache
def functions(path: Path) -> dict[str, ast.FunctionDef]:
    """The functions of a file by name, methods as Class.method."""
    found = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{m.name}": m for m in node.body if isinstance(m, ast.FunctionDef)}
    return found


def named_tests(kata) -> dict[str, ast.FunctionDef]:
    return {name: node for name, node in functions(kata.tests).items() if name.startswith("test_")}


def test_the_numbers_run_on_from_k01():
    assert [kata.number for kata in KATAS] == [f"k{n:02}" for n in range(1, len(KATAS) + 1)]


@each
def test_every_part_of_a_kata_is_there(each):
    parts = [each.path, each.solution, each.mistakes, each.tests, each.figure, *map(each.guide, LANGUAGES)]
    assert [part for part in parts if not part.exists()] == []


@each
def test_nothing_is_left_to_write(each):
    parts = [each.solution, each.mistakes, each.tests, each.figure, *map(each.guide, LANGUAGES)]
    parts += [] if each.started else [each.path]
    assert [part for part in parts if re.search(r"\bTODO\b", part.read_text("utf-8"))] == []


def test_no_part_belongs_to_no_kata():
    known = {kata.id for kata in BUILT}
    stems = {
        path.stem.removeprefix("test_")
        for pattern in (
            "katas/k*.py",
            "katas/figure/*.py",
            "katas/guide/*/*",
            "solutions/**/*.py",
            "tests/test_*.py",
        )
        for path in ROOT.glob(pattern)
        if ".kept-" not in path.name  # what `dojo reset` has kept
    }
    assert stems == known


@each
def test_nothing_is_written_in_the_stub_and_the_curriculum_lists_it_all(each):
    pristine(each)
    assert list(each.source.unwritten) == list(each.functions)


@each
def test_stub_and_solution_have_the_same_signatures_and_docstrings(each):
    pristine(each)
    stub, solution = functions(each.path), functions(each.solution)
    for name in stub:
        assert ast.unparse(stub[name].args) == ast.unparse(solution[name].args), name
        assert ast.unparse(stub[name].returns) == ast.unparse(solution[name].returns), name
        assert ast.get_docstring(stub[name]) == ast.get_docstring(solution[name]), name
    heads = [ast.get_docstring(ast.parse(p.read_text("utf-8"))) for p in (each.path, each.solution)]
    assert heads[0] == heads[1]


@each
def test_a_stub_says_where_it_comes_from_and_how_to_run_it(each):
    head = ast.get_docstring(ast.parse(each.path.read_text("utf-8")))
    assert all(f"{command} {each.number}" in head for command in ("pytest -k", "dojo watch", "dojo hint"))
    assert all(f"katas/guide/{lang}/{each.id}.md" in head for lang in LANGUAGES)
    assert f"section {each.section}" in head or f"sections {each.section}" in head


@each
def test_no_kata_imports_another(each):
    for path in (each.path, each.solution, each.mistakes):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            allowed = {"dojo.mistake"} if path == each.mistakes else set()
            ours = {n for n in names if re.match(r"(katas|solutions|tests|judge|dojo|kata_|k\d\d)", n)}
            assert ours <= allowed, path


@each
def test_every_test_has_a_sentence_in_both_languages(each):
    for name, node in named_tests(each).items():
        lines = (ast.get_docstring(node) or "").splitlines()
        assert len(lines) >= 2, name
        assert HANGUL.search(lines[-1]) and not HANGUL.search("".join(lines[:-1])), name


@each
def test_every_test_is_short(each):
    for name, node in named_tests(each).items():
        statements = sum(isinstance(n, ast.stmt) for n in ast.walk(node)) - 2  # itself, its docstring
        assert statements <= 10, name


@each
def test_there_are_mistakes_and_each_names_a_test_and_a_function(each):
    mistakes = mistake.read(each.mistakes)
    assert len(mistakes) >= FEWEST_MISTAKES
    assert len({m.name for m in mistakes}) == len(mistakes)
    for wrong in mistakes:
        assert wrong.caught_by in named_tests(each), wrong.name
        assert wrong.replaces in functions(each.solution), wrong.name
        assert wrong.en.count("?") and HANGUL.search(wrong.ko) and wrong.ko.count("?"), wrong.name


@each
def test_every_function_has_a_mistake(each):
    replaced = {m.replaces.partition(".")[0] for m in mistake.read(each.mistakes)}
    assert {f.partition(".")[0] for f in each.functions} <= replaced


@each
@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("en", ["Why", "Your task", "Hints", "Hint 1", "Hint 2", "Hint 3", "Further reading"]),
        ("ko", ["왜 배우나요", "할 일", "힌트", "힌트 1", "힌트 2", "힌트 3", "더 읽을거리"]),
    ],
)
def test_a_guide_has_its_parts_and_its_first_hint_asks(each, lang, headings):
    text = each.guide(lang).read_text("utf-8")
    assert re.findall(r"^##+ (.*)$", text, re.MULTILINE) == headings
    assert text.startswith(f"# {each.number} · {each.titles[lang]}\n")
    assert "?" in re.split(r"^### .*$", text, flags=re.MULTILINE)[1]
    assert all(f"`{name}`" in text for name in each.functions)
