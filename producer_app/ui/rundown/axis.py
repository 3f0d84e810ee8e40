"""Two tables that scroll as one: the same heights at the same place, the bars agreed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView


class SharedScroll(QObject):
    """Keeps two tables at the same height; a bar below one of them stands below both."""

    def __init__(self, left: QTableView, right: QTableView, parent: QObject) -> None:
        super().__init__(parent)
        self._tables = (left, right)
        left.verticalScrollBar().valueChanged.connect(right.verticalScrollBar().setValue)
        right.verticalScrollBar().valueChanged.connect(left.verticalScrollBar().setValue)
        for table in self._tables:
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            table.horizontalScrollBar().rangeChanged.connect(self._on_bar_range_changed)

    def pair(self, *, is_pair: bool) -> None:
        """The bar on the side belongs to the right table, or to the left one where it is alone."""
        left, _ = self._tables
        shown = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if is_pair else shown)
        self._tables[1].setVerticalScrollBarPolicy(shown)

    def _on_bar_range_changed(self, _least: int, _most: int) -> None:
        shown = (table for table in self._tables if not table.isHidden())
        is_needed = any(table.horizontalScrollBar().maximum() > 0 for table in shown)
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAlwaysOn if is_needed else policy.ScrollBarAlwaysOff
        for table in self._tables:
            if table.horizontalScrollBarPolicy() != wanted:
                table.setHorizontalScrollBarPolicy(wanted)
