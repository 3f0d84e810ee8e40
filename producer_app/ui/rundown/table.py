"""The table of one room's rundown: its lines, keys and pointer; it asks, and changes nothing."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QWidget,
)

from producer_app.core.show import SegmentId
from producer_app.ui.rundown.choosing import Choosing
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.dragging import SegmentDrag
from producer_app.ui.rundown.editors import EntryDelegate, EntryEdit
from producer_app.ui.rundown.lines import LineTable
from producer_app.ui.rundown.model import RundownModel
from producer_app.ui.rundown.painter import LinePainter
from producer_app.ui.theme import size

_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
_MOVES = _ARROWS | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class RundownTable(LineTable):
    """One room's rundown; every height is the same, so that two tables can share an axis."""

    segment_chosen = Signal(object)
    """The person chose this segment here; None for what is no segment."""
    head_chosen = Signal(object)
    """The person chose the head of this block here."""

    typing_ended = Signal(object, object)
    """The editor of this segment (None: of a head) was closed, and whether it was given up."""

    touched = Signal()
    """The person works here now, whether or not anything stands where they pressed."""

    menu_asked = Signal(object)
    """Where on the screen a menu for what is chosen should open."""

    scrolled_by_hand = Signal()
    resized = Signal()

    def __init__(
        self, model: RundownModel, painter: LinePainter, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, painter, parent)
        self.setItemDelegate(EntryDelegate(self))
        self.verticalScrollBar().actionTriggered.connect(self._on_scroll_bar_action_triggered)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.choosing = Choosing(self, model)
        self.choosing.told.connect(self.segment_chosen)
        self.dragging = SegmentDrag(self, self.choosing)

    def chosen(self) -> tuple[SegmentId, ...]:
        """The chosen segments, from the top."""
        return self.choosing.segments()

    def choose(self, segment: SegmentId, column: Column | None = None) -> bool:
        """Choose a segment without saying so; False where it is not in this room."""
        row = self.rundown.row_of(segment)
        if row is None:
            return False
        current = self.currentIndex().column()
        wanted = column if column is not None else max(current, Column.TITLE)
        with self.choosing.quietly():
            self.choose_row(row, wanted)
        return True

    def choose_row(self, row: int, column: int = Column.TITLE) -> None:
        """Choose one height alone, whatever keys are held down."""
        self.choosing.choose_row(row, column)

    def forget_choice(self) -> None:
        """Nothing is chosen here any more."""
        self.choosing.forget()

    def paint_over(self, painter: QPainter) -> None:
        self.dragging.paint(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is never typed into a cell from here: it is GO wherever the person looks. Keys
        with Alt move segments, which is for the panel to ask; arrows with Ctrl are live keys."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_live = event.key() == Qt.Key.Key_Space or (is_control and event.key() in _ARROWS)
        if is_live or is_alt:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.dragging.cancel()
            event.ignore()
            return
        with self.choosing.moving():
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keys always choose: Ctrl with them never moves the frame alone."""
        flags = QItemSelectionModel.SelectionFlag
        if isinstance(event, QKeyEvent) and event.key() in _MOVES:
            is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return (flags.SelectCurrent if is_shift else flags.ClearAndSelect) | flags.Rows
        return super().selectionCommand(index, event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """With Shift the choice grows from segment to segment, over the heads between them."""
        index, current = super().moveCursor(action, modifiers), self.currentIndex()
        if not modifiers & Qt.KeyboardModifier.ShiftModifier or not current.isValid():
            return index
        step = 1 if index.row() >= current.row() else -1
        end = self.rundown.rowCount() if step > 0 else -1
        for row in range(index.row(), end, step):
            if self.rundown.segment_at(row) is not None:
                return self.rundown.index(row, index.column())
        return current

    def commitData(self, editor: QWidget) -> None:
        """Take what was typed, unless it is not understood."""
        if not isinstance(editor, EntryEdit) or editor.is_understood():
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor; one whose text is not understood stays, until it is given up."""
        is_given_up = hint is QAbstractItemDelegate.EndEditHint.RevertModelCache
        if isinstance(editor, EntryEdit):
            if not is_given_up and not editor.is_understood():
                return
            editor.retire()
        segment = self.rundown.segment_at(self.rowAt(editor.geometry().center().y()))
        with self.choosing.moving():
            super().closeEditor(editor, hint)
        self.typing_ended.emit(segment, is_given_up)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        pinned = self.pinned_row()
        if pinned is not None and self.rowAt(int(event.position().y())) == self.whole_rows().start:
            self.choose_row(pinned)
            return
        if not self.dragging.press(event):
            with self.choosing.moving():
                super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.dragging.move(event):
            with self.choosing.moving():
                super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.dragging.release(event):
            with self.choosing.moving():
                super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.touched.emit()
        row = self.rowAt(event.pos().y())
        segment = self.rundown.segment_at(row) if row >= 0 else None
        is_head = self.rundown.head_at(row) is not None
        if is_head or (segment is not None and segment not in self.chosen()):
            self.choose_row(row)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dragging.cancel()
        self.resized.emit()

    def _on_current_changed(
        self,
        current: QModelIndex | QPersistentModelIndex,
        before: QModelIndex | QPersistentModelIndex,
    ) -> None:
        for index in (current, before):
            if index.isValid():
                self.viewport().update(0, self.rowViewportPosition(index.row()), 9_999, size("row"))
        head = self.rundown.head_at(current.row()) if current.isValid() else None
        if head is not None:
            self.head_chosen.emit(head)

    def _on_scroll_bar_action_triggered(self, _action: int) -> None:
        self.scrolled_by_hand.emit()
