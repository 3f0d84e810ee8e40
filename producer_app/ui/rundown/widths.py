"""Column widths: set once from samples, changed by hand, remembered; the title takes the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from producer_app.present.words import Words
from producer_app.ui.rundown.columns import LEAST, Column, first_width, header_text
from producer_app.ui.rundown.table import RundownTable
from producer_app.ui.theme import font

_TITLE_LEAST = 140
_WIDEST = 2_000


class ColumnWidths(QObject):
    """Keeps one table's columns; the title grows and shrinks with the table until it is sized."""

    def __init__(self, table: RundownTable, words: Words, hidden: Iterable[Column]) -> None:
        super().__init__(table)
        self._table = table
        self._words = words
        self._is_fitting = False
        self._is_title_free = True
        header = table.horizontalHeader()
        header.setFont(font("text_small"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(LEAST)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_requested)
        for column in Column:
            table.setColumnWidth(column, first_width(column, words))
        for column in hidden:
            table.setColumnHidden(column, True)
        header.sectionResized.connect(self._on_header_section_resized)
        table.viewport().installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Give the title what the other columns leave."""
        if not self._is_title_free or self._table.isColumnHidden(Column.TITLE):
            return
        header = self._table.horizontalHeader()
        others = header.length() - header.sectionSize(Column.TITLE)
        self._is_fitting = True
        width = max(_TITLE_LEAST, self._table.viewport().width() - others)
        self._table.setColumnWidth(Column.TITLE, width)
        self._is_fitting = False

    def state(self) -> dict[str, Any]:
        """Widths, order and hidden columns, by the columns' names."""
        header = self._table.horizontalHeader()
        order = sorted(Column, key=header.visualIndex)
        hidden = [c.name for c in Column if self._table.isColumnHidden(c)]
        widths = {
            c.name: self._table.columnWidth(c)
            for c in Column
            if c.name not in hidden and not (c is Column.TITLE and self._is_title_free)
        }
        return {"widths": widths, "hidden": hidden, "order": [c.name for c in order]}

    def restore(self, state: dict[str, Any]) -> None:
        """Take over such a state; names and values that mean nothing are passed over."""
        hidden = state.get("hidden", [])
        widths = state.get("widths", {})
        header = self._table.horizontalHeader()
        for column in Column:
            self._table.setColumnHidden(column, column.name in hidden)
            width = widths.get(column.name)
            if isinstance(width, int) and LEAST <= width <= _WIDEST:
                self._table.setColumnWidth(column, width)
        for place, name in enumerate(state.get("order", [])):
            if name in Column.__members__ and place < len(Column):
                header.moveSection(header.visualIndex(Column[name]), place)
        self._is_title_free = Column.TITLE.name not in widths
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """The columns, each to be shown or hidden."""
        menu = QMenu(self._words.say("rundown.columns_menu"), self._table)
        for column in Column:
            action = QAction(header_text(column, self._words), menu)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(column))
            action.setEnabled(column is not Column.TITLE)
            action.toggled.connect(lambda shown, column=column: self._show(column, shown))
            menu.addAction(action)
        return menu

    def _show(self, column: Column, shown: bool) -> None:
        self._table.setColumnHidden(column, not shown)
        self.fit()

    def _on_header_menu_requested(self, position: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.horizontalHeader().mapToGlobal(position))

    def _on_header_section_resized(self, section: int, _before: int, _after: int) -> None:
        if self._is_fitting:
            return
        if section == Column.TITLE:
            self._is_title_free = False
        else:
            self.fit()
