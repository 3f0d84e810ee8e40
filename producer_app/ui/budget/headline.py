"""The chosen rule large: is advertising fine, and how much is left right now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.core.show import AdRuleId, SegmentId
from producer_app.present.budget import BudgetLevel, RuleView
from producer_app.present.words import Words, both
from producer_app.ui.budget.badge import LevelBadge
from producer_app.ui.budget.figures import Figures
from producer_app.ui.budget.gauge import Gauge
from producer_app.ui.budget.link import LinkLine
from producer_app.ui.budget.tones import TONES
from producer_app.ui.budget.windows import WindowStrip
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import size, space

ROOM_FOR_MEANING = 400
"""Pixels below which what is left says in its tooltip what it means."""


class Headline(QWidget):
    """One rule; beneath it what breaks it, and the rule that stands worse."""

    break_clicked = Signal(object)
    rule_clicked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._broken_by: SegmentId | None = None
        self._worse: AdRuleId | None = None
        self.name = PlainLabel(tone="ink_quiet")
        self.name.say(words.say("budget.advertising"))
        self.name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.badge = LevelBadge()
        self.title = PlainLabel("text", bold=True)
        self.period = PlainLabel("text_small", tone="ink_quiet")
        self.left = PlainLabel("digits", bold=True)
        self.left.setFixedHeight(size("digits") + space("tight"))
        self.word = PlainLabel(bold=True)
        self.beyond = PlainLabel("text_small", tone="ink_quiet")
        self.figures = Figures(words)
        self.broken = LinkLine()
        self.note = PlainLabel("text", bold=True, tone="warning")
        self.worse = LinkLine()
        self.gauge = Gauge()
        self.windows = WindowStrip()
        self.broken.clicked.connect(self._on_broken_clicked)
        self.worse.clicked.connect(self._on_worse_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("tight"))
        head = QHBoxLayout()
        head.setSpacing(space("near"))
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        middle = QHBoxLayout()
        middle.setSpacing(space("near"))
        middle.addLayout(self._left_column(), 1)
        middle.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(middle)
        parts = (self.gauge, self.broken, self.note, self.worse, self.period, self.windows)
        for part in parts:
            column.addWidget(part)

    def _left_column(self) -> QVBoxLayout:
        meaning = QHBoxLayout()
        meaning.setSpacing(space("tight"))
        meaning.addWidget(self.word)
        meaning.addWidget(self.beyond, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.left)
        column.addLayout(meaning)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.beyond.setVisible(self.width() >= ROOM_FOR_MEANING)

    def show_rule(self, rule: RuleView, worse: RuleView | None) -> None:
        """Show this rule; ``worse`` is one that stands worse, None where there is none."""
        self.badge.show_level(rule.level, rule.level_word)
        self.title.say(both(rule.title, rule.title_alt, " · "))
        self.title.explain(rule.source)
        self.period.say(both(rule.window, rule.room, " · "))
        self._show_left(rule)
        self.figures.show_rule(rule)
        self.gauge.setVisible(bool(rule.left_time))
        self.gauge.show_bar(rule.bar, self._words.say("budget.over"))
        self.gauge.setAccessibleName(rule.sentence)
        self.gauge.setToolTip(rule.sentence)
        self.note.say(rule.note)
        self.note.setVisible(bool(rule.note))
        self._broken_by = rule.broken_by
        self.broken.say(rule.broken, "over", leads=rule.broken_by is not None)
        self._show_worse(worse)
        self.windows.show_windows(rule.windows)

    def _show_left(self, rule: RuleView) -> None:
        level = rule.left_level
        tone = "ink" if level is BudgetLevel.WITHIN else TONES[level]
        self.left.say(rule.left_time, tone)
        self.left.setVisible(bool(rule.left_time))
        self.word.say(rule.left_word, tone)
        is_over = level is BudgetLevel.OVER
        key = "budget.too_much" if is_over else "budget.beyond"
        meaning = self._words.say(key) if rule.left_time else ""
        self.beyond.say(meaning)
        self.word.explain(meaning)

    def _show_worse(self, worse: RuleView | None) -> None:
        self._worse = None if worse is None else worse.id
        if worse is None:
            self.worse.say("", "ink")
            return
        text = f"{worse.level_word}: {worse.title} · {worse.left}"
        self.worse.say(text, TONES[worse.level])

    def _on_broken_clicked(self) -> None:
        self.break_clicked.emit(self._broken_by)

    def _on_worse_clicked(self) -> None:
        self.rule_clicked.emit(self._worse)
