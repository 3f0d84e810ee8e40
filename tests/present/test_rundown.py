"""What a rundown shows of each segment and block, in the plan and while the show runs."""

from __future__ import annotations

from producer_app.core.calling import AdjustTime, EndRoom, Hold, Skip
from producer_app.core.edits import SetStanding
from producer_app.core.show import BlockId, Kind, SegmentId, Show, Standing
from producer_app.core.timebase import HOUR, Instant
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.rundown import (
    Entry,
    Place,
    SegmentView,
    block_view,
    room_line,
    rundown_view,
    segment_view,
)
from producer_app.present.words import words
from tests.builders import (
    STAGE,
    a_block,
    a_handoff,
    a_run,
    a_segment,
    a_shop,
    a_show,
    a_stage,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
)

EN = words("en")


def planned(show: Show) -> Projection:
    return project(plan_times(show), None, at(show, "19:00:00"))


def viewed(projection: Projection, index: int) -> SegmentView:
    return segment_view(projection, STAGE, index, EN)


def running(show: Show, goes: tuple[str, ...], now: str) -> Projection:
    """The show after a GO at each of these times."""
    events = a_run(show, at(show, "19:59:00"))
    for time in goes:
        events = gone(show, events, at(show, time))
    return project(plan_times(show), folded(events), at(show, now))


def three_songs(**changes: object) -> Show:
    return a_show(a_segment("A1"), a_segment("A2"), a_segment("A3"), **changes)


def levels(view: SegmentView) -> list[str]:
    """The tokens of what stands beside the title."""
    return [mark.level for mark in view.marks]


def test_a_block_is_a_head_and_then_its_segments() -> None:
    show = a_show(
        a_segment("A1", block=BlockId("b1")),
        a_segment("A2", block=BlockId("b1")),
        a_segment("x1"),
        blocks=(a_block("b1"),),
    )
    assert tuple(rundown_view(show, STAGE).entries) == (
        Entry(BlockId("b1"), None),
        Entry(BlockId("b1"), 0),
        Entry(BlockId("b1"), 1),
        Entry(None, 2),
    )


def test_a_block_without_segments_stands_at_the_end() -> None:
    show = a_show(a_segment("A1"), blocks=(a_block("later"),))
    assert rundown_view(show, STAGE).entries[-1] == Entry(BlockId("later"), None)


def test_in_the_plan_a_segment_shows_its_planned_and_back_time() -> None:
    show = three_songs(hard_out="20:20:00")
    view = viewed(planned(show), 1)
    assert (view.planned, view.expected, view.actual, view.back) == (
        "20:05:00",
        "20:05:00",
        "",
        "20:10:00",
    )
    assert (view.place, view.state, view.drift) == (Place.COMING, "", "")


def test_behind_an_unknown_length_starts_are_lower_bounds() -> None:
    show = a_show(a_segment("A1", None), a_segment("A2"))
    view = viewed(planned(show), 1)
    assert view.planned == "≥20:00:00"
    assert view.expected == "≥20:00:00"
    assert not view.is_firm
    assert viewed(planned(show), 0).length == "?"


def test_an_elastic_length_is_marked_as_soft() -> None:
    show = a_show(a_segment("A1", minutes(5), longest=minutes(6)))
    assert viewed(planned(show), 0).length == "~5:00"


def test_a_gap_before_a_hard_time_is_time_to_fill() -> None:
    show = a_show(a_segment("A1", seconds(299)), a_segment("A2", hard_start="20:05:00"))
    view = viewed(planned(show), 1)
    assert view.is_hard
    assert view.meets == "0:01 to fill: nobody named"
    assert levels(view) == ["hard", "under"]


def test_a_part_too_long_for_its_hard_time_is_an_overlap() -> None:
    show = a_show(a_segment("A1", minutes(7)), a_segment("A2", hard_start="20:05:00"))
    view = viewed(planned(show), 1)
    assert view.meets == "OVERLAP 2:00"
    assert levels(view) == ["hard", "over"]


def test_a_hard_time_met_to_the_second_says_nothing() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", hard_start="20:05:00"))
    assert viewed(planned(show), 1).meets == ""


def test_with_an_unknown_length_ahead_the_gap_is_at_most_that() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", None), a_segment("A3", hard_start="20:06:00"))
    assert viewed(planned(show), 2).meets == "≤1:00 to fill: nobody named"


