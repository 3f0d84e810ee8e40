"""What stands in place of a rundown that has nothing in it: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from producer_app.present.words import Words
from producer_app.ui.theme import font, space


class EmptyRundown(QWidget):
    """A few words in the middle, and a button for the first segment where there is a room."""

    insert_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._what = QLabel()
        self._what.setFont(font("text_large", bold=True))
        self._todo = QLabel()
        self._todo.setProperty("quiet", True)
        self.button = QPushButton(words.say("rundown.empty_insert"))
        self.button.clicked.connect(self.insert_asked)
        column = QVBoxLayout(self)
        column.setSpacing(space("apart"))
        column.addStretch(1)
        for widget in (self._what, self._todo, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        for label in (self._what, self._todo):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(False)

    def explain(self, *, has_room: bool) -> None:
        """Say why there is nothing here."""
        key = "rundown.empty" if has_room else "rundown.no_rooms"
        self._what.setText(self._words.say(key))
        self._todo.setText(self._words.say(f"{key}_what_to_do"))
        self.button.setVisible(has_room)
