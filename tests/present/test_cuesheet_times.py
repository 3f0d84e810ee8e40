"""Hard ends, days, hit times, waits and what fills on paper, where there is no colour."""

from __future__ import annotations

from typing import Any

from producer_app.core.run import RunKind
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    BlockId,
    Kind,
    Method,
    Show,
    TalentId,
    TalentRole,
)
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.cuesheet_cues import CueSheet
from producer_app.present.cuesheet_day import DayLine
from producer_app.present.cuesheet_hard import HardLine
from producer_app.present.cuesheet_rundown import BlockLine, RoomRundown, RundownSheet
from producer_app.present.cuesheet_segment import SegmentLine
from producer_app.present.cuesheet_shophost import Card, ShopHostSheet
from producer_app.present.cuesheet_text import Pair
from tests.builders import (
    STAGE,
    a_block,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)
from tests.sheets.views import a_cue, a_sheet

LI = TalentId("li")
HOST = TalentId("host")


def the_room(show: Show, room: int = 0) -> RoomRundown:
    body = a_sheet(show).body
    assert isinstance(body, RundownSheet)
    return body.rooms[room]


def lines(show: Show, room: int = 0) -> list[SegmentLine]:
    return [line for line in the_room(show, room).lines if isinstance(line, SegmentLine)]


def rules(show: Show) -> list[HardLine]:
    return [line for line in the_room(show).lines if isinstance(line, HardLine)]


def people() -> dict[str, Any]:
    host = an_artist("host", name="Lin Yao", name_alt="林瑶", role=TalentRole.HOST)
    return {"talent": (an_artist("li", name="Li", name_alt="李", transit=minutes(4)), host)}


def two_days() -> Show:
    return a_show(
        a_segment("A1", minutes(30)),
        a_segment("B1", minutes(30), hard_start="34:00", is_opening=True),
        a_segment("B2", minutes(10)),
        a_shop_segment("S1", minutes(10), hard_start=wall("34:30"), is_opening=True),
        handoffs=(a_handoff("H1", "sB1", to_segment="sS1"),),
        hard_out="36:00",
    )


def test_a_hard_end_and_a_hard_start_at_the_same_time_both_stand() -> None:
    show = a_show(
        a_segment("1", minutes(8), hard_end=wall("20:10")),
        a_segment("2", hard_start="20:10"),
    )

    end, start = rules(show)

    assert (end.name.first, end.number, end.at) == ("HARD END", "1", "20:10:00")
    assert (end.meets.first, end.is_end) == ("2:00 to fill", True)
    assert (start.name.first, start.number, start.meets.first) == (
        "HARD TIME",
        "2",
        "met to the second",
    )


def test_a_hard_end_stands_behind_its_segment_and_before_the_next_blocks_head() -> None:
    show = a_show(
        a_segment("1", minutes(8), hard_end=wall("20:10"), block=BlockId("b1")),
        a_segment("2", hard_start="20:10", block=BlockId("b2")),
        blocks=(a_block("b1"), a_block("b2")),
    )

    shapes = [type(line) for line in the_room(show).lines]

    assert shapes == [BlockLine, SegmentLine, HardLine, BlockLine, HardLine, SegmentLine]


def test_an_overrun_of_a_hard_end_is_an_overlap() -> None:
    (end,) = rules(a_show(a_segment("1", minutes(12), hard_end=wall("20:10"))))

    assert (end.meets, end.is_over) == (Pair("OVERLAP 2:00", "冲突 2:00"), True)


def test_what_has_no_length_lasts_until_its_hard_end() -> None:
    show = a_show(a_segment("1", None, hard_end=wall("20:10")), a_segment("2"))

    first, second = lines(show)

    assert (first.length, first.stretch) == ("~10:00", Pair("to 20:10:00", "到 20:10:00"))
    assert (first.cume, second.front) == ("10:00", "20:10:00")


def test_a_gap_names_the_pad_first_and_then_who_speaks() -> None:
    show = a_show(
        a_segment("1", talent=(HOST,)),
        a_segment("2", minutes(1), kind=Kind.PAD, longest=minutes(2), talent=(HOST,)),
        a_segment("3", hard_start="20:10"),
        **people(),
    )

    (rule,) = rules(show)

    assert rule.pads.label == Pair(
        "Fill: pad 2 takes 1:00, 3:00 left: hosts Lin Yao",
        "填补：垫 2 补 1:00，余 3:00：主持人 林瑶",
    )


