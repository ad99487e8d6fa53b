"""What `dojo doctor` finds on a machine that lacks something."""

import time

import pytest

from dojo import doctor
from dojo.data import MNIST


@pytest.fixture
def healthy(project):
    """The example project with a history and pins that are met."""
    project.write("constraints.txt", "")
    project.git("init")
    project.git("add", ".")
    project.git("commit", "-m", "stubs")
    return project


def program(project, name: str, script: str) -> dict[str, str]:
    """The environment in which a program of that name is found first."""
    project.write(f"bin/{name}", f"#!/bin/sh\n{script}\n")
    (project.root / "bin" / name).chmod(0o755)
    return {"PATH": f"{project.root / 'bin'}:/usr/bin:/bin"}


@pytest.mark.parametrize(("lang", "end"), [("en", "All is well."), ("ko", "모두 정상입니다.")])
def test_a_machine_without_a_gpu_is_well_and_soon_looked_at(healthy, lang, end):
    start = time.perf_counter()
    healthy.dojo("list")
    between = time.perf_counter()
    said = healthy.dojo("doctor", "--lang", lang)
    assert said.code == 0 and said.last[0] == end
    assert time.perf_counter() - between < 20 * (between - start)  # 0.5 s against 0.11 s; JAX alone takes 1 s
    assert said.has("Python 3", "MNIST", "GPU", "bubblewrap", "✓")
    assert not (healthy.root / ".dojo").exists()


def test_other_versions_are_named_with_one_line_that_mends_them(healthy):
    healthy.write(
        "constraints.txt", 'numpy==1.0\nkeras==1.0\nrich==1.0 ; python_version < "3"\nsetuptools==1\n'
    )
    said = healthy.dojo("doctor", COLUMNS="120")
    assert said.code == 0 and said.has("~ Packages in other versions", "numpy 2", "(==1.0)")
    assert said.has("pip install -c constraints.txt numpy keras") and not said.has("rich")


def test_what_is_missing_or_too_old_is_a_problem(healthy):
    rows = (healthy.root / "pyproject.toml").read_text("utf-8")
    healthy.write("pyproject.toml", rows.replace('"numpy>=2.1"', '"numpy>=99", "no-such-package"'))
    said = healthy.dojo("doctor", COLUMNS="120")
    assert said.code == 1 and said.last[0] == "Problems to mend: 1"
    assert said.has("no-such-package – ()", "(>=99)", "pip install -c constraints.txt -e .")


def test_a_missing_list_of_versions_is_a_problem(project):
    said = project.dojo("doctor")
    assert said.code == 1 and said.has("✗ constraints.txt is missing", "git checkout -- constraints.txt")


def test_backends_come_with_the_line_that_installs_them(monkeypatch):
    monkeypatch.setattr(doctor, "find_spec", lambda name: name == "jax")
    jax, *others = doctor.backends()
    assert jax.level == doctor.OK and {other.level for other in others} == {doctor.ADVICE}
    assert [other.mend.partition(" -e ")[2] for other in others] == [
        "'.[tensorflow]'",
        "'.[torch]'",
        "'.[openvino]'",
    ]


def test_a_gpu_that_jax_does_not_use_is_advice(healthy):
    said = healthy.dojo("doctor", **program(healthy, "nvidia-smi", "echo Some GPU"))
    assert said.code == 0 and said.has("~ GPU: Some GPU")


@pytest.mark.parametrize(
    ("answer", "level"), [("gpu", doctor.OK), ("cpu", doctor.ADVICE), ("", doctor.ADVICE)]
)
def test_jax_is_asked_where_it_could_use_the_gpu(monkeypatch, answer, level):
    monkeypatch.setattr(doctor, "find_spec", lambda name: True)
    monkeypatch.setattr(doctor, "_answer", lambda command, _: "A" if command[0] == "nvidia-smi" else answer)
    assert doctor.gpu(doctor.Screen()).level == level


def test_a_program_that_hangs_or_is_missing_is_no_answer():
    assert doctor._answer(["sleep", "5"], 0.1) == doctor._answer(["no-such-program"], 1) == ""
    assert doctor._answer(["false"], 1) == "" and doctor._answer(["echo", "yes"], 1) == "yes"


def test_a_sandbox_that_works_is_named(healthy):
    said = healthy.dojo("doctor", **program(healthy, "bwrap", "echo works"))
    assert said.has("Sandbox: bubblewrap works")


def test_a_folder_that_cannot_be_written_is_a_problem(healthy):
    healthy.write(".dojo", "a file where a folder should be")
    said = healthy.dojo("doctor")
    assert said.code == 1 and said.has("✗ .dojo cannot be written (Not a directory)", "chmod -R u+w")


def test_a_full_disk_is_a_problem(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1e8}))
    assert doctor.disk(tmp_path).level == doctor.PROBLEM


@pytest.mark.parametrize("damage", [None, MNIST.read_bytes()[:-1]])
def test_damaged_data_are_a_problem(monkeypatch, tmp_path, damage):
    file = tmp_path / "mnist.npz"
    if damage:
        file.write_bytes(damage)
    monkeypatch.setattr(doctor.data, "MNIST", file)
    line = doctor.mnist()
    assert line.level == doctor.PROBLEM and line.mend.startswith("git checkout -- ")


def test_a_curriculum_that_cannot_be_read_is_a_problem(healthy):
    healthy.write("dojo/curriculum.toml", "[[kata]\n")
    said = healthy.dojo("doctor")
    assert said.code == 1 and said.has("their list cannot be read (TOMLDecodeError", "git checkout")


def test_no_git_and_no_history_are_advice(project):
    project.write("constraints.txt", "")
    assert project.dojo("doctor").has("~ git: this folder has no history")
    without = project.dojo("doctor", PATH="/nowhere")
    assert without.code == 0 and without.has("~ git is not installed")


def test_a_terminal_is_told_what_it_lacks(healthy):
    assert healthy.dojo("doctor", PYTHONIOENCODING="ascii").has("its encoding, ascii, lacks", "PYTHONUTF8=1")
    assert healthy.dojo("doctor", COLUMNS="40").has("40 columns are narrow")
    assert healthy.dojo("doctor", FORCE_COLOR="1", TERM="xterm").has("marks, Korean and colour")


def test_a_korean_font_is_asked_for_where_figures_are_korean(monkeypatch):
    monkeypatch.setattr(doctor, "LANG", "ko")
    monkeypatch.setattr("dojo.figure.korean", list)
    (line,) = doctor.font()
    assert line.level == doctor.ADVICE and "fonts-nanum" in line.mend
    monkeypatch.setattr(doctor, "LANG", "en")
    assert list(doctor.font()) == []


def test_an_old_python_is_a_problem(monkeypatch):
    monkeypatch.setattr(doctor, "PYTHON", (4, 0))
    assert doctor.python().level == doctor.PROBLEM
