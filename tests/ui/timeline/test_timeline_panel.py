"""The timeline panel: what is seen of the evening, and that a second paints only what it moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Hold
from producer_app.core.run import Event
from producer_app.core.show import SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, plan_times, project
from producer_app.exchange.samples import read_sample
from producer_app.present.words import words
from producer_app.ui.theme import dress
from producer_app.ui.timeline.overlay import Look
from producer_app.ui.timeline.panel import TimelinePanel
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
    wall,
)

SIZE = (1000, 140)


class Watched(TimelinePanel):
    """The panel, and what of it was painted."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(words(language))
        self.painted = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted = self.painted.united(event.region())
        super().paintEvent(event)

    def painted_by(self, projection: Projection) -> QRegion:
        """What is painted when this is shown."""
        QApplication.processEvents()
        self.painted = QRegion()
        self.show_state(projection)
        wait_for_paint(self)
        return self.painted

    def words_shown(self) -> list[str]:
        return [note.text for note in self.notes() if note.text]


def wait_for_paint(panel: TimelinePanel) -> None:
    QTest.qWait(20)
    QApplication.processEvents()
    assert panel.isVisible()


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Watched:
    dress(qapp)
    made = Watched()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made


def an_evening() -> Show:
    return a_show(
        a_segment("1", minutes(20), title="Opening"),
        a_segment("2", minutes(30)),
        a_segment("3", minutes(20), title="Bell", hard_start="21:00", hard_end=wall("21:30")),
        a_shop_segment("S1", minutes(60)),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="22:00",
    )


SHOW = an_evening()
PLAN = plan_times(SHOW)


def on_air() -> tuple[Event, ...]:
    events = gone(SHOW, a_run(SHOW, at(SHOW, "19:58")), at(SHOW, "20:00"))
    return gone(SHOW, events, at(SHOW, "20:00"), SHOP)


def seen(events: tuple[Event, ...], when: str, earlier: Projection | None = None) -> Projection:
    run = folded(events) if earlier is None else earlier.run
    return project(PLAN, run, at(SHOW, when), earlier)


def test_the_whole_evening_is_seen_with_its_words(panel: Watched) -> None:
    panel.show_state(project(PLAN, None, at(SHOW, "19:00")))
    assert [bar.number for bar in panel.bars()] == ["1", "2", "3", "S1"]
    assert "GAP 10:00 until 21:00: nobody to fill" in panel.words_shown()
    assert "HARD OUT 22:00" in panel.words_shown()
    assert any("21:30" in text for text in panel.words_shown())


def test_a_second_paints_the_now_line_and_nothing_else(panel: Watched) -> None:
    first = seen(on_air(), "20:05:00")
    panel.show_state(first)
    wait_for_paint(panel)
    painted = panel.painted_by(seen(on_air(), "20:05:01", first))
    assert not painted.isEmpty()
    assert painted.boundingRect().width() < 100


def test_a_second_in_which_a_segment_runs_over_keeps_the_picture(panel: Watched) -> None:
    first = seen(on_air(), "20:25:00")
    panel.show_state(first)
    wait_for_paint(panel)
    picture = panel._picture
    panel.painted_by(seen(on_air(), "20:25:01", first))
    assert panel._picture is picture
    assert "OVER 5:01" in panel.words_shown()
    panel.painted_by(seen(on_air(), "20:26:00", first))
    assert panel._picture is not picture


def test_a_call_draws_the_picture_anew(panel: Watched) -> None:
    panel.show_state(seen(on_air(), "20:05:00"))
    wait_for_paint(panel)
    picture = panel._picture
    held = called(SHOW, on_air(), Hold(room=STAGE), at(SHOW, "20:05:01"))
    assert panel.painted_by(seen(held, "20:05:01")).boundingRect().width() == SIZE[0]
    assert panel._picture is not picture


def test_what_is_painted_piece_by_piece_is_what_is_painted_at_once(panel: Watched) -> None:
    first = seen(on_air(), "20:05:00")
    panel.show_state(first)
    wait_for_paint(panel)
    for second in range(1, 6):
        panel.painted_by(seen(on_air(), f"20:05:0{second}", first))
    whole = Watched()
    whole.resize(*SIZE)
    whole.show_state(seen(on_air(), "20:05:05"))
    assert panel.grab().toImage() == whole.grab().toImage()
    whole.deleteLater()


def test_what_is_drawn_in_steps_is_what_is_drawn_at_once(panel: Watched) -> None:
    panel.show_state(project(PLAN, None, at(SHOW, "19:00")))
    late = seen(on_air(), "20:25:00")
    assert len(list(panel.show_in_steps(late))) > 1
    whole = Watched()
    whole.resize(*SIZE)
    whole.show_state(late)
    assert panel.grab().toImage() == whole.grab().toImage()
    whole.deleteLater()


