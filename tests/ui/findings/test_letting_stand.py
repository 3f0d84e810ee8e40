"""Flagged wording at the console: it is let stand with a note, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment
from producer_app.core.errors import ProducerError
from producer_app.core.show import Kind, SegmentId, Show
from producer_app.core.timebase import WallTime
from producer_app.exchange.wording import own_path
from producer_app.link.room_line import RoomLine
from producer_app.present.errors import told
from producer_app.present.findings import FindingView
from producer_app.present.wording import WaivedView
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.findings.model import Line
from producer_app.ui.findings.painting import place_of
from producer_app.ui.findings.panel import FindingsPanel
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from tests.builders import a_segment, a_show

BEST = "The best milk, guaranteed"


def a_read(number: str = "1", in_words: str = BEST) -> Show:
    return a_show(a_segment(number, kind=Kind.SPONSOR_READ, in_words=in_words))


ROOM_FOR_ALL = 240
"""Pixels of height, whatever the font is: the strip says less in a low panel."""


class Desk:
    """A window over a show, with the findings in front."""

    def __init__(
        self, folder: Path, qtbot: QtBot, show: Show, language: str, *, read_only: bool = False
    ) -> None:
        clock = HandClock(show.instant(WallTime(18, 3)))
        file = folder / f"{language}.show"
        self.session = Session.create(file, show, clock)
        if read_only:
            self.session.close()
            self.session = Session.open(file, clock, read_only=True)
        line = RoomLine(
            on_act=lambda act: pytest.fail(f"no room is there, yet it says {act}"),
            on_presence=lambda _: None,
            now=self.session.now,
            save_pairing=self.session.put_pairing,
        )
        self.memory = Memory(folder / "window.ini")
        self.window = MainWindow(
            Bridge(self.session), line, words(language), self.memory, folder / "log"
        )
        qtbot.addWidget(
            self.window, before_close_func=lambda w: setattr(w.leaving, "is_agreed", True)
        )
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.panels.show_findings()
        self.panel.setMinimumHeight(ROOM_FOR_ALL)
        self.strip = self.panel.strip
        self.refusals: list[ProducerError] = []
        self.window.bridge.refused.connect(self.refusals.append)

    @property
    def panel(self) -> FindingsPanel:
        return self.window.panels.findings

    def lines(self) -> list[Line]:
        model = self.panel.model
        return [model.finding(model.index(row)) for row in range(model.rowCount())]

    def flags(self) -> list[str]:
        """The terms that ask for a look, in order."""
        found = (one.flag for one in self.lines() if isinstance(one, FindingView))
        return [flag.term for flag in found if flag is not None]

    def stands(self) -> list[WaivedView]:
        return [one for one in self.lines() if isinstance(one, WaivedView)]

    def pick(self, term: str) -> None:
        """Choose the finding that flags a term."""
        for row, line in enumerate(self.lines()):
            if isinstance(line, FindingView) and line.flag and line.flag.term == term:
                self.panel.list.setCurrentIndex(self.panel.model.index(row))
                return
        pytest.fail(f"“{term}” is not flagged: {self.flags()}")

    def pick_standing(self) -> None:
        row = next(n for n, line in enumerate(self.lines()) if isinstance(line, WaivedView))
        self.panel.list.setCurrentIndex(self.panel.model.index(row))

    def let_stand(self, term: str, note: str) -> None:
        self.pick(term)
        self.strip.note.setFocus()
        QTest.keyClicks(self.strip.note, note)
        QTest.keyClick(self.strip.note, Qt.Key.Key_Return)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path, qtbot, a_read(), "en")
    yield made
    made.session.close()


def test_a_finding_that_flags_nothing_asks_nothing(desk: Desk) -> None:
    desk.session.edit(ChangeSegment(segment=SegmentId("s1"), changes={"length": None}))
    desk.panel.list.setCurrentIndex(desk.panel.model.index(0))
    plain = [n for n, one in enumerate(desk.lines()) if getattr(one, "flag", None) is None]
    assert plain
    desk.panel.list.setCurrentIndex(desk.panel.model.index(plain[0]))
    assert not desk.strip.isVisible()


def test_the_flag_that_is_chosen_is_asked_about(desk: Desk) -> None:
    assert desk.flags() == ["best", "guaranteed"]

    desk.pick("guaranteed")

    assert desk.strip.isVisible()
    assert desk.strip.question.text() == "Let “guaranteed” stand?"
    assert desk.strip.source.text().startswith("Advertising Law of the PRC, Art. 28")


def test_enter_in_the_note_lets_it_stand_with_who_and_why(desk: Desk) -> None:
    desk.strip.name.setText("Kou")
    desk.let_stand("best", "Title of a song")

    (waiver,) = desk.session.show.waivers
    assert (waiver.place, waiver.term) == ("s1", "best")
    assert (waiver.reason, waiver.waived_by) == ("Title of a song", "Kou")
    assert waiver.at == desk.session.clock.now()
    assert desk.flags() == ["guaranteed"]
    (stands,) = desk.stands()
    assert "Let stand: Title of a song" in stands.message
    assert place_of(stands) == "Kou · 2026-12-31 18:03"


def test_the_button_does_the_same_and_the_keyboard_goes_back_to_the_list(desk: Desk) -> None:
    desk.pick("best")
    desk.strip.note.setText("Title of a song")
    desk.strip.save.click()

    assert len(desk.stands()) == 1
    assert desk.panel.list.hasFocus()


@pytest.mark.parametrize("note", ["", "  "])
def test_without_a_note_nothing_stands_and_the_reason_is_said_there(desk: Desk, note: str) -> None:
    desk.let_stand("best", note)

    assert desk.session.show.waivers == ()
    assert (desk.strip.source.text(), desk.strip.source.tone) == (
        "Write why it may stand.",
        "error",
    )
    assert desk.strip.note.hasFocus()
    QTest.keyClicks(desk.strip.note, "T")
    assert desk.strip.source.text().startswith("Advertising Law")


def test_where_there_is_little_room_only_the_fields_are_shown_and_ask_for_the_note(
    desk: Desk,
) -> None:
    desk.panel.setFixedHeight(140)
    QApplication.processEvents()
    desk.pick("best")
    desk.strip.save.click()
    QApplication.processEvents()

    assert not desk.strip.question.isVisible()
    assert not desk.strip.source.isVisible()
    assert desk.strip.note.placeholderText() == "Write why it may stand."
    assert desk.strip.note.toolTip().startswith("Advertising Law")
    assert desk.strip.note.height() >= desk.strip.note.sizeHint().height()
    assert desk.panel.list.height() >= desk.panel.list.minimumHeight()


def test_what_stands_can_be_taken_back(desk: Desk) -> None:
    desk.let_stand("best", "Title of a song")
    desk.pick_standing()
    desk.strip.take_back.click()

    assert (desk.session.show.waivers, desk.stands()) == ((), [])
    assert desk.flags() == ["best", "guaranteed"]


def test_undo_and_redo_name_it_and_do_it(desk: Desk) -> None:
    desk.let_stand("best", "Title of a song")

    undo = desk.window.actions_["undo"]
    assert undo.text() == "Undo: Let wording stand"
    undo.trigger()
    assert desk.flags() == ["best", "guaranteed"]
    desk.window.actions_["redo"].trigger()
    assert desk.flags() == ["guaranteed"]


def test_it_stands_in_the_file_for_the_next_who_opens_it(desk: Desk, tmp_path: Path) -> None:
    desk.let_stand("best", "Title of a song")
    waivers = desk.session.show.waivers
    desk.session.close()

    again = Session.open(tmp_path / "en.show", read_only=True)

    assert again.show.waivers == waivers
    again.close()


def test_a_note_that_was_begun_waits_while_another_line_is_looked_at(desk: Desk) -> None:
    desk.pick("best")
    desk.strip.note.setText("Title of")
    desk.pick("guaranteed")
    assert desk.strip.note.text() == ""
    desk.pick("best")
    assert desk.strip.note.text() == "Title of"


def test_a_note_that_is_being_written_outlives_an_edit_elsewhere(desk: Desk) -> None:
    desk.pick("guaranteed")
    desk.strip.note.setFocus()
    QTest.keyClicks(desk.strip.note, "Two ye")
    desk.session.edit(ChangeSegment(segment=SegmentId("s1"), changes={"title": "Another"}))
    QTest.keyClicks(desk.strip.note, "ars")

    assert (desk.strip.note.text(), desk.strip.note.hasFocus()) == ("Two years", True)
    assert desk.strip.question.text() == "Let “guaranteed” stand?"


def test_esc_goes_back_to_the_list_and_keeps_what_was_written(desk: Desk) -> None:
    desk.pick("best")
    desk.strip.note.setFocus()
    QTest.keyClicks(desk.strip.note, "Title")
    QTest.keyClick(desk.strip.note, Qt.Key.Key_Escape)

    assert desk.panel.list.hasFocus()
    assert desk.strip.note.text() == "Title"


def test_who_signed_last_signs_again(desk: Desk) -> None:
    desk.strip.name.setText("Kou Nanxing")
    desk.let_stand("best", "Title of a song")
    assert desk.memory.signer == "Kou Nanxing"
    assert desk.strip.name.text() == "Kou Nanxing"


def test_the_chosen_line_is_whole_above_the_strip(desk: Desk) -> None:
    desk.pick("guaranteed")
    QApplication.processEvents()
    row = desk.panel.list.visualRect(desk.panel.list.currentIndex())
    assert desk.panel.list.viewport().rect().intersects(row)
    assert row.bottom() <= desk.panel.list.viewport().rect().bottom() or row.top() <= 0


def test_what_stands_is_said_to_a_reader_of_the_screen_and_has_a_heading(desk: Desk) -> None:
    desk.strip.name.setText("Kou")
    desk.let_stand("best", "Title of a song")
    model = desk.panel.model
    heads = [model.heads_group(model.index(row)) for row in range(model.rowCount())]

    said = model.index(model.rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heads == [False] * (model.rowCount() - 1) + [True]
    assert said.startswith("LET STAND: “best” in 1 “Song 1”")
    assert said.endswith("Title of a song: Kou · 2026-12-31 18:03")


def test_a_click_on_what_stands_leads_to_its_segment(desk: Desk, qtbot: QtBot) -> None:
    desk.let_stand("best", "Title of a song")
    index = desk.panel.model.index(desk.panel.model.rowCount() - 1)
    with qtbot.waitSignal(desk.panel.segment_chosen) as chosen:
        desk.panel.list.clicked.emit(index)
    assert chosen.args == ["s1"]


def test_it_is_all_there_in_chinese(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot, a_read(in_words="销量第一"), "zh")
    desk.pick("销量第一")
    assert desk.strip.question.text() == "保留“销量第一”？"
    desk.strip.save.click()
    assert desk.strip.source.text() == "请写明保留理由。"
    desk.strip.note.setText("第三方报告 2231")
    QTest.keyClick(desk.strip.note, Qt.Key.Key_Return)
    assert "保留理由：第三方报告 2231" in desk.stands()[0].message
    desk.session.close()


def test_in_a_show_that_is_only_looked_at_nothing_is_let_stand_and_the_note_waits(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(tmp_path, qtbot, a_read(), "en", read_only=True)
    desk.let_stand("best", "Title of a song")

    assert desk.session.show.waivers == ()
    assert desk.strip.note.text() == "Title of a song"
    assert desk.window.panels.notice.text() == told(desk.refusals[0], words("en"))
    desk.session.close()


# The house's own list


class Opener(QObject):
    """Whoever opens files on this machine."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_house_s_own_list_is_made_told_and_opened(desk: Desk) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    try:
        desk.pick("best")
        desk.strip.list.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")

    assert own_path().is_file()
    assert opener.opened == [str(own_path())]
    assert str(own_path()) in desk.window.panels.notice.text()
    assert str(own_path()) in desk.strip.list.toolTip()


def test_what_is_saved_in_the_own_list_holds_at_once(desk: Desk, qtbot: QtBot) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    desk.strip.list.click()
    QDesktopServices.unsetUrlHandler("file")

    own_path().write_text("[[removed]]\nterm = 'best'\n", encoding="utf-8")
    qtbot.waitUntil(lambda: desk.flags() == ["guaranteed"])
    own_path().write_text("terms", encoding="utf-8")
    qtbot.waitUntil(lambda: desk.flags() == ["best", "guaranteed"])

    assert "this is not TOML" in desk.window.panels.notice.text()
