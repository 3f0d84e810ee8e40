"""Lengths and times of day are understood as people type them, and refused with an example."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.entry import (
    LONGEST,
    Around,
    parse_length,
    parse_offset,
    parse_time,
    parse_wall,
)
from producer_app.core.errors import BadInput
from producer_app.core.timebase import Instant, Millis, WallTime, resolve

FOUR_THIRTY = 270_000
A_DAY = dt.date(2026, 12, 31)


def moment(wall: WallTime) -> Instant:
    return resolve(A_DAY, wall, "Asia/Shanghai")


def around(**changes: object) -> Around:
    """A field of a show at 20:00; the segment before ends at 20:10, and 20:30 stands there."""
    fields: dict[str, object] = {
        "date": A_DAY,
        "zone": "Asia/Shanghai",
        "evening": WallTime(20),
        "before": moment(WallTime(20, 10)),
        "present": moment(WallTime(20, 30)),
    }
    return Around(**fields | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("4:30", FOUR_THIRTY),
        ("04:30", FOUR_THIRTY),
        ("4m30", FOUR_THIRTY),
        ("4m30s", FOUR_THIRTY),
        ("4 min 30", FOUR_THIRTY),
        ("４：３０", FOUR_THIRTY),
        ("4分30秒", FOUR_THIRTY),
        ("4分30", FOUR_THIRTY),
        ("4分钟30秒", FOUR_THIRTY),
        ("4分半", FOUR_THIRTY),
        ("4'30\"", FOUR_THIRTY),
        ("4′30″", FOUR_THIRTY),
        ("4.5 min", FOUR_THIRTY),
        ("90", 90_000),
        ("90s", 90_000),
        ("90 秒", 90_000),
        (":45", 45_000),
        ("0:05.250", 5_250),
        ("2 min", 120_000),
        ("90:00", 5_400_000),
        ("1h30", 5_400_000),
        ("1H30M", 5_400_000),
        ("1小时半", 5_400_000),
        ("1.5h", 5_400_000),
        ("1:02:03", 3_723_000),
        ("  7  ", 7_000),
        ("0", 0),
        ("24h", 86_400_000),
    ],
)
def test_a_length_is_understood_as_typed(typed: str, length: int) -> None:
    assert parse_length(typed) == length


@pytest.mark.parametrize("typed", ["", "  ", "?", "？", "-", "—"])
def test_a_length_left_open_is_unknown_and_not_zero(typed: str) -> None:
    assert parse_length(typed) is None
    assert parse_length(typed, Millis(5_000)) is None


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "4:",
        "1:75",
        "1:75:00",
        "5 bananas",
        "h",
        "::5",
        "1e5",
        "nan",
        "4:30:",
        "½",
        "9" * 5000,
        "{text}",
        "4:30 4:30",
        "0x10",
        "\x00",
        "1,5",
    ],
)
def test_what_is_not_a_length_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match=r"write it like 4:30, 90 \(seconds\) or 1h30") as refusal:
        parse_length(typed)
    assert refusal.value.code == "length.text"
    assert len(str(refusal.value)) < 150


@pytest.mark.parametrize("typed", ["25h", "24:00:01", "86401", "9999999"])
def test_no_length_is_above_a_day(typed: str) -> None:
    with pytest.raises(BadInput, match="more than 24 hours"):
        parse_length(typed)


@pytest.mark.parametrize(
    ("typed", "length"),
    [("+10m", 900_000), ("-0:30", 270_000), ("+ 30", 330_000), ("−1分", 240_000), ("-5:00", 0)],
)
def test_a_signed_length_counts_from_the_present_one(typed: str, length: int) -> None:
    assert parse_length(typed, present=Millis(300_000)) == length


def test_a_signed_length_cannot_lead_below_nothing() -> None:
    with pytest.raises(BadInput, match="less than nothing"):
        parse_length("-5:01", present=Millis(300_000))


def test_a_signed_length_cannot_lead_above_a_day() -> None:
    with pytest.raises(BadInput, match="more than 24 hours"):
        parse_length("+1", present=LONGEST)


@pytest.mark.parametrize("typed", ["+10m", "-0:30"])
def test_a_signed_length_needs_a_present_one(typed: str) -> None:
    with pytest.raises(BadInput, match="not known yet"):
        parse_length(typed)


@given(st.text(max_size=60), st.none() | st.integers(0, LONGEST).map(Millis))
def test_whatever_is_typed_is_a_length_unknown_or_refused(
    typed: str, present: Millis | None
) -> None:
    with contextlib.suppress(BadInput):
        length = parse_length(typed, present)
        assert length is None or 0 <= length <= LONGEST


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("20:15:00", WallTime(20, 15)),
        ("20:15:07.5", WallTime(20, 15, 7, 500)),
        ("24:03", WallTime(24, 3)),
        ("20.15", WallTime(20, 15)),
        ("2015", WallTime(20, 15)),
        ("８：１５", WallTime(8, 15)),
        ("8pm", WallTime(20)),
        ("8:15 PM", WallTime(20, 15)),
        ("8.15 p.m.", WallTime(20, 15)),
        ("12am", WallTime(0)),
        ("12pm", WallTime(12)),
        ("20点", WallTime(20)),
        ("20点15分30秒", WallTime(20, 15, 30)),
    ],
)
def test_a_time_of_day_is_understood_as_typed(typed: str, time: WallTime) -> None:
    assert parse_wall(typed) == time


@pytest.mark.parametrize("typed", ["0:03", "12:03am", "0点03分"])
def test_a_small_hour_in_an_evening_show_is_the_night_after(typed: str) -> None:
    assert parse_wall(typed, evening=WallTime(20)) == WallTime(24, 3)


@pytest.mark.parametrize("typed", ["19:57", "8:00", "20:00", "24:03"])
def test_a_time_near_the_evening_stays_on_its_day(typed: str) -> None:
    assert parse_wall(typed, evening=WallTime(20)) == parse_wall(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "20", "8", "20:60", "99:00", "48:00", "13pm", "0pm", "noon", "20:1", "?", "20:15:60"],
)
def test_what_is_not_a_time_of_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match="write it like 20:15:00, 8:15pm or 24:03"):
        parse_wall(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_time_of_day_or_refused(typed: str) -> None:
    with contextlib.suppress(BadInput):
        assert WallTime(0) <= parse_wall(typed) < WallTime(48)


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("prev", 120_000),
        ("PREV", 120_000),
        ("previous", 120_000),
        ("上一条", 120_000),
        ("prev+0:30", 150_000),
        ("prev + 10m", 720_000),
        ("prev-:45", 75_000),
        ("上条+30秒", 150_000),
        ("+10m", 900_000),
        ("-0:30", 270_000),
        ("4:30", FOUR_THIRTY),
    ],
)
def test_a_length_counts_from_the_one_before_or_from_what_stands_there(
    typed: str, length: int
) -> None:
    assert parse_length(typed, present=Millis(300_000), before=Millis(120_000)) == length


def test_a_length_that_counts_from_nothing_known_is_refused_with_an_example() -> None:
    with pytest.raises(BadInput, match=r"write the length, like 4:30") as refusal:
        parse_length("prev+0:30", present=Millis(5_000))
    assert refusal.value.code == "length.prev"


@pytest.mark.parametrize("typed", ["prev+", "prev 4:30", "prev+soon", "prevv", "+", "next"])
def test_what_counts_from_before_by_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="write it like"):
        parse_length(typed, present=Millis(300_000), before=Millis(120_000))


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("", 0),
        ("-", 0),
        ("0:30", 30_000),
        ("+0:30", 30_000),
        ("-0:05", -5_000),
        ("- 1m", -60_000),
        ("90", 90_000),
        ("prev", -10_000),
        ("prev+0:05", -5_000),
        ("prev+0:30", 20_000),
        ("prev-0:05", -15_000),
    ],
)
def test_an_offset_is_later_or_behind_a_minus_earlier(typed: str, offset: int) -> None:
    assert parse_offset(typed, before=Millis(-10_000)) == offset


def test_an_offset_that_counts_from_none_before_is_refused_with_an_example() -> None:
    with pytest.raises(BadInput, match="like 0:30 or -0:05"):
        parse_offset("prev+0:05")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("20:15:00", WallTime(20, 15)),
        ("24:03", WallTime(24, 3)),
        ("0:03", WallTime(24, 3)),
        ("8pm", WallTime(20)),
        ("晚上8点半", WallTime(20, 30)),
        ("凌晨0点3分", WallTime(24, 3)),
        ("prev", WallTime(20, 10)),
        ("prev+0:30", WallTime(20, 10, 30)),
        ("prev-10m", WallTime(20)),
        ("上一条+4:30", WallTime(20, 14, 30)),
        ("+10m", WallTime(20, 40)),
        ("-0:30", WallTime(20, 29, 30)),
        ("+4h", WallTime(24, 30)),
        ("", None),
        ("-", None),
        ("—", None),
    ],
)
def test_a_time_of_day_counts_from_what_it_is_typed_beside(
    typed: str, time: WallTime | None
) -> None:
    assert parse_time(typed, around()) == time


def test_where_no_time_stands_a_signed_one_counts_from_the_end_of_the_segment_before() -> None:
    assert parse_time("+10m", around(present=None)) == WallTime(20, 20)


@pytest.mark.parametrize(
    ("typed", "code"), [("prev", "time.prev"), ("prev+1", "time.prev"), ("+10m", "time.relative")]
)
def test_a_time_that_counts_from_nothing_known_is_refused_with_an_example(
    typed: str, code: str
) -> None:
    with pytest.raises(BadInput, match="write the time, like 20:15:00") as refusal:
        parse_time(typed, around(present=None, before=None))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "typed", ["90", "20", "soon", "20:60", "prev+", "48:00", "-40h", "??", "+" + "9" * 39]
)
def test_what_is_no_time_beside_others_is_refused_too(typed: str) -> None:
    with pytest.raises(BadInput, match="write it like"):
        parse_time(typed, around())


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("10:05", WallTime(34, 5)),
        ("24:03", WallTime(48, 3)),
        ("34:05", WallTime(34, 5)),
        ("prev", WallTime(20, 10)),
    ],
)
def test_on_the_second_day_a_time_is_of_that_day(typed: str, time: WallTime) -> None:
    second = around(evening=WallTime(34), day=1)
    assert parse_time(typed, second) == time


def test_a_room_goes_on_air_anew_at_the_first_such_time_after_what_comes_before() -> None:
    opening = around(before=moment(WallTime(24, 42)), opens=True)
    assert parse_time("10:00", opening) == WallTime(34)
    assert parse_time("1:00", opening) == WallTime(25)


def test_ten_minutes_are_ten_minutes_through_a_clock_change() -> None:
    berlin = Around(
        date=dt.date(2026, 10, 24),
        zone="Europe/Berlin",
        before=resolve(dt.date(2026, 10, 24), WallTime(25, 55), "Europe/Berlin"),
    )
    assert parse_time("prev+10m", berlin) == WallTime(26, 5)
    spring = Around(
        date=dt.date(2026, 3, 28),
        zone="Europe/Berlin",
        before=resolve(dt.date(2026, 3, 28), WallTime(25, 55), "Europe/Berlin"),
    )
    assert parse_time("prev+10m", spring) == WallTime(27, 5)


@given(
    st.text(max_size=60) | st.from_regex(r"(prev|上一条)?[+-]?[0-9:hms]{0,6}", fullmatch=True),
    st.booleans(),
)
def test_whatever_is_typed_beside_a_segment_is_understood_or_refused(
    typed: str, opens: bool
) -> None:
    with contextlib.suppress(BadInput):
        time = parse_time(typed, around(opens=opens))
        assert time is None or WallTime(0) <= time < WallTime(240)
    with contextlib.suppress(BadInput):
        assert abs(parse_offset(typed, before=Millis(5_000))) <= LONGEST
