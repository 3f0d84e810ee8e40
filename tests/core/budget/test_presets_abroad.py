"""The presets for other countries, each held against an evening worked by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from producer_app.core.ad_presets import Status, preset_added
from producer_app.core.show import Method
from tests.builders import STAGE, a_run, at, folded, gone
from tests.core.budget.worked import (
    broken_at,
    evening,
    held,
    held_alone,
    length,
    preset_named,
    rules_under,
    states_of,
    windows,
)


def test_the_european_day_holds_a_fifth_of_twelve_hours() -> None:
    show = evening("""
        17:00:00 song      30:00
        17:30:00 spot      10:00
        17:40:00 promo      5:00
        17:45:00 billboard 10:00
        17:55:00 pitch     10:00
        18:05:00 song      55:00
    """)

    state = held_alone("eu_day", show, used_elsewhere=length("2:00:00"))

    # 20 % of 06:00 to 18:00 is 2:24:00. 2:00:00 before, the spot, and 5:00 of the pitch across
    # 18:00: 2:15:00. Own promotion and sponsorship do not count.
    assert (state.limit, state.projected) == (length("2:24:00"), length("2:15:00"))
    assert state.left == length("9:00")


def test_the_european_evening_ends_at_midnight() -> None:
    show = evening("""
        23:40:00 placement 18:00
        23:58:00 spot       4:00
        24:02:00 song      28:00
        24:30:00 spot      10:00
    """)

    state = held_alone("eu_prime", show, used_elsewhere=length("1:09:00"))

    # 72:00 in 18:00 to 24:00: 69:00 before and 2:00 until midnight. What is later has no limit.
    assert (state.limit, state.projected) == (length("1:12:00"), length("1:11:00"))
    assert not state.is_broken


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai"])
def test_the_doubled_hour_of_autumn_is_two_hours(zone: str) -> None:
    # In Berlin 03:00 becomes 02:00 on 25 October 2026; it is 09:00 in Shanghai then.
    berlin = """
        25:30:00 song 25:00
        25:55:00 spot 10:00
        26:05:00 song 50:00
        26:55:00 spot 10:00
        26:05:00 song 30:00
    """
    shanghai = """
        07:30:00 song 25:00
        07:55:00 spot 10:00
        08:05:00 song 50:00
        08:55:00 spot 10:00
        09:05:00 song 30:00
    """
    is_there = zone == "Europe/Berlin"
    date = dt.date(2026, 10, 24 if is_there else 25)
    table = berlin if is_there else shanghai
    show = evening(table, zone=zone, date=date, channel="Europe/Berlin")

    state = held_alone("eu_2010_hour", show)

    # One o'clock: 5:00. Two o'clock in summer: 5:00 and 5:00. Two o'clock in winter: 5:00.
    assert [w.projected for w in state.windows] == [
        length("5:00"),
        length("10:00"),
        length("5:00"),
    ]
    assert all(w.end - w.start == length("1:00:00") for w in state.windows)
    assert Status(state.rule.status) is Status.SUPERSEDED


def test_a_teleshopping_window_is_long_uninterrupted_and_identified() -> None:
    good = evening("""
        20:00:00 song  5:00
        20:05:00 pitch 9:00 signposted
        20:14:00 pitch 6:00 signposted
        20:20:00 song  5:00
    """)
    short = evening("""
        20:00:00 pitch 14:59 signposted
        20:14:59 song   5:00
    """)
    silent = evening("20:00:00 pitch 20:00")
    cut = evening("""
        20:00:00 pitch 10:00 signposted
        20:10:00 song   0:30
        20:10:30 pitch 10:00 signposted
    """)

    # Two pitches without anything between them are one window of 15:00.
    assert held_alone("eu_shop_window", good).first_break is None
    assert broken_at(held_alone("eu_shop_window", short), short) == ("1", "20:00:00")
    assert broken_at(held_alone("eu_shop_window", silent), silent) == ("1", "20:00:00")
    assert broken_at(held_alone("eu_shop_window", cut), cut) == ("1", "20:00:00")


BREAKS = """
    20:00:00 vt   15:00
    20:15:00 spot  2:00
    20:17:00 vt   20:00
    20:37:00 spot  1:00
    20:38:00 spot  1:00
    20:39:00 vt   20:00
    20:59:00 spot  1:00
