"""Every kata's picture says what is wrong with the learner's code, and never more than that."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from judge.blocked import blocked

from dojo import curriculum, figure, local
from dojo.curriculum import Kata
from dojo.figure import RED
from dojo.words import say

ROOT = Path(__file__).parents[2]
DRAWN = [kata for kata in curriculum.load(ROOT) if kata.figure.exists()]
QUICK = [kata for kata in DRAWN if kata.seconds <= 120]  # the others train for minutes
LANGUAGES = ("en", "ko")
each = pytest.mark.parametrize("each", DRAWN, ids=lambda kata: kata.id)
here = pytest.mark.parametrize("each", [k for k in DRAWN if not k.backends], ids=lambda kata: kata.id)
quick = pytest.mark.parametrize("each", QUICK, ids=lambda kata: kata.id)


def picture(kata: Kata, folder: Path, code: str, lang: str = "en") -> figure.Sheet:
    """The kata's picture, drawn from `code` as the learner's file."""
    mine = replace(kata, folder=folder)
    mine.path.write_text(code, "utf-8")
    return figure.draw(mine, replace(figure.learner(mine), warm=True), lang, print)


def solved(kata: Kata, but: dict[str, str] | None = None) -> str:
    """The solution, with other bodies for some functions."""
    code = kata.solution.read_text("utf-8")
    for name, body in (but or {}).items():
        own = name.rpartition(".")[2]
        code += f"\n\ndef {own}(*_, **__):\n    {body}\n" + f"\n\n{name} = {own}\n" * (own != name)
    return code


def trouble(sheet: figure.Sheet) -> str:
    """What is written in red, in one line without spaces: it may be broken anywhere."""
    texts = [text for ax in sheet.figure.axes for text in (*ax.texts, ax.title, ax.xaxis.label)]
    return re.sub(r"\s", "", "".join(text.get_text() for text in texts if text.get_color() == RED))


def unwritten(name: str) -> str:
    return re.sub(r"\s", "", say("en", "unwritten", name=name.rpartition(".")[2]))


# -- the katas' pictures -----------------------------------------------------------------------


@each
def test_a_picture_has_the_same_words_in_both_languages(each):
    words = local.run_file(each.figure).WORDS
    assert list(words) == list(LANGUAGES)
    assert list(words["en"]) == list(words["ko"])
    places = [{key: set(re.findall(r"{(\w+)", text)) for key, text in words[lang].items()} for lang in words]
    assert places[0] == places[1]


@each
def test_korean_words_are_korean(each):
    """Only names stand as they are: of functions and arguments, of one or two letters, or like NaN."""
    tree = list(ast.walk(ast.parse(each.solution.read_text("utf-8"))))
    names = {getattr(n, "name", None) or getattr(n, "arg", None) for n in tree}
    for key, text in local.run_file(each.figure).WORDS["ko"].items():
        letters = set(re.findall(r"[^\W\d]+", re.sub(r"{\w+}", "", text)))
        plain = {word for word in letters - names if word.islower() and len(word) > 2}
        assert re.search("[가-힣]", text) or not plain, key


@each
def test_every_word_of_a_picture_is_used(each):
    tree = ast.parse(each.figure.read_text("utf-8")).body
    code = [part for part in tree if not ast.unparse(part).startswith("WORDS =")]
    used = {n.value for part in code for n in ast.walk(part) if isinstance(n, ast.Constant)}
    keys = {key.rstrip("0123456789") for key in local.run_file(each.figure).WORDS["en"]}
    assert keys <= used


@quick
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_solution_is_drawn_whole_and_without_trouble(each, lang, tmp_path):
    if lang == "ko" and not figure.korean():
        blocked("a font that has Hangul", "apt-get install fonts-nanum")
    sheet = picture(each, tmp_path, solved(each), lang)
    assert trouble(sheet) == ""
    path = tmp_path / "figures" / "it.png"
    figure.save(sheet.figure, path)
    assert path.read_bytes().startswith(b"\x89PNG") and path.read_bytes().endswith(b"IEND\xaeB`\x82")
    assert list(path.parent.iterdir()) == [path]


@here
def test_every_function_of_a_stub_is_said_to_be_unwritten(each, tmp_path):
    code = solved(each, dict.fromkeys(each.functions, "raise NotImplementedError"))
    said = trouble(picture(each, tmp_path, code))
    assert [name for name in each.functions if unwritten(name) not in said] == []


@here
def test_one_function_missing_is_said_and_the_rest_is_drawn(each, tmp_path):
    for name in each.functions:
        said = trouble(picture(each, tmp_path, solved(each, {name: "raise NotImplementedError"})))
        assert unwritten(name) in said


@quick
@pytest.mark.parametrize("answer", ["None", "float('nan')"])
def test_an_answer_of_any_form_is_drawn_as_trouble(each, tmp_path, answer):
    code = solved(each, dict.fromkeys(each.functions, f"return {answer}"))
    assert trouble(picture(each, tmp_path, code))


# -- whose fault it is -------------------------------------------------------------------------

PICTURE = """
from dojo.figure import taken

