"""What stands beside a segment: hard ends, hit times, who fills, who is waited for, repeats."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.calling import Repeat
from producer_app.core.show import (
    BlockId,
    Kind,
    Show,
    Standing,
    Talent,
    TalentId,
    TalentRole,
)
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.rundown import (
    Faces,
    RundownView,
    SegmentView,
    block_view,
    day_view,
    room_line,
    rundown_view,
    segment_view,
)
from producer_app.present.rundown_segment import SetBy
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
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

EN, ZH = words("en"), words("zh")
BO = Talent(id=TalentId("bo"), name="Bo", name_alt="薄", role=TalentRole.HOST)
LIN = an_artist("lin", name="Lin Yao", transit=minutes(2))


def planned(show: Show) -> Projection:
    return project(plan_times(show), None, at(show, "19:00:00"))


def viewed(show: Show, index: int, language: str = "en") -> SegmentView:
    return segment_view(planned(show), STAGE, index, words(language))


def said(view: SegmentView) -> list[str]:
    """What stands beside the title, in order."""
    return [mark.text for mark in view.marks]


def told(view: SegmentView) -> str:
    """The same whole, as a tooltip has it."""
    return " | ".join(mark.whole for mark in view.marks)


def laid(show: Show) -> RundownView:
    return rundown_view(show, STAGE)


# Hit times


def test_a_front_time_set_by_hand_is_shown_as_such_and_what_follows_counts_from_it() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", front_hit=wall("20:07")), a_segment("A3"))
    view = viewed(show, 1)
    assert (view.planned, view.planned_by) == ("20:07:00", SetBy.HIT)
    assert viewed(show, 2).planned == "20:12:00"
    assert viewed(show, 2).planned_by is SetBy.COMPUTED


def test_a_hit_time_that_cannot_be_met_is_impossible_in_a_word() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", front_hit=wall("20:03")))
    assert viewed(show, 1).planned_by is SetBy.IMPOSSIBLE
    assert said(viewed(show, 1)) == ["IMPOSSIBLE"]
    assert said(viewed(show, 1, "zh")) == ["做不到"]
    assert "20:03:00 cannot be met" in told(viewed(show, 1))


def test_a_back_time_set_by_hand_is_shown_as_such() -> None:
    show = a_show(
        a_segment("A1"), a_segment("A2", back_hit=wall("20:08")), a_segment("A3"), hard_out="20:20"
    )
    view = viewed(show, 1)
    assert (view.back, view.back_by) == ("20:08:00", SetBy.HIT)
    assert viewed(show, 0).back == "20:03:00"


def test_a_hard_start_goes_before_a_hit_time() -> None:
    show = a_show(a_segment("A1", hard_start="20:00"), a_segment("A2", hard_start="20:05"))
    assert viewed(show, 1).planned_by is SetBy.HARD
    assert said(viewed(show, 1)) == ["HARD"]


# Hard ends and fills


def test_a_hard_end_is_said_with_its_time() -> None:
    show = a_show(a_segment("A1", hard_end=wall("20:05")))
    assert viewed(show, 0).has_hard_end
    assert said(viewed(show, 0)) == ["ENDS 20:05:00"]


def test_a_segment_without_a_length_lasts_until_its_hard_end() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", None, hard_end=wall("20:09:10")))
    view = viewed(show, 1)
    assert view.length == "~4:10"
    assert said(view) == ["to 20:09:10"]
    assert view.length_tip == "Fills the time to 20:09:10."


def test_an_overlap_at_a_hard_end_is_said_at_the_segment_that_runs_past_it() -> None:
    show = a_show(a_segment("A1", hard_end=wall("20:04")))
    assert said(viewed(show, 0)) == ["ENDS 20:04:00", "OVERLAP 1:00"]


def test_a_gap_before_a_hard_end_is_to_be_filled_too() -> None:
    show = a_show(
        a_segment("A1", talent=(BO.id,), hard_end=wall("20:05:32")), a_segment("A2"), talent=(BO,)
    )
    assert said(viewed(show, 0)) == ["ENDS 20:05:32", "0:32 to fill: hosts"]
    assert "0:32 to fill: hosts Bo" in told(viewed(show, 0))
    assert "待填 0:32：主持人 薄" in told(viewed(show, 0, "zh"))


def test_the_people_named_for_a_gap_are_named() -> None:
    show = a_show(
        a_segment("A1", talent=(BO.id,)),
        a_segment("A2", hard_start="20:05:32", filled_by=(LIN.id,)),
        talent=(BO, LIN),
    )
    assert said(viewed(show, 1)) == ["HARD", "0:32 to fill: Lin Yao"]


def test_a_pad_that_takes_the_gap_is_named_by_its_number() -> None:
    show = a_show(
        a_segment("31", kind=Kind.PAD, longest=minutes(8)), a_segment("A2", hard_start="20:05:32")
    )
    assert said(viewed(show, 1)) == ["HARD", "pad 31 takes 0:32"]
    assert viewed(show, 1).marks[1].brief == "0:32 to fill"


def test_what_a_pad_leaves_is_for_people() -> None:
    pad = a_segment("31", kind=Kind.PAD, longest=minutes(5) + seconds(20), talent=(BO.id,))
    show = a_show(pad, a_segment("A2", hard_start="20:05:32"), talent=(BO,))
    assert said(viewed(show, 1)) == ["HARD", "0:32 to fill: hosts"]
    assert "0:32 to fill: pad 31 takes 0:20, 0:12 left: hosts Bo" in told(viewed(show, 1))


def test_a_pad_before_an_earlier_hard_time_fills_nothing_later() -> None:
    show = a_show(
        a_segment("31", kind=Kind.PAD, longest=minutes(20)),
        a_segment("A2", hard_start="20:05"),
        a_segment("A3", hard_start="20:11"),
    )
    assert said(viewed(show, 2)) == ["HARD", "1:00 to fill: nobody named"]


# Waiting


def test_who_walks_over_is_waited_for_by_name() -> None:
    show = a_show(
        a_segment("A1", talent=(LIN.id,)),
        a_shop_segment("S1"),
        a_shop_segment("S2", talent=(LIN.id,)),
        talent=(LIN,),
    )
    view = segment_view(planned(show), SHOP, 1, EN)
    assert said(view) == ["waits 2:00: Lin Yao walks over"]
    assert view.marks[0].brief == "waits 2:00"


# Days


def two_days() -> Show:
    return a_show(
        a_segment("A1", block=BlockId("b1")),
        a_segment("B1", hard_start="34:00", is_opening=True, block=BlockId("b2")),
        a_segment("B2", block=BlockId("b2")),
        a_segment("B3", hard_start="48:03", block=BlockId("b2")),
        blocks=(a_block("b1"), a_block("b2")),
    )


def test_a_day_has_a_line_above_its_block() -> None:
    show = two_days()
    entries = [(e.block, e.segment, e.opening) for e in laid(show).entries]
    assert entries == [
        ("b1", None, None),
        ("b1", 0, None),
        ("b1", None, 1),
        ("b2", None, None),
        ("b2", 1, None),
        ("b2", 2, None),
        ("b2", 3, None),
    ]
    view = day_view(planned(show), STAGE, 1, EN)
    assert view.title == "Day 2 · Fri 1 Jan · on air 10:00"
    assert day_view(planned(show), STAGE, 1, ZH).title == "第 2 天 · 1月1日 周五 · 10:00 开播"


def test_on_the_second_day_times_are_of_that_day_and_its_night_too() -> None:
    show = two_days()
    assert [viewed(show, n).planned for n in range(4)] == [
        "20:00:00",
        "10:00:00",
        "10:05:00",
        "24:03:00",
    ]
    assert block_view(planned(show), STAGE, BlockId("b2"), EN).planned == "10:00:00"


def test_past_midnight_the_first_day_goes_on() -> None:
    show = a_show(a_segment("A1", minutes(243)), a_segment("A2"))
    assert viewed(show, 1).planned == "24:03:00"


def test_the_time_off_the_air_is_not_in_the_running_time() -> None:
    assert [viewed(two_days(), n).cume for n in range(3)] == ["5:00", "10:00", "15:00"]


# The run


def running(show: Show, goes: tuple[str, ...], now: str) -> Projection:
    events = a_run(show, at(show, "19:59:00"))
    for time in goes:
        events = gone(show, events, at(show, time))
    return project(plan_times(show), folded(events), at(show, now))


def test_a_block_says_what_it_has_used_and_what_it_will_be() -> None:
    show = a_show(
        a_segment("A1", block=BlockId("b1")),
        a_segment("A2", minutes(6), block=BlockId("b1")),
        a_segment("B1"),
        blocks=(a_block("b1", budget=minutes(11)),),
    )
    view = block_view(running(show, ("20:00:00", "20:05:40"), "20:06:00"), STAGE, BlockId("b1"), EN)
    assert view.spent == "6:00 used"
    assert view.of_budget == "will be 11:40 of 11:00"
    assert view.budget == "OVER 0:40"
    assert view.length == "11:00"


def test_a_block_without_a_budget_says_only_what_is_other_than_planned() -> None:
    show = a_show(a_segment("A1", block=BlockId("b1")), a_segment("B1"), blocks=(a_block("b1"),))
    on_time = running(show, ("20:00:00",), "20:01:00")
    late = running(show, ("20:00:00",), "20:06:00")
    assert block_view(on_time, STAGE, BlockId("b1"), EN).of_budget == ""
    assert block_view(late, STAGE, BlockId("b1"), EN).of_budget == "will be 6:00"


def test_a_repeat_says_what_it_was_and_that_it_comes_again() -> None:
    show = a_show(a_segment("A1"), a_segment("A2"), a_segment("A3"))
    events = a_run(show, at(show, "19:59:00"))
    for time in ("20:00:00", "20:04:10"):
        events = gone(show, events, at(show, time))
    again = Repeat(room=STAGE, segment=show.segments[0].id)
    events = called(show, events, again, at(show, "20:05:00"))
    projection = project(plan_times(show), folded(events), at(show, "20:05:00"))
    view = segment_view(projection, STAGE, 0, EN)
    assert (view.place, view.expected) == ("standby", "20:09:10")
    assert said(view) == ["AGAIN: was 20:00:00, ran 4:10"]
    assert said(segment_view(projection, STAGE, 1, EN)) == []
    events = gone(show, events, at(show, "20:06:00"))
    projection = project(plan_times(show), folded(events), at(show, "20:06:30"))
    on_air = segment_view(projection, STAGE, 0, EN)
    assert (on_air.place, on_air.actual) == ("on_air", "20:06:00")
    assert said(on_air) == ["AGAIN: was 20:00:00, ran 4:10"]


# Views of long rundowns


def test_where_nothing_moves_the_entries_are_kept() -> None:
    show = two_days()
    before = laid(show)
    segments = (replace(show.segments[0], title="Another"), *show.segments[1:])
    after = rundown_view(replace(show, segments=segments), STAGE, before)
    assert after.entries is before.entries
    assert after.segments[0].title == "Another"


@pytest.mark.parametrize(
    "changes", [{"block": None}, {"is_opening": False}, {"standing": Standing.FLOATED}]
)
def test_where_a_head_comes_or_goes_the_entries_are_new(changes: dict[str, object]) -> None:
    show = two_days()
    before = laid(show)
    segments = (show.segments[0], replace(show.segments[1], **changes), *show.segments[2:])
    changed = replace(show, segments=segments)
    after = rundown_view(changed, STAGE, before)
    assert tuple(after.entries) == tuple(rundown_view(changed, STAGE).entries)
    assert after.entries is not before.entries


def test_faces_say_what_the_single_views_say() -> None:
    show = two_days()
    projection = planned(show)
    faces = Faces(projection=projection, view=laid(show), words=EN)
    for index in range(len(show.segments)):
        assert faces.segment(index) == segment_view(projection, STAGE, index, EN)
    for block in ("b1", "b2"):
        single = block_view(projection, STAGE, BlockId(block), EN)
        assert faces.block(BlockId(block)) == single
    assert faces.day(1) == day_view(projection, STAGE, 1, EN)


def test_positions_and_entries_agree() -> None:
    entries = laid(two_days()).entries
    for index in range(4):
        assert entries[entries.position_of(index)].segment == index
    assert [entries[at].opening for at in entries.heads_above(1)] == [1, None]
    assert entries[-1].segment == 3
    assert [entry.segment for entry in entries[3:5]] == [None, 1]


# The room's line


def test_a_show_that_waits_for_another_says_so_until_it_has_begun() -> None:
    show = a_show(a_segment("A1"), hard_out="20:30", starts_after="Evening News")
    assert room_line(planned(show), STAGE, EN).end == "after Evening News · HARD OUT 20:30:00"
    begun = running(show, ("20:02:00",), "20:03:00")
    assert room_line(begun, STAGE, EN).end == "HARD OUT 20:30:00"


def test_a_show_that_keeps_its_length_moves_its_hard_out() -> None:
    show = a_show(a_segment("A1"), hard_out="20:30", keeps_length=True)
    assert room_line(running(show, ("20:02:00",), "20:03:00"), STAGE, EN).end == (
        "HARD OUT 20:32:00"
    )


def test_an_overlap_at_a_start_and_at_its_end_is_said_once() -> None:
    bell = a_segment("2", minutes(5), hard_start="20:15", hard_end=wall("20:20"))
    show = a_show(a_segment("1", minutes(20)), bell)
    view = segment_view(project(plan_times(show), None, at(show, "19:00")), STAGE, 1, EN)
    late = [mark for mark in view.marks if mark.level == "over"]
    assert [(mark.text, mark.brief) for mark in late] == [("OVERLAP 5:00", "OVER 5:00")]
