"""Pieces of counted advertising: a spot, a break made of spots, and where a rule is broken."""

from __future__ import annotations

from typing import NamedTuple

from producer_app.core.budget.outline import Together
from producer_app.core.show import SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis

Bounds = tuple[Instant, Instant]
"""Start and end of a window."""


class Spot(NamedTuple):
    """A stretch of counted advertising; ``start`` is None while nobody knows when it comes.

    ``is_whole`` is false for the seconds inside a segment that is not itself advertising.
    """

    segment: SegmentId
    start: Instant | None
    length: Millis
    sponsor: SponsorId | None = None
    is_whole: bool = True
    is_signposted: bool = False


class Excess(NamedTuple):
    """Where a rule is first broken: ``segment`` is None when it was before the show began or by
    nothing that is there, ``at`` None while nobody knows when that is."""

    segment: SegmentId | None
    at: Instant | None


class Stop(NamedTuple):
    """A run of advertising with no other programme in it: what a viewer calls a break, when it
    is and how long. ``start`` and ``end`` are None while unknown."""

    together: Together
    start: Instant | None
    end: Instant | None
    length: Millis

    @property
    def segment(self) -> SegmentId:
        """The first of it."""
        return self.together.segment
