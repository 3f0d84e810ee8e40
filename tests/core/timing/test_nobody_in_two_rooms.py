"""On no evening is anybody expected in two rooms, the walk counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.show import (
    RoomId,
    Show,
    TalentId,
)
from producer_app.core.timing import Projection, RoomTimes, plan_times, project
from producer_app.core.timing.waits import is_not_run
from tests.core.timing.evenings import a_log, evenings, folded_at


class Stay(NamedTuple):
    room: RoomId
    start: int
    end: int
    is_to_come: bool


def stays(projection: Projection, person: TalentId) -> Iterator[Stay]:
    """Where somebody is and will be; visits by handoff and rooms that nobody runs are left out."""
    visits = {h.to_segment for h in projection.show.handoffs if person in h.talent}
    for room, times in projection.rooms.items():
        if is_not_run(times):
            continue
        segments = times.plan.segments
        mine = {s.id for s in segments if person in s.talent} - visits
        takes = () if times.run is None else times.run.takes
        for take in takes:
            if take.segment in mine and take.ended is not None:
                yield Stay(room, take.started, take.ended, is_to_come=False)
        if times.on_air is not None and times.on_air.segment in mine and times.free_at is not None:
            yield Stay(
                room, times.on_air.started, until(projection, times, person), is_to_come=False
            )
        for place in dict.fromkeys(times.coming):
            start, length = times.expected[place], segments[place].length
            if segments[place].id in mine and start is not None:
                yield Stay(room, start, start + (length or 0), is_to_come=True)


def until(projection: Projection, times: RoomTimes, person: TalentId) -> int:
    """When somebody leaves what is on air; in a circle as soon as it has run its length."""
    caught = (m for m in projection.meetings if m.is_in_circle and m.person == person)
    room = times.plan.room.id
    ends = times.played_until if any(m.first_room == room for m in caught) else times.end_at(None)
    assert ends is not None
    return ends.at


@settings(max_examples=400)
@given(evenings(), st.data())
def test_nobody_is_expected_in_two_rooms_the_walk_counted(show: Show, data: st.DataObject) -> None:
    run, now = folded_at(data.draw, a_log(data.draw, show))
    projection = project(plan_times(show), data.draw(st.sampled_from((run, None))), now)
    for person in show.talent:
        walk = person.transit or 0
        for one, other in combinations(stays(projection, person.id), 2):
            if one.room != other.room and (one.is_to_come or other.is_to_come):
                first, second = sorted((one, other), key=lambda stay: (stay.start, stay.end))
                assert first.end + walk <= second.start


@given(evenings(), st.data())
def test_a_room_waits_for_nobody_else(show: Show, data: st.DataObject) -> None:
    """A room is by itself as it is among others, but for its waits."""
    run, now = folded_at(data.draw, a_log(data.draw, show))
    projection = project(plan_times(show), run, now)
    for room, times in projection.rooms.items():
        if not times.waits:
            assert times == projection.alone[room]
        for place, wait in times.waits.items():
            start = times.expected[place]
            assert start is None or start >= wait.until
            here = {*times.plan.segments[place].talent}
            assert set(wait.people) <= here
