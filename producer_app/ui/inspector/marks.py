"""What stands beside a segment in the rundown, said whole: one line for each mark."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.present.rundown_marks import Mark
from producer_app.ui.wrapped import WrappedLabel


class Marks(QWidget):
    """A few lines, each in its colour; nothing where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[WrappedLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Say these."""
        while len(self.lines) < len(marks):
            line = WrappedLabel()
            self.lines.append(line)
            self._column.addWidget(line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(marks))
            if place < len(marks):
                line.say(marks[place].whole, marks[place].level)
