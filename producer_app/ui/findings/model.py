"""The findings as a list that Qt can show; knows no painting."""

from __future__ import annotations

import html

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from producer_app.present.findings import FindingView

_NOWHERE = QModelIndex()


class FindingsModel(QAbstractListModel):
    """One finding a line, the worst first as they come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[FindingView, ...] = ()

    def show_lines(self, lines: tuple[FindingView, ...]) -> None:
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

    def finding(self, index: QModelIndex | QPersistentModelIndex) -> FindingView:
        """The finding of a line."""
        return self._lines[index.row()]

    def row_like(self, finding: FindingView) -> int | None:
        """The line that says the same of the same place; None when that is solved."""
        for row, line in enumerate(self._lines):
            if (line.code, line.segment, line.handoff) == (
                finding.code,
                finding.segment,
                finding.handoff,
            ):
                return row
        return None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        finding = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (finding.severity_word, finding.basis_word, finding.message)
            return ": ".join(word for word in said if word)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(finding.message)}</p>"
        return None
