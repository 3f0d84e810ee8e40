"""The parts of the bar: each shows one answer of the on-air view and decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.onair import OnAirView
from producer_app.present.words import Words, both
from producer_app.ui.onair.badge import RunBadge
from producer_app.ui.onair.used import UsedBar
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

RIGHT = Qt.AlignmentFlag.AlignRight


class Part(QFrame):
    """A column of the bar, with a thin rule to its left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", True)
        self.column = QVBoxLayout(self)
        edge = space("tight") // 2
        self.column.setContentsMargins(space("apart"), edge, space("near"), edge)
        self.column.setSpacing(0)


class ClockPart(Part):
    """The wall clock and the run."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = RunBadge()
        self.clock = PlainLabel("digits", bold=True)
        self.clock.setAccessibleName(words.say("onair.clock"))
        self.column.addWidget(self.badge, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.clock)

    def show_state(self, view: OnAirView) -> None:
        """Show the time and the run."""
        self.badge.show_run(view.run, is_running=view.is_running, is_live=view.is_live)
        self.clock.say(view.clock)


class OnAirPart(Part):
    """What is on air, how much of it is used, and what is left of it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = PlainLabel("text_small", bold=True, tone="ink_quiet")
        self.title = PlainLabel("text_title", bold=True)
        self.title_alt = PlainLabel("text", tone="ink_quiet")
        self.word = PlainLabel("text_large", bold=True, align=RIGHT)
        self.countdown = PlainLabel("digits_large", bold=True, align=RIGHT)
        self.countdown.setAccessibleName(words.say("onair.time_left"))
        self.used = UsedBar()
        self.column.addLayout(self._row())
        self.column.addWidget(self.used)

    def _row(self) -> QHBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        for label in (self.room, self.title, self.title_alt):
            titles.addWidget(label)
        titles.addStretch()
        self.countdown.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        row.addLayout(titles, 1)
        row.addWidget(self.word)
        row.addWidget(self.countdown)
        return row

    def show_state(self, view: OnAirView) -> None:
        """Show what is on air and its countdown."""
        tone = "ink" if view.countdown_level == "calm" else view.countdown_level
        is_told = view.on_air is not None or bool(view.on_air_title_alt)
        self.room.say(both(view.room_name, view.room_name_alt, " · "))
        self.title.say(
            both(view.on_air_number, view.on_air_title), "ink" if is_told else "ink_faint"
        )
        self.title_alt.say(view.on_air_title_alt)
        self.word.say(view.countdown_word, tone)
        self.countdown.say(view.countdown, tone)
        self.used.show_share(view.used, view.countdown_level)


class StandbyPart(Part):
    """What GO would take, and whom it waits for."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel("text_small", bold=True, tone="standby")
        self.heading.setAccessibleName(words.say("onair.standby"))
        self.title = PlainLabel("text_large", bold=True)
        self.below = PlainLabel("text", tone="ink_quiet")
        self.length = PlainLabel("text", bold=True)
        for label in (self.heading, self.title, self.below, self.length):
            self.column.addWidget(label)

    def show_state(self, view: OnAirView) -> None:
        """Show what is in standby, with its length."""
        tone = "ink" if view.standby is not None else "ink_faint"
        self.heading.say(view.standby_word)
        self.title.say(both(view.standby_number, view.standby_title), tone)
        if view.waiting is None:
            self.below.say(view.standby_title_alt, "ink_quiet")
        else:
            self.below.say(view.waiting.text, "warning")
            self.below.explain(view.waiting.whole)
        self.length.say(both(view.standby_length, view.standby_then))


class HardTimePart(Part):
    """The next hard time: which it is, when, and how far off."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel("text_small", bold=True, tone="hard")
        self.title = PlainLabel("text")
        self.left = PlainLabel("digits", bold=True)
        self.left.setAccessibleName(words.say("onair.next_hard_time"))
        self.word = PlainLabel("text_small", bold=True, tone="ink_quiet")
        for label in (self.left, self.word):
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        row.addWidget(self.left)
        row.addWidget(self.word)
        row.addStretch()
        self.column.setContentsMargins(space("apart"), 0, space("near"), 0)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.title)
        self.column.addLayout(row)

    def show_state(self, view: OnAirView) -> None:
        """Show the next hard time."""
        is_ahead = bool(view.hard_at)
        self.heading.say(
            both(view.hard_word, view.hard_at, " ") if is_ahead else view.hard_title,
            "hard" if is_ahead else "ink_faint",
        )
        self.title.say(view.hard_title if is_ahead else "")
        self.left.say(view.hard_left, "ink")
        self.word.say(view.hard_left_word)


def tone_of(level: str) -> str:
    """The colour of a figure of that level."""
    return "ink" if level == "calm" else level
