"""The ad budget: five seconds say whether advertising is fine and how much of it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from producer_app.core.show import AdRuleId
from producer_app.core.timing import Projection
from producer_app.present.budget import BudgetView, RuleView, budget_view
from producer_app.present.budget_sponsors import SponsorView
from producer_app.present.words import Words, both
from producer_app.ui.budget.headline import Headline
from producer_app.ui.budget.table import Cell, Line, SmallTable
from producer_app.ui.budget.tones import TONES
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

ROOM_FOR_FIGURES = 520
"""Pixels below which the table of rules leaves its figures to the tooltip."""

_FIGURES, _RATIO = 2, 3


class BudgetPanel(QFrame):
    """The first rule is the headline until another one is chosen in the table beneath."""

    segment_chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._projection: Projection | None = None
        self._view: BudgetView | None = None
        self._chosen: AdRuleId | None = None
        self.setProperty("panel", "true")
        self.setAccessibleName(words.say("budget.name"))
        self.headline = Headline(words)
        self.empty = QLabel(words.say("budget.no_rules"))
        self.empty.setWordWrap(True)
        self.empty.setProperty("quiet", "true")
        heads = ("level", "rule", "of", "share", "left")
        self.rules = SmallTable(self._heads(heads), wide=1, has_choice=True)
        self.rules.setAccessibleName(words.say("budget.rules"))
        heads = ("sponsor", "delivered", "planned", "contracted", "contract")
        self.sponsors = SmallTable(self._heads(heads), wide=0, has_choice=False)
        self.sponsors_head = self._heading("budget.sponsors")
        self._lay_out()
        self.headline.break_clicked.connect(self.segment_chosen)
        self.headline.rule_clicked.connect(self.choose)
        self.rules.itemSelectionChanged.connect(self._on_rules_selection_changed)

    def show_state(self, projection: Projection) -> None:
        """Show how advertising stands; a panel nobody sees waits until it is seen."""
        self._projection = projection
        if self.isVisible():
            self._show(budget_view(projection, self._words))

    def choose(self, rule: AdRuleId) -> None:
        """Make that rule the headline."""
        self._chosen = rule
        if self._view is not None:
            self._show(self._view)

    @property
    def chosen(self) -> AdRuleId | None:
        """The rule that is the headline."""
        rule = None if self._view is None else self._headline_of(self._view)
        return None if rule is None else rule.id

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._projection is not None:
            self.show_state(self._projection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < ROOM_FOR_FIGURES
        for column in (_FIGURES, _RATIO):
            self.rules.setColumnHidden(column, is_narrow)

    def _heads(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._words.say(f"budget.{name}_head") for name in names)

    def _heading(self, key: str) -> PlainLabel:
        heading = PlainLabel("text_small", bold=True, tone="ink_quiet")
        heading.say(self._words.say(key))
        return heading

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        near = space("near")
        column.setContentsMargins(near, space("tight"), near, near)
        column.setSpacing(near)
        parts = (self.headline, self.empty, self.rules, self.sponsors_head, self.sponsors)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setMinimumHeight(140)

    def _show(self, view: BudgetView) -> None:
        self._view = view
        rule = self._headline_of(view)
        self.headline.setVisible(rule is not None)
        self.empty.setVisible(rule is None)
        self.rules.setVisible(len(view.rules) > 1)
        if rule is not None:
            self.headline.show_rule(rule, view.worse_than(rule))
            self._show_rules(view, rule)
        self.sponsors.show_lines(tuple(map(_sponsor_line, view.sponsors)))
        for part in (self.sponsors_head, self.sponsors):
            part.setVisible(bool(view.sponsors))

    def _headline_of(self, view: BudgetView) -> RuleView | None:
        chosen = (rule for rule in view.rules if rule.id == self._chosen)
        return next(chosen, view.rules[0] if view.rules else None)

    def _show_rules(self, view: BudgetView, rule: RuleView) -> None:
        self.rules.blockSignals(True)
        self.rules.show_lines(tuple(map(_rule_line, view.rules)))
        row = view.rules.index(rule)
        if not self.rules.selectedItems() or self.rules.currentRow() != row:
            self.rules.selectRow(row)
        self.rules.blockSignals(False)

    def _on_rules_selection_changed(self) -> None:
        row = self.rules.currentRow()
        if self._view is not None and 0 <= row < len(self._view.rules):
            self.choose(self._view.rules[row].id)


def _rule_line(rule: RuleView) -> Line:
    tone = TONES[rule.level]
    told = (both(rule.title, rule.title_alt, " · "), rule.window, rule.sentence, rule.broken)
    return Line(
        cells=(
            Cell(rule.level_word, tone),
            Cell(rule.title),
            Cell(f"{rule.projected} / {rule.limit}"),
            Cell(rule.ratio, "ink_quiet"),
            Cell(rule.left, TONES[rule.left_level] if rule.left_time else "ink_quiet"),
        ),
        told=" · ".join(part for part in (*told, rule.note) if part),
    )


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
        told=f"{brand}: {sponsor.sentence} · {sponsor.mentions}",
    )
