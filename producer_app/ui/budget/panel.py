"""The ad budget in its corner of the window: is it fine, what is left, what an edit would do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.budget import Budget
from producer_app.core.timing import Projection
from producer_app.present.budget import BudgetView, budget_view
from producer_app.present.budget_now import away_from_now, now_text
from producer_app.present.budget_preview import PreviewView
from producer_app.present.budget_warning import countdown_to
from producer_app.present.words import Words
from producer_app.ui.budget.badge import LevelBadge
from producer_app.ui.budget.headline import Headline
from producer_app.ui.budget.preview import PreviewLines
from producer_app.ui.budget.rules import RuleList
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, space

LEAST = 148
"""Pixels that the worst rule needs to be read whole."""


class BudgetPanel(QFrame):
    """The worst rule is the headline, the others stand beneath it; a click on one asks for all
    that there is to say of it."""

    segment_chosen = Signal(object)
    rule_asked = Signal(object)
    """The AdRuleId that the person wants to see whole; None for whichever is the worst."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._seen: tuple[Projection, Budget | None] | None = None
        self._view: BudgetView | None = None
        self.setProperty("panel", "true")
        self.setAccessibleName(words.say("budget.name"))
        self.badge = LevelBadge()
        self.summary = PlainLabel(bold=True)
        self.open = QPushButton(words.say("budget.open"))
        self.headline = Headline(words)
        self.preview = PreviewLines(words)
        self.empty = QLabel(words.say("budget.no_rules"))
        self.rules = RuleList()
        self.rules.setAccessibleName(words.say("budget.rules"))
        self._standing = QWidget()
        self._lay_out()
        self.headline.break_clicked.connect(self.segment_chosen)
        self.rules.rule_opened.connect(self.rule_asked)
        self.open.clicked.connect(self._on_open_clicked)

    def show_state(self, projection: Projection, budget: Budget | None = None) -> None:
        """Show how advertising stands, with the budget that is worked out already; a panel nobody
        sees waits until it is seen."""
        self._seen = projection, budget
        if self.isVisible():
            self._show(projection, budget)

    def show_preview(self, view: PreviewView | None) -> None:
        """Show what an edit would do, in place of how it stands; None when it is over."""
        if view is not None:
            self.preview.show_view(view)
        self._standing.setVisible(view is None)
        self.preview.setVisible(view is not None)

    @property
    def view(self) -> BudgetView | None:
        """What is shown; None before anything is."""
        return self._view

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._seen is not None:
            self._show(*self._seen)

    def _show(self, projection: Projection, budget: Budget | None) -> None:
        before = self._view
        view = self._view = budget_view(projection, self._words, budget, before)
        worst = view.worst
        if worst is not None:
            countdown = countdown_to(worst, projection, self._words)
            state = view.rules.state(worst.id)
            now = "" if budget is None else now_text(state, projection, budget, self._words)
            away = away_from_now(state, projection, self._words)
            self.headline.show_rule(worst, countdown, now, away)
        if view is before:
            return
        for part in (self.badge, self.summary, self.open, self.headline):
            part.setVisible(worst is not None)
        self.empty.setVisible(worst is None)
        self.rules.setVisible(len(view.rules) > 1)
        self.badge.show_level(view.level, view.level_word)
        self.summary.say(view.summary, "ink_quiet")
        self.rules.show_rules(view.rules, self.rules.chosen)

    def _lay_out(self) -> None:
        near, tight = space("near"), space("tight")
        self.empty.setWordWrap(True)
        self.empty.setFont(font("text", bold=True))
        self.open.setProperty("inline", "true")
        self.open.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.open.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setSpacing(near)
        head.addWidget(self.badge)
        head.addWidget(self.summary, 1)
        head.addWidget(self.open)
        column = QVBoxLayout(self._standing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tight)
        column.addLayout(head)
        for part in (self.headline, self.empty, self.rules):
            column.addWidget(part)
        column.addStretch()
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(near, tight, near, tight)
        whole.addWidget(self._standing)
        whole.addWidget(self.preview)
        self._scroll(inside)
        self.setMinimumHeight(LEAST)

    def _scroll(self, inside: QWidget) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _on_open_clicked(self) -> None:
        self.rule_asked.emit(None)
