"""New segments get numbers that fit between those given out; numbers given out never change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from producer_app.core.numbering import number_after
from producer_app.core.show import Segment, SegmentId, Show
from tests.builders import a_segment, a_shop_segment, a_show, shows


def numbered(*numbers: str) -> Show:
    return a_show(*(a_segment(number) for number in numbers))


def unnumbered() -> Segment:
    return replace(a_segment("x"), number="")


@pytest.mark.parametrize(
    ("numbers", "behind", "expected"),
    [
        (("A1", "A2", "A3", "A4"), "A3", "A3A"),
        (("A3", "A3A", "A4"), "A3", "A3B"),
        (("A3", "A3A", "A4"), "A3A", "A3B"),
        (("A3", "A3A", "A3B", "A4"), "A3A", "A3AA"),
        (("A3", "A5"), "A3", "A3A"),
        (("A9", "B1"), "A9", "A10"),
        (("A9A", "B1"), "A9A", "A10"),
        (("1", "2"), "1", "1A"),
        (("1", "2"), "2", "3"),
        (("12", "B1"), "12", "13"),
        (("Finale", "A1"), "Finale", "Finale-A"),
        (("a3", "a4"), "a3", "a3A"),
    ],
)
def test_a_number_fits_behind_its_segment(
    numbers: tuple[str, ...], behind: str, expected: str
) -> None:
    assert number_after(numbered(*numbers), SegmentId(f"s{behind}")) == expected


def test_a_number_that_another_room_has_is_not_given_out_again() -> None:
    show = a_show(a_segment("A9"), a_shop_segment("A10"))
    assert number_after(show, SegmentId("sA9")) == "A9A"


def test_behind_an_unnumbered_segment_the_number_above_counts() -> None:
    show = a_show(a_segment("A1"), unnumbered(), a_segment("A2"))
    assert number_after(show, SegmentId("sx")) == "A1A"


def test_nothing_numbered_ahead_gives_no_number() -> None:
    show = a_show(unnumbered(), a_segment("A2"))
    assert number_after(show, SegmentId("sx")) == ""
    assert number_after(show, None) == ""


def test_a_row_of_suffixes_never_runs_out() -> None:
    letters = [f"A1{chr(ord('A') + n)}" for n in range(26)]
    show = numbered("A1", *letters, "A2")
    assert number_after(show, SegmentId("sA1")) == "A1ZA"


@given(shows())
def test_a_new_number_is_always_free(show: Show) -> None:
    taken = {segment.number.upper() for segment in show.segments}
    for segment in show.segments:
        assert number_after(show, segment.id).upper() not in taken
