"""The bar across the top: what it says of a room, of the line and of the disk."""

from __future__ import annotations

import pytest

from producer_app.core.calling import EndRun, Hold, Repeat
from producer_app.core.errors import Phrase
from producer_app.core.run import Event, RunKind
from producer_app.core.show import Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.onair import OnAirView, on_air_view
from producer_app.present.onair_health import (
    DiskHealth,
    LineHealth,
    LineState,
    disk_view,
    line_view,
)
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_shop,
    a_show,
    a_stage,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)

EN = words("en")
SLOW = Phrase("disk.slow", "the disk is slow")
SOON = at(a_show(), "20:01")


def an_evening(**changes: object) -> Show:
    segments = (
        a_segment("1", minutes(4), title="Opening", title_alt="开场"),
        a_segment("2", minutes(5)),
        a_segment("3", minutes(2), title="Bell", hard_start="20:10"),
    )
    return a_show(*segments, **{"hard_out": "20:13", **changes})


def seen(show: Show, events: tuple[Event, ...], when: str) -> OnAirView:
    run = folded(events) if events else None
    return on_air_view(project(plan_times(show), run, at(show, when)), STAGE, EN)


def on_air(show: Show, kind: RunKind = RunKind.SHOW) -> tuple[Event, ...]:
    return gone(show, a_run(show, at(show, "19:58"), kind), at(show, "20:00"))


def test_a_plan_counts_down_to_air_and_has_its_first_segment_in_standby() -> None:
    view = seen(an_evening(), (), "19:50")
    assert (view.run, view.is_running, view.is_live) == ("PLAN", False, False)
    assert (view.countdown, view.countdown_word) == ("10:00", "TO AIR")
    assert (view.on_air, view.standby_number, view.standby_length) == (None, "1", "4:00")


def test_a_plan_for_another_week_counts_nothing_down() -> None:
    show = an_evening()
    view = on_air_view(
        project(plan_times(show), None, at(show, "00:00") - 3 * 86_400_000), STAGE, EN
    )
    assert (view.countdown, view.countdown_word, view.hard_in) == ("", "", "")


def test_what_is_on_air_counts_down_with_the_share_used() -> None:
    show = an_evening()
    view = seen(show, on_air(show), "20:01")
    assert (view.run, view.is_live) == ("ON AIR", True)
    assert (view.on_air_number, view.on_air_title, view.on_air_title_alt) == (
        "1",
        "Opening",
        "开场",
    )
    assert (view.countdown, view.countdown_word, view.countdown_level) == ("3:00", "LEFT", "calm")
    assert view.used == pytest.approx(0.25)
    assert view.standby_number == "2"


def test_the_last_ten_seconds_warn() -> None:
    show = an_evening()
    assert seen(show, on_air(show), "20:03:51").countdown_level == "warning"


def test_past_its_end_it_says_over_and_never_a_sign() -> None:
    show = an_evening()
    view = seen(show, on_air(show), "20:04:12")
    assert (view.countdown, view.countdown_word, view.countdown_level) == ("0:12", "OVER", "over")
    assert view.used == 1


def test_a_held_segment_says_held_and_its_countdown_stands_still() -> None:
    show = an_evening()
    held = called(show, on_air(show), Hold(room=STAGE), at(show, "20:01"))
    earlier, later = seen(show, held, "20:01:30"), seen(show, held, "20:02:30")
    assert (earlier.countdown, earlier.countdown_word) == ("3:00", "HELD")
    assert later.countdown == "3:00"
    assert later.is_held


def test_a_segment_held_past_its_end_says_both() -> None:
    show = an_evening()
    held = called(show, on_air(show), Hold(room=STAGE), at(show, "20:04:10"))
    assert seen(show, held, "20:05").countdown_word == "HELD, OVER"


def test_an_unknown_length_shows_the_time_used() -> None:
    show = a_show(a_segment("1", None))
    view = seen(show, on_air(show), "20:01:30")
    assert (view.countdown, view.countdown_word, view.used) == ("1:30", "ELAPSED", 0)


