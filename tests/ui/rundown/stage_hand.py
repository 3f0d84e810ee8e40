"""A rundown panel under test, with a person's hands: a show that changes as it is asked to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Edit
from producer_app.core.run import Event
from producer_app.core.show import RoomId, SegmentId, Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.words import words
from producer_app.ui.rundown import RundownPanel
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.editors import EntryEdit
from producer_app.ui.rundown.pane import RoomPane
from tests.builders import STAGE, at, folded


class StageHand:
    """Shows a show in a panel, carries out the edits it asks for, and acts as a person would."""

    def __init__(
        self, qtbot: QtBot, show: Show, language: str = "en", size: tuple[int, int] = (1500, 600)
    ) -> None:
        self.bot = qtbot
        self.show = show
        self.events: tuple[Event, ...] = ()
        self.now = "19:00:00"
        self.edits: list[Edit] = []
        self.calls: list[object] = []
        self.choices: list[SegmentId] = []
        self.panel = RundownPanel(words(language))
        qtbot.addWidget(self.panel, before_close_func=self._let_go)
        self.panel.resize(*size)
        self.panel.edit_asked.connect(self._on_panel_edit_asked)
        self.panel.call_asked.connect(self.calls.append)
        self.panel.segment_chosen.connect(self.choices.append)
        with qtbot.waitExposed(self.panel):
            self.panel.show()
        self.panel.activateWindow()
        self.display()

    def _let_go(self, _panel: object) -> None:
        """The panel lives until the test is over: this method keeps it from being collected."""
        self.edits.clear()

    def _on_panel_edit_asked(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.change(edit)

    def change(self, edit: Edit) -> None:
        """Somebody edits the show."""
        self.show = edit.apply(self.show)
        self.display()

    def look(self) -> QImage:
        """The panel as it looks; every line on the screen has been drawn."""
        return self.panel.grab().toImage()

    def projection(self) -> Projection:
        run = folded(self.events) if self.events else None
        return project(plan_times(self.show), run, at(self.show, self.now))

    def display(self) -> None:
        """Show the panel the state as it is."""
        stage = self.show.stage()
        shop = next((room.id for room in self.show.shops()), None)
        self.panel.show_state(self.projection(), stage.id if stage else None, shop)

    def pane(self, room: RoomId = STAGE) -> RoomPane:
        return next(pane for pane in self.panel.panes if pane.model.room == room)

    def row(self, number: str) -> int:
        row = self.pane_of(number).model.row_of(SegmentId(f"s{number}"))
        assert row is not None
        return row

    def pane_of(self, number: str) -> RoomPane:
        return self.pane(self.show.segment(SegmentId(f"s{number}")).room)

    def text(self, number: str, column: Column) -> str:
        """What the cell says."""
        model = self.pane_of(number).model
        return str(model.index(self.row(number), column).data())

    def spot(self, number: str, column: Column = Column.TITLE) -> QPoint:
        """The middle of a segment's cell, in the table's viewport."""
        pane = self.pane_of(number)
        return pane.table.visualRect(pane.model.index(self.row(number), column)).center()

    def click(
        self,
        number: str,
        column: Column = Column.TITLE,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        viewport = self.pane_of(number).table.viewport()
        spot = self.spot(number, column)
        self.bot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, spot)

    def double_click(self, number: str, column: Column) -> EntryEdit:
        """Open the cell's editor with the mouse."""
        viewport = self.pane_of(number).table.viewport()
        spot = self.spot(number, column)
        self.bot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
        self.bot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
        return self.editor()

    def drag(self, number: str, to: QPoint, *, drop: bool = True) -> None:
        """Drag a segment to a point of its table."""
        viewport, start = self.pane_of(number).table.viewport(), self.spot(number)
        self.bot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for step in (1, 2, 3, 4):
            self.bot.mouseMove(viewport, start + (to - start) * (step / 4))
        if drop:
            self.bot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)

    def boundary(self, number: str, *, below: bool = False) -> QPoint:
        """The line above (or below) a segment."""
        pane = self.pane_of(number)
        area = pane.table.visualRect(pane.model.index(self.row(number), Column.TITLE))
        return QPoint(area.center().x(), area.bottom() + 1 if below else area.top())

    def editor(self) -> EntryEdit:
        """The editor that is open."""
        editors = self.editors()
        assert len(editors) == 1
        return editors[0]

    def editors(self) -> list[EntryEdit]:
        return [
            editor
            for pane in self.panel.panes
            for editor in pane.table.viewport().findChildren(EntryEdit)
            if not editor.isHidden()
        ]

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        room: RoomId = STAGE,
    ) -> None:
        """Press a key in a room's table."""
        self.bot.keyClick(self.pane(room).table, key, modifier)

    def retype(self, editor: QLineEdit, text: str) -> None:
        """Type over all that stands there; what no key has comes as from an input method."""
        editor.selectAll()
        for character in text:
            if character.isascii():
                self.bot.keyClicks(editor, character)
            else:
                editor.insert(character)
                editor.textEdited.emit(editor.text())

    def order(self, room: RoomId = STAGE) -> str:
        return " ".join(segment.number for segment in self.show.rundowns[room])
