"""Nobody is in two rooms at once: a room waits for who walks over from another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.calling import Call, EndRoom, Hold, Skip, Standby
from producer_app.core.edits import ChangeSegment, SetStanding
from producer_app.core.handoff import Act
from producer_app.core.show import (
    Anchor,
    HandoffId,
    RoomId,
    SegmentId,
    Show,
    Standing,
    TalentId,
    Trigger,
)
from producer_app.core.timing import Projection, RoomTimes, plan_times, project
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    wall,
)
from tests.core.timing.evenings import Log, a_log, evenings, folded_at, on_handoff
from tests.core.timing.reading import clock, walls

LI = (TalentId("li"),)
H1 = HandoffId("h1")


def two_rooms(transit: int | None = minutes(2), **changes: Any) -> Show:
    """Li sings on the stage from 20:10 to 20:20 and is in the shop from 20:25 to 20:35."""
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), talent=LI),
        a_segment("3", minutes(30)),
        a_shop_segment("S1", minutes(25)),
        a_shop_segment("S2", minutes(10), talent=LI),
        a_shop_segment("S3", minutes(10)),
        **{"talent": (an_artist("li", transit=transit),), "hard_out": "21:00"} | changes,
    )


def started(show: Show, stage: str = "20:00", shop: str = "20:00") -> Log:
    """Both rooms on the air since then."""
    events = a_run(show, at(show, "19:00"))
    for time, room in sorted(((stage, STAGE), (shop, SHOP))):
        events = gone(show, events, at(show, time), room)
    return events


def standing(show: Show, events: Log | None, now: str, *calls: tuple[str, Call]) -> Projection:
    for time, call in calls:
        assert events is not None
        events = called(show, events, call, at(show, time))
    run = None if events is None else folded(events)
    return project(plan_times(show), run, at(show, now))


def shop_times(projection: Projection) -> list[str | None]:
    return walls(projection.show, projection.rooms[SHOP].expected)


def waited(times: RoomTimes) -> dict[str, int]:
    """How long the room is held up, by segment."""
    return {times.plan.segments[n].id: times.waiting_at(n) for n in times.waits}


def test_in_time_for_the_walk_nobody_waits() -> None:
    projection = standing(two_rooms(), None, "19:00")
    assert shop_times(projection) == ["20:00", "20:25", "20:35"]
    assert waited(projection.rooms[SHOP]) == {"sS2": 0}


def test_a_walk_that_is_too_long_as_planned_is_waited_for_as_expected() -> None:
    projection = standing(two_rooms(transit=minutes(7)), None, "19:00")
    assert walls(projection.show, projection.plan.rooms[SHOP].starts) == ["20:00", "20:25", "20:35"]
    assert shop_times(projection) == ["20:00", "20:27", "20:37"]
    assert waited(projection.rooms[SHOP]) == {"sS2": minutes(2)}


def test_an_artist_held_up_on_the_stage_holds_up_the_shop_by_the_walk() -> None:
    show = two_rooms()
    projection = standing(show, started(show, stage="20:06"), "20:07")
    assert shop_times(projection) == [None, "20:28", "20:38"]
    assert waited(projection.rooms[SHOP]) == {"sS2": minutes(3)}
    assert projection.rooms[SHOP].waits[1].people == LI


def test_a_hold_on_the_stage_moves_the_shop_with_every_second() -> None:
    show = two_rooms()
    events = gone(show, started(show), at(show, "20:10"))
    hold = ("20:15", Hold(room=STAGE))
    assert shop_times(standing(show, events, "20:18", hold)) == [None, "20:25", "20:35"]
    assert shop_times(standing(show, events, "20:21", hold)) == [None, "20:28", "20:38"]


def test_who_has_left_the_stage_early_is_waited_for_only_for_the_walk() -> None:
    show = two_rooms()
    events = gone(show, gone(show, started(show), at(show, "20:10")), at(show, "20:15"))
    events = gone(show, events, at(show, "20:16"), SHOP)
    times = standing(show, events, "20:16").rooms[SHOP]
    assert times.waits == {}
    again = called(show, events, Standby(room=SHOP, segment=SegmentId("sS2")), at(show, "20:16:10"))
    assert standing(show, again, "20:16:10").rooms[SHOP].waits[1].until == at(show, "20:17")


@pytest.mark.parametrize(
    ("li", "mo", "begins"), [(9, 1, "20:31"), (14, 1, "20:34"), (1, 5, "20:35"), (15, 5, "20:35")]
)
def test_of_two_who_come_the_last_one_counts(li: int, mo: int, begins: str) -> None:
    """Li is free at 20:20 and Mo at 20:30, with so many minutes to walk."""
    cast = {"3": (TalentId("mo"),), "S2": (*LI, TalentId("mo"))}
    show = two_rooms()
    show = replace(
        show,
        segments=tuple(replace(s, talent=cast.get(s.number, s.talent)) for s in show.segments),
        talent=(an_artist("li", transit=minutes(li)), an_artist("mo", transit=minutes(mo))),
    )
    show = ChangeSegment(segment=SegmentId("s3"), changes={"length": minutes(10)}).apply(show)
    projection = standing(show, None, "19:00")
    assert shop_times(projection)[1] == begins
    assert projection.rooms[SHOP].waits[1].people == ("li", "mo")


def test_a_wait_past_a_hard_time_is_over_at_it() -> None:
    show = two_rooms()
    show = ChangeSegment(
        segment=SegmentId("sS2"), changes={"hard_start": wall("20:27")}
    ).apply(show)  # fmt: skip
    before = standing(show, started(show, stage="20:04"), "20:05").rooms[SHOP]
    late = standing(show, started(show, stage="20:11"), "20:12").rooms[SHOP]

    assert [h.over for h in before.hards[:1]] == [-minutes(2)], "room to fill until the hard time"
    assert [h.over for h in late.hards[:1]] == [minutes(6)]
    assert waited(late) == {"sS2": minutes(6)}, "before its hard time nobody waited for Li"
    assert walls(show, late.expected) == [None, "20:33", "20:43"]


def test_what_is_skipped_keeps_nobody_there() -> None:
    show = two_rooms()
    skip = Skip(room=STAGE, segment=SegmentId("s2"))
    projection = standing(show, started(show, stage="20:20"), "20:22", ("20:21", skip))
    assert shop_times(projection) == [None, "20:25", "20:35"]


def test_when_their_last_number_is_skipped_the_one_before_it_counts() -> None:
    show = two_rooms()
    show = replace(
        show,
        segments=tuple(replace(s, talent=LI) if s.number in "12" else s for s in show.segments),
    )
    skip = Skip(room=STAGE, segment=SegmentId("s2"))
    projection = standing(show, started(show, stage="20:16"), "20:22", ("20:21", skip))
    assert shop_times(projection) == [None, "20:28", "20:38"]


def test_after_a_jump_back_the_shop_waits_for_the_second_time() -> None:
    show = two_rooms()
    events = gone(show, gone(show, started(show), at(show, "20:10")), at(show, "20:20"))
    jump = Standby(room=STAGE, segment=SegmentId("s2"))
    projection = standing(show, events, "20:22", ("20:22", jump))
    assert walls(show, projection.rooms[STAGE].expected) == [None, "20:50", "21:00"]
    assert shop_times(projection) == [None, "21:02", "21:12"]


def test_who_is_on_air_already_comes_first_whatever_the_plan_says() -> None:
    show = two_rooms()
    jump = Standby(room=SHOP, segment=SegmentId("sS2"))
    events = called(show, started(show), jump, at(show, "20:05"))
    events = gone(show, events, at(show, "20:06"), SHOP)
    stage = standing(show, events, "20:07").rooms[STAGE]
    assert walls(show, stage.expected) == [None, "20:18", "20:28"]


def test_what_is_put_in_on_the_night_waits_too() -> None:
    show = two_rooms()
    show = SetStanding(segments=(SegmentId("sS2"),), standing=Standing.UNPLANNED).apply(show)
    projection = standing(show, started(show, stage="20:10"), "20:11")
    assert shop_times(projection) == [None, "20:32", "20:42"]


def test_with_a_number_of_unknown_length_the_shop_begins_at_the_earliest_then() -> None:
    show = ChangeSegment(segment=SegmentId("s2"), changes={"length": None}).apply(two_rooms())
    times = standing(show, started(show), "20:01").rooms[SHOP]
    assert walls(show, times.expected) == [None, "20:25", "20:35"]
    assert times.firm == (True, False, False)

    late = standing(show, started(show, stage="20:18"), "20:19").rooms[SHOP]
    assert walls(show, late.expected) == [None, "20:30", "20:40"]


def test_behind_an_unknown_length_whoever_comes_is_there_at_the_earliest_then() -> None:
    """Li's own number is known; what stands before it on the stage is not."""
    show = ChangeSegment(segment=SegmentId("s1"), changes={"length": None}).apply(two_rooms())
    times = standing(show, started(show), "20:01").rooms[SHOP]
    assert walls(show, times.expected) == [None, "20:25", "20:35"]
    assert times.firm == (True, False, False)
    assert times.waits[1].is_firm is False


