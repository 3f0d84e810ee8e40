"""Everybody's own call sheet: when to come, when to be on, which room to walk to afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.revision import Mark
from producer_app.core.show import (
    Clearance,
    Contact,
    SegmentId,
    Show,
    Standing,
    TalentId,
    TalentRole,
    Trigger,
)
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.cuesheet_artist import ArtistPage, ArtistSheet
from producer_app.present.cuesheet_day import DayLine
from producer_app.present.cuesheet_text import Pair
from producer_app.present.cuesheet_turns import Turn, Walk
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    seconds,
    wall,
)
from tests.sheets.views import PRINTED, a_sheet

LI, BAI = TalentId("li"), TalentId("bai")


def the_sheet(show: Show, **changes: Any) -> ArtistSheet:
    body = a_sheet(show, "artist", **changes).body
    assert isinstance(body, ArtistSheet)
    return body


def the_page(show: Show, **changes: Any) -> ArtistPage:
    return the_sheet(show, **changes).pages[0]


def turns(show: Show, **changes: Any) -> list[Turn]:
    return [line for line in the_page(show, **changes).lines if isinstance(line, Turn)]


def walks(show: Show) -> list[Walk]:
    return [line for line in the_page(show).lines if isinstance(line, Walk)]


def a_gala(*segments: Any, **changes: Any) -> Show:
    li = an_artist("li", name_alt="李", transit=minutes(3), arrives=wall("16:30"), circle="idols")
    return a_show(*segments, **{"talent": (li,)} | changes)


def a_visit(**changes: Any) -> Show:
    """Li sings in A4 until 20:04 and is brought into S6 by H1 when A5 ends at 20:09."""
    handoff: dict[str, Any] = {
        "to_segment": "sS6",
        "talent": (LI,),
        "return_after": minutes(8),
        "standby_lead": seconds(30),
    }
    return a_gala(
        a_segment("A4", minutes(4), talent=(LI,)),
        a_segment("A5", minutes(5)),
        a_segment("A6", minutes(30)),
        a_segment("A7", talent=(LI,)),
        a_shop_segment("S5", minutes(9)),
        a_shop_segment("S6", minutes(15), talent=(LI,)),
        handoffs=(a_handoff("H1", "sA5", title="Li drops in", **handoff | changes),),
    )


def test_the_page_says_when_to_come_when_on_first_and_when_free() -> None:
    show = a_gala(a_segment("1"), a_segment("2", talent=(LI,)), a_segment("3", talent=(LI,)))

    page = the_page(show)

    assert page.name == Pair("Li", "李")
    assert [fact.text for fact in page.facts] == ["16:30", "20:05:00", "20:15:00"]
    assert [pair.first for pair in page.who] == ["Artist", "idols"]


def test_only_what_the_artist_is_in_stands_on_the_page() -> None:
    show = a_gala(a_segment("1"), a_segment("2", talent=(LI,)), a_segment("3"))

    assert [turn.number for turn in turns(show)] == ["2"]


def test_a_turn_has_its_call_its_standby_and_its_times() -> None:
    show = a_gala(*(a_segment(str(n)) for n in range(1, 5)), a_segment("5", talent=(LI,)))

    (turn,) = turns(show)

    assert (turn.call, turn.standby, turn.on, turn.off) == (
        "20:05:00",
        "20:15:00",
        "20:20:00",
        "20:25:00",
    )
    assert turn.standby_with.first == "with 2"


def test_who_is_still_on_a_quarter_of_an_hour_before_comes_straight_from_there() -> None:
    show = a_gala(a_segment("1", talent=(LI,)), a_segment("2"), a_segment("3", talent=(LI,)))

    second = turns(show)[1]

    assert (second.call, second.straight) == ("", Pair("straight after 1", "1 后直接来"))
    assert (second.standby, second.on) == ("20:05:00", "20:10:00")


def test_after_an_unknown_length_times_are_at_least() -> None:
    show = a_gala(a_segment("1", None), a_segment("2", talent=(LI,)))

    assert (turns(show)[0].call, turns(show)[0].on) == ("≥19:45:00", "≥20:00:00")


def test_a_handoff_says_which_room_the_walk_and_when_to_be_back() -> None:
    there, back = walks(a_visit())
    visited = turns(a_visit())[1]

    assert there.to == Pair("Shop", "买买买间")
    assert there.time.first == "3:00"
    assert (there.leave.label.first, there.leave.text) == ("leave by", "20:05:30")
    assert there.there.text == "20:08:30"
    assert (back.to.first, back.there.text) == ("Stage", "20:34:00")
    (visit,) = visited.visits
    assert (visit.number, visit.title.first) == ("H1", "Li drops in")
    assert (visit.go.text, visit.return_by) == ("20:09:00", "20:17:00")
    assert (visited.on, visited.off) == ("20:09:00", "20:17:00")


def test_who_has_just_enough_time_leaves_at_once() -> None:
    show = a_gala(
        a_segment("A4", minutes(4), talent=(LI,)),
        a_segment("A5", minutes(3)),
        a_shop_segment("S6", talent=(LI,)),
        handoffs=(a_handoff("H1", "sA5", to_segment="sS6", talent=(LI,)),),
    )

    (walk,) = walks(show)

    assert (walk.leave.label.first, walk.leave.text) == ("leave at once", "20:04:00")
    assert walk.there.text == "20:07:00"
    assert walk.too_short == Pair("")


def test_a_walk_that_takes_longer_than_there_is_time_says_so() -> None:
    li = an_artist("li", transit=minutes(6))
    show = a_gala(
        a_segment("A4", minutes(4), talent=(LI,)),
        a_segment("A5"),
        a_shop_segment("S6", minutes(30), talent=(LI,)),
        talent=(li,),
        handoffs=(a_handoff("H1", "sA5", to_segment="sS6", talent=(LI,)),),
    )

    (walk,) = walks(show)

    assert walk.too_short.first == "TOO SHORT, needs 6:00"


def test_a_walk_that_nobody_has_timed_is_said_to_be_unknown() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)),
        a_shop_segment("S1"),
        a_shop_segment("S2", talent=(LI,)),
        talent=(an_artist("li"),),
    )

    assert walks(show)[0].time.first == "not timed yet"


def test_a_handoff_that_opens_no_segment_is_a_turn_of_its_own() -> None:
    show = a_visit(to_segment=None)

    found = [(turn.number, turn.on, turn.off) for turn in turns(show)]

    assert ("H1", "20:09:00", "20:17:00") in found


def test_a_handoff_whose_segment_is_out_is_called_off() -> None:
    show = a_gala(
        a_segment("A4", talent=(LI,)),
        a_segment("A5", standing=Standing.FLOATED),
        a_shop_segment("S6", talent=(LI,)),
        handoffs=(a_handoff("H1", "sA5", to_segment="sS6", talent=(LI,)),),
    )

    (visit,) = next(turn for turn in turns(show) if turn.number == "S6").visits

    assert visit.called_off.first == "CALLED OFF: A5 Song A5 is out of the timing"
    assert (visit.go.text, visit.return_by) == ("", "")


def test_what_is_floated_is_on_it_with_the_word_that_they_are_not_on() -> None:
    show = a_gala(a_segment("1", talent=(LI,), standing=Standing.FLOATED), a_segment("2"))

    page = the_page(show)

    assert turns(show)[0].standing_word == Pair(
        "FLOATED, out of the timing: you are not on", "暂缓，不计时，不用上场"
    )
    assert not page.is_called
    assert [fact.text for fact in page.facts] == ["16:30", "–", "–"]


def test_their_own_departments_are_on_it_and_others_are_not() -> None:
    columns = (
        ("Camera", "CAM 2"),
        ("Make-up", "chair 3, 18:40"),
        ("Wardrobe", "white coat"),
        ("话筒", "HH 4"),
    )

    (turn,) = turns(a_gala(a_segment("1", talent=(LI,), columns=columns)))

    assert [(need.label.first, need.text) for need in turn.needs] == list(columns[1:])


def test_who_else_is_on_is_named() -> None:
    people = (an_artist("li"), an_artist("bai", name_alt="白"))
    show = a_gala(a_segment("1", talent=(LI, BAI)), talent=people)

    assert turns(show)[0].beside == Pair("Bai", "白")


def test_how_long_there_is_to_change_and_that_it_is_too_short() -> None:
    show = a_gala(
        a_segment("1", talent=(LI,)),
        a_segment("2", minutes(2)),
        a_segment("3", talent=(LI,)),
        talent=(an_artist("li", change=minutes(4)),),
    )

    second = turns(show)[1]

    assert [note.first for note in second.remarks] == ["2:00 to change after 1"]
    assert [note.first for note in second.warnings] == ["TOO SHORT, needs 4:00"]


def test_what_changed_since_the_last_issue_is_marked() -> None:
    show = a_gala(a_segment("1", talent=(LI,)), a_segment("2", talent=(LI,)))
    marks = {SegmentId("s2"): frozenset({Mark.RETIMED})}

    first, second = turns(show, marks=marks)

    assert (first.changes.first, second.changes.first) == ("", "retimed")
    assert the_page(show, marks=marks).is_changed
    assert the_sheet(show, marks=marks).given[0].is_changed


def test_hosts_have_no_page_and_those_of_a_circle_lie_together() -> None:
    people = (
        an_artist("li", circle="idols"),
        an_artist("wu", circle="rock"),
        an_artist("mi", role=TalentRole.HOST),
        an_artist("bai", circle="idols"),
        an_artist("ye", role=TalentRole.PRESIDENT),
    )
    everybody = tuple(person.id for person in people)

    sheet = the_sheet(a_show(a_segment("1", talent=everybody), talent=people))

    assert [page.name.first for page in sheet.pages] == ["Li", "Bai", "Wu", "Ye"]
    assert [line.page for line in sheet.given] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"clearance": Clearance.BLOCKED}, "no sheet: BARRED"),
        ({"id": TalentId("nobody")}, "no sheet: in no segment"),
    ],
)
def test_who_gets_no_page_is_on_the_list_with_the_reason(changes: dict[str, Any], why: str) -> None:
    show = a_show(a_segment("1", talent=(LI,)), talent=(an_artist("li", **changes),))

    sheet = the_sheet(show)

    assert sheet.pages == ()
    assert [(line.page, line.why.first) for line in sheet.given] == [(None, why)]


def test_who_is_not_cleared_is_told_and_who_is_here_is_not_called_in() -> None:
    li = an_artist("li", clearance=Clearance.PENDING, has_arrived=True, arrives=wall("16:30"))

    page = the_page(a_gala(a_segment("1", talent=(LI,)), talent=(li,)))

    assert page.warning.first == "not cleared"
    assert page.facts[0].text == "is here"


def test_everybody_whom_the_show_names_can_be_asked() -> None:
    contacts = tuple(Contact(role=f"Role {n}", name="Wu", reach=f"ext. {n}") for n in range(5))

    assert the_sheet(a_gala(contacts=contacts)).contacts[4] == "Role 4: Wu (ext. 4)"


def test_on_a_second_day_times_are_of_that_day() -> None:
    show = a_gala(a_segment("1"), a_segment("2", hard_start="34:00", is_opening=True, talent=(LI,)))

    day, turn = the_page(show).lines

    assert isinstance(day, DayLine)
    assert day.title.first == "Day 2 · Fri 1 Jan · on air 10:00"
    assert isinstance(turn, Turn)
    assert turn.on == "10:00:00"


def as_issued(show: Show) -> Projection:
    return project(plan_times(show), None, PRINTED)


def test_a_time_that_went_out_otherwise_is_marked_with_what_it_was() -> None:
    two = (a_segment("2", talent=(LI,)), a_segment("3", hard_start="20:30", talent=(LI,)))
    before = as_issued(a_gala(a_segment("1", minutes(5)), *two))

    moved, kept = turns(a_gala(a_segment("1", minutes(7)), *two), before=before)

    assert (moved.on, moved.was.text, moved.is_changed) == ("20:07:00", "20:05:00", True)
    assert (kept.was.text, kept.is_changed) == ("", False)


def test_a_visit_that_moves_is_marked_though_its_segment_stays() -> None:
    before = as_issued(a_visit())
    later = replace(
        a_visit(),
        handoffs=tuple(
            replace(handoff, trigger=Trigger(offset=seconds(60))) for handoff in a_visit().handoffs
        ),
    )

    visit = next(turn for turn in turns(later, before=before) if turn.visits)

    assert (visit.on, visit.was.text) == ("20:10:00", "20:09:00")


def test_what_they_are_not_in_any_more_stands_on_it_as_taken_out() -> None:
    before = as_issued(a_gala(a_segment("1", talent=(LI,)), a_segment("2", talent=(LI,))))
    show = a_gala(a_segment("1"), a_segment("2", talent=(LI,)))

    gone, kept = turns(show, before=before)

    assert (gone.number, gone.standing, gone.on) == ("1", "gone", "")
    assert gone.standing_word == Pair(
        "TAKEN OUT: you are not on in it any more", "已撤出：不再上场"
    )
    assert (gone.was.text, kept.standing) == ("20:00:00", "in")
    assert the_page(show, before=before).is_changed


def test_who_is_taken_out_of_everything_still_gets_a_page_that_says_so() -> None:
    before = as_issued(a_gala(a_segment("1", talent=(LI,))))

    page = the_page(a_gala(a_segment("1")), before=before)

    assert not page.is_called
    assert [line.number for line in page.lines if isinstance(line, Turn)] == ["1"]


def test_who_is_on_the_way_at_the_standby_has_none_but_the_walk() -> None:
    show = a_gala(
        a_segment("A4", minutes(4), talent=(LI,)),
        a_segment("A5", minutes(3)),
        a_segment("A6", minutes(2)),
        a_shop_segment("S5", minutes(9)),
        a_shop_segment("S6", talent=(LI,)),
    )

    visit = turns(show)[1]

    assert (visit.on, visit.call, visit.standby) == ("20:09:00", "", "")
    assert visit.straight.first == "straight after A4"
    assert walks(show)[0].there.text == "20:07:00"
