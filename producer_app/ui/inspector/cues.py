"""The Cues part: one department's call each, edited in the table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from producer_app.core.edits import Put, Remove
from producer_app.core.errors import ProducerError
from producer_app.core.show import Cue, CueId, Department, Show
from producer_app.present.errors import told
from producer_app.present.inspector import InspectorView
from producer_app.present.segment_entry import CueField, cue_text, cue_typed
from producer_app.present.words import Words
from producer_app.ui.forms import column
from producer_app.ui.inspector.part import Part, new_id
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import size

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FIELDS = tuple(CueField)


class CueTable(QAbstractTableModel):
    """The cues of a segment. What is typed leaves as an edit; nothing changes here by itself."""

    edit_asked = Signal(object)
    misread = Signal(object)
    """The ProducerError of a text that was not understood."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._cues: tuple[Cue, ...] = ()

    def show_cues(self, cues: tuple[Cue, ...]) -> None:
        """Show these cues; rows that stay keep their editors."""
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
        if cue is None or role != Qt.ItemDataRole.EditRole:
            return False
        try:
            edit = cue_typed(cue, FIELDS[index.column()], str(value))
        except ProducerError as fault:
            self.misread.emit(fault)
            return False
        if edit is not None:
            self.edit_asked.emit(edit)
        return True


class CueDelegate(QStyledItemDelegate):
    """Edits a cell; what is shown never overwrites what is being typed."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if FIELDS[index.column()] is not CueField.DEPARTMENT:
            return QLineEdit(parent)
        box = QComboBox(parent)
        for department in Department:
            box.addItem(self._words.say(f"department.{department}"), str(department))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class CueView(QTableView):
    """The table; Delete asks to remove the cue in its row."""

    delete_pressed = Signal()
    given_up = Signal()
    """What was being typed in a cell was given up with Esc."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.given_up.emit()


class CuesPart(Part):
    """The cues of the segment by offset, with Add and Remove."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.model = CueTable(words, self)
        self.table = CueView()
        self.add = QPushButton(words.say("inspector.add_cue"))
        self.remove = QPushButton(words.say("inspector.remove_cue"))
        self.trouble = PlainLabel("text_small", tone="error")
        self._added: CueId | None = None
        self._prepare_table()
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch()
        body = column(self)
        body.addWidget(self.table, 1)
        body.addWidget(self.trouble)
        body.addLayout(row)
        self.trouble.hide()
        self.model.edit_asked.connect(self._on_model_edit_asked)
        self.model.misread.connect(self._on_model_misread)
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.table.delete_pressed.connect(self._on_remove_clicked)

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(CueDelegate(self.words, self.table))
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
        self.model.show_cues(view.cues)
        self.remove.setEnabled(bool(view.cues))
        row = None if self._added is None else self.model.row_of(self._added)
        if row is not None:
            self._added = None
            cell = self.model.index(row, FIELDS.index(CueField.LABEL))
            self.table.setCurrentIndex(cell)
            if self.isVisible():
                self.table.edit(cell)

    def _on_model_edit_asked(self, edit: object) -> None:
        self.trouble.hide()
        self.edit_asked.emit(edit)

    def _on_model_misread(self, fault: ProducerError) -> None:
        self.trouble.say(told(fault, self.words))
        self.trouble.show()

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
