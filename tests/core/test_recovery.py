"""Ways back on time: what may be done, what must stay, what it costs, and what it breaks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.calling import Repeat
from producer_app.core.recovery import Step, StepKind, Way, misses, ways_back
from producer_app.core.run import Event
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    Segment,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
    Standing,
    TalentId,
    TalentRole,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, plan_times, project
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
    seconds,
    wall,
)

LI = TalentId("li")


def a_pad(number: str = "p", length: Millis = minutes(2), **changes: Any) -> Segment:
    return a_segment(number, length, kind=Kind.PAD, **changes)


def elastic(number: str, **changes: Any) -> Segment:
    """Five minutes long, a minute shorter or longer where it must be."""
    return a_segment(number, **{"shortest": minutes(4), "longest": minutes(6)} | changes)


def hard(number: str, time: str, **changes: Any) -> Segment:
    return a_segment(number, hard_start=time, **changes)


def planned(show: Show) -> Projection:
    return project(plan_times(show), None, Instant(0))


def begun(show: Show) -> tuple[Event, ...]:
    """The events of a run in which every room took its first segment at 20:00."""
    events = a_run(show, at(show, "20:00"))
    for room in show.rooms:
        events = gone(show, events, at(show, "20:00"), room.id)
    return events


def on_air(show: Show, time: str) -> Projection:
    """The show with its first segments on air since 20:00, as it stands at that time."""
    return project(plan_times(show), folded(begun(show)), at(show, time))


def ways(show: Show) -> tuple[Way, ...]:
    return ways_back(planned(show), STAGE)


def told(way: Way) -> list[str]:
    """Each step in a line: trim s2 -60, move s2 -300 behind s4."""
    return [_told(step) for step in way.steps]


def _told(step: Step) -> str:
    past = "" if step.past is None else f" behind {step.past}"
    return f"{step.kind} {step.segment} {step.by // 1000}{past}"


def overs(way: Way) -> list[int | None]:
    """Seconds over at each hard time once the way is taken."""
    found = (landing.hard.over for landing in way.landings)
    return [None if over is None else over // 1000 for over in found]


def test_a_room_on_time_needs_no_way_back() -> None:
    show = a_show(a_segment("1"), hard("2", "20:05"))

    assert misses(planned(show).rooms[STAGE]) == ()
    assert ways(show) == ()


def test_a_pad_is_used_up_before_anybody_is_told_anything() -> None:
    show = a_show(elastic("1"), a_pad(), a_segment("2", priority=9), hard("3", "20:11"))

    first = ways(show)[0]

    assert told(first) == ["use_pad sp -60"]
    assert overs(first) == [0]
    assert first.is_clean
    assert first.makes_it


def test_a_pad_shrinks_to_its_shortest_and_the_rest_is_trimmed() -> None:
    show = a_show(a_pad(shortest=minutes(1)), elastic("1"), hard("3", "20:05:30"))

    assert told(ways(show)[0]) == ["use_pad sp -60", "trim s1 -30"]


def test_what_lasts_a_part_of_a_second_too_long_is_cut_by_a_whole_one() -> None:
    show = a_show(elastic("1", length=Millis(300_400)), hard("2", "20:04:59"))

    way = ways(show)[0]

    assert told(way) == ["trim s1 -2"]
    assert [landing.hard.over for landing in way.landings] == [Millis(-600)]


def test_hosts_talk_shorter_before_a_number_is_cut() -> None:
    show = a_show(elastic("1"), elastic("2", kind=Kind.HOST_LINK), hard("3", "20:09:30"))

    assert told(ways(show)[0]) == ["trim s2 -30"]


def test_the_gladlier_floated_goes_first() -> None:
    show = a_show(
        a_segment("1", priority=1),
        a_segment("2", priority=9),
        a_segment("3", priority=4),
        hard("4", "20:10"),
    )

    assert told(ways(show)[0]) == ["float s2 -300"]


def test_nothing_without_priority_is_floated() -> None:
    show = a_show(a_segment("1"), a_segment("2"), hard("3", "20:06"))

    kinds = {step.kind for way in ways(show) for step in way.steps}

    assert kinds == {StepKind.MOVE}


def test_one_step_is_better_than_two_that_land_to_the_second() -> None:
    show = a_show(
        a_segment("1", minutes(4), priority=9),
        a_segment("2", minutes(2), priority=9),
        a_segment("3", minutes(7), priority=9),
        hard("4", "20:07"),
    )

    first = ways(show)[0]

    assert told(first) == ["float s3 -420"]
    assert overs(first) == [-60]


def test_a_segment_moves_directly_behind_the_one_at_the_hard_time() -> None:
    show = a_show(a_segment("1"), a_segment("2", minutes(3)), hard("3", "20:05"), a_segment("4"))

    first = ways(show)[0]
    after = first.edit.apply(show)

    assert told(first) == ["move s2 -180 behind s3"]
    assert [s.id for s in after.segments] == ["s1", "s3", "s2", "s4"]


def test_it_moves_further_where_the_next_hard_time_would_be_missed() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", minutes(3)),
        hard("3", "20:05"),
        hard("4", "20:10"),
        a_segment("5"),
    )

    assert told(ways(show)[0]) == ["move s2 -180 behind s4"]


def test_two_that_move_keep_their_order_and_take_the_block_of_where_they_go() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", minutes(3)),
        a_segment("3", minutes(3)),
        hard("4", "20:05"),
        a_segment("5"),
        hard_out="20:21",
    )

    first = ways(show)[0]
    after = first.edit.apply(show)

    assert told(first) == ["move s1 -300 behind s4", "move s2 -180 behind s1"] or told(first) == [
        "move s2 -180 behind s4",
        "move s3 -180 behind s2",
    ]
    assert all(later.block == after.segments[-1].block for later in after.segments)


@pytest.mark.parametrize(
    "stays",
    [
        {"kind": Kind.TIME_SIGNAL},
        {"kind": Kind.COUNTDOWN},
        {"hard_start": "20:00"},
        {"hard_end": wall("20:05")},
        {"front_hit": wall("20:00")},
        {"back_hit": wall("20:00")},
        {"hard_start": "20:00", "is_opening": True},
    ],
)
def test_what_the_clock_holds_stays_where_it_is(stays: dict[str, Any]) -> None:
    show = a_show(a_segment("1", **stays), hard("2", "20:02"))

    assert ways(show) == ()


def test_nothing_moves_into_another_day() -> None:
    show = a_show(
        a_segment("1"), a_segment("2"), hard("3", "20:06"), hard("4", "44:00", is_opening=True)
    )

    assert {step.past for way in ways(show) for step in way.steps} <= {"s3", "s1", "s2"}


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


def test_a_way_before_an_unknown_length_lands_at_least() -> None:
    show = a_show(a_segment("1"), a_segment("2", None), elastic("3"), hard("4", "20:09"))

    first = ways(show)[0]

    assert told(first) == ["trim s3 -60"]
    assert overs(first) == [0]
    assert [landing.hard.is_firm for landing in first.landings] == [False]


def test_a_gap_before_an_unknown_length_is_not_missed_yet() -> None:
    show = a_show(a_segment("1", None), a_pad(), hard("2", "20:10"))

    assert misses(planned(show).rooms[STAGE]) == ()


def test_a_breath_before_a_hard_time_is_not_missed() -> None:
    early = a_show(a_segment("1"), hard("2", "20:05:10"))
    too_early = a_show(a_segment("1"), hard("2", "20:05:11"))

    assert misses(planned(early).rooms[STAGE]) == ()
    assert [hard.over for hard in misses(planned(too_early).rooms[STAGE])] == [seconds(-11)]


def test_a_gap_that_somebody_is_named_to_fill_is_missed_once_it_grows() -> None:
    host = an_artist("wu", role=TalentRole.HOST)
    show = a_show(
        a_segment("1"),
        a_segment("2"),
        hard("3", "20:12", filled_by=(host.id,)),
        talent=(host,),
    )

    assert misses(planned(show).rooms[STAGE]) == ()
    grown = project(
        plan_times(show),
        folded(gone(show, begun(show), at(show, "20:04"))),
        at(show, "20:04"),
    )
    assert [hard.over for hard in misses(grown.rooms[STAGE])] == [minutes(-3)]


def test_a_pad_stretches_to_a_hard_time_that_comes_too_late() -> None:
    show = a_show(a_segment("1"), a_pad(), hard("2", "20:10"))

    first = ways(show)[0]

    assert told(first) == ["stretch sp 180"]
    assert overs(first) == [0]


def test_no_length_is_stretched_past_its_longest_and_the_hosts_fill_the_rest() -> None:
    host = an_artist("wu", role=TalentRole.HOST)
    show = a_show(
        a_segment("1"), elastic("2", talent=(host.id,)), hard("3", "20:13"), talent=(host,)
    )

    first = ways(show)[0]
    fill = first.landings[0].fill

    assert told(first) == ["stretch s2 60"]
    assert first.makes_it
    assert fill is not None
    assert (fill.gap, fill.people) == (minutes(2), (host,))


def test_a_floated_number_that_fits_comes_back_and_one_that_does_not_stays_out() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", minutes(4), standing=Standing.FLOATED),
        a_segment("3", minutes(6), standing=Standing.FLOATED),
        hard("4", "20:10"),
    )

    found = ways(show)

    assert [told(way) for way in found] == [["bring_back s2 240"]]
    assert overs(found[0]) == [-60]


def test_a_number_comes_back_beside_the_pads_that_could_do_it_alone() -> None:
    show = a_show(
        a_segment("1"),
        a_pad(),
        a_segment("2", minutes(3), standing=Standing.FLOATED),
        hard("3", "20:12"),
    )

    assert [told(way) for way in ways(show)] == [
        ["stretch sp 300"],
        ["stretch sp 120", "bring_back s2 180"],
    ]


def test_nothing_comes_back_ahead_of_what_is_in_standby() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", standing=Standing.FLOATED),
        a_segment("3"),
        a_segment("4", standing=Standing.FLOATED),
        hard("5", "20:15"),
    )

    found = ways_back(on_air(show, "20:01"), STAGE)

    assert [told(way) for way in found] == [["bring_back s4 300"]]


def test_the_hard_out_is_made_by_the_same_means() -> None:
    over = a_show(a_segment("1"), a_segment("2", priority=3), hard_out="20:06")
    under = a_show(a_segment("1"), a_pad(), hard_out="20:10")

    assert told(ways(over)[0]) == ["float s2 -300"]
    assert told(ways(under)[0]) == ["stretch sp 180"]


def test_a_hard_end_is_made_by_the_same_means() -> None:
    show = a_show(elastic("1"), a_segment("2", hard_end=wall("20:09:30")), a_segment("3"))

    assert told(ways(show)[0]) == ["trim s1 -30"]


def test_time_is_not_won_where_a_gap_would_swallow_it() -> None:
    show = a_show(elastic("1"), hard("2", "20:05"), elastic("3"), hard("4", "20:14"))

    changed = {step.segment for way in ways(show) for step in way.steps}

    assert changed == {"s3"}


def test_where_nothing_makes_it_the_nearest_comes() -> None:
    show = a_show(elastic("1", kind=Kind.COUNTDOWN), hard("2", "20:02"))

    first = ways(show)[0]

    assert told(first) == ["trim s1 -60"]
    assert overs(first) == [120]
    assert not first.makes_it


def test_where_something_makes_it_what_does_not_is_left_out() -> None:
    show = a_show(elastic("1"), a_segment("2", priority=5), hard("3", "20:05"))

    assert all(way.makes_it for way in ways(show))


def test_a_sponsor_is_not_cut_where_another_way_makes_it() -> None:
    show = a_sponsored_show(a_segment("3", minutes(2), priority=1))

    found = ways(show)

    assert [told(way) for way in found if not way.is_clean] == []
    assert told(found[0]) == ["float s3 -120"]
    assert [(e.before, e.after) for e in found[0].sponsors] == [(minutes(2), minutes(2))]


def test_a_sponsor_who_is_cut_for_want_of_anything_else_is_named() -> None:
    (way,) = ways(a_sponsored_show())

    assert told(way) == ["float s2 -120"]
    assert way.makes_it
    assert [finding.code for finding in way.broken] == ["sponsor.short"]
    assert [(e.contracted, e.before, e.after) for e in way.sponsors] == [
        (minutes(2), minutes(2), Millis(0))
    ]


def a_sponsored_show(*more: Segment) -> Show:
    """Two minutes over its hard out, with a spot that its sponsor has paid for."""
    spot = a_segment("2", minutes(2), kind=Kind.SPOT, sponsor=SponsorId("x"), priority=9)
    sponsor = Sponsor(id=SponsorId("x"), brand="X", contracted=minutes(2))
    out = wall("20:05") if not more else wall("20:07")
    return a_show(a_segment("1"), spot, *more, hard_out=out, sponsors=(sponsor,))


def test_the_ad_ratio_is_kept_where_it_can_be() -> None:
    rule = AdRule(
        id=AdRuleId("ratio"),
        title="A tenth",
        room=STAGE,
        method=Method.SHOW_RATIO,
        limit_permille=100,
    )
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), priority=9),
        a_segment("3", minutes(2), kind=Kind.SPOT),
        a_segment("4", minutes(10), kind=Kind.HOST_LINK, priority=1),
        hard_out="20:22",
        ad_rules=(rule,),
    )

    first = ways(show)[0]

    assert told(first) == ["float s4 -600"]
    assert [(e.before, e.after, e.is_broken) for e in first.rules] == [(100, 100, False)]


def test_an_ad_rule_that_breaks_for_want_of_anything_else_is_named() -> None:
    rule = AdRule(
        id=AdRuleId("ratio"),
        title="A tenth",
        room=STAGE,
        method=Method.SHOW_RATIO,
        limit_permille=100,
    )
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), priority=9),
        a_segment("3", minutes(2), kind=Kind.SPOT),
        hard_out="20:12",
        ad_rules=(rule,),
    )

    (way,) = ways(show)

    assert told(way) == ["float s2 -600"]
    assert [finding.code for finding in way.broken] == ["ad.over"]
    assert [(e.before, e.after, e.is_broken) for e in way.rules] == [(100, 200, True)]


def test_an_ad_that_would_slip_into_a_full_hour_is_told_and_another_way_sought() -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="Two minutes an hour",
        room=STAGE,
        method=Method.CLOCK_HOUR,
        limit=minutes(2),
    )
    show = a_show(
        a_segment("1", minutes(56), kind=Kind.HOST_LINK),
        a_segment("2", minutes(2), kind=Kind.SPOT),
        a_segment("3", minutes(4), kind=Kind.REMOTE),
        hard("4", "21:00", length=minutes(10)),
        a_segment("5", minutes(2), kind=Kind.SPOT),
        ad_rules=(rule,),
    )

    found = ways(show)

    assert [(told(way), way.is_clean) for way in found] == [
        (["move s3 -240 behind s4"], True),
        (["move s2 -120 behind s4"], False),
    ]


def test_a_handoff_is_not_floated_away_where_another_way_makes_it() -> None:
    show = a_show(
        a_segment("1", priority=9),
        a_segment("2", priority=1),
        a_shop_segment("b", minutes(60)),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="20:06",
    )

    assert told(ways(show)[0]) == ["float s2 -300"]


def test_a_handoff_that_goes_for_want_of_anything_else_is_named() -> None:
    show = a_show(
        a_segment("1", priority=9),
        a_segment("2"),
        a_shop_segment("b", minutes(5)),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="20:06",
    )

    (way,) = ways(show)

    assert told(way) == ["float s1 -300"]
    assert "handoff.floated" in [finding.code for finding in way.broken]


def test_a_room_that_would_wait_longer_for_an_artist_is_named() -> None:
    show = a_walking_show()

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert told(way) == ["move s3 -300 behind s4"]
    assert [(finding.code, finding.segment) for finding in way.broken] == [("room.waits", "sb2")]


def test_a_hard_time_that_another_room_reaches_later_is_named() -> None:
    show = a_walking_show(bell=True)

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert told(way) == ["move s3 -300 behind s4"]
    assert not way.is_clean
    assert [finding.message for finding in way.broken if finding.code == "room.later"] == [
        "Shop: OVER 1:00 at 20:16:00 (b2 “Song b2”), 1:00 more than now."
    ]


def test_a_hard_out_that_another_room_reaches_even_later_is_named() -> None:
    show = replace(a_walking_show(), hard_out=wall("20:40"))

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert [finding.message for finding in way.broken if finding.code == "room.later"] == [
        "Shop: OVER 7:00 at 20:40:00 (hard out), 1:00 more than now."
    ]


def test_a_hard_time_that_another_room_misses_anyway_is_no_promise_broken() -> None:
    show = a_walking_show(bell=True, priority=1)
    late = replace(show, segments=(*show.segments, a_shop_segment("b3", hard_start="20:30")))

    found = ways_back(on_air(late, "20:01"), STAGE)

    assert told(found[0]) == ["float s3 -300"]
    assert found[0].is_clean


def test_an_artist_is_left_where_they_are_when_something_else_makes_it() -> None:
    show = a_walking_show(priority=1)

    found = ways_back(on_air(show, "20:01"), STAGE)

    assert told(found[0]) == ["float s3 -300"]
    assert found[0].is_clean


def a_walking_show(*, bell: bool = False, **changes: Any) -> Show:
    """Five minutes over at 20:10; the artist of s3 is wanted in the shopping room at 20:16, at a
    hard time where there is a ``bell``."""
    start = "20:16" if bell else None
    li = an_artist(transit=minutes(1))
    return a_show(
        a_segment("1"),
        a_segment("2", kind=Kind.COUNTDOWN),
        a_segment("3", talent=(LI,), **changes),
        hard("4", "20:10", length=minutes(1)),
        a_shop_segment("b1", minutes(16)),
        a_shop_segment("b2", minutes(30), talent=(LI,), hard_start=start),
        talent=(li,),
    )


def test_the_same_question_has_the_same_answer() -> None:
    show = a_show(*(elastic(str(n), priority=n) for n in range(1, 9)), a_pad(), hard("9", "20:25"))

    assert ways(show) == ways(show)


def test_no_more_ways_come_than_are_asked_for() -> None:
    show = a_show(*(elastic(str(n), priority=n) for n in range(1, 9)), hard("9", "20:25"))

    assert len(ways(show)) > 1
    assert ways_back(planned(show), STAGE, limit=1) == ways(show)[:1]


def test_solving_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert ways(a_show(elastic("1"), hard("2", "20:04:30")))

    assert capfd.readouterr() == ("", "")


def test_the_solver_is_loaded_by_the_first_question_alone() -> None:
    program = (
        "import sys, producer_app.core.recovery; "
        "print([name for name in ('highspy', 'numpy') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_shopping_room_finds_its_own_way() -> None:
    show = a_show(
        a_segment("1", minutes(30)),
        a_shop_segment("b1", shortest=minutes(4)),
        a_shop_segment("b2", hard_start="20:04:30"),
    )

    assert told(ways_back(planned(show), SHOP)[0]) == ["trim sb1 -30"]
