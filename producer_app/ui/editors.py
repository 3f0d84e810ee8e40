"""Fields that are edited in place: what is being typed is never overwritten by what is shown."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.errors import ProducerError
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.theme import font, size
from producer_app.ui.wrapped import WrappedLabel

_INSET = 2
"""Pixels that a style keeps free around the words of a choice."""

Echo = Callable[[str], str]
"""What a typed text is understood as; raises ProducerError where it is not."""


class LineEditor(QLineEdit):
    """One line. Enter or leaving it commits; Esc puts back what was there, and goes on to whoever
    holds the line, who may take the keyboard back."""

    committed = Signal(object)
    """The text, when it is another one than was shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown = ""
        self.editingFinished.connect(self._on_editing_finished)

    @property
    def is_typing(self) -> bool:
        """True while there is text that was typed and not committed."""
        return self.isModified() and self.text() != self._shown

    def show_text(self, text: str) -> None:
        """Show this, unless something is being typed here."""
        self._shown = text
        if self.is_typing or text == self.text():
            return
        place = self.cursorPosition()
        self.setText(text)
        if self.hasFocus():
            self.setCursorPosition(min(place, len(text)))
        else:
            self.setCursorPosition(0)

    def revert(self) -> None:
        """Forget what was typed."""
        self.setText(self._shown)

    def commit(self) -> None:
        """Commit what was typed, as leaving the line does."""
        self._on_editing_finished()

    def keep(self) -> None:
        """Keep what was committed, because nobody took it."""
        self.setModified(True)

    def settle(self) -> None:
        """Commit what was typed; forget what nobody took."""
        self.commit()
        if self.is_typing:
            self.revert()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.revert()
            event.ignore()
            return
        super().keyPressEvent(event)

    def _on_editing_finished(self) -> None:
        if self.is_typing:
            text = self.text()
            self.setModified(False)
            self.committed.emit(text)


class EntryEditor(QWidget):
    """A line with the echo of what is understood below it; what is not understood stays there,
    in its words, until it is mended or Esc puts back what was."""

    committed = Signal(object)

    def __init__(
        self,
        name: str,
        echo: Echo,
        words: Words,
        parent: QWidget | None = None,
        *,
        said_in: WrappedLabel | None = None,
    ) -> None:
        """``said_in`` is where the echo is said instead, by somebody who has more room for it."""
        super().__init__(parent)
        self._echo = echo
        self._words = words
        self.line = LineEditor(name)
        self.echo = said_in or WrappedLabel()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        if said_in is None:
            column.addWidget(self.echo)
        self.echo.hide()
        self.line.textEdited.connect(self._on_line_text_edited)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.committed.connect(self._on_line_committed)
        self.line.editingFinished.connect(self._on_line_editing_finished)

    @property
    def draft(self) -> str | None:
        """What was typed and nobody took; None where there is no such text."""
        return self.line.text() if self.line.is_typing else None

    def show_text(self, text: str) -> None:
        """Show this, unless something is being typed here."""
        self.line.show_text(text)

    def restore(self, draft: str) -> None:
        """Show this as typed and not taken, with its echo."""
        self.line.setText(draft)
        self.line.setModified(True)
        self._say(draft)

    def refuse(self, sentence: str) -> None:
        """Keep what was committed as typed and not taken, and say why."""
        self.line.setModified(True)
        self.echo.say(sentence, "error")
        self.echo.show()

    def _on_line_text_edited(self, text: str) -> None:
        self._say(text)

    def _on_line_text_changed(self, text: str) -> None:
        if not self.line.isModified():
            self.echo.hide()

    def _on_line_editing_finished(self) -> None:
        if not self.line.is_typing:
            self.echo.hide()

    def _on_line_committed(self, text: str) -> None:
        if self._say(text):
            self.echo.hide()
            self.committed.emit(text)
        else:
            self.line.setModified(True)

    def _say(self, text: str) -> bool:
        """Show the echo of this text; True when it was understood."""
        try:
            said, tone = self._echo(text), "under"
        except ProducerError as fault:
            said, tone = told(fault, self._words), "error"
        self.echo.say(said, tone)
        self.echo.setVisible(bool(said))
        return tone != "error"


class TextEditor(QPlainTextEdit):
    """Several lines. Ctrl+Enter or leaving it commits; Esc puts back what was there, and goes on
    to whoever holds the text."""

    committed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(font())
        self.setMinimumHeight(2 * size("row"))
        self._shown = ""

    @property
    def is_typing(self) -> bool:
        """True while there is text that was typed and not committed."""
        return self.document().isModified() and self.toPlainText() != self._shown

    def show_text(self, text: str) -> None:
        """Show this, unless something is being typed here."""
        self._shown = text
        if not self.is_typing and text != self.toPlainText():
            self.setPlainText(text)

    def settle(self) -> None:
        """Commit what was typed."""
        self.commit()

    def keep(self) -> None:
        """Keep what was committed, because nobody took it."""
        self.document().setModified(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
            event.ignore()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Commit what was typed, as leaving the field does."""
        if self.is_typing:
            text = self.toPlainText()
            self.document().setModified(False)
            self.committed.emit(text)


class ChoiceEditor(QComboBox):
    """One of a few values. Only a person's choice counts, and a passing wheel changes nothing."""

    chosen = Signal(object)
    """The value, when it is another one than was shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._values: tuple[object, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._shown: object = None
        self.activated.connect(self._on_activated)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """The values to choose from, each with its word."""
        values, texts = tuple(v for v, _ in choices), tuple(t for _, t in choices)
        if (values, texts) == (self._values, self._texts):
            return
        self._values, self._texts = values, texts
        with QSignalBlocker(self):
            self.clear()
            self.addItems(list(texts))

    def show_value(self, value: object) -> None:
        """Show this one of the values."""
        self._shown = value
        place = self._values.index(value) if value in self._values else -1
        if place != self.currentIndex():
            with QSignalBlocker(self):
                self.setCurrentIndex(place)
        self.setToolTip(f"<p>{html.escape(self.currentText())}</p>")

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What does not fit ends in dots; the tooltip has it whole."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - _INSET
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_activated(self, place: int) -> None:
        value = self._values[place]
        if value != self._shown:
            self._shown = value
            self.chosen.emit(value)
