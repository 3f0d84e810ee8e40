"""How far a long measurement has come, said on standard error."""

from __future__ import annotations

import sys
import time
from typing import Final

EVERY: Final = 5.0
"""Seconds between two lines where nobody looks at a terminal."""


class Progress:
    """One line that is written over on a terminal, and a line now and then in a file."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._is_terminal = sys.stderr.isatty()
        self._said = 0.0

    def say(self, text: str) -> None:
        """Says what is being done now."""
        self._write(text, is_wanted=True)

    def step(self, done: int, of: int, more: str = "") -> None:
        """Says how many of how many are done."""
        self._write(f"{done:,} of {of:,}{more}", is_wanted=done == of)

    def _write(self, text: str, *, is_wanted: bool) -> None:
        now = time.monotonic()
        if self._is_terminal:
            sys.stderr.write(f"\r\x1b[2K{self._part}: {text}")
        elif is_wanted or now - self._said > EVERY:
            self._said = now
            sys.stderr.write(f"{self._part}: {text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Leaves nothing behind on a terminal."""
        if self._is_terminal:
            sys.stderr.write("\r\x1b[2K")