def test_while_the_show_runs_a_hard_time_is_met_as_things_stand() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", hard_start="20:05:00"))
    on_time = running(show, ("20:00:00",), "20:01:00")
    late = running(show, ("20:00:30",), "20:01:00")
    assert viewed(on_time, 1).meets == ""
    assert viewed(late, 1).meets == "OVERLAP 0:30"


def test_what_is_on_air_in_standby_and_done_says_so() -> None:
    view = running(three_songs(), ("20:00:00", "20:05:10"), "20:06:00")
    states = [(viewed(view, n).place, viewed(view, n).state) for n in range(3)]
    assert states == [
        (Place.DONE, "DONE"),
        (Place.ON_AIR, "ON AIR"),
        (Place.STANDBY, "STBY"),
    ]


def test_a_segment_on_hold_says_held() -> None:
    show = three_songs()
    events = gone(show, a_run(show, at(show, "19:59:00")), at(show, "20:00:00"))
    events = called(show, events, Hold(room=STAGE), at(show, "20:01:00"))
    projection = project(plan_times(show), folded(events), at(show, "20:02:00"))
    assert viewed(projection, 0).state == "HELD"


def test_what_is_on_air_says_how_much_time_it_was_given_or_gave_up() -> None:
    show = three_songs()
    events = gone(show, a_run(show, at(show, "19:59:00")), at(show, "20:00:00"))
    for by, said in ((minutes(6), "6:00 added"), (minutes(-7), "1:00 taken off")):
        events = called(show, events, AdjustTime(room=STAGE, by=by), at(show, "20:01:00"))
        projection = project(plan_times(show), folded(events), at(show, "20:02:00"))
        assert viewed(projection, 0).marks[0].text == said
        assert all(said != mark.text for mark in viewed(projection, 1).marks)


def test_a_skipped_segment_says_skip_and_expects_nothing() -> None:
    show = three_songs()
    events = gone(show, a_run(show, at(show, "19:59:00")), at(show, "20:00:00"))
    skip = Skip(room=STAGE, segment=SegmentId("sA2"))
    events = called(show, events, skip, at(show, "20:01:00"))
    projection = project(plan_times(show), folded(events), at(show, "20:02:00"))
    view = viewed(projection, 1)
    assert (view.state, view.expected) == ("SKIP", "")
    assert viewed(projection, 2).place is Place.STANDBY


def test_floated_and_omitted_segments_keep_number_and_length_but_have_no_time() -> None:
    for standing, state in ((Standing.FLOATED, "FLOAT"), (Standing.OMITTED, "OMIT")):
        show = SetStanding(segments=(SegmentId("sA2"),), standing=standing).apply(three_songs())
        view = viewed(planned(show), 1)
        assert (view.state, view.number, view.length) == (state, "A2", "5:00")
        assert (view.planned, view.expected, view.back) == ("", "", "")


def test_a_segment_floated_while_on_air_is_still_on_air() -> None:
    show = three_songs()
    run = folded(gone(show, a_run(show, at(show, "19:59:00")), at(show, "20:00:00")))
    floated = SetStanding(segments=(SegmentId("sA1"),), standing=Standing.FLOATED).apply(show)
    projection = project(plan_times(floated), run, at(show, "20:01:00"))
    assert viewed(projection, 0).place is Place.ON_AIR


def test_drift_is_told_in_words_never_by_a_sign() -> None:
    view = running(three_songs(), ("20:00:00", "20:04:48", "20:10:05"), "20:11:00")
    drifts = [(viewed(view, n).drift, viewed(view, n).drift_level) for n in range(3)]
    assert drifts == [("on time", "calm"), ("0:12 early", "under"), ("0:05 late", "over")]


def test_what_is_coming_drifts_with_what_is_on_air() -> None:
    view = viewed(running(three_songs(), ("20:00:30",), "20:01:00"), 2)
    assert (view.expected, view.drift) == ("20:10:30", "0:30 late")


def test_a_missed_back_time_is_told_with_how_much() -> None:
    show = three_songs(hard_out="20:15:00")
    late = running(show, ("20:01:15",), "20:02:00")
    view = viewed(late, 1)
    assert view.is_back_missed
    assert view.missed_by == "1:15"
    assert not viewed(running(show, ("20:00:00",), "20:02:00"), 1).is_back_missed


def test_advertising_is_shown_for_its_kind_or_its_counted_seconds() -> None:
    show = a_show(
        a_segment("A1", kind=Kind.SPOT, length=seconds(30)),
        a_segment("A2", ad=seconds(10)),
        a_segment("A3"),
        a_segment("A4", None, kind=Kind.SPOT),
    )
    views = [viewed(planned(show), n) for n in range(4)]
    assert [view.ad for view in views] == ["0:30", "0:10", "", "?"]
    assert [view.is_advertising for view in views] == [True, False, False, True]


