"""The bar across the top: one look says what is on air, for how long, and whether it holds."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.onair import OnAirView
from producer_app.present.onair_health import DiskHealth, LineHealth, disk_view, line_view
from producer_app.present.words import Words
from producer_app.ui.onair.figures import FigureLine
from producer_app.ui.onair.other_room import OtherRoomPart
from producer_app.ui.onair.parts import ClockPart, HardTimePart, OnAirPart, StandbyPart
from producer_app.ui.theme import size


class OnAirBar(QFrame):
    """Shows the on-air view of one room, the other room's small beside it; asks for nothing."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("panel", True)
        self.setFixedHeight(size("bar") + size("bar_line"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clock = ClockPart(words)
        self.on_air = OnAirPart(words)
        self.standby = StandbyPart(words)
        self.hard_time = HardTimePart(words)
        self.other_room = OtherRoomPart()
        self.figures = FigureLine(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row(), 1)
        column.addWidget(self.figures)

    def show_state(
        self, stage: OnAirView, shop: OnAirView | None, line: LineHealth, disk: DiskHealth
    ) -> None:
        """Show where things stand."""
        for part in (self.clock, self.on_air, self.standby, self.hard_time):
            part.show_state(stage)
        self.other_room.show_state(shop)
        line_health, disk_health = line_view(line, self._words), disk_view(disk, self._words)
        self.figures.show_state(stage.figures, line_health, disk_health)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        shares = ((self.clock, 0), (self.on_air, 10), (self.standby, 6))
        for part, share in (*shares, (self.hard_time, 4), (self.other_room, 6)):
            row.addWidget(part, share)
        return row