"""
"""Two breaks inside, of which one has two spots, and one behind the film."""


def test_a_film_has_a_break_for_each_scheduled_half_hour() -> None:
    hour = evening(BREAKS, hard_out="21:00")
    short = evening(BREAKS, hard_out="20:59:59")

    # What counts is the length as scheduled: 60:00 allow two, 59:59 one. The break behind the
    # film interrupts nothing.
    full, over = held_alone("eu_breaks", hour), held_alone("eu_breaks", short)
    assert (full.projected, full.limit, full.is_broken) == (2, 2, False)
    assert (over.projected, over.limit) == (2, 1)
    assert broken_at(over, short) == ("4", "20:37:00")


@pytest.mark.parametrize(
    ("hard_out", "allowed"), [("20:30", 0), ("20:30:01", 1), ("20:59", 1), ("21:00", 2)]
)
def test_children_are_interrupted_only_in_what_is_longer_than_half_an_hour(
    hard_out: str, allowed: int
) -> None:
    breaks, shopping = held("eu_breaks_children", evening(BREAKS, hard_out=hard_out))

    assert breaks.limit == allowed
    assert not shopping.is_broken


def test_children_are_sold_nothing() -> None:
    show = evening("""
        16:00:00 vt    40:00
        16:40:00 pitch  0:10
        16:40:10 vt    10:00
    """)

    breaks, shopping = held("eu_breaks_children", show)

    assert (breaks.projected, breaks.is_broken) == (0, False)
    assert broken_at(shopping, show) == ("2", "16:40:00")


def test_other_channels_in_britain_have_twelve_minutes_an_hour_over_their_day() -> None:
    show = evening("""
        20:00:00 spot  10:00
        20:10:00 song  20:00
        20:30:00 pitch  5:00
        20:35:00 song 4:25:00
        25:00:00 spot   3:00
    """)

    day, spots, hour = held("uk_non_psb", show, used_elsewhere=length("4:30:00"))

    # Twenty-four hours at 12:00 are 4:48:00 and at 9:00 are 3:36:00. 4:30:00 ran before; 10:00,
    # 5:00 and 3:00 come to it, the last at one in the morning of the same broadcast day.
    assert (day.limit, day.projected) == (length("4:48:00"), length("4:48:00"))
    assert (day.left, day.is_broken) == (0, False)
    assert (spots.limit, spots.projected) == (length("3:36:00"), length("4:43:00"))
    # The clock hour would hold 10:00 + 5:00 of 12:00; it is told as unverified.
    assert Status(hour.rule.status) is Status.UNVERIFIED
    _, _, alone = held("uk_non_psb", show)
    assert windows(alone, show)[0] == ("20:00:00", "15:00")
    assert broken_at(alone, show) == ("3", "20:32:00")


def test_public_service_channels_in_britain_have_forty_minutes_in_the_evening() -> None:
    show = evening("""
        18:00:00 song 1:00:00
        19:00:00 spot    3:50
        19:03:50 song 3:55:10
        22:59:00 spot    3:51
        23:02:51 song   57:09
        24:00:00 pitch  10:00
    """)

    day, peak, longest, shopping = held("uk_psb", show, used_elsewhere=length("35:00"))

    # Seven minutes in each of 24 hours: 2:48:00; 35:00 before, 3:50 and 3:51 here.
    assert (day.limit, day.projected) == (length("2:48:00"), length("42:41"))
    # Eight minutes in each of five hours: 40:00; the last spot has 1:00 before 23:00.
    assert (peak.limit, peak.projected) == (length("40:00"), length("39:50"))
    assert not peak.is_broken
    # A break of 3:50 is just short enough.
    assert broken_at(longest, show) == ("4", "23:02:50")
    # Selling after midnight is allowed; before the show 35:00 were entered by night and day.
    _, _, _, bare = held("uk_psb", show)
    assert (bare.projected, bare.is_broken) == (0, False)
    assert shopping.rule.method is Method.FIXED_WINDOW


CHILDREN = """
    16:00:00 vt         30:00
    16:30:00 spot       10:30
    16:40:30 shop_throw  0:30
    16:41:00 vt         19:00
