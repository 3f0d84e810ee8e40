"""One sentence under the rundown, dismissed by hand or replaced by the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from producer_app.present.words import Words
from producer_app.ui import theme

STAYS = 12_000
"""Milliseconds that a refusal stays; a warning or an error stays until it is dismissed."""


class NoticeBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = words
        self._level = QLabel()
        self._level.setFont(theme.font(bold=True))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setFont(theme.font())
        self._dismiss = QPushButton(words.say("notice.dismiss"))
        self._dismiss.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dismiss.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("apart"), 4, theme.space("near"), 4)
        row.addWidget(self._level)
        row.addWidget(self._text, 1)
        row.addWidget(self._dismiss)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.timeout.connect(self.clear)
        self.hide()

    def say(self, text: str, level: str = "refused") -> None:
        """Show a sentence; ``level`` is refused, warning, error or done."""
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
        self._level.setText(self._words.say(f"notice.{level}"))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        if level in ("refused", "done"):
            self._leaving.start(STAYS)
        else:
            self._leaving.stop()

    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def clear(self) -> None:
        """Say nothing more."""
        self._leaving.stop()
        self.hide()
