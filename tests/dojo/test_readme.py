"""What the READMEs show of the katas is what there is."""

from pathlib import Path

import pytest
from judge.blocked import blocked

from dojo import curriculum, readme

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("lang", readme.FILES)
def test_map_and_table_are_as_the_curriculum_has_them(lang, monkeypatch):
    monkeypatch.chdir(ROOT)
    katas = curriculum.load(ROOT)
    if any(kata.built and kata.started for kata in katas):
        blocked("the READMEs' map", "katas are being solved here; a fresh clone checks it")
    text = (ROOT / readme.FILES[lang]).read_text("utf-8")
    assert all(f"<!-- {part} -->" in text for part in ("map", "/map", "katas", "/katas"))
    assert readme.written(text, katas, lang) == text, "python -m dojo.readme writes both anew"


def test_the_map_is_what_pytest_shows(project, monkeypatch):
    monkeypatch.chdir(project.root)
    katas = curriculum.load(project.root)
    lines = readme.fresh(katas, "en").splitlines()[1:-1]
    assert "\n".join(lines) in project.pytest().text
