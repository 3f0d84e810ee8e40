"""What is on air, in standby or repeated is left alone, or gives way last."""

from __future__ import annotations

from producer_app.core.calling import Repeat
from producer_app.core.recovery import ways_back
from producer_app.core.show import (
    SegmentId,
)
from producer_app.core.timing import plan_times, project
from tests.builders import (
    STAGE,
    a_segment,
    a_show,
    at,
    called,
    folded,
    minutes,
)
from tests.core.recovery.asked import (
    begun,
    elastic,
    hard,
    on_air,
    overs,
    told,
)


def test_what_is_on_air_and_in_standby_is_left_alone() -> None:
    show = a_show(
        elastic("1", priority=9), elastic("2", priority=9), elastic("3"), hard("4", "20:14")
    )

    assert told(ways_back(on_air(show, "20:01"), STAGE)[0]) == ["trim s3 -60"]


def test_what_is_in_standby_gives_way_where_nothing_behind_it_helps() -> None:
    show = a_show(a_segment("1"), a_segment("2"), hard("3", "20:05"))

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert told(way) == ["move s2 -300 behind s3"]
    assert way.makes_it


def test_what_is_in_standby_stays_where_its_place_would_be_a_hole() -> None:
    show = a_show(a_segment("1"), a_segment("2", minutes(20)), hard("3", "20:24"))

    assert ways_back(on_air(show, "20:01"), STAGE) == ()


def test_a_segment_that_runs_over_is_made_good_behind_it() -> None:
    show = a_show(a_segment("1"), a_segment("2"), a_segment("3", priority=9), hard("4", "20:15"))

    first = ways_back(on_air(show, "20:07"), STAGE)[0]

    assert told(first) == ["float s3 -300"]
    assert [landing.before for landing in first.landings] == [minutes(2)]
    assert overs(first) == [-180]


def test_what_is_to_follow_a_repeat_is_not_moved_away() -> None:
    show = a_show(a_segment("1"), a_segment("2"), a_segment("3"), hard("4", "20:10"))
    events = called(
        show, begun(show), Repeat(room=STAGE, segment=SegmentId("s1")), at(show, "20:01")
    )
    projection = project(plan_times(show), folded(events), at(show, "20:01"))

    found = ways_back(projection, STAGE)

    assert {step.segment for way in found for step in way.steps} == {"s3"}


def test_what_is_repeated_is_left_alone_where_it_comes_again_as_well() -> None:
    show = a_show(elastic("1"), elastic("2"), elastic("3"), hard("4", "20:19"))
    events = called(
        show, begun(show), Repeat(room=STAGE, segment=SegmentId("s3")), at(show, "20:01")
    )
    projection = project(plan_times(show), folded(events), at(show, "20:01"))

    found = ways_back(projection, STAGE)

    assert [told(way) for way in found] == [["trim s2 -60"]]
