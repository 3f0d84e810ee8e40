"""Real sounds for the tests of this floor: plain wavs by hand, everything else through ffmpeg."""

from __future__ import annotations

import os
import subprocess
import wave
from pathlib import Path

import pytest

from tests.sound.tones import Convert, MakeWav


@pytest.fixture
def make_wav(tmp_path: Path) -> MakeWav:
    """Writes samples as a wav: make_wav("song.wav", samples, rate=…, channels=…, width=…)."""

    def make(
        name: str, samples: bytes, *, rate: int = 8000, channels: int = 1, width: int = 2
    ) -> Path:
        path = tmp_path / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(width)
            file.setframerate(rate)
            file.writeframes(samples)
        return path

    return make


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Converts a sound with ffmpeg: convert(source, "song.mp3", "-b:a", "64k")."""

    def make(source: Path, name: str, *options: str) -> Path:
        path = tmp_path / name
        subprocess.run(
            ["ffmpeg", "-v", "error", "-nostdin", "-i", f"file:{source}", *options, f"file:{path}"],
            check=True,
            stdin=subprocess.DEVNULL,
        )
        return path

    return make


@pytest.fixture
def without_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no program can be found by its name."""
    nowhere = tmp_path / "no-programs"
    nowhere.mkdir()
    monkeypatch.setenv("PATH", os.fspath(nowhere))
