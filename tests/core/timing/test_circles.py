"""Rooms that would wait for each other without end: who is on air leaves when it is over for them,
not with the GO that waits for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.calling import Hold
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import Run
from producer_app.core.show import Room, RoomId, RoomRole, SegmentId, Show, TalentId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomTimes, plan_times, project
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    an_artist,
    at,
    folded,
    gone,
    minutes,
)
from tests.core.timing.evenings import Log, a_log, evenings, folded_at
from tests.core.timing.reading import walls
from tests.core.timing.round_and_round import settled
from tests.core.timing.two_rooms import (
    LI,
    MO,
    shop_times,
    stage_times,
    standing,
    started,
    swapped,
    waited,
)

FOYER = RoomId("foyer")


@pytest.mark.parametrize(
    ("now", "stage", "shop"),
    [
        ("20:05", "20:14", "20:12"),
        ("20:11", "20:14", "20:12"),
        ("20:13", "20:14", "20:13"),
        ("20:14", "20:14", "20:14"),
        ("20:20", "20:20", "20:20"),
    ],
)
def test_two_rooms_that_swap_artists_wait_for_the_walk_and_no_longer(
    now: str, stage: str, shop: str
) -> None:
    show = swapped()
    projection = standing(show, started(show), now)
    assert stage_times(projection) == [None, stage]
    assert shop_times(projection) == [None, shop]


def test_whoever_waits_in_a_circle_is_seen_to_wait_until_the_walk_is_over() -> None:
    show = swapped()
    projection = standing(show, started(show), "20:13")
    assert waited(projection.rooms[STAGE]) == {"s2": minutes(1)}
    assert projection.rooms[STAGE].waits[1].people == MO
    assert waited(projection.rooms[SHOP]) == {"sS2": minutes(0)}


def test_who_overruns_in_no_circle_is_waited_for_as_long_as_it_lasts() -> None:
    show = swapped()
    show = ChangeSegment(segment=SegmentId("s2"), changes={"talent": ()}).apply(show)
    projection = standing(show, started(show), "20:20")
    assert stage_times(projection) == [None, "20:20"]
    assert shop_times(projection) == [None, "20:22"]


def test_a_room_that_holds_keeps_its_people_in_a_circle_too() -> None:
    show = swapped()
    hold = ("20:08", Hold(room=STAGE))
    projection = standing(show, started(show), "20:20", hold)
    assert stage_times(projection) == [None, "20:22"], "two minutes are left of 1"
    assert shop_times(projection) == [None, "20:24"]


def test_what_has_no_length_lets_its_people_go_at_the_earliest_when_it_starts() -> None:
    show = swapped(sS1=None)
    projection = standing(show, started(show), "20:20")
    assert stage_times(projection) == [None, "20:20"]
    assert shop_times(projection) == [None, "20:20"]
    assert projection.rooms[STAGE].firm == (True, False), "nobody knows how long S1 needs Mo"


def test_a_circle_may_go_through_what_is_not_on_air_yet() -> None:
    """2 waits for Mo, who comes from S2; S2 waits for Li, who is on the stage until GO to 2."""
    show = a_show(
        a_segment("1", minutes(14), talent=LI),
        a_segment("2", minutes(10), talent=MO),
        a_shop_segment("S1", minutes(8)),
        a_shop_segment("S2", minutes(5), talent=(*LI, *MO)),
        talent=(an_artist("li", transit=minutes(2)), an_artist("mo", transit=minutes(1))),
    )
    log = started(show)
    assert stage_times(standing(show, log, "20:10")) == [None, "20:22"]
    late = standing(show, log, "20:18")
    assert shop_times(late) == [None, "20:18"]
    assert stage_times(late) == [None, "20:24"]


def three_rooms() -> Show:
    """Li goes from stage to shop, Mo from shop to foyer, Ai from foyer to stage."""
    ai = (TalentId("ai"),)
    foyer = Room(id=FOYER, name="Foyer", role=RoomRole.SHOP)
    return a_show(
        a_segment("1", minutes(10), talent=LI),
        a_segment("2", minutes(10), talent=ai),
        a_shop_segment("S1", minutes(10), talent=MO),
        a_shop_segment("S2", minutes(10), talent=LI),
        a_segment("F1", minutes(10), talent=ai, room=FOYER),
        a_segment("F2", minutes(10), talent=MO, room=FOYER),
        rooms=(a_stage(), a_shop(), foyer),
        talent=tuple(an_artist(key, transit=minutes(3)) for key in ("li", "mo", "ai")),
    )


def all_started(show: Show, time: str = "20:00") -> Log:
    events = a_run(show, at(show, "19:00"))
    for room in show.rooms:
        events = gone(show, events, at(show, time), room.id)
    return events


def test_a_circle_of_three_rooms_ends_when_all_have_walked() -> None:
    show = three_rooms()
    log = all_started(show)
    for now, begins in (("20:11", "20:13"), ("20:12:30", "20:13"), ("20:30", "20:30")):
        for times in standing(show, log, now).rooms.values():
            assert walls(show, [start for start in times.expected if start]) == [begins]


def test_one_who_goes_on_from_a_circle_is_not_waited_for_twice() -> None:
    """Li is in S2 before S3; neither waits for the stage to go on."""
    show = swapped()
    last = a_shop_segment("S3", minutes(5), talent=LI)
    show = replace(show, segments=(*show.segments, last))
    show = ChangeSegment(segment=SegmentId("sS2"), changes={"length": minutes(1)}).apply(show)
    assert shop_times(standing(show, started(show), "20:30")) == [None, "20:30", "20:31"]


@st.composite
def changing_rooms(draw: st.DrawFn) -> Show:
    """Three rooms of up to three numbers, in which three people are on at random."""
    people = [an_artist(key, transit=minutes(3)) for key in ("li", "mo", "ai")]
    cast = st.lists(st.sampled_from([p.id for p in people]), max_size=2, unique=True)
    rooms = (a_stage(), a_shop(), Room(id=FOYER, name="Foyer", role=RoomRole.SHOP))
    lengths = st.sampled_from((minutes(2), minutes(5), minutes(9), None))
    segments = [
        a_segment(f"{room.id}{n}", draw(lengths), room=room.id, talent=tuple(draw(cast)))
        for room in rooms
        for n in range(draw(st.integers(1, 3)))
    ]
    return a_show(*segments, rooms=rooms, talent=tuple(people))


@settings(max_examples=300)
@given(evenings(), st.data())
def test_settled_in_one_pass_is_settled_by_going_round_until_nothing_moves(
    show: Show, data: st.DataObject
) -> None:
    run, now = folded_at(data.draw, a_log(data.draw, show))
    projection = project(plan_times(show), data.draw(st.sampled_from((run, None))), now)
    assert projection.rooms == settled(projection)


@settings(max_examples=300)
@given(changing_rooms(), st.integers(0, 40))
def test_rooms_that_change_people_are_settled_in_one_pass_too(show: Show, after: int) -> None:
    plan, run = plan_times(show), folded(all_started(show))
    projection = project(plan, run, Instant(at(show, "20:00") + minutes(after)))
    assert projection.rooms == settled(projection)


@settings(max_examples=300)
@given(evenings(), st.data())
def test_no_start_is_later_than_all_that_can_come_before_it(
    show: Show, data: st.DataObject
) -> None:
    """Whatever waits for whatever: no length and no walk is counted twice on the way to a start."""
    run, now = folded_at(data.draw, a_log(data.draw, show))
    projection = project(plan_times(show), run, now)
    lengths = sum(s.length or 0 for s in show.segments if s.is_playable)
    repeats = sum(s.length or 0 for t in projection.rooms.values() for s in _repeated(t))
    walks = sum(meeting.transit for meeting in projection.meetings)
    visits = sum((h.return_after or 0) + abs(h.trigger.offset) for h in show.handoffs)
    latest = max(_set_times(projection, now)) + lengths + repeats + walks + visits
    for times in projection.rooms.values():
        assert all(start is None or start <= latest for start in times.down.starts)


def _repeated(times: RoomTimes) -> list[object]:
    return [times.plan.segments[times.coming[0]]] if times.ahead.has_repeat else []


def _set_times(projection: Projection, now: Instant) -> list[int]:
    """Every time that is set from without: the present, hard times, the planned starts of visits,
    the ends of what is on air."""
    show = projection.show
    walls = [wall for s in show.segments for wall in (s.hard_start, s.hard_end, s.front_hit)]
    walls += [h.trigger.hard_time for h in show.handoffs]
    found: list[int | None] = [now, *(show.instant(wall) for wall in walls if wall is not None)]
    found += [meeting.visit_due for meeting in projection.meetings]
    for times in projection.rooms.values():
        found += [times.free_at, times.plan.on_air, times.plan.end]
    return [one for one in found if one is not None]


@settings(max_examples=300)
@given(changing_rooms())
def test_once_all_on_air_is_over_and_every_walk_too_some_room_can_go_or_end(show: Show) -> None:
    plan, run, now = plan_times(show), folded(all_started(show)), at(show, "20:30")
    rooms = project(plan, run, now).rooms.values()
    assert all(is_long_over(times, now) for times in rooms)
    assert any(not times.coming or times.waiting_at(times.coming[0]) == 0 for times in rooms)


def is_long_over(times: RoomTimes, now: Instant) -> bool:
    """What is on air has run its length for longer than anybody walks."""
    until = times.played_until
    return until is not None and until.at <= now - minutes(3)


def test_what_a_circle_comes_to_is_kept_from_second_to_second() -> None:
    show = swapped()
    run: Run = folded(started(show))
    plan = plan_times(show)
    projection = project(plan, run, at(show, "20:09"))
    for now in range(at(show, "20:09"), at(show, "20:16"), 30_000):
        projection = project(plan, run, Instant(now), projection)
        assert projection == project(plan, run, Instant(now))
