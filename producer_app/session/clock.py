"""The only clock of a show: wall time anchored once, advanced by a counter that no one can set."""

from __future__ import annotations

import time
from typing import Protocol

from producer_app.core.timebase import Instant, Millis


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> Instant:
        """The present instant; never runs backwards."""
        ...

    def step(self) -> Millis:
        """How far the machine's wall clock has moved away; > 0 when it was set ahead."""
        ...

    def anchor_again(self) -> Millis:
        """Take over the machine's wall clock as it is now; returns the step that this makes."""
        ...


def _ticks() -> int:
    """Nanoseconds of a counter that also counts while the machine sleeps, where there is one."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic_ns() if boot_time is None else time.clock_gettime_ns(boot_time)


class SystemClock:
    """Real time. A step of the wall clock does not move it; ``step`` says that there was one."""

    def __init__(self) -> None:
        self._anchor()

    def now(self) -> Instant:
        return Instant(self._wall + (_ticks() - self._ticks) // 1_000_000)

    def step(self) -> Millis:
        return Millis(time.time_ns() // 1_000_000 - self.now())

    def anchor_again(self) -> Millis:
        step = self.step()
        self._anchor()
        return step

    def _anchor(self) -> None:
        self._wall = time.time_ns() // 1_000_000
        self._ticks = _ticks()


class HandClock:
    """A clock that stands until it is moved: for rehearsals at speed and for trials."""

    def __init__(self, at: Instant) -> None:
        self._at = at

    def now(self) -> Instant:
        return self._at

    def advance(self, by: int) -> Instant:
        """The instant after moving ``by`` milliseconds on; never backwards."""
        self._at = Instant(self._at + max(0, by))
        return self._at

    def step(self) -> Millis:
        return Millis(0)

    def anchor_again(self) -> Millis:
        return Millis(0)
