"""The evening to scale: rooms as lanes, segments as bars.

Marks and links are in ``timeline_marks``; what a second may change by itself (gaps, waits, how late
a room is) is in ``timeline_standing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.run import Take
from producer_app.core.show import (
    ADVERTISING,
    PERFORMANCE,
    Kind,
    RoomId,
    Segment,
    SegmentId,
)
from producer_app.core.timebase import MINUTE, SECOND, Instant
from producer_app.core.timing import Projection, RoomPlan, RoomTimes
from producer_app.present.timeline_marks import Link, Mark, links_of, marks_of
from producer_app.present.titles import in_order
from producer_app.present.words import Words

UNKNOWN_WIDTH = MINUTE
"""A segment of unknown length is drawn this long, and marked as unknown."""


class Tint(StrEnum):
    """What a bar is, for its colour and its pattern."""

    PERFORMANCE = "performance"
    AD = "ad"
    TALK = "talk"
    PAD = "pad"
    PITCH = "pitch"


class Bar(NamedTuple):
    """One time on the air, as it was, is, or is expected; a segment that is repeated has two."""

    segment: SegmentId
    number: str
    title: str
    start: Instant
    end: Instant
    tint: Tint
    ad_until: Instant | None
    """Where counted advertising inside a segment that is not itself advertising ends."""
    planned: tuple[Instant, Instant] | None
    """Where it was planned, if that is another time."""
    is_unknown: bool
    is_on_air: bool
    is_done: bool


class Lane(NamedTuple):
    room: RoomId
    name: str
    name_alt: str
    bars: tuple[Bar, ...]


class Stretch(NamedTuple):
    """A stretch of time that is looked at, and how much of it is too little to be seen."""

    start: Instant
    end: Instant
    finest: float = 0.0
    """Milliseconds: what is not longer than this is drawn once for all that stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    """By time."""
    links: tuple[Link, ...]
    """By time."""


def timeline_view(
    projection: Projection, words: Words, part: Stretch | None = None
) -> TimelineView:
    """The evening as things stand, or the part of it that is looked at."""
    rooms = projection.rooms.values()
    seen = Stretch(Instant(0), Instant(1 << 62)) if part is None else part
    return TimelineView(
        lanes=tuple(_lane(projection, times, words, seen) for times in rooms),
        marks=tuple(sorted(marks_of(projection, words), key=lambda mark: mark.at)),
        links=tuple(sorted(links_of(projection), key=lambda link: link.at)),
    )


def whole_of(projection: Projection) -> Stretch | None:
    """From the first thing of the evening to its last; None while no segment has a time."""
    found = [at for times in projection.rooms.values() for at in _ends(projection, times)]
    if not found:
        return None
    hards = [h.at for times in projection.rooms.values() for h in times.plan.hards]
    return Stretch(min(found + hards), max(found + hards))


def is_running(projection: Projection) -> bool:
    """True while a run is on; otherwise it is the plan that is drawn."""
    return projection.run is not None and projection.run.ended is None


def _ends(projection: Projection, times: RoomTimes) -> Iterator[Instant]:
    """When a room begins and ends, as planned or as it stands."""
    plan, run = times.plan, times.run
    first = next((at for at in plan.starts if at is not None), None)
    if not is_running(projection) or run is None:
        known = [first, plan.end if first is not None else None]
    else:
        known = [run.began, run.takes[-1].ended if run.takes else None]
        known += [times.free_at] if run.on_air is not None else []
        known += [first, times.down.start_at(0), times.end] if times.coming else []
    yield from (at for at in known if at is not None)


def _lane(projection: Projection, times: RoomTimes, words: Words, seen: Stretch) -> Lane:
    room = times.plan.room
    name, name_alt = in_order(room.name, room.name_alt, words)
    bars = _run_bars if is_running(projection) else _plan_bars
    return Lane(room.id, name, name_alt, tuple(bars(times, words, seen)))


