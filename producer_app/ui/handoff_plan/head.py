"""The head of the planning window: which handoff, when it is due, what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.core.checks import Severity
from producer_app.present.handoff_plan import HandoffPlanView
from producer_app.present.words import Words, both
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel

_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "ink_quiet"}


class PlanHead(QFrame):
    """Number, way and due time large; findings as sentences below."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("raised", True)
        self.number = PlainLabel("text_title", bold=True)
        self.number.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.way = PlainLabel("text_large", bold=True)
        self.due = PlainLabel("text_large", bold=True, align=Qt.AlignmentFlag.AlignRight)
        self.around = PlainLabel("text", tone="ink_quiet", align=Qt.AlignmentFlag.AlignRight)
        self.findings: list[WrappedLabel] = []
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(0)
        when = QVBoxLayout()
        when.setSpacing(0)
        when.addWidget(self.due)
        when.addWidget(self.around)
        top = QHBoxLayout()
        top.setSpacing(space("apart"))
        top.addWidget(self.number)
        top.addWidget(self.way, 1)
        top.addLayout(when)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addLayout(self._sentences)

    def show_plan(self, view: HandoffPlanView) -> None:
        """Show this handoff."""
        self.number.say(view.handoff.number)
        self.way.say(view.way)
        self.due.say(view.due, "ink" if view.is_due_known else "warning")
        self.around.say(view.around)
        lines = [
            (both(f.severity_word, f.message, ": "), _TONES[f.severity]) for f in view.findings
        ]
        self._say(lines or [(self._words.say("handoff_plan.nothing_wrong"), "ink_quiet")])

    def _say(self, lines: list[tuple[str, str]]) -> None:
        while len(self.findings) < len(lines):
            label = WrappedLabel()
            self.findings.append(label)
            self._sentences.addWidget(label)
        for place, label in enumerate(self.findings):
            label.setVisible(place < len(lines))
            if place < len(lines):
                label.say(*lines[place])

    def texts(self) -> list[str]:
        """The findings that are shown, as sentences."""
        return [label.text() for label in self.findings if not label.isHidden()]
