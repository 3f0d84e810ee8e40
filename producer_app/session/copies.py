"""Copies of the file from time to time, for the day it is damaged."""

from __future__ import annotations

from producer_app.core.timebase import MINUTE, Instant, Millis
from producer_app.session.opening import backup_folder
from producer_app.session.writer import Writer

COPIED_AFTER = Millis(MINUTE)
"""While a run is on, a copy of the file is made at a GO when the last one is older than this."""


class Copies:
    """Knows when the last copy was made."""

    def __init__(self, writer: Writer, *, are_wanted: bool) -> None:
        self._writer = writer
        self._are_wanted = are_wanted
        self._last = Instant(0)

    def keep_up(self, now: Instant) -> None:
        """Make a copy soon where the last one is old; nobody waits for it."""
        if self._are_wanted and now - self._last >= COPIED_AFTER:
            self._last = now
            self._writer.back_up(backup_folder())
