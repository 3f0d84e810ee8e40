"""The countdown track: a pip each second, a long one at zero."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import pytest

from producer_app.core.errors import EnvironmentFault, Refused
from producer_app.sound.countdown import LAST_PIP_MS, PIP_MS, countdown_track, write_countdown
from producer_app.sound.probe import probe_now


def test_ten_pips_and_a_long_one_at_zero() -> None:
    track = countdown_track(10)

    assert len(track) == 11_000
    for number in range(10):
        start = number * 1000
        assert track[start : start + PIP_MS].max_dBFS == pytest.approx(-12, abs=0.5)
        assert track[start + PIP_MS : start + 1000].max == 0
    assert track[10_000 : 10_000 + LAST_PIP_MS].dBFS == pytest.approx(-15, abs=0.5)
    assert track[10_000 + LAST_PIP_MS :].max == 0


def test_no_pip_begins_or_ends_with_a_click() -> None:
    samples = countdown_track(1).get_array_of_samples()

    steps = [abs(after - before) for before, after in pairwise(samples)]
    steepest_of_the_tone = 0.252 * 32768 * 2 * 3.1416 * 1000 / 48_000
    assert max(steps) <= steepest_of_the_tone * 1.02


def test_the_written_track_is_a_wav_that_any_reader_opens(tmp_path: Path) -> None:
    path = tmp_path / "倒计时.wav"

    write_countdown(path, 5)

    with wave.open(str(path), "rb") as file:
        assert file.getparams()[:4] == (1, 2, 48_000, 6 * 48_000)
    assert probe_now(path).length == 6000
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["倒计时.wav"]


def test_the_longest_countdown_can_be_made() -> None:
    assert len(countdown_track(600)) == 601_000


@pytest.mark.parametrize("seconds", [0, -3, 601])
def test_a_countdown_of_no_length_or_too_long_is_refused(seconds: int) -> None:
    with pytest.raises(Refused, match=f"from 1 to 600 seconds long, not {seconds}"):
        countdown_track(seconds)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"“pips\.wav” could not be written"):
        write_countdown(tmp_path / "gone" / "pips.wav", 3)


def test_a_folder_of_that_name_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "folder.wav"
    folder.mkdir()

    with pytest.raises(EnvironmentFault, match="could not be written"):
        write_countdown(folder, 3)

    assert folder.is_dir()
    assert not list(tmp_path.glob(".*"))
