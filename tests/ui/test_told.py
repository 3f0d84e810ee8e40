"""A Chinese window says in Chinese what went wrong, what it understood, and what Undo would do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment, InsertSegment, Put, Remove
from producer_app.core.show import Cue, CueId, Department, SegmentId, Standing
from producer_app.core.timing import plan_times, project
from producer_app.link.room_line import RoomLine
from producer_app.present.segment_entry import Line
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.inspector.panel import Inspector
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from producer_app.ui.paper.dialog import PaperDialog
from producer_app.ui.questions import TypedQuestion
from producer_app.ui.rundown.columns import Column
from producer_app.ui.welcome.window import WelcomeWindow
from tests.builders import a_segment, a_show, at, minutes
from tests.sheets.views import a_sheet
from tests.ui.rundown.shows import a_gala
from tests.ui.rundown.stage_hand import StageHand

SHOW = a_show(a_segment("1"), a_segment("2"), a_segment("3"), hard_out="20:30")
FIRST, SECOND, THIRD = (segment.id for segment in SHOW.segments)
ZH = words("zh")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(SHOW, "19:59:00"))


@pytest.fixture
def session(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, clock)
    yield opened
    opened.close()


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    line = RoomLine(
        on_act=lambda act: pytest.fail(f"no room is there, yet it says {act}"),
        on_presence=lambda _: None,
        now=session.now,
        save_pairing=session.put_pairing,
    )
    memory = Memory(session.path.with_suffix(".ini"))
    made = MainWindow(Bridge(session), line, ZH, memory, Path("log"))
    qtbot.addWidget(
        made, before_close_func=lambda window: setattr(window.leaving, "is_agreed", True)
    )
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def echo(question: TypedQuestion) -> str:
    """What the question says below the line that is typed into."""
    return question.findChildren(QLabel)[-1].text()


def undo_and_redo(window: MainWindow) -> tuple[str, str]:
    return window.actions_["undo"].text(), window.actions_["redo"].text()


def test_a_double_go_is_refused_in_chinese(window: MainWindow, clock: HandClock) -> None:
    press(window, Qt.Key.Key_R, CONTROL)
    press(window, Qt.Key.Key_Space)
    clock.advance(300)
    press(window, Qt.Key.Key_Space)
    assert window.panels.notice.text() == "一秒内按了两次 GO，只算一次。"


def test_go_at_the_end_of_the_rundown_is_refused_in_chinese(
    window: MainWindow, clock: HandClock
) -> None:
    press(window, Qt.Key.Key_R, CONTROL)
    for _ in SHOW.segments:
        press(window, Qt.Key.Key_Space)
        clock.advance(minutes(1))
    press(window, Qt.Key.Key_Space)
    assert window.panels.notice.text() == "没有预备的节目：串联单已到末尾。"


def test_a_room_that_is_not_there_is_said_in_chinese(window: MainWindow) -> None:
    press(window, Qt.Key.Key_R, CONTROL)
    press(window, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert window.panels.notice.text() == "本场没有买买买间。"


def test_taking_away_what_is_on_air_is_refused_in_chinese(window: MainWindow) -> None:
    press(window, Qt.Key.Key_R, CONTROL)
    press(window, Qt.Key.Key_Space)
    window.panels.rundown.choose(FIRST)
    window.panels.rundown.set_standing_of_chosen(Standing.FLOATED)
    assert window.panels.notice.text() == (
        "1 Song 1 正在直播，现在不能从串联单撤下：请先切到别的节目，或收回这一条。"
    )


def test_the_question_before_touching_what_is_live_is_chinese(window: MainWindow) -> None:
    press(window, Qt.Key.Key_R, CONTROL)
    press(window, Qt.Key.Key_Space)
    changes = {"length": minutes(6), "hard_start": None, "title": "Moonrise"}
    window.edit(ChangeSegment(segment=FIRST, changes=changes))
    (question,) = window.findChildren(QMessageBox)
    assert question.text() == "1 Song 1 正在直播，确定修改时长、节目名？"


def test_the_menu_says_what_undo_and_redo_would_do(window: MainWindow) -> None:
    assert undo_and_redo(window) == ("撤销", "重做")
    window.choose(SECOND)
    press(window, Qt.Key.Key_T, CONTROL)
    assert undo_and_redo(window) == ("撤销：暂缓", "重做")
    window.edit(ChangeSegment(segment=THIRD, changes={"length": minutes(3)}))
    assert undo_and_redo(window) == ("撤销：修改时长", "重做")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert undo_and_redo(window) == ("撤销：暂缓", "重做：修改时长")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert undo_and_redo(window) == ("撤销", "重做：暂缓")
    press(window, Qt.Key.Key_Y, CONTROL)
    assert undo_and_redo(window) == ("撤销：暂缓", "重做：修改时长")


def test_a_new_edit_leaves_redo_nothing_to_name(window: MainWindow) -> None:
    window.edit(ChangeSegment(segment=FIRST, changes={"notes": "quiet"}))
    press(window, Qt.Key.Key_Z, CONTROL)
    window.edit(InsertSegment(segment=a_segment("4"), before=None))
    assert undo_and_redo(window) == ("撤销：插入节目", "重做")


def test_a_cue_that_is_removed_is_named_by_undo(window: MainWindow) -> None:
    cue = Cue(id=CueId("lx"), segment=FIRST, department=Department.LIGHTING, label="LX 1")
    window.edit(Put(entity=cue))
    assert undo_and_redo(window)[0] == "撤销：修改提示"
    window.choose(FIRST)
    window.panels.inspector.cues.table.selectRow(0)
    window.panels.inspector.cues.remove.click()
    assert undo_and_redo(window)[0] == "撤销：删除提示"


def test_undo_with_nothing_done_says_so_in_chinese(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Z, CONTROL)
    assert window.panels.notice.text() == "没有可以撤销的。"


def test_a_noun_in_use_is_refused_with_chinese_words(window: MainWindow) -> None:
    window.edit(Remove(id=SHOW.rooms[0].id))
    assert window.panels.notice.text() == "节目 1 还在用它：请先改那里。"


def test_a_typed_start_is_echoed_in_chinese(qtbot: QtBot, window: MainWindow) -> None:
    window.caller.move_start()
    question = window.findChild(TypedQuestion)
    assert question is not None
    qtbot.keyClicks(question.line, "soon")
    assert echo(question) == "“soon”不是时刻；请写成 20:15:00、8:15pm 或 24:03。"
    question.line.clear()
    qtbot.keyClicks(question.line, "+5m")
    assert echo(question).startswith("20:05:00 开播 · 晚 5:00")


def test_a_cell_of_the_rundown_echoes_and_refuses_in_chinese(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), "zh")
    editor = hand.double_click("A2", Column.LENGTH)
    hand.retype(editor, "1h30")
    assert editor.echo.text() == "= 1:30:00（1 小时 30 分）"
    hand.retype(editor, "soon")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.echo.text() == "“soon”不是时长；请写成 4:30、90（秒）或 1h30。"
    assert editor.echo.is_refusal


def test_a_number_that_is_taken_is_refused_in_chinese(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), "zh")
    editor = hand.double_click("A2", Column.NUMBER)
    hand.retype(editor, "A1")
    assert editor.echo.text().startswith("A1 已是“Lamps”的序号；请换一个，如 ")


def test_a_line_of_the_inspector_refuses_in_chinese(qtbot: QtBot) -> None:
    panel = Inspector(ZH)
    qtbot.addWidget(panel)
    projection = project(plan_times(SHOW), None, at(SHOW, "19:50"))
    panel.show_state(projection, SegmentId("s1"))
    editor = panel.timing.lines[Line.LENGTH]
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "25h")
    assert editor.echo.text() == "“25h”超过 24 小时；请写成 4:30、90（秒）或 1h30。"


def test_a_table_that_cannot_be_imported_is_told_in_chinese(qtbot: QtBot, tmp_path: Path) -> None:
    window = WelcomeWindow(ZH)
    qtbot.addWidget(window)
    window.show()
    table = tmp_path / "order.csv"
    table.write_text("when,what\n20:00,Opening\n", encoding="utf-8")
    window.files.import_running_order()
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.selectFile(str(table))
    dialog.accept()
    assert window.notice.text() == (
        "order.csv 第 1 行：没有叫 title、song、slug 或“节目”的栏；请在第一行写上栏名。"
    )


def test_a_sheet_that_cannot_be_written_is_told_in_chinese(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = PaperDialog(ZH, lambda kind: a_sheet(SHOW, kind))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.export_to(tmp_path / "nowhere" / "sheet.pdf")
    qtbot.waitUntil(lambda: dialog.outcome.level != "busy", timeout=30_000)
    assert dialog.outcome.text().startswith("没有文件夹 ")
    assert dialog.outcome.text().endswith("sheet.pdf 无处可放；请新建，或另选一个。")
