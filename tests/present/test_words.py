"""Every text in both languages, and numbers in the one shape that screen and paper share."""

from __future__ import annotations

import string
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.entry import LONGEST, parse_length
from producer_app.core.timebase import Millis
from producer_app.paths import resources
from producer_app.present.words import (
    both,
    by_day,
    clock,
    countdown,
    duration,
    over_under,
    own_clock,
    understood_in,
    words,
)
from tests.builders import a_show, at, wall

AREAS = sorted((resources() / "translations").glob("*.toml"))


COUNTED_DIFFERENTLY = {"yuan_jiao", "yuan_fen", "yuan_only_fen"}
"""Money is said in cents in English and in jiao and fen in Chinese; the caller gives all three."""


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS, ids=lambda path: path.stem)
def test_every_text_says_the_same_values_in_both_languages(area) -> None:  # type: ignore[no-untyped-def]
    for key, entry in tomllib.loads(area.read_text(encoding="utf-8")).items():
        assert set(entry) == {"en", "zh"}, f"{area.stem}.{key}"
        if key not in COUNTED_DIFFERENTLY:
            assert _values(entry["en"]) == _values(entry["zh"]), f"{area.stem}.{key}"


def test_a_language_that_is_not_spoken_here_is_answered_in_english() -> None:
    assert words("fr").say("words.stage") == "Stage"


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (270_000, "4:30"),
        (3_723_000, "1:02:03"),
        (-5_000, "-0:05"),
        (-400, "0:00"),
        (None, "?"),
    ],
)
def test_lengths_read_as_minutes_and_seconds(length: int | None, text: str) -> None:
    assert duration(length) == text


@pytest.mark.parametrize(
    ("left", "text"),
    [(10_000, "0:10"), (9_999, "0:10"), (1, "0:01"), (0, "0:00"), (-3_200, "0:03")],
)
def test_a_countdown_shows_a_second_until_it_is_used_up(left: int, text: str) -> None:
    assert countdown(left) == text


@pytest.mark.parametrize(
    ("over", "text"),
    [
        (12_000, "OVER 0:12"),
        (-5_000, "UNDER 0:05"),
        (0, "ON TIME"),
        (499, "ON TIME"),
        (None, "unknown"),
        (23 * 3_600_000, "OVER 23:00:00"),
        (1_045_223_000, "OVER 12 days"),
        (-86_400_000, "UNDER 1 day"),
    ],
)
def test_over_and_under_are_words_never_a_sign(over: int | None, text: str) -> None:
    assert over_under(over) == text


@pytest.mark.parametrize(
    ("length", "english", "chinese"),
    [
        (270_000, "4 min 30 s", "4 分 30 秒"),
        (3_723_000, "1 h 2 min 3 s", "1 小时 2 分 3 秒"),
        (5_400_000, "1 h 30 min", "1 小时 30 分"),
        (5_250, "5.25 s", "5.25 秒"),
        (0, "0 s", "0 秒"),
        (None, "unknown", "未知"),
    ],
)
def test_the_echo_says_what_was_understood(length: int | None, english: str, chinese: str) -> None:
    typed = None if length is None else Millis(length)
    assert understood_in(words("en"), typed) == english
    assert understood_in(words("zh"), typed) == chinese


@given(st.integers(0, LONGEST), st.sampled_from(["en", "zh"]))
def test_the_echo_typed_back_is_the_same_length(length: int, language: str) -> None:
    assert parse_length(understood_in(words(language), Millis(length))) == length


def test_over_is_said_in_chinese_too() -> None:
    assert over_under(12_000, words("zh")) == "超时 0:12"


def test_times_past_midnight_are_in_show_day_notation() -> None:
    show = a_show()
    assert clock(at(show, "24:03:00"), show) == "24:03:00"
    assert clock(None, show) == ""


@pytest.mark.parametrize(
    ("time", "english", "chinese"),
    [
        ("23:59:59", "23:59:59", "23:59:59"),
        ("24:03:00", "24:03:00", "24:03:00"),
        ("29:59:59", "29:59:59", "29:59:59"),
        ("30:00:00", "06:00:00 (day 2)", "第 2 天 06:00:00"),
        ("48:03:00", "24:03:00 (day 2)", "第 2 天 24:03:00"),
        ("58:30:00", "10:30:00 (day 3)", "第 3 天 10:30:00"),
    ],
)
def test_a_later_day_is_told_by_its_own_clock_and_named(
    time: str, english: str, chinese: str
) -> None:
    show = a_show()
    assert clock(at(show, time), show, words=words("en")) == english
    assert clock(at(show, time), show, words=words("zh")) == chinese
    assert by_day(wall(time), words("en")) == english
    assert own_clock(at(show, time), show) in english


def test_without_seconds_a_time_is_short_where_it_is_on_the_minute() -> None:
    assert by_day(wall("34:20"), words("en"), short=True) == "10:20 (day 2)"
    assert by_day(wall("34:20:05"), words("en"), short=True) == "10:20:05 (day 2)"


def test_two_languages_of_one_title_stand_side_by_side() -> None:
    assert both("Opening", "开场") == "Opening  开场"
    assert both("Opening", "") == "Opening"
    assert both("开场", "开场") == "开场"
