"""The rundown panel: a stage room and a shopping room beside it on one time axis.

It shows projections that are handed to it and emits what the person asks for.
"""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from producer_app.core.show import BlockId, RoomId, SegmentId
from producer_app.core.timing import Projection
from producer_app.present.axis import Axis, Side, aligned, alone
from producer_app.present.rundown import RundownView, rundown_view
from producer_app.present.words import Words
from producer_app.ui.rundown.asking import AskingPanel
from producer_app.ui.rundown.axis import SharedScroll
from producer_app.ui.rundown.empty import EmptyRundown
from producer_app.ui.rundown.find import FindBar
from producer_app.ui.rundown.search import Search

_SHARES = [640, 360]
"""How the two rooms share the panel's width at first."""


class RundownPanel(AskingPanel):
    """Both rooms' rundowns: to read, to edit in place, to reorder, to find in."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._rooms: tuple[RoomId, ...] = ()
        self._views: dict[RoomId, RundownView] = {}
        self._axis: Axis | None = None
        self._shares = list(_SHARES)
        self.find_bar = FindBar(words)
        self.empty = EmptyRundown(words)
        self._scroll = SharedScroll(self.left.table, self.right.table, self)
        self._search = Search(self.find_bar, self.panes, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()

    def show_state(self, projection: Projection, stage: RoomId | None, shop: RoomId | None) -> None:
        """Show a changed plan or run; without a stage the shopping room stands there in full."""
        rooms = tuple(room for room in (stage, shop) if room is not None)
        before = self._projection
        if before is None or before.plan is not projection.plan or rooms != self._rooms:
            self._show_plan(projection, rooms)
        else:
            self._show_times(projection)
        self._choose_new()

    def show_time(self, projection: Projection) -> None:
        """Show a later moment of what is shown already."""
        if self._projection is not None and self._projection.plan is projection.plan:
            self._show_times(projection)

    def choose(self, segment: SegmentId) -> None:
        """Choose a segment that was chosen elsewhere; nothing is emitted."""
        for pane in self.panes:
            if pane.table.choose(segment):
                self._leave_others(pane)
        self._search.tell()

    def take_keyboard(self) -> None:
        """Let the keys go to the rundown that the person works in."""
        self._active().table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_following(self) -> bool:
        """True while what is on air is kept in view."""
        return self.following.button.isChecked()

    def set_following(self, wanted: bool) -> None:
        """Keep what is on air in view, or stop doing so."""
        self.following.button.setChecked(wanted)
        self.following.catch_up()

    def open_find(self) -> None:
        """Open the find bar."""
        self.find_bar.open_bar()

    def find_next(self) -> None:
        """Go to the next found segment; opens the bar where nothing is looked for yet."""
        self._find(1)

    def find_previous(self) -> None:
        """Go to the found segment before."""
        self._find(-1)

    def column_state(self) -> bytes:
        """Column widths, order and choice of both tables, to be remembered."""
        state = {
            "left": self.left.widths.state(),
            "right": self.right.widths.state(),
            "shares": self._shares if self.right.isHidden() else self._splitter.sizes(),
        }
        return json.dumps(state).encode("utf-8")

    def restore_column_state(self, state: bytes) -> None:
        """Take over what was remembered; what cannot be read is passed over."""
        try:
            read = json.loads(bytes(state))
        except ValueError:
            return
        if not isinstance(read, dict):
            return
        for name, pane in (("left", self.left), ("right", self.right)):
            if isinstance(read.get(name), dict):
                pane.widths.restore(read[name])
        shares = read.get("shares")
        if isinstance(shares, list) and [type(share) for share in shares] == [int, int]:
            self._shares = shares
            self._splitter.setSizes(shares)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that reach the panel because no action of the window took them."""
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if is_alt and key == Qt.Key.Key_Up:
            self.move_chosen(-1)
        elif is_alt and key == Qt.Key.Key_Down:
            self.move_chosen(1)
        elif is_control and key == Qt.Key.Key_F:
            self.open_find()
        elif is_control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stand_by_chosen()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for pane, share in zip(self.panes, _SHARES, strict=True):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(self._splitter.indexOf(pane), share)
        self._splitter.setChildrenCollapsible(False)
        self.left.strip.line.addWidget(self.following.button)
        rundowns = QWidget()
        column = QVBoxLayout(rundowns)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._splitter, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(rundowns)
        self.setLayout(self._stack)
        self.right.hide()
        self.empty.explain(has_room=False)

    def _connect(self) -> None:
        for pane in self.panes:
            pane.table.segment_chosen.connect(self._on_table_segment_chosen)
            pane.table.head_chosen.connect(self._on_table_head_chosen)
        self.empty.insert_asked.connect(self.insert_after_chosen)
        self.find_bar.closed.connect(self.take_keyboard)
        self._search.reached.connect(self._on_search_reached)

    def _show_plan(self, projection: Projection, rooms: tuple[RoomId, ...]) -> None:
        self._projection, self._rooms = projection, rooms
        views = [rundown_view(projection.show, room, self._views.get(room)) for room in rooms]
        self._views = dict(zip(rooms, views, strict=True))
        for pane, view, side in zip(self.panes, views, self._sides(views), strict=False):
            pane.show_plan(projection, view, side)
        for pane in self.panes[len(views) :]:
            pane.model.clear()
        if len(views) == 2 and self.right.isHidden():
            self.right.show()
            self._splitter.setSizes(self._shares)
        elif len(views) < 2:
            self.right.hide()
            self._worked_in = self.left
        self._scroll.pair(is_pair=len(views) == 2)
        has_entries = any(view.entries for view in views)
        self.empty.explain(has_room=bool(views))
        self._stack.setCurrentIndex(1 if has_entries else 0)
        self.following.show_state(projection)
        self._search.tell()

    def _sides(self, views: list[RundownView]) -> tuple[Side, ...]:
        """How the rooms that are shown stand on one axis."""
        if self._projection is None or len(views) != 2:
            return tuple(map(alone, views))
        self._axis = aligned(self._projection, views[0], views[1], self._axis)
        return self._axis.left, self._axis.right

    def _show_times(self, projection: Projection) -> None:
        self._projection = projection
        for pane in self.panes:
            pane.show_times(projection)
        self.following.show_state(projection)

    def _find(self, by: int) -> None:
        if self.find_bar.query.strip():
            self._search.step(by)
        else:
            self.open_find()

    def _on_search_reached(self, segment: SegmentId) -> None:
        self.choose(segment)
        self.reveal(segment)
        self.segment_chosen.emit(segment)

    def _on_table_head_chosen(self, _block: BlockId) -> None:
        self._leave_others_than_sender()

    def _on_table_segment_chosen(self, segment: SegmentId | None) -> None:
        self._leave_others_than_sender()
        self._search.tell()
        self.segment_chosen.emit(segment)
