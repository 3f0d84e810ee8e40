"""The advertisements of a room in running order: where in its break each stands, behind whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from producer_app.core.budget.stretches import Stretch, planned_stretches, projected_stretches
from producer_app.core.run import Run
from producer_app.core.show import ADVERTISING, Kind, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import RoomTimes

_SELLING = frozenset({Kind.PITCH, Kind.PLACEMENT})
"""Kinds that show a sponsor without being advertising that was contracted by the second."""

_SERVICE = frozenset({Kind.PSA, Kind.CHARITY, Kind.PROMO})
"""Kinds that end a break for whoever counts it, but do not part two rivals."""


class Neighbour(NamedTuple):
    """The advertisement that stands right before another one."""

    segment: SegmentId
    sponsor: SponsorId | None
    start: Instant | None
    end: Instant | None


class Ad(NamedTuple):
    """One advertisement, or the advertising at the start of a segment that is none.

    ``length`` is None while unknown. ``is_first`` and ``is_last`` say where it stands in its
    break, a run of advertising with nothing but neutral frames in between; advertising inside
    another segment, a neutral frame too, stands in none. ``behind`` is what stands right before
    it, with no programme in between.
    """

    segment: SegmentId
    sponsor: SponsorId | None
    start: Instant | None
    length: Millis | None
    is_contracted: bool
    """It counts for its sponsor's contract; a pitch or a placement does not."""
    has_begun: bool
    behind: Neighbour | None
    in_break: bool = False
    is_first: bool = False
    is_last: bool = False
    is_over: bool = False
    """Its break is over, so ``is_last`` stays as it is."""

    @property
    def end(self) -> Instant | None:
        """When it is over; its start while its length is unknown."""
        return None if self.start is None else Instant(self.start + (self.length or 0))


def planned_ads(times: RoomTimes) -> tuple[Ad, ...]:
    """What the plan has in a room."""
    return ads_of(planned_stretches(times.plan), begun=0, is_closed=False)


def projected_ads(times: RoomTimes, run: Run | None, now: Instant) -> tuple[Ad, ...]:
    """What has been aired in a room, is on the air and is still to come; once the run is over
    nothing is."""
    room = times.run
    begun = 0 if room is None else len(room.takes) + (room.on_air is not None)
    is_closed = room is not None and room.ended is not None
    ads = ads_of(projected_stretches(times, now), begun=begun, is_closed=is_closed)
    is_over = run is not None and run.ended is not None
    return tuple(ad for ad in ads if ad.has_begun) if is_over else ads


def ads_of(stretches: Iterable[Stretch], *, begun: int, is_closed: bool) -> tuple[Ad, ...]:
    """The advertisements among a room's stretches, of which so many have begun; ``is_closed``
    when the room is off the air."""
    walk = _Walk(begun)
    for place, stretch in enumerate(stretches):
        walk.take(place, stretch)
    walk.close(is_over=is_closed)
    return tuple(walk.found)


class _Walk:
    """Goes along a room's stretches and remembers the break it is in."""

    def __init__(self, begun: int) -> None:
        self.found: list[Ad] = []
        self._begun = begun
        self._last: int | None = None
        """Which of those found stood last in a break that is not over."""
        self._behind: Neighbour | None = None

    def take(self, place: int, stretch: Stretch) -> None:
        if stretch.kind in ADVERTISING:
            self._stand_beside(self._ad(place, stretch, in_break=True))
            self._last = len(self.found) - 1
        elif stretch.kind is not Kind.NEUTRAL:
            self._programme(place, stretch)
        elif stretch.ad:
            self._stand_beside(self._ad(place, stretch, in_break=False))

    def close(self, *, is_over: bool) -> None:
        """What stood last in the open break is the last of it."""
        if self._last is not None:
            last = self.found[self._last]
            self.found[self._last] = last._replace(is_last=True, is_over=is_over)
            self._last = None

    def _stand_beside(self, ad: Ad) -> None:
        """What comes next stands right behind it."""
        self.found.append(ad)
        self._behind = Neighbour(ad.segment, ad.sponsor, ad.start, ad.end)

    def _programme(self, place: int, stretch: Stretch) -> None:
        self.close(is_over=place < self._begun)
        if stretch.ad:
            self.found.append(self._ad(place, stretch, in_break=False))
        elif stretch.kind in _SELLING and stretch.sponsor is not None:
            ad = self._ad(place, stretch, in_break=False)
            shown = ad._replace(length=stretch.length, is_contracted=False, behind=None)
            self.found.append(shown)
        if stretch.kind not in _SERVICE:
            self._behind = None

    def _ad(self, place: int, stretch: Stretch, *, in_break: bool) -> Ad:
        return Ad(
            segment=stretch.segment,
            sponsor=stretch.sponsor,
            start=stretch.start,
            length=stretch.counted(ADVERTISING | {stretch.ad_kind}),
            is_contracted=True,
            has_begun=place < self._begun,
            behind=self._behind,
            in_break=in_break,
            is_first=in_break and self._last is None,
        )