def test_under_against_the_hard_time_is_said_in_words_with_when_it_comes() -> None:
    show = an_evening()
    view = seen(show, on_air(show), "20:01")
    assert (view.hard_title, view.hard_word, view.hard_at) == ("3 Bell", "STARTS", "20:10:00")
    assert (view.hard_in, view.hard_left, view.hard_left_word) == ("in 9:00", "9:00", "TO GO")
    assert (view.over_under, view.over_level, view.over_bound) == ("UNDER 1:00", "under", "")


def test_a_late_run_is_over_against_the_hard_time() -> None:
    show = an_evening()
    view = seen(show, on_air(show), "20:05:30")
    assert (view.over_under, view.over_level) == ("OVER 0:30", "over")


def test_an_unknown_length_makes_under_a_most_and_over_a_least() -> None:
    show = a_show(
        a_segment("1", minutes(4)), a_segment("2", None), a_segment("3", hard_start="20:10")
    )
    events = on_air(show)
    early, late = seen(show, events, "20:01"), seen(show, events, "20:11")
    assert (early.over_under, early.over_bound) == ("UNDER 6:00", "at most")
    assert (late.over_under, late.over_bound) == ("OVER 1:00", "at least")


def test_a_hard_time_that_has_passed_says_how_long_ago() -> None:
    show = an_evening()
    view = seen(show, on_air(show), "20:11")
    assert (view.hard_in, view.hard_left, view.hard_left_word) == ("1:00 ago", "1:00", "AGO")


def test_half_a_second_is_on_time_in_word_and_level() -> None:
    show = a_show(a_segment("1", seconds(240.5)), a_segment("2", minutes(1), hard_start="20:04"))
    view = seen(show, on_air(show), "20:01")
    assert (view.over_under, view.over_level) == ("ON TIME", "calm")


def test_without_a_hard_time_nothing_is_over_or_under() -> None:
    show = a_show(a_segment("1"))
    view = seen(show, on_air(show), "20:01")
    assert (view.hard_title, view.over_under, view.over_level) == (
        "No hard time ahead",
        "",
        "calm",
    )


def test_a_segment_without_length_counts_down_to_its_hard_end() -> None:
    show = a_show(a_segment("1", None, hard_end=wall("20:06")), a_segment("2"))
    view = seen(show, on_air(show), "20:01:30")
    assert (view.countdown, view.countdown_word, view.used) == ("4:30", "LEFT", 0.25)
    assert (view.hard_title, view.hard_word, view.hard_at) == ("1 Song 1", "ENDS", "20:06:00")
    past = seen(show, on_air(show), "20:06:20")
    assert (past.countdown, past.countdown_word, past.over_under) == ("0:20", "OVER", "OVER 0:20")


def test_a_repeat_in_standby_says_so_and_what_follows_behind_it() -> None:
    show = an_evening()
    events = called(show, on_air(show), Repeat(room=STAGE, segment=show.segments[0].id), SOON)
    view = seen(show, events, "20:02")
    assert (view.standby_word, view.standby_number) == ("STANDBY · REPEAT", "1")
    assert view.standby_then == "then 2 Song 2"
    played = gone(show, events, at(show, "20:04"))
    view = seen(show, played, "20:05")
    assert (view.on_air_number, view.standby_word, view.standby_number) == ("1", "STANDBY", "2")
    assert view.standby_then == ""


def test_a_repeat_of_the_last_segment_is_followed_by_nothing() -> None:
    show = a_show(a_segment("1"))
    events = called(show, on_air(show), Repeat(room=STAGE, segment=show.segments[0].id), SOON)
    assert seen(show, events, "20:02").standby_then == "then the end of the rundown"


