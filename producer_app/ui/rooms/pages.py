"""The list of connected pages; the chosen one stays chosen while pages come and go."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from producer_app.present.words import Words
from producer_app.ui.rooms.told import COLUMNS, PageTold
from producer_app.ui.theme import colour, size

_ROOM, _NAME, _HEARD, _SEEN = (COLUMNS.index(name) for name in ("room", "name", "heard", "seen"))


class PageList(QTableWidget):
    """One connected page a line; cells are touched only where their words have changed."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self._pages: tuple[PageTold, ...] = ()
        heads = [words.say(f"rooms.{name}_head") for name in COLUMNS]
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(words.say("rooms.pages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(size("row"))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (_ROOM, _NAME):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_pages(self, pages: tuple[PageTold, ...]) -> None:
        """Show these pages."""
        chosen = self.chosen()
        before, self._pages = self._pages, pages
        self.setRowCount(len(pages))
        for row, page in enumerate(pages):
            if row >= len(before) or page != before[row]:
                self._show_page(row, page)
        keys = [page.client for page in pages]
        if chosen is not None and chosen.client in keys:
            self.selectRow(keys.index(chosen.client))
        elif chosen is not None:
            self.clearSelection()

    def chosen(self) -> PageTold | None:
        """The chosen page; None while none is chosen."""
        rows = {index.row() for index in self.selectedIndexes()}
        row = next(iter(rows), None)
        return self._pages[row] if row is not None and row < len(self._pages) else None

    def _show_page(self, row: int, page: PageTold) -> None:
        for column, text in enumerate(page.cells):
            item = self.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                self.setItem(row, column, item)
            item.setText(text)
            item.setForeground(colour(_tone(column, page)))
            item.setToolTip(f"<p>{html.escape(text)}</p>")


def _tone(column: int, page: PageTold) -> str:
    if not page.is_here:
        return "ink_faint"
    if column == _HEARD:
        return "warning" if page.is_silent else "calm"
    if column == _SEEN and not page.is_seen:
        return "warning"
    return "ink" if column in (_ROOM, _NAME) else "ink_quiet"
