"""One calm line of OVER and UNDER, each with its word; the line to the rooms and the disk beside.

What is on time falls back: quiet, and no longer bold.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from producer_app.present.onair_figures import Figure
from producer_app.present.onair_health import HealthView
from producer_app.present.words import Words, both
from producer_app.ui.onair.parts import RIGHT
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import size, space

MOST = 4
"""Figures that one look takes in."""


class FigurePart(QFrame):
    """A word and its figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", True)
        self.word = PlainLabel("text", bold=True, tone="ink_quiet")
        self.figure = PlainLabel("text_large", bold=True)
        self.figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("apart"), 0, space("apart"), 0)
        row.setSpacing(space("near"))
        row.addWidget(self.word)
        row.addWidget(self.figure)

    def show_figure(self, figure: Figure | None) -> None:
        """Show this figure; None hides the part."""
        self.setVisible(figure is not None)
        if figure is None:
            return
        is_calm = figure.level == "calm"
        self.word.say(figure.word)
        self.figure.say(
            both(figure.bound, figure.text, " "), "ink_quiet" if is_calm else figure.level
        )
        for label in (self.word, self.figure):
            label.explain(figure.hint)


class FigureLine(QFrame):
    """The figures of the room that the plain live keys call, then the line and the disk."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("figures", True)
        self.setFixedHeight(size("bar_line"))
        self.setAccessibleName(words.say("onair.figures"))
        self.parts = tuple(FigurePart() for _ in range(MOST))
        self.line = PlainLabel("text_small", bold=True, align=RIGHT)
        self.line.setAccessibleName(words.say("onair.line"))
        self.disk = PlainLabel("text_small", bold=True, align=RIGHT)
        self.disk.setAccessibleName(words.say("onair.disk"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space("near"), 0)
        row.setSpacing(space("apart"))
        for part in self.parts:
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.line)
        row.addWidget(self.disk)

    def show_state(self, figures: tuple[Figure, ...], line: HealthView, disk: HealthView) -> None:
        """Show these figures, the line to the rooms and the disk."""
        for place, part in enumerate(self.parts):
            part.show_figure(figures[place] if place < len(figures) else None)
        self.line.say(line.text, _HEALTH_TONES[line.level])
        self.disk.say(disk.text, _HEALTH_TONES[disk.level])


_HEALTH_TONES = {"calm": "calm", "quiet": "ink_quiet", "warning": "warning", "error": "error"}
