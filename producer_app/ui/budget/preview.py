"""What an edit would do to the ad budget, shown in the panel while the edit is being made."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_preview import PreviewLine, PreviewView, Turn
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel

SHOWN = 5
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


class PreviewLines(QWidget):
    """A verdict, and one line for each rule that is touched; labels are made once and reused."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: PreviewView | None = None
        self.verdict = PlainLabel("text_large", bold=True)
        self.lines = tuple(PlainLabel() for _ in range(SHOWN))
        self.more = PlainLabel("text_small", tone="ink_quiet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.verdict, *self.lines, self.more):
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
        for place, label in enumerate(self.lines):
            line = view.lines[place] if place < len(view.lines) else None
            label.setVisible(line is not None)
            if line is not None:
                _say(label, line)
        more = len(view.lines) - SHOWN
        self.more.setVisible(more > 0)
        self.more.say(self._words.say("budget.preview_more", count=more) if more > 0 else "")
        self.setAccessibleName(". ".join((view.verdict, *(line.text for line in view.lines))))


def _say(label: PlainLabel, line: PreviewLine) -> None:
    label.say(f"{_SIGNS[line.turn]} {line.text}".strip(), _TONES[line.turn])
