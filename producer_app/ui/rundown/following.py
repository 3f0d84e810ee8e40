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
        self._place: tuple[object, ...] = ()
        self._targets: tuple[SegmentId, ...] = ()
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
            pane.table.resized.connect(self.catch_up)

    def show_state(self, projection: Projection) -> None:
        """Take note of what is on air, and follow it."""
        run = projection.run
        self._targets = _targets(projection, self._panes)
        place = (None if run is None else run.id, *self._targets)
        if place != self._place:
            self._place = place
            self.catch_up()

    def catch_up(self) -> None:
        """Bring what is on air in both rooms into view, if that is wanted."""
        if self.button.isChecked():
            self.reveal(self._targets)

    def reveal(self, segments: tuple[SegmentId, ...]) -> None:
        """Bring these into view; where they do not all fit, the first ones. What is on air in one
        room comes with what is on air in the other."""
        on_air = self._targets if segments[:1] and segments[0] in self._targets else ()
        wanted = tuple(dict.fromkeys((*segments, *on_air)))
        found = (pane.model.row_of(key) for key in wanted for pane in self._panes)
        rows = tuple(row for row in found if row is not None)
        if rows:
            self._panes[0].table.reveal_rows(rows)

    def _on_button_toggled(self, checked: bool) -> None:
        self.button.setText(self._words.say("rundown.following" if checked else "rundown.follow"))
        self.catch_up()

    def _on_table_scrolled_by_hand(self) -> None:
        self.button.setChecked(False)


def _targets(projection: Projection, panes: tuple[RoomPane, ...]) -> tuple[SegmentId, ...]:
    """What is on air in the panes' rooms, the left room's first; before anything is, what stands
    by there."""
    if projection.run is None:
        return ()
    found = (projection.rooms.get(pane.model.room) for pane in panes if pane.model.room)
    rooms = tuple(times for times in found if times is not None)
    on_air = tuple(times.on_air.segment for times in rooms if times.on_air is not None)
    standby = tuple(times.standby.id for times in rooms if times.standby is not None)
    return on_air or standby
