"""The presets of the house, for its stages and shops: worked by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from producer_app.core.budget import evaluate
from producer_app.core.show import Kind, Output, RoomId, Show
from producer_app.core.timebase import WallTime
from producer_app.core.timing import plan_times, project
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.running_order import read_running_order
from tests.builders import STAGE, at, seconds
from tests.core.budget.worked import (
    PRIME,
    broken_at,
    evening,
    held,
    held_alone,
    length,
    rules_under,
    windows,
)

GALA = Path(__file__).parents[2] / "data" / "gala_2016_published_times.csv"


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


def test_every_preset_has_its_worked_example() -> None:
    here = Path(__file__).parent
    written = "".join(path.read_text("utf-8") for path in here.glob("test_presets_*.py"))

    assert [one.id for one in presets() if f'"{one.id}"' not in written] == []


def test_a_rule_knows_what_it_was_made_from() -> None:
    show = rules_under("cn61_prime", evening(PRIME))

    (rule,) = show.ad_rules
    assert (rule.preset, rule.status, rule.as_of) == ("cn61_prime", "in_force", "2010-01-01")
    assert "Order 61" in rule.source
    state = evaluate(rule, project(plan_times(show), None, at(show, "19:00")))
    assert state.windows[0].end == show.instant(WallTime(21))
