"""A small table of plain words that is as high as what it holds."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from producer_app.ui.theme import colour, font, size


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and the token of its colour."""

    text: str
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``told`` is all there is to say, for the tooltip."""

    cells: tuple[Cell, ...]
    told: str


class _ToneDelegate(QStyledItemDelegate):
    """A chosen line keeps the colours of its words."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        ink = option.palette.color(QPalette.ColorRole.Text)
        option.palette.setColor(QPalette.ColorRole.HighlightedText, ink)


class SmallTable(QTableWidget):
    """Lines are chosen whole, by a click or by the arrows; the column ``wide`` takes what is left.

    Cells are touched only where their words have changed.
    """

    def __init__(
        self, heads: tuple[str, ...], *, wide: int, has_choice: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(heads), parent)
        self._lines: tuple[Line, ...] = ()
        self._wide = wide
        self.setFont(font("text_small"))
        for column, head in enumerate(heads):
            item = QTableWidgetItem(head)
            item.setFont(font("text_small"))
            self.setHorizontalHeaderItem(column, item)
        self.setItemDelegate(_ToneDelegate(self))
        self._dress(has_choice)

    def _dress(self, has_choice: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if has_choice else mode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_choice else Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(size("row_small"))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these lines."""
        if len(lines) != len(self._lines):
            self.setRowCount(len(lines))
            self.updateGeometry()
        for row, line in enumerate(lines):
            if row >= len(self._lines) or line != self._lines[row]:
                self._show_line(row, line)
        self._lines = lines

    def sizeHint(self) -> QSize:
        head = self.horizontalHeader().sizeHint().height()
        return QSize(240, head + self.rowCount() * size("row_small") + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _show_line(self, row: int, line: Line) -> None:
        for column, cell in enumerate(line.cells):
            item = self.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                self.setItem(row, column, item)
            item.setText(cell.text)
            item.setForeground(colour(cell.tone))
            item.setToolTip(f"<p>{html.escape(line.told)}</p>")
