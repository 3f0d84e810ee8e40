"""Listens to a clip once, second by second, and says its facts; runs only in a process of its own,
never in the window's."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from producer_app.core.errors import reason_of
from producer_app.core.timebase import Millis
from producer_app.sound import ffmpeg, wav
from producer_app.sound.facts import SILENCE_DBFS, ClipFacts
from producer_app.sound.faults import fault, shown_name
from producer_app.sound.loudness import LoudnessMeter
from producer_app.sound.pydub_door import detect_leading_silence
from producer_app.sound.waveform import Waveform

LISTENED_SECONDS = 3600
"""Waveform and loudness cover at most this much of a clip; its length covers all of it."""
MOST_PEAKS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    channels: int
    sample_rate: int
    declared_ms: int | None
    seconds: Iterator[Any]


def listen(path: Path, peaks: int) -> ClipFacts:
    """The facts of the clip at ``path`` with a waveform of ``peaks`` values.

    Refused when there is no such file, BadInput when it is no sound, EnvironmentFault when the
    disk fails or a program is missing.
    """
    name = shown_name(path.name)
    if not 1 <= peaks <= MOST_PEAKS:
        raise fault("sound.peaks", most=MOST_PEAKS, peaks=peaks)
    try:
        _refuse_what_is_no_file(path, name)
        with _opened(path, name) as source:
            return _measure(source, peaks, name)
    except FileNotFoundError as gone:
        raise fault("sound.missing", name=name) from gone
    except PermissionError as denied:
        raise fault("sound.forbidden", name=name, reason=denied.strerror) from denied
    except OSError as broken:
        raise fault("sound.disk", name=name, reason=reason_of(broken)) from broken


def _refuse_what_is_no_file(path: Path, name: str) -> None:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise fault("sound.not_a_file", name=name)
    if about.st_size == 0:
        raise fault("sound.empty", name=name)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[_Source]:
    with path.open("rb") as file:
        header = wav.read_header(file, name) if wav.is_wav(file.read(12)) else None
        if header is not None:
            yield _Source(
                channels=header.channels,
                sample_rate=header.sample_rate,
                declared_ms=header.declared_ms,
                seconds=wav.slices(file, header),
            )
            return
    ffmpeg_path, ffprobe_path = ffmpeg.need_both(name)
    stream = ffmpeg.stream_facts(path, name, ffprobe_path)
    with closing(ffmpeg.slices(path, name, ffmpeg_path, stream)) as seconds:
        yield _Source(
            channels=stream.channels,
            sample_rate=stream.sample_rate,
            declared_ms=stream.declared_ms,
            seconds=seconds,
        )


def _measure(source: _Source, peaks: int, name: str) -> ClipFacts:
    waveform, silence = Waveform(), _LeadingSilence()
    frames, heard_to_end = 0, True
    with LoudnessMeter(channels=source.channels, sample_rate=source.sample_rate) as meter:
        for number, second in enumerate(source.seconds):
            if number == LISTENED_SECONDS:
                heard_to_end = False
                break
            waveform.hear(second)
            silence.hear(second)
            meter.hear(second)
            frames += int(second.frame_count())
        loudness = meter.loudness()
    if not frames:
        raise fault("sound.empty", name=name)
    heard = Millis(max(1, round(frames * 1000 / source.sample_rate)))
    declared = None if source.declared_ms is None else Millis(source.declared_ms)
    return ClipFacts(
        length=heard if heard_to_end else max(heard, declared or heard),
        header_length=declared,
        heard=heard,
        heard_to_end=heard_to_end,
        peaks=waveform.peaks(peaks),
        loudness=loudness,
        leading_silence=Millis(min(silence.length, heard)),
        channels=source.channels,
        sample_rate=source.sample_rate,
    )


class _LeadingSilence:
    """Adds up the silence before the first sound, in milliseconds."""

    def __init__(self) -> None:
        self.length = 0
        self._ended = False

    def hear(self, second: Any) -> None:
        if self._ended:
            return
        quiet = len(second)
        if second.max_dBFS >= SILENCE_DBFS:
            quiet = detect_leading_silence(second, silence_threshold=SILENCE_DBFS, chunk_size=10)
        self.length += quiet
        self._ended = quiet < len(second)
