"""Makes the track of a countdown: a short pip at each second, a long one at zero; plays nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from producer_app.core.errors import reason_of
from producer_app.sound.faults import fault, shown_name
from producer_app.sound.pydub_door import AudioSegment, Sine

SAMPLE_RATE = 48_000
MOST_SECONDS = 600
PIP_MS = 100
LAST_PIP_MS = 500
_PITCH_HZ = 1_000
_LEVEL_DBFS = -12.0
_EDGE_MS = 5


def countdown_track(seconds: int) -> Any:
    """An AudioSegment (mono, 16 bit, 48 kHz) of ``seconds`` + 1 seconds: a pip of 0.1 s at the
    start of each second before zero, one of 0.5 s at zero. Refused outside 1 to 600 seconds."""
    if not 1 <= seconds <= MOST_SECONDS:
        raise fault("sound.countdown", most=MOST_SECONDS, seconds=seconds)
    return _second_with(PIP_MS) * seconds + _second_with(LAST_PIP_MS)


def write_countdown(path: Path, seconds: int) -> None:
    """Writes the track as a wav, whole or not at all; EnvironmentFault when the disk refuses."""
    track = countdown_track(seconds)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            track.export(file, format="wav")
        unfinished.replace(path)
    except OSError as broken:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise fault(
            "sound.not_written", name=shown_name(path.name), reason=reason_of(broken)
        ) from broken


def _second_with(pip_ms: int) -> Any:
    """One second that begins with a pip and ends in silence."""
    pip = Sine(_PITCH_HZ, sample_rate=SAMPLE_RATE).to_audio_segment(pip_ms, _LEVEL_DBFS)
    soft = pip.fade_in(_EDGE_MS).fade_out(_EDGE_MS)
    return soft + AudioSegment.silent(1_000 - pip_ms, frame_rate=SAMPLE_RATE)
