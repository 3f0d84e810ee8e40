"""What is still to come in a room, cut at whatever holds it to the clock.

Time is counted in slots: slot 2p is the length of what stands at position p, slot 2p+1 the place
behind it. A stop at boundary b comes after all slots below b.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.core.recovery.missing import is_early
from producer_app.core.run import Run
from producer_app.core.show import HandoffId, Segment, SegmentId, Show, Standing
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Fixed, HardKind, HardTime, Projection, RoomTimes

_MOST_HARDS = 4
"""Past how many hard times a segment may be moved: further off it is another evening."""

_HORIZON = 20
"""How many hard times are looked at from now on; those behind them are reached as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A moment that what stands before it must not pass (``hard``), or not come before.

    ``over`` is arrival minus that moment as things stand. ``is_opening`` starts the room anew;
    ``is_filled`` is reached by a segment that lasts until then, so it is never early; ``is_aim``
    is missed early, so the time before it is to be filled. ``held`` is how long the room waits
    there for somebody as things stand, None where no person is waited for.
    """

    boundary: int
    at: Instant
    over: Millis
    is_hard: bool = True
    is_opening: bool = False
    is_filled: bool = False
    is_aim: bool = False
    held: Millis | None = None

    @property
    def is_late(self) -> bool:
        return self.is_hard and self.over >= SECOND


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A room from its next segment on."""

    times: RoomTimes
    begin: Instant
    """When the next segment can begin."""
    segments: tuple[Segment, ...]
    live: frozenset[SegmentId]
    """What is on air and in standby, even where it is to come again."""
    standby: SegmentId | None
    """What GO takes next, where that may give way to what follows; None for a repeat."""
    stops: tuple[Stop, ...]
    floated: tuple[tuple[int, Segment], ...]
    """Floated segments that could still come back, with the slot they would come back to."""
    tied: frozenset[SegmentId]
    """Those that a handoff leaves from or leads to, which has not gone yet."""
    next_after_repeat: SegmentId | None
    too_long: frozenset[int]
    """The slots where less time makes a hard time that is missed late."""
    too_short: frozenset[int]
    """The slots where more time fills a gap."""

    @property
    def most_to_fill(self) -> int:
        """The longest gap to fill, in whole seconds."""
        gaps = (-stop.over for stop in self.stops if stop.is_aim)
        return max(gaps, default=0) // SECOND

    def has_handoff(self, segment: Segment) -> bool:
        return segment.id in self.tied

    def behind(self, position: int) -> Iterator[int]:
        """The positions with a hard time that the segment could be moved behind, nearest first."""
        found, last = 0, -1
        for stop in self.stops:
            if stop.boundary <= 2 * position + 1 or not stop.is_hard or found == _MOST_HARDS:
                continue
            place = stop.boundary // 2
            if stop.is_opening or place >= len(self.segments):
                return
            if place != last:
                found += 1
                yield place
            last = place


def ahead_of(projection: Projection, times: RoomTimes) -> Ahead | None:
    """What is to come in that room; None when nobody knows when it begins, or nothing comes."""
    begin, _ = times.begin
    if begin is None or not times.coming:
        return None
    segments = tuple(times.plan.segments[place] for place in times.coming)
    stops = _near(_stops(times))
    return Ahead(
        times=times,
        begin=begin,
        segments=segments,
        live=_live(times),
        standby=_giving_way(times),
        stops=stops,
        floated=_floated(times),
        tied=_tied(projection.show, projection.run),
        next_after_repeat=None if times.run is None else times.run.then,
        too_long=_too_long(stops),
        too_short=_too_short(stops),
    )


def _live(times: RoomTimes) -> frozenset[SegmentId]:
    if times.run is None:
        return frozenset()
    on_air = {times.on_air.segment} if times.on_air is not None else set[SegmentId]()
    return frozenset(on_air | ({times.standby.id} if times.standby is not None else set()))


def _giving_way(times: RoomTimes) -> SegmentId | None:
    run, standby = times.run, times.standby
    if run is None or run.then is not None or standby is None:
        return None
    on_air = None if times.on_air is None else times.on_air.segment
    return None if standby.id == on_air else standby.id


def is_held(segment: Segment) -> bool:
    """True for a segment with a hard time or a hit time of its own."""
    held = (segment.hard_start, segment.hard_end, segment.front_hit, segment.back_hit)
    return any(wall is not None for wall in held)


