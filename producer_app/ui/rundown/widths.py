"""Column widths: set once from samples, changed by hand, remembered; the title takes the rest."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from producer_app.present.words import Words
from producer_app.ui.rundown.columns import (
    LEAST,
    TALENT_LEAST,
    WHILE_RUNNING,
    Choice,
    Column,
    first_width,
    header_text,
)
from producer_app.ui.rundown.table import RundownTable
from producer_app.ui.theme import font

_WIDEST = 2_000


class ColumnWidths(QObject):
    """Keeps one table's columns; the title grows and shrinks with the table until it is sized."""

    def __init__(self, table: RundownTable, words: Words, first: Choice) -> None:
        super().__init__(table)
        self._table = table
        self._words = words
        self._first = first
        self._chosen: frozenset[Column] | None = None
        self._widths = {column: first_width(column, words) for column in Column}
        self._is_fitting = False
        self._is_title_free = True
        self._is_talent_free = True
        self._is_running = False
        self._set_up_header()
        self._apply()
        table.resized.connect(self._apply)

    def show_running(self, is_running: bool) -> None:
        """Once a run has begun, show the columns that speak of it."""
        if is_running != self._is_running:
            self._is_running = is_running
            self._apply()

    def state(self) -> dict[str, Any]:
        """Widths, order and the choice of columns where the person made one, by their names."""
        sized = [c for c in Column if c is not Column.TITLE or not self._is_title_free]
        order = sorted(Column, key=self._table.horizontalHeader().visualIndex)
        chosen = None if self._chosen is None else sorted(column.name for column in self._chosen)
        return {
            "widths": {column.name: self._widths[column] for column in sized},
            "chosen": chosen,
            "order": [column.name for column in order],
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take over such a state; names and values that mean nothing are passed over."""
        widths = _dict(state.get("widths"))
        for column in Column:
            width = widths.get(column.name)
            if isinstance(width, int) and LEAST <= width <= _WIDEST:
                self._widths[column] = width
        self._is_title_free = Column.TITLE.name not in widths
        usual = first_width(Column.TALENT, self._words)
        self._is_talent_free = self._widths[Column.TALENT] == usual
        chosen = _names(state.get("chosen"))
        self._chosen = frozenset(Column[c] for c in chosen) | {Column.TITLE} if chosen else None
        header = self._table.horizontalHeader()
        for place, name in enumerate(_names(state.get("order"))):
            header.moveSection(header.visualIndex(Column[name]), place)
        self._apply()

    def menu(self) -> QMenu:
        """The columns, each to be shown or hidden."""
        menu = QMenu(self._words.say("rundown.columns_menu"), self._table)
        asked = self._asked() | self._wanted()
        for column in Column:
            action = QAction(header_text(column, self._words), menu)
            action.setCheckable(True)
            action.setChecked(column in asked)
            action.setEnabled(column is not Column.TITLE)
            action.toggled.connect(lambda shown, column=column: self._show(column, shown))
            menu.addAction(action)
        return menu

    def _set_up_header(self) -> None:
        header = self._table.horizontalHeader()
        header.setFont(font("text_small"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(LEAST)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_requested)
        header.sectionResized.connect(self._on_header_section_resized)

    def _wanted(self) -> frozenset[Column]:
        """The columns to show now."""
        return self._shown(self._asked())

    def _asked(self) -> frozenset[Column]:
        """The columns that the person chose, or else those that leave the title enough room."""
        if self._chosen is not None:
            return self._chosen
        ladder = self._first.ladder
        return next((rung for rung in ladder if self._has_room(self._shown(rung))), ladder[-1])

    def _shown(self, columns: frozenset[Column]) -> frozenset[Column]:
        """What of these has anything to say now."""
        if self._is_running:
            return columns
        columns -= WHILE_RUNNING
        has_plan = any(Column.PLANNED in rung for rung in self._first.ladder)
        if has_plan and self._chosen is None:
            columns |= {Column.PLANNED}
        return columns - {Column.START} if Column.PLANNED in columns else columns

    def _has_room(self, columns: frozenset[Column]) -> bool:
        others = sum(self._widths[column] for column in columns - {Column.TITLE})
        if Column.TALENT in columns:
            others -= self._widths[Column.TALENT] - self._talent_least()
        return self._table.viewport().width() >= others + self._first.title_wanted

    def _talent_least(self) -> int:
        usual = self._widths[Column.TALENT]
        return min(usual, TALENT_LEAST) if self._is_talent_free else usual

    def _apply(self) -> None:
        """Hide, show and size the columns as they are wanted now."""
        wanted = self._wanted()
        self._is_fitting = True
        for column in Column:
            self._table.setColumnHidden(column, column not in wanted)
            if column in wanted and self._table.columnWidth(column) != self._widths[column]:
                self._table.setColumnWidth(column, self._widths[column])
        self._is_fitting = False
        self._fit()

    def _fit(self) -> None:
        """Give the title what the other columns leave; the talent shrinks before it does."""
        if not self._is_title_free:
            return
        header = self._table.horizontalHeader()
        self._is_fitting = True
        width = self._left_for_title()
        if width < self._first.title_easy and not header.isSectionHidden(Column.TALENT):
            missing = self._first.title_easy - width
            talent = max(self._talent_least(), self._table.columnWidth(Column.TALENT) - missing)
            self._table.setColumnWidth(Column.TALENT, talent)
            width = self._left_for_title()
        self._table.setColumnWidth(Column.TITLE, max(self._first.title_least, width))
        self._is_fitting = False

    def _left_for_title(self) -> int:
        header = self._table.horizontalHeader()
        others = header.length() - header.sectionSize(Column.TITLE)
        return self._table.viewport().width() - others

    def _show(self, column: Column, shown: bool) -> None:
        wanted = self._asked() | self._wanted()
        self._chosen = wanted | {column} if shown else wanted - {column}
        self._apply()

    def _on_header_menu_requested(self, position: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.horizontalHeader().mapToGlobal(position))

    def _on_header_section_resized(self, section: int, _before: int, after: int) -> None:
        if self._is_fitting or after <= 0:
            return
        self._widths[Column(section)] = after
        self._is_talent_free = self._is_talent_free and section != Column.TALENT
        if section == Column.TITLE:
            self._is_title_free = False
        else:
            self._fit()


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _names(value: object) -> list[str]:
    """The names of columns in a list from outside, each once."""
    found = value if isinstance(value, list) else []
    names = (name for name in found if isinstance(name, str) and name in Column.__members__)
    return list(dict.fromkeys(names))
