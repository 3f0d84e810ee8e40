"""All handoffs in due order as compact rows, painted one by one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from producer_app.core.show import HandoffId
from producer_app.present.handoff import HandoffView
from producer_app.present.words import both
from producer_app.ui.handoff.cue_light import paint_lamp
from producer_app.ui.theme import colour, font, space

Index = QModelIndex | QPersistentModelIndex
VIEW = Qt.ItemDataRole.UserRole
ROOT = QModelIndex()


class HandoffList(QAbstractListModel):
    """The handoffs' views; only rows that changed are painted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[HandoffView, ...] = ()

    def show_views(self, views: tuple[HandoffView, ...]) -> None:
        """Show these, in this order."""
        if [view.id for view in views] != [view.id for view in self._views]:
            self.beginResetModel()
            self._views = views
            self.endResetModel()
            return
        before, self._views = self._views, views
        for number, (was, now) in enumerate(zip(before, views, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(number), self.index(number))

    def row_of(self, handoff: HandoffId | None) -> int | None:
        """The row of that handoff; None when it is not here."""
        return next((n for n, view in enumerate(self._views) if view.id == handoff), None)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        view = self._views[index.row()]
        if role == VIEW:
            return view
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join((view.number, view.title, view.word, view.due_in or view.due))
        return None


class HandoffPainter(QStyledItemDelegate):
    """Paints a row: lamp, number and title, state and what to do, when it is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bold, self._plain = font("text", bold=True), font("text_small")
        self.height = (
            QFontMetrics(self._bold).height() + QFontMetrics(self._plain).height() + space("near")
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view: HandoffView = index.data(VIEW)
        room: QRect = option.rect
        painter.save()
        self._paint_ground(painter, option, room)
        side = room.height() - 2 * space("near")
        lamp = QRectF(room.left() + space("near"), room.top() + space("near"), side, side)
        paint_lamp(painter, lamp, view.lamp)
        self._paint_words(painter, view, room.adjusted(side + 2 * space("near"), 0, 0, 0))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, colour("focus_surface"))
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), colour("focus"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _paint_words(self, painter: QPainter, view: HandoffView, room: QRect) -> None:
        room = room.adjusted(0, space("tight"), -space("near"), -space("tight"))
        top, low = QRect(room), QRect(room)
        top.setHeight(QFontMetrics(self._bold).height())
        low.setTop(top.bottom() + 1)
        ink = "ink_quiet" if view.is_over else "ink"
        self._line(painter, top, both(view.number, view.title), (view.due, ink), ink, bold=True)
        told = both(view.word, view.call.text, " · ")
        tone = str(view.call.level if view.call.text else view.level)
        self._line(painter, low, told, (view.return_in or view.due_in, "ink_quiet"), tone)

    def _line(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        aside: tuple[str, str],
        tone: str,
        *,
        bold: bool = False,
    ) -> None:
        painter.setFont(self._bold if bold else self._plain)
        metrics = painter.fontMetrics()
        painter.setPen(colour(aside[1]))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, aside[0])
        left = room.adjusted(0, 0, -metrics.horizontalAdvance(aside[0]) - space("near"), 0)
        painter.setPen(colour(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)
