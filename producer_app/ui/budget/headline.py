"""The worst rule large: is advertising fine, and how much is left right now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from producer_app.core.show import SegmentId
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_now import Away
from producer_app.present.budget_rule import RuleView
from producer_app.present.words import Words, both
from producer_app.ui.budget.figures import FigureLine
from producer_app.ui.budget.gauge import Gauge
from producer_app.ui.budget.link import LinkLine
from producer_app.ui.budget.tones import TONES
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import size, space

_JOINT = " · "


class Headline(QWidget):
    """One rule: its verdict large, what breaks it and when, its gauge and its figures."""

    break_clicked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._broken_by: SegmentId | None = None
        self.figure = PlainLabel("digits", bold=True)
        self.figure.setFixedHeight(size("digits") + space("tight"))
        self.word = PlainLabel(bold=True)
        self.title = PlainLabel(bold=True)
        self.when = PlainLabel(bold=True, tone="over")
        self.broken = LinkLine()
        self.period = PlainLabel("text_small", tone="ink_quiet")
        self.note = PlainLabel("text_small", bold=True)
        self.gauge = Gauge()
        self.figures = FigureLine(words)
        self.broken.clicked.connect(self._on_broken_clicked)
        self._lay_out()

    def show_rule(
        self, rule: RuleView, countdown: str, now: str = "", away: Away | None = None
    ) -> None:
        """Show this rule; ``countdown`` says how far away the moment is at which it breaks,
        ``now`` what it holds at this very moment where its figures are about ``away``."""
        tone = TONES[rule.level]
        self.figure.say(rule.verdict, "ink" if rule.level is BudgetLevel.WITHIN else tone)
        self.figure.setVisible(bool(rule.verdict))
        self.word.say(rule.verdict_word, "ink" if rule.level is BudgetLevel.WITHIN else tone)
        self.title.say(rule.title)
        self.title.explain(_JOINT.join(filter(None, (rule.title_alt, rule.source, rule.about))))
        self._broken_by = rule.broken_by
        self.when.say(both(rule.broken_when, countdown, _JOINT))
        self.when.explain(rule.broken)
        self.when.setVisible(bool(rule.broken))
        self.broken.say(rule.broken_in, "over")
        self.broken.setAccessibleName(rule.broken)
        self.period.setVisible(not rule.broken_in)
        self.period.say(_JOINT.join(filter(None, (rule.caution, rule.window, rule.place))))
        note = both(rule.note, now, _JOINT)
        tone = "ink" if now else "ink_quiet"
        self.note.say(note, "warning" if rule.level is BudgetLevel.CLOSE and rule.note else tone)
        self.note.setVisible(bool(note) and not rule.broken)
        self.gauge.setVisible(rule.level is not BudgetLevel.UNKNOWN)
        self.gauge.show_bar(rule.bar, self._words, is_least=rule.is_least)
        self.gauge.setAccessibleName(rule.sentence)
        self.gauge.setToolTip(rule.sentence)
        self.figures.show_rule(rule, away)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("tight"))
        figure = QVBoxLayout()
        figure.setSpacing(0)
        figure.addWidget(self.figure)
        figure.addWidget(self.word)
        figure.addStretch()
        told = QVBoxLayout()
        told.setSpacing(0)
        for part in (self.title, self.when, self.broken, self.note, self.period):
            told.addWidget(part)
        told.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(space("apart"))
        middle.addLayout(figure)
        middle.addLayout(told, 1)
        column.addLayout(middle)
        column.addWidget(self.gauge)
        column.addWidget(self.figures)
        self.period.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _on_broken_clicked(self) -> None:
        self.break_clicked.emit(self._broken_by)
