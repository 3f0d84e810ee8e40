"""Waits that go round: a GO that waits in the end for somebody whom only that GO would let go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from producer_app.core.show import Anchor, Handoff, RoomId, SegmentId, Show, TalentId
from producer_app.core.timing.meetings import Meeting
from producer_app.core.timing.outlook import Outlook

Rooms = Mapping[RoomId, Outlook]


def with_circles(show: Show, met: tuple[Meeting, ...], rooms: Rooms) -> tuple[Meeting, ...]:
    """The meetings, those marked in which somebody leaves what is on air before the next GO,
    because that GO waits for them; mostly there is none."""
    caught: set[tuple[TalentId, SegmentId]] = set()
    links: tuple[_Link, ...] = ()
    for room in dict.fromkeys(one.first_room for one in met if _is_on_air(one)):
        if rooms[room].standby is not None:
            links = links or tuple(_links(show, met, rooms))
            caught |= {
                (one.person, one.first)
                for one in _waited_for(room, links)
                if one.first_room == room
            }
    if not caught:
        return met
    return tuple([_marked(one, caught) for one in met])


class _Link(NamedTuple):
    """A meeting, the room and position that waits there, and those that it follows from."""

    meeting: Meeting
    room: RoomId
    position: int
    after: tuple[tuple[RoomId, int], ...]


def _links(show: Show, met: tuple[Meeting, ...], rooms: Rooms) -> Iterator[_Link]:
    for one in met:
        second = rooms[one.second_room]
        position = second.ahead.position(second.plan.places[one.second])
        if position is not None and one.left is None:
            after = tuple(_follows_from(show, one, rooms))
            yield _Link(one, one.second_room, position, after)


def _follows_from(show: Show, one: Meeting, rooms: Rooms) -> Iterator[tuple[RoomId, int]]:
    """Where they come from; what is on air is over with the next GO, the first that is to come."""
    yield one.first_room, one.position or 0
    visit = None if one.visit is None or one.visit_due is not None else show.by_id.get(one.visit)
    if isinstance(visit, Handoff) and visit.trigger.anchor is not Anchor.HARD_TIME:
        room = show.segment(visit.segment).room
        position = rooms[room].ahead.position(rooms[room].plan.places[visit.segment])
        if position is not None:
            yield room, position


def _waited_for(room: RoomId, links: tuple[_Link, ...]) -> list[Meeting]:
    """Everybody on air in some room for whom the next GO of that room waits, in however many
    steps: whatever stands above a segment comes before it."""
    reached, before = {room: 0}, dict[RoomId, int]()
    while reached != before:
        before = dict(reached)
        for link in reversed(links):
            if link.position <= reached.get(link.room, -1):
                for first, position in link.after:
                    reached[first] = max(position, reached.get(first, -1))
    return [
        link.meeting
        for link in links
        if _is_on_air(link.meeting) and link.position <= reached.get(link.room, -1)
    ]


def _is_on_air(one: Meeting) -> bool:
    return one.position is None and one.left is None


def _marked(one: Meeting, caught: set[tuple[TalentId, SegmentId]]) -> Meeting:
    if _is_on_air(one) and (one.person, one.first) in caught:
        return one._replace(is_in_circle=True)
    return one
