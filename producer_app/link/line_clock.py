"""The show's time as the room server is told it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from producer_app.core.timebase import Instant, Millis
from producer_app.link.pipe import Clock

STEP: Final = 20.0
"""Milliseconds by which show time may drift against the machine's before the rooms are told."""


class LineClock:
    """``tell`` passes the time on, ``on_step`` hears by how much show time has stepped."""

    def __init__(
        self,
        now: Callable[[], Instant],
        tell: Callable[[Clock], None],
        on_step: Callable[[Millis], None],
    ) -> None:
        self._now, self._tell, self._on_step = now, tell, on_step
        self._offset: float | None = None

    def beat(self) -> None:
        """Tells the time: the console is alive."""
        self._tell_beyond(-1.0)

    def follow(self) -> None:
        """Tells the time where it has stepped: a rehearsal begins on the evening's clock."""
        self._tell_beyond(STEP)

    def _tell_beyond(self, limit: float) -> None:
        instant, monotonic = self._now(), time.monotonic()
        offset = instant - monotonic * 1000
        step = 0.0 if self._offset is None else offset - self._offset
        if self._offset is None or abs(step) > limit:
            self._offset = offset
            if abs(step) > STEP:
                self._on_step(Millis(round(step)))
            self._tell(Clock(instant=instant, monotonic=monotonic))
