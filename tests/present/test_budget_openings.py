"""Where an advertisement could go: what is placed, the places in words, the edit that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from producer_app.core.budget import budget_of
from producer_app.core.budget.openings import openings, places_for
from producer_app.core.edits import InsertSegment, SetStanding
from producer_app.core.errors import BadInput, Refused
from producer_app.core.show import (
    ADVERTISING,
    BlockId,
    Kind,
    Method,
    Segment,
    SegmentId,
    Show,
    Standing,
)
from producer_app.core.timing import Projection
from producer_app.present.budget_openings import (
    Place,
    PlaceView,
    asked_text,
    chosen_spot,
    held_place,
    kinds_for,
    length_echo,
    new_spot,
    place_of,
    place_views,
    placing,
    spot_length,
)
from producer_app.present.words import words
from tests.builders import STAGE, a_block, a_segment, a_show, at, minutes, seconds
from tests.present.budgets import a_rule, an_evening, planned, running

SAY = words("en")
SPOT = SegmentId("s2")
HOUR = a_rule(Method.CLOCK_HOUR, title="An hour")


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def a_spot(projection: Projection, length: float = 15, kind: Kind = Kind.SPOT) -> Segment:
    return new_spot(projection, STAGE, kind, seconds(length), ids(), SAY)


def places(projection: Projection, spot: Segment) -> tuple[Place, ...]:
    found = openings(projection, budget_of(projection), spot)
    return tuple(place_of(opening, SAY) for opening in found if opening is not None)


def views(projection: Projection, spot: Segment, language: str = "en") -> tuple[PlaceView, ...]:
    return place_views(projection.show, places(projection, spot), words(language))


def before(found: tuple[Place, ...]) -> list[SegmentId | None]:
    return [place.before for place in found]


def test_a_new_spot_may_stand_wherever_every_rule_still_holds() -> None:
    projection = planned(an_evening(HOUR))
    assert len(places(projection, a_spot(projection, 20))) == 9
    assert places(projection, a_spot(projection, 21)) == ()


def test_a_place_says_when_before_what_and_what_is_left_of_the_tightest_rule() -> None:
    projection = planned(an_evening(HOUR, a_rule(Method.SHOW_RATIO, limit_permille=200)))
    found = views(projection, a_spot(projection))
    first = next(view for view in found if view.place.before == SPOT)
    assert (first.time, first.before) == ("20:10:00", "before 2 “Song 2”")
    assert (first.left, first.joins) == ("An hour: 0:05 left", "joins a break")
    last = next(view for view in found if view.place.before is None)
    assert (last.time, last.before, last.joins) == ("20:55:00", "at the end", "a break of its own")


def test_it_says_the_same_in_chinese() -> None:
    projection = planned(an_evening(HOUR))
    view = next(v for v in views(projection, a_spot(projection), "zh") if v.place.before == SPOT)
    assert (view.before, view.joins) == ("2 “Song 2” 之前", "并入广告段")


def test_places_that_join_a_break_and_keep_hard_times_come_first() -> None:
    show = an_evening(HOUR, hard_out="20:55")
    found = views(planned(show), a_spot(planned(show)))
    assert [view.pushes for view in found] == ["PUSHES A HARD TIME 0:15"] * 9
    assert [view.place.is_joined for view in found] == sorted(
        (view.place.is_joined for view in found), reverse=True
    )


def test_what_pushes_no_hard_time_stands_before_what_does() -> None:
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), hard_start="20:10"),
        a_segment("3", minutes(10), hard_start="20:30"),
        ad_rules=(HOUR,),
    )
    found = views(planned(show), a_spot(planned(show)))
    assert [(view.before, view.pushes) for view in found] == [
        ("before 3 “Song 3”", ""),
        ("at the end", ""),
        ("before 1 “Song 1”", "PUSHES A HARD TIME 0:15"),
        ("before 2 “Song 2”", "PUSHES A HARD TIME 0:15"),
    ]


def test_what_is_left_is_that_of_the_window_it_would_stand_in() -> None:
    full = a_rule(Method.CLOCK_HOUR, limit=seconds(230))
    projection = planned(an_evening(full, on_air="20:30"))
    found = places(projection, a_spot(projection))
    late = next(place for place in found if place.before == SegmentId("s7"))
    assert late.left == "A rule: 1:35 left"


def test_a_minimum_is_no_reason_against_a_place() -> None:
    projection = planned(an_evening(a_rule(Method.LEAST_COUNT)))
    (first, *_) = places(projection, a_spot(projection))
    assert (first.left, first.room_left) == ("", 1.0)
    assert views(projection, a_spot(projection))[0].left == "no rule counts it"


def test_the_distance_between_breaks_leaves_only_places_within_them_or_far_away() -> None:
    projection = planned(an_evening(a_rule(Method.DISTANCE)))
    found = before(places(projection, a_spot(projection)))
    assert SegmentId("s2") in found
    assert SegmentId("s6") not in found


# What is placed


def test_the_chosen_advertisement_is_the_one_that_is_placed() -> None:
    projection = planned(an_evening(HOUR))
    spot = chosen_spot(projection, SPOT, ids())
    assert spot == projection.show.segment(SPOT)
    assert asked_text(projection.show, projection.show.segment(SPOT), SAY) == (
        "2 “Song 2” · Spot · 3:40 · is moved"
    )


def test_a_song_and_nothing_at_all_are_no_advertisement() -> None:
    projection = planned(an_evening(HOUR))
    assert chosen_spot(projection, SegmentId("s1"), ids()) is None
    assert chosen_spot(projection, None, ids()) is None


def test_one_that_is_on_air_in_standby_or_over_is_placed_again_as_a_copy() -> None:
    show = an_evening(HOUR)
    for projection in (
        running(show, "20:11", "20:00", "20:10"),
        running(show, "20:05", "20:00"),
        running(show, "20:20", "20:00", "20:10", "20:13:40"),
    ):
        spot = chosen_spot(projection, SPOT, ids())
        assert spot is not None
        assert (spot.id, spot.number, spot.standing) == ("new1", "", Standing.UNPLANNED)
        assert (spot.title, spot.length) == ("Song 2", seconds(220))


def test_what_is_placed_anew_in_a_run_is_not_the_plan() -> None:
    show = an_evening(HOUR)
    assert a_spot(planned(show)).standing is Standing.IN
    assert a_spot(running(show, "20:05", "20:00")).standing is Standing.UNPLANNED


def test_a_new_spot_is_named_by_its_kind_and_length() -> None:
    projection = planned(an_evening(HOUR))
    spot = new_spot(projection, STAGE, Kind.SPONSOR_READ, seconds(30), ids(), words("zh"))
    assert spot.title == "口播 0:30"
    assert asked_text(projection.show, a_spot(projection, 30), SAY) == (
        "“Spot 0:30” · Spot · 0:30 · is put in"
    )


def test_kinds_to_choose_from_are_advertising_and_whatever_a_rule_of_the_room_counts() -> None:
    show = an_evening(a_rule(Method.LEAST_COUNT))
    assert set(kinds_for(show, STAGE)) == ADVERTISING | {Kind.PSA}


@pytest.mark.parametrize(("text", "length"), [("30", 30), ("0:30", 30), ("1m30", 90)])
def test_a_length_is_typed_as_everywhere(text: str, length: int) -> None:
    assert spot_length(text) == seconds(length)


@pytest.mark.parametrize("text", ["", "?", "0", "soon"])
def test_an_advertisement_of_no_length_is_not_sought_for(text: str) -> None:
    with pytest.raises(BadInput):
        spot_length(text)


def test_the_echo_says_what_a_length_was_taken_for() -> None:
    assert length_echo("90", SAY) == "1 min 30 s"


# The edit that puts it there


def order(show: Show) -> str:
    return " ".join(s.number for s in show.rundowns[STAGE] if s.is_playable)


def test_a_new_spot_is_inserted_with_a_number_that_fits() -> None:
    projection = planned(an_evening(HOUR))
    edit = placing(projection.show, a_spot(projection), SegmentId("s5"))
    assert isinstance(edit, InsertSegment)
    assert order(edit.apply(projection.show)) == "1 2 3 4 4A 5 6 7 8"
    end = placing(projection.show, a_spot(projection), None)
    assert order(end.apply(projection.show)) == "1 2 3 4 5 6 7 8 9"


def test_the_chosen_one_is_moved_and_keeps_its_number() -> None:
    show = an_evening(HOUR)
    edit = placing(show, show.segment(SPOT), SegmentId("s6"))
    assert (edit.label, order(edit.apply(show))) == ("move", "1 3 4 5 2 6 7 8")


def test_a_floated_one_is_brought_back_where_it_goes_by_one_edit() -> None:
    show = SetStanding(segments=(SPOT,), standing=Standing.FLOATED).apply(an_evening(HOUR))
    edit = placing(show, show.segment(SPOT), SegmentId("s6"))
    after = edit.apply(show)
    assert order(after) == "1 3 4 5 2 6 7 8"
    assert after.segment(SPOT).standing is Standing.IN


def test_it_takes_the_block_of_what_stands_above() -> None:
    evening = an_evening(HOUR, blocks=(a_block("b1"),))
    block = BlockId("b1")
    segments = tuple(
        replace(segment, block=block) if segment.number in "345" else segment
        for segment in evening.segments
    )
    show = replace(evening, segments=segments)
    after = placing(show, show.segment(SPOT), SegmentId("s6")).apply(show)
    assert after.segment(SPOT).block == block
    first = placing(show, show.segment(SPOT), SegmentId("s1")).apply(show)
    assert first.segment(SPOT).block is None


# Places that are left


def test_where_it_stands_already_is_no_place_to_move_it_to() -> None:
    projection = planned(an_evening(HOUR))
    found = places_for(projection, projection.show.segment(SPOT))
    assert SPOT not in found
    assert SegmentId("s3") not in found


def test_a_run_leaves_nothing_ahead_of_what_is_in_standby() -> None:
    show = an_evening(HOUR)
    projection = running(show, "20:11", "20:00", "20:10")
    found = places_for(projection, a_spot(projection))
    assert found == (*(SegmentId(f"s{n}") for n in range(4, 9)), None)


def test_before_the_first_go_the_first_segment_is_in_standby() -> None:
    show = an_evening(HOUR)
    projection = running(show, "20:11", "20:00")
    assert places_for(projection, a_spot(projection))[0] == SegmentId("s3")


def test_what_is_on_air_or_in_standby_is_not_moved() -> None:
    show = an_evening(HOUR)
    spot = show.segment(SPOT)
    assert places_for(running(show, "20:11", "20:00", "20:10"), spot) == ()
    standby = running(show, "20:05", "20:00")
    assert places_for(standby, spot) == ()
    with pytest.raises(Refused):
        held_place(standby, budget_of(standby), spot, SegmentId("s5"))


def test_a_move_is_judged_without_where_it_stands_now() -> None:
    """Its present place breaks a rule; elsewhere nothing is broken."""
    tight = a_rule(Method.FIXED_WINDOW, limit=minutes(3))
    show = an_evening(tight, on_air="20:40")
    projection = planned(show)
    found = before(places(projection, show.segment(SPOT)))
    assert found
    assert SegmentId("s1") not in found


def test_a_place_that_does_not_hold_any_more_is_refused() -> None:
    show = an_evening(HOUR)
    projection = planned(show)
    spot = a_spot(projection)
    assert held_place(projection, budget_of(projection), spot, SegmentId("s3")).at == at(
        show, "20:13:40"
    )
    later = running(show, "20:20", "20:00", "20:10", "20:13:40")
    with pytest.raises(Refused, match="moved on"):
        held_place(later, budget_of(later), spot, SegmentId("s3"))


def test_what_is_put_there_in_a_run_leaves_standby_alone() -> None:
    show = an_evening(HOUR)
    projection = running(show, "20:11", "20:00", "20:10")
    spot = a_spot(projection)
    first = places_for(projection, spot)[0]
    after = placing(show, spot, first).apply(show)
    assert order(after) == "1 2 3 3A 4 5 6 7 8"