def test_a_room_that_is_over_keeps_nobody() -> None:
    show = two_rooms()
    over = EndRoom(room=STAGE)
    projection = standing(show, started(show, stage="20:20"), "20:22", ("20:21", over))
    assert shop_times(projection) == [None, "20:25", "20:35"]


def visited(**trigger: Any) -> Show:
    """Li joins S1 by handoff H1 when 1 ends, for five minutes, and sings 2 after that."""
    handoff = a_handoff(
        "H1", "s1", to_segment=SegmentId("sS1"), talent=LI, return_after=minutes(5),
        trigger=Trigger(**trigger),
    )  # fmt: skip
    return a_show(
        a_segment("1", minutes(10), talent=LI),
        a_segment("0", minutes(5)),
        a_segment("2", minutes(10), talent=LI),
        a_shop_segment("S1", minutes(60), talent=LI),
        talent=(an_artist("li", transit=minutes(1)),),
        handoffs=(handoff,),
    )


def stage_times(projection: Projection) -> list[str | None]:
    return walls(projection.show, projection.rooms[STAGE].expected)


def test_who_joins_what_is_running_keeps_no_room_waiting_and_is_back_after_the_visit() -> None:
    show = visited()
    projection = standing(show, None, "19:00")
    assert shop_times(projection) == ["20:00"]
    assert stage_times(projection) == ["20:00", "20:10", "20:16"]


