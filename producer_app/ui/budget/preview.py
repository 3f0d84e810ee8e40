"""What an edit would do to the ad budget, shown in the panel while the edit is being made."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_preview import PreviewLine, PreviewView, Turn
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

SHOWN = 4
"""Rules that are named; the rest is counted."""

_TONES = {
    Turn.BREAKS: "over",
    Turn.WORSE: "over",
    Turn.TIGHTER: "ink",
    Turn.MENDS: "calm",
    Turn.LOOSER: "calm",
    Turn.SAME: "ink_quiet",
}
_SIGNS = {
    Turn.BREAKS: "▲",
    Turn.WORSE: "▲",
    Turn.TIGHTER: "▽",
    Turn.MENDS: "✓",
    Turn.LOOSER: "△",
    Turn.SAME: "",
}


class PreviewRow(QWidget):
    """One rule: its name, how what is left changes, and below it where it breaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = PlainLabel()
        self.change = PlainLabel(bold=True)
        self.change.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.where = PlainLabel("text_small", bold=True, tone="over")
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        row.addWidget(self.name, 1)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.where)

    def show_line(self, line: PreviewLine) -> None:
        """Show this rule."""
        tone = _TONES[line.turn]
        self.name.say(f"{_SIGNS[line.turn]} {line.name}".strip(), tone)
        self.change.setMinimumWidth(self.change.fontMetrics().horizontalAdvance(line.change) + 2)
        self.change.say(line.change, tone)
        self.where.say(line.where)
        self.where.setVisible(bool(line.where))


class PreviewLines(QWidget):
    """A verdict, and one line for each rule that is touched; rows are made once and reused."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: PreviewView | None = None
        self.verdict = PlainLabel("text_large", bold=True)
        self.rows = tuple(PreviewRow() for _ in range(SHOWN))
        self.more = PlainLabel("text_small", tone="ink_quiet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.verdict, *self.rows, self.more):
            column.addWidget(part)
        column.addStretch()
        self.hide()

    def show_view(self, view: PreviewView) -> None:
        """Show what would be."""
        if view == self._view:
            return
        self._view = view
        is_bad = view.level in (BudgetLevel.OVER, BudgetLevel.UNKNOWN)
        self.verdict.say(view.verdict, "over" if is_bad else "calm")
        for place, row in enumerate(self.rows):
            is_shown = place < len(view.lines)
            row.setVisible(is_shown)
            if is_shown:
                row.show_line(view.lines[place])
        more = len(view.lines) - SHOWN
        self.more.setVisible(more > 0)
        self.more.say(self._words.say("budget.preview_more", count=more) if more > 0 else "")
        self.setAccessibleName(". ".join((view.verdict, *(line.text for line in view.lines))))
