"""The list of findings: the worst first, each leading to its place in the show."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from producer_app.core.checks import Severity
from producer_app.present.findings import FindingsView, FindingView
from producer_app.present.words import Words
from producer_app.ui.findings.model import FindingsModel, Line
from producer_app.ui.findings.painting import FindingDelegate
from producer_app.ui.findings.strip import StandStrip
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, size, space

_LOW = 200
"""Pixels of height below which the list keeps the room that it has."""


class FindingsPanel(QFrame):
    """A click or Enter on a finding chooses its segment, or else its handoff. Flagged wording can
    be let stand in the strip beneath, with a note."""

    segment_chosen = Signal(object)
    handoff_chosen = Signal(object)
    stand_asked = Signal(object, str, str)
    """A FlagView, the note why it may stand, and who says so."""
    take_back_asked = Signal(object)
    """The WaiverId of what is not to stand any more."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: FindingsView | None = None
        self.setAccessibleName(words.say("findings.name"))
        self.headline = PlainLabel(bold=True, tone="ink_quiet")
        self.empty = QLabel()
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setFont(font("text_large"))
        self.empty.setProperty("quiet", "true")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setText(words.say("findings.not_checked"))
        self.model = FindingsModel(words.say("wording.badge"), self)
        self.list = QListView()
        self.strip = StandStrip(words)
        self._lay_out()
        self.list.hide()
        self.headline.hide()
        self.setFocusProxy(self.list)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.activated.connect(self._on_list_clicked)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_strip())
        self.strip.stand_asked.connect(self.stand_asked)
        self.strip.take_back_asked.connect(self.take_back_asked)
        self.strip.left.connect(self.list.setFocus)

    def show_state(self, view: FindingsView) -> None:
        """Show these findings; the chosen one stays chosen while it is still there."""
        chosen = self._chosen()
        lines: tuple[Line, ...] = (*view.lines, *view.waived)
        self._view = view
        self.headline.say(view.headline, "error" if view.errors else "ink_quiet")
        self._delegate.heading = self._words.say("wording.group", count=len(view.waived))
        self.model.show_lines(lines)
        self.empty.setText(self._words.say("findings.empty"))
        for part, is_seen in (
            (self.headline, bool(lines)),
            (self.list, bool(lines)),
            (self.empty, not lines),
        ):
            part.setVisible(is_seen)
        self._choose_again(chosen)
        self._show_strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.be_low(is_low=self.height() < _LOW)

    @property
    def title(self) -> str:
        """The title of a tab: what was checked, and how many findings there are."""
        return self._words.say("findings.name") if self._view is None else self._view.title

    def _lay_out(self) -> None:
        words = tuple(self._words.say(f"findings.{severity}") for severity in Severity)
        self.list.setModel(self.model)
        self._delegate = FindingDelegate(words, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setWordWrap(True)  # or a change of width leaves every line where it stood
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self._words.say("findings.name"))
        self.list.setMinimumHeight(2 * size("row"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("tight"), 0, 0)
        column.setSpacing(space("tight"))
        self.headline.setContentsMargins(space("near"), 0, space("near"), 0)
        column.addWidget(self.headline)
        column.addWidget(self.list, 1)
        self.empty.setContentsMargins(space("apart"), 0, space("apart"), 0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.strip)

    def _show_strip(self) -> None:
        """What can be done about the wording that is chosen."""
        line = self._chosen()
        if line is None or (isinstance(line, FindingView) and line.flag is None):
            self.strip.show_nothing()
        elif isinstance(line, FindingView):
            if line.flag is not None:
                self.strip.show_flag(line.flag)
        else:
            self.strip.show_waived(line)
        if self.strip.isVisible():
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The strip takes room from the list: what it is about must not be behind its edge."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.list.scrollTo(self.list.currentIndex())

    def _chosen(self) -> Line | None:
        index = self.list.currentIndex()
        return self.model.finding(index) if index.isValid() else None

    def _choose_again(self, chosen: Line | None) -> None:
        row = None if chosen is None else self.model.row_like(chosen)
        if row is not None and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))

    def _on_list_clicked(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding.segment is not None:
            self.segment_chosen.emit(finding.segment)
        elif finding.handoff is not None:
            self.handoff_chosen.emit(finding.handoff)
