"""start.py: what it does once, what it then leaves alone, and what it says when it cannot go on."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parents[2]
SET_UP_FILES = ("start.py", "pyproject.toml", "requirements.txt", "requirements-dev.txt")


@pytest.fixture
def copy_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the real set-up files, and start pointed at it."""
    folder = tmp_path / "console"
    folder.mkdir()
    for name in SET_UP_FILES:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "bootstrap", folder / "bootstrap")
    python = folder / ".venv" / start.PYTHON.relative_to(start.VENV)
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(start, "ROOT", folder)
    monkeypatch.setattr(start, "VENV", folder / ".venv")
    monkeypatch.setattr(start, "PYTHON", python)
    return folder


def stamp_all() -> None:
    for purpose in start.COVERS:
        start.stamp(purpose).write_text(start.fingerprint(purpose), encoding="ascii")


def test_a_second_start_finds_everything_ready(copy_of_the_project: Path) -> None:
    stamp_all()
    assert all(start.is_ready(purpose) for purpose in start.COVERS)


def test_a_first_start_finds_nothing_ready(copy_of_the_project: Path) -> None:
    assert not any(start.is_ready(purpose) for purpose in start.COVERS)


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt", "bootstrap/system.py"])
def test_another_list_of_packages_or_another_set_up_is_set_up_again(
    copy_of_the_project: Path, name: str
) -> None:
    stamp_all()
    with (copy_of_the_project / name).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert not start.is_ready("window")


def test_new_test_packages_leave_the_console_ready(copy_of_the_project: Path) -> None:
    stamp_all()
    with (copy_of_the_project / "requirements-dev.txt").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert start.is_ready("window")
    assert not start.is_ready("test")


def test_a_folder_that_was_moved_is_set_up_again(
    copy_of_the_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp_all()
    moved = copy_of_the_project.rename(copy_of_the_project.with_name("moved"))
    monkeypatch.setattr(start, "ROOT", moved)
    monkeypatch.setattr(start, "VENV", moved / ".venv")
    assert not start.is_ready("window")


def test_an_environment_whose_python_is_gone_is_made_again(copy_of_the_project: Path) -> None:
    stamp_all()
    start.PYTHON.unlink()
    assert not start.is_ready("window")


def test_a_second_start_imports_nothing_that_only_setting_up_needs() -> None:
    """The stamp is checked before every start of the console, so the check has to be light."""
    asks = (
        "import sys, start; start.is_ready('window'); "
        "print(*(name for name in ('bootstrap', 'subprocess', 'ctypes', 'venv') "
        "if name in sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {asks}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == ""


def test_an_old_python_gets_one_sentence() -> None:
    asks = "import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_path('start.py')"
    answer = subprocess.run(
        [sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == start.EXIT_PYTHON_TOO_OLD
    (sentence,) = answer.stderr.splitlines()
    assert "needs Python 3.11 or newer, and this is Python 3.9" in sentence


def test_an_old_python_can_read_the_file_that_turns_it_away() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 7)).body


def test_an_unknown_option_is_answered_with_the_two_commands() -> None:
    answer = subprocess.run(
        [sys.executable, str(ROOT / "start.py"), "--fast"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == start.EXIT_USAGE
    assert "python3 start.py test" in answer.stderr


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a desktop is missing on Linux only"
)
@pytest.mark.parametrize(
    ("named", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)],
)
def test_a_display_is_what_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], expected: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert start.has_display() is expected


def test_the_continuous_check_is_exactly_the_second_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith(("#", "set "))]
    assert commands[-1] == "exec python3 start.py test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK) or sys.platform == "win32"
