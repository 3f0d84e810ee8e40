"""The rundown panel: a stage room and a shopping room beside it on one time axis.

It shows projections that are handed to it and emits what the person asks for.
"""

from __future__ import annotations

import json
import uuid
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from producer_app.core.calling import Standby
from producer_app.core.edits import RemoveSegments, SetStanding
from producer_app.core.show import BlockId, RoomId, SegmentId, Show, Standing
from producer_app.core.timing import Projection
from producer_app.present.arranging import duplicated
from producer_app.present.axis import aligned
from producer_app.present.blocks import dissolved
from producer_app.present.rundown import rundown_view
from producer_app.present.words import Words
from producer_app.ui.rundown.axis import SharedScroll
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.empty import EmptyRundown
from producer_app.ui.rundown.find import FindBar
from producer_app.ui.rundown.following import Following
from producer_app.ui.rundown.menu import Work, open_menu
from producer_app.ui.rundown.painter import LinePainter
from producer_app.ui.rundown.pane import RoomPane
from producer_app.ui.rundown.search import Search
from producer_app.ui.rundown.texts import Texts

_SHARES = [640, 360]
"""How the two rooms share the panel's width at first."""


def _new_id() -> str:
    return uuid.uuid4().hex


class RundownPanel(QWidget):
    """Both rooms' rundowns: to read, to edit in place, to reorder, to find in."""

    edit_asked = Signal(object)
    call_asked = Signal(object)
    segment_chosen = Signal(object)
    """The SegmentId that the person chose; None once they chose what is no segment."""
    undo_asked = Signal()
    """The segment that was just inserted is given up: take its insert back."""
    block_asked = Signal()
    """What is chosen should become a block."""
    handoff_asked = Signal()
    """A handoff should be planned from what is chosen."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._projection: Projection | None = None
        self._rooms: tuple[RoomId, ...] = ()
        self._to_type: SegmentId | None = None
        self._to_choose: SegmentId | None = None
        self._fresh: Show | None = None
        self._shares = list(_SHARES)
        painter = LinePainter(Texts())
        self.left = RoomPane(words, _new_id, painter, is_narrow=False)
        self.right = RoomPane(words, _new_id, painter, is_narrow=True)
        self.panes = (self.left, self.right)
        self._worked_in = self.left
        self.find_bar = FindBar(words)
        self.empty = EmptyRundown(words)
        self.following = Following(words, self.panes, self)
        self._scroll = SharedScroll(self.left.table, self.right.table, self)
        self._search = Search(self.find_bar, self.panes, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedLayout()
        self._works: dict[str, Work] = {
            "standby": self.stand_by_chosen,
            "edit_title": self.edit_chosen,
            "insert": self.insert_after_chosen,
            "duplicate": self.duplicate_chosen,
            "move_up": partial(self.move_chosen, -1),
            "move_down": partial(self.move_chosen, 1),
            "block": self.block_asked.emit,
            "dissolve_block": self.dissolve_chosen,
            "plan_handoff": self.handoff_asked.emit,
            "float": partial(self.set_standing_of_chosen, Standing.FLOATED),
            "omit": partial(self.set_standing_of_chosen, Standing.OMITTED),
            "bring_back": partial(self.set_standing_of_chosen, Standing.IN),
            "remove": self.remove_chosen,
        }
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

    def chosen_segments(self) -> tuple[SegmentId, ...]:
        """The chosen segments, from the top; all of one room."""
        return self._active().chosen()

    def choose(self, segment: SegmentId) -> None:
        """Choose a segment that was chosen elsewhere; nothing is emitted."""
        for pane in self.panes:
            if pane.table.choose(segment):
                self._leave_others(pane)
        self._search.tell()

    def reveal(self, segment: SegmentId) -> None:
        """Bring a segment into view, and with what is on air what is on air in the other room."""
        self.following.reveal((segment,))

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

    def insert_after_chosen(self) -> None:
        """Ask for a new segment behind what is chosen; its title is open for typing once it is
        there."""
        self._to_choose = self._to_type = self._active().insert_after_chosen()
        self._choose_new()

    def _insert_first(self, pane: RoomPane) -> None:
        self._leave_others(pane)
        self.insert_after_chosen()

    def duplicate_chosen(self) -> None:
        """Ask for a copy of the last chosen segment; it is chosen once it is there."""
        if self._projection is not None:
            for segment in self.chosen_segments()[-1:]:
                asked = duplicated(self._projection.show, segment, _new_id())
                self._to_choose = asked.copy
                self.edit_asked.emit(asked)
                self._choose_new()

    def set_standing_of_chosen(self, standing: Standing) -> None:
        """Ask for the chosen segments to be floated, omitted or brought back."""
        if self.chosen_segments():
            edit = SetStanding(segments=self.chosen_segments(), standing=standing)
            self.edit_asked.emit(edit)

    def remove_chosen(self) -> None:
        """Ask for the chosen segments to be removed."""
        if self.chosen_segments():
            self.edit_asked.emit(RemoveSegments(segments=self.chosen_segments()))

    def move_chosen(self, by: int) -> None:
        """Ask for the chosen segments to move one step up (-1) or down (1)."""
        self._active().step_chosen(up=by < 0)

    def dissolve_chosen(self) -> None:
        """Ask for the block whose head is chosen to be dissolved."""
        head = self._active().chosen_head()
        if head is not None and self._projection is not None:
            self.edit_asked.emit(dissolved(self._projection.show, head))

    def edit_chosen(self) -> None:
        """Open the title of the chosen segment for typing."""
        for segment in self.chosen_segments()[:1]:
            self._active().edit_cell(segment, Column.TITLE)

    def stand_by_chosen(self) -> None:
        """Ask for the chosen segment to be set in standby."""
        room = self._active().model.room
        for segment in self.chosen_segments()[:1]:
            if room is not None:
                self.call_asked.emit(Standby(room=room, segment=segment))

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
            pane.edit_asked.connect(self.edit_asked)
            pane.table.segment_chosen.connect(self._on_table_segment_chosen)
            pane.table.head_chosen.connect(self._on_table_head_chosen)
            pane.table.menu_asked.connect(self._on_table_menu_asked)
            pane.table.typing_ended.connect(self._on_table_typing_ended)
            pane.table.touched.connect(partial(self._leave_others, pane))
            pane.insert_asked.connect(partial(self._insert_first, pane))
        self.empty.insert_asked.connect(self.insert_after_chosen)
        self.find_bar.closed.connect(self.take_keyboard)
        self._search.reached.connect(self._on_search_reached)

    def _show_plan(self, projection: Projection, rooms: tuple[RoomId, ...]) -> None:
        self._projection, self._rooms = projection, rooms
        views = [rundown_view(projection.show, room) for room in rooms]
        laid: list[tuple[int | None, ...]] = [tuple(range(len(v.entries))) for v in views]
        if len(views) == 2:
            slots = aligned(projection, views[0], views[1])
            laid = [tuple(slot.left for slot in slots), tuple(slot.right for slot in slots)]
        for pane, view, slots_of in zip(self.panes, views, laid, strict=False):
            pane.show_plan(projection, view, slots_of)
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

    def _show_times(self, projection: Projection) -> None:
        self._projection = projection
        for pane in self.panes:
            pane.show_times(projection)
        self.following.show_state(projection)

    def _active(self) -> RoomPane:
        """The side that the person works in."""
        chosen = (pane for pane in self.panes if pane.table.currentIndex().isValid())
        return next(chosen, self._worked_in)

    def _leave_others(self, active: RoomPane) -> None:
        """Only one side has something chosen."""
        self._worked_in = active
        for pane in self.panes:
            if pane is not active:
                pane.table.forget_choice()

    def _leave_others_than_sender(self) -> None:
        for pane in self.panes:
            if pane.table is self.sender():
                self._leave_others(pane)

    def _choose_new(self) -> None:
        """Choose the segment that was just asked for, once it is there; an inserted one has its
        title open for typing."""
        for pane in self.panes:
            if self._to_choose is None or not pane.table.choose(self._to_choose):
                continue
            segment, self._to_choose = self._to_choose, None
            self._leave_others(pane)
            self.reveal(segment)
            self.segment_chosen.emit(segment)
            if segment == self._to_type:
                pane.edit_cell(segment, Column.TITLE)
                self._fresh = self._projection.show if self._projection else None

    def _on_table_typing_ended(self, segment: SegmentId, is_given_up: bool) -> None:
        """Esc in the first title of a segment takes the segment back."""
        fresh, self._fresh = self._fresh, None
        projection = self._projection
        if fresh is None or projection is None or not is_given_up or segment != self._to_type:
            return
        if projection.show is fresh:
            self.undo_asked.emit()
        else:
            self.edit_asked.emit(RemoveSegments(segments=(segment,)))

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

    def _on_table_menu_asked(self, at: QPoint) -> None:
        if self.chosen_segments():
            able = set(self._works) - {"standby", "dissolve_block"}
        else:
            able = {"insert", "dissolve_block"} if self._active().chosen_head() else {"insert"}
        if self.chosen_segments() and self._projection is not None and self._projection.run:
            able.add("standby")
        open_menu(self, at, self._works, able, self._words)
