"""New segments get numbers that fit between those given out; numbers given out never change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from producer_app.core.numbering import (
    handoff_number,
    number_after,
    number_ahead_of,
    number_to_begin,
)
from producer_app.core.show import Segment, SegmentId, Show
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    shows,
)


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


@pytest.mark.parametrize(
    ("numbers", "ahead_of", "expected"),
    [
        (("A1", "A2", "B1", "B2"), "B1", "B0"),
        (("A1", "A2", "C5"), "C5", "C4"),
        (("A4", "A5"), "A5", "A4A"),
        (("1", "2"), "2", "1A"),
        (("1", "2"), "1", "0"),
        (("A1", "B0", "B1"), "B0", "B0A"),
    ],
)
def test_a_number_fits_ahead_of_the_first_of_a_block(
    numbers: tuple[str, ...], ahead_of: str, expected: str
) -> None:
    assert number_ahead_of(numbered(*numbers), SegmentId(f"s{ahead_of}")) == expected


def test_ahead_of_a_block_without_numbers_the_row_above_goes_on() -> None:
    show = a_show(a_segment("A1"), unnumbered())
    assert number_ahead_of(show, SegmentId("sx")) == "A2"
    assert number_ahead_of(a_show(unnumbered()), SegmentId("sx")) == ""


@given(shows())
def test_a_number_ahead_is_always_free(show: Show) -> None:
    taken = {segment.number.upper() for segment in show.segments}
    for segment in show.segments:
        assert number_ahead_of(show, segment.id).upper() not in taken


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("A1", "A9"), "B1"),
        (("1", "9"), "10"),
        (("Z3",), "Z4"),
        ((), "1"),
    ],
)
def test_a_new_block_begins_the_next_row(numbers: tuple[str, ...], expected: str) -> None:
    assert number_to_begin(numbered(*numbers), STAGE) == expected


def test_a_shopping_room_begins_with_a_row_of_its_own() -> None:
    show = a_show(a_segment("1"), rooms=(a_stage(), a_shop()))
    assert number_to_begin(show, SHOP) == "S1"


def test_the_next_handoff_counts_on_from_the_highest() -> None:
    show = a_show(
        a_segment("A1"),
        a_shop_segment("S1"),
        handoffs=(a_handoff("H2", "sA1"), a_handoff("h10", "sA1"), a_handoff("Extra", "sA1")),
    )
    assert handoff_number(show) == "H11"
    assert handoff_number(a_show()) == "H1"
