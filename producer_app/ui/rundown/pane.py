"""One room's side of the rundown: the line with its name, its table, and the moves made in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from producer_app.core.edits import MoveSegments
from producer_app.core.show import BlockId, RoomRole, Segment, SegmentId
from producer_app.core.timing import Projection
from producer_app.present.arranging import inserted, moved_to, place_behind, stepped
from producer_app.present.axis import Side
from producer_app.present.cell_entry import NewId
from producer_app.present.rundown import RundownView
from producer_app.present.rundown_heads import block_view, room_line
from producer_app.present.words import Words
from producer_app.ui.rundown.columns import NARROW, WIDE, Column
from producer_app.ui.rundown.dragging import Drop
from producer_app.ui.rundown.heights import Heights
from producer_app.ui.rundown.model import RundownModel
from producer_app.ui.rundown.painter import LinePainter
from producer_app.ui.rundown.strip import RoomStrip
from producer_app.ui.rundown.table import RundownTable
from producer_app.ui.rundown.widths import ColumnWidths


class RoomPane(QWidget):
    """A room's name, end and rundown."""

    edit_asked = Signal(object)
    edit_considered = Signal(object)
    """The edit that a drag or what is being typed would be; None once nobody considers one."""
    insert_asked = Signal()
    """The first segment of this room should be inserted."""

    def __init__(
        self,
        words: Words,
        new_id: NewId,
        painter: LinePainter,
        *,
        is_narrow: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._new_id = new_id
        self.model = RundownModel(words, new_id, self)
        self.table = RundownTable(self.model, painter)
        self.first = QPushButton(words.say("rundown.empty_insert"), self.table)
        self.first.hide()
        self.strip = RoomStrip()
        self.widths = ColumnWidths(self.table, words, NARROW if is_narrow else WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.table, 1)
        self.model.edit_asked.connect(self.edit_asked)
        self.first.clicked.connect(self.insert_asked)
        self.table.resized.connect(self._on_table_resized)
        self.table.dragging.dropped.connect(self._on_dragging_dropped)
        self.table.dragging.moved.connect(self._on_dragging_moved)
        self.table.dragging.ended.connect(self._on_considering_ended)
        self.model.edit_considered.connect(self.edit_considered)
        self.table.typing_ended.connect(self._on_considering_ended)

    def show_plan(self, projection: Projection, view: RundownView, side: Side) -> None:
        """Show a changed plan of this room."""
        kept = projection.rooms[view.room.id].plan.places
        heir = None if self.model.room != view.room.id else self.table.choosing.leave(kept)
        self.model.show_plan(projection, view, side, self.table.visible_rows())
        row = None if heir is None else self.model.row_of(heir)
        if row is not None and not self.chosen():
            self.table.choose_row(row)
        self.table.setAccessibleName(view.room.name)
        self.first.setVisible(not view.entries)
        self._show_room(projection, view)

    def show_times(self, projection: Projection) -> None:
        """Show a later moment of the same plan."""
        self.model.show_times(projection, self.table.visible_rows())
        self.table.refresh_pinned()
        if self.model.heights is not None:
            self._show_room(projection, self.model.heights.view)

    def chosen(self) -> tuple[SegmentId, ...]:
        """The segments chosen here, from the top."""
        return self.table.chosen()

    def chosen_head(self) -> BlockId | None:
        """The block whose head is chosen here, and no segment with it."""
        current = self.table.currentIndex()
        is_alone = current.isValid() and not self.chosen()
        return self.model.head_at(current.row()) if is_alone else None

    def insert_after_chosen(self) -> SegmentId | None:
        """Ask for a new segment behind what is chosen; the id that it will have."""
        heights, projection = self.model.heights, self.model.projection
        if heights is None or projection is None:
            return None
        title, key = self._words.say("rundown.new_title"), self._new_id()
        place = self._place_to_insert(heights)
        edit = inserted(projection.show, heights.view, place, key, title)
        self.edit_asked.emit(edit)
        return edit.segment.id

    def step_chosen(self, *, up: bool) -> None:
        """Ask for what is chosen to move one step."""
        heights, projection = self.model.heights, self.model.projection
        if heights is None or projection is None:
            return
        edit = stepped(projection.show, heights.view, self.chosen(), up=up)
        if edit is not None:
            self.edit_asked.emit(edit)

    def edit_cell(self, segment: SegmentId, column: Column) -> None:
        """Open the editor of that segment's cell."""
        row = self.model.row_of(segment)
        if row is not None and not self.table.isColumnHidden(column):
            self.table.scrollTo(
                self.model.index(row, column), QAbstractItemView.ScrollHint.EnsureVisible
            )
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.edit(self.model.index(row, column))

    def _show_room(self, projection: Projection, view: RundownView) -> None:
        tone = "shop" if view.room.role is RoomRole.SHOP else "stage"
        self.strip.show_room(room_line(projection, view.room.id, self._words), tone)
        self.widths.show_running(projection.run is not None)

    def _place_to_insert(self, heights: Heights) -> int:
        chosen = self.chosen()
        if chosen:
            return place_behind(heights.view, heights.places[chosen[-1]])
        current = self.table.currentIndex()
        if current.isValid() and heights.entry(current.row()) is not None:
            return heights.place(current.row()) + 1
        return place_behind(heights.view, None)

    def _on_table_resized(self) -> None:
        """The button stands in the middle of the empty rundown, a third from the top."""
        self.first.adjustSize()
        room = self.table.size()
        self.first.move((room.width() - self.first.width()) // 2, room.height() // 3)

    def _on_dragging_dropped(self, drop: Drop) -> None:
        edit = self._moved(drop)
        if edit is not None:
            self.edit_asked.emit(edit)

    def _moved(self, drop: Drop) -> MoveSegments | None:
        """What a drop there would do; None where it changes nothing."""
        heights, projection = self.model.heights, self.model.projection
        if heights is None or projection is None:
            return None
        return moved_to(projection.show, heights.view, drop.segments, heights.place(drop.row))

    def _on_dragging_moved(self) -> None:
        self.table.dragging.say(self._drag_words())
        carried, row = self.table.dragging.carried, self.table.dragging.row
        self.edit_considered.emit(None if row is None else self._moved(Drop(carried, row)))

    def _on_considering_ended(self) -> None:
        self.edit_considered.emit(None)

    def _drag_words(self) -> str:
        carried, row = self.table.dragging.carried, self.table.dragging.row
        heights, projection = self.model.heights, self.model.projection
        if heights is None or projection is None or row is None:
            return ""
        what = self._words.say("rundown.dragging_many", count=len(carried))
        first = projection.show.by_id.get(carried[0])
        if len(carried) == 1 and isinstance(first, Segment):
            what = self._words.say("rundown.dragging_one", number=first.number, title=first.title)
        place = heights.place(row)
        block = heights.view.entries[place - 1].block if place > 0 else None
        if block is None:
            return what
        title = block_view(projection, heights.view.room.id, block, self._words, ()).title
        return self._words.say("rundown.dragging_into", what=what, block=title)
