"""The bar across the top shows what its view says, whole and in words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.errors import Phrase
from producer_app.core.run import Event
from producer_app.core.show import Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.onair import DiskHealth, LineHealth, LineState, on_air_view
from producer_app.present.words import words
from producer_app.ui.onair.bar import OnAirBar
from producer_app.ui.theme import dress, size
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    folded,
    gone,
    minutes,
)

EN = words("en")
LONG = "A title that goes on and on until no bar in the world could ever hold all of it, <b>not</b>"


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> OnAirBar:
    dress(qapp)
    made = OnAirBar(EN)
    qtbot.addWidget(made)
    made.resize(1366, size("bar"))
    made.show()
    return made


def an_evening(title: str = "Opening") -> Show:
    return a_show(
        a_segment("1", minutes(4), title=title, title_alt="开场歌舞"),
        a_segment("2", minutes(5), title=title, title_alt="月亮"),
        a_segment("3", minutes(2), title="Bell", hard_start="20:10"),
        a_shop_segment("S1", minutes(9), title="Warm-up"),
        hard_out="20:13",
    )


def show_at(bar: OnAirBar, show: Show, events: tuple[Event, ...], when: str) -> None:
    run = folded(events) if events else None
    projection = project(plan_times(show), run, at(show, when))
    stage, shop = (on_air_view(projection, room, EN) for room in (STAGE, SHOP))
    line = LineHealth(state=LineState.DOWN, age=Millis(12_000))
    bar.show_state(stage, shop, line, DiskHealth(unsaved=3, why=Phrase("disk.full", "disk full")))


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
    assert bar.hard_time.over_under.text() == "UNDER 1:00"
    assert bar.hard_time.when.text() == "20:10:00  in 9:00"
    assert bar.hard_time.end.text() == "HARD OUT  UNDER 1:00"
    assert bar.side.shop_title.text() == "S1  Warm-up"
    assert bar.side.shop_countdown.text() == "8:30 LEFT"
    assert (bar.side.line.text(), bar.side.disk.text()) == (
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


def test_the_figures_are_whole_on_the_smallest_screen(bar: OnAirBar) -> None:
    show = an_evening(LONG)
    show_at(bar, show, on_air(show), "20:01")
    QApplication.processEvents()
    whole = (bar.clock.clock, bar.on_air.countdown, bar.on_air.word, bar.hard_time.over_under)
    assert bar.width() == 1366
    assert [label.text() for label in whole if label.is_elided()] == []


def test_a_show_without_a_shop_hides_the_shops_playhead(bar: OnAirBar) -> None:
    show = a_show(a_segment("1"))
    projection = project(plan_times(show), None, at(show, "19:50"))
    bar.show_state(on_air_view(projection, STAGE, EN), None, LineHealth(), DiskHealth())
    assert not bar.side.shop.isVisible()
    assert (bar.side.line.text(), bar.side.disk.text()) == ("LINE OFF", "SAVED")
