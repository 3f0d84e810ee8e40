"""The Cues part: one department's call each, edited in the table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from producer_app.core.edits import Put, Remove
from producer_app.core.show import Cue, CueId, Department, Show
from producer_app.present.inspector import InspectorView
from producer_app.present.segment_entry import CueField, cue_echo, cue_text, cue_typed
from producer_app.present.words import Words
from producer_app.ui.forms import column
from producer_app.ui.inspector.cue_editing import FIELDS, CueView, Index, Said
from producer_app.ui.inspector.part import Part, new_id
from producer_app.ui.theme import size
from producer_app.ui.wrapped import WrappedLabel

ROOT = QModelIndex()


class CueTable(QAbstractTableModel):
    """The cues of a segment. What is typed leaves as an edit; nothing changes here by itself."""

    edit_asked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._cues: tuple[Cue, ...] = ()
        self._show: Show | None = None

    def show_cues(self, show: Show, cues: tuple[Cue, ...]) -> None:
        """Show these cues; rows that stay keep their editors."""
        self._show = show
        before = [cue.id for cue in self._cues]
        after = [cue.id for cue in cues]
        if before == after:
            changed = [n for n, (a, b) in enumerate(zip(self._cues, cues, strict=True)) if a != b]
            self._cues = cues
            for row in changed:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(FIELDS) - 1))
        elif after[: len(before)] == before:
            self.beginInsertRows(ROOT, len(before), len(after) - 1)
            self._cues = cues
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._cues = cues
            self.endResetModel()

    def cue(self, row: int) -> Cue | None:
        """The cue in that row; None where there is none."""
        return self._cues[row] if 0 <= row < len(self._cues) else None

    def row_of(self, cue: CueId) -> int | None:
        """The row of that cue; None when it is not here."""
        return next((n for n, one in enumerate(self._cues) if one.id == cue), None)

    def understood(self, index: Index, text: str) -> str:
        """What that text means in that cell; BadInput where it means nothing."""
        cue = self.cue(index.row())
        if cue is None or self._show is None:
            return ""
        return cue_echo(self._show, cue, FIELDS[index.column()], text, self._words)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._cues)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._words.say(f"inspector.cue_{FIELDS[section]}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cue, field = self._cues[index.row()], FIELDS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cue_text(cue, field, self._words)
        if role == Qt.ItemDataRole.EditRole:
            is_department = field is CueField.DEPARTMENT
            return str(cue.department) if is_department else cue_text(cue, field, self._words)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cue = self.cue(index.row())
        if cue is None or self._show is None or role != Qt.ItemDataRole.EditRole:
            return False
        edit = cue_typed(self._show, cue, FIELDS[index.column()], str(value))
        if edit is not None:
            self.edit_asked.emit(edit)
        return True


class CuesPart(Part):
    """The cues of the segment by offset, with Add and Remove."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.model = CueTable(words, self)
        self.table = CueView(words, self.model.understood)
        self.add = QPushButton(words.say("inspector.add_cue"))
        self.remove = QPushButton(words.say("inspector.remove_cue"))
        self.echo = WrappedLabel()
        self._added: CueId | None = None
        self._prepare_table()
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch()
        body = column(self)
        body.addWidget(self.table, 1)
        body.addWidget(self.echo)
        body.addLayout(row)
        self.echo.hide()
        self.model.edit_asked.connect(self.edit_asked)
        self.table.said.connect(self._on_table_said)
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.table.delete_pressed.connect(self._on_remove_clicked)

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.words.say("inspector.cues"))
        self.table.verticalHeader().hide()
        self.table.setMinimumHeight(3 * size("row"))
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        head = self.table.horizontalHeader()
        head.setMinimumSectionSize(48)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for field in (CueField.STANDBY_WORDS, CueField.GO_WORDS):
            head.setSectionResizeMode(FIELDS.index(field), QHeaderView.ResizeMode.Stretch)

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        self.model.show_cues(show, view.cues)
        self.remove.setEnabled(bool(view.cues))
        row = None if self._added is None else self.model.row_of(self._added)
        if row is not None:
            self._added = None
            cell = self.model.index(row, FIELDS.index(CueField.LABEL))
            self.table.setCurrentIndex(cell)
            if self.isVisible():
                self.table.edit(cell)

    def _on_table_said(self, said: Said) -> None:
        self.echo.say(said.text, "error" if said.is_refusal else "ink_quiet")
        self.echo.setVisible(bool(said.text))

    def _on_add_clicked(self) -> None:
        if self.segment is None:
            return
        like = self.model.cue(self.table.currentIndex().row())
        department = Department.LIGHTING if like is None else like.department
        cue = Cue(id=CueId(new_id()), segment=self.segment.id, department=department, label="")
        self._added = cue.id
        self.ask(Put(entity=cue))

    def _on_remove_clicked(self) -> None:
        cue = self.model.cue(self.table.currentIndex().row())
        if cue is not None:
            self.ask(Remove(id=cue.id, label="remove_cue"))
