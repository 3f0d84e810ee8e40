"""What stands on the sheets of paper, before any of it is typeset."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.errors import Refused
from producer_app.core.revision import Revision, next_revision
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    BlockId,
    Contact,
    Department,
    Kind,
    Method,
    Show,
    Standing,
    TalentId,
)
from producer_app.core.timebase import Instant
from producer_app.present.cuesheet import SHEETS, in_force, issued_before
from producer_app.present.cuesheet_cues import CueGroup, CueSheet
from producer_app.present.cuesheet_hard import HardLine
from producer_app.present.cuesheet_rundown import BlockLine, RundownSheet
from producer_app.present.cuesheet_segment import SegmentLine
from producer_app.present.cuesheet_text import CUT, Pair
from tests.builders import (
    STAGE,
    a_block,
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    minutes,
    seconds,
)
from tests.sheets.views import PRINTED, a_cue, a_sheet


def the_rundown(show: Show, **changes: object) -> RundownSheet:
    body = a_sheet(show, **changes).body
    assert isinstance(body, RundownSheet)
    return body


def lines(show: Show, room: int = 0, **changes: object) -> list[SegmentLine]:
    found = the_rundown(show, **changes).rooms[room].lines
    return [line for line in found if isinstance(line, SegmentLine)]


def hard_lines(show: Show) -> list[HardLine]:
    return [line for line in the_rundown(show).rooms[0].lines if isinstance(line, HardLine)]


def the_lighting(show: Show) -> CueSheet:
    body = a_sheet(show, "lighting").body
    assert isinstance(body, CueSheet)
    return body


def issue(show: Show, *before: Revision) -> Revision:
    return next_revision(show, before, at=Instant(PRINTED - 3_600_000), by="Pei Jiu")


def test_a_sheet_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="no sheet “makeup”; the sheets are rundown, stage, lighting"):
        a_sheet(a_show(a_segment("1")), "makeup")


@pytest.mark.parametrize("kind", SHEETS)
def test_every_sheet_of_an_empty_show_can_be_made(kind: str) -> None:
    assert a_sheet(a_show(), kind).kind == kind


def test_front_back_and_cume_stand_beside_each_segment() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", minutes(6)), hard_out="20:12")

    first, second = lines(show)

    assert (first.front, first.back, first.cume) == ("20:00:00", "20:02:00", "4:00")
    assert (second.front, second.back, second.cume) == ("20:04:00", "20:06:00", "10:00")


def test_after_midnight_the_evening_counts_on() -> None:
    show = a_show(a_segment("1", minutes(243)), a_segment("2"))

    assert lines(show)[1].front == "24:03:00"


def test_an_unknown_length_is_a_question_and_makes_what_follows_at_least() -> None:
    show = a_show(a_segment("1", None), a_segment("2"), a_segment("3"), hard_out="21:00")

    first, second, _ = lines(show)

    assert (first.length, first.cume) == ("?", "")
    assert second.front == "≥20:00:00"
    assert first.back == "≤20:50:00"


def test_a_soft_length_carries_its_range() -> None:
    soft = a_segment("1", minutes(5), shortest=minutes(4), longest=minutes(6))
    firm = a_segment("2", minutes(5), shortest=minutes(5), longest=minutes(5))

    stretching, fixed = lines(a_show(soft, firm))

    assert (stretching.length, stretching.stretch.first) == ("~5:00", "4:00–6:00")
    assert (fixed.length, fixed.stretch.first) == ("5:00", "")


def test_a_floated_segment_stays_in_its_place_without_times() -> None:
    show = a_show(a_segment("1"), a_segment("2", standing=Standing.FLOATED), a_segment("3"))

    _, floated, after = lines(show)

    assert (floated.number, floated.front, floated.back, floated.cume) == ("2", "", "", "")
    assert floated.standing_word == Pair("FLOATED, out of the timing", "暂缓，不计时")
    assert after.front == "20:05:00"


def test_an_omitted_segment_keeps_its_number() -> None:
    omitted = lines(a_show(a_segment("5", standing=Standing.OMITTED)))[0]

    assert (omitted.number, omitted.standing, omitted.length) == ("5", "omitted", "")
    assert omitted.standing_word.first.startswith("OMITTED")


def test_a_gap_before_a_hard_time_says_how_much_is_to_fill_and_which_pad_takes_it() -> None:
    pad = a_segment("2", minutes(1), kind=Kind.PAD, shortest=minutes(0.5), longest=minutes(3))
    show = a_show(a_segment("1"), pad, a_segment("3", hard_start="20:08"))

    (rule,) = hard_lines(show)

    assert (rule.number, rule.at, rule.meets.first) == ("3", "20:08:00", "2:00 to fill")
    assert rule.pads.label.first == "Fill: pad 2 takes 2:00"
    assert not rule.is_over


def test_an_overlap_with_a_hard_time_is_said_in_words() -> None:
    (rule,) = hard_lines(a_show(a_segment("1"), a_segment("2", hard_start="20:03")))

    assert rule.meets == Pair("OVERLAP 2:00", "冲突 2:00")
    assert rule.pads.label.first == "no pad before it"
    assert rule.is_over


def test_a_hard_time_met_needs_no_pad() -> None:
    (rule,) = hard_lines(a_show(a_segment("1"), a_segment("2", hard_start="20:05")))

    assert (rule.meets.first, rule.pads.label.first) == ("met to the second", "")


def test_before_a_hard_time_an_unknown_length_leaves_only_bounds() -> None:
    unknown = a_segment("1", None)
    to_fill = hard_lines(a_show(unknown, a_segment("2", hard_start="20:03")))[0]
    over = hard_lines(a_show(unknown, a_segment("2"), a_segment("3", hard_start="20:03")))[0]

    assert to_fill.meets.first == "at most 3:00 to fill"
    assert over.meets.first == "OVERLAP at least 2:00"


def test_the_last_rule_is_the_hard_out_with_over_or_under() -> None:
    late = hard_lines(a_show(a_segment("1", minutes(20)), hard_out="20:15"))[-1]
    early = hard_lines(a_show(a_segment("1", minutes(14)), hard_out="20:15"))[-1]

    assert (late.name.first, late.what.text, late.meets.first) == (
        "HARD OUT",
        "20:20:00",
        "OVER 5:00",
    )
    assert early.meets == Pair("UNDER 1:00", "欠时 1:00")


def test_a_blocks_head_adds_up_and_compares_with_its_budget() -> None:
    block = BlockId("b1")
    show = a_show(
        a_segment("1", minutes(4), block=block),
        a_segment("2", minutes(5), block=block, standing=Standing.FLOATED),
        a_segment("3", minutes(3), block=block),
        blocks=(a_block("b1", title_alt="第一段", budget=minutes(6)),),
    )

    head, *rest = the_rundown(show).rooms[0].lines

    assert isinstance(head, BlockLine)
    assert (head.title, head.length, head.budget.text) == (
        Pair("Block b1", "第一段"),
        "7:00",
        "6:00",
    )
    assert (head.versus.first, head.is_over) == ("OVER 1:00", True)
    assert [line.ends_block for line in rest if isinstance(line, SegmentLine)] == [
        False,
        False,
        True,
    ]


def test_the_lane_shows_what_the_other_room_starts_meanwhile_or_runs_on_with() -> None:
    show = a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(4)),
        a_segment("3", minutes(4)),
        a_shop_segment("S1", minutes(5), title="Socks"),
        a_shop_segment("S2", minutes(5)),
    )

    first, second, third = (line.lane for line in lines(show))

    assert [(e.number, e.start, e.title, e.runs_on) for e in first] == [
        ("S1", "20:00:00", "Socks", False)
    ]
    assert [(e.number, e.runs_on) for e in second] == [("S2", False)]
    assert [(e.number, e.runs_on) for e in third] == [("S2", True)]
    assert [e.number for e in lines(show, room=1)[0].lane] == ["1", "2"]


def test_a_handoff_is_tagged_where_it_leaves_and_where_it_arrives() -> None:
    show = a_show(
        a_segment("A6", minutes(4)),
        a_shop_segment("S6"),
        handoffs=(a_handoff("H1", "sA6", to_segment="sS6"),),
    )

    (leaving,) = lines(show)[0].handoffs
    (arriving,) = lines(show, room=1)[0].handoffs

    assert (leaving.number, leaving.at, leaving.where.first) == ("H1", "20:04:00", "")
    assert (arriving.number, arriving.where.first) == ("H1", "from A6")


def test_cues_are_summed_up_from_first_to_last_by_department() -> None:
    cues = (
        a_cue("LX 24", "s1"),
        a_cue("LX 25.5", "s1", 3),
        a_cue("LX 31", "s1", 9),
        a_cue("VT 3", "s1", 1, department=Department.VT),
        a_cue("Blackout", "s1", 12),
    )

    assert lines(a_show(a_segment("1"), cues=cues))[0].cues == ("LX 24–31", "VT 3", "Blackout")


def test_advertising_stands_with_its_seconds_and_against_the_rules() -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="A minute",
        room=STAGE,
        method=Method.CLOCK_HOUR,
        limit=minutes(1),
    )
    show = a_show(
        a_segment("1", seconds(50), kind=Kind.SPOT),
        a_segment("2", minutes(3), ad=seconds(30)),
        ad_rules=(rule,),
    )

    sheet = the_rundown(show).rooms[0]
    spot, song = (line for line in sheet.lines if isinstance(line, SegmentLine))

    assert (spot.ad, spot.is_advertising, spot.letter) == ("0:50", True, "A")
    assert (song.ad, song.is_advertising, song.letter) == ("0:30", False, "S")
    assert [(r.planned, r.limit, r.left.first) for r in sheet.rules] == [
        ("1:20", "1:00", "OVER 0:20")
    ]


def test_two_languages_stand_side_by_side_and_one_alone_where_asked() -> None:
    show = a_show(
        a_segment("1", title="Copper Rain", title_alt="铜雨", talent=(TalentId("li"),)),
        talent=(an_artist("li", name="Li Na", name_alt="李娜"),),
    )

    both = lines(show)[0]
    chinese = lines(show, language="zh", is_bilingual=False)[0]
    english = lines(show, is_bilingual=False)[0]

    assert (both.title, both.talent) == (Pair("Copper Rain", "铜雨"), Pair("Li Na", "李娜"))
    assert (chinese.title, chinese.talent) == (Pair("铜雨"), Pair("李娜"))
    assert english.title == Pair("Copper Rain")


def test_a_text_too_long_for_paper_ends_with_a_mark() -> None:
    notes = lines(a_show(a_segment("1", notes="x" * 5000)))[0].notes

    assert notes.endswith(CUT)
    assert len(notes) < 500


def test_a_sheet_that_was_never_issued_says_draft() -> None:
    head = a_sheet(a_show(a_segment("1"))).head

    assert head.is_draft
    assert head.version == Pair("DRAFT, not issued", "草稿，未发布")


def test_an_issued_sheet_names_its_version_and_what_it_replaces() -> None:
    show = a_show(a_segment("1"))
    first = issue(show)
    second = issue(show, first)

    head = a_sheet(show, issued=second).head

    assert not head.is_draft
    assert head.version == Pair("v2 BLUE", "第 2 版（蓝）")
    assert head.issued.text == "2026-12-31 18:00 Pei Jiu"
    assert head.supersedes.first == "Supersedes v1 WHITE"
    assert a_sheet(show, issued=first).head.supersedes.first == "First issue"


def test_a_plan_that_moved_on_since_its_issue_is_a_draft_with_marks() -> None:
    issued = issue(a_show(a_segment("1"), a_segment("2"), a_segment("3")))
    changed = a_show(a_segment("1", minutes(9)), a_segment("3"), a_segment("4"))
    revision, marks = in_force((issued,), changed)

    sheet = a_sheet(changed, issued=revision, marks=marks)

    assert sheet.head.version.first == "DRAFT, not issued"
    assert sheet.head.issued.label.first == "Changed since v1 WHITE: 2"
    assert [line.changes.first for line in lines(changed, issued=revision, marks=marks)] == [
        "retimed",
        "",
        "new",
    ]
    body = sheet.body
    assert isinstance(body, RundownSheet)
    assert body.removed == (Pair("2 Song 2"),)


def test_a_sheet_of_the_newest_issue_marks_what_that_issue_changed() -> None:
    before = a_show(a_segment("1"), a_segment("2"))
    after = a_show(a_segment("1"), a_segment("2", minutes(8)))
    revisions = (issue(before), issue(after, issue(before)))

    revision, marks = in_force(revisions, after)

    assert revision is revisions[1]
    assert set(marks) == {after.segments[1].id}
    assert in_force((), after) == (None, {})


def test_the_foot_names_the_file_its_content_and_the_time_of_printing() -> None:
    head = a_sheet(a_show()).head

    assert head.file == "gala.show · 01234567"
    assert head.printed.text == "2026-12-31 19:00 Asia/Shanghai"
    assert (head.page.first, head.page.second) == (
        "Page {page} of {pages}",
        "第 {page} 页，共 {pages} 页",
    )


def test_the_head_has_room_for_the_first_contacts() -> None:
    contacts = tuple(Contact(role=f"Role {n}", name=f"Name {n}", reach="ext") for n in range(9))

    head = a_sheet(replace(a_show(), contacts=contacts)).head

    assert head.contacts == (
        "Role 0: Name 0 (ext)",
        "Role 1: Name 1 (ext)",
        "Role 2: Name 2 (ext)",
    )


def test_a_lighting_sheet_has_only_segments_with_cues_but_every_hard_time() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2"),
        a_segment("3", hard_start="20:10"),
        cues=(a_cue("LX 1", "s2", -3), a_cue("SND 1", "s1", department=Department.AUDIO)),
        hard_out="21:00",
    )

    (room,) = the_lighting(show).rooms

    assert [line.number for line in room.lines] == ["2", "3", ""]
    group = room.lines[0]
    assert isinstance(group, CueGroup)
    (cue,) = group.cues
    assert (cue.label, cue.at, cue.trigger.first) == ("LX 1", "20:04:57", "0:03 before start")


def test_cues_of_a_floated_segment_are_not_to_be_called() -> None:
    show = a_show(
        a_segment("1", standing=Standing.FLOATED), cues=(a_cue("LX 1", "s1", 5, go_words="GO"),)
    )

    group = the_lighting(show).rooms[0].lines[0]

    assert isinstance(group, CueGroup)
    assert group.standing_word.first == "FLOATED, out of the timing: do not call"
    assert group.cues[0].at == ""


def test_before_the_first_issue_there_is_no_plan_that_went_out() -> None:
    assert issued_before((), a_show(a_segment("1"))) is None


def test_a_draft_is_held_against_the_newest_issue_and_an_issue_against_the_one_before() -> None:
    first = a_show(a_segment("1", minutes(4)), a_segment("2"))
    second = a_show(a_segment("1", minutes(6)), a_segment("2"))
    draft = a_show(a_segment("1", minutes(8)), a_segment("2"))
    one = issue(first)
    two = issue(second, one)

    def second_starts(show: Show) -> Instant | None:
        plan = issued_before((one, two), show)
        return None if plan is None else plan.plan.rooms[STAGE].starts[1]

    assert second_starts(draft) == at(first, "20:06")
    assert second_starts(second) == at(first, "20:04")


def test_what_went_out_knows_no_handoff_to_what_came_later() -> None:
    before = issue(a_show(a_segment("1"), a_shop_segment("S1")))
    now = a_show(
        a_segment("1"),
        a_segment("2"),
        a_shop_segment("S1"),
        a_shop_segment("S2"),
        handoffs=(
            a_handoff("H1", "s1", to_segment="sS1"),
            a_handoff("H2", "s2"),
            a_handoff("H3", "s1", to_segment="sS2"),
        ),
    )

    plan = issued_before((before,), now)

    assert plan is not None
    assert [handoff.number for handoff in plan.show.handoffs] == ["H1"]


def test_what_went_out_of_a_room_that_is_gone_is_left_out() -> None:
    before = issue(a_show(a_segment("1"), a_shop_segment("S1")))

    plan = issued_before((before,), a_show(a_segment("1")))

    assert plan is not None
    assert [segment.number for segment in plan.show.segments] == ["1"]
