"""What a person asks for with the segments that are chosen: one side of the rundown at a time."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from producer_app.core.calling import Standby
from producer_app.core.edits import RemoveSegments, SetStanding
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timing import Projection
from producer_app.present.arranging import duplicated
from producer_app.present.blocks import dissolved
from producer_app.present.words import Words
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.following import Following
from producer_app.ui.rundown.menu import Work, open_menu
from producer_app.ui.rundown.painter import LinePainter
from producer_app.ui.rundown.pane import RoomPane
from producer_app.ui.rundown.texts import Texts


def _new_id() -> str:
    return uuid.uuid4().hex


class AskingPanel(QWidget):
    """Two panes, of which one is worked in; every wish leaves as a signal."""

    edit_asked = Signal(object)
    edit_considered = Signal(object)
    """The Edit that a drag or what is being typed would be; None once nobody considers one."""
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
        self._to_type: SegmentId | None = None
        self._to_choose: SegmentId | None = None
        self._fresh: Show | None = None
        painter = LinePainter(Texts())
        self.left = RoomPane(words, _new_id, painter, is_narrow=False)
        self.right = RoomPane(words, _new_id, painter, is_narrow=True)
        self.panes = (self.left, self.right)
        self.following = Following(words, self.panes, self)
        self._worked_in = self.left
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
        for pane in self.panes:
            pane.edit_asked.connect(self.edit_asked)
            pane.edit_considered.connect(self.edit_considered)
            pane.table.menu_asked.connect(self._on_table_menu_asked)
            pane.table.typing_ended.connect(self._on_table_typing_ended)
            pane.table.touched.connect(partial(self._leave_others, pane))
            pane.insert_asked.connect(partial(self._insert_first, pane))

    def chosen_segments(self) -> tuple[SegmentId, ...]:
        """The chosen segments, from the top; all of one room."""
        return self._active().chosen()

    def reveal(self, segment: SegmentId) -> None:
        """Bring a segment into view, and with what is on air what is on air in the other room."""
        self.following.reveal((segment,))

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

    def _on_table_menu_asked(self, at: QPoint) -> None:
        if self.chosen_segments():
            able = set(self._works) - {"standby", "dissolve_block"}
        else:
            able = {"insert", "dissolve_block"} if self._active().chosen_head() else {"insert"}
        if self.chosen_segments() and self._projection is not None and self._projection.run:
            able.add("standby")
        open_menu(self, at, self._works, able, self._words)
