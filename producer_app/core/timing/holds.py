"""What holds a rundown to the clock: hard times, hit times, and people who are waited for."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from producer_app.core.timebase import Instant, Millis


class HardKind(Enum):
    """What cannot move: a segment's start, a segment's end, the end of the room."""

    START = auto()
    END = auto()
    OUT = auto()


class HardTime(NamedTuple):
    """A time that cannot move, and how the room meets it.

    ``place`` is the index of the segment that starts or ends then; for the hard out it is their
    number. ``over`` is arrival minus hard time: > 0 over (late: an overlap to solve), < 0 under
    (a gap to fill), None while nobody knows. ``is_firm`` is false when an unknown length makes
    the arrival a lower bound.
    """

    place: int
    at: Instant
    over: Millis | None
    is_firm: bool
    kind: HardKind = HardKind.START

    @property
    def boundary(self) -> int:
        """How many segments stand before it."""
        return self.place + 1 if self.kind is HardKind.END else self.place


class Fixed(NamedTuple):
    """What holds one segment to the clock; each None or false where it does not."""

    start: Instant | None = None
    end: Instant | None = None
    front_hit: Instant | None = None
    back_hit: Instant | None = None
    is_opening: bool = False
    is_unknown: bool = False
    """Nobody knows its length."""

    def once_more(self, begin: int | None) -> Fixed:
        """What still binds a segment that has been on air: no time that is past by ``begin``."""
        if begin is None:
            return self
        start, end, hit = (
            None if at is None or at <= begin else at
            for at in (self.start, self.end, self.front_hit)
        )
        return self._replace(start=start, end=end, front_hit=hit)


class Bound(NamedTuple):
    """The earliest start of a segment that waits for somebody; ``is_firm`` false where it may
    still become later."""

    at: Instant
    is_firm: bool = True
