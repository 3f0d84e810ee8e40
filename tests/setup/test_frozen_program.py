"""The one-folder program: built for real, it does its jobs with no Python and no source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from producer_app import __version__
from producer_app.link.pipe import Setup, line_of

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("frozen")  # built once


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built program, in a folder of its own."""
    folder = tmp_path_factory.mktemp("frozen")
    asks = (
        "import pathlib, sys, build_spec; folder = pathlib.Path(sys.argv[1]); "
        "print(build_spec.build(folder / 'dist', folder / 'work'))"
    )
    built = subprocess.run(
        [sys.executable, "-c", asks, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return Path(built.stdout.splitlines()[-1])


def run(
    program: Path, folder: Path, *arguments: str, orders: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs the program in an empty folder, with no trace of Python in the environment."""
    environment = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    return subprocess.run(
        [str(program), *arguments],
        cwd=folder,
        env={**environment, "PRODUCER_CONSOLE_STATE": str(folder / "state")},
        input=orders,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_says_its_version(program: Path, tmp_path: Path) -> None:
    answer = run(program, tmp_path, "--version")
    assert answer.stdout.split()[-1] == __version__, answer.stderr


def test_it_makes_a_sample_rehearses_it_and_leaves_sheets_and_pictures(
    program: Path, tmp_path: Path
) -> None:
    made = run(program, tmp_path, "samples", "-o", ".")
    assert made.returncode == 0, made.stderr
    toured = run(program, tmp_path, "tour", "president-live.show", "-o", "tour")
    assert toured.returncode == 0, toured.stderr
    left = {file.suffix: file.read_bytes() for file in (tmp_path / "tour").iterdir()}
    assert left[".pdf"].startswith(b"%PDF-")
    assert left[".png"].startswith(b"\x89PNG")


def test_it_starts_itself_as_room_server_and_stops_when_the_console_is_gone(
    program: Path, tmp_path: Path
) -> None:
    orders = line_of(Setup(port=None)).decode()
    served = run(program, tmp_path, "room-server", orders=orders)
    assert served.returncode == 0, served.stderr
    assert "Traceback" not in served.stderr


def test_it_starts_itself_to_read_a_clip(program: Path, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "pip.wav"), "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(2)
        clip.setframerate(8000)
        clip.writeframes(b"\x00\x20" * 8000)
    heard = run(program, tmp_path, "sound-probe", "pip.wav")
    assert heard.returncode == 0, heard.stdout + heard.stderr
    assert '"facts"' in heard.stdout
