"""Gathers a waveform from a sound of unknown length in bounded memory; knows nothing of files."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

_FINEST = 128
_MOST_WINDOWS = 8192


class Waveform:
    """The highest sample of each short window, 0 to 1. As the sound grows, neighbouring windows
    are merged: from 128 a second down to one a second."""

    def __init__(self) -> None:
        self._windows: list[float] = []
        self._per_second = _FINEST

    def hear(self, second: Any) -> None:
        """Takes the next second of sound (an AudioSegment; only the last may be shorter)."""
        rate, frames = second.frame_rate, int(second.frame_count())
        full_scale = second.max_possible_amplitude
        for number in range(self._per_second):
            start = number * rate // self._per_second
            end = min(frames, (number + 1) * rate // self._per_second)
            if start >= frames:
                break
            window = second.get_sample_slice(start, end)
            self._windows.append(min(1.0, window.max / full_scale))
        if len(self._windows) >= _MOST_WINDOWS and self._per_second > 1:
            self._merge()

    def peaks(self, count: int) -> tuple[float, ...]:
        """The waveform as exactly ``count`` values of equal width."""
        windows, total = self._windows, len(self._windows)
        if not total:
            return (0.0,) * count
        edges = [number * total // count for number in range(count + 1)]
        return tuple(
            round(max(windows[start : max(end, start + 1)]), 4) for start, end in pairwise(edges)
        )

    def _merge(self) -> None:
        windows = self._windows
        self._windows = [max(windows[i : i + 2]) for i in range(0, len(windows), 2)]
        self._per_second //= 2
