"""The nouns of a chapter in a list: a title, and below it quietly what else tells them apart."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from producer_app.present.book import Listed
from producer_app.ui.theme import colour, font, size, space

_ID = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class _TwoLines(QStyledItemDelegate):
    """Paints a title and its detail, elided; the tooltip has them whole."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(size("row"), size("row") + size("text_small") + space("tight"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, colour("focus_surface"))
        painter.setPen(colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        box = option.rect.adjusted(space("near"), space("tight"), -space("near"), -space("tight"))
        half = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        detail = str(index.data(_DETAIL) or "")
        _line(painter, "text", "ink", str(index.data() or ""), half if detail else box)
        _line(painter, "text_small", "ink_quiet", detail, half.translated(0, half.height()))
        painter.restore()


class Listing(QListWidget):
    """A chapter's nouns; the one that is chosen stays chosen while the list changes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._needle = ""

    @property
    def chosen(self) -> str | None:
        """The id of the noun that is chosen; None when there is none."""
        item = self.currentItem()
        return None if item is None else str(item.data(_ID))

    def show_listed(self, listed: Sequence[Listed], wanted: str | None) -> None:
        """Show these, with ``wanted`` chosen, or else the one that was, or its neighbour."""
        wanted = self.chosen if wanted is None else wanted
        place = max(0, self.currentRow())
        with QSignalBlocker(self):
            while self.count() > len(listed):
                self.takeItem(self.count() - 1)
            while self.count() < len(listed):
                self.addItem(QListWidgetItem())
            for row, one in enumerate(listed):
                self._put(self.item(row), one)
            keys = [one.id for one in listed]
            row = keys.index(wanted) if wanted in keys else min(place, len(keys) - 1)
            self.setCurrentRow(row)
        self.filter(self._needle)

    def choose(self, key: str) -> None:
        """Choose that noun, if it is here."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == key:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row), QListWidget.ScrollHint.PositionAtCenter)

    def filter(self, needle: str) -> bool:
        """Show only those that hold this text; True when there is one."""
        self._needle = needle
        wanted = needle.strip().casefold()
        found = False
        for row in range(self.count()):
            item = self.item(row)
            is_here = wanted in f"{item.text()} {item.data(_DETAIL)}".casefold()
            item.setHidden(not is_here)
            found = found or is_here
        return found

    def choose_first_found(self) -> None:
        """Choose the first that is shown, unless the chosen one is."""
        item = self.currentItem()
        if item is not None and not item.isHidden():
            return
        rows = (row for row in range(self.count()) if not self.item(row).isHidden())
        first = next(rows, None)
        if first is not None:
            self.setCurrentRow(first)

    def _put(self, item: QListWidgetItem, one: Listed) -> None:
        if (item.data(_ID), item.text(), item.data(_DETAIL)) == one:
            return
        item.setText(one.title)
        item.setData(_ID, one.id)
        item.setData(_DETAIL, one.detail)
        shown = "<br>".join(html.escape(text) for text in (one.title, one.detail) if text)
        item.setToolTip(f"<p>{shown}</p>")


def _line(painter: QPainter, kind: str, tone: str, text: str, box: QRect) -> None:
    painter.setFont(font(kind))
    painter.setPen(colour(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