class _Sieve:
    """Lets through what is seen of a lane: what is in the stretch and not behind what stands."""

    def __init__(self, seen: Stretch) -> None:
        self._seen = seen
        self._reached = {True: float("-inf"), False: float("-inf")}

    def holds_back(self, segment: Segment, start: Instant, length: int | None) -> bool:
        """True for what nobody would see."""
        end, is_ad = (
            start + (UNKNOWN_WIDTH if length is None else length),
            segment.kind in ADVERTISING,
        )
        if end < self._seen.start or start > self._seen.end:
            return True
        if end - self._reached[is_ad] < self._seen.finest:
            return True
        self._reached[is_ad] = end
        return False


def _plan_bars(times: RoomTimes, words: Words, seen: Stretch) -> Iterator[Bar]:
    plan, sieve = times.plan, _Sieve(seen)
    for place, start in enumerate(plan.starts):
        segment = plan.segments[place]
        if start is not None and not sieve.holds_back(segment, start, segment.length):
            yield _bar(segment, start, plan.length_of(place), words)


def _run_bars(times: RoomTimes, words: Words, seen: Stretch) -> Iterator[Bar]:
    """What has been on air, what is, and what is still to come, a repeat at its own time."""
    plan, sieve = times.plan, _Sieve(seen)
    if times.run is not None:
        for take in times.run.takes:
            yield _take_bar(plan, take, take.ended, words)
    if times.on_air is not None:
        yield _take_bar(plan, times.on_air, times.free_at, words, is_on_air=True)
    for position, (place, start) in enumerate(zip(times.coming, times.down.starts, strict=True)):
        segment = plan.segments[place]
        if start is None or sieve.holds_back(segment, start, segment.length):
            continue
        ends = times.end_at(position)
        length = ends.at - start if ends is not None and ends.at > start else None
        yield _bar(segment, start, length, words, planned=_planned(plan, place, start))


def _take_bar(
    plan: RoomPlan, take: Take, ended: Instant | None, words: Words, *, is_on_air: bool = False
) -> Bar:
    place = plan.places.get(take.segment)
    title = take.title
    if place is not None:
        title = in_order(take.title, plan.segments[place].title_alt, words)[0]
    start, end = take.started, ended if ended is not None else Instant(take.started + UNKNOWN_WIDTH)
    return Bar(
        segment=take.segment,
        number=take.number,
        title=title,
        start=start,
        end=max(start, end),
        tint=_TINTS[take.kind],
        ad_until=_ad_until(take.kind, take.ad, start, end),
        planned=None if place is None else _planned(plan, place, start),
        is_unknown=ended is None or (is_on_air and take.length is None),
        is_on_air=is_on_air,
        is_done=not is_on_air,
    )


def _bar(
    segment: Segment,
    start: Instant,
    length: int | None,
    words: Words,
    planned: tuple[Instant, Instant] | None = None,
) -> Bar:
    end = Instant(start + (UNKNOWN_WIDTH if length is None else length))
    return Bar(
        segment=segment.id,
        number=segment.number,
        title=in_order(segment.title, segment.title_alt, words)[0],
        start=start,
        end=end,
        tint=_TINTS[segment.kind],
        ad_until=_ad_until(segment.kind, segment.ad, start, end),
        planned=planned,
        is_unknown=length is None,
        is_on_air=False,
        is_done=False,
    )


def _planned(plan: RoomPlan, place: int, start: Instant) -> tuple[Instant, Instant] | None:
    """The planned time of a segment that is not on the air at it."""
    planned = plan.start_at(place)
    if planned is None or abs(planned - start) < SECOND:
        return None
    return planned, Instant(planned + (plan.length_of(place) or UNKNOWN_WIDTH))


def _ad_until(kind: Kind, ad: int, start: Instant, end: Instant) -> Instant | None:
    return Instant(min(start + ad, end)) if ad > 0 and kind not in ADVERTISING else None


def _tint(kind: Kind) -> Tint:
    if kind in ADVERTISING:
        return Tint.AD
    if kind in PERFORMANCE:
        return Tint.PERFORMANCE
    return {Kind.PAD: Tint.PAD, Kind.PITCH: Tint.PITCH}.get(kind, Tint.TALK)


_TINTS: Mapping[Kind, Tint] = MappingProxyType({kind: _tint(kind) for kind in Kind})
