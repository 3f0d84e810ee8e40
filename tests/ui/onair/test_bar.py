"""The bar across the top shows what its view says, whole and in words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Repeat
from producer_app.core.errors import Phrase
from producer_app.core.run import Event
from producer_app.core.show import RoomId, SegmentId, Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.onair import OnAirView, on_air_view
from producer_app.present.onair_health import DiskHealth, LineHealth, LineState
from producer_app.present.words import words
from producer_app.ui.onair.bar import OnAirBar
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import dress, size
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
)

EN = words("en")
LONG = "A title that goes on and on until no bar in the world could ever hold all of it, <b>not</b>"


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> OnAirBar:
    dress(qapp)
    made = OnAirBar(EN)
    qtbot.addWidget(made)
    made.resize(1366, size("bar") + size("bar_line"))
    made.show()
    return made


def an_evening(title: str = "Opening") -> Show:
    return a_show(
        a_segment("1", minutes(4), title=title, title_alt="开场歌舞"),
        a_segment("2", minutes(5), title=title, title_alt="月亮"),
        a_segment("3", minutes(2), title="Bell", hard_start="20:10"),
        a_shop_segment("S1", minutes(9), title="Warm-up"),
        a_shop_segment("S2", minutes(0), title="A pitch"),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="20:13",
    )


def show_at(
    bar: OnAirBar, show: Show, events: tuple[Event, ...], when: str, language: str = "en"
) -> None:
    run = folded(events) if events else None
    published = {SegmentId("s2"): at(show, "20:03:30")}
    projection = project(plan_times(show), run, at(show, when), published=published)
    stage, shop = (on_air_view(projection, room, words(language)) for room in (STAGE, SHOP))
    line = LineHealth(state=LineState.DOWN, age=Millis(12_000))
    bar.show_state(stage, shop, line, DiskHealth(unsaved=3, why=Phrase("disk.full", "disk full")))


def view_of(show: Show, events: tuple[Event, ...], room: RoomId) -> OnAirView:
    return on_air_view(project(plan_times(show), folded(events), at(show, "20:04")), room, EN)


def shown(bar: OnAirBar) -> list[tuple[str, str]]:
    parts = (part for part in bar.figures.parts if part.isVisible())
    return [(part.word.text(), part.figure.text()) for part in parts]


def on_air(show: Show) -> tuple[Event, ...]:
    events = gone(show, a_run(show, at(show, "19:58")), at(show, "20:00"))
    return gone(show, events, at(show, "20:00:30"), SHOP)


def test_everything_is_said_in_words(bar: OnAirBar) -> None:
    show = an_evening()
    show_at(bar, show, on_air(show), "20:01")
    assert bar.clock.clock.text() == "20:01:00"
    assert bar.clock.badge.text() == "ON AIR"
    assert bar.on_air.title.text() == "1  Opening"
    assert bar.on_air.title_alt.text() == "开场歌舞"
    assert (bar.on_air.countdown.text(), bar.on_air.word.text()) == ("3:00", "LEFT")
    assert bar.on_air.used.share == pytest.approx(0.25)
    assert bar.standby.title.text() == "2  Opening"
    assert bar.standby.length.text() == "5:00"
    assert bar.hard_time.heading.text() == "STARTS 20:10:00"
    assert bar.hard_time.title.text() == "3 Bell"
    assert (bar.hard_time.left.text(), bar.hard_time.word.text()) == ("9:00", "TO GO")
    assert shown(bar) == [
        ("NEXT HARD TIME", "UNDER 1:00"),
        ("HARD OUT", "UNDER 1:00"),
        ("PUBLISHED", "OVER 0:30"),
        ("PLAN", "ON TIME"),
    ]
    assert bar.other_room.title.text() == "S1  Warm-up"
    assert bar.other_room.countdown.text() == "8:30 LEFT"
    assert bar.other_room.over_under.text() == "UNDER 3:30"
    assert bar.other_room.meets.text() == "H1 20:04:00 in 3:00"
    assert bar.other_room.below.text() == "STANDBY  S2  A pitch"
    assert (bar.figures.line.text(), bar.figures.disk.text()) == (
        "LINE DOWN 0:12",
        "UNSAVED 3 — disk full",
    )


def test_over_has_its_own_colour_beside_its_word(bar: OnAirBar) -> None:
    show = an_evening()
    show_at(bar, show, on_air(show), "20:04:12")
    assert (bar.on_air.countdown.text(), bar.on_air.word.text()) == ("0:12", "OVER")
    assert bar.on_air.countdown.tone == "over"


def test_the_run_badge_looks_different_for_plan_and_show(bar: OnAirBar) -> None:
    show = an_evening()
    show_at(bar, show, (), "19:50")
    planned = bar.clock.badge.grab().toImage()
    show_at(bar, show, on_air(show), "20:01")
    assert bar.clock.badge.grab().toImage() != planned


def test_a_title_is_plain_text_and_elided_with_all_of_it_in_the_tooltip(bar: OnAirBar) -> None:
    show = an_evening(LONG)
    show_at(bar, show, on_air(show), "20:01")
    assert bar.on_air.title.is_elided()
    assert "&lt;b&gt;not&lt;/b&gt;" in bar.on_air.title.toolTip()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figures_are_whole_on_the_smallest_screen(
    qtbot: QtBot, qapp: QApplication, language: str
) -> None:
    dress(qapp)
    bar = OnAirBar(words(language))
    qtbot.addWidget(bar)
    bar.resize(1366, size("bar") + size("bar_line"))
    bar.show()
    show = an_evening(LONG)
    late = gone(show, a_run(show, at(show, "19:58")), at(show, "20:02"))
    show_at(bar, show, gone(show, late, at(show, "20:02"), SHOP), "20:12:34", language)
    QApplication.processEvents()
    figures = [label for part in bar.figures.parts for label in (part.word, part.figure)]
    whole = (
        *(bar.clock.clock, bar.on_air.countdown, bar.on_air.word, bar.other_room.countdown),
        *(bar.hard_time.heading, bar.hard_time.left, bar.hard_time.word, bar.other_room.over_under),
        *figures,
        *(bar.figures.line, bar.figures.disk),
    )
    assert bar.width() == 1366
    assert [label.text() for label in whole if label.is_elided()] == []


def test_no_part_of_the_bar_stands_over_another_or_is_cut_off_below(bar: OnAirBar) -> None:
    show = an_evening()
    show_at(bar, show, on_air(show), "20:01")
    QApplication.processEvents()
    for label in bar.findChildren(PlainLabel):
        if label.isVisible():
            room = label.parentWidget().rect()
            assert room.contains(label.geometry()), label.text()
            assert label.height() >= label.fontMetrics().height(), label.text()


def test_what_is_on_time_falls_back_and_what_is_over_does_not(bar: OnAirBar) -> None:
    show = an_evening()
    show_at(bar, show, on_air(show), "20:01")
    tones = {part.word.text(): part.figure.tone for part in bar.figures.parts}
    assert tones == {
        "NEXT HARD TIME": "under",
        "HARD OUT": "under",
        "PUBLISHED": "over",
        "PLAN": "ink_quiet",
    }


def test_a_room_that_waits_for_an_artist_says_who_on_either_side(bar: OnAirBar) -> None:
    lin = an_artist("lin", name="Lin Yao", transit=seconds(75))
    show = a_show(
        a_segment("1", minutes(5), talent=(lin.id,)),
        a_segment("2", minutes(5)),
        a_shop_segment("S1", minutes(5)),
        a_shop_segment("S2", minutes(5), talent=(lin.id,)),
        talent=(lin,),
    )
    show_at(bar, show, on_air(show), "20:04")
    assert bar.other_room.below.text() == "waits 0:45: Lin Yao walks over"
    assert bar.other_room.below.tone == "warning"
    assert "Shop waits 0:45: Lin Yao walks over" in bar.other_room.below.toolTip()
    stage, shop = (view_of(show, on_air(show), room) for room in (STAGE, SHOP))
    bar.show_state(shop, stage, LineHealth(), DiskHealth())
    assert bar.standby.below.text() == "waits 0:45: Lin Yao walks over"


def test_a_repeat_in_standby_says_what_follows_behind_it(bar: OnAirBar) -> None:
    show = an_evening()
    repeat = Repeat(room=STAGE, segment=SegmentId("s1"))
    show_at(bar, show, called(show, on_air(show), repeat, at(show, "20:01")), "20:02")
    assert bar.standby.heading.text() == "STANDBY · REPEAT"
    assert bar.standby.title.text() == "1  Opening"
    assert bar.standby.length.text() == "4:00  then 2 Opening"


def test_a_show_without_a_shop_hides_the_other_room(bar: OnAirBar) -> None:
    show = a_show(a_segment("1"))
    projection = project(plan_times(show), None, at(show, "19:50"))
    bar.show_state(on_air_view(projection, STAGE, EN), None, LineHealth(), DiskHealth())
    assert not bar.other_room.isVisible()
    assert shown(bar) == []
    assert (bar.figures.line.text(), bar.figures.disk.text()) == ("LINE OFF", "SAVED")
