"""Two tables that scroll as one: the same heights at the same place, the bars agreed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView


class SharedScroll(QObject):
    """Keeps two tables at the same height; a bar below one of them stands below both."""

    def __init__(self, left: QTableView, right: QTableView, parent: QObject) -> None:
        super().__init__(parent)
        self._tables = (left, right)
        self._height = 0
        for table in self._tables:
            table.verticalScrollBar().valueChanged.connect(self._on_bar_value_changed)
            table.verticalScrollBar().rangeChanged.connect(self._on_upright_bar_range_changed)
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            table.horizontalScrollBar().rangeChanged.connect(self._on_bar_range_changed)

    def pair(self, *, is_pair: bool) -> None:
        """The bar on the side belongs to the right table, or to the left one where it is alone."""
        left, _ = self._tables
        shown = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if is_pair else shown)
        self._tables[1].setVerticalScrollBarPolicy(shown)

    def _on_bar_value_changed(self, height: int) -> None:
        self._height = height
        for table in self._tables:
            table.verticalScrollBar().setValue(height)

    def _on_upright_bar_range_changed(self, _least: int, _most: int) -> None:
        """A table that was not laid out yet could not follow; it can now."""
        for table in self._tables:
            table.verticalScrollBar().setValue(self._height)

    def _on_bar_range_changed(self, _least: int, _most: int) -> None:
        shown = (table for table in self._tables if not table.isHidden())
        is_needed = any(table.horizontalScrollBar().maximum() > 0 for table in shown)
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAlwaysOn if is_needed else policy.ScrollBarAlwaysOff
        for table in self._tables:
            if table.horizontalScrollBarPolicy() != wanted:
                table.setHorizontalScrollBarPolicy(wanted)
