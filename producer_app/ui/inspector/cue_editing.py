"""Typing into the table of cues: echoed at once, and kept where it is not understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from producer_app.core.errors import ProducerError
from producer_app.core.show import Department
from producer_app.present.errors import told
from producer_app.present.segment_entry import CueField
from producer_app.present.words import Words

Index = QModelIndex | QPersistentModelIndex
FIELDS = tuple(CueField)

Judge = Callable[[Index, str], str]
"""What a text is understood as in that cell; ProducerError where it is not."""


class Said(NamedTuple):
    """What was understood of what is being typed, or why nothing was."""

    text: str
    is_refusal: bool = False


class CueLine(QLineEdit):
    """One line that is typed into a cell, and knows which."""

    def __init__(self, cell: Index, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell = QPersistentModelIndex(cell)


class CueDelegate(QStyledItemDelegate):
    """Edits a cell; what is shown never overwrites what is being typed."""

    typed = Signal(object)
    """The CueLine in which something was typed just now."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if FIELDS[index.column()] is not CueField.DEPARTMENT:
            line = CueLine(index, parent)
            line.textEdited.connect(lambda _: self.typed.emit(line))
            return line
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
    said = Signal(object)
    """A Said."""
    given_up = Signal()
    """What was being typed in a cell was given up with Esc."""

    def __init__(self, words: Words, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._judge = judge
        delegate = CueDelegate(words, self)
        self.setItemDelegate(delegate)
        delegate.typed.connect(self.is_understood)

    def is_understood(self, editor: QWidget) -> bool:
        """Whether what stands in that editor can be taken; says what it means, or why not."""
        if not isinstance(editor, CueLine) or not editor.cell.isValid():
            return True
        try:
            self.said.emit(Said(self._judge(editor.cell, editor.text())))
        except ProducerError as fault:
            self.said.emit(Said(told(fault, self._words), is_refusal=True))
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def commitData(self, editor: QWidget) -> None:
        """Take what was typed, unless it is not understood."""
        if self.is_understood(editor):
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor; one whose text is not understood stays, until it is given up."""
        is_given_up = hint is QAbstractItemDelegate.EndEditHint.RevertModelCache
        if not is_given_up and not self.is_understood(editor):
            return
        self.said.emit(Said(""))
        super().closeEditor(editor, hint)
        if is_given_up:
            self.given_up.emit()
