"""The presets for China, of the house, and what all counting has in common: worked by hand."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.ad_presets import Status
from producer_app.core.budget import evaluate, is_complete
from producer_app.core.calling import Repeat
from producer_app.core.show import Kind, Method, Output, RoomId, Show
from producer_app.core.timebase import Instant, WallTime
from producer_app.core.timing import plan_times, project
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.running_order import read_running_order
from tests.builders import STAGE, a_run, at, called, folded, gone, seconds
from tests.core.worked import (
    broken_at,
    evening,
    held,
    held_alone,
    length,
    rules_under,
    states_of,
    windows,
)

GALA = Path(__file__).parents[1] / "data" / "gala_2016_published_times.csv"

PRIME = """
19:30:00 spot 4:00
19:34:00 song 1:24:30
20:58:30 spot 3:00
21:01:30 song 1:58:30
23:00:00 spot 5:00
23:05:00 song 25:00
"""
"""A show from 19:30 to 23:30, with advertising in, across and behind prime time."""


def test_the_twelve_minutes_of_order_61_are_held_in_each_clock_hour() -> None:
    show = evening("""
        19:50:00 host_link    9:50
        19:59:50 time_signal  0:10
        20:00:00 song        30:00
        20:30:00 spot         2:00
        20:32:00 song        27:30
        20:59:30 sponsor_read 1:00
        21:00:30 psa          1:00
        21:01:30 promo        1:00
        21:02:30 song         3:00 ad=0:20
        21:05:30 spot         5:00 floated
        21:05:30 dance        4:30
    """)

    state = held_alone("cn61_hour", show)

    # The time signal ends at 20:00:00 and is of the hour before. The read across 21:00 is cut into
    # 0:30 and 0:30. Public service, own promotion and what is floated do not count; the words
    # spoken in the song do: 0:30 + 0:20.
    assert windows(state, show) == [
        ("19:00:00", "0:10"),
        ("20:00:00", "2:30"),
        ("21:00:00", "0:50"),
    ]
    assert [w.left for w in state.windows] == [length("11:50"), length("9:30"), length("11:10")]
    # Only the hour from 20:00 is whole: what the channel airs in the rest of the others is unknown.
    assert [w.is_whole for w in state.windows] == [False, True, False]


def test_what_the_channel_aired_in_the_first_hour_is_entered_and_makes_it_whole() -> None:
    show = evening("""
        19:30:00 spot 1:00
        19:31:00 song 29:00
    """)

    state = held_alone("cn61_hour", show, used_elsewhere=length("6:30"))

    # 6:30 before the show and 1:00 in it.
    assert windows(state, show) == [("19:00:00", "7:30")]
    assert state.windows[0].is_whole


def test_any_sixty_minutes_are_stricter_than_the_clock_hours() -> None:
    show = evening("""
        20:00:00 song 50:00
        20:50:00 spot  7:00
        20:57:00 song 33:00
        21:30:00 spot  6:00
        21:36:00 song 24:00
    """)

    hours, strict = held_alone("cn61_hour", show), held_alone("cn61_hour_strict", show)

    # The clock hours hold 7:00 and 6:00. From 20:50 to 21:50 there are 13:00: 12:00 are reached
    # when the second spot has run for 5:00.
    assert (hours.first_break, hours.tightest) == (None, hours.windows[0])
    assert (strict.projected, strict.left) == (length("13:00"), length("-1:00"))
    assert broken_at(strict, show) == ("4", "21:35:00")
    assert Status(strict.rule.status) is Status.UNVERIFIED


def test_a_show_from_half_past_seven_sees_prime_time_until_nine_and_what_was_entered() -> None:
    show = evening(PRIME)

    alone = held_alone("cn61_prime", show)
    entered = held_alone("cn61_prime", show, used_elsewhere=length("11:30"))

    # 4:00 and the 1:30 before 21:00; the spot at 23:00 is none of it. With 11:30 from 19:00 to
    # 19:30 it is 17:00 of 18:00, and not 9:00 in each hour.
    assert windows(alone, show) == [("19:00:00", "5:30")]
    assert windows(entered, show) == [("19:00:00", "17:00")]
    assert entered.left == length("1:00")
    assert (alone.windows[0].is_whole, entered.windows[0].is_whole) == (False, True)


def test_prime_time_is_broken_by_the_first_second_too_many() -> None:
    show = evening(PRIME)

    state = held_alone("cn61_prime", show, used_elsewhere=length("13:00"))

    # 13:00 + 4:00 leave 1:00 for the spot at 20:58:30.
    assert state.left == length("-0:30")
    assert broken_at(state, show) == ("3", "20:59:30")


def test_prime_time_of_radio_is_from_eleven_to_one() -> None:
    show = evening("""
        10:58:00 spot      3:00
        11:01:00 song 1:57:00
        12:58:00 spot      4:00
        13:02:00 song   28:00
    """)

    state = held_alone("cn61_prime_radio", show)

    # 1:00 behind 11:00 and 2:00 before 13:00.
    assert windows(state, show) == [("11:00:00", "3:00")]
    assert state.left == length("15:00")


def test_public_service_is_three_per_cent_of_the_commercial_time_of_the_day() -> None:
    show = evening("""
        20:00:00 psa  1:00
        20:01:00 spot 4:00
        20:05:00 song 45:00
        20:50:00 psa  0:30
        20:50:30 spot 6:00
        20:56:30 song 10:00
        21:06:30 psa  0:30 floated
    """)

    # Commercials: 10:00 here and 1:30:00 elsewhere are 1:40:00; three per cent of it is 3:00.
    elsewhere = {"airtime": length("1:30:00"), "used_elsewhere": length("1:00")}
    share, number = held("cn61_psa", show, **elsewhere)
    assert (share.limit, share.projected, share.left) == (
        length("3:00"),
        length("2:30"),
        length("-0:30"),
    )
    kept, _ = held("cn61_psa", show, **elsewhere | {"used_elsewhere": length("1:30")})
    assert (kept.left, kept.first_break) == (0, None)
    # Two before 21:00 of four; the floated one is none.
    assert (number.projected, number.limit, number.is_broken) == (2, 4, True)
    _, entered = held("cn61_psa", show, count_elsewhere=2)
    assert (entered.projected, entered.is_broken) == (4, False)


def test_an_episode_of_a_drama_is_not_interrupted() -> None:
    interrupted = evening("""
        20:00:00 act  22:00
        20:22:00 spot  2:00
        20:24:00 act  21:00 ad=0:05
        20:45:00 spot  3:00
    """)
    whole = evening("""
        20:00:00 act  45:00
        20:45:00 spot  3:00
    """)

    breaks, inside = held("cn_drama", interrupted)

    # One break inside where none may be; the one behind the episode is not inside it.
    assert (breaks.projected, breaks.limit) == (1, 0)
    assert broken_at(breaks, interrupted) == ("2", "20:22:00")
    assert (inside.projected, broken_at(inside, interrupted)) == (1, ("3", "20:24:00"))
    assert [state.is_broken for state in held("cn_drama", whole)] == [False, False]


def test_a_satellite_channel_shows_no_shopping_from_six_to_midnight() -> None:
    show = evening("""
        17:58:00 pitch    5:00
        18:03:00 song  5:56:00
        23:59:00 pitch    2:00
        24:01:00 pitch    4:00
    """)

    state = held_alone("cn_satellite_shop", show)

    # 3:00 behind 18:00 and 1:00 before midnight; 24:01 is of the next day.
    assert windows(state, show) == [("18:00:00", "4:00")]
    assert broken_at(state, show) == ("1", "18:00:00")


def test_inserted_advertising_needs_its_timer_on_the_screen() -> None:
    table = """
        20:00:00 song 10:00
        20:10:00 spot  1:00 signposted
        20:11:00 spot  1:00 signposted
        20:12:00 song 10:00
        20:22:00 spot  1:00
        20:23:00 song 10:00
    """
    bare, timed = evening(table), evening(table.replace("spot  1:00\n", "spot  1:00 signposted\n"))

    assert broken_at(held_alone("cn_break_clock", bare), bare) == ("5", "20:22:00")
    assert held_alone("cn_break_clock", timed).first_break is None


def test_a_pure_stage_is_performance_and_no_commercials() -> None:
    show = evening("""
        20:00:00 song         50:00
        20:50:00 sponsor_read  1:30
        20:51:30 song         20:00
        21:11:30 host_link     1:00
        21:12:30 dance        10:00
        21:22:30 shop_throw    1:30
        21:24:00 sketch       10:00
        21:34:00 placement     5:00
        21:39:00 act          10:00 ad=0:30
        21:49:00 pitch         5:00
    """)

    ratio, rolling, inside, apart = held("house_pure_stage", show)

    # Performance: 50 + 20 + 10 + 10 + 10 = 100:00, less the 0:30 spoken in the last act = 99:30;
    # five per cent of it is 4:58.5. Counted: 1:30 + 1:30 + 0:30 = 3:30. Branding on the set
    # (placement) and the shopping window itself (pitch) are logged only.
    assert (ratio.performance, ratio.limit) == (length("1:39:30"), 298_500)
    assert (ratio.projected, ratio.left) == (length("3:30"), 88_500)
    # From 20:50 to 21:50: 1:30 + 1:30 + 0:30, which is 0:30 too much.
    assert (rolling.projected, rolling.left) == (length("3:30"), length("-0:30"))
    assert broken_at(rolling, show) == ("9", "21:39:00")
    # The words are in an act, and not in a song or a dance.
    assert (inside.projected, inside.is_broken) == (0, False)
    # Between the read and the throw stand a song and a dance: two numbers.
    assert [w.projected for w in apart.windows] == [2]
    assert not apart.is_broken


def test_a_pure_stage_speaks_no_word_in_a_song_and_leaves_two_numbers_in_between() -> None:
    show = evening("""
        20:00:00 song          4:00
        20:04:00 sponsor_read  0:20
        20:04:20 song          4:00 ad=0:05
        20:08:20 host_link     1:00
        20:09:20 billboard     0:10
    """)

    _, _, inside, apart = held("house_pure_stage", show)

    assert (inside.projected, broken_at(inside, show)) == (1, ("3", "20:04:20"))
    assert [w.projected for w in apart.windows] == [1]
    assert broken_at(apart, show) == ("5", "20:09:20")


def test_a_throw_to_the_shop_is_long_enough_or_signposted_and_one_of_six_in_the_hour() -> None:
    show = evening("""
        20:00:00 song        5:00
        20:05:00 shop_throw  0:30
        20:05:30 song        5:00
        20:10:30 shop_throw  0:15 signposted
        20:10:45 song        5:00
        20:15:45 shop_throw  0:15
        20:16:00 song        5:00
    """)

    long_enough, number = held("house_shop_window", show)

    assert broken_at(long_enough, show) == ("6", "20:15:45")
    assert [w.projected for w in long_enough.windows] == [30_000, 15_000, 15_000]
    assert (number.projected, number.left, number.is_broken) == (3, 3, False)


def test_the_seventh_throw_of_an_hour_is_one_too_many() -> None:
    pairs = "".join(f"20:{m:02d}:00 shop_throw 1:00\n20:{m + 1:02d}:00 song 7:00\n"
                    for m in range(0, 56, 8))  # fmt: skip
    show = evening(pairs)

    _, number = held("house_shop_window", show)

    # 20:00, 20:08, 20:16, 20:24, 20:32, 20:40 and 20:48.
    assert (number.projected, number.left) == (7, -1)
    assert broken_at(number, show) == ("13", "20:48:00")


def test_the_two_time_signals_of_the_gala_are_of_the_hours_that_they_end() -> None:
    show = the_gala()

    hours = held_alone("cn61_hour", show)
    prime = held_alone("cn61_prime", show, used_elsewhere=length("9:00"))

    # 19:59:50 to 20:00:00 and 23:59:50 to 24:00:00: ten seconds each, of the hours 19 and 23. The
    # hour that begins with midnight has none, and prime time only the first of them.
    filled = [(clock, ads) for clock, ads in windows(hours, show) if ads != "0:00"]
    assert filled == [("19:00:00", "0:10"), ("23:00:00", "0:10")]
    assert windows(hours, show)[5] == ("24:00:00", "0:00")
    assert windows(prime, show) == [("19:00:00", "9:10")]
    assert prime.left == length("8:50")


def the_gala() -> Show:
    """The gala of 2016 as published; its table gives the second signal's last second, 23:59:59,
    for its end."""
    show = read_running_order(GALA, date=dt.date(2016, 2, 7), zone="Asia/Shanghai")
    signals = [s for s in show.segments if s.kind is Kind.TIME_SIGNAL]
    assert [str(s.hard_start) for s in signals] == ["19:59:50", "23:59:50"]
    whole = tuple(replace(s, length=seconds(10)) if s in signals else s for s in show.segments)
    (room,) = show.rooms
    stage = replace(room, id=STAGE, outputs=(Output(name="TV"),))
    moved = tuple(replace(s, room=RoomId(STAGE)) for s in whole)
    return replace(show, rooms=(stage,), segments=moved)


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


def test_every_preset_has_its_worked_example() -> None:
    here = Path(__file__).parent
    written = "".join(path.read_text("utf-8") for path in here.glob("test_budget_presets*.py"))

    assert [one.id for one in presets() if f'"{one.id}"' not in written] == []


def test_a_rule_knows_what_it_was_made_from() -> None:
    show = rules_under("cn61_prime", evening(PRIME))

    (rule,) = show.ad_rules
    assert (rule.preset, rule.status, rule.as_of) == ("cn61_prime", "in_force", "2010-01-01")
    assert "Order 61" in rule.source
    state = evaluate(rule, project(plan_times(show), None, at(show, "19:00")))
    assert state.windows[0].end == show.instant(WallTime(21))
