"""Following: what is on air stays in view, until the person scrolls to look at something else."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from producer_app.core.show import SegmentId
from producer_app.core.timing import Projection
from producer_app.present.words import Words
from producer_app.ui.rundown.pane import RoomPane


class Following(QObject):
    """Moves the tables only when something else goes on air, never on a tick."""

    def __init__(self, words: Words, panes: tuple[RoomPane, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._on_air: SegmentId | None = None
        self._words = words
        self.button = QPushButton(words.say("rundown.following"))
        self.button.setAccessibleName(words.say("rundown.follow"))
        self.button.setProperty("inline", True)
        self.button.setToolTip(words.say("rundown.following_hint"))
        self.button.setCheckable(True)
        self.button.setChecked(True)
        self.button.toggled.connect(self._on_button_toggled)
        for pane in panes:
            pane.table.scrolled_by_hand.connect(self._on_table_scrolled_by_hand)

    def show_state(self, projection: Projection) -> None:
        """Take note of what is on air, and follow it."""
        on_air = next(iter(_on_air(projection, self._panes)), None)
        if on_air != self._on_air:
            self._on_air = on_air
            self.catch_up()

    def catch_up(self) -> None:
        """Bring what is on air into view, if that is wanted."""
        if not self.button.isChecked() or self._on_air is None:
            return
        for pane in self._panes:
            row = pane.model.row_of(self._on_air)
            if row is not None:
                pane.table.reveal_row(row)

    def _on_button_toggled(self, checked: bool) -> None:
        self.button.setText(self._words.say("rundown.following" if checked else "rundown.follow"))
        self.catch_up()

    def _on_table_scrolled_by_hand(self) -> None:
        self.button.setChecked(False)


def _on_air(projection: Projection, panes: tuple[RoomPane, ...]) -> list[SegmentId]:
    """What is on air in the panes' rooms, the left room's first."""
    rooms = (projection.rooms.get(pane.model.room) for pane in panes if pane.model.room)
    takes = (times.on_air for times in rooms if times is not None)
    return [take.segment for take in takes if take is not None]
