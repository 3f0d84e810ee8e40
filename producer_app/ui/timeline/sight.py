"""Which part of the evening is looked at: all of it, or a zoomed stretch that follows now."""

from __future__ import annotations

from producer_app.core.timebase import MINUTE, Instant
from producer_app.present.timeline import Stretch
from producer_app.ui.timeline.layout import GUTTER
from producer_app.ui.timeline.scale import Scale

MARGIN = 2 * MINUTE
"""Before the first thing of the evening, and behind the last."""

LEAST = 2 * MINUTE
"""The shortest stretch that is looked at."""


class Sight:
    """The stretch of time that a panel draws, for whatever width it has."""

    def __init__(self) -> None:
        self.part: tuple[Instant, Instant] | None = None
        """The stretch; None for the whole evening."""

    def scale(self, evening: Stretch, width: int) -> Scale:
        """What is looked at, on a panel of that width."""
        whole = self._whole(evening, width)
        return whole if self.part is None else Scale(*self.part, whole.left, whole.width)

    def look_at_all(self) -> None:
        """The whole evening again."""
        self.part = None

    def look_at(self, start: Instant, end: Instant, evening: Stretch, width: int) -> bool:
        """That stretch with a little around it; False where that is what is looked at already."""
        span = max(LEAST, (end - start) * 3 // 2)
        return self._take(start - (span - (end - start)) // 2, span, evening, width)

    def zoom(self, about: Instant, factor: float, evening: Stretch, width: int) -> None:
        """``factor`` as much time, the moment ``about`` kept in place."""
        whole = self._whole(evening, width)
        changed = self.scale(evening, width).zoomed(about, factor, whole)
        self._take(changed.start, changed.end - changed.start, evening, width)

    def slide(self, share: float, evening: Stretch, width: int) -> None:
        """On by that share of what is looked at; back where it is below nothing."""
        scale = self.scale(evening, width)
        span = scale.end - scale.start
        self._take(scale.start + round(share * span), span, evening, width)

    def follow(self, now: Instant) -> bool:
        """Keep now in the first third of a zoomed stretch once it has left it; True when it
        moved."""
        if self.part is None:
            return False
        start, end = self.part
        if start <= now <= end - (end - start) // 10:
            return False
        span = end - start
        start = Instant(now - span // 3)
        self.part = (start, Instant(start + span))
        return True

    def _take(self, start: int, span: int, evening: Stretch, width: int) -> bool:
        before, whole = self.part, self._whole(evening, width)
        start = max(whole.start, min(start, whole.end - span))
        is_whole = span >= whole.end - whole.start
        self.part = None if is_whole else (Instant(start), Instant(start + span))
        return self.part != before

    def _whole(self, evening: Stretch, width: int) -> Scale:
        start, end = Instant(evening.start - MARGIN), Instant(evening.end + MARGIN)
        return Scale(start, end, GUTTER, max(1, width - GUTTER - 6))
