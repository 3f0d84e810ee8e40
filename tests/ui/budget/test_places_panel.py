"""The drawer of places: what is typed, how far the search is, what is chosen and taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.core.show import Kind, SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.present.budget_openings import Place, PlaceView, place_views
from producer_app.present.words import words
from producer_app.ui.budget.places_panel import PlacesPanel
from tests.builders import SHOP, STAGE, seconds
from tests.present.budgets import an_evening

SHOW = an_evening()


def a_place(before: str | None, *, left: float = 0.5, pushes: float = 0) -> Place:
    return Place(
        before=None if before is None else SegmentId(before),
        at=Instant(SHOW.instant(SHOW.on_air) if SHOW.on_air else 0),
        room_left=left,
        pushes=Millis(seconds(pushes)),
        is_joined=False,
        left="An hour: 0:20 left",
    )


def views(*places: Place) -> tuple[PlaceView, ...]:
    return place_views(SHOW, places, words("en"))


@pytest.fixture
def panel(qtbot: QtBot) -> PlacesPanel:
    made = PlacesPanel(words("en"))
    qtbot.addWidget(made)
    made.resize(540, 480)
    made.offer(((Kind.SPOT, "Spot"), (Kind.PSA, "Public service")), ((STAGE, "Stage"),))
    made.show_subject("2 “Song 2” · Spot · 0:30 · is moved", "0:30", Kind.SPOT, STAGE)
    made.show()
    return made


def test_it_says_what_is_placed_and_what_stands_in_its_fields(panel: PlacesPanel) -> None:
    assert panel.subject.text() == "2 “Song 2” · Spot · 0:30 · is moved"
    assert (panel.typed_length(), panel.kind.currentText()) == ("0:30", "Spot")
    assert panel.echo.text() == "30 s"


def test_a_single_room_is_not_asked_for(panel: PlacesPanel) -> None:
    assert not panel.room.isVisible()
    panel.offer(((Kind.SPOT, "Spot"),), ((STAGE, "Stage"), (SHOP, "Shop")))
    assert panel.room.isVisible()


def test_a_length_that_is_not_understood_says_so_while_it_is_typed(
    panel: PlacesPanel, qtbot: QtBot
) -> None:
    panel.length.selectAll()
    qtbot.keyClicks(panel.length, "soon")
    assert panel.echo.tone == "error"


def test_enter_in_the_length_and_the_button_seek(panel: PlacesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.seek_asked):
        qtbot.keyClick(panel.length, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.seek_asked):
        qtbot.mouseClick(panel.seek, Qt.MouseButton.LeftButton)


def test_a_search_shows_how_far_it_is_and_can_be_cancelled(
    panel: PlacesPanel, qtbot: QtBot
) -> None:
    panel.show_progress(30, 120)
    assert panel.state.text() == "Seeking: 30 of 120 places…"
    assert (panel.progress.value(), panel.progress.maximum()) == (30, 120)
    with qtbot.waitSignal(panel.cancel_asked):
        qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    panel.show_ended("over", "ink_quiet")
    assert not panel.progress.isVisible()
    assert not panel.cancel.isVisible()


def test_while_it_seeks_nothing_is_chosen_for_anybody(panel: PlacesPanel) -> None:
    panel.show_places(views(a_place("s3")), is_all=False)
    assert panel.places.chosen is None
    assert not panel.put.isEnabled()


def test_once_all_are_there_the_best_is_chosen(panel: PlacesPanel) -> None:
    panel.show_places(views(a_place("s3"), a_place("s5", left=0.9)), is_all=True)
    assert panel.places.chosen is not None
    assert panel.places.chosen.before == "before 5 “Song 5”"
    assert panel.put.isEnabled()


def test_what_somebody_chose_stays_chosen_when_better_ones_are_found(
    panel: PlacesPanel, qtbot: QtBot
) -> None:
    panel.show_places(views(a_place("s3")), is_all=False)
    qtbot.keyClick(panel.places, Qt.Key.Key_Down)
    panel.show_places(views(a_place("s3"), a_place("s5", left=0.9)), is_all=True)
    assert panel.places.chosen is not None
    assert panel.places.chosen.before == "before 3 “Song 3”"


def test_enter_takes_the_chosen_place(panel: PlacesPanel, qtbot: QtBot) -> None:
    panel.show_places(views(a_place("s3"), a_place("s5", left=0.9)), is_all=True)
    panel.places.setFocus()
    qtbot.keyClick(panel.places, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.place_taken) as taken:
        qtbot.keyClick(panel.places, Qt.Key.Key_Return)
    assert taken.args is not None
    assert taken.args[0].place.before == SegmentId("s3")


def test_the_button_takes_it_too(panel: PlacesPanel, qtbot: QtBot) -> None:
    panel.show_places(views(a_place(None)), is_all=True)
    with qtbot.waitSignal(panel.place_taken) as taken:
        qtbot.mouseClick(panel.put, Qt.MouseButton.LeftButton)
    assert taken.args is not None
    assert taken.args[0].before == "at the end"


def test_each_place_that_is_gone_to_is_told(panel: PlacesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.place_chosen) as chosen:
        panel.show_places(views(a_place("s3")), is_all=True)
    assert chosen.args is not None
    assert chosen.args[0].place.before == SegmentId("s3")
    with qtbot.waitSignal(panel.place_chosen) as gone:
        panel.show_places(views(a_place("s6")), is_all=False)
    assert gone.args == [None]


def test_esc_closes_and_takes_nothing(panel: PlacesPanel, qtbot: QtBot) -> None:
    panel.show_places(views(a_place("s3")), is_all=True)
    panel.places.setFocus()
    with qtbot.assertNotEmitted(panel.place_taken), qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.places, Qt.Key.Key_Escape)


def test_a_place_reads_itself_out_whole(panel: PlacesPanel) -> None:
    panel.show_places(views(a_place("s3", pushes=25)), is_all=True)
    said = panel.places.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "20:00:00 · before 3 “Song 3” · a break of its own · PUSHES A HARD TIME 0:25"
        " · An hour: 0:20 left"
    )
