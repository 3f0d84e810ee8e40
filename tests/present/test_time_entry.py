"""A time typed for a segment counts from what stands beside it, is echoed, and becomes an edit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.errors import BadInput
from producer_app.core.show import SegmentId, Show
from producer_app.core.timebase import WallTime
from producer_app.core.timing import plan_times
from producer_app.present.cell_entry import Field, echo, text_of, typed
from producer_app.present.segment_entry import Line
from producer_app.present.segment_entry import typed as line_typed
from producer_app.present.words import words
from tests.builders import a_segment, a_show, minutes, seconds, shows, wall

EN, ZH = words("en"), words("zh")
A2 = SegmentId("sA2")


def the_show(**changes: Any) -> Show:
    """A2 stands behind five minutes from 20:00 on, and has 4:10 of its own."""
    first = changes.pop("first", {})
    return a_show(
        a_segment("A1", **first),
        a_segment("A2", seconds(250), **changes),
        a_segment("A3"),
        hard_out="20:30",
    )


def said(show: Show, field: Field, text: str, language: str = "en") -> str:
    return echo(plan_times(show), show.segment(A2), field, text, words(language))


def after(show: Show, field: Field, text: str) -> Any:
    """The segment after this was typed into it."""
    edit = typed(plan_times(show), show.segment(A2), field, text, EN, lambda: "new")
    return (show if edit is None else edit.apply(show)).segment(A2)


@pytest.mark.parametrize(
    ("field", "text", "name", "time", "understood"),
    [
        (
            Field.FRONT,
            "20:07",
            "front_hit",
            WallTime(20, 7),
            "= front time set by hand: 20:07:00 · with ! it is a hard start",
        ),
        (
            Field.FRONT,
            "20:07!",
            "hard_start",
            WallTime(20, 7),
            "= starts at 20:07:00, whatever comes before it",
        ),
        (
            Field.FRONT,
            "!",
            "hard_start",
            WallTime(20, 5),
            "= starts at 20:05:00, whatever comes before it",
        ),
        (
            Field.FRONT,
            "+10m",
            "front_hit",
            WallTime(20, 15),
            "= front time set by hand: 20:15:00 · with ! it is a hard start",
        ),
        (
            Field.FRONT_HIT,
            "prev+0:30",
            "front_hit",
            WallTime(20, 5, 30),
            "= front time set by hand: 20:05:30",
        ),
        (
            Field.HARD_START,
            "prev",
            "hard_start",
            WallTime(20, 5),
            "= starts at 20:05:00, whatever comes before it",
        ),
        (
            Field.HARD_START,
            "+10m",
            "hard_start",
            WallTime(20, 15),
            "= starts at 20:15:00, whatever comes before it",
        ),
        (
            Field.HARD_END,
            "prev+4:30",
            "hard_end",
            WallTime(20, 9, 30),
            "= must be over at 20:09:30",
        ),
        (
            Field.BACK_HIT,
            "-1m",
            "back_hit",
            WallTime(20, 19, 50),
            "= back time set by hand: 20:19:50",
        ),
        (
            Field.HARD_END,
            "0:03",
            "hard_end",
            WallTime(24, 3),
            (
                "= must be over at 24:03:00 (00:03:00 on Fri 1 Jan)"
                " · 00:03:00 is 3:33:00 after the hard out"
            ),
        ),
    ],
)
def test_a_time_is_understood_and_taken(
    field: Field, text: str, name: str, time: WallTime, understood: str
) -> None:
    show = the_show()
    assert said(show, field, text) == understood
    assert getattr(after(show, field, text), name) == time


@pytest.mark.parametrize("text", ["", " ", "-", "—", "－"])
@pytest.mark.parametrize(
    ("field", "name", "understood"),
    [
        (Field.FRONT, "front_hit", "= computed"),
        (Field.FRONT, "hard_start", "= computed"),
        (Field.FRONT_HIT, "front_hit", "= computed"),
        (Field.BACK_HIT, "back_hit", "= computed"),
        (Field.HARD_START, "hard_start", "= follows the segment before it"),
        (Field.HARD_END, "hard_end", "= no hard end"),
    ],
)
def test_nothing_and_a_dash_go_back_to_what_is_computed(
    text: str, field: Field, name: str, understood: str
) -> None:
    show = the_show(**{name: wall("20:10")})
    assert said(show, field, text) == understood
    assert getattr(after(show, field, text), name) is None


def test_a_time_typed_over_a_hard_start_stays_hard() -> None:
    changed = after(the_show(hard_start="20:10"), Field.FRONT, "+5m")
    assert (changed.hard_start, changed.front_hit) == (WallTime(20, 15), None)


def test_a_hit_time_that_becomes_hard_is_no_hit_time_any_more() -> None:
    changed = after(the_show(front_hit=wall("20:10")), Field.FRONT, "20:10!")
    assert (changed.hard_start, changed.front_hit) == (WallTime(20, 10), None)


def test_without_a_length_a_hard_end_is_what_it_lasts_until() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", None))
    assert said(show, Field.HARD_END, "20:20") == ("= lasts until 20:20:00, as it has no length")


def test_the_segment_before_is_the_last_one_that_is_timed() -> None:
    show = the_show(first={"standing": "floated"})
    with pytest.raises(BadInput, match="like 20:15:00"):
        said(show, Field.HARD_START, "prev")


@pytest.mark.parametrize("field", [Field.HARD_START, Field.HARD_END])
@pytest.mark.parametrize("text", ["prev", "prev+1", "+10m"])
def test_behind_an_unknown_length_nothing_counts_from_before(field: Field, text: str) -> None:
    show = the_show(first={"length": None})
    with pytest.raises(BadInput, match="write the time, like 20:15:00"):
        said(show, field, text)


def test_a_fill_that_ends_at_a_hard_time_is_counted_from() -> None:
    show = the_show(first={"length": None, "hard_end": wall("20:08")})
    assert after(show, Field.HARD_START, "prev").hard_start == WallTime(20, 8)


@pytest.mark.parametrize(
    ("line", "text", "name", "length"),
    [
        (Line.LENGTH, "prev", "length", minutes(5)),
        (Line.LENGTH, "prev-0:30", "length", seconds(270)),
        (Line.LENGTH, "+10m", "length", seconds(850)),
        (Line.AD, "prev", "ad", minutes(5)),
        (Line.LONGEST, "+0:20", "longest", seconds(270)),
        (Line.SHORTEST, "-0:10", "shortest", seconds(240)),
    ],
)
def test_a_length_counts_from_the_segment_before_and_from_what_stands_there(
    line: Line, text: str, name: str, length: int
) -> None:
    show = the_show()
    edit = line_typed(plan_times(show), show.segment(A2), line, text, EN, lambda: "new")
    assert edit is not None
    assert getattr(edit.apply(show).segment(A2), name) == length


def two_days(**changes: Any) -> Show:
    opening = {"hard_start": "34:00", "is_opening": True}
    return a_show(a_segment("A1"), a_segment("B1", **opening), a_segment("A2", **changes))


def test_on_the_second_day_a_time_is_of_that_day() -> None:
    changed = after(two_days(), Field.HARD_START, "10:30")
    assert changed.hard_start == WallTime(34, 30)
    assert said(two_days(), Field.HARD_START, "10:30") == (
        "= starts at 34:30:00 (10:30:00 on Fri 1 Jan), whatever comes before it"
    )


def test_what_is_shown_on_the_second_day_reads_back() -> None:
    show = two_days(hard_start="48:03")
    segment = show.segment(A2)
    text = text_of(plan_times(show), segment, Field.FRONT, EN)
    assert text == "24:03:00"
    assert typed(plan_times(show), segment, Field.FRONT, text, EN, lambda: "new") is None


def test_an_opening_is_at_the_first_such_time_behind_the_day_before() -> None:
    show = the_show(hard_start="24:00", is_opening=True)
    assert after(show, Field.HARD_START, "10:00").hard_start == WallTime(34)
    assert said(show, Field.HARD_START, "10:00") == (
        "= on air anew at 34:00:00 (10:00:00 on Fri 1 Jan)"
    )


def test_a_cleared_hard_start_opens_no_day() -> None:
    changed = after(the_show(hard_start="24:00", is_opening=True), Field.FRONT, "-")
    assert (changed.hard_start, changed.is_opening) == (None, False)


@given(shows(), st.sampled_from([Field.FRONT, Field.HARD_END, Field.BACK_HIT, Field.FRONT_HIT]))
def test_every_time_reads_back_as_itself(show: Show, field: Field) -> None:
    plan = plan_times(show)
    for segment in show.segments:
        text = text_of(plan, segment, field, ZH)
        assert typed(plan, segment, field, text, ZH, lambda: "new") is None


def test_a_time_far_before_the_show_says_how_far_and_is_still_taken() -> None:
    show = the_show()
    assert said(show, Field.FRONT, "8.15").endswith("· 08:15:00 is 11:45:00 before the show")
    assert "比开播早 11:45:00" in said(show, Field.FRONT, "8:15", "zh")
    assert after(show, Field.FRONT, "8:15").front_hit == WallTime(8, 15)


def test_a_time_behind_the_hard_out_says_how_far_and_is_still_taken() -> None:
    show = the_show()
    assert said(show, Field.HARD_START, "4:30").endswith("· 04:30:00 is 8:00:00 after the hard out")
    assert after(show, Field.HARD_START, "4:30").hard_start == WallTime(28, 30)


def test_a_time_of_the_evening_says_nothing_of_the_distance() -> None:
    show = the_show()
    for text in ("14:00", "20:07", "20:30"):
        assert "the show" not in said(show, Field.FRONT, text)
        assert "hard out" not in said(show, Field.FRONT, text)
