"""A token for another program, shown this once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, space


class TokenPage(QWidget):
    """Empty unless a token has just been made; what is put away cannot be seen again."""

    done = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.heading = PlainLabel("text_large", bold=True)
        self.once = PlainLabel(tone="warning", bold=True)
        self.once.say(words.say("rooms.token_once"))
        self.how = PlainLabel(tone="ink_quiet")
        self.how.say(words.say("rooms.token_how"))
        self.token = QLineEdit()
        self.token.setReadOnly(True)
        self.token.setFont(font("text_large", bold=True))
        self.token.setAccessibleName(words.say("rooms.token"))
        self.copy = QPushButton(words.say("rooms.copy"))
        self.put_by = QPushButton(words.say("rooms.token_done"))
        for button in (self.copy, self.put_by):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        row.addWidget(self.token, 1)
        row.addWidget(self.copy)
        row.addWidget(self.put_by)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("near"))
        column.addWidget(self.heading)
        column.addWidget(self.once)
        column.addLayout(row)
        column.addWidget(self.how)
        column.addStretch()
        self.copy.clicked.connect(self._on_copy_clicked)
        self.put_by.clicked.connect(self.done)

    @property
    def has_token(self) -> bool:
        """True while a token is to be seen."""
        return bool(self.token.text())

    def show_token(self, name: str, token: str) -> None:
        """Show this token."""
        self.heading.say(self._words.say("rooms.token_for", name=name))
        self.token.setText(token)
        self.token.setCursorPosition(0)

    def put_away(self) -> None:
        """Show no token any more."""
        self.token.clear()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.token.text())
