"""The chosen rule: its figures in full, where it is from, and its curve over the evening."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from producer_app.core.budget import Budget, RuleState
from producer_app.core.show import Show
from producer_app.core.timing import Projection
from producer_app.present.budget_curve import CurveMark, curve_view
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_now import now_text
from producer_app.present.budget_rule import RuleView
from producer_app.present.budget_warning import countdown_to
from producer_app.present.words import Words, both
from producer_app.ui.budget.badge import LevelBadge
from producer_app.ui.budget.curve import Curve
from producer_app.ui.budget.gauge import Ink, Swatch
from producer_app.ui.budget.link import LinkLine
from producer_app.ui.budget.tones import TONES
from producer_app.ui.plain_label import PlainLabel, PlainLines
from producer_app.ui.theme import font, space

_JOINT = " · "
_COLUMNS = (
    ("spent", Ink.SPENT),
    ("committed", Ink.TO_COME),
    ("projected", None),
    ("limit", Ink.LIMIT),
    ("left", None),
)


class RuleDetail(QWidget):
    """One rule; ``pointed`` beneath the curve says what the pointer or the arrows stand at."""

    segment_chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rule: RuleView | None = None
        self._drawn: tuple[RuleState, Show] | None = None
        self.badge = LevelBadge()
        self.title = PlainLabel("text_large", bold=True)
        self.caution = PlainLabel(bold=True, tone="warning")
        self.caution.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.heads = {name: PlainLabel("text_small", tone="ink_quiet") for name, _ in _COLUMNS}
        self.figures = {name: PlainLabel("text_large", bold=True) for name, _ in _COLUMNS}
        self.broken = LinkLine()
        self.now = PlainLines(bold=True)
        self.elsewhere = QLabel()
        self.elsewhere.setTextFormat(Qt.TextFormat.PlainText)
        self.elsewhere.setWordWrap(True)
        self.elsewhere.setFont(font("text_small"))
        self.about = PlainLines("text_small", tone="ink_quiet")
        self.curve = Curve(words)
        self.pointed = PlainLines(bold=True, least=2)
        self.broken.clicked.connect(self._on_broken_clicked)
        self.curve.segment_chosen.connect(self.segment_chosen)
        self.curve.pointed.connect(self._on_curve_pointed)
        self._lay_out()

    def show_rule(
        self, rule: RuleView, state: RuleState, projection: Projection, budget: Budget
    ) -> None:
        """Show this rule as it stands."""
        is_other = self._rule is None or self._rule.id != rule.id
        self._rule = rule
        self.badge.show_level(rule.level, rule.level_word)
        self.title.say(rule.title)
        self.title.explain(rule.title_alt)
        self.caution.say(rule.caution)
        self.caution.setVisible(bool(rule.caution))
        self._show_figures(rule)
        broken = both(countdown_to(rule, projection, self._words), rule.broken, _JOINT)
        self.broken.say(broken, "over", leads=rule.broken_by is not None)
        now = now_text(state, projection, budget, self._words)
        self.now.say(now)
        self.now.setVisible(bool(now))
        self.elsewhere.setText(rule.elsewhere)
        self.elsewhere.setVisible(bool(rule.elsewhere))
        told = (rule.note, rule.place, rule.window, rule.source)
        self.about.say(_JOINT.join(filter(None, told)))
        self.about.explain(rule.about)
        if self._drawn is None or not (
            self._drawn[0] is state and self._drawn[1] is projection.show
        ):
            self._drawn = state, projection.show
            curve = curve_view(projection, budget, state, self._words)
            self.curve.setVisible(bool(curve.parts))
            self.curve.show_curve(curve)
        self.curve.show_now(None if projection.run is None else projection.now)
        self.curve.setAccessibleName(self._words.say("budget.curve_name", rule=rule.title))
        if is_other or self.curve.mark is None:
            self._on_curve_pointed(self.curve.mark)

    def _show_figures(self, rule: RuleView) -> None:
        say = self._words.say
        self.heads["limit"].say(say("budget.least_head" if rule.is_least else "budget.limit_head"))
        for name in ("spent", "committed", "projected", "limit"):
            self.figures[name].say(getattr(rule, name))
        for name, share in (("spent", rule.shares.spent), ("projected", rule.shares.projected)):
            self.figures[name].explain(share)
        calm = rule.left_level is BudgetLevel.WITHIN
        self.figures["left"].say(rule.left, "ink" if calm else TONES[rule.left_level])

    def _lay_out(self) -> None:
        near, tight = space("near"), space("tight")
        head = QHBoxLayout()
        head.setSpacing(near)
        head.addWidget(self.badge)
        head.addWidget(self.title, 1)
        head.addWidget(self.caution)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tight)
        column.addLayout(head)
        column.addLayout(self._grid())
        for part in (self.elsewhere, self.broken, self.now, self.about, self.curve, self.pointed):
            column.addWidget(part)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("apart"))
        grid.setVerticalSpacing(0)
        for column, (name, ink) in enumerate(_COLUMNS):
            self.heads[name].say(self._words.say(f"budget.{name}_head"))
            row = QHBoxLayout()
            row.setSpacing(space("tight"))
            if ink is not None:
                row.addWidget(Swatch(ink))
            row.addWidget(self.heads[name], 1)
            grid.addLayout(row, 0, column)
            grid.addWidget(self.figures[name], 1, column)
        grid.setColumnStretch(len(_COLUMNS) - 1, 1)
        return grid

    def _on_broken_clicked(self) -> None:
        if self._rule is not None:
            self.segment_chosen.emit(self._rule.broken_by)

    def _on_curve_pointed(self, mark: CurveMark | None) -> None:
        if mark is not None:
            self.pointed.say(mark.text, "ink")
        elif self._rule is not None:
            self.pointed.say(self._rule.sentence, "ink_quiet")
