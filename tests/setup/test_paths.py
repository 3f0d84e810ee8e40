"""One function finds the program's files in a source tree, in a wheel and in a frozen program."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import platformdirs
import pytest

from producer_app import paths
from producer_app.core.errors import EnvironmentFault

ROOT = Path(__file__).resolve().parents[2]


def test_a_source_tree_uses_its_own_folder() -> None:
    assert paths.resources() == ROOT / "resources"


def test_a_frozen_program_uses_what_it_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_a_program_copied_without_its_files_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(EnvironmentFault, match="install Producer Console again") as fault:
        paths.resources()
    assert fault.value.code == "install.no_resources"
    assert str(tmp_path) in str(fault.value)


def test_an_installed_wheel_finds_its_files(tmp_path: Path) -> None:
    """Built from this tree and installed alone; only its libraries come from here."""
    pip = [sys.executable, "-m", "pip", "--quiet"]
    built = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run([*pip, "wheel", *built], check=True)
    (wheel,) = tmp_path.glob("producer_console-*.whl")
    home = tmp_path / "installed"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    target = ["--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *target], check=True)

    asks = "from producer_app.paths import resources; print(resources())"
    libraries = str(Path(platformdirs.__file__).parents[1])
    answer = subprocess.run(
        [str(python), "-c", asks],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": libraries},
    )

    found = Path(answer.stdout.strip())
    assert found.is_relative_to(home)
    assert names_in(found) == names_in(ROOT / "resources")


def names_in(folder: Path) -> list[str]:
    """Every file in the folder, by its path from there."""
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return sorted(files)


def test_the_state_folder_is_made_where_the_environment_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "stick" / "console"
    monkeypatch.setenv(paths.STATE_VARIABLE, str(wanted))
    assert paths.state_dir() == wanted
    assert wanted.is_dir()


def test_a_state_folder_that_cannot_be_made_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(paths.STATE_VARIABLE, str(tmp_path / "a file" / "state"))
    with pytest.raises(EnvironmentFault, match=paths.STATE_VARIABLE):
        paths.state_dir()
