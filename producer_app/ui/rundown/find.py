"""The bar that looks for segments: what is looked for, which of how many, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LONGEST = 200


class FindBar(QWidget):
    """One line to type into; Enter is the next one, Shift+Enter the one before, Esc closes."""

    looked_for = Signal(object)
    stepped = Signal(object)
    """1 for the next one, -1 for the one before."""

    closed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._line = QLineEdit()
        self._line.setPlaceholderText(words.say("rundown.find_hint"))
        self._line.setAccessibleName(words.say("rundown.find_hint"))
        self._line.setMaxLength(_LONGEST)
        self._line.setClearButtonEnabled(True)
        self._count = PlainLabel("text_small", tone="ink_quiet")
        before = self._button("rundown.find_previous")
        after = self._button("rundown.find_next")
        close = self._button("rundown.find_close")
        row = QHBoxLayout(self)
        row.setContentsMargins(space("near"), space("tight"), space("near"), space("tight"))
        row.setSpacing(space("near"))
        row.addWidget(self._line, 1)
        row.addWidget(self._count)
        for button in (before, after, close):
            row.addWidget(button)
        self._line.textChanged.connect(self._on_line_text_changed)
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.close_bar)
        self.hide()

    @property
    def query(self) -> str:
        return self._line.text()

    @property
    def said(self) -> str:
        """What the bar says about what was found."""
        return self._count.text()

    def open_bar(self) -> None:
        """Show the bar, ready to type over what was looked for last."""
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self.looked_for.emit(self.query)

    def close_bar(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def tell(self, place: int | None, count: int) -> None:
        """Say that this is the ``place``-th of ``count``; None while none of them is chosen."""
        if not self.query.strip():
            self._count.say("")
        elif not count:
            self._count.say(self._words.say("rundown.find_none"), "warning")
        elif place is None:
            self._count.say(self._words.say("rundown.find_many", count=count), "ink_quiet")
        else:
            said = self._words.say("rundown.find_count", place=place, count=count)
            self._count.say(said, "ink_quiet")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(self._words.say(key))
        button.setAccessibleName(self._words.say(key))
        button.setAutoDefault(False)
        return button

    def _on_line_text_changed(self, text: str) -> None:
        self.looked_for.emit(text)
