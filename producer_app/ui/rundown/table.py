"""The table of one room's rundown: its lines, keys and pointer; it asks, and changes nothing."""

from __future__ import annotations

import html

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from producer_app.core.show import SegmentId
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.dragging import SegmentDrag
from producer_app.ui.rundown.editors import EntryDelegate, EntryEdit
from producer_app.ui.rundown.model import RundownModel
from producer_app.ui.rundown.painter import LinePainter, Look, Place, folded
from producer_app.ui.theme import colour, font, size

_MARGIN = 2
"""Lines kept between what is revealed and the edge."""


class RundownTable(QTableView):
    """One room's rundown; every height is the same, so that two tables can share an axis."""

    segment_chosen = Signal(object)
    """The person chose this segment here."""
    head_chosen = Signal(object)
    """The person chose the head of this block here."""

    menu_asked = Signal(object)
    """Where on the screen a menu for what is chosen should open."""

    scrolled_by_hand = Signal()
    resized = Signal()

    def __init__(
        self, model: RundownModel, painter: LinePainter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rundown = model
        self._painter = painter
        self._is_choosing = False
        self.dragging = SegmentDrag(self)
        self.setModel(model)
        self.setItemDelegate(EntryDelegate(self))
        self._set_up()
        self.verticalScrollBar().actionTriggered.connect(self._on_scroll_bar_action_triggered)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def chosen(self) -> tuple[SegmentId, ...]:
        """The chosen segments, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        segments = (self.rundown.segment_at(row) for row in rows)
        return tuple(segment for segment in segments if segment is not None)

    def choose(self, segment: SegmentId, column: Column | None = None) -> bool:
        """Choose a segment without saying so; False where it is not in this room."""
        row = self.rundown.row_of(segment)
        if row is None:
            return False
        self._is_choosing = True
        current = self.currentIndex().column()
        wanted = column if column is not None else max(current, Column.TITLE)
        self.choose_row(row, wanted)
        self._is_choosing = False
        return True

    def choose_row(self, row: int, column: int = Column.TITLE) -> None:
        """Choose one height alone, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rundown.index(row, column), flags.ClearAndSelect | flags.Rows
        )

    def forget_choice(self) -> None:
        """Nothing is chosen here any more."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def reveal_row(self, row: int) -> None:
        """Scroll, where it must, so that the height stands well inside; a third from the top."""
        visible = self.visible_rows()
        if visible.start + _MARGIN <= row < visible.stop - _MARGIN:
            return
        height = self.verticalHeader().defaultSectionSize()
        above = self.viewport().height() // 3
        self.verticalScrollBar().setValue(row * height - above)

    def visible_rows(self) -> range:
        """The heights that are on the screen, half ones too."""
        height = self.verticalHeader().defaultSectionSize()
        first = self.verticalOffset() // height
        last = (self.verticalOffset() + max(1, self.viewport().height()) - 1) // height
        return range(first, min(last + 1, self.rundown.rowCount()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        dirty = event.region()
        painter.fillRect(event.rect(), colour("surface_sunken"))
        places = self._places()
        width = self.viewport().width()
        for row in self.visible_rows():
            area = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if dirty.intersects(area):
                line = self.rundown.line(row)
                self._painter.paint(painter, line, area, places, dirty, self._look(row))
        self.dragging.paint(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is never typed into a cell from here: it is GO wherever the person looks. Keys
        with Alt move segments, which is for the panel to ask."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Space or is_alt:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.dragging.cancel()
            event.ignore()
            return
        super().keyPressEvent(event)

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
        super().closeEditor(editor, hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.dragging.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.dragging.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.dragging.release(event):
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.rowAt(event.pos().y())
        segment = self.rundown.segment_at(row) if row >= 0 else None
        is_head = self.rundown.head_at(row) is not None
        if is_head or (segment is not None and segment not in self.chosen()):
            self.choose_row(row)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.menu_asked.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dragging.cancel()
        self.resized.emit()

    def tip_at(self, position: QPoint) -> str:
        """What the tooltip there says: what is cut off, and what a mark means; nothing else."""
        index = self.indexAt(position)
        if not index.isValid():
            return ""
        line = folded(self.rundown.line(index.row()), self._places())
        column = Column(index.column())
        cell = line.cells[column]
        place = Place(column, 0, self.columnWidth(column))
        cut = self._painter.is_cut(line, place)
        if column is Column.TITLE:
            return (cell.tip or cell.said) if cut else ""
        return "\n".join(part for part in (cell.said if cut else "", cell.tip) if part)

    def _set_up(self) -> None:
        self.setFont(font())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        heights = self.verticalHeader()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setMinimumSectionSize(size("row"))
        heights.setDefaultSectionSize(size("row"))
        heights.hide()

    def _places(self) -> tuple[Place, ...]:
        header = self.horizontalHeader()
        return tuple(
            Place(
                Column(section),
                self.columnViewportPosition(section),
                header.sectionSize(section),
            )
            for section in range(header.count())
            if not header.isSectionHidden(section)
        )

    def _look(self, row: int) -> Look:
        current = self.currentIndex()
        is_focused = self.hasFocus() and current.row() == row
        is_selected = self.selectionModel().isRowSelected(row, QModelIndex())
        return Look(is_selected, Column(current.column()) if is_focused else None)

    def _show_tip(self, event: QHelpEvent) -> None:
        tip = self.tip_at(event.pos())
        shown = "<br>".join(html.escape(line) for line in tip.split("\n"))
        QToolTip.showText(event.globalPos(), f"<p>{shown}</p>" if tip else "", self.viewport())

    def _on_current_changed(
        self,
        current: QModelIndex | QPersistentModelIndex,
        before: QModelIndex | QPersistentModelIndex,
    ) -> None:
        for index in (current, before):
            if index.isValid():
                self.viewport().update(0, self.rowViewportPosition(index.row()), 9_999, size("row"))
        segment = self.rundown.segment_at(current.row()) if current.isValid() else None
        head = self.rundown.head_at(current.row()) if current.isValid() else None
        if head is not None and not self._is_choosing:
            self.head_chosen.emit(head)
        if segment is not None and current.row() != before.row() and not self._is_choosing:
            self.segment_chosen.emit(segment)

    def _on_scroll_bar_action_triggered(self, _action: int) -> None:
        self.scrolled_by_hand.emit()
