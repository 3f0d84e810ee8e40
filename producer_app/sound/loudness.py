"""Measures how loud a sound is as it goes by: integrated LUFS where ffmpeg is there and has enough
to measure, else the RMS below full scale; opens no file."""

from __future__ import annotations

import math
import re
import subprocess
from typing import IO, Any, cast

from producer_app.sound import ffmpeg
from producer_app.sound.facts import Loudness

_INTEGRATED = re.compile(rb"Integrated loudness:\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS")
_GATE = -70.0
"""EBU R 128 counts nothing below this, nor anything shorter than 0.4 s; a meter that stands there
has measured nothing."""
_RAW = {1: "s8", 2: "s16le", 4: "s32le"}


class LoudnessMeter:
    """Hears a sound second by second, then says its loudness once. Use it as a context manager:
    the meter's program does not outlive the block."""

    def __init__(self, *, channels: int, sample_rate: int) -> None:
        self._shape = ["-ar", str(sample_rate), "-ac", str(channels)]
        self._program = ffmpeg.find("ffmpeg")
        self._process: subprocess.Popen[bytes] | None = None
        self._power = 0.0
        self._frames = 0.0

    def __enter__(self) -> LoudnessMeter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def hear(self, second: Any) -> None:
        """Takes the next stretch of sound (an AudioSegment of the same shape as the others)."""
        frames = second.frame_count()
        self._power += (second.rms / second.max_possible_amplitude) ** 2 * frames
        self._frames += frames
        self._feed(second)

    def loudness(self) -> Loudness:
        """The loudness of everything heard; to be asked once, at the end."""
        return self._integrated() or self._root_mean_square()

    def _feed(self, second: Any) -> None:
        if self._program is None:
            return
        if self._process is None:
            self._process = self._start(self._program, _RAW[second.sample_width])
        try:
            cast(IO[bytes], self._process.stdin).write(second.raw_data)
        except BrokenPipeError:
            self._program = None

    def _start(self, program: str, raw_format: str) -> subprocess.Popen[bytes]:
        command = [
            program, "-nostats", "-hide_banner", "-v", "info", "-threads", "1",
            "-protocol_whitelist", "pipe", "-f", raw_format, *self._shape, "-i", "pipe:0",
            "-af", "ebur128=framelog=verbose", "-f", "null", "-",
        ]  # fmt: skip
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=ffmpeg.environment(),
        )

    def _integrated(self) -> Loudness | None:
        if self._process is None or self._program is None:
            return None
        _, said = self._process.communicate()
        found = _INTEGRATED.findall(said)
        if self._process.returncode != 0 or not found:
            return None
        level = float(found[-1])
        return Loudness(measure="LUFS", level=level) if level > _GATE else None

    def _root_mean_square(self) -> Loudness:
        power = self._power / self._frames if self._frames else 0.0
        level = round(10 * math.log10(power), 1) if power else None
        return Loudness(measure="dBFS", level=level)
