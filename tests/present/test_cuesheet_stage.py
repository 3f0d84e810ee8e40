"""The stage manager's sheet: who is called when, and what they come from."""

from __future__ import annotations

from typing import Any

from producer_app.core.revision import Mark
from producer_app.core.show import (
    Clearance,
    Department,
    Kind,
    SegmentId,
    Show,
    Standing,
    TalentId,
)
from producer_app.present.cuesheet_hard import HardLine
from producer_app.present.cuesheet_stage import StageLine, StageSheet
from producer_app.present.cuesheet_text import Pair
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    wall,
)
from tests.sheets.views import a_cue, a_sheet

LI, BAI = TalentId("li"), TalentId("bai")


def the_sheet(show: Show, **changes: Any) -> StageSheet:
    body = a_sheet(show, "stage", **changes).body
    assert isinstance(body, StageSheet)
    return body


def lines(show: Show, **changes: Any) -> list[StageLine]:
    found = the_sheet(show, **changes).rooms[0].lines
    return [line for line in found if isinstance(line, StageLine)]


def a_gala(*segments: Any, **changes: Any) -> Show:
    li = an_artist(
        "li", name_alt="李", transit=minutes(4), change=minutes(6), arrives=wall("16:30")
    )
    bai = an_artist("bai", clearance=Clearance.PENDING, has_arrived=True, arrives=wall("17:00"))
    return a_show(*segments, **{"talent": (li, bai)} | changes)


def test_only_segments_with_people_are_on_it() -> None:
    show = a_gala(a_segment("1", talent=(LI,)), a_segment("2", kind=Kind.VT))

    assert [line.number for line in lines(show)] == ["1"]


def test_people_are_called_fifteen_minutes_before_and_stand_by_five_minutes_before() -> None:
    show = a_gala(*(a_segment(str(n)) for n in range(1, 5)), a_segment("5", talent=(LI,)))

    (line,) = lines(show)

    assert (line.call, line.standby, line.on) == ("20:05:00", "20:15:00", "20:20:00")
    assert line.standby_with == Pair("with 2", "2 开始时")


def test_what_is_floated_does_not_count_as_a_number_before() -> None:
    show = a_gala(
        a_segment("1"),
        a_segment("2", standing=Standing.FLOATED),
        a_segment("3"),
        a_segment("4"),
        a_segment("5", talent=(LI,)),
    )

    assert lines(show)[0].standby_with.first == "with 1"


def test_near_the_top_there_is_no_number_to_stand_by_with() -> None:
    assert lines(a_gala(a_segment("1", talent=(LI,))))[0].standby_with == Pair("")


def test_after_an_unknown_length_a_call_is_at_least() -> None:
    show = a_gala(a_segment("1", None), a_segment("2", talent=(LI,)))

    assert (lines(show)[0].call, lines(show)[0].on) == ("≥19:45:00", "≥20:00:00")


def test_everybody_is_named_with_what_keeps_them_from_going_on() -> None:
    show = a_gala(a_segment("1", talent=(LI, BAI)), a_segment("2", talent=(LI,)))

    first, second = lines(show)
    li, bai = first.people

    assert (li.name, li.arrives.first) == (Pair("Li", "李"), "arrives 16:30")
    assert (bai.warning.first, bai.arrives.first) == ("not cleared", "")
    assert first.heads.first == "2 people"
    assert second.people[0].arrives.first == ""
    assert second.heads == Pair("")


def test_between_two_numbers_stands_how_long_there_is_to_change() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)), a_segment("2", minutes(7)), a_segment("3", talent=(LI,))
    )

    (change,) = lines(show)[1].changes

    assert change.what == Pair("Li: 7:00 after 1", "李：1 之后 7:00")
    assert change.too_short == Pair("")


def test_a_change_that_is_too_short_says_so() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)), a_segment("2", minutes(2)), a_segment("3", talent=(LI,))
    )

    assert lines(show)[1].changes[0].too_short.first == "TOO SHORT, needs 6:00"


def test_who_comes_from_the_other_room_has_to_walk() -> None:
    show = a_gala(
        a_segment("1", minutes(8)),
        a_segment("2", talent=(LI,)),
        a_shop_segment("S1", minutes(5), talent=(LI,)),
    )

    (change,) = lines(show)[0].changes

    assert change.what.first == "Li: 3:00 after S1, from Shop"
    assert change.too_short.first == "TOO SHORT, needs 4:00"


def test_hosts_who_link_one_number_with_the_next_change_nothing() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,), kind=Kind.HOST_LINK),
        a_segment("2", talent=(LI,), kind=Kind.HOST_LINK),
    )

    assert lines(show)[1].changes == ()