def test_a_visit_that_begins_late_ends_late() -> None:
    show = visited()
    late = standing(show, started(show, stage="20:02"), "20:03")
    assert stage_times(late) == [None, "20:12", "20:18"]

    sent = standing(show, started(show), "20:11", ("20:11", on_handoff(H1, Act.GO)))
    assert stage_times(sent) == [None, "20:11", "20:17"]


def test_who_is_back_from_a_visit_is_waited_for_no_longer() -> None:
    show = visited()
    acts = (("20:10", Act.GO), ("20:10:20", Act.LIVE), ("20:10:30", Act.RETURN))
    events = gone(show, started(show), at(show, "20:10"))
    calls = ((time, on_handoff(H1, act)) for time, act in acts)
    stage = standing(show, events, "20:11", *calls).rooms[STAGE]
    assert walls(show, stage.expected) == [None, None, "20:15"]
    assert [clock(show, wait.until) for wait in stage.waits.values()] == ["20:11:30"]


def test_a_visit_that_hangs_on_what_comes_later_is_taken_as_planned() -> None:
    """Else 2 would wait for a visit that waits for 2."""
    show = visited(anchor=Anchor.SEGMENT_START, offset=-minutes(5))
    later = replace(show.handoffs[0], segment=SegmentId("s2"))
    show = replace(show, handoffs=(later,))
    projection = standing(show, started(show, stage="20:01"), "20:02")
    assert stage_times(projection) == [None, "20:11", "20:16"]


def test_a_visit_to_what_is_on_air_already_is_still_to_come() -> None:
    show = visited()
    shop_alone = gone(show, a_run(show, at(show, "19:00")), at(show, "20:00"), SHOP)
    projection = standing(show, shop_alone, "20:03")
    assert stage_times(projection) == ["20:03", "20:13", "20:19"]


