"""What was understood of what is being typed, said right beside the line that it is typed into."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget


class Echo(QLabel):
    """A few words below a line, or above it where the list of completions opens below."""

    def __init__(self, table: QWidget, *, is_above: bool) -> None:
        super().__init__(table)
        self._table = table
        self._is_above = is_above
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("echo", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def is_refusal(self) -> bool:
        return bool(self.property("refused"))

    def say(self, text: str, line: QRect, *, is_refusal: bool = False) -> None:
        """Say this beside the line; nothing is shown for nothing."""
        if is_refusal != self.is_refusal:
            self.setProperty("refused", is_refusal)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setText(text)
        self.setVisible(bool(text))
        self.stand_beside(line)

    def stand_beside(self, line: QRect) -> None:
        """Move to where the line is now."""
        self.setWordWrap(False)
        self.setMaximumWidth(self._table.width())
        self.adjustSize()
        if self.sizeHint().width() > self._table.width():
            self.setWordWrap(True)
            self.resize(self._table.width(), self.heightForWidth(self._table.width()))
        left = max(0, min(line.left(), self._table.width() - self.width()))
        below, above = line.bottom() + 1, line.top() - self.height()
        has_room_below = below + self.height() <= self._table.height()
        wants_above = self._is_above or not has_room_below
        self.move(left, above if wants_above and above >= 0 else below)
        self.raise_()
