"""Reading the engine's numbers as a person writes them."""

from __future__ import annotations

from collections.abc import Iterable

from producer_app.core.show import Show
from producer_app.core.timebase import Instant, wall_time


def walls(show: Show, starts: Iterable[Instant | None]) -> list[str | None]:
    """Instants as show-day times, without the seconds where there are none."""
    return [None if start is None else clock(show, start) for start in starts]


def clock(show: Show, at: Instant) -> str:
    """One instant as a show-day time: 20:15, or 23:59:50."""
    return str(wall_time(at, show.date, show.zone)).removesuffix(":00")
