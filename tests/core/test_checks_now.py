"""While a run is on, the checks go by what is expected, and warn before it happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import ActOnHandoff, Call, Hold, Skip, Standby, in_standby
from producer_app.core.checks import Basis, Finding, Severity, check, check_now
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import Event, RunEnded
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Clearance,
    HandoffId,
    Kind,
    Method,
    RoomId,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
    Standing,
    TalentRole,
    Trigger,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
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
from tests.core.checked import LI, found_at, shared_shows, the_one, two_rooms


def started(show: Show, stage: str = "20:00", shop: str = "20:00") -> tuple[Event, ...]:
    """A run in which the rooms went on air then, or not yet."""
    events = a_run(show, at(show, "19:55"))
    takes = [(stage, STAGE), (shop, SHOP)][: len(show.rooms)]
    for time, room in sorted(take for take in takes if take[0]):
        events = gone(show, events, at(show, time), room)
    return events


def found(show: Show, now: str, *calls: tuple[str, Call], **starts: str) -> tuple[Finding, ...]:
    """What is wrong at a time, after these calls."""
    events = started(show, **starts)
    for time, call in calls:
        events = called(show, events, call, at(show, time))
    return found_at(show, events, at(show, now))


def codes_of(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_run_to_plan_has_nothing_to_warn_of() -> None:
    assert found(two_rooms(), "20:01") == ()


def test_a_stage_that_is_late_lets_the_shop_wait_and_says_so_before_it_happens() -> None:
    late = found(two_rooms(), "20:04", stage="20:03")

    one = the_one("room.waits", late)

    assert (one.basis, one.severity) == (Basis.EXPECTED, Severity.WARNING)
    assert one.message == "Shop waits 3:00 for Li at S2 “Song S2”."


def test_a_stage_that_is_early_finds_the_room_not_ready() -> None:
    assert found(two_rooms(), "19:58", stage="19:57", shop="19:57:30") == ()
    early = found(two_rooms(), "19:56", stage="19:55", shop="")
    assert codes_of(early) == ["handoff.not_running"]
    assert early[0].message == (
        "H1 is due at 20:00:00, but S2 “Song S2” in Shop runs from 20:06:30 to 20:16:30."
    )


def test_who_is_back_late_from_the_shop_lets_the_stage_wait() -> None:
    show = two_rooms()
    encore = a_segment("3", minutes(5), talent=LI, hard_start="20:20")
    show = replace(show, segments=(*show.segments, encore))

    late = found(show, "20:14", stage="20:13")

    assert [f.message for f in late if f.code == "room.waits"] == [
        "Shop waits 5:30 for Li at S2 “Song S2”.",
    ]
    assert the_one("time.overlap", late).message.startswith(
        "What stands before 3 “Song 3” runs 13:00 past its hard time 20:20:00"
    )


def a_guest(**changes: Any) -> Show:
    li = an_artist("li", clearance=Clearance.CLEARED, **changes)
    return a_show(a_segment("1", minutes(20)), a_segment("2", minutes(5), talent=LI), talent=(li,))


def test_a_guest_who_arrives_in_time_for_the_plan_but_not_for_an_early_run_is_told() -> None:
    show = a_guest(arrives=wall("20:18"))
    assert check(plan_times(show)) == ()

    early = found(show, "19:56", stage="19:55")

    assert the_one("people.late", early).message == (
        "Li arrives at 20:18:00, but 2 “Song 2” starts at 20:15:00."
    )


def test_a_change_is_judged_by_when_the_first_number_really_ended() -> None:
    show = a_show(
        a_segment("1", minutes(5), talent=LI),
        a_segment("2", minutes(5)),
        a_segment("3", minutes(5), talent=LI, hard_start="20:10"),
        talent=(an_artist("li", clearance=Clearance.CLEARED, change=minutes(4)),),
    )
    assert codes_of(found(show, "20:01")) == []
    skipped = found(show, "20:01", ("20:00:30", Skip(room=STAGE, segment=SegmentId("s2"))))
    assert "people.change" not in codes_of(skipped)
    late = found(show, "20:08", ("20:07", Skip(room=STAGE, segment=SegmentId("s2"))), stage="20:05")
    assert "people.change" in codes_of(late)


def test_a_hard_time_that_will_be_missed_is_told_once_and_the_hard_out_always() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), hard_start="20:05"),
        a_segment("3", minutes(5), hard_start="20:10"),
        hard_out="20:15",
    )

    late = found(show, "20:03", stage="20:02")

    assert codes_of(late) == ["time.overlap", "time.hard_out"]
    assert [f.segment for f in late] == ["s2", None]


def test_a_hard_time_further_on_that_gets_worse_is_told_too() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(6), hard_start="20:05"),
        a_segment("3", minutes(5), hard_start="20:10"),
    )
    late = found(show, "20:03", stage="20:02")
    assert [f.segment for f in late] == ["s2", "s3"]


def test_a_few_seconds_over_are_a_warning_while_the_run_is_on() -> None:
    show = a_show(a_segment("1", minutes(5)), a_segment("2", hard_start="20:05"))
    late = found(show, "20:01", stage="20:00:05")
    assert the_one("time.overlap", late).severity is Severity.WARNING


def test_what_is_elastic_and_still_to_come_can_give_the_time() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), shortest=minutes(2)),
        a_segment("3", hard_start="20:10"),
    )
    late = found(show, "20:03", stage="20:02")
    assert the_one("time.overlap", late).message.endswith("can give that much.")


def test_a_gap_that_opens_during_the_run_names_who_fills_it() -> None:
    host = an_artist("mo", role=TalentRole.HOST)
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", hard_start="20:05", filled_by=(host.id,)),
        talent=(host,),
    )
    early = found(show, "19:58", stage="19:57")
    assert the_one("time.gap", early).message == (
        "3:00 to fill before 20:05:00 (2 “Song 2”): Mo to fill it."
    )


def test_what_is_over_is_not_judged_any_more() -> None:
    show = a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(5), hard_start="20:05"),
        a_segment("3", minutes(5)),
    )
    events = gone(show, started(show), at(show, "20:05"))
    assert codes_of(check(plan_times(show))) == ["time.gap"]
    assert found_at(show, events, at(show, "20:06")) == ()


def test_a_segment_put_in_front_of_an_artist_s_walk_is_seen() -> None:
    show = two_rooms()
    extra = a_segment("9", minutes(4), standing=Standing.UNPLANNED)
    show = replace(show, segments=(extra, *show.segments))
    late = found(show, "20:01")
    assert the_one("room.waits", late).message == "Shop waits 4:00 for Li at S2 “Song S2”."


def test_a_handoff_of_a_segment_put_in_on_the_night_will_be_due() -> None:
    show = two_rooms()
    first, *others = show.segments
    put_in = replace(first, standing=Standing.UNPLANNED)
    show = replace(show, segments=(put_in, *others))
    assert "handoff.floated" in codes_of(check(plan_times(show)))
    assert "handoff.floated" not in codes_of(found(show, "19:58", stage="", shop=""))


def test_a_jump_that_would_put_somebody_in_two_rooms_is_seen() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(30)),
        a_segment("3", minutes(5), talent=LI),
        a_shop_segment("S1", minutes(5)),
        a_shop_segment("S2", minutes(10), talent=LI),
        talent=(an_artist("li", clearance=Clearance.CLEARED, transit=seconds(60)),),
    )
    assert found(show, "20:02") == ()
    to_li = Standby(room=STAGE, segment=SegmentId("s3"))
    jumped = gone(show, called(show, started(show), to_li, at(show, "20:01")), at(show, "20:03"))
    wait = the_one("room.waits", found_at(show, jumped, at(show, "20:04")))
    assert (wait.basis, wait.message) == (
        Basis.EXPECTED,
        "Shop waits 4:00 for Li at S2 “Song S2”.",
    )


def test_a_handoff_that_went_is_not_warned_of_again() -> None:
    show = two_rooms()
    ask = Ask(act=Act.GO, by="director", via=Via.CONSOLE, is_forced=True)
    go = ActOnHandoff(handoff=HandoffId("h1"), ask=ask)
    early = found(show, "19:57", stage="19:55")
    assert "handoff.not_running" in codes_of(early)
    assert "handoff.not_running" not in codes_of(
        found(show, "20:01", ("20:00:30", go), stage="19:55")
    )


def test_of_all_handoffs_that_a_room_misses_the_next_one_is_told_at_length() -> None:
    opened = (("H3", "sS3", -60), ("H2", "sS2", -120), ("H1", "sS1", -180))
    show = a_show(
        a_segment("1", minutes(5)),
        *(a_shop_segment(f"S{n}", minutes(1)) for n in (0, 1, 2, 3)),
        handoffs=tuple(
            a_handoff(
                number,
                "s1",
                to_segment=SegmentId(target),
                trigger=Trigger(offset=seconds(offset)),
            )
            for number, target, offset in opened
        ),
    )
    early = found(show, "19:56", stage="19:55", shop="")
    assert codes_of(early) == ["handoff.not_running", "handoff.more_beside"]
    assert early[0].handoff == "h1"
    assert early[1].message == "As things stand these miss their segments in Shop too: H2, H3."


def test_a_handoff_whose_segment_the_room_has_passed_by_is_told() -> None:
    show = two_rooms()
    skip = Skip(room=SHOP, segment=SegmentId("sS2"))
    assert the_one("handoff.passed", found(show, "20:01", ("20:00:30", skip))).message == (
        "H1 is due at 20:05:00 and opens S2 “Song S2”, which Shop has passed by."
    )


def left_out(show: Show, first: str) -> tuple[str, ...]:
    """What is found once the stage has begun with that segment, and the shop early."""
    events = gone(show, a_run(show, at(show, "19:30")), at(show, "19:40"), SHOP)
    events = called(show, events, Standby(room=STAGE, segment=SegmentId(first)), at(show, "19:41"))
    events = gone(show, events, at(show, "20:00"))
    return tuple(codes_of(found_at(show, events, at(show, "20:01"))))


def test_a_handoff_from_a_segment_that_was_left_out_is_not_expected() -> None:
    show = two_rooms()
    over = replace(show, segments=(*show.segments[:2], show.segments[3], show.segments[2]))
    assert "handoff.not_running" in left_out(over, "s1")
    assert "handoff.not_running" not in left_out(over, "s2")


def test_a_block_is_judged_by_what_it_has_used_up() -> None:
    block = a_block(title="Opening", budget=minutes(10))
    show = a_show(
        a_segment("1", minutes(5), block=block.id),
        a_segment("2", minutes(5), block=block.id),
        blocks=(block,),
    )
    held = found(show, "20:03", ("20:01", Hold(room=STAGE)))
    one = the_one("block.over", held)
    assert (one.basis, one.message) == (
        Basis.EXPECTED,
        "Block “Opening” is 12:00 long, OVER 2:00 of its 10:00.",
    )


def test_a_broken_rule_is_judged_with_what_has_been_on_the_air() -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="An hour",
        room=STAGE,
        method=Method.CLOCK_HOUR,
        limit=minutes(2),
    )
    show = a_show(
        a_segment("1", minutes(2), kind=Kind.SPOT), a_segment("2", minutes(9)), ad_rules=(rule,)
    )
    events = gone(show, started(show), at(show, "20:03"))
    one = the_one("ad.over", found_at(show, events, at(show, "20:04")))
    assert (one.basis, one.severity) == (Basis.EXPECTED, Severity.ERROR)


def test_a_sponsor_who_will_get_less_than_contracted_is_told() -> None:
    brand = Sponsor(id=SponsorId("bag"), brand="Bag", contracted=seconds(60), mentions=1)
    read = a_segment("2", seconds(60), kind=Kind.SPONSOR_READ, sponsor=brand.id)
    show = a_show(a_segment("1", minutes(5)), read, sponsors=(brand,))
    skipped = found(show, "20:02", ("20:01", Skip(room=STAGE, segment=SegmentId("s2"))))
    assert [f.message for f in skipped] == [
        "Bag comes to 0:00 of the 1:00 contracted: 1:00 owed.",
        "Bag: mentions expected 0, contracted 1: 1 owed.",
    ]


def test_what_is_wrong_with_the_plan_as_such_is_still_said_to_be_of_the_plan() -> None:
    show = a_show(a_segment("1"), a_segment("2", None), a_segment("2", id=SegmentId("late")))
    bases = {f.code: f.basis for f in found(show, "20:01")}
    assert bases["number.twice"] is Basis.PLANNED
    assert bases["segment.no_length"] is Basis.PLANNED


def test_before_and_after_a_run_it_is_the_check_of_the_plan() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", hard_start="20:05"))
    plan = plan_times(show)
    events = (*started(show), RunEnded(at=at(show, "20:30")))
    after = project(plan, folded(events), at(show, "20:31"))
    assert check_now(project(plan, None, at(show, "18:00"))) == check(plan)
    assert check_now(after) == check(plan)


@given(shared_shows(), st.lists(st.tuples(st.sampled_from([STAGE, SHOP]), st.integers(0, 900))))
def test_any_run_can_be_checked(show: Show, goes: list[tuple[RoomId, int]]) -> None:
    now = at(show, "19:59")
    events = a_run(show, now)
    for room, later in goes:
        now = Instant(now + 1_000 + later * 1_000)
        if in_standby(show, folded(events).room(room)) is not None:
            events = gone(show, events, now, room)
    for finding in found_at(show, events, now):
        assert finding.message
        assert finding.segment is None or finding.segment in show.by_id
