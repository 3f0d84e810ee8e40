"""What a room puts on the air, planned and as it runs: segments as stretches of time.

It knows no limits and no contracts; the rules and the sponsors hold the figures against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from producer_app.core.run import Take
from producer_app.core.show import ADVERTISING, PERFORMANCE, Kind, Segment, SegmentId, SponsorId
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


class Played(NamedTuple):
    """Performance of one kind; ``unknown`` counts segments without a length, which add nothing."""

    length: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class Airtime:
    """A room's stretches, with what every count asks of them worked out once."""

    stretches: tuple[Stretch, ...]
    commercial: tuple[tuple[int, Stretch], ...]
    """Those that some rule or sponsor may count, with their place among all."""

    @property
    def count(self) -> int:
        return len(self.stretches)

    @cached_property
    def performance(self) -> Mapping[Kind, Played]:
        """The performance, by kind, the advertising inside it included."""
        lengths: dict[Kind, int] = {}
        unknown: dict[Kind, int] = {}
        for stretch in self.stretches:
            if stretch.kind in PERFORMANCE:
                lengths[stretch.kind] = lengths.get(stretch.kind, 0) + (stretch.length or 0)
                is_unknown = stretch.length is None or stretch.is_open
                unknown[stretch.kind] = unknown.get(stretch.kind, 0) + is_unknown
        return {kind: Played(length, unknown[kind]) for kind, length in lengths.items()}

    def counted(self, counts: frozenset[Kind]) -> list[tuple[int, Stretch]]:
        """The stretches that those kinds may count, in running order."""
        found = [one for kind in counts for one in self._by_kind.get(kind, ())]
        found += [one for one in self._inner if one[1].kind not in counts]
        return sorted(found, key=_place_of)

    @cached_property
    def _by_kind(self) -> Mapping[Kind, list[tuple[int, Stretch]]]:
        found: dict[Kind, list[tuple[int, Stretch]]] = {}
        for one in self.commercial:
            found.setdefault(one[1].kind, []).append(one)
        return found

    @cached_property
    def _inner(self) -> list[tuple[int, Stretch]]:
        return [one for one in self.commercial if one[1].ad]

    def others_between(self, start: int, end: int) -> int:
        """How many stretches from one place until before another are more than a neutral frame."""
        return self._others[end] - self._others[start]

    def numbers_between(self, start: int, end: int) -> int:
        """How many of them are numbers: performances."""
        return self._numbers[end] - self._numbers[start]

    @cached_property
    def _others(self) -> tuple[int, ...]:
        return (0, *accumulate(s.kind is not Kind.NEUTRAL for s in self.stretches))

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        return (0, *accumulate(s.kind in PERFORMANCE for s in self.stretches))


_place_of = itemgetter(0)


def airtime_of(stretches: tuple[Stretch, ...], wanted: frozenset[Kind]) -> Airtime:
    """Those stretches; ``wanted`` are the kinds that any rule counts."""
    commercial = (
        (place, stretch)
        for place, stretch in enumerate(stretches)
        if stretch.ad or stretch.kind in wanted
    )
    return Airtime(stretches=stretches, commercial=tuple(commercial))


def ad_share(segment: Segment, counts: frozenset[Kind] = ADVERTISING) -> Millis | None:
    """The counted advertising of a segment: its whole length when its kind counts, else its own
    ad time; zero when it is floated or omitted, None when it counts and its length is unknown."""
    return _planned(segment, None).counted(counts) if segment.is_timed else Millis(0)


def planned_stretches(plan: RoomPlan) -> tuple[Stretch, ...]:
    """All that the plan puts on the air, at its planned times; floats and omissions do not."""
    return tuple(
        _planned(segment, start, plan.length_of(place) if segment.length is None else None)
        for place, (segment, start) in enumerate(zip(plan.segments, plan.starts, strict=True))
        if segment.is_timed
    )


def projected_stretches(times: RoomTimes, now: Instant) -> tuple[Stretch, ...]:
    """All that has been on the air, is on the air until its expected end, and is still to come;
    what ran twice comes twice."""
    return (*aired_stretches(times, now), *_ahead(times))


def aired_stretches(times: RoomTimes, now: Instant) -> Iterator[Stretch]:
    """All that has been on the air, and what is on the air until its expected end."""
    if times.run is None:
        return
    for take in times.run.takes:
        yield _taken(take, take.started if take.ended is None else take.ended)
    if times.run.on_air is not None:
        is_open = times.free_at is None or not times.free_firm
        until = now if times.free_at is None or is_open else times.free_at
        yield _taken(times.run.on_air, until, is_open=is_open)


def _ahead(times: RoomTimes) -> Iterator[Stretch]:
    segments, expected = times.plan.segments, times.expected
    for place in times.coming:
        segment = segments[place]
        length = times.plan.length_of(place) if segment.length is None else None
        yield _planned(segment, expected[place], length)


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
