"""The line above a rundown: which room it is, and when the room ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from producer_app.present.rundown import RoomLine
from producer_app.present.words import both
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import size, space


class RoomStrip(QWidget):
    """A room's name and its end, in one line; has room for a button at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = PlainLabel(bold=True)
        self._end = PlainLabel("text_small", tone="ink_quiet", align=Qt.AlignmentFlag.AlignRight)
        self._verdict = PlainLabel("text_small", bold=True, align=Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(size("row") + space("tight"))
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(space("near"), 0, space("near"), 0)
        self.line.setSpacing(space("tight") + 2)
        self.line.addWidget(self._name, 1)
        self.line.addWidget(self._end)
        self.line.addWidget(self._verdict)

    def show_room(self, room: RoomLine, tone: str) -> None:
        """Show this room, its name in the token's colour."""
        self._name.say(both(room.name, room.name_alt), tone)
        self._end.say(room.end)
        self._verdict.say(room.over_under, "ink_quiet" if room.level == "calm" else room.level)
