"""Samples with a known length and level, and the shapes of this folder's fixtures."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from pathlib import Path

MakeWav = Callable[..., Path]
Convert = Callable[..., Path]


def tone(seconds: float, *, level: float = 0.5, rate: int = 8000, channels: int = 1) -> bytes:
    """16-bit samples of a 400 Hz tone whose highest sample is ``level``."""
    period = [
        round(level * 32767 * math.sin(2 * math.pi * n * 400 / rate)) for n in range(rate // 50)
    ]
    frames = round(seconds * rate)
    cycle = b"".join(struct.pack("<h", sample) * channels for sample in period)
    return (cycle * (frames // len(period) + 1))[: frames * 2 * channels]


def quiet(seconds: float, *, rate: int = 8000, channels: int = 1) -> bytes:
    return bytes(round(seconds * rate) * 2 * channels)