def test_what_is_floated_is_not_to_be_called() -> None:
    floated = a_segment("1", talent=(LI,), standing=Standing.FLOATED)

    (line,) = lines(a_gala(floated))

    assert line.standing_word.first == "FLOATED, out of the timing: do not call"
    assert (line.call, line.standby) == ("", "")


def test_hard_times_and_times_set_by_hand_stand_on_it() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,), hard_end=wall("20:10")),
        a_segment("2", talent=(BAI,), front_hit=wall("20:12")),
        a_segment("3", talent=(BAI,), hard_start="20:30"),
    )

    rules = [line for line in the_sheet(show).rooms[0].lines if isinstance(line, HardLine)]

    assert [(rule.number, rule.is_end) for rule in rules] == [("1", True), ("3", False)]
    assert lines(show)[1].timing == (Pair("by hand", "手定"),)
    assert lines(show)[2].is_hard


def test_it_has_the_stages_own_cues() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)),
        cues=(a_cue("STG 3", "s1", department=Department.STAGE), a_cue("LX 4", "s1")),
    )

    assert lines(show)[0].cues == ("STG 3",)


def test_a_show_of_shopping_rooms_alone_has_them_on_it() -> None:
    show = a_gala(a_segment("1", talent=(LI,)), a_shop_segment("S1", talent=(LI,)))

    assert [room.name.first for room in the_sheet(show).rooms] == ["Stage"]
    alone = a_gala(a_shop_segment("S1", talent=(LI,)), rooms=show.rooms[1:])
    assert [room.name.first for room in the_sheet(alone).rooms] == ["Shop"]


def a_gala_next_door(after: float = 1) -> Show:
    """Li and Bai are on together; the visit begins that many minutes after they are off."""
    people = tuple(an_artist(key, transit=minutes(4)) for key in ("li", "bai"))
    return a_gala(
        a_segment("1", talent=(LI, BAI)),
        a_segment("2", minutes(after)),
        a_shop_segment("S1", minutes(5 + after)),
        a_shop_segment("S2", talent=(LI, BAI)),
        talent=people,
        handoffs=(a_handoff("H1", "s2", to_segment="sS2", talent=(LI, BAI)),),
    )


def test_who_walks_to_the_other_room_afterwards_is_told_with_the_way() -> None:
    (leaving,) = lines(a_gala_next_door(10))[0].leaving

    assert (leaving.who.first, leaving.to.first, leaving.handoffs) == ("Li, Bai", "Shop", "H1")
    assert (leaving.walk.text, leaving.there.text) == ("4:00", "20:14:30")


def test_who_is_wanted_there_much_later_does_not_leave_at_once() -> None:
    assert lines(a_gala_next_door(31))[0].leaving == ()


def test_the_microphone_and_the_props_of_a_number_are_on_it() -> None:
    columns = (("Camera", "CAM 2"), ("Audio", "HH 4"), ("Props", "two chairs"))

    (line,) = lines(a_gala(a_segment("1", talent=(LI,), columns=columns)))

    assert [(need.label.first, need.text) for need in line.needs] == list(columns[1:])


def test_what_changed_since_the_last_issue_is_marked() -> None:
    show = a_gala(a_segment("1", talent=(LI,)), a_segment("2", talent=(LI,)))

    found = lines(show, marks={SegmentId("s2"): frozenset({Mark.RETIMED})})

    assert [line.marks.first for line in found] == ["", "retimed"]


def test_a_sentence_has_the_name_of_its_own_language() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)), a_segment("2", minutes(7)), a_segment("3", talent=(LI,))
    )

    (change,) = lines(show, language="zh")[1].changes

    assert change.what == Pair("李：1 之后 7:00", "Li: 7:00 after 1")


def test_what_is_put_in_on_the_night_is_not_forbidden() -> None:
    show = a_gala(a_segment("1", talent=(LI,), standing=Standing.UNPLANNED))

    assert lines(show)[0].standing_word.first == "UNPLANNED"


def test_who_is_still_on_at_the_call_comes_straight_from_there() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)), a_segment("2"), a_segment("3", talent=(LI,)), a_segment("4")
    )

    line = lines(show)[1]

    assert (line.call, line.straight.first) == ("", "straight after 1")
    assert line.standby == "20:05:00"


def test_who_goes_on_at_once_has_no_standby_either() -> None:
    show = a_gala(a_segment("1", talent=(LI,)), a_segment("2", talent=(LI,)))

    line = lines(show)[1]

    assert (line.straight.first, line.standby) == ("straight after 1", "")


def test_one_who_is_free_is_enough_for_a_call() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)), a_segment("2", minutes(2)), a_segment("3", talent=(LI, BAI))
    )

    line = lines(show)[1]

    assert (line.call, line.straight) == ("19:52:00", Pair(""))