WORDS = {{"en": {{"twice": "Twice", "plain": "Plain"}}}}


def draw(sheet, kata):
    left, right = sheet.figure.subplots(1, 2)
    with sheet.panel(left, "twice") as ax:
        {0}
    with sheet.panel(right, "plain") as ax:
        ax.plot([1, 2])
"""


@pytest.fixture
def double(tmp_path) -> Kata:
    """A kata of one function in a repository of its own."""
    (tmp_path / "katas" / "figure").mkdir(parents=True)
    titles = {"en": "Double", "ko": "두 배"}
    return Kata(tmp_path, tmp_path / "katas", "k01_double", "1", titles, ("double",), seconds=0.2)


def drawn(kata: Kata, panel: str, body: str) -> figure.Sheet:
    """A picture with that line in its first panel, of a learner's function with that body."""
    kata.figure.write_text(PICTURE.format(panel))
    return picture(kata, kata.folder, f"def double(x):\n    {body}\n")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise NotImplementedError", "`double` is not written yet. line: 2"),
        ("return x / 0", "division by zero line: 2: return x / 0"),
        ("return None", "The answer is None."),
        ("return [x, x]", "got: shape (2,) expected: shape ()"),
        ("return 'ab'", "got: 'ab'"),
        ("return [[1], [1, 2]]", "not a number"),
        ("while True: pass", "did not end within 0.2 seconds"),
        ("pass\n\ndef double(): pass", "does not take the arguments"),
        ("pass\n\ndel double", "`double` is missing"),
    ],
)
def test_what_the_learner_did_is_told_in_its_panel(double, body, words):
    sheet = drawn(double, "ax.plot(taken(kata.double(1.0), ()))", body)
    assert re.sub(r"\s", "", words) in trouble(sheet)
    assert len(sheet.figure.axes[1].lines) == 1


@pytest.mark.parametrize(
    ("panel", "error"),
    [
        ("1 / 0", ZeroDivisionError),
        ("taken(kata.double(1.0), ()) / None", TypeError),
        ("kata.double(1.0); ax.plot([1], [1, 2])", ValueError),
        ("sheet.say('no such word')", KeyError),
    ],
)
def test_a_fault_of_the_picture_is_raised(double, panel, error):
    with pytest.raises(error):
        drawn(double, panel, "return 2 * x")


def test_a_picture_may_ask_the_kata_on_another_backend(double):
    body = "import os\n    return os.environ['KERAS_BACKEND']"
    sheet = drawn(replace(double, seconds=30), "ax.set_xlabel(sheet.elsewhere('numpy').double(1.0))", body)
    assert trouble(sheet) == "" and sheet.figure.axes[0].get_xlabel() == "numpy"


def test_a_long_message_stays_within_its_panel(double):
    sheet = drawn(double, "kata.double(1.0)", "raise ValueError('many words ' * 9)")
    sheet.figure.canvas.draw()
    (text,) = [t for t in sheet.figure.axes[0].texts if t.get_color() == RED]
    assert text.get_window_extent().width < sheet.figure.axes[0].bbox.width


def test_what_several_panels_have_in_common_is_told_whole_once(double):
    body = "    with sheet.panel(right, 'plain') as ax:\n        ax.plot(taken(kata.double(1.0), ()))"
    sheet = drawn(double, "kata.double(1.0)\n" + body, "raise ValueError('this far')")
    left, right = (ax.texts[0].get_text() for ax in sheet.figure.axes)
    assert "line:" in left and right.startswith("ValueError: this far") and "line:" not in right


def test_a_picture_that_cannot_be_written_leaves_the_old_one(double, tmp_path, monkeypatch):
    sheet = drawn(double, "ax.plot(kata.double(1.0))", "return 2 * x")
    path = tmp_path / "figures" / "old.png"
    figure.save(sheet.figure, path)
    old = path.read_bytes()
    monkeypatch.setattr(sheet.figure, "savefig", lambda file, **_: (file.write(b"half"), 1 / 0))
    with pytest.raises(ZeroDivisionError):
        figure.save(sheet.figure, path)
    assert path.read_bytes() == old
