"""The three acknowledgements side by side, each with a lamp, a word, a time and a name."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.echo import Lamp, Level, Shape
from producer_app.present.handoff_acks import Ack, AckView
from producer_app.ui.handoff.cue_light import CueLight
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

_DONE = {
    Ack.SHOWN: Lamp(Shape.HALF, Level.CALM),
    Ack.READY: Lamp(Shape.DISC, Level.READY),
    Ack.LIVE: Lamp(Shape.TARGET, Level.LIVE),
}
_MISSING = Lamp(Shape.RING, Level.FAINT)


class AckTick(QFrame):
    """One acknowledgement: a hollow ring until it came, then its own shape."""

    def __init__(self, ack: Ack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ack = ack
        self.light = CueLight(18)
        self.word = PlainLabel("text_small", bold=True)
        self.via = PlainLabel("text_small", tone="ink_quiet")
        self.at = PlainLabel("text_small")
        self.by = PlainLabel("text_small", tone="ink_quiet")
        for label in (self.word, self.at):
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        head, who = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.light)
        for row, labels in ((head, (self.word, self.via)), (who, (self.at, self.by))):
            row.setSpacing(space("tight"))
            for label in labels:
                row.addWidget(label)
            row.setStretch(row.count() - 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(who)

    def show_ack(self, view: AckView) -> None:
        """Show whether it came, when, from whom and how."""
        self.light.show_lamp(_DONE[self._ack] if view.is_done else _MISSING, view.word)
        self.word.say(view.word, "ink" if view.is_done else "ink_faint")
        self.via.say(view.how)
        self.at.say(view.at or "—", "ink" if view.is_done else "ink_faint")
        self.by.say(view.by, "ink_quiet" if view.is_done else "ink_faint")


class Acks(QWidget):
    """Shown, ready, live: never mixed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("near"))
        self.ticks = {ack: AckTick(ack) for ack in Ack}
        for tick in self.ticks.values():
            row.addWidget(tick, 1)

    def show_acks(self, views: tuple[AckView, ...]) -> None:
        """Show all three."""
        for view in views:
            self.ticks[view.ack].show_ack(view)
