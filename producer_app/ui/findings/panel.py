"""The list of findings: the worst first, each leading to its place in the show."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from producer_app.core.checks import Severity
from producer_app.present.findings import FindingsView, FindingView
from producer_app.present.words import Words
from producer_app.ui.findings.model import FindingsModel
from producer_app.ui.findings.painting import FindingDelegate
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, space


class FindingsPanel(QFrame):
    """A click or Enter on a finding chooses its segment, or else its handoff."""

    segment_chosen = Signal(object)
    handoff_chosen = Signal(object)

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
        self.model = FindingsModel(self)
        self.list = QListView()
        self._lay_out()
        self.list.hide()
        self.headline.hide()
        self.setFocusProxy(self.list)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.activated.connect(self._on_list_clicked)

    def show_state(self, view: FindingsView) -> None:
        """Show these findings; the chosen one stays chosen while it is still there."""
        chosen = self._chosen()
        self._view = view
        self.headline.say(view.headline, "error" if view.errors else "ink_quiet")
        self.model.show_lines(view.lines)
        self.empty.setText(self._words.say("findings.empty"))
        for part, is_seen in (
            (self.headline, bool(view.lines)),
            (self.list, bool(view.lines)),
            (self.empty, not view.lines),
        ):
            part.setVisible(is_seen)
        self._choose_again(chosen)

    @property
    def title(self) -> str:
        """The title of a tab: what was checked, and how many findings there are."""
        return self._words.say("findings.name") if self._view is None else self._view.title

    def _lay_out(self) -> None:
        words = tuple(self._words.say(f"findings.{severity}") for severity in Severity)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(words, self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setWordWrap(True)  # or a change of width leaves every line where it stood
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self._words.say("findings.name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("tight"), 0, 0)
        column.setSpacing(space("tight"))
        self.headline.setContentsMargins(space("near"), 0, space("near"), 0)
        column.addWidget(self.headline)
        column.addWidget(self.list, 1)
        self.empty.setContentsMargins(space("apart"), 0, space("apart"), 0)
        column.addWidget(self.empty, 1)

    def _chosen(self) -> FindingView | None:
        index = self.list.currentIndex()
        return self.model.finding(index) if index.isValid() else None

    def _choose_again(self, chosen: FindingView | None) -> None:
        if chosen is None or self.list.currentIndex().isValid():
            return
        row = self.model.row_like(chosen)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))

    def _on_list_clicked(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding.segment is not None:
            self.segment_chosen.emit(finding.segment)
        elif finding.handoff is not None:
            self.handoff_chosen.emit(finding.handoff)
