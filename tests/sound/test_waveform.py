"""A waveform gathered second by second, whatever the length of the sound."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.sound.pydub_door import AudioSegment
from producer_app.sound.waveform import Waveform

RATE = 1000


def second(level: float, frames: int = RATE) -> Any:
    sample = round(level * 32767).to_bytes(2, "little", signed=True)
    return AudioSegment(data=sample * frames, sample_width=2, frame_rate=RATE, channels=1)


def test_nothing_heard_is_a_flat_line() -> None:
    assert Waveform().peaks(3) == (0.0, 0.0, 0.0)


def test_the_lowest_sample_counts_as_full() -> None:
    waveform = Waveform()
    waveform.hear(second(-1.0))

    assert waveform.peaks(1) == pytest.approx((1.0,), abs=0.001)


def test_a_part_of_a_second_counts_by_its_length() -> None:
    waveform = Waveform()
    waveform.hear(second(0.2))
    waveform.hear(second(0.8, frames=500))

    assert waveform.peaks(3) == pytest.approx((0.2, 0.2, 0.8), abs=0.001)


@pytest.mark.parametrize("seconds", [1, 63, 64, 65, 129, 1000])
def test_a_long_sound_keeps_its_loud_moment_in_its_place(seconds: int) -> None:
    waveform = Waveform()
    loud = seconds * 3 // 4
    for number in range(seconds):
        waveform.hear(second(0.9 if number == loud else 0.1))

    peaks = waveform.peaks(seconds)

    assert len(peaks) == seconds
    assert peaks[loud] == pytest.approx(0.9, abs=0.001)
    assert sum(peak > 0.5 for peak in peaks) == 1