def test_a_show_that_starts_after_another_says_so_until_its_first_go() -> None:
    show = an_evening(starts_after="Evening News")
    begun = a_run(show, at(show, "19:58"))
    for view in (seen(show, (), "19:50"), seen(show, begun, "19:59")):
        assert (view.on_air_title, view.on_air_title_alt) == (
            "After Evening News",
            "expected 20:00:00",
        )
    late = seen(show, begun, "20:02:30")
    assert (late.countdown, late.countdown_word, late.countdown_level) == ("2:30", "LATE", "over")
    assert seen(show, on_air(show), "20:01").on_air_title == "Opening"


def test_a_room_that_opens_by_itself_waits_for_no_other_programme() -> None:
    rooms = (a_stage(), a_shop(on_air=wall("19:45")))
    show = an_evening(starts_after="Evening News", rooms=rooms)
    projection = project(plan_times(show), None, at(show, "19:30"))
    assert on_air_view(projection, SHOP, EN).on_air_title == "Nothing on air"


def test_a_plan_whose_time_has_passed_is_not_late() -> None:
    assert seen(an_evening(), (), "20:30").countdown_word == ""


def test_both_languages_stand_with_that_of_the_window_first() -> None:
    show = an_evening()
    view = on_air_view(project(plan_times(show), folded(on_air(show)), SOON), STAGE, words("zh"))
    assert (view.room_name, view.room_name_alt) == ("舞台间", "Stage")
    assert (view.on_air_title, view.on_air_title_alt) == ("开场", "Opening")


def test_a_rehearsal_is_numbered_and_never_live() -> None:
    show = an_evening()
    view = seen(show, on_air(show, RunKind.REHEARSAL), "20:01")
    assert (view.run, view.is_running, view.is_live) == ("REHEARSAL 1", True, False)


def test_a_show_that_has_ended_is_not_live_any_more() -> None:
    show = an_evening()
    ended = called(show, on_air(show), EndRun(), at(show, "20:12"))
    view = seen(show, ended, "20:12:30")
    assert (view.run, view.is_running, view.is_live) == ("SHOW ENDED", False, False)
    assert view.countdown == ""


@pytest.mark.parametrize(
    ("line", "text", "level"),
    [
        (LineHealth(), "LINE OFF", "quiet"),
        (LineHealth(state=LineState.UP), "LINE no room yet", "quiet"),
        (LineHealth(state=LineState.UP, rooms=1), "LINE 1 room", "calm"),
        (LineHealth(state=LineState.UP, rooms=2), "LINE 2 rooms", "calm"),
        (LineHealth(state=LineState.DOWN, age=Millis(12_000)), "LINE DOWN 0:12", "error"),
        (
            LineHealth(state=LineState.UP, rooms=1, broker_lost=Millis(3_000)),
            "LINE BROKER DOWN 0:03",
            "warning",
        ),
        (
            LineHealth(state=LineState.UP, rooms=1, silent=("Shop",), age=Millis(4_000)),
            "LINE SILENT 0:04 — Shop",
            "warning",
        ),
    ],
)
def test_the_line_is_said_in_words(line: LineHealth, text: str, level: str) -> None:
    assert (line_view(line, EN).text, line_view(line, EN).level) == (text, level)


@pytest.mark.parametrize(
    ("disk", "text", "level"),
    [
        (DiskHealth(), "SAVED", "calm"),
        (DiskHealth(unsaved=3, why=SLOW), "UNSAVED 3 — the disk is slow", "error"),
        (DiskHealth(unsaved=1), "UNSAVED 1", "error"),
        (DiskHealth(is_read_only=True), "READ ONLY", "warning"),
    ],
)
def test_the_disk_is_said_in_words(disk: DiskHealth, text: str, level: str) -> None:
    assert (disk_view(disk, EN).text, disk_view(disk, EN).level) == (text, level)


def test_why_the_file_lacks_events_is_said_in_the_language_of_the_window() -> None:
    view = disk_view(DiskHealth(unsaved=3, why=SLOW), words("zh"))
    assert view.text == "未保存 3 — 磁盘太慢"
