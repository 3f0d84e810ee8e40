"""What a plan's hard times, outs, blocks and lengths are told of."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.checks import Severity
from producer_app.core.show import (
    Standing,
)
from tests.builders import (
    STAGE,
    a_block,
    a_segment,
    a_show,
    at,
    minutes,
    seconds,
)
from tests.core.checked import codes, findings, the


def test_a_gap_before_a_hard_time_says_how_long_it_is() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", hard_start="20:05"))

    found = the("time.gap", show)

    assert (found.severity, found.segment, found.at) == (
        Severity.WARNING,
        "s2",
        at(show, "20:05"),
    )
    assert found.message == "1:00 to fill before 20:05:00 (2 “Song 2”): nobody is named to fill it."


def test_a_breath_before_a_hard_time_is_only_a_note() -> None:
    show = a_show(
        a_segment("1", minutes(4), hard_start="23:55:49"),
        a_segment("2", hard_start="23:59:50"),
        on_air="23:55:49",
    )

    found = the("time.gap", show)

    assert found.severity is Severity.NOTE
    assert found.message.startswith("0:01 to fill before 23:59:50")


def test_a_gap_behind_a_float_is_found() -> None:
    show = a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(6), standing=Standing.FLOATED),
        a_segment("3", hard_start="20:10"),
    )
    assert the("time.gap", show).message.startswith("6:00 to fill")


def test_an_overlap_with_a_hard_time_is_an_error() -> None:
    show = a_show(a_segment("1", minutes(5.5)), a_segment("2", hard_start="20:05"))

    found = the("time.overlap", show)

    assert found.severity is Severity.ERROR
    assert found.message == (
        "What stands before 2 “Song 2” runs 0:30 past its hard time 20:05:00: cut or float 0:30."
    )


def test_an_unknown_length_hides_no_overlap_but_no_gap_is_claimed() -> None:
    over = a_show(
        a_segment("1", minutes(6)), a_segment("2", None), a_segment("3", hard_start="20:05")
    )
    under = a_show(
        a_segment("1", minutes(4)), a_segment("2", None), a_segment("3", hard_start="20:05")
    )

    assert codes(over) == ["time.overlap", "segment.no_length"]
    assert codes(under) == ["segment.no_length"]


def test_a_hard_time_that_runs_backwards_is_an_error_of_its_own() -> None:
    show = a_show(
        a_segment("1", minutes(30)),
        a_segment("2", minutes(5), hard_start="20:30"),
        a_segment("3", minutes(5), hard_start="20:10"),
        a_segment("4", minutes(5), hard_start="20:35"),
    )

    assert (findings(show)[0].code, findings(show)[0].segment) == ("time.backwards", "s3")
    assert "time.overlap" not in codes(show)


def test_a_hard_time_before_the_show_goes_on_air_runs_backwards() -> None:
    show = a_show(a_segment("1", hard_start="19:57"))
    assert codes(show) == ["time.backwards"]


def test_a_missed_hard_out_says_over_in_words() -> None:
    show = a_show(a_segment("1", minutes(32)), hard_out="20:30")

    found = the("time.hard_out", show)

    assert (found.severity, found.room, found.segment) == (Severity.ERROR, STAGE, None)
    assert found.message == (
        "Stage ends at 20:32:00, OVER 2:00 at its hard out 20:30:00: cut or float 2:00."
    )


def test_a_plan_too_short_for_the_hard_out_says_under_in_words() -> None:
    show = a_show(a_segment("1", minutes(28)), hard_out="20:30")
    assert the("time.under", show).message == (
        "Stage ends at 20:28:00, UNDER 2:00 at its hard out 20:30:00: nobody is named to fill it."
    )


def test_a_hard_out_before_the_on_air_time_is_impossible() -> None:
    assert codes(a_show(a_segment("1"), hard_out="19:00")) == ["time.out_backwards"]


def test_a_block_over_its_budget_says_by_how_much() -> None:
    block = a_block(title="Opening", budget=minutes(9))
    show = a_show(
        a_segment("1", minutes(5), block=block.id),
        a_segment("2", minutes(5), block=block.id),
        a_segment("3", minutes(5), block=block.id, standing=Standing.FLOATED),
        blocks=(block,),
    )

    found = the("block.over", show)

    assert found.message == "Block “Opening” is 10:00 long, OVER 1:00 of its 9:00."
    assert (found.severity, found.segment) == (Severity.WARNING, "s1")


def test_segments_without_a_length_are_one_warning_in_each_room() -> None:
    show = a_show(a_segment("1"), a_segment("2", None), a_segment("3", None), a_segment("4", None))

    found = the("segment.no_length", show)

    assert (found.severity, found.segment) == (Severity.WARNING, "s2")
    assert dict(found.params)["count"] == "3"


def test_a_floated_segment_needs_no_length() -> None:
    assert codes(a_show(a_segment("1"), a_segment("2", None, standing=Standing.FLOATED))) == []


@pytest.mark.parametrize(
    "bounds",
    [
        {"shortest": minutes(6)},
        {"longest": minutes(4)},
        {"shortest": minutes(6), "longest": minutes(7)},
    ],
)
def test_a_length_outside_its_bounds_is_told(bounds: Any) -> None:
    assert codes(a_show(a_segment("1", minutes(5), **bounds))) == ["segment.elastic"]


def test_more_ad_time_than_segment_is_told() -> None:
    assert codes(a_show(a_segment("1", seconds(5), ad=seconds(10)))) == ["segment.ad_longer"]
