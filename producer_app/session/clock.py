"""The only clock of a show: wall time anchored once, advanced by a counter that no one can set."""

from __future__ import annotations

import time
from collections.abc import Callable
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


def _known(name: str) -> int | None:
    """One of this system's clocks, where it has that one."""
    known: int | None = getattr(time, name, None)
    return known


_RAW, _AWAKE, _EVER = map(_known, ("CLOCK_MONOTONIC_RAW", "CLOCK_MONOTONIC", "CLOCK_BOOTTIME"))


def _read(clock: int) -> int:
    return time.clock_gettime_ns(clock)


class Counter:
    """Nanoseconds that no one can set or bend, and that count on while the machine sleeps."""

    def __init__(self, read: Callable[[int], int] = _read) -> None:
        self._read = read
        self._slept = self._asleep()

    def __call__(self) -> int:
        """Nanoseconds since some moment; never runs backwards."""
        if _RAW is None:
            return time.perf_counter_ns()
        self._slept = max(self._slept, self._asleep())
        return self._read(_RAW) + self._slept

    def _asleep(self) -> int:
        """How long the machine has slept: the one thing in which these two clocks differ. The
        raw one does not know it on Linux; elsewhere it does."""
        if _EVER is None or _AWAKE is None:
            return 0
        return self._read(_EVER) - self._read(_AWAKE)


class SystemClock:
    """Real time. A step of the wall clock does not move it; ``step`` says that there was one."""

    def __init__(
        self, wall: Callable[[], int] = time.time_ns, ticks: Callable[[], int] | None = None
    ) -> None:
        """``wall`` and ``ticks`` are in nanoseconds: the machine's own where none are given."""
        self._read_wall = wall
        self._read_ticks = ticks or Counter()
        self._anchor()

    def now(self) -> Instant:
        return Instant(self._wall + (self._read_ticks() - self._ticks) // 1_000_000)

    def step(self) -> Millis:
        return Millis(self._read_wall() // 1_000_000 - self.now())

    def anchor_again(self) -> Millis:
        step = self.step()
        self._anchor()
        return step

    def _anchor(self) -> None:
        self._wall = self._read_wall() // 1_000_000
        self._ticks = self._read_ticks()


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
