"""`dojo fig ladder`: what solved katas read of the same digits, and what is missing."""

import numpy as np
import pytest

from dojo import curriculum, ladder
from dojo.progress import Progress

DONE = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n"
GREET = 'def greet(name):\n    return f"hello {name}"\n'
FOURS = "import numpy as np\n\n\ndef rung(kata):\n    return np.full(10_000, int(kata.double(2)))\n"
READS = '''def test_greeting(kata):
    """The greeting of Ada is "hello Ada".
    Ada에게 하는 인사는 "hello Ada"입니다."""
    assert kata.greet("Ada") == "hello Ada"
'''
READER = "def rung(kata):\n    return kata.greet('digits')\n"


@pytest.fixture
def rungs(project):
    """The project with both katas on the ladder."""
    project.write("katas/figure/k01_double.py", FOURS)
    project.write("katas/figure/k02_greet.py", READER)
    return project


def climb(project, lang="en"):
    katas = [kata for kata in curriculum.load(project.root) if kata.built]
    return ladder.climb(katas, Progress(project.root), lang, print)


def test_a_solved_kata_is_read_and_the_others_say_what_to_do(rungs):
    rungs.write("katas/k01_double.py", DONE)
    rungs.pytest("-k", "k01")
    said = rungs.dojo("fig", "ladder", COLUMNS="60")
    # 982 of the 10,000 test digits are fours
    assert said.has("k01 Double …", "k01 Double 9.82%", "k02: not solved yet: dojo brief k02")
    assert said.last[0] == "figures/ladder.png" and (rungs.root / "figures/ladder.png").exists()
    assert "아직 풀지 않음: dojo brief k02" in rungs.dojo("fig", "ladder", "--lang", "ko").text


def test_the_share_of_every_digit_is_its_own(rungs):
    rungs.write("katas/k01_double.py", DONE)
    rungs.pytest("-k", "k01")
    read, unsolved = climb(rungs)
    assert read.share == 0.0982 and read.recall.tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert unsolved.read is None and np.isnan(unsolved.recall).all()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (GREET, "not a number"),
        (
            "def greet(name):\n    return None if name == 'digits' else f'hello {name}'\n",
            "The answer is None.",
        ),
        ("def greet(name):\n    return 1 / (name != 'digits') and f'hello {name}'\n", "line: 2: return 1 /"),
    ],
)
def test_a_kata_that_fails_on_the_ladder_says_why(rungs, code, words):
    rungs.write("katas/k02_greet.py", code)
    assert rungs.pytest("-k", "k02").has("k02 Greet – done")
    _, failed = climb(rungs)
    assert words in failed.trouble["en"] and words not in failed.trouble["ko"] and failed.read is None
    said = rungs.dojo("fig", "ladder")
    assert said.code == 0 and said.has("k02: ", words)


def test_a_kata_of_several_backends_has_a_rung_for_each_that_is_installed(rungs):
    row = 'functions = ["greet"]\n'
    curriculum_ = (rungs.root / "dojo/curriculum.toml").read_text("utf-8")
    some = 'backends = ["jax", "absent", "numpy"]\n'
    rungs.write("dojo/curriculum.toml", curriculum_.replace(row, row + some))
    rungs.write("katas/k02_greet.py", f"import keras\n\n\n{GREET}")
    rungs.write("tests/test_k02_greet.py", READS)
    digit = "{'jax': 1, 'numpy': 2}[kata.keras.config.backend()]"
    rungs.write(
        "katas/figure/k02_greet.py",
        f"import numpy as np\n\n\ndef rung(kata):\n    return np.full(10_000, {digit})\n",
    )
    assert rungs.pytest("-k", "k02").has("k02 Greet – done")
    _, jax, numpy = climb(rungs)
    assert (jax.backend, jax.share, numpy.backend, numpy.share) == ("jax", 0.1135, "numpy", 0.1032)
    assert rungs.dojo("fig", "ladder").has("k02 Greet · jax 11.35%", "k02 Greet · numpy 10.32%")


def test_a_stub_that_was_put_back_is_not_asked(rungs):
    stub = (rungs.root / "katas/k01_double.py").read_text("utf-8")
    rungs.write("katas/k01_double.py", DONE)
    rungs.pytest("-k", "k01")
    rungs.write("katas/k01_double.py", stub)
    assert rungs.dojo("fig", "ladder").has("k01: not solved yet: dojo brief k01")


def test_a_fault_of_the_rung_is_raised(rungs):
    rungs.write("katas/k01_double.py", DONE)
    rungs.pytest("-k", "k01")
    rungs.write("katas/figure/k01_double.py", "def rung(kata):\n    return 1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        climb(rungs)


def test_the_shell_completes_the_ladder(project):
    asked = {"_DOJO_COMPLETE": "bash_complete", "COMP_WORDS": "dojo fig la", "COMP_CWORD": "2"}
    assert project.dojo(**asked).text == "plain,ladder\n"
