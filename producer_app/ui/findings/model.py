"""The findings, and what is let stand, as a list that Qt can show; knows no painting."""

from __future__ import annotations

import html

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from producer_app.present.findings import FindingView
from producer_app.present.wording import WaivedView

_NOWHERE = QModelIndex()

Line = FindingView | WaivedView


class FindingsModel(QAbstractListModel):
    """One finding a line, the worst first as they come; behind them the wording that is let
    stand."""

    def __init__(self, stand_word: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stand_word = stand_word
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these findings; nothing happens where they are the same ones."""
        if lines == self._lines:
            return
        if len(lines) == len(self._lines):
            before, self._lines = self._lines, lines
            for row, (old, new) in enumerate(zip(before, lines, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def finding(self, index: QModelIndex | QPersistentModelIndex) -> Line:
        """The finding, or what is let stand, of a line."""
        return self._lines[index.row()]

    def heads_group(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """True for the first line of what is let stand."""
        row = index.row()
        is_waived = isinstance(self._lines[row], WaivedView)
        return is_waived and (row == 0 or isinstance(self._lines[row - 1], FindingView))

    def row_like(self, line: Line) -> int | None:
        """The line that says the same of the same place; None when that is solved."""
        wanted = _identity(line)
        rows = (row for row, known in enumerate(self._lines) if _identity(known) == wanted)
        return next(rows, None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(line.message)}</p>"
        return None

    def _said(self, line: Line) -> str:
        if isinstance(line, WaivedView):
            said = (self._stand_word, line.message, line.by)
        else:
            said = (line.severity_word, line.basis_word, line.message)
        return ": ".join(word for word in said if word)


def _identity(line: Line) -> tuple[object, ...]:
    if isinstance(line, WaivedView):
        return (line.id,)
    term = None if line.flag is None else (line.flag.place, line.flag.term)
    return (line.code, line.segment, line.handoff, term)
