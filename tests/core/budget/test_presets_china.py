"""The presets for China: clock hours, prime time, dramas, public service; worked by hand."""

from __future__ import annotations

from producer_app.core.ad_presets import Status
from tests.core.budget.worked import PRIME, broken_at, evening, held, held_alone, length, windows


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
