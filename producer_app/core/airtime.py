"""What a room puts on the air as advertising and as performance: planned, so far, still to come.

It knows no limits and no contracts; ``budget`` and ``sponsorship`` hold the figures against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.run import Take
from producer_app.core.show import (
    ADVERTISING,
    PERFORMANCE,
    Kind,
    Segment,
    SegmentId,
    SponsorId,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import RoomPlan, RoomTimes


class Stretch(NamedTuple):
    """A segment's time on the air, or a part of it.

    ``start`` and ``length`` are None while unknown; ``ad`` is the advertising at its start when
    its kind is not itself advertising; ``is_rest`` marks what is left of the segment on air.
    """

    segment: SegmentId
    kind: Kind
    start: Instant | None
    length: Millis | None
    ad: Millis
    sponsor: SponsorId | None
    is_rest: bool = False

    def counted(self, counts: frozenset[Kind]) -> Millis | None:
        """Its advertising when these kinds count whole; None when that is unknown."""
        if self.kind in counts:
            return self.length
        return self.ad if self.length is None else min(self.ad, self.length)


class Spot(NamedTuple):
    """A stretch of counted advertising; ``start`` is None while nobody knows when it comes."""

    segment: SegmentId
    start: Instant | None
    length: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Airtime:
    """Advertising in running order, and what it is held against.

    ``unknown_ads`` and ``unknown_performance`` count the segments of unknown length, which add
    nothing to the sums: those are then "at least".
    """

    spots: tuple[Spot, ...] = ()
    performance: Millis = Millis(0)
    unknown_ads: int = 0
    unknown_performance: int = 0

    @property
    def advertising(self) -> Millis:
        """The counted advertising, whether or not it has a place in time yet."""
        return Millis(sum(spot.length for spot in self.spots))

    def then(self, later: Airtime) -> Airtime:
        """This airtime and then the later one."""
        return Airtime(
            spots=self.spots + later.spots,
            performance=Millis(self.performance + later.performance),
            unknown_ads=self.unknown_ads + later.unknown_ads,
            unknown_performance=self.unknown_performance + later.unknown_performance,
        )


def ad_share(segment: Segment, counts: frozenset[Kind] = ADVERTISING) -> Millis | None:
    """The counted advertising of a segment: its whole length when its kind counts, else its own
    ad time; zero when it is floated or omitted, None when it counts and its length is unknown."""
    return _planned(segment, None).counted(counts) if segment.is_timed else Millis(0)


def planned_stretches(plan: RoomPlan) -> Iterator[Stretch]:
    """All that the plan puts on the air, at its planned times; floats and omissions do not."""
    for segment, start in zip(plan.segments, plan.starts, strict=True):
        if segment.is_timed:
            yield _planned(segment, start)


def stretches_so_far(times: RoomTimes, now: Instant) -> Iterator[Stretch]:
    """All that has really been on the air until ``now``; what ran twice comes twice."""
    if times.run is not None:
        for take in times.run.takes:
            yield _taken(take, take.started if take.ended is None else take.ended)
        if times.run.on_air is not None:
            yield _taken(times.run.on_air, now)


def stretches_ahead(times: RoomTimes, now: Instant) -> Iterator[Stretch]:
    """All that is still to come from ``now`` on, the rest of the segment on air first."""
    if times.on_air is not None:
        yield _rest(times.on_air, now)
    for place in times.coming:
        yield _planned(times.plan.segments[place], times.expected[place])


def gathered(stretches: Iterable[Stretch], counts: frozenset[Kind]) -> Airtime:
    """The advertising and the performance in these stretches, when these kinds count whole."""
    spots: list[Spot] = []
    performance = unknown_ads = unknown_performance = 0
    for stretch in stretches:
        counted = stretch.counted(counts)
        if counted is None:
            unknown_ads += 1
        elif counted:
            spots.append(Spot(stretch.segment, stretch.start, counted))
        if stretch.kind in PERFORMANCE and stretch.kind not in counts:
            if stretch.length is None:
                unknown_performance += 1
            else:
                performance += stretch.length - (counted or 0)
    return Airtime(
        spots=tuple(spots),
        performance=Millis(performance),
        unknown_ads=unknown_ads,
        unknown_performance=unknown_performance,
    )


def _planned(segment: Segment, start: Instant | None) -> Stretch:
    return Stretch(segment.id, segment.kind, start, segment.length, segment.ad, segment.sponsor)


def _taken(take: Take, until: Instant) -> Stretch:
    aired = Millis(max(0, until - take.started))
    return Stretch(take.segment, take.kind, take.started, aired, take.ad, take.sponsor)


def _rest(take: Take, now: Instant) -> Stretch:
    left = take.remaining(now)
    length = None if left is None else Millis(max(0, left))
    ad_left = Millis(max(0, take.ad - (now - take.started)))
    return Stretch(take.segment, take.kind, now, length, ad_left, take.sponsor, is_rest=True)
