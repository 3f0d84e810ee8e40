"""Time to pixels and back, and where the scale has its ticks."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.timebase import MINUTE, Instant

STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240)
"""Minutes between ticks that people count in."""

ROOM_FOR_A_TICK = 64
"""Pixels that a tick's text needs."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time drawn on a stretch of pixels."""

    start: Instant
    end: Instant
    left: float
    width: float

    @property
    def pixel(self) -> float:
        """Milliseconds that one pixel stands for."""
        return max(1, self.end - self.start) / max(1.0, self.width)

    def x(self, at: int) -> float:
        """The pixel of a moment; outside the stretch it lies outside the pixels."""
        return self.left + (at - self.start) * self.width / max(1, self.end - self.start)

    def at(self, x: float) -> Instant:
        """The moment at a pixel."""
        span = self.end - self.start
        return Instant(round(self.start + (x - self.left) * span / max(1.0, self.width)))

    def ticks(self) -> tuple[Instant, ...]:
        """Moments on the round minute, as many as fit."""
        span = max(1, self.end - self.start)
        wanted = span / max(1.0, self.width / ROOM_FOR_A_TICK)
        step = next((s * MINUTE for s in STEPS if s * MINUTE >= wanted), STEPS[-1] * MINUTE)
        first = -(-self.start // step) * step
        return tuple(Instant(at) for at in range(first, self.end + 1, step))

    def zoomed(self, about: Instant, factor: float, whole: Scale) -> Scale:
        """The scale with ``factor`` as much time on it, the moment ``about`` kept in place."""
        span = min(whole.end - whole.start, max(2 * MINUTE, (self.end - self.start) * factor))
        share = (about - self.start) / max(1, self.end - self.start)
        start = about - share * span
        start = min(max(start, whole.start), whole.end - span)
        return Scale(Instant(round(start)), Instant(round(start + span)), self.left, self.width)
