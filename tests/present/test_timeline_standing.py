"""Gaps and who fills them, overlaps, waits between rooms, and how late a room is."""

from __future__ import annotations

from producer_app.core.calling import AdjustTime
from producer_app.core.run import Event
from producer_app.core.show import Kind, Show, TalentId, TalentRole
from producer_app.core.timing import plan_times, project
from producer_app.present.timeline_standing import (
    Standing,
    WaitLink,
    ZoneKind,
    timeline_standing,
)
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
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

DUO = an_artist("duo", name="Mi Duo", name_alt="米朵", role=TalentRole.HOST)


def seen(
    show: Show, events: tuple[Event, ...] = (), when: str = "19:50", language: str = "en"
) -> Standing:
    run = folded(events) if events else None
    return timeline_standing(project(plan_times(show), run, at(show, when)), words(language))


def on_air(show: Show, when: str = "20:00") -> tuple[Event, ...]:
    return gone(show, a_run(show, at(show, "19:58")), at(show, when))


def test_a_gap_stands_before_its_hard_time_and_says_who_fills_it() -> None:
    show = a_show(
        a_segment("1", minutes(4), kind=Kind.PAD, longest=minutes(5)),
        a_segment("2", minutes(3), talent=(DUO.id,)),
        a_segment("3", hard_start="20:10"),
        talent=(DUO,),
    )
    (zone,) = seen(show).zones
    assert (zone.kind, zone.start, zone.end) == (
        ZoneKind.GAP,
        at(show, "20:07"),
        at(show, "20:10"),
    )
    assert (zone.short, zone.text) == (
        "GAP 3:00",
        "GAP 3:00 until 20:10: 1 gives 1:00, Mi Duo to fill",
    )
    (chinese,) = seen(show, language="zh").zones
    assert chinese.text == "空档 3:00 到 20:10: 1 补 1:00、米朵 垫场"


def test_a_gap_that_nobody_fills_says_so() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", hard_start="20:10"))
    (zone,) = seen(show).zones
    assert (zone.kind, zone.text) == (ZoneKind.UNFILLED, "GAP 6:00 until 20:10: nobody to fill")


def test_an_overlap_in_the_plan_is_time_that_two_segments_want() -> None:
    show = a_show(a_segment("1", minutes(12)), a_segment("2", hard_start="20:10"))
    (zone,) = seen(show).zones
    assert (zone.kind, zone.start, zone.end, zone.text) == (
        ZoneKind.OVERLAP,
        at(show, "20:10"),
        at(show, "20:12"),
        "OVERLAP 2:00",
    )


def test_while_the_show_runs_it_is_over_and_a_gap_is_only_what_is_left_of_it() -> None:
    show = a_show(a_segment("1", minutes(8)), a_segment("2", hard_start="20:10"))
    late, early = on_air(show, "20:05"), on_air(show, "20:01")
    assert seen(show, late, "20:06").zones[0].text == "OVER 3:00"
    assert seen(show, early, "20:06").zones[0].short == "GAP 1:00"


def test_a_hard_out_that_is_missed_is_over_and_one_that_is_met_leaves_no_gap() -> None:
    show = a_show(a_segment("1", minutes(8)), hard_out="20:10")
    assert seen(show).zones == ()
    (zone,) = seen(show, on_air(show, "20:05"), "20:06").zones
    assert (zone.start, zone.end, zone.text) == (at(show, "20:10"), at(show, "20:13"), "OVER 3:00")


def test_the_night_between_two_days_is_no_gap() -> None:
    show = a_show(a_segment("1"), a_segment("2", hard_start="44:00", is_opening=True))
    assert seen(show).zones == ()


def test_a_room_that_waits_is_linked_to_the_lane_its_artist_comes_from() -> None:
    lin = an_artist("lin", name="Lin Yao", transit=seconds(75))
    show = a_show(
        a_segment("1", minutes(10), talent=(TalentId("lin"),)),
        a_shop_segment("S1", minutes(12)),
        a_shop_segment("S2", talent=(TalentId("lin"),)),
        talent=(lin,),
    )
    events = gone(show, on_air(show), at(show, "20:00"), SHOP)
    assert seen(show, events, "20:01").waits == ()
    late = called(show, events, AdjustTime(room=STAGE, by=minutes(3)), at(show, "20:01"))
    assert seen(show, late, "20:02").waits == (
        WaitLink(
            0, 1, at(show, "20:13"), at(show, "20:14:15"), "waits 2:15: Lin Yao", "waits 2:15"
        ),
    )


def test_who_is_waited_for_in_a_circle_leaves_when_their_number_is_over() -> None:
    """Li and Mo change rooms: neither is kept by the GO that waits for the other."""
    li, mo = an_artist("li", transit=minutes(1)), an_artist("mo", transit=minutes(4))
    show = a_show(
        a_segment("1", minutes(10), talent=(li.id,)),
        a_segment("2", talent=(mo.id,)),
        a_shop_segment("S1", minutes(10), talent=(mo.id,)),
        a_shop_segment("S2", talent=(li.id,)),
        talent=(li, mo),
    )
    events = gone(show, on_air(show), at(show, "20:00"), SHOP)
    (link,) = seen(show, events, "20:12").waits
    assert (link.leaves, link.arrives) == (at(show, "20:10"), at(show, "20:14"))
    assert link.text == "waits 2:00: Mo"


def test_a_room_says_how_late_it_is_only_while_it_runs() -> None:
    show = a_show(a_segment("1"), a_segment("2"))
    assert seen(show).shifts[0].text == ""
    late = seen(show, on_air(show, "20:02"), "20:03").shifts[0]
    assert (late.text, late.level) == ("OVER 2:00", "over")
    assert seen(show, on_air(show), "20:03").shifts[0] == ("ON TIME", "calm")


def test_a_hard_end_leaves_its_gap_behind_the_segment() -> None:
    show = a_show(a_segment("1", minutes(4), hard_end=wall("20:06")), a_segment("2"))
    (zone,) = seen(show).zones
    assert (zone.start, zone.end, zone.short) == (at(show, "20:04"), at(show, "20:06"), "GAP 2:00")
