"""The other room's playhead, small: what is on air there, how it stands, where the rooms meet."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from producer_app.present.onair import OnAirView
from producer_app.present.words import both
from producer_app.ui.onair.parts import RIGHT, Part, tone_of
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space


class OtherRoomPart(Part):
    """Four lines; hidden in a show of one room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = PlainLabel("text_small", bold=True, tone="shop")
        self.countdown = PlainLabel("text", bold=True, align=RIGHT)
        self.title = PlainLabel("text")
        self.over_under = PlainLabel("text", bold=True)
        self.meets = PlainLabel("text", align=RIGHT)
        self.below = PlainLabel("text_small", bold=True)
        for figure in (self.countdown, self.over_under):
            figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.column.addLayout(_row((self.room, 1), (self.countdown, 0)))
        self.column.addWidget(self.title)
        self.column.addLayout(_row((self.over_under, 0), (self.meets, 1)))
        self.column.addWidget(self.below)

    def show_state(self, view: OnAirView | None) -> None:
        """Show that room; None hides the part."""
        self.setVisible(view is not None)
        if view is None:
            return
        tone = "ink" if view.on_air is not None else "ink_faint"
        self.room.say(both(view.room_name, view.room_name_alt, " · "))
        self.countdown.say(
            both(view.countdown, view.countdown_word, " "), tone_of(view.countdown_level)
        )
        self.title.say(both(view.on_air_number, view.on_air_title), tone)
        self.title.explain(view.on_air_title_alt)
        self.over_under.say(
            both(view.over_bound, view.over_under, " "), _quiet_tone(view.over_level)
        )
        self.over_under.explain(view.figures[0].hint if view.figures else "")
        self.meets.say(view.meets)
        self._show_below(view)

    def _show_below(self, view: OnAirView) -> None:
        if view.waiting is not None:
            self.below.say(view.waiting.text, "warning")
            self.below.explain(view.waiting.whole)
            return
        standby = both(view.standby_number, view.standby_title)
        self.below.say(both(view.standby_word, standby), "ink_quiet")
        self.below.explain("")


def _row(*labels: tuple[PlainLabel, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space("near"))
    for label, share in labels:
        row.addWidget(label, share)
    return row


def _quiet_tone(level: str) -> str:
    return "ink_quiet" if level == "calm" else level
