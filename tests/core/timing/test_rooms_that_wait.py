"""Nobody is in two rooms at once: a room waits for who walks over from another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.calling import EndRoom, Hold, Skip, Standby
from producer_app.core.edits import ChangeSegment, SetStanding
from producer_app.core.show import (
    SegmentId,
    Standing,
    TalentId,
)
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    gone,
    minutes,
    wall,
)
from tests.core.timing.reading import walls
from tests.core.timing.two_rooms import (
    LI,
    shop_times,
    stage_times,
    standing,
    started,
    two_rooms,
    waited,
)


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


def test_a_room_that_nobody_runs_keeps_nobody_waiting() -> None:
    """The stage is rehearsed alone: Li is planned in the shop first, which never opens."""
    show = a_show(
        a_segment("1", minutes(20)),
        a_segment("2", talent=LI),
        a_shop_segment("S1", minutes(10), talent=LI),
        talent=(an_artist("li", transit=minutes(2)),),
    )
    events = gone(show, a_run(show, at(show, "19:00")), at(show, "20:00"))

    assert stage_times(standing(show, events, "20:04")) == [None, "20:20"]
    held = called(show, events, Hold(room=STAGE), at(show, "20:04"))
    assert standing(show, held, "20:05").rooms[STAGE].waits != {}
    assert standing(show, held, "20:06").rooms[STAGE].waits == {}


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


def test_a_show_without_shared_people_meets_nowhere() -> None:
    show = two_rooms(talent=(an_artist("li"), an_artist("mo")))
    other = ChangeSegment(segment=SegmentId("sS2"), changes={"talent": (TalentId("mo"),)}).apply(
        show
    )
    assert standing(other, started(other, stage="20:20"), "20:21").meetings == ()
