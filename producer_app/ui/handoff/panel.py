"""The handoff panel: the one that needs the director large, all of them in due order below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from producer_app.core.handoff import Act
from producer_app.core.show import HandoffId
from producer_app.present.handoff import HandoffView, active_handoff
from producer_app.present.words import Words, both
from producer_app.ui.handoff.card import HandoffCard
from producer_app.ui.handoff.listing import VIEW, HandoffList, HandoffPainter
from producer_app.ui.handoff.strip import HandoffStrip
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

HIGH = 600
"""Pixels from which there is room for a list of a few rows."""

ROWS = 3
"""Rows that a list has at least."""

LOW = 380
"""Pixels below which the card leaves out what can be read elsewhere."""


class HandoffPanel(QFrame):
    """Shows every handoff's echo and asks for acts.

    It follows the handoff that needs the director next until one is chosen by hand; what is
    chosen stays until it is over.
    """

    call_asked = Signal(object)
    """A core ActOnHandoff."""
    handoff_chosen = Signal(object)
    """The HandoffId that the person picked."""
    plan_asked = Signal()
    """The handoff on the card should be planned."""
    new_asked = Signal()
    """There is none, and one should be planned."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._views: tuple[HandoffView, ...] = ()
        self._chosen: HandoffId | None = None
        self._pressing: HandoffId | None = None
        self._was_over = False
        self.setProperty("panel", True)
        self.setAccessibleName(words.say("handoff.title"))
        self.elsewhere = QPushButton()
        self.elsewhere.setProperty("alert", True)
        self.elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self.card = HandoffCard(words)
        self.card.call_asked.connect(self.call_asked)
        self.card.plan.clicked.connect(self.plan_asked)
        self.none = PlainLabel("text", tone="ink_faint")
        self.none.say(words.say("handoff.none"))
        self.new = QPushButton(words.say("handoff.none_plan"))
        self.new.clicked.connect(self.new_asked)
        self.model = HandoffList(self)
        self.list = self._list(words)
        self.rest = PlainLabel("text_small", tone="focus", align=Qt.AlignmentFlag.AlignRight)
        self.rest.setContentsMargins(space("near"), 0, space("near"), 0)
        self.strip = HandoffStrip(words.say("handoff.title"))
        self.strip.chosen.connect(self._on_strip_chosen)
        self._lay_out()
        self.show_state(())

    def _list(self, words: Words) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(words.say("handoff.title"))
        painter = HandoffPainter(view)
        view.setItemDelegate(painter)
        view.setMinimumHeight(ROWS * painter.height)
        view.verticalScrollBar().valueChanged.connect(self._count_rest)
        view.clicked.connect(self._on_list_clicked)
        view.activated.connect(self._on_list_clicked)
        view.doubleClicked.connect(self.plan_asked)
        return view

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.elsewhere)
        column.addWidget(self._nothing())
        column.addWidget(self.card)
        column.addWidget(self.strip)
        column.addWidget(self.list, 1)
        column.addWidget(self.rest)

    def _nothing(self) -> QWidget:
        """What stands here while there is no handoff at all."""
        self.nothing = QWidget()
        line = QHBoxLayout(self.nothing)
        line.setContentsMargins(space("near"), space("near"), space("near"), space("near"))
        line.addWidget(self.none, 1)
        line.addWidget(self.new)
        return self.nothing

    def nothing_height(self) -> int:
        """Pixels of the line that stands here while there is no handoff at all."""
        return self.nothing.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """Room for the card at its lowest, the strip, and the one that presses more."""
        lowest = self.card.least_height() + self.strip.minimumSizeHint().height()
        lowest += 0 if self.elsewhere.isHidden() else self.elsewhere.minimumSizeHint().height()
        return QSize(super().minimumSizeHint().width(), lowest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self._reveal)
        QTimer.singleShot(0, self, self._count_rest)

    def _fit(self) -> None:
        """A panel that is not high shows the others as a strip, a low one a lower card too."""
        has_list = self.height() >= HIGH
        self.card.be_low(self.height() < LOW)
        self.list.setVisible(bool(self._views) and has_list)
        self.strip.setVisible(bool(self._views) and not has_list)
        self.rest.setVisible(bool(self._views) and has_list)

    @property
    def active(self) -> HandoffId | None:
        """The handoff on the card: what the calls act on."""
        return self.card.view.id if self._views and self.card.view is not None else None

    def show_state(self, views: tuple[HandoffView, ...]) -> None:
        """Show these handoffs, in this order."""
        is_more = len(views) != len(self._views)
        self._views = views
        self.model.show_views(views)
        if is_more:
            QTimer.singleShot(0, self, self._count_rest)
        self._release()
        self._show_active()

    def choose(self, handoff: HandoffId | None) -> None:
        """Put this handoff on the card; None follows the one that needs the director."""
        self._chosen = handoff
        found = self._find(handoff)
        self._was_over = found is not None and found.is_over
        self._show_active()

    def standby(self) -> None:
        """Ask for the standby of the handoff on the card."""
        self._ask(Act.STANDBY)

    def go(self) -> None:
        """Ask for its GO; where it needs the override, the first press only asks for a second."""
        if self.active is not None:
            self.card.calls.go.press()

    def return_(self) -> None:
        """Ask for its return."""
        self._ask(Act.RETURN)

    def recall(self) -> None:
        """Ask for its recall; after GO the first press only asks for a second."""
        if self.active is not None:
            self.card.calls.recall.press()

    def skip(self) -> None:
        """Ask to skip it."""
        self._ask(Act.SKIP)

    def rearm(self) -> None:
        """Ask to arm it again."""
        self._ask(Act.REARM)

    def _ask(self, act: Act) -> None:
        if self.active is not None:
            self.card.calls.ask(act)

    def _show_active(self) -> None:
        wanted = self._find(active_handoff(self._views))
        shown = self._find(self._chosen) or wanted
        self.nothing.setVisible(shown is None)
        self.card.setVisible(shown is not None)
        self._fit()
        if shown is not None:
            self.card.show_state(shown)
            self._mark(shown.id)
            self.strip.show_views(self._views, shown.id)
        self._show_elsewhere(shown)

    def _find(self, handoff: HandoffId | None) -> HandoffView | None:
        return next((view for view in self._views if view.id == handoff), None)

    def _release(self) -> None:
        """Let go of a handoff chosen by hand once it is over; one chosen to look back stays."""
        found = self._find(self._chosen)
        if found is None or (found.is_over and not self._was_over):
            self._chosen = None

    def _mark(self, handoff: HandoffId) -> None:
        row = self.model.row_of(handoff)
        if row is not None and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.model.index(row))

    def _show_elsewhere(self, shown: HandoffView | None) -> None:
        """Name the most pressing one beside the card: one that presses more, or while the card
        waits for a room to stop, any that wants the director."""
        others = tuple(view for view in self._views if view is not shown and view.is_urgent)
        if shown is not None and not shown.is_called_off:
            others = tuple(view for view in others if view.rank < shown.rank)
        wanted = self._find(active_handoff(others))
        self._pressing = None if wanted is None else wanted.id
        self.elsewhere.setVisible(wanted is not None)
        if wanted is not None:
            told = both(wanted.word, wanted.call.text, " · ")
            self.elsewhere.setText(both(wanted.number, told))

    def _count_rest(self) -> None:
        """Say below the list how many of it are out of sight."""
        sight, count = self.list.viewport().rect(), len(self._views)
        places = (self.list.visualRect(self.model.index(row)) for row in range(count))
        seen = [row for row, place in enumerate(places) if sight.contains(place)]
        before, after = (seen[0], count - seen[-1] - 1) if seen else (0, count)
        text = self._words.say("handoff.out_of_sight", before=before, after=after)
        self.rest.say(text if before or after else "")

    def _reveal(self) -> None:
        self.list.scrollTo(self.list.currentIndex())

    def _on_elsewhere_clicked(self) -> None:
        self.choose(None if self._pressing == active_handoff(self._views) else self._pressing)

    def _on_strip_chosen(self, handoff: HandoffId) -> None:
        self.choose(handoff)
        self.handoff_chosen.emit(handoff)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        view: HandoffView = index.data(VIEW)
        self.choose(view.id)
        self.handoff_chosen.emit(view.id)
