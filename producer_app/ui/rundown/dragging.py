"""Dragging segments to another place in their room: the pointer's way, the drop line, the drop."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from producer_app.core.show import SegmentId
from producer_app.ui.rundown.choosing import Choosing
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.lines import LineTable
from producer_app.ui.theme import colour, font, size, space

_EDGE = size("row")
_STEP = 12
_BEAT = 40
"""Near an edge the table scrolls by so many pixels every so many milliseconds."""


class Drop(NamedTuple):
    """Segments, and the height above which they were dropped."""

    segments: tuple[SegmentId, ...]
    row: int


class SegmentDrag(QObject):
    """One drag at a time; it begins once the pointer has left where it was pressed."""

    dropped = Signal(object)
    """A Drop."""

    moved = Signal()
    """The place where a drop would land has changed; ``say`` what would happen there."""

    ended = Signal()
    """Nothing is dragged any more, whether or not it was dropped."""

    def __init__(self, table: LineTable, choosing: Choosing) -> None:
        super().__init__(table)
        self._table, self._choosing = table, choosing
        self._pressed: QPoint | None = None
        self._choice_at_release: int | None = None
        self._carried: tuple[SegmentId, ...] = ()
        self._row: int | None = None
        self._pointer = QPoint()
        self._said = ""
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_BEAT)
        self._scrolling.timeout.connect(self._on_scrolling_timeout)

    @property
    def is_on(self) -> bool:
        return self._row is not None

    @property
    def carried(self) -> tuple[SegmentId, ...]:
        return self._carried

    @property
    def row(self) -> int | None:
        """The height above which a drop would land, None while nothing is dragged."""
        return self._row

    @property
    def said(self) -> str:
        """What the tag at the pointer says."""
        return self._said

    def say(self, text: str) -> None:
        """Let the tag at the pointer say this."""
        self._said = text

    def press(self, event: QMouseEvent) -> bool:
        """True when the press is kept back, because it may begin to drag what is chosen."""
        self.cancel()
        position = event.position().toPoint()
        row = self._table.rowAt(position.y())
        segment = self._table.rundown.segment_at(row) if row >= 0 else None
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is not Qt.MouseButton.LeftButton or segment is None or not is_plain:
            return False
        self._pressed = position
        chosen = self._choosing.segments()
        if segment in chosen and len(chosen) > 1:
            self._carried, self._choice_at_release = chosen, row
            return True
        self._carried = (segment,)
        return False

    def move(self, event: QMouseEvent) -> bool:
        """True while the pointer belongs to a drag, or to a press that may become one."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        self._pointer = event.position().toPoint()
        way = (self._pointer - self._pressed).manhattanLength()
        if self.is_on or way >= QApplication.startDragDistance():
            self._choice_at_release = None
            if not self._scrolling.isActive():
                self._scrolling.start()
            self._point()
        return True

    def release(self, event: QMouseEvent) -> bool:
        """True when the release ended a drag, or a press that was kept back."""
        was_kept, row = self._choice_at_release, self._row
        carried = self._carried
        self.cancel()
        if row is not None:
            self.dropped.emit(Drop(carried, row))
            return True
        if was_kept is not None:
            self._choosing.choose_row(was_kept, Column.TITLE)
            return True
        return False

    def cancel(self) -> None:
        """No drag: nothing moves."""
        was_on = self.is_on
        self._pressed, self._choice_at_release, self._row, self._carried = None, None, None, ()
        self._scrolling.stop()
        if was_on:
            self._table.viewport().unsetCursor()
            self._table.viewport().update()
            self.ended.emit()

    def paint(self, painter: QPainter) -> None:
        """The drop line, and a tag at the pointer that says what would happen."""
        if self._row is None:
            return
        top = self._row * size("row") - self._table.verticalOffset()
        width = self._table.viewport().width()
        painter.fillRect(QRect(0, top - 2, width, 4), colour("focus"))
        painter.setFont(font())
        room = min(width - space("apart"), painter.fontMetrics().horizontalAdvance(self._said) + 1)
        said = painter.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        tag = QRect(0, 0, room + 2 * space("near"), size("row"))
        left = min(self._pointer.x() + space("apart"), width - tag.width())
        tag.moveTo(max(0, left), self._pointer.y() + space("apart"))
        painter.fillRect(tag, colour("focus_surface"))
        painter.setPen(colour("focus"))
        painter.drawRect(tag.adjusted(0, 0, -1, -1))
        painter.setPen(colour("ink"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, said)

    def _point(self) -> None:
        """Take the boundary nearest to the pointer as the place to drop."""
        height = size("row")
        row = round((self._pointer.y() + self._table.verticalOffset()) / height)
        row = max(0, min(row, self._table.rundown.rowCount()))
        if row != self._row:
            self._row = row
            self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.moved.emit()
        self._table.viewport().update()

    def _on_scrolling_timeout(self) -> None:
        y, height = self._pointer.y(), self._table.viewport().height()
        step = -_STEP if y < _EDGE else _STEP if y > height - _EDGE else 0
        if step and self.is_on:
            bar = self._table.verticalScrollBar()
            bar.setValue(bar.value() + step)
            self._point()