def test_a_panel_that_changes_its_size_between_two_steps_is_drawn_in_the_new_one(
    panel: Watched,
) -> None:
    late, wide = seen(on_air(), "20:25:00"), SIZE[0] + 200
    for number, _ in enumerate(panel.show_in_steps(late)):
        if number == 1:
            panel.resize(wide, SIZE[1])
    whole = Watched()
    whole.resize(wide, SIZE[1])
    whole.show_state(late)
    assert panel.grab().toImage() == whole.grab().toImage()
    whole.deleteLater()


def test_the_now_line_stands_only_while_something_runs(panel: Watched) -> None:
    panel.show_state(project(PLAN, None, at(SHOW, "20:30")))
    assert Look.NOW not in {note.look for note in panel.notes()}
    panel.show_state(seen(on_air(), "20:05:00"))
    (now,) = (note for note in panel.notes() if note.look is Look.NOW)
    assert now.text == "20:05:00"


def test_words_of_a_lane_stand_beside_one_another(panel: Watched) -> None:
    show = read_sample("super-night")
    for size in ((700, 120), (1018, 130), (1500, 200)):
        panel.resize(*size)
        panel.show_state(project(plan_times(show), None, at(show, "19:00")))
        rails: dict[float, list[tuple[float, float]]] = {}
        for note in panel.notes():
            if note.look is Look.WORD:
                rails.setdefault(note.box[1], []).append((note.box[0], note.box[0] + note.box[2]))
        assert rails
        assert {"HARD OUT 24:10", "HARD OUT 24:40"} <= set(panel.words_shown())
        for places in rails.values():
            places.sort()
            assert all(a[1] <= b[0] + 1 for a, b in pairwise(places))


def test_a_chosen_segment_is_framed_and_a_click_chooses_one(panel: Watched, qtbot: QtBot) -> None:
    panel.show_state(project(PLAN, None, at(SHOW, "19:00")))
    panel.choose(SegmentId("s3"))
    wait_for_paint(panel)
    (frame,) = (note for note in panel.notes() if note.look is Look.FRAME)
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=frame.rect.center().toPoint())
    assert chosen.args == [SegmentId("s3")]


def test_the_pointer_is_told_what_stands_there_whole(panel: Watched) -> None:
    late = gone(SHOW, a_run(SHOW, at(SHOW, "19:58")), at(SHOW, "20:10"))
    panel.show_state(seen(late, "20:12"))
    panel.choose(SegmentId("s2"))
    (frame,) = (note for note in panel.notes() if note.look is Look.FRAME)
    where = frame.rect.center().toPoint()
    help_event = QHelpEvent(QHelpEvent.Type.ToolTip, where, panel.mapToGlobal(where))
    QApplication.sendEvent(panel, help_event)
    assert "20:30:00  30:00\n2 Song 2" in QToolTip.text()
    assert "planned 20:20:00" in QToolTip.text()


def test_the_wheel_zooms_and_a_double_click_shows_the_whole_evening(
    panel: Watched, qtbot: QtBot
) -> None:
    panel.show_state(project(PLAN, None, at(SHOW, "19:00")))
    whole = panel.visible_part()
    turn_wheel(panel)
    part = panel.visible_part()
    assert whole is not None
    assert part is not None
    assert part[1] - part[0] < whole[1] - whole[0]
    qtbot.mouseDClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(500, 2))
    assert panel.visible_part() == whole


def test_a_zoomed_part_follows_now(panel: Watched) -> None:
    panel.show_state(seen(on_air(), "20:01:00"))
    for _ in range(12):
        turn_wheel(panel, 200)
    for minute in (5, 10, 40):
        now = at(SHOW, f"20:{minute:02d}")
        panel.show_state(seen(on_air(), f"20:{minute:02d}:00"))
        part = panel.visible_part()
        assert part is not None
        assert part[0] <= now <= part[1]


def test_a_show_without_times_says_what_to_do(panel: Watched) -> None:
    show = a_show()
    panel.show_state(project(plan_times(show), None, Instant(0)))
    assert panel.visible_part() is None
    assert panel.notes() == ()
    assert not panel.grab().isNull()


def turn_wheel(panel: TimelinePanel, x: float = 500) -> None:
    at_point = QPointF(x, 60)
    event = QWheelEvent(
        at_point,
        QPointF(panel.mapToGlobal(at_point.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel, event)