def test_talent_and_handoffs_are_listed() -> None:
    artists = (an_artist("li"), an_artist("wu"))
    show = a_show(
        a_segment("A1", talent=("wu", "li")),
        talent=artists,
        rooms=(a_stage(), a_shop()),
        handoffs=(a_handoff("H1", "sA1"), a_handoff("H2", "sA1")),
    )
    view = viewed(planned(show), 0)
    assert view.talent == "Wu, Li"
    assert view.handoffs == "H1 H2"


def test_a_block_shows_its_subtotal_against_its_budget() -> None:
    show = a_show(
        a_segment("A1", block=BlockId("b1")),
        a_segment("A2", minutes(6), block=BlockId("b1")),
        a_segment("A3", block=BlockId("b1"), standing=Standing.FLOATED),
        blocks=(a_block("b1", budget=minutes(10)),),
    )
    view = block_view(planned(show), STAGE, BlockId("b1"), EN)
    assert (view.length, view.budget, view.budgeted) == ("11:00", "OVER 1:00", "10:00")
    assert (view.of_budget, view.spent) == ("11:00 of 10:00", "")
    assert view.is_over_budget
    assert view.planned == "20:00:00"


def test_a_block_with_an_unknown_length_is_at_least_its_sum() -> None:
    show = a_show(
        a_segment("A1", block=BlockId("b1")),
        a_segment("A2", None, block=BlockId("b1")),
        blocks=(a_block("b1"),),
    )
    view = block_view(planned(show), STAGE, BlockId("b1"), EN)
    assert (view.length, view.budget) == ("≥5:00", "")


def test_a_room_says_how_it_meets_its_hard_out() -> None:
    show = three_songs(hard_out="20:14:00")
    line = room_line(planned(show), STAGE, EN)
    assert (line.end, line.over_under, line.level) == ("HARD OUT 20:14:00", "OVER 1:00", "over")


def test_a_room_without_a_hard_out_says_when_it_ends() -> None:
    line = room_line(planned(three_songs()), STAGE, EN)
    assert (line.end, line.over_under, line.level) == ("ends 20:15:00", "", "calm")


def test_every_state_has_a_word_in_both_languages() -> None:
    for language in ("en", "zh"):
        said = {place: words(language).say(f"rundown.state_{place}") for place in Place}
        spoken = [word for place, word in said.items() if place is not Place.COMING]
        assert all(spoken)
        assert len(set(spoken)) == len(spoken)


def test_once_the_room_has_ended_what_was_not_played_is_passed() -> None:
    show = three_songs()
    events = gone(show, a_run(show, at(show, "19:59:00")), at(show, "20:00:00"))
    events = called(show, events, EndRoom(room=STAGE), at(show, "20:05:00"))
    over = project(plan_times(show), folded(events), at(show, "20:06:00"))
    assert [viewed(over, n).state for n in range(3)] == ["DONE", "PASSED", "PASSED"]


def test_what_is_done_says_how_long_it_ran_beside_what_was_planned() -> None:
    show = a_show(a_segment("A1", shortest=minutes(3)), a_segment("A2"), a_segment("A3"))
    live = running(show, ("20:00:00", "20:00:23"), "20:01:00")
    assert [(viewed(live, n).ran, viewed(live, n).length) for n in range(2)] == [
        ("0:23", "~5:00"),
        ("", "5:00"),
    ]


def test_the_subtotal_of_a_block_stays_planned() -> None:
    songs = (a_segment(f"A{n}", block=BlockId("b")) for n in range(3))
    live = running(a_show(*songs, blocks=(a_block("b"),)), ("20:00:00", "20:00:23"), "20:01:00")
    assert block_view(live, STAGE, BlockId("b"), EN).length == "15:00"


def test_on_a_wrong_date_times_are_told_in_days() -> None:
    show = three_songs(hard_out="20:15:00")
    now = Instant(at(show, "20:20") + 12 * 24 * HOUR)
    later = project(plan_times(show), folded(a_run(show, at(show, "19:59"))), now)
    view = viewed(later, 1)
    assert (view.expected, view.drift, view.missed_by) == ("other day", "12 days late", "12 days")
    assert room_line(later, STAGE, EN).over_under == "OVER 12 days"
