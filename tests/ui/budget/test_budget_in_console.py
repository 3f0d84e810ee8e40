"""The ad budget at the console: real keys and drags, a real file, the real process that seeks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.calling import AdjustTime, Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import RunKind
from producer_app.core.show import Method, SegmentId, Show, Standing
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from producer_app.ui.rundown.columns import Column
from tests.builders import STAGE, at, minutes, seconds
from tests.present.budgets import a_rule, an_evening

HOUR = a_rule(Method.CLOCK_HOUR, title="An hour")
SHOW = an_evening(HOUR)
SPOT = SegmentId("s2")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFTED = CONTROL | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
LONG = 30_000


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(SHOW, "19:00"))


@pytest.fixture
def session(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, clock)
    yield opened
    opened.close()


def a_window(session: Session, qtbot: QtBot) -> MainWindow:
    line = RoomLine(
        on_act=lambda act: pytest.fail(f"no room is there, yet it says {act}"),
        on_presence=lambda _: None,
        now=session.now,
        save_pairing=session.put_pairing,
    )
    memory = Memory(session.path.with_suffix(".ini"))
    made = MainWindow(Bridge(session), line, words("en"), memory, Path("log"))
    qtbot.addWidget(
        made, before_close_func=lambda window: setattr(window.leaving, "is_agreed", True)
    )
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    return a_window(session, qtbot)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def go_to(session: Session, clock: HandClock, time: str) -> None:
    clock.advance(at(SHOW, time) - session.now())
    standby = session.projection().rooms[STAGE].standby
    assert standby is not None
    session.call(Go(room=STAGE, expects=standby.id))


def on_the_spots(session: Session, clock: HandClock) -> None:
    """The show is on; the spots of 3:40 are on air since 20:10."""
    session.begin(RunKind.REHEARSAL)
    go_to(session, clock, "20:00")
    go_to(session, clock, "20:10")


def tick(window: MainWindow, session: Session, clock: HandClock, by: float = 1) -> None:
    clock.advance(seconds(by))
    window.bridge.ticked.emit(session.projection())


def until_sought(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "keep every rule" in window.placer.panel.state.text(), timeout=LONG)


def order(show: Show) -> str:
    return " ".join(segment.number for segment in show.rundowns[STAGE])


# The corner and the drawer


def test_the_corner_shows_how_the_show_stands_from_the_start(window: MainWindow) -> None:
    corner = window.panels.budget
    assert (corner.badge.text(), corner.headline.figure.text()) == ("ADS NEAR LIMIT", "0:20")


def test_an_edit_is_seen_in_the_corner_at_once(window: MainWindow, session: Session) -> None:
    session.edit(ChangeSegment(segment=SPOT, changes={"length": minutes(5)}))
    corner = window.panels.budget
    assert (corner.badge.text(), corner.headline.figure.text()) == ("AD RULE WILL BREAK", "1:00")


def test_the_drawer_opens_by_key_and_esc_gives_the_keyboard_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_A, SHIFTED)
    drawer = window.budgeting.drawer
    assert drawer.isVisible()
    assert drawer.rules.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert window.panels.rundown.left.table.hasFocus()


def test_the_same_key_closes_it_again(window: MainWindow) -> None:
    press(window, Qt.Key.Key_A, SHIFTED)
    press(window, Qt.Key.Key_A, SHIFTED)
    assert not window.budgeting.drawer.isVisible()


def test_a_drawer_without_a_rule_closes_by_esc_too(tmp_path: Path, qtbot: QtBot) -> None:
    with closing(Session.create(tmp_path / "bare.show", an_evening())) as session:
        window = a_window(session, qtbot)
        press(window, Qt.Key.Key_A, SHIFTED)
        assert window.budgeting.drawer.isVisible()
        press(window, Qt.Key.Key_Escape)
        assert not window.budgeting.drawer.isVisible()


def test_a_click_on_the_curve_chooses_the_segment_everywhere(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["budget"].trigger()
    curve = window.budgeting.drawer.detail.curve
    qtbot.mouseClick(curve, LEFT, pos=QPoint(curve.width() // 4, 40))
    assert window.chosen() == SPOT
    assert window.panels.rundown.chosen_segments() == (SPOT,)


# What an edit would do


def test_a_drag_shows_what_a_drop_would_do_and_the_drop_does_it(
    window: MainWindow, session: Session
) -> None:
    table = window.panels.rundown.left.table

    def spot(key: str) -> QPoint:
        row = table.rundown.row_of(SegmentId(key))
        assert row is not None
        return table.visualRect(table.rundown.index(row, Column.TITLE)).center()

    session.edit(ChangeSegment(segment=SegmentId("s7"), changes={"hard_start": None}))
    start, end = spot("s2"), spot("s5")
    port = table.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for step in (1, 2, 3, 4):
        QTest.mouseMove(port, start + (end - start) * (step / 4))
    corner = window.panels.budget
    assert corner.preview.isVisible()
    QTest.mouseRelease(port, LEFT, pos=end)
    assert not corner.preview.isVisible()
    assert order(session.show) == "1 3 4 2 5 6 7 8"


def test_a_length_being_typed_shows_what_it_would_do(window: MainWindow) -> None:
    rundown = window.panels.rundown
    rundown.choose(SPOT)
    rundown.left.edit_cell(SPOT, Column.LENGTH)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "5:00")
    preview = window.panels.budget.preview
    assert preview.isVisible()
    assert preview.verdict.text() == "BREAKS 1 RULE"
    assert preview.rows[0].change.text() == "0:20 left → OVER 1:00"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_only_the_latest_of_many_considered_edits_is_worked_out(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.bridge.start()
    edits = [
        ChangeSegment(segment=SPOT, changes={"length": seconds(220 + by)}) for by in range(1, 40)
    ]
    for edit in edits:
        window.budgeting.consider(edit)
    preview = window.panels.budget.preview
    qtbot.waitUntil(preview.isVisible)
    assert preview.rows[0].change.text() == "0:20 left → OVER 0:19"
    window.budgeting.consider(edits[0])
    window.budgeting.consider(None)
    qtbot.wait(50)
    assert not preview.isVisible()
    window.bridge.stop()


# A warning in time


def test_a_segment_that_runs_over_is_warned_of_once_with_time_to_act(
    session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    on_the_spots(session, clock)
    window = a_window(session, qtbot)
    notice = window.panels.notice
    tick(window, session, clock)
    assert notice.text() == ""
    session.call(AdjustTime(room=STAGE, by=seconds(60)))
    assert notice.text() == "An hour: OVER 0:40, breaks at 20:42:30 in 7 “Song 7”, in 32:29"
    notice.clear()
    for _ in range(3):
        tick(window, session, clock)
    assert notice.text() == ""
    assert window.panels.budget.headline.when.text() == "breaks at 20:42:30 · in 32:26"


def test_a_warning_that_nothing_is_left_of_is_taken_down(
    session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    on_the_spots(session, clock)
    window = a_window(session, qtbot)
    session.call(AdjustTime(room=STAGE, by=seconds(60)))
    assert window.panels.notice.text()
    session.call(AdjustTime(room=STAGE, by=seconds(-60)))
    assert window.panels.notice.text() == ""


# Where could this spot go


def test_the_chosen_spot_goes_to_the_best_place_by_two_keys_and_comes_back_by_one(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.choose(SPOT)
    press(window, Qt.Key.Key_W, SHIFTED)
    panel = window.placer.panel
    assert panel.subject.text() == "2 “Song 2” · Spot · 3:40 · is moved"
    until_sought(window, qtbot)
    best = panel.places.chosen
    assert best is not None
    assert best.joins == "joins a break"
    assert window.panels.budget.preview.isVisible()
    press(window, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert order(session.show) == "1 3 4 5 6 2 7 8"
    assert window.panels.notice.text() == (
        "2 “Song 2” goes to 20:36:30, before 7 “Song 7”. Ctrl+Z takes it back."
    )
    assert not window.panels.budget.preview.isVisible()
    session.undo()
    assert session.show == SHOW


def test_with_nothing_chosen_a_usual_spot_is_placed_and_another_length_typed(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.actions_["place_spot"].trigger()
    panel = window.placer.panel
    qtbot.waitUntil(lambda: panel.state.text().startswith("No place of 9"), timeout=LONG)
    panel.length.setFocus()
    panel.length.selectAll()
    QTest.keyClicks(panel.length, "15")
    press(window, Qt.Key.Key_Return)
    until_sought(window, qtbot)
    assert panel.subject.text() == "“Spot 0:15” · Spot · 0:15 · is put in"
    press(window, Qt.Key.Key_Return)
    assert order(session.show).count(" ") == 8
    new = next(s for s in session.show.segments if s.length == seconds(15))
    assert (new.title, new.standing) == ("Spot 0:15", Standing.IN)
    assert window.chosen() == new.id


def test_in_a_run_it_goes_behind_standby_and_is_no_part_of_the_plan(
    session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    on_the_spots(session, clock)
    session.call(AdjustTime(room=STAGE, by=seconds(-60)))
    window = a_window(session, qtbot)
    window.choose(SPOT)
    window.actions_["place_spot"].trigger()
    panel = window.placer.panel
    assert panel.subject.text() == "“Song 2” · Spot · 3:40 · is put in"
    panel.length.setFocus()
    panel.length.selectAll()
    QTest.keyClicks(panel.length, "30")
    press(window, Qt.Key.Key_Return)
    until_sought(window, qtbot)
    assert SegmentId("s3") not in [view.place.before for view in panel.places.places]
    press(window, Qt.Key.Key_Return)
    new = next(s for s in session.show.segments if s.length == seconds(30) and s.title != "Song 4")
    assert new.standing is Standing.UNPLANNED
    standby = session.projection().rooms[STAGE].standby
    assert standby is not None
    assert standby.id == SegmentId("s3")


def test_an_edit_meanwhile_has_places_sought_again(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.choose(SPOT)
    window.actions_["place_spot"].trigger()
    until_sought(window, qtbot)
    session.edit(ChangeSegment(segment=SegmentId("s7"), changes={"length": minutes(4)}))
    assert "OUT OF DATE" in window.placer.panel.state.text()
    panel = window.placer.panel
    panel.length.setFocus()
    panel.length.selectAll()
    QTest.keyClicks(panel.length, "45")
    qtbot.waitUntil(lambda: "OUT OF DATE" not in panel.state.text(), timeout=LONG)
    assert panel.typed_length() == "45"


def test_a_place_that_has_gone_meanwhile_is_refused_and_nothing_is_changed(
    session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    session.edit(ChangeSegment(segment=SegmentId("s7"), changes={"length": seconds(30)}))
    on_the_spots(session, clock)
    window = a_window(session, qtbot)
    window.actions_["place_spot"].trigger()
    until_sought(window, qtbot)
    places = window.placer.panel.places.places
    near = next(view for view in places if view.place.before == SegmentId("s4"))
    before = session.show
    go_to(session, clock, "20:13:40")
    window.placer.panel.place_taken.emit(near)
    assert session.show is before
    assert "moved on" in window.panels.notice.text()


def test_a_spot_that_comes_into_standby_meanwhile_is_placed_again_as_a_copy(
    session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    session.begin(RunKind.REHEARSAL)
    window = a_window(session, qtbot)
    window.choose(SPOT)
    window.actions_["place_spot"].trigger()
    until_sought(window, qtbot)
    panel = window.placer.panel
    assert panel.subject.text().endswith("is moved")
    go_to(session, clock, "20:00")
    qtbot.waitUntil(lambda: panel.subject.text().endswith("is put in"), timeout=LONG)


def test_a_length_that_is_none_is_refused_where_it_stands(window: MainWindow) -> None:
    window.actions_["place_spot"].trigger()
    panel = window.placer.panel
    panel.length.setFocus()
    panel.length.selectAll()
    QTest.keyClicks(panel.length, "soon")
    press(window, Qt.Key.Key_Return)
    assert panel.echo.tone == "error"
    assert panel.length.hasFocus()


def test_cancelling_keeps_what_was_found(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["place_spot"].trigger()
    panel = window.placer.panel
    qtbot.mouseClick(panel.cancel, LEFT)
    assert "Cancelled" in panel.state.text()
    assert window.placer.seeker.pid is None


def test_esc_closes_and_the_process_is_gone(window: MainWindow) -> None:
    window.actions_["place_spot"].trigger()
    assert window.placer.panel.places.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not window.placer.panel.isVisible()
    assert window.placer.seeker.pid is None


def test_the_drawer_of_rules_leads_to_the_drawer_of_places(window: MainWindow) -> None:
    window.actions_["budget"].trigger()
    window.budgeting.drawer.place_asked.emit()
    assert window.placer.panel.isVisible()
