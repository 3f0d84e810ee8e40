"""When a handoff is due: as planned, and as things stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from producer_app.core.show import Anchor, Handoff, HandoffId, RoomId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.outlook import Outlook
from producer_app.core.timing.room_plan import RoomPlan


class Due(NamedTuple):
    """When a handoff is due: as planned, and as things stand; None while unknown."""

    planned: Instant | None
    expected: Instant | None


def due_as_planned(
    show: Show, rooms: Mapping[RoomId, RoomPlan], handoff: Handoff
) -> Instant | None:
    """When a handoff is due as planned; None while unknown."""
    trigger = handoff.trigger
    if trigger.anchor is Anchor.HARD_TIME:
        return _at_hard_time(show, handoff)
    room = rooms[show.segment(handoff.segment).room]
    place = room.places[handoff.segment]
    at, length = room.start_at(place), room.length_of(place)
    if trigger.anchor is Anchor.SEGMENT_END:
        at = None if at is None or length is None else Instant(at + length)
    return _shifted(at, trigger.offset)


def dues_as_planned(
    show: Show, rooms: Mapping[RoomId, RoomPlan]
) -> Mapping[HandoffId, Instant | None]:
    """Every handoff's planned due; those whose segment is not in the show are left out."""
    known = (h for h in show.handoffs if h.segment in show.by_id)
    return {handoff.id: due_as_planned(show, rooms, handoff) for handoff in known}


def expected_due(show: Show, handoff: Handoff, rooms: Mapping[RoomId, Outlook]) -> Instant | None:
    """When a handoff is due as things stand; None while unknown."""
    anchor = handoff.trigger.anchor
    if anchor is Anchor.HARD_TIME:
        return _at_hard_time(show, handoff)
    times = rooms[show.segment(handoff.segment).room]
    is_start = anchor is Anchor.SEGMENT_START
    at = times.start_of(handoff.segment) if is_start else times.end_of(handoff.segment)
    return _shifted(at, handoff.trigger.offset)


def _at_hard_time(show: Show, handoff: Handoff) -> Instant | None:
    wall = handoff.trigger.hard_time
    return None if wall is None else _shifted(show.instant(wall), handoff.trigger.offset)


def _shifted(at: Instant | None, by: Millis) -> Instant | None:
    return None if at is None else Instant(at + by)
