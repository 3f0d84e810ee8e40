"""The fast engine and the sum with a pencil come to the same numbers, on any evening."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.show import Room, Show
from producer_app.core.timing import HardTime, RoomPlan, RoomTimes, plan_times, project
from tests.core.timing import naive, naive_run
from tests.core.timing.evenings import a_log, evenings, folded_at
from tests.core.timing.naive import Hard, When

MANY = settings(max_examples=250)


def hards_of(plan: RoomPlan, hards: tuple[HardTime, ...]) -> list[Hard]:
    """The engine's hard times as the pencil writes them."""
    segments = plan.segments
    return [
        Hard(h.kind.name, segments[h.place].id if h.place < len(segments) else None,
             h.at, h.over, h.is_firm)
        for h in hards
    ]  # fmt: skip


def timed(plan: RoomPlan) -> list[int]:
    return [place for place, segment in enumerate(plan.segments) if segment.is_timed]


def out_of(show: Show, room: Room, end: When) -> list[Hard]:
    out = show.room_hard_out(room)
    if out is None:
        return []
    return [Hard("OUT", None, out, None if end.at is None else end.at - out, end.sure)]


@MANY
@given(evenings())
def test_the_plan_is_what_the_pencil_says(show: Show) -> None:
    for room in show.rooms:
        plan, slow = plan_times(show).rooms[room.id], naive.planned(show, room)
        assert [When(plan.starts[n], plan.firm[n]) for n in timed(plan)] == slow.starts
        assert all(plan.starts[n] is None for n in range(len(plan.starts)) if n not in timed(plan))
        assert hards_of(plan, plan.hards) == slow.hards + out_of(show, room, slow.end)
        assert (plan.end, plan.end_firm) == slow.end


@MANY
@given(evenings())
def test_every_back_time_is_what_the_pencil_says(show: Show) -> None:
    for room in show.rooms:
        plan = plan_times(show).rooms[room.id]
        backs = {plan.segments[n].id: When(plan.backs[n], plan.back_firm[n]) for n in timed(plan)}
        assert backs == naive.latest(show, room)


@MANY
@given(evenings(), st.data())
def test_what_is_expected_is_what_the_pencil_says(show: Show, data: st.DataObject) -> None:
    run, now = folded_at(data.draw, a_log(data.draw, show))
    projection = project(plan_times(show), run, now)
    for room in show.rooms:
        for times in (projection.alone[room.id], projection.rooms[room.id]):
            segments = times.plan.segments
            waits = {
                segments[n].id: When(wait.until, wait.is_firm) for n, wait in times.waits.items()
            }
            assert_same(times, naive_run.expected(show, room, run, now, waits))


@MANY
@given(evenings())
def test_without_a_run_what_is_expected_is_what_the_pencil_says(show: Show) -> None:
    projection = project(plan_times(show), None, 0)
    for room in show.rooms:
        assert_same(projection.alone[room.id], naive_run.expected(show, room, None, 0, {}))


def assert_same(times: RoomTimes, slow: naive_run.Stand) -> None:
    """The engine's numbers are the pencil's; of a segment that comes twice it shows the first."""
    segments = times.plan.segments
    assert [segments[place].id for place in times.coming] == [s.id for s in slow.coming]
    first: dict[int, When] = {}
    for place, when in zip(times.coming, slow.walk.starts, strict=True):
        first.setdefault(place, when)
    for place in range(len(segments)):
        expected = When(times.expected[place], times.firm[place])
        assert expected == first.get(place, When(None, True))
        assert times.expected_at(place) == times.expected[place]
    assert hards_of(times.plan, times.hards) == slow.walk.hards
    assert (times.end, times.end_firm) == slow.walk.end
    assert times.hard_out == slow.out
