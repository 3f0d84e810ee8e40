"""A sign of life beside the show: when the console was last there, for the start after a crash."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from producer_app.core.timebase import Instant


class SignOfLife:
    """One small file in the state folder; a lost one is no loss."""

    def __init__(self, folder: Path, show: str) -> None:
        self._file = folder / f"{show}.alive"

    def give(self, now: Instant) -> None:
        """Say that the console is there at this wall time."""
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_suffix(f".{os.getpid()}")
            fresh.write_text(str(now), encoding="ascii")
            fresh.replace(self._file)

    def last(self) -> Instant | None:
        """The wall time of the last sign; None where there is none that can be read."""
        try:
            return Instant(int(self._file.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return None
