"""A box that adds one of many, or something new by name; and the button that takes one away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QToolButton, QWidget

from producer_app.ui.theme import size


class AddBox(QComboBox):
    """Type a part of a name and Enter, or pick one. ``is_free`` takes what is not in the list."""

    added = Signal(object)
    """The id that was picked; with ``is_free``, the name."""

    def __init__(self, hint: str, *, is_free: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_free = is_free
        self._choices: tuple[tuple[str, str], ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.setLineEdit(self.line)
        self.setAccessibleName(hint)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self.activated.connect(self._on_activated)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """What can be added: ids with their names. What is being typed stays."""
        if tuple(choices) == self._choices:
            return
        typed = self.line.text()
        self._choices = tuple(choices)
        with QSignalBlocker(self):
            self.clear()
            self.addItems([name for _, name in self._choices])
            self.setCurrentIndex(-1)
        self.line.setText(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.line.clear()
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_activated(self, place: int) -> None:
        if 0 <= place < len(self._choices):
            self._add(self._choices[place])

    def _on_line_return_pressed(self) -> None:
        text = self.line.text().strip()
        if not text:
            return
        wanted = text.casefold()
        exact = [choice for choice in self._choices if choice[1].casefold() == wanted]
        like = [choice for choice in self._choices if wanted in choice[1].casefold()]
        if exact or (len(like) == 1 and not self._is_free):
            self._add((exact or like)[0])
        elif self._is_free:
            self._add((text, text))

    def _add(self, choice: tuple[str, str]) -> None:
        if not self.line.text() and self.currentIndex() < 0:
            return
        with QSignalBlocker(self):
            self.setCurrentIndex(-1)
        self.line.clear()
        self.added.emit(choice[1] if self._is_free else choice[0])


class RemoveButton(QToolButton):
    """A small cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("×")
        self.setFixedSize(size("row") - 6, size("row") - 6)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
