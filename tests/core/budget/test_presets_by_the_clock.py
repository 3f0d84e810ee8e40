"""What all presets have in common: whose clock counts, and what is counted twice or not known."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from producer_app.core.budget import is_complete
from producer_app.core.calling import Repeat
from producer_app.core.show import Method, Output
from producer_app.core.timebase import Instant, WallTime
from tests.builders import STAGE, a_run, at, called, folded, gone
from tests.core.budget.worked import (
    PRIME,
    broken_at,
    evening,
    held_alone,
    length,
    rules_under,
    states_of,
    windows,
)


def test_hours_and_days_are_those_of_the_channel() -> None:
    # 20:00 in Shanghai is 21:00 in Tokyo and 17:30 in Kolkata.
    table = """
        20:00:00 spot 10:00
        20:10:00 song 1:50:00
    """
    tokyo = evening(table, channel="Asia/Tokyo")
    kolkata = evening(table, channel="Asia/Kolkata")

    assert windows(held_alone("cn61_prime", tokyo), tokyo, "Asia/Tokyo") == [("19:00:00", "0:00")]
    hours = held_alone("cn61_hour", kolkata)
    assert windows(hours, kolkata, "Asia/Kolkata") == [
        ("17:00:00", "10:00"),
        ("18:00:00", "0:00"),
        ("19:00:00", "0:00"),
    ]


def test_two_outputs_of_one_room_live_under_the_clocks_of_two_channels() -> None:
    show = evening(PRIME)
    tokyo = Output(name="Stream", zone="Asia/Tokyo")
    room = replace(show.room(STAGE), outputs=(*show.room(STAGE).outputs, tokyo))
    show = rules_under("cn61_prime", replace(show, rooms=(room,)))
    show = rules_under("cn61_prime", show, "Stream")

    here, there = states_of(show, None, Instant(0))

    # Nineteen to twenty-one is 18:00 to 20:00 in Shanghai by the clock of Tokyo: the first spot.
    assert (here.rule.output, here.projected) == ("TV", length("5:30"))
    assert (there.rule.output, there.projected) == ("Stream", length("4:00"))


def test_a_window_is_on_the_day_that_the_channel_has_when_the_show_begins() -> None:
    # 08:30 in Shanghai on the 31st is 19:30 in New York on the 30th.
    show = evening(
        """
        08:30:00 spot 5:00
        08:35:00 song 55:00
        """,
        channel="America/New_York",
    )

    state = held_alone("cn61_prime", show)

    assert state.projected == length("5:00")
    assert state.windows[0].start == Instant(at(show, "08:00"))


def test_the_clock_of_this_machine_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    show = evening(PRIME)
    here = held_alone("cn61_prime", show)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        assert held_alone("cn61_prime", show) == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_hours_after_midnight_are_hours_of_the_next_day() -> None:
    show = evening("""
        23:55:00 spot 10:00
        24:05:00 song 20:00
        24:25:00 spot  8:00
        24:33:00 song 27:00
        25:00:00 spot  1:00
    """)

    state = held_alone("cn61_hour", show)

    # 23:55 to 24:05 is cut at midnight; 25:00 is one in the morning.
    assert windows(state, show) == [
        ("23:00:00", "5:00"),
        ("24:00:00", "13:00"),
        ("25:00:00", "1:00"),
    ]
    assert broken_at(state, show) == ("3", "24:32:00")


def test_an_advertisement_that_runs_again_counts_again() -> None:
    show = rules_under(
        "cn61_hour",
        evening("""
        20:00:00 spot 4:00
        20:04:00 song 6:00
        20:10:00 song 6:00
    """),
    )
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:04"))
    again = Repeat(room=STAGE, segment=show.segments[0].id)
    events = called(show, events, again, at(show, "20:09"))
    events = gone(show, events, at(show, "20:10"))

    (state,) = states_of(show, folded(events), at(show, "20:12"))

    # 4:00 at 20:00, and of the other 4:00 from 20:10 half is over.
    assert (state.spent, state.projected, state.planned) == (
        length("6:00"),
        length("8:00"),
        length("4:00"),
    )


@pytest.mark.parametrize("unknown", ["?", "0:00"])
def test_an_advertisement_that_nobody_knows_the_length_of_is_told_and_no_silent_nothing(
    unknown: str,
) -> None:
    show = evening(f"""
        20:00:00 spot 2:00
        20:02:00 spot {unknown}
    """)

    state = held_alone("cn61_hour", show)

    assert (state.projected, state.unknown_ads) == (length("2:00"), 1)


def test_a_window_is_half_given_only_where_the_method_counts_in_one() -> None:
    (rule,) = rules_under("cn61_prime", evening(PRIME)).ad_rules
    half = replace(rule, window_to=None)
    turned = replace(rule, window_to=WallTime(18))

    assert [is_complete(one) for one in (rule, half, turned)] == [True, False, False]
    for one in (half, turned):
        assert is_complete(replace(one, method=Method.CLOCK_HOUR))
        assert not is_complete(replace(one, method=Method.LEAST_COUNT, limit_count=4))
    whole_show = replace(half, method=Method.LEAST_COUNT, limit_count=4, window_from=None)
    assert is_complete(whole_show)
