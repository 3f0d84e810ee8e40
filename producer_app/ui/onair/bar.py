"""The bar across the top: one look says what is on air, for how long, and whether it holds."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from producer_app.present.onair import DiskHealth, LineHealth, OnAirView, disk_view, line_view
from producer_app.present.words import Words
from producer_app.ui.onair.parts import ClockPart, HardTimePart, OnAirPart, SidePart, StandbyPart
from producer_app.ui.theme import size


class OnAirBar(QFrame):
    """Shows the on-air view of one room, the other room's small beside it; asks for nothing."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("panel", True)
        self.setFixedHeight(size("bar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clock = ClockPart(words)
        self.on_air = OnAirPart(words)
        self.standby = StandbyPart(words)
        self.hard_time = HardTimePart(words)
        self.side = SidePart(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        shares = ((self.clock, 0), (self.on_air, 10), (self.standby, 5))
        for part, share in (*shares, (self.hard_time, 4), (self.side, 4)):
            row.addWidget(part, share)

    def show_state(
        self, stage: OnAirView, shop: OnAirView | None, line: LineHealth, disk: DiskHealth
    ) -> None:
        """Show where things stand."""
        self._show(stage)
        self.side.show_state(shop, line_view(line, self._words), disk_view(disk, self._words))

    def _show(self, view: OnAirView) -> None:
        for part in (self.clock, self.on_air, self.standby, self.hard_time):
            part.show_state(view)