def test_a_gap_after_a_hard_end_is_filled_by_nothing_before_it() -> None:
    show = a_show(
        a_segment("1", minutes(1), kind=Kind.PAD, longest=minutes(30), hard_end=wall("20:01")),
        a_segment("2", minutes(5)),
        a_segment("3", hard_start="20:10"),
    )

    assert [rule.pads.label.first for rule in rules(show)] == ["", "Fill: nobody named"]


def test_a_second_day_begins_with_a_line_of_its_own() -> None:
    room = the_room(two_days())

    (day,) = [line for line in room.lines if isinstance(line, DayLine)]
    place = room.lines.index(day)
    after = room.lines[place + 1]
    assert day.title.first.startswith("Day 2 · Fri 1 Jan · on air 10:00")
    assert day.title.second.startswith("第 2 天")
    assert isinstance(after, SegmentLine)
    assert after.number == "B1"


def test_times_of_the_second_day_are_that_days_own() -> None:
    first, second, third = lines(two_days())

    assert (first.front, second.front, third.front) == ("20:00:00", "10:00:00", "10:30:00")
    assert third.cume == "1:10:00"
    assert second.handoffs[0].at == "10:30:00"
    assert [entry.start for entry in third.lane] == ["10:30:00"]
    assert rules(two_days())[-1].at == "12:00:00"


def test_a_day_that_the_evening_before_runs_into_is_an_overlap() -> None:
    show = a_show(
        a_segment("A1", minutes(20 * 60)),
        a_segment("B1", hard_start="34:00", is_opening=True),
    )

    (rule,) = rules(show)

    assert rule.is_over
    assert rule.meets.first == "OVERLAP 6:00:00"


def test_a_time_set_by_hand_says_so_in_words() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", front_hit=wall("20:07")),
        a_segment("3", back_hit=wall("20:20")),
        hard_out="21:00",
    )

    first, second, third = lines(show)

    assert first.front_note == first.back_note == Pair("")
    assert (second.front, second.front_note) == ("20:07:00", Pair("by hand", "手定"))
    assert (third.back, third.back_note) == ("20:20:00", Pair("by hand", "手定"))


def test_a_hit_time_that_cannot_be_met_says_so_in_words() -> None:
    _, hit = lines(a_show(a_segment("1", minutes(9)), a_segment("2", front_hit=wall("20:05"))))

    assert hit.front_note == Pair("IMPOSSIBLE", "做不到")
    assert hit.is_impossible


def test_who_has_to_walk_over_first_stands_at_the_segment() -> None:
    show = a_show(
        a_segment("1", minutes(10), talent=(LI,)),
        a_shop_segment("S1", minutes(12)),
        a_shop_segment("S2", talent=(LI,)),
        handoffs=(a_handoff("H1", "s1", to_segment="sS2", talent=(LI,)),),
        **people(),
    )

    waiting = lines(show, room=1)[1].waits

    assert waiting == Pair("waits 2:00: Li walks over", "等 2:00：李 走过来")


def test_paper_in_the_middle_of_a_run_shows_the_plan_still() -> None:
    show = a_show(
        a_segment("1", minutes(1), kind=Kind.SPOT),
        a_segment("2"),
        a_segment("3", hard_start="20:10"),
        ad_rules=(an_hour(),),
    )
    events = gone(show, a_run(show, at(show, "20:00"), RunKind.SHOW), at(show, "20:03"))
    running = project(plan_times(show), folded(events), at(show, "20:05"))

    before, amid = the_room(show), a_sheet(show, projection=running).body

    assert isinstance(amid, RundownSheet)
    assert amid.rooms[0] == before


def test_a_show_that_waits_for_another_says_for_which() -> None:
    show = a_show(
        a_segment("1"), starts_after="The Evening News", keeps_length=True, hard_out="21:00"
    )

    hours = [(fact.label.first, fact.text) for fact in the_room(show).hours]

    assert hours == [
        ("STARTS AFTER", "The Evening News"),
        ("ON AIR, expected", "20:00:00"),
        ("HARD OUT, moves", "21:00:00"),
    ]


