"""The parts of the bar: each shows one answer of the on-air view and decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.onair import HealthView, OnAirView
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
        is_on_air = view.on_air is not None
        self.room.say(both(view.room_name, view.room_name_alt, " · "))
        self.title.say(
            both(view.on_air_number, view.on_air_title), "ink" if is_on_air else "ink_faint"
        )
        self.title_alt.say(view.on_air_title_alt)
        self.word.say(view.countdown_word, tone)
        self.countdown.say(view.countdown, tone)
        self.used.show_share(view.used, view.countdown_level)


class StandbyPart(Part):
    """What GO would take."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel("text_small", bold=True, tone="standby")
        self.heading.say(words.say("onair.standby"))
        self.title = PlainLabel("text_large", bold=True)
        self.title_alt = PlainLabel("text", tone="ink_quiet")
        self.length = PlainLabel("text_large", tone="ink")
        for label in (self.heading, self.title, self.title_alt, self.length):
            self.column.addWidget(label)

    def show_state(self, view: OnAirView) -> None:
        """Show what is in standby, with its length."""
        tone = "ink" if view.standby is not None else "ink_faint"
        self.title.say(both(view.standby_number, view.standby_title), tone)
        self.title_alt.say(view.standby_title_alt)
        self.length.say(view.standby_length)


class HardTimePart(Part):
    """Over or under against the next hard time, when that is, and the hard out small."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel("text_small", bold=True, tone="hard")
        self.bound = PlainLabel("text_small", bold=True)
        self.over_under = PlainLabel("text_title", bold=True)
        self.over_under.setAccessibleName(words.say("onair.against_hard_time"))
        self.when = PlainLabel("text", tone="ink")
        self.end = PlainLabel("text_small", tone="ink_quiet")
        self.over_under.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        widest = self.over_under.fontMetrics().horizontalAdvance(
            words.say("words.under", time="88:88")
        )
        self.over_under.setMinimumWidth(widest)
        row = QHBoxLayout()
        row.setSpacing(space("tight"))
        row.addWidget(self.over_under, 1)
        row.addWidget(self.bound)
        self.column.addWidget(self.heading)
        self.column.addLayout(row)
        self.column.addWidget(self.when)
        self.column.addWidget(self.end)

    def show_state(self, view: OnAirView) -> None:
        """Show the next hard time and how it is met."""
        tone = _ink(view.over_level)
        self.heading.say(view.hard_title, "hard" if view.hard_at else "ink_faint")
        self.over_under.say(view.over_under, tone)
        self.bound.say(view.over_bound, tone)
        self.when.say(both(view.hard_at, view.hard_in))
        self.end.say(both(view.end_title, view.end_over_under), _quiet(view.end_level))


class SidePart(Part):
    """The shopping room's playhead small, the line to the rooms, the disk."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shop = PlainLabel("text_small", bold=True, tone="shop")
        self.shop_countdown = PlainLabel("text", bold=True, align=RIGHT)
        self.shop_title = PlainLabel("text")
        self.line = PlainLabel("text_small", bold=True)
        self.line.setAccessibleName(words.say("onair.line"))
        self.disk = PlainLabel("text_small", bold=True)
        self.disk.setAccessibleName(words.say("onair.disk"))
        self.shop_countdown.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(space("tight"))
        row.addWidget(self.shop_title, 1)
        row.addWidget(self.shop_countdown)
        self.column.addWidget(self.shop)
        self.column.addLayout(row)
        self.column.addWidget(self.line)
        self.column.addWidget(self.disk)

    def show_state(self, shop: OnAirView | None, line: HealthView, disk: HealthView) -> None:
        """Show the other room, the line and the disk."""
        if shop is not None:
            self._show_shop(shop)
        for label in (self.shop, self.shop_title, self.shop_countdown):
            label.setVisible(shop is not None)
        self.line.say(line.text, _HEALTH_TONES[line.level])
        self.disk.say(disk.text, _HEALTH_TONES[disk.level])

    def _show_shop(self, shop: OnAirView) -> None:
        self.shop.say(both(shop.room_name, shop.room_name_alt, " · "))
        is_on_air = shop.on_air is not None
        self.shop_title.say(
            both(shop.on_air_number, shop.on_air_title), "ink" if is_on_air else "ink_faint"
        )
        self.shop_countdown.say(
            both(shop.countdown, shop.countdown_word, " "), _ink(shop.countdown_level)
        )


_HEALTH_TONES = {"calm": "calm", "quiet": "ink_quiet", "warning": "warning", "error": "error"}


def _ink(level: str) -> str:
    return "ink" if level == "calm" else level


def _quiet(level: str) -> str:
    return "ink_quiet" if level == "calm" else level
