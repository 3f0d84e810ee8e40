"""All there is to say of the ad budget: every rule, the chosen one over the evening, sponsors."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.budget import Budget
from producer_app.core.show import AdRuleId
from producer_app.core.timing import Projection
from producer_app.present.budget import BudgetView, budget_view, sponsor_views
from producer_app.present.budget_rule import RuleView
from producer_app.present.budget_sponsors import SponsorView
from producer_app.present.words import Words, both
from producer_app.ui.budget.detail import RuleDetail
from producer_app.ui.budget.rules import RuleList
from producer_app.ui.budget.table import Cell, Line, SmallTable
from producer_app.ui.budget.tones import TONES
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

_HEADS = ("sponsor", "delivered", "planned", "contracted", "contract")


class BudgetDrawer(QFrame):
    """Arrows choose a rule; Esc closes and does nothing else."""

    segment_chosen = Signal(object)
    closed = Signal()
    place_asked = Signal()
    """Where could an advertisement go?"""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._seen: tuple[Projection, Budget] | None = None
        self._view: BudgetView | None = None
        self._chosen: AdRuleId | None = None
        self.setProperty("drawer", "true")
        self.setAccessibleName(words.say("budget.name"))
        self.summary = PlainLabel("text_large", bold=True)
        self.detail = RuleDetail(words)
        self.rules = RuleList(has_places=True)
        self.rules.setAccessibleName(words.say("budget.rules"))
        self.sponsors_head = PlainLabel("text_small", bold=True, tone="ink_quiet")
        self.sponsors_head.say(words.say("budget.sponsors"))
        heads = tuple(words.say(f"budget.{name}_head") for name in _HEADS)
        self.sponsors = SmallTable(heads, wide=0, has_choice=False)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rules.rule_chosen.connect(self.choose)
        self.detail.segment_chosen.connect(self.segment_chosen)
        self.hide()

    def show_state(self, projection: Projection, budget: Budget) -> None:
        """Show how advertising stands; a drawer that is closed waits until it is opened."""
        self._seen = projection, budget
        if self.isVisible():
            self._show(projection, budget)

    def choose(self, rule: AdRuleId | None) -> None:
        """Show that rule over the evening; None for whichever is the worst."""
        self._chosen = rule
        if self._seen is not None and self.isVisible():
            self._show(*self._seen)

    @property
    def chosen(self) -> AdRuleId | None:
        """The rule that is shown over the evening."""
        rule = self._rule()
        return None if rule is None else rule.id

    def take_keyboard(self) -> None:
        """Let the arrows go from rule to rule."""
        (self.rules if self.rules.isVisible() else self).setFocus()

    @property
    def has_keyboard(self) -> bool:
        """True while the keys go to the drawer or to something in it."""
        focused = self.focusWidget()
        return self.hasFocus() or (focused is not None and focused.hasFocus())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._seen is not None:
            self._show(*self._seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, projection: Projection, budget: Budget) -> None:
        view = self._view = budget_view(projection, self._words, budget, self._view)
        stands = both(view.level_word, view.summary, " · ")
        told = stands if view.rules else self._words.say("budget.no_rules")
        self.summary.say(told, TONES[view.level])
        rule = self._rule()
        self.detail.setVisible(rule is not None)
        if rule is not None:
            self.detail.show_rule(rule, view.rules.state(rule.id), projection, budget)
        self.rules.setVisible(rule is not None)
        self.rules.show_rules(view.rules, None if rule is None else rule.id)
        sponsors = sponsor_views(projection, self._words)
        self.sponsors.show_lines(tuple(map(_sponsor_line, sponsors)))
        for part in (self.sponsors_head, self.sponsors):
            part.setVisible(bool(sponsors))

    def _rule(self) -> RuleView | None:
        if self._view is None:
            return None
        return self._view.rule(self._chosen) or self._view.worst

    def _lay_out(self) -> None:
        near, tight = space("near"), space("tight")
        say = self._words.say
        name = PlainLabel("text_small", bold=True, tone="ink_quiet")
        name.say(say("budget.name"))
        head = QHBoxLayout()
        head.addWidget(name, 1)
        for key, signal in (("find_place", self.place_asked), ("close_panel", self.closed)):
            button = QPushButton(say(f"budget.{key}"))
            button.setProperty("inline", "true")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            head.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tight, 0)
        column.setSpacing(tight)
        for part in (self.rules, self.sponsors_head, self.sponsors):
            column.addWidget(part)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._scroll = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space("apart"), near, near, near)
        whole.setSpacing(tight)
        whole.addLayout(head)
        whole.addWidget(self.summary)
        whole.addWidget(self.detail)
        whole.addWidget(scroll, 1)


def _sponsor_line(sponsor: SponsorView) -> Line:
    brand = both(sponsor.brand, sponsor.brand_alt, " · ")
    return Line(
        cells=(
            Cell(brand),
            Cell(sponsor.delivered),
            Cell(sponsor.planned),
            Cell(sponsor.contracted, "ink_quiet"),
            Cell(sponsor.verdict, "calm" if sponsor.is_met else "warning"),
        ),
        told=" · ".join(
            (f"{brand}: {sponsor.sentence}", sponsor.mentions, *sponsor.places, *sponsor.rivals)
        ),
    )
