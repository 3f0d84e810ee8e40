"""The places that were found, the best first: two lines each, chosen by click or arrows."""

from __future__ import annotations

import html

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from producer_app.core.show import SegmentId
from producer_app.present.budget_openings import PlaceView
from producer_app.ui.budget.rules import Index
from producer_app.ui.theme import colour, font, size, space

_ROLE = Qt.ItemDataRole.UserRole
_JOINT = " · "
_FLAGS = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = _FLAGS | int(Qt.AlignmentFlag.AlignRight)


class PlaceModel(QAbstractListModel):
    """The places in the order in which they are handed in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[PlaceView, ...] = ()

    def show_places(self, places: tuple[PlaceView, ...]) -> None:
        """Show these places."""
        self.beginResetModel()
        self.places = places
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == _ROLE:
            return place
        said = _JOINT.join(filter(None, (place.time, *_told(place), place.left)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said
        return f"<p>{html.escape(said)}</p>" if role == Qt.ItemDataRole.ToolTipRole else None


class PlaceDelegate(QStyledItemDelegate):
    """Paints one place: when, before what, what is left; a missed hard time in its own colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, size("row_small") + _small_height() + space("tight"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: PlaceView = index.data(_ROLE)
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, colour("focus_surface"))
        room = option.rect.adjusted(space("near"), 2, -space("near"), -2)
        head = QRect(room.left(), room.top(), room.width(), size("row_small") - 2)
        self._paint_head(painter, place, head)
        small = QRect(room.left(), head.bottom() + 1, room.width(), _small_height())
        painter.setFont(font("text_small", bold=True))
        painter.setPen(colour("over"))
        painter.drawText(small, _RIGHT, place.pushes)
        width = painter.fontMetrics().horizontalAdvance(place.pushes)
        painter.setFont(font("text_small"))
        painter.setPen(colour("ink_quiet"))
        _write(painter, small.adjusted(0, 0, -width - space("near"), 0), place.left)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_chosen:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_head(self, painter: QPainter, place: PlaceView, room: QRect) -> None:
        painter.setFont(font("text_large", bold=True))
        painter.setPen(colour("ink"))
        _write(painter, room, place.time)
        gone = painter.fontMetrics().horizontalAdvance(place.time) + space("near")
        painter.setFont(font(bold=True))
        painter.setPen(colour("calm" if place.place.is_joined else "ink_quiet"))
        painter.drawText(room, _RIGHT, place.joins)
        width = painter.fontMetrics().horizontalAdvance(place.joins) + space("near")
        painter.setPen(colour("ink"))
        _write(painter, room.adjusted(gone, 0, -width, 0), place.before)


class PlaceList(QListView):
    """Arrows move, Enter and a double click take the place."""

    place_chosen = Signal(object)
    """The PlaceView that is chosen; None once none is."""
    place_taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = PlaceModel(self)
        self.setModel(self._shown)
        self.setItemDelegate(PlaceDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    @property
    def places(self) -> tuple[PlaceView, ...]:
        """What is shown, the best first."""
        return self._shown.places

    @property
    def chosen(self) -> PlaceView | None:
        """The place that Enter would take."""
        index = self.currentIndex()
        return self.places[index.row()] if index.isValid() else None

    def show_places(self, places: tuple[PlaceView, ...], *, is_all: bool) -> None:
        """Show these places; the one that was chosen stays so. Once these are all, the best is
        chosen where none was."""
        chosen = self.chosen
        if places != self.places:
            self._shown.show_places(places)
            row = _row_of(places, chosen)
            if row is not None:
                self.setCurrentIndex(self._shown.index(row))
            elif chosen is not None:
                self.place_chosen.emit(None)
        if is_all and places and self.chosen is None:
            self.setCurrentIndex(self._shown.index(0))

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.place_chosen.emit(self.places[current.row()] if current.isValid() else None)

    def _on_activated(self, index: QModelIndex) -> None:
        self.place_taken.emit(self.places[index.row()])


def _row_of(places: tuple[PlaceView, ...], chosen: PlaceView | None) -> int | None:
    if chosen is None:
        return None
    before: SegmentId | None = chosen.place.before
    return next((n for n, one in enumerate(places) if one.place.before == before), None)


def _told(place: PlaceView) -> tuple[str, ...]:
    return tuple(filter(None, (place.before, place.joins, place.pushes)))


def _write(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _FLAGS, shown)


def _small_height() -> int:
    return QFontMetrics(font("text_small")).height() + 1
