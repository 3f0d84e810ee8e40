"""What a room puts on the air, planned and as it runs: segments as stretches of time.

It knows no limits and no contracts; the rules and the sponsors hold the figures against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from producer_app.core.run import Take
from producer_app.core.show import ADVERTISING, Kind, Segment, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import RoomPlan, RoomTimes


class Stretch(NamedTuple):
    """A segment's time on the air, whole.

    ``start`` and ``length`` are None while unknown; ``ad`` is the advertising at its start where
    its kind is not itself advertising, and ``ad_kind`` as what that counts.
    """

    segment: SegmentId
    kind: Kind
    start: Instant | None
    length: Millis | None
    ad: Millis
    ad_kind: Kind
    sponsor: SponsorId | None
    is_signposted: bool = False
    is_open: bool = False
    """On the air with no end known: its length is what it has been so far."""

    def counted(self, counts: frozenset[Kind]) -> Millis | None:
        """Its advertising when these kinds count; None when that is unknown: no advertisement
        lasts no time."""
        if self.kind in counts:
            return self.length or None
        if not self.ad or self.ad_kind not in counts:
            return Millis(0)
        return self.ad if self.length is None else min(self.ad, self.length)


def ad_share(segment: Segment, counts: frozenset[Kind] = ADVERTISING) -> Millis | None:
    """The counted advertising of a segment: its whole length when its kind counts, else its own
    ad time; zero when it is floated or omitted, None when it counts and its length is unknown."""
    return _planned(segment, None).counted(counts) if segment.is_timed else Millis(0)


def planned_stretches(plan: RoomPlan) -> tuple[Stretch, ...]:
    """All that the plan puts on the air, at its planned times; floats and omissions do not."""
    untimed, pairs = plan.untimed, enumerate(zip(plan.segments, plan.starts, strict=True))
    return tuple(
        [
            _planned(segment, start, plan.length_of(place) if segment.length is None else None)
            for place, (segment, start) in pairs
            if place not in untimed
        ]
    )


def projected_stretches(times: RoomTimes, now: Instant) -> tuple[Stretch, ...]:
    """All that has been on the air, is on the air until its expected end, and is still to come;
    what ran twice comes twice."""
    return (*aired_stretches(times, now), *_ahead(times))


def aired_stretches(times: RoomTimes, now: Instant) -> Iterator[Stretch]:
    """All that has been on the air, and what is on the air until its expected end."""
    if times.run is not None:
        for take in times.run.takes:
            yield _taken(take, take.started if take.ended is None else take.ended)
    present = on_air_stretch(times, now)
    if present is not None:
        yield present


def on_air_stretch(times: RoomTimes, now: Instant) -> Stretch | None:
    """What is on the air, until its expected end; None where nothing is."""
    if times.on_air is None:
        return None
    is_open = times.free_at is None or not times.free_firm
    until = now if times.free_at is None or is_open else times.free_at
    return _taken(times.on_air, until, is_open=is_open)


def _ahead(times: RoomTimes) -> Iterator[Stretch]:
    segments = times.plan.segments
    for place, start in zip(times.coming, times.down.starts, strict=True):
        segment = segments[place]
        length = times.plan.length_of(place) if segment.length is None else None
        yield _planned(segment, start, length)


def _planned(segment: Segment, start: Instant | None, filled: Millis | None = None) -> Stretch:
    return Stretch(
        segment.id,
        segment.kind,
        start,
        segment.length if filled is None else filled,
        segment.ad,
        segment.ad_kind,
        segment.sponsor,
        segment.is_signposted,
    )


def _taken(take: Take, until: Instant, *, is_open: bool = False) -> Stretch:
    return Stretch(
        take.segment,
        take.kind,
        take.started,
        Millis(max(0, until - take.started)),
        take.ad,
        take.ad_kind,
        take.sponsor,
        take.is_signposted,
        is_open,
    )
