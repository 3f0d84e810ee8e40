"""One sentence under the rundown, dismissed by hand or replaced by the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from producer_app.present.words import Words
from producer_app.ui import theme

STAYS = 12_000
"""Milliseconds that a refusal stays; a warning or an error stays until it is dismissed."""


_PASSING = frozenset({"refused", "done"})


class NoticeBar(QFrame):
    """Hidden while there is nothing to say, unless it was given something to rest on."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = words
        self._is_saying = False
        self._resting: tuple[str, str] | None = None
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
        self.setMinimumHeight(theme.size("notice"))
        self.hide()

    def rest(self, text: str, level: str = "quiet") -> None:
        """What stands there while there is nothing to say; ``level`` is quiet or typing.

        From the first call on the bar keeps its place, so that nothing moves when it speaks.
        """
        self._resting = (text, level)
        if not self._is_saying:
            self._show(text, level)

    def say(self, text: str, level: str = "refused") -> None:
        """Show a sentence; ``level`` is refused, warning, error or done."""
        self._is_saying = True
        self._show(text, level)
        if level in _PASSING:
            self._leaving.start(STAYS)
        else:
            self._leaving.stop()

    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._text.text() if self._is_saying else ""

    def settle(self) -> None:
        """Something was done after all: a refusal before it is said no more."""
        if self._is_saying and self.property("level") == "refused":
            self.clear()

    def clear(self) -> None:
        """Say nothing more."""
        self._is_saying = False
        self._leaving.stop()
        if self._resting is None:
            self.hide()
        else:
            self._show(*self._resting)

    def _show(self, text: str, level: str) -> None:
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
        key = f"notice.{level}"
        self._level.setText(self._words.say(key) if key in self._words else "")
        self._level.setVisible(bool(self._level.text()))
        self._text.setText(text)
        self._dismiss.setVisible(self._is_saying)
        self.setAccessibleName(text)
        self.show()
