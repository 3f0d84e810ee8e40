"""The line a person types into a cell, with what was understood said below it at once.

What is not understood is not taken: the editor stays open with its text and an example.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from producer_app.core.errors import ProducerError
from producer_app.present.errors import told
from producer_app.ui.rundown.completing import NameCompleter
from producer_app.ui.rundown.echo import Echo
from producer_app.ui.rundown.entering import Editing
from producer_app.ui.rundown.model import RundownModel
from producer_app.ui.theme import font


class EntryEdit(QLineEdit):
    """One line of typing that says what it understands."""

    left = Signal(object)
    """The person is done with it; the payload is where to go next."""

    given_up = Signal()

    def __init__(self, begun: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self._begun = begun
        self._refusal = ""
        self._is_retired = False
        self._completer: NameCompleter | None = None
        self.echo = Echo(parent, is_above=bool(begun.completions))
        self.setFont(font())
        if begun.completions:
            self._completer = NameCompleter(begun.completions, is_list=begun.is_list, parent=self)
            self.setCompleter(self._completer)
        self.setText(begun.text)
        self.textChanged.connect(self._on_text_changed)

    def is_understood(self) -> bool:
        """Whether what stands here can be taken; says why not."""
        self._on_text_changed(self.text())
        if self._refusal:
            self.echo.say(self._refusal, self.geometry(), is_refusal=True)
        return not self._refusal

    def leave(self, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Done, if what stands here is understood; otherwise stay."""
        if self.is_understood():
            self.left.emit(hint)

    def retire(self) -> None:
        """It is closing: losing the focus means nothing any more."""
        self._is_retired = True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves for the next cell."""
        hints = QAbstractItemDelegate.EndEditHint
        self._close_list()
        self.leave(hints.EditNextItem if forward else hints.EditPreviousItem)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._has_choice() and (is_enter or event.key() == Qt.Key.Key_Escape):
            event.ignore()
        elif is_enter:
            self._close_list()
            self.leave(QAbstractItemDelegate.EndEditHint.NoHint)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Down and self._completer is not None:
            self._completer.setCompletionPrefix("")
            self._completer.complete()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            QTimer.singleShot(0, self, self._on_focus_lost)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_text_changed(self.text())

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.echo.stand_beside(self.geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.echo.stand_beside(self.geometry())

    def _on_focus_lost(self) -> None:
        """Later than the loss itself, because a window that closes takes the focus away, too."""
        if self.isVisible() and not self.hasFocus() and not self._is_retired:
            self.leave(QAbstractItemDelegate.EndEditHint.NoHint)

    def _has_choice(self) -> bool:
        """True while a name is picked out in the list of completions; Enter takes it."""
        popup = self._completer.popup() if self._completer is not None else None
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def _close_list(self) -> None:
        popup = self._completer.popup() if self._completer is not None else None
        if popup is not None:
            popup.hide()

    def _on_text_changed(self, text: str) -> None:
        self._refusal = ""
        try:
            said = self._begun.echo(text)
        except ProducerError as refusal:
            self._refusal = said = told(refusal, self._begun.words)
        self.setAccessibleDescription(said)
        self.echo.say(said, self.geometry())


class EntryDelegate(QStyledItemDelegate):
    """Opens an EntryEdit in a cell and hands its text to the model."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        model = index.model()
        begun = model.editing(index) if isinstance(model, RundownModel) else None
        if begun is None or not isinstance(model, RundownModel):
            return super().createEditor(parent, option, index)
        editor = EntryEdit(begun, parent)
        editor.left.connect(lambda hint: self._leave(editor, hint))
        editor.given_up.connect(lambda: self._give_up(editor))
        place = QPersistentModelIndex(index)
        editor.textEdited.connect(lambda text: model.consider(place, text))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the text alone: an editor begins with it, and no change elsewhere takes it away.

        Keys and focus are the editor's own business, so Qt's usual filter is taken off.
        """
        editor.removeEventFilter(self)

    def setModelData(
        self,
        editor: QWidget,
        model: QObject,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, EntryEdit) and isinstance(model, RundownModel):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = option.rect
        least = editor.fontMetrics().averageCharWidth() * 12
        editor.setGeometry(area.left(), area.top(), max(area.width(), least), area.height())

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, EntryEdit):
            editor.hide()
            editor.echo.deleteLater()
        super().destroyEditor(editor, index)

    def _leave(self, editor: EntryEdit, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def _give_up(self, editor: EntryEdit) -> None:
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
