"""Spent, planned, projected and limit beside each other, as time and as a share."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from producer_app.present.budget import RuleView
from producer_app.present.words import Words
from producer_app.ui.budget.gauge import Ink, Swatch
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

_HEADS = (
    ("spent", Ink.SPENT),
    ("planned", None),
    ("projected", Ink.TO_COME),
    ("limit", Ink.LIMIT),
)


class Figures(QWidget):
    """Four columns; their heads carry a piece of the gauge, so that they are its legend too."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space("near"))
        grid.setVerticalSpacing(0)
        self.times: dict[str, PlainLabel] = {}
        self.shares: dict[str, PlainLabel] = {}
        for column, (name, ink) in enumerate(_HEADS):
            head = PlainLabel("text_small", tone="ink_quiet")
            head.say(words.say(f"budget.{name}_head"))
            self.times[name] = PlainLabel("text", bold=True)
            self.shares[name] = PlainLabel("text_small", tone="ink_quiet")
            row = QHBoxLayout()
            row.setSpacing(space("tight"))
            if ink is not None:
                row.addWidget(Swatch(ink))
            row.addWidget(head, 1)
            grid.addLayout(row, 0, column)
            grid.addWidget(self.times[name], 1, column)
            grid.addWidget(self.shares[name], 2, column)

    def show_rule(self, rule: RuleView) -> None:
        """Show one rule's figures."""
        shares = rule.shares
        figures = {
            "spent": (rule.spent, shares.spent),
            "planned": (rule.planned, shares.planned),
            "projected": (rule.projected, shares.projected),
            "limit": (rule.limit, shares.limit),
        }
        for name, (time, share) in figures.items():
            self.times[name].say(time)
            self.shares[name].say(share)
