"""The advertisements of a room in running order: where in its break each stands, behind whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from producer_app.core.budget.airtime import Stretch, planned_stretches, projected_stretches
from producer_app.core.show import ADVERTISING, Kind, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes

_SELLING = frozenset({Kind.PITCH, Kind.PLACEMENT})
"""Kinds that show a sponsor without being advertising that was contracted by the second."""

_SERVICE = frozenset({Kind.PSA, Kind.CHARITY, Kind.PROMO})
"""Kinds that end a break for whoever counts it, but do not part two rivals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ad:
    """One advertisement, or the advertising at the start of a segment that is none.

    ``length`` is None while unknown. ``is_first`` and ``is_last`` say where it stands in its
    break, a run of advertising with nothing but neutral frames in between; advertising inside
    another segment stands in none. ``behind`` is the advertisement right before it, with no
    programme in between; nobody's own ``behind`` is kept in it.
    """

    segment: SegmentId
    sponsor: SponsorId | None
    start: Instant | None
    length: Millis | None
    is_contracted: bool
    """It counts for its sponsor's contract; a pitch or a placement does not."""
    has_begun: bool = False
    in_break: bool = False
    is_first: bool = False
    is_last: bool = False
    is_over: bool = False
    """Its break is over, so ``is_last`` stays as it is."""
    behind: Ad | None = None

    @property
    def end(self) -> Instant | None:
        """When it is over; its start while its length is unknown."""
        return None if self.start is None else Instant(self.start + (self.length or 0))


def planned_ads(projection: Projection) -> tuple[Ad, ...]:
    """What the plan has, room by room."""
    return tuple(
        ad
        for times in projection.rooms.values()
        for ad in ads_of(planned_stretches(times.plan), begun=0, is_closed=False)
    )


def projected_ads(projection: Projection) -> tuple[Ad, ...]:
    """What has been aired, is on the air and is still to come, room by room; once the run is
    over nothing is."""
    run = projection.run
    rooms = projection.rooms.values()
    ads = (ad for times in rooms for ad in _projected(times, projection.now))
    is_over = run is not None and run.ended is not None
    return tuple(ad for ad in ads if ad.has_begun or not is_over)


def _projected(times: RoomTimes, now: Instant) -> tuple[Ad, ...]:
    run = times.run
    begun = 0 if run is None else len(run.takes) + (run.on_air is not None)
    is_closed = run is not None and run.ended is not None
    return ads_of(projected_stretches(times, now), begun=begun, is_closed=is_closed)


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
        """The place in ``found`` of the last one in the break that is open."""
        self._behind: Ad | None = None

    def take(self, place: int, stretch: Stretch) -> None:
        has_begun = place < self._begun
        if stretch.kind in ADVERTISING:
            ad = _ad(stretch, self._behind, has_begun=has_begun)
            self._behind = replace(ad, behind=None)
            self.found.append(replace(ad, in_break=True, is_first=self._last is None))
            self._last = len(self.found) - 1
        elif stretch.kind is not Kind.NEUTRAL:
            self._programme(stretch, has_begun=has_begun)

    def close(self, *, is_over: bool) -> None:
        """What stood last in the open break is the last of it."""
        if self._last is not None:
            self.found[self._last] = replace(self.found[self._last], is_last=True, is_over=is_over)
            self._last = None

    def _programme(self, stretch: Stretch, *, has_begun: bool) -> None:
        self.close(is_over=has_begun)
        if stretch.ad:
            self.found.append(_ad(stretch, self._behind, has_begun=has_begun))
        elif stretch.kind in _SELLING and stretch.sponsor is not None:
            ad = _ad(stretch, None, has_begun=has_begun)
            self.found.append(replace(ad, length=stretch.length, is_contracted=False))
        if stretch.kind not in _SERVICE:
            self._behind = None


def _ad(stretch: Stretch, behind: Ad | None, *, has_begun: bool) -> Ad:
    return Ad(
        segment=stretch.segment,
        sponsor=stretch.sponsor,
        start=stretch.start,
        length=stretch.counted(ADVERTISING | {stretch.ad_kind}),
        is_contracted=True,
        has_begun=has_begun,
        behind=behind,
    )
