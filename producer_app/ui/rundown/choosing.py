"""What is chosen in one table: the highlight, the current cell and what is told never differ."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QTableView

from producer_app.core.show import SegmentId
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.model import RundownModel

_FLAGS = QItemSelectionModel.SelectionFlag


class Choosing(QObject):
    """Brings the current cell and the selection together after every move, and tells it once."""

    told = Signal(object)
    """The person chose this segment here; None once they chose something that is none."""

    def __init__(self, table: QTableView, model: RundownModel) -> None:
        super().__init__(table)
        self._table = table
        self._rundown = model
        self._selection = table.selectionModel()
        self._told: SegmentId | None = None
        self._depth = 0
        self._selection.selectionChanged.connect(self._on_selection_changed)
        self._selection.currentChanged.connect(self._on_selection_changed)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """While Qt moves the cell and the selection one after the other; they agree after it."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
        self._settle()

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What is chosen meanwhile was chosen elsewhere, and is not told."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
        self._told = self._rundown.segment_at(self._table.currentIndex().row())

    def segments(self) -> tuple[SegmentId, ...]:
        """The chosen segments, from the top."""
        found = (self._rundown.segment_at(row) for row in self._rows())
        return tuple(segment for segment in found if segment is not None)

    def choose_row(self, row: int, column: int) -> None:
        """Choose one height alone."""
        index = self._rundown.index(row, column)
        with self.moving():
            self._selection.setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)

    def forget(self) -> None:
        """Nothing is chosen here any more, because something is elsewhere."""
        with self.quietly():
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())

    def leave(self, kept: Container[SegmentId]) -> SegmentId | None:
        """Let go of all but these, which are about to stay alone; the one to choose instead, once
        they do."""
        current = self._table.currentIndex()
        segment = self._rundown.segment_at(current.row()) if current.isValid() else None
        if segment is None or segment in kept:
            return None
        chosen = ((row, self._rundown.segment_at(row)) for row in self._rows())
        stay = [row for row, one in chosen if one is not None and one in kept]
        if stay:
            with self.moving():
                self._move_to(min(stay, key=lambda row: abs(row - current.row())))
            return self._rundown.segment_at(self._table.currentIndex().row())
        heir = self._heir(current.row(), kept)
        self.forget()
        if heir is None:
            self.told.emit(None)
        return heir

    def _heir(self, row: int, kept: Container[SegmentId]) -> SegmentId | None:
        """The next segment that stays, or else the one before."""
        for rows in (range(row, self._rundown.rowCount()), range(row, -1, -1)):
            for other in rows:
                segment = self._rundown.segment_at(other)
                if segment is not None and segment in kept:
                    return segment
        return None

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self._selection.selectedRows()})

    def _move_to(self, row: int) -> None:
        """Put the cell's frame into a row that is selected."""
        column = max(self._table.currentIndex().column(), Column.STATE)
        self._selection.setCurrentIndex(self._rundown.index(row, column), _FLAGS.NoUpdate)

    def _settle(self) -> None:
        if self._depth:
            return
        self._depth += 1
        self._agree()
        self._depth -= 1
        current = self._table.currentIndex()
        segment = self._rundown.segment_at(current.row()) if current.isValid() else None
        if current.isValid() and segment != self._told:
            self._told = segment
            self.told.emit(segment)

    def _agree(self) -> None:
        current, rows = self._table.currentIndex(), self._rows()
        if not current.isValid() or current.row() in rows:
            return
        if rows:
            self._move_to(min(rows, key=lambda row: abs(row - current.row())))
        elif self._rundown.segment_at(current.row()) is not None:
            self._selection.select(current, _FLAGS.Select | _FLAGS.Rows)

    def _on_selection_changed(self) -> None:
        self._settle()
