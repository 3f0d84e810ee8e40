"""Spent, committed, projected and limit of one rule, on one line that is the gauge's legend too;
above it the window that they are about, where that is not now's."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.budget_now import Away
from producer_app.present.budget_rule import RuleView
from producer_app.present.words import Words
from producer_app.ui.budget.gauge import Ink, Swatch
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

ROOM_FOR_ALL = 400
"""Pixels below which what is projected is left to the gauge, and the window to the headline."""

_NAMES = (
    ("spent", Ink.SPENT),
    ("committed", Ink.TO_COME),
    ("projected", None),
    ("limit", Ink.LIMIT),
)


class FigureLine(QWidget):
    """2:10 spent, 3:55 committed, 6:05 projected, limit 9:30; each with its piece of the gauge."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.labels: dict[str, PlainLabel] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.period = PlainLabel("text_small", bold=True)
        column.addWidget(self.period)
        row = QHBoxLayout()
        row.setSpacing(space("tight"))
        column.addLayout(row)
        self._swatches: dict[str, Swatch] = {}
        for name, ink in _NAMES:
            label = self.labels[name] = PlainLabel("text_small")
            if ink is not None:
                swatch = self._swatches[name] = Swatch(ink)
                row.addWidget(swatch)
            row.addWidget(label)
            row.addSpacing(space("tight"))
        row.addStretch(1)

    def show_rule(self, rule: RuleView, away: Away | None = None) -> None:
        """Show the figures that the verdict on a rule is about; ``away`` names their window where
        that is not now's, and takes away what cannot be spent yet."""
        self.period.say("" if away is None else away.name)
        self._show_what_fits()
        is_spent_told = away is None or not away.is_ahead
        for part in (self._swatches["spent"], self.labels["spent"]):
            part.setVisible(is_spent_told)
        self.labels["spent"].explain(rule.elsewhere)
        say = self._words.say
        for name in ("spent", "committed", "projected"):
            self.labels[name].say(say(f"budget.{name}", time=getattr(rule.told, name)))
        key = "budget.of_least_word" if rule.is_least else "budget.limit"
        self.labels["limit"].say(say(key, limit=rule.told.limit, time=rule.told.limit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """In the narrow corner the line above names the window already."""
        is_wide = self.width() >= ROOM_FOR_ALL
        self.labels["projected"].setVisible(is_wide)
        self.period.setVisible(is_wide and bool(self.period.text()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
