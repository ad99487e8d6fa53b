"""What the instructors' pages say is so: commands and files exist, and examples end as they are shown."""

import re
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import click
import pytest
from judge.sandboxed import sandboxed

from dojo import words
from dojo.cli import app
from dojo.grading.judge import Judge, Settings
from dojo.grading.result import State, Visibility

ROOT = Path(__file__).parents[2]
PAGES = {"en": "INSTRUCTORS.md", "ko": "INSTRUCTORS.ko.md"}
TEXTS = {lang: (ROOT / name).read_text("utf-8") for lang, name in PAGES.items()}
LANGS = pytest.mark.parametrize("lang", PAGES)
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SOLUTION = (ROOT / "solutions/k08_loss.py").read_text("utf-8")
STUB = "raise NotImplementedError"
WRITTEN = [  # by Ben, the first two functions
    'if y.shape != prediction.shape:\n        raise ValueError("shapes")\n'
    "    return np.mean((prediction - y) ** 2)",
    "return -np.mean(np.log(np.where(y == 1, probs, 1 - probs)))",
]


def blocks(lang: str, *kinds: str) -> list[str]:
    """The page's code blocks of these kinds, without what they are indented by."""
    found = [(indent, kind, code) for indent, kind, code in BLOCK.findall(TEXTS[lang])]
    return [
        re.sub(f"^{indent}", "", code, flags=re.MULTILINE) for indent, kind, code in found if kind in kinds
    ]


def marked(lang: str, mark: str) -> str:
    """The text block between two comments, as one line."""
    inside = re.search(rf"<!-- {mark} -->\n```text\n(.*?)```\n<!-- /{mark} -->", TEXTS[lang], re.DOTALL)
    return " ".join(inside[1].split())


def commands(lang: str) -> list[list[str]]:
    """Every line of `dojo` on the page, as words; in blocks and in sentences."""
    text = "\n".join([*blocks(lang, "sh"), *re.findall(r"`([^`\n]+)`", BLOCK.sub("", TEXTS[lang]))])
    lines = [line.partition("#")[0] for line in re.split(r"\n|&&", text)]
    return [shlex.split(line[line.index("dojo ") :]) for line in lines if re.search(r"\bdojo ", line)]


def options(lang: str) -> set[str]:
    """Every option that stands on the page by itself, as `--timeout 600`."""
    return set(re.findall(r"`(--[\w-]+)", BLOCK.sub("", TEXTS[lang])))


@LANGS
def test_every_command_exists_and_takes_the_options_shown(lang):
    shown = commands(lang)
    assert {line[1] for line in shown} >= {"handout", "grade", "doctor"}
    for _, name, *arguments in shown:
        command = app.commands[name]
        command.make_context(name, list(arguments), resilient_parsing=True)
        command.make_parser(click.Context(command)).parse_args(list(arguments))
    known = {option for param in app.commands["grade"].params for option in param.opts}
    assert options(lang) <= known | {"--gradescope"} and len(options(lang)) > 5


def test_a_wrong_option_would_be_noticed():
    grade = app.commands["grade"]
    with pytest.raises(click.NoSuchOption):
        grade.make_parser(click.Context(grade)).parse_args(["x", "--limit", "5"])


def test_both_languages_have_the_same_headings_commands_and_examples():
    en, ko = (TEXTS[lang] for lang in PAGES)
    levels = [re.findall(r"^(#+) ", BLOCK.sub("", text), re.MULTILINE) for text in (en, ko)]
    assert levels[0] == levels[1] and len(levels[0]) > 6
    code = [[b.replace(" --lang ko", "") for b in blocks(lang, "sh", "toml", "python")] for lang in PAGES]
    plain = [[re.sub(r" *# .*", "", block) for block in some] for some in code]
    assert plain[0] == plain[1] and len(plain[0]) >= 12
    assert len(blocks("en", "text")) == len(blocks("ko", "text"))
    marks = [re.findall(r"<!-- (.*?) -->", text) for text in (en, ko)]
    assert marks[0] == marks[1] and {"attacks", "/attacks", "scale", "/scale"} <= set(marks[0])
    assert en.count("\n|") == ko.count("\n|") and en.count("\n- ") == ko.count("\n- ")


@LANGS
def test_files_that_are_named_exist_and_both_readmes_lead_here(lang):
    links = re.findall(r"\]\(([^)]*)\)", TEXTS[lang])
    paths = re.findall(r"`((?:dojo|tests|katas|solutions|\.github)/[\w./-]*)`", TEXTS[lang])
    assert len(links) >= 2 and len(paths) >= 3
    assert not [name for name in [*links, *paths] if not (ROOT / name).exists()]
    readme = PAGES[lang].replace("INSTRUCTORS", "README")
    assert f"]({PAGES[lang]})" in (ROOT / readme).read_text("utf-8")