def an_hour(limit: Millis = minutes(2), **changes: Any) -> AdRule:
    fields = {"id": AdRuleId("hour"), "title": "An hour", "room": STAGE}
    return AdRule(**fields | {"method": Method.CLOCK_HOUR, "limit": limit} | changes)


def test_beside_counted_seconds_stands_what_the_window_leaves() -> None:
    show = a_show(
        a_segment("1", seconds(50), kind=Kind.SPOT),
        a_segment("2", minutes(3), ad=seconds(30)),
        a_segment("3", minutes(60)),
        a_segment("4", minutes(2)),
        ad_rules=(an_hour(),),
    )

    told = [(line.ad, line.ad_left.left.first if line.ad_left else "") for line in lines(show)]

    assert told == [("0:50", "1:10"), ("0:30", "0:40"), ("", "0:40"), ("", "2:00")]


def test_of_several_rules_the_one_with_the_least_left_speaks_by_its_number() -> None:
    ratio = AdRule(
        id=AdRuleId("r"), title="Share", room=STAGE, method=Method.SHOW_RATIO, limit_permille=50
    )
    show = a_show(
        a_segment("1", seconds(20), kind=Kind.SPOT),
        a_segment("2", minutes(10)),
        ad_rules=(an_hour(minutes(12)), ratio),
    )

    left = lines(show)[0].ad_left

    assert left is not None
    assert (left.rule, left.left.first, left.is_over) == (2, "0:10", False)
    assert [rule.number for rule in the_room(show).rules] == [1, 2]


def test_a_rule_that_is_broken_says_over_in_the_column() -> None:
    show = a_show(a_segment("1", minutes(3), kind=Kind.SPOT), ad_rules=(an_hour(),))

    left = lines(show)[0].ad_left

    assert left is not None
    assert (left.left, left.is_over) == (Pair("OVER 1:00", "超时 1:00"), True)


def test_a_rule_that_allows_nothing_and_gets_nothing_leaves_the_column_alone() -> None:
    show = a_show(a_segment("1"), ad_rules=(an_hour(Millis(0)),))

    assert lines(show)[0].ad_left is None


def test_a_rule_counted_by_number_is_summed_up_in_numbers() -> None:
    least = an_hour(None, method=Method.LEAST_COUNT, limit_count=3, counts=frozenset({Kind.PSA}))
    show = a_show(a_segment("1", seconds(30), kind=Kind.PSA), ad_rules=(least,))

    (rule,) = the_room(show).rules

    assert (rule.planned, rule.limit, rule.is_over) == ("1", "3", True)
    assert rule.left.first == "2 MISSING"


def test_a_lighting_sheet_has_the_same_days_and_hard_ends() -> None:
    show = a_show(
        a_segment("A1", minutes(30), hard_end=wall("20:30")),
        a_segment("B1", hard_start="34:00", is_opening=True),
        cues=(a_cue("LX 1", "sB1", 5),),
    )
    body = a_sheet(show, "lighting").body
    assert isinstance(body, CueSheet)

    end, day, group = body.rooms[0].lines

    assert isinstance(end, HardLine)
    assert isinstance(day, DayLine)
    assert end.is_end
    assert group.line == "group"
    assert getattr(group, "cues")[0].at == "10:00:05"  # noqa: B009


def test_hand_cards_stand_between_the_hard_times_of_their_room() -> None:
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1", None, hard_end=wall("20:30")),
        a_shop_segment("S2", front_hit=wall("20:35")),
        a_shop_segment("S3", hard_start="34:00", is_opening=True),
    )
    body = a_sheet(show, "shop-host").body
    assert isinstance(body, ShopHostSheet)

    first, end, second, day, third = body.rooms[0].lines

    assert isinstance(first, Card)
    assert isinstance(second, Card)
    assert isinstance(third, Card)
    assert (first.until, first.is_hard_end) == ("20:30:00", True)
    assert first.timing == (Pair("to 20:30:00", "到 20:30:00"),)
    assert isinstance(end, HardLine)
    assert second.timing == (Pair("by hand", "手定"),)
    assert isinstance(day, DayLine)
    assert (third.start, third.is_hard) == ("10:00:00", True)
