"""The panels of the window, each in its place, and the memory of their shape; no session."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from producer_app.present.words import Words
from producer_app.ui.budget.panel import BudgetPanel
from producer_app.ui.column import Column, Occasion
from producer_app.ui.findings.panel import FindingsPanel
from producer_app.ui.handoff.panel import HandoffPanel
from producer_app.ui.inspector.panel import Inspector
from producer_app.ui.memory import Memory
from producer_app.ui.notice.bar import NoticeBar
from producer_app.ui.onair.bar import OnAirBar
from producer_app.ui.rundown.panel import RundownPanel
from producer_app.ui.theme import size
from producer_app.ui.timeline.panel import TimelinePanel

LOW_TABS = 140
"""Pixels of the lowest tabs on a screen of 768 lines: their pages scroll."""

SHARES = {Occasion.PLANNING: (340, 150, 290), Occasion.LIVE: (440, 150, 210)}
"""Handoffs, budget and the segment: who plans looks at the segment, who calls at the handoffs."""


class Panels(QWidget):
    """The bar above; rundown and timeline left; handoffs, budget and the segment right."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.bar = OnAirBar(words)
        self.rundown = RundownPanel(words)
        self.timeline = TimelinePanel(words)
        self.handoffs = HandoffPanel(words)
        self.budget = BudgetPanel(words)
        self.inspector = Inspector(words)
        self.findings = FindingsPanel(words)
        self.notice = NoticeBar(words)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setMinimumHeight(LOW_TABS)
        self.tabs.addTab(self.inspector, words.say("window.inspector"))
        self.tabs.addTab(self.findings, words.say("window.findings"))
        self._splitters = self._lay_out()
        self.tabs.currentChanged.connect(self._fold_tabs)
        self.inspector.filled.connect(self._fold_tabs)
        self._fold_tabs()

    def share(self, *, is_live: bool, has_handoffs: bool, has_rules: bool) -> None:
        """Share the right column by what is to be seen in it."""
        handoffs, budget = self.handoffs, self.budget
        self.column.be_at(Occasion.LIVE if is_live else Occasion.PLANNING)
        self.column.fold(handoffs, None if has_handoffs else handoffs.nothing_height())
        self.column.fold(budget, None if has_rules else 2 * size("row"))

    def _fold_tabs(self) -> None:
        is_empty = self.tabs.currentWidget() is self.inspector and self.inspector.is_empty
        line = self.tabs.tabBar().sizeHint().height() + self.inspector.empty_height()
        self.column.fold(self.tabs, line if is_empty else None)

    def name_findings(self) -> None:
        """Say on the findings' tab how many there are."""
        self.tabs.setTabText(self.tabs.indexOf(self.findings), self.findings.title)

    def show_findings(self) -> None:
        """Bring the findings to the front, ready for the arrow keys."""
        self.tabs.setCurrentWidget(self.findings)
        self.findings.setFocus()

    def add_to_foot(self, widget: QWidget) -> None:
        """Put a widget beside the notice, at its right."""
        self._foot.addWidget(widget)

    def restore_shape(self, memory: Memory) -> None:
        """Take the places and widths that this machine remembers."""
        for key, splitter in self._splitters.items():
            splitter.restoreState(memory.shape(key))
        self.column.restore_shape(memory)
        self.rundown.restore_column_state(bytes(memory.shape("columns").data()))

    def keep_shape(self, memory: Memory) -> None:
        """Remember the places and widths as they are."""
        for key, splitter in self._splitters.items():
            memory.keep_shape(key, splitter.saveState())
        self.column.keep_shape(memory)
        memory.keep_shape("columns", QByteArray(self.rundown.column_state()))

    def _lay_out(self) -> dict[str, QSplitter]:
        upright, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        left = _split(upright, (self.rundown, 620), (self.timeline, 150))
        self.column = Column(SHARES, (self.handoffs, self.budget, self.tabs))
        middle = _split(across, (left, 1205), (self.column, 395))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(middle, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(0)
        self._foot.addWidget(self.notice, 1)
        column.addLayout(self._foot)
        return {"left": left, "middle": middle}


def _split(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    for place, (widget, share) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, share)
    splitter.setSizes([share for _, share in parts])
    return splitter
