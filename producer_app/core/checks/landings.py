"""Handoffs that land beside the segment they open, off the air, or in another one's visit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from producer_app.core.checks.finding import Finding, Value, clock, finding, named
from producer_app.core.checks.sight import DONE, RoomSight, Sight
from producer_app.core.show import Handoff, HandoffKind, RoomId, Segment, Show
from producer_app.core.timebase import MINUTE, Instant

_EARLY = MINUTE
"""A room may begin this much after the people have come."""

_BESIDE = "handoff.not_running"

_DROPS = frozenset({HandoffKind.COUPON_OPEN, HandoffKind.SECKILL, HandoffKind.LUCKY_BAG})
"""What opens in a room without taking it up: it may come in the middle of a visit."""


def landing_findings(sight: Sight) -> Iterator[Finding]:
    """Where each handoff lands that is still to go, and in whose visit."""
    for room in sight.rooms.values():
        found = list(_into(sight, room))
        yield from _one_and_the_rest(room, found) if sight.is_live else found
    yield from _busy(sight)


def _into(sight: Sight, room: RoomSight) -> Iterator[Finding]:
    for handoff in sight.show.handoffs:
        goes = sight.goes.get(handoff.id)
        if handoff.to_room == room.room.id and goes is not None and not sight.is_gone(handoff):
            yield from _landing(sight.show, handoff, room, goes)


def _one_and_the_rest(room: RoomSight, found: list[Finding]) -> Iterator[Finding]:
    """A room that is late or early misses all of its handoffs: the next one is told at length."""
    missed = sorted((f for f in found if f.code == _BESIDE), key=lambda f: f.at or 0)
    yield from (f for f in found if f.code != _BESIDE)
    yield from missed[:1]
    if len(missed) > 1:
        second = missed[1]
        numbers = tuple(str(dict(one.params)["handoff"]) for one in missed[1:])
        words: dict[str, Value] = {"handoffs": numbers, "room": room.room.name}
        yield finding(
            "handoff.more_beside",
            words,
            on=room.segments[room.plan.places[second.segment]] if second.segment else None,
            handoff_id=second.handoff,
            at=second.at,
        )


def _landing(show: Show, handoff: Handoff, room: RoomSight, goes: Instant) -> Iterator[Finding]:
    place = _opened(room, handoff)
    words: dict[str, Value] = {
        "handoff": handoff.number,
        "time": clock(goes, show),
        "room": room.room.name,
    }
    if handoff.to_segment is None and not _is_open(room, goes):
        on = show.segment(handoff.segment)
        yield finding("handoff.room_closed", words, on=on, handoff_id=handoff.id, at=goes)
    if place is None or not room.is_firm(place):
        return
    start, end = room.start_of(place), room.end_of(place)
    if room.is_live and start is None and room.segments[place].is_playable:
        words["segment"] = named(room.segments[place])
        on = room.segments[place]
        yield finding("handoff.passed", words, on=on, handoff_id=handoff.id, at=goes)
    if start is None or end is None:
        return
    if goes >= end or start - goes > _leeway(show, handoff):
        target = room.segments[place]
        words |= {
            "segment": named(target),
            "start": clock(start, show),
            "end": clock(end, show),
        }
        yield finding(_BESIDE, words, on=target, handoff_id=handoff.id, at=goes)


class _Visit(NamedTuple):
    """A room taken up by what a handoff brings."""

    start: Instant
    end: Instant
    handoff: Handoff
    on: Segment


def _busy(sight: Sight) -> Iterator[Finding]:
    """Each handoff into a room that another one's visit still takes up."""
    rooms: dict[RoomId, list[_Visit]] = {}
    for handoff in sight.show.handoffs:
        visit = _visit(sight, handoff)
        if visit is not None:
            rooms.setdefault(handoff.to_room, []).append(visit)
    for visits in rooms.values():
        visits.sort(key=lambda visit: (visit.start, visit.end))
        lasting: list[_Visit] = []
        for visit in visits:
            lasting = [one for one in lasting if one.end > visit.start]
            if not sight.is_gone(visit.handoff):
                for other in lasting:
                    yield from _meeting(sight, other, visit)
            lasting.append(visit)


def _meeting(sight: Sight, first: _Visit, second: _Visit) -> Iterator[Finding]:
    one, other = first.handoff, second.handoff
    is_shared = one.to_segment is not None and one.to_segment == other.to_segment
    if is_shared and (_are_together(one, other) or not one.talent or not other.talent):
        return
    yield finding(
        "handoff.busy",
        {
            "handoff": other.number,
            "other": one.number,
            "room": sight.show.room(other.to_room).name,
            "time": clock(second.start, sight.show),
            "until": clock(first.end, sight.show),
        },
        on=second.on,
        handoff_id=other.id,
        at=second.start,
    )


def _are_together(one: Handoff, other: Handoff) -> bool:
    return bool(set(one.talent) & set(other.talent))


def _visit(sight: Sight, handoff: Handoff) -> _Visit | None:
    """From its GO, or from the segment it opens where that begins a little later, to its return
    or that segment's end; a moment where it only lands. None where it is in nobody's way."""
    goes, room = sight.goes.get(handoff.id), sight.rooms.get(handoff.to_room)
    if goes is None or room is None or _takes_up_nothing(handoff) or _is_off(sight, handoff):
        return None
    place = _opened(room, handoff)
    start = None if place is None else room.start_of(place)
    waits = start is not None and 0 < start - goes <= _leeway(sight.show, handoff)
    begins = start if waits and start is not None else goes
    end = room.end_of(place) if handoff.talent and place is not None else None
    if handoff.return_after is not None:
        back = Instant(goes + handoff.return_after)
        end = back if end is None else min(end, back)
    on = sight.show.segment(handoff.segment) if place is None else room.segments[place]
    return _Visit(begins, begins if end is None else end, handoff, on)


def _takes_up_nothing(handoff: Handoff) -> bool:
    """True for what opens in a room by itself, and for viewers who may join whatever is on."""
    if handoff.talent:
        return False
    stays = handoff.to_segment is not None or handoff.return_after is not None
    return handoff.kind in _DROPS or not stays


def _is_off(sight: Sight, handoff: Handoff) -> bool:
    """True when it went and was called off or is over, so nobody is there."""
    return sight.run is not None and sight.run.line(handoff.id).state in DONE


def _opened(room: RoomSight, handoff: Handoff) -> int | None:
    return None if handoff.to_segment is None else room.plan.places.get(handoff.to_segment)


def _leeway(show: Show, handoff: Handoff) -> int:
    """How much later than its GO the segment that it opens may begin: the walk and a breath."""
    return _EARLY + max((person.transit or 0 for person in show.people(handoff.talent)), default=0)


def _is_open(room: RoomSight, at: Instant) -> bool:
    on_air, end = room.plan.on_air, room.end
    return (on_air is None or at >= on_air) and (end is None or at <= end)