def _stops(times: RoomTimes) -> tuple[Stop, ...]:
    """In the order in which what is to come meets them."""
    hards = {(hard.place, hard.kind): hard for hard in times.hards}
    found: list[Stop] = []
    for position, place in enumerate(times.coming):
        hold, wait = times.ahead.fixed.get(position), times.waits.get(place)
        if hold is not None:
            found += _at_start(times, position, hold, hards.get((place, HardKind.START)))
        if wait is not None:
            held = times.waiting_at(place)
            over = _over(times, place, wait.until, held)
            found.append(_not_before(2 * position, wait.until, over, held))
        end = hards.get((place, HardKind.END))
        if hold is not None and end is not None:
            found.append(_hard(times, 2 * position + 1, end, is_filled=hold.is_unknown))
    if times.out is not None:
        found.append(_hard(times, 2 * len(times.coming), times.out))
    return tuple(found)


def _near(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    hards = [number for number, stop in enumerate(stops, 1) if stop.is_hard]
    return stops if len(hards) <= _HORIZON else stops[: hards[_HORIZON - 1]]


def _at_start(
    times: RoomTimes, position: int, hold: Fixed, start: HardTime | None
) -> Iterator[Stop]:
    place = times.coming[position]
    if hold.front_hit is not None:
        over = _over(times, place, hold.front_hit, Millis(0))
        yield _not_before(2 * position, hold.front_hit, over, None)
    if start is not None:
        yield _hard(times, 2 * position, start, is_opening=hold.is_opening)


def _hard(
    times: RoomTimes,
    boundary: int,
    hard: HardTime,
    *,
    is_opening: bool = False,
    is_filled: bool = False,
) -> Stop:
    return Stop(
        boundary=boundary,
        at=hard.at,
        over=Millis(0) if hard.over is None else hard.over,
        is_opening=is_opening,
        is_filled=is_filled,
        is_aim=not is_filled and is_early(times, hard),
    )


def _not_before(boundary: int, at: Instant, over: Millis, held: Millis | None) -> Stop:
    return Stop(boundary=boundary, at=at, over=over, is_hard=False, held=held)


def _over(times: RoomTimes, place: int, at: Instant, held: Millis) -> Millis:
    start = times.expected[place]
    return Millis(0 if start is None else start - held - at)


def _too_long(stops: tuple[Stop, ...]) -> frozenset[int]:
    """Time given back before a hard time that is not late would only be waited away there."""
    slots: set[int] = set()
    top = -1
    for stop in stops:
        if stop.is_late:
            slots |= set(range(top, stop.boundary))
        elif stop.is_hard:
            top = stop.boundary
    return frozenset(slots)


def _too_short(stops: tuple[Stop, ...]) -> frozenset[int]:
    slots: set[int] = set()
    top = -1
    for stop in stops:
        if stop.is_aim:
            slots |= set(range(top, stop.boundary))
        if stop.is_hard:
            top = stop.boundary
    return frozenset(slots)


def _floated(times: RoomTimes) -> tuple[tuple[int, Segment], ...]:
    """What comes back behind the standby, so that GO takes the same segment as before."""
    coming, run = times.coming, times.run
    if run is not None and run.then == "":
        return ()
    out_of_order = run is not None and bool(run.then) and len(coming) > 1
    ordered = coming[1:] if out_of_order else coming
    floor = -1 if run is None else ordered[0]
    skipped = frozenset[SegmentId]() if run is None else run.skipped
    found = []
    for place in range(floor + 1, len(times.plan.segments)):
        segment = times.plan.segments[place]
        if segment.standing is Standing.FLOATED and segment.id not in skipped:
            position = sum(one < place for one in ordered) + len(coming) - len(ordered)
            if not is_held(segment) and times.take_of(segment.id) is None:
                found.append((2 * position - 1, segment))
    return tuple(found)


def _tied(show: Show, run: Run | None) -> frozenset[SegmentId]:
    tied: set[SegmentId] = set()
    for handoff in show.handoffs:
        if not _has_gone(run, handoff.id):
            tied.add(handoff.segment)
            if handoff.to_segment is not None:
                tied.add(handoff.to_segment)
    return frozenset(tied)


def _has_gone(run: Run | None, handoff: HandoffId) -> bool:
    return run is not None and run.line(handoff).went is not None
