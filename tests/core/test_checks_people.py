"""People who cannot be where the plan wants them: changes, fills, walks, rooms that wait."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from producer_app.core.checks import Severity
from producer_app.core.show import Clearance, Kind, RoomId, Show, TalentId, TalentRole
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    seconds,
    wall,
)
from tests.core.checked import LI, codes, findings, shared_shows, the, two_rooms

# Changes


def two_numbers(between: float, **changes: Any) -> Show:
    """Li sings from 20:00 to 20:05, and again so many minutes later."""
    li = an_artist("li", clearance=Clearance.CLEARED, **changes)
    return a_show(
        a_segment("1", minutes(5), talent=LI),
        *((a_segment("2", minutes(between)),) if between else ()),
        a_segment("3", minutes(5), talent=LI),
        talent=(li,),
    )


def test_a_change_that_is_too_short_is_an_error() -> None:
    found = the("people.change", two_numbers(3, change=minutes(4)))

    assert (found.severity, found.segment) == (Severity.ERROR, "s3")
    assert found.message == ("Li has 3:00 to change from 1 “Song 1” to 3 “Song 3”, but needs 4:00.")


def test_a_change_that_fits_has_no_finding() -> None:
    assert codes(two_numbers(4, change=minutes(4))) == []


def test_two_numbers_in_a_row_without_a_known_change_are_a_note() -> None:
    found = the("people.unchanged", two_numbers(0))
    assert found.severity is Severity.NOTE
    assert found.message.startswith("Li has 0:00 to change from 1 “Song 1” to 3 “Song 3”")


def test_two_numbers_apart_without_a_known_change_have_no_finding() -> None:
    assert codes(two_numbers(1)) == []


def test_an_artist_who_needs_no_change_says_so_with_nothing() -> None:
    assert codes(two_numbers(0, change=seconds(0))) == []


def test_hosts_do_not_change_between_their_links() -> None:
    assert codes(two_numbers(0, role=TalentRole.HOST)) == []


def test_what_is_no_number_needs_no_change() -> None:
    show = two_numbers(1, change=minutes(4))
    talk = replace(show.segments[0], kind=Kind.INTERACTION)
    assert codes(replace(show, segments=(talk, *show.segments[1:]))) == []


# People named to fill


def a_fill(**person: Any) -> Show:
    """Mo is to fill two minutes on the stage before 20:07; she is in the shop until then."""
    mo = an_artist("mo", role=TalentRole.HOST, **person)
    return a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), hard_start="20:07", filled_by=(mo.id,)),
        a_shop_segment("S1", minutes(6), talent=(mo.id,)),
        talent=(mo,),
    )


def test_who_is_to_fill_and_is_in_the_other_room_then_is_an_error() -> None:
    found = the("people.fill_busy", a_fill())

    assert (found.severity, found.segment) == (Severity.ERROR, "s2")
    assert found.message == (
        "Mo is to fill 2:00 before 20:07:00 (2 “Song 2”), but is in Shop then "
        "(S1 “Song S1”, 20:00:00 to 20:06:00)."
    )


def test_who_is_to_fill_must_have_walked_over_by_then() -> None:
    show = a_fill(transit=minutes(2))
    shop = replace(show.segments[2], length=minutes(4))
    assert "people.fill_busy" in codes(replace(show, segments=(*show.segments[:2], shop)))


def test_who_is_back_in_time_may_fill() -> None:
    show = a_fill(transit=minutes(1))
    shop = replace(show.segments[2], length=minutes(4))
    assert codes(replace(show, segments=(*show.segments[:2], shop))) == ["time.gap"]


def test_who_is_to_fill_and_is_blocked_is_an_error() -> None:
    found = the("people.fill_blocked", a_fill(clearance=Clearance.BLOCKED))
    assert found.message == (
        "Mo is to fill the time before 2 “Song 2”, but is blocked: name somebody else."
    )


def test_who_is_to_fill_must_have_arrived() -> None:
    found = the("people.fill_late", a_fill(arrives=wall("20:06")))
    assert found.message.endswith("(2 “Song 2”), but arrives at 20:06:00.")


# Two rooms


def test_a_room_that_waits_says_how_long_for_whom_and_where() -> None:
    show = two_rooms()
    early = replace(show.segments[2], length=minutes(5) + seconds(50))
    show = replace(show, segments=(*show.segments[:2], early, *show.segments[3:]))

    found = the("room.waits", show)

    assert (found.severity, found.segment) == (Severity.WARNING, "sS2")
    assert found.message == "Shop waits 0:40 for Li at S2 “Song S2”."


def test_a_room_that_waits_for_the_clock_waits_for_nobody() -> None:
    show = two_rooms()
    late = replace(show.segments[3], hard_start=wall("20:10"))
    assert codes(replace(show, segments=(*show.segments[:3], late))) == [
        "handoff.not_running",
        "time.gap",
    ]


def test_a_walk_that_is_told_is_not_told_again_as_waiting() -> None:
    show = two_rooms()
    back = a_segment("3", minutes(5), talent=LI, hard_start="20:12")
    show = replace(show, segments=(show.segments[0], back, *show.segments[2:]))
    assert [c for c in codes(show) if c != "time.gap"] == ["people.walk"]


def test_a_clash_is_found_behind_a_visit_in_between() -> None:
    show = a_show(
        a_segment("1", minutes(30), talent=LI),
        a_shop_segment("S1", minutes(5)),
        a_shop_segment("S2", minutes(5), talent=LI),
        a_shop_segment("S3", minutes(5)),
        a_shop_segment("S4", minutes(5), talent=LI),
        talent=(an_artist("li", clearance=Clearance.CLEARED),),
    )
    clashes = [f.segment for f in findings(show) if f.code == "people.clash"]
    assert clashes == ["sS2", "sS4"]


def test_who_is_brought_to_a_segment_without_being_on_it_is_there_all_the_same() -> None:
    show = two_rooms()
    empty = replace(show.segments[3], talent=())
    on_stage = replace(show.segments[1], talent=LI)
    show = replace(show, segments=(show.segments[0], on_stage, show.segments[2], empty))
    assert "people.clash" in codes(show)


@pytest.mark.parametrize("others", [Clearance.CLEARED, Clearance.PENDING])
def test_a_missing_record_is_a_warning_once_somebody_keeps_them(others: Clearance) -> None:
    mo = TalentId("mo")
    show = a_show(
        a_segment("1", talent=(*LI, mo)),
        talent=(an_artist("li"), an_artist("mo", clearance=others)),
    )
    assert the("people.uncleared", show).severity is Severity.WARNING


def test_who_is_only_brought_by_a_handoff_must_be_cleared_too() -> None:
    show = two_rooms(talent=(an_artist("li", clearance=Clearance.BLOCKED, transit=seconds(90)),))
    alone = tuple(replace(segment, talent=()) for segment in show.segments)
    assert the("people.blocked", replace(show, segments=alone)).segment == "sS2"


def spans(show: Show, room: RoomId, person: TalentId) -> list[tuple[Instant, Instant]]:
    """From when to when a person is in a room, by the plan alone."""
    plan = plan_times(show).rooms[room]
    return [
        (start, Instant(start + segment.length))
        for segment, start in zip(plan.segments, plan.starts, strict=True)
        if start is not None and segment.length and person in segment.talent
    ]


@given(shared_shows())
def test_two_rooms_never_share_an_artist_without_a_finding(show: Show) -> None:
    told = {str(dict(f.params)["person"]) for f in findings(show) if f.code == "people.clash"}
    for person in show.talent:
        pairs = (
            (one, other)
            for one in spans(show, STAGE, person.id)
            for other in spans(show, SHOP, person.id)
        )
        if any(one[0] < other[1] and other[0] < one[1] for one, other in pairs):
            assert person.name in told