@LANGS
def test_every_state_is_explained_with_its_word_in_the_table(lang):
    rows = [line for line in TEXTS[lang].splitlines() if line.startswith("| ")]
    begun = {words.say(lang, f"state.{name}") for name in ("begun", "not_started")}
    for state in State:
        said = words.say(lang, f"state.{state}")
        assert any(row.startswith(f"| {said} | `{state}` |") for row in rows), said
    assert any(all(word in row for word in begun) and "`not_run`" in row for row in rows)


@LANGS
def test_the_pages_are_no_longer_than_a_person_reads(lang):
    lines = TEXTS[lang].splitlines()
    assert len(lines) <= 270
    assert not [line for line in lines if len(line) > 140 and not line.startswith("|")]


# -- examples ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory) -> Path:
    """The five of the page."""
    folder = tmp_path_factory.mktemp("room") / "handed-in"
    half = (ROOT / "katas/k08_loss.py").read_text("utf-8")
    for code in WRITTEN:
        half = half.replace(STUB, code, 1)
    sources = {
        "ada": SOLUTION,
        "ben": half,
        "chloe": SOLUTION.replace("np.mean(error * error)", "np.sum(error * error)"),
        "dan": f"{SOLUTION}\n\nimport os\n\nprint('18 passed')\nos._exit(0)\n",
    }
    for name, source in sources.items():
        (folder / name / "katas").mkdir(parents=True)
        (folder / name / "katas" / "k08_loss.py").write_text(source, "utf-8")
    link = ZipInfo("katas/k08_loss.py")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with ZipFile(folder / "eve.zip", "w") as file:
        file.writestr(link, str(ROOT / "solutions/k08_loss.py"))
    return folder


def plain(text: str, lang: str) -> list[str]:
    """What was printed of a class, whatever the order in which it ended, without seconds."""
    flat = re.sub(r"\d+\.\d s", "S", " ".join(text.split()))
    end = flat.index(words.catalogue(lang)["grade.done"].partition("{")[0])
    look = re.sub(r"\((\w+), (\w+)\)$", lambda two: f"({', '.join(sorted(two.groups()))})", flat[end:])
    return [*sorted(line.strip() for line in re.split(r"\d/5 ", flat[:end])), look]


@sandboxed
@LANGS
def test_the_class_is_graded_as_shown(lang, handed_in):
    out = handed_in.parent / lang / "grades"
    asked = ["grade", str(handed_in), "--katas", "k08", "--lang", lang, "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "dojo", *asked],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    said = re.sub(r"\S*/grades/", "grades/", done.stdout)
    assert plain(said, lang) == plain(marked(lang, "class"), lang)
    summary = (out / "chloe" / "summary.md").read_text("utf-8")
    assert marked(lang, "chloe") in " ".join(summary.split())


@sandboxed
def test_the_page_s_own_tests_run_and_make_23_points(handed_in, tmp_path):
    (test,), (_, points) = blocks("en", "python"), blocks("en", "toml")
    (tmp_path / "test_k08_loss_more.py").write_text(test, "utf-8")
    (tmp_path / "grading.toml").write_text(points, "utf-8")
    with closing(Judge(Settings(str(ROOT), ("k08_loss",), (str(tmp_path),)))) as judge:
        assert judge.fault() == ""
        (right,) = judge.grade({"k08_loss": SOLUTION.encode()})
        (half,) = judge.grade({"k08_loss": (handed_in / "ben/katas/k08_loss.py").read_bytes()})
    assert (right.state, right.points()) == (State.PASSED, 23) and half.earned() == 10
    assert right.tests[-1].visibility == Visibility.AFTER_DUE_DATE
    assert all("23" in text and "10" in text for text in TEXTS.values())


@sandboxed
def test_the_page_s_points_of_public_tests_fit(tmp_path):
    for name in ("dojo/curriculum.toml", "conftest.py", "pyproject.toml", "tests/test_k08_loss.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "katas").mkdir()
    (tmp_path / "tests/judge").symlink_to(ROOT / "tests/judge")
    rows = tmp_path / "dojo/curriculum.toml"
    row = 'id = "k08_loss"\n'
    rows.write_text(rows.read_text("utf-8").replace(row, row + blocks("en", "toml")[0]), "utf-8")
    with closing(Judge(Settings(str(tmp_path), ("k08_loss",)))) as judge:
        assert judge.fault() == ""
        (right,) = judge.grade({"k08_loss": SOLUTION.encode()})
    assert right.state == State.PASSED and right.points(speed=True) == 3
    assert [t.visibility for t in right.tests].count(Visibility.AFTER_DUE_DATE) == 1
