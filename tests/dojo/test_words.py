"""The catalogues of both languages hold the same sentences with the same places to fill."""

import re
import string
from pathlib import Path

import pytest

from dojo import words

ROOT = Path(__file__).parents[2]
EN, KO = words.catalogue("en"), words.catalogue("ko")


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things():
    assert list(EN) == list(KO)
    assert {key: places(EN[key]) for key in EN} == {key: places(KO[key]) for key in KO}


def test_korean_is_korean():
    for key, sentence in KO.items():
        assert re.search("[가-힣]", sentence) or sentence.startswith("{"), key


def test_every_sentence_is_used():
    files = [*ROOT.glob("dojo/**/*.py"), *ROOT.glob("tests/judge/*.py"), *ROOT.glob("tests/test_*.py")]
    code = "".join(path.read_text("utf-8") for path in files)
    for key in EN:
        family, dot, _ = key.partition(".")
        assert re.search(rf"""["']{key}\b""", code) or (dot and f"{family}.{{" in code), key


def test_a_reason_in_english_is_said_in_korean():
    reason = f"{EN['blocked.gpu']}: pip install it"
    assert words.translated(reason, "ko") == f"{KO['blocked.gpu']}: pip install it"
    assert words.translated("torch: pip install it", "ko") == "torch: pip install it"


@pytest.mark.parametrize(
    ("variables", "encoding", "lang"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "utf-8", "ko"),
        ({"LANG": "ko_KR.UTF-8"}, "ascii", "en"),
        ({"LANG": "de_DE.UTF-8"}, "utf-8", "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "utf-8", "ko"),
        ({"LANG": "ko_KR.EUC-KR"}, "euc-kr", "ko"),
        ({"LANG": "C"}, None, "en"),
    ],
)
def test_the_language_follows_the_locale(monkeypatch, variables, encoding, lang):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.language(None, encoding) == lang
    assert words.language("en", encoding) == "en"
