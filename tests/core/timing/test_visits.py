"""Who joins what is running keeps no room waiting, and is waited for until they are back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from producer_app.core.calling import Hold
from producer_app.core.edits import ChangeSegment
from producer_app.core.handoff import Act
from producer_app.core.show import (
    Anchor,
    HandoffId,
    SegmentId,
    Show,
    Trigger,
)
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
    gone,
    minutes,
    wall,
)
from tests.core.timing.evenings import on_handoff
from tests.core.timing.reading import clock, walls
from tests.core.timing.two_rooms import (
    LI,
    shop_times,
    stage_times,
    standing,
    started,
)

H1 = HandoffId("h1")


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