def test_before_a_visit_they_may_be_held_up_in_that_room_itself() -> None:
    """Li is in S1 until it is over, whatever the hour of the visit to S2 says."""
    visit = a_handoff(
        "H1", "s1", to_segment=SegmentId("sS2"), talent=LI, return_after=minutes(2),
        trigger=Trigger(anchor=Anchor.HARD_TIME, hard_time=wall("20:25")),
    )  # fmt: skip
    show = a_show(
        a_segment("1", minutes(30)),
        a_segment("2", minutes(10), talent=LI),
        a_shop_segment("S1", minutes(20), talent=LI),
        a_shop_segment("S2", minutes(30), talent=LI),
        talent=(an_artist("li", transit=minutes(1)),),
        handoffs=(visit,),
    )
    assert stage_times(standing(show, None, "19:00")) == ["20:00", "20:30"]
    hold = ("20:10", Hold(room=SHOP))
    held = standing(show, started(show), "20:32", hold)
    assert shop_times(held) == [None, "20:42"]
    assert stage_times(held) == [None, "20:43"]


def test_a_guest_of_a_segment_that_does_not_name_them_is_away_as_well() -> None:
    show = visited()
    show = ChangeSegment(segment=SegmentId("sS1"), changes={"talent": ()}).apply(show)
    assert stage_times(standing(show, None, "19:00")) == ["20:00", "20:10", "20:16"]


def test_a_plan_that_runs_backwards_makes_no_two_rooms_wait_for_each_other() -> None:
    """3 is planned before 2, behind which it stands: Mo's way by the clock would be a circle."""
    mo = TalentId("mo")
    show = a_show(
        a_segment("1", minutes(30)),
        a_segment("2", minutes(10), talent=LI),
        a_segment("3", minutes(10), talent=(mo,), hard_start="20:10"),
        a_shop_segment("S1", minutes(15)),
        a_shop_segment("S2", minutes(5), talent=(*LI, mo)),
        talent=(an_artist("li", transit=minutes(1)), an_artist("mo", transit=minutes(1))),
    )
    projection = standing(show, None, "19:00")
    assert stage_times(projection) == ["20:00", "20:30", "20:40"]
    assert shop_times(projection) == ["20:00", "20:15"]


def test_delays_go_to_and_fro_as_often_as_people_do() -> None:
    """Ten artists sing one after the other, and each opens the next song from the shop."""
    count = 20
    people = [an_artist(f"p{n}", transit=minutes(0)) for n in range(count)]
    show = a_show(
        *(
            a_segment(
                f"{n}", minutes(2), talent=(people[n].id,) + ((people[n - 1].id,) if n else ())
            )
            for n in range(count)
        ),
        *(a_shop_segment(f"S{n}", minutes(2), talent=(people[n].id,)) for n in range(count)),
        talent=tuple(people),
    )
    projection = standing(show, None, "19:00")
    starts = projection.rooms[STAGE].expected
    assert walls(show, starts)[:3] == ["20:00", "20:04", "20:08"]
    assert starts[-1] == at(show, "20:00") + (count - 1) * minutes(4)


class Stay(NamedTuple):
    room: RoomId
    start: int
    end: int
    is_to_come: bool


def stays(projection: Projection, person: TalentId) -> Iterator[Stay]:
    """Where somebody is and will be; visits by handoff are left out."""
    visits = {h.to_segment for h in projection.show.handoffs if person in h.talent}
    for room, times in projection.rooms.items():
        segments = times.plan.segments
        mine = {s.id for s in segments if person in s.talent} - visits
        takes = () if times.run is None else times.run.takes
        for take in takes:
            if take.segment in mine and take.ended is not None:
                yield Stay(room, take.started, take.ended, is_to_come=False)
        if times.on_air is not None and times.on_air.segment in mine and times.free_at is not None:
            yield Stay(room, times.on_air.started, times.free_at, is_to_come=False)
        for place in dict.fromkeys(times.coming):
            start, length = times.expected[place], segments[place].length
            if segments[place].id in mine and start is not None:
                yield Stay(room, start, start + (length or 0), is_to_come=True)


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


def test_a_show_without_shared_people_meets_nowhere() -> None:
    show = two_rooms(talent=(an_artist("li"), an_artist("mo")))
    other = ChangeSegment(segment=SegmentId("sS2"), changes={"talent": (TalentId("mo"),)}).apply(
        show
    )
    assert standing(other, started(other, stage="20:20"), "20:21").meetings == ()