"""


def test_american_children_have_twelve_minutes_on_a_weekday() -> None:
    state = held_alone("us_children_weekday", evening(CHILDREN))

    # A web address that leads to a shop counts: 10:30 + 0:30.
    assert (state.projected, state.left) == (length("11:00"), length("1:00"))


def test_american_children_have_ten_and_a_half_at_the_weekend() -> None:
    show = evening(CHILDREN)

    state = held_alone("us_children_weekend", show)

    assert state.left == length("-0:30")
    assert broken_at(state, show) == ("3", "16:40:30")


def test_india_has_ten_minutes_of_others_and_two_of_its_own_and_carries_nothing_over() -> None:
    show = evening("""
        20:00:00 song 1:00:00
        21:00:00 spot   10:00
        21:10:00 promo   2:00
        21:12:00 song   48:00
        22:00:00 spot   10:01
        22:10:01 song    5:00
        22:15:01 promo   1:59
    """)

    whole, commercial, own = held("in_trai", show)

    # From 21:00 all three are exactly full, and the empty hour before leaves nothing to it. From
    # 22:00 the sum is 12:00 again, but its commercials are a second too long.
    assert [w.left for w in whole.windows] == [length("12:00"), 0, 0]
    assert not whole.is_broken
    assert broken_at(commercial, show) == ("5", "22:10:00")
    assert [w.projected for w in own.windows] == [0, length("2:00"), length("1:59")]
    assert not own.is_broken
    assert not any(state.rule.carries for state in (whole, commercial, own))


def test_australia_has_thirteen_minutes_on_average_and_fifteen_in_one_hour() -> None:
    show = evening("""
        18:00:00 spot   14:00
        18:14:00 promo   2:00
        18:16:00 song 5:44:00
        24:00:00 spot   20:00
    """)

    state = held_alone("au_fta", show)

    # Six hours at 13:00 are 1:18:00, and there are 16:00; but in the first hour 15:00 are the most.
    # Own promotion counts; midnight is outside.
    whole, first, *others = state.windows
    assert (whole.limit, whole.projected) == (length("1:18:00"), length("16:00"))
    assert (first.limit, first.projected) == (length("15:00"), length("16:00"))
    assert [w.projected for w in others] == [0] * 5
    assert broken_at(state, show) == ("2", "18:15:00")


def test_in_australia_the_schedule_stays_to_be_seen_when_more_was_shown() -> None:
    show = rules_under(
        "au_fta",
        evening("""
        18:00:00 spot 14:00
        18:14:00 song 46:00
    """),
    )
    events = gone(show, a_run(show, at(show, "18:00")), at(show, "18:00"))
    events = gone(show, events, at(show, "18:16"))

    (state,) = states_of(show, folded(events), at(show, "18:20"))

    first = state.windows[1]
    assert (first.planned, first.projected) == (length("14:00"), length("16:00"))


def test_community_television_in_australia_thanks_its_sponsors_and_has_no_advertising() -> None:
    show = evening("""
        20:00:00 sponsor_read 4:00
        20:04:00 song        20:00
        20:24:00 billboard    3:00
        20:27:00 song        40:00
        21:07:00 spot         0:15
    """)

    thanks, none = held("au_community", show)

    assert windows(thanks, show) == [("20:00:00", "7:00"), ("21:00:00", "0:00")]
    assert (thanks.windows[0].left, thanks.is_broken) == (0, False)
    assert broken_at(none, show) == ("5", "21:07:00")


def test_japan_has_eighteen_per_cent_of_the_week() -> None:
    show = evening("""
        20:00:00 spot   4:00
        20:04:00 promo  5:00
        20:09:00 song  51:00
    """)

    state = held_alone("jp_week", show, used_elsewhere=length("30:10:00"))

    # 168:00:00 at 18 % are 30:14:24. The show is on a Thursday; its week begins on Monday.
    assert (state.limit, state.projected) == (length("30:14:24"), length("30:14:00"))
    assert state.left == length("0:24")
    (week,) = state.windows
    assert week.start == at(show, "0:00") - 3 * length("24:00:00")
    assert not held_alone("jp_week", show).windows[0].is_whole


@pytest.mark.parametrize(
    ("hard_out", "limit"),
    [
        ("20:05", "1:00"),
        ("20:05:01", "2:00"),
        ("20:15", "2:30"),
        ("20:30", "3:00"),
        ("20:31", "4:00"),
        ("20:50", "5:00"),
        ("20:54", "6:00"),
        ("21:30", "9:00"),
        ("23:30", "21:00"),
    ],
)
def test_japan_has_a_table_by_the_length_of_the_programme(hard_out: str, limit: str) -> None:
    show = evening(
        """
        20:00:00 spot  2:00
        20:02:00 break 1:00
        20:03:00 song  1:00
        """,
        hard_out=hard_out,
    )

    state = held_alone("jp_prime", show)

    # Beyond an hour 6:00 for each: 9:00 in 90 minutes. The station's own break does not count.
    assert (state.limit, state.projected) == (length(limit), length("2:00"))


def test_canada_has_no_limit_to_hold() -> None:
    canada, show = preset_named("ca_none"), evening("20:00:00 spot 12:30")

    assert (canada.status, canada.rules) == (Status.NO_RULE, ())
    assert preset_added(canada, show, show.room(STAGE), "", ("new",)) is None
