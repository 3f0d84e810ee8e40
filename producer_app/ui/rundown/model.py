"""One room's rundown as a Qt table: lines made when they are looked at, changes told cell by cell.

It knows no session: what a person types leaves as an edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from producer_app.core.errors import ProducerError
from producer_app.core.show import Block, BlockId, RoomId, Segment, SegmentId
from producer_app.core.timing import Projection, RoomTimes
from producer_app.present.axis import Side
from producer_app.present.cell_entry import NewId
from producer_app.present.rundown import Faces, RundownView
from producer_app.present.rundown_place import place_of
from producer_app.present.words import Words
from producer_app.ui.rundown.cells import (
    Line,
    Sort,
    block_line,
    day_line,
    open_line,
    segment_line,
)
from producer_app.ui.rundown.columns import SPECS, STARRED, Column, header_text
from producer_app.ui.rundown.entering import Editing, asked, editing, typed_cell
from producer_app.ui.rundown.heights import Heights
from producer_app.ui.theme import font

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()


class RundownModel(QAbstractTableModel):
    """The lines of one room; line n stands at height n of the shared axis."""

    edit_asked = Signal(object)
    edit_considered = Signal(object)
    """The edit that a length being typed would be; None where it is none."""

    def __init__(self, words: Words, new_id: NewId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._new_id = new_id
        self._faces: Faces | None = None
        self._heights: Heights | None = None
        self._count = 0
        self._header_font = font("text_small")
        self._lines: dict[int, Line] = {}

    @property
    def projection(self) -> Projection | None:
        return None if self._faces is None else self._faces.projection

    @property
    def heights(self) -> Heights | None:
        return self._heights

    @property
    def room(self) -> RoomId | None:
        return self._heights.view.room.id if self._heights is not None else None

    def show_plan(
        self,
        projection: Projection,
        view: RundownView,
        side: Side,
        visible: range | None = None,
    ) -> None:
        """Take over a changed plan: ``side`` says what stands at which height.

        Lines keep their persistent indexes, so that an open editor stays with its segment. Only
        of ``visible`` cells it is told that they changed; None means of all that were looked at.
        """
        places = projection.rooms[view.room.id].plan.places
        heights, before = Heights(view, side, places), self._heights
        if before is None or self.room != view.room.id or not self._count:
            self.beginResetModel()
            self._adopt(projection, heights)
            self.endResetModel()
        elif heights.is_laid_as(before):
            looked_at = self._looked_at(visible)
            self._adopt(projection, heights)
            self._tell(looked_at)
        else:
            self._rearrange(projection, before, heights)

    def show_times(self, projection: Projection, visible: range) -> None:
        """Take over a later moment of the same plan; tells only of visible cells that changed."""
        if self._heights is None:
            return
        before, looked_at = self._times(), self._looked_at(visible)
        self._faces = Faces(projection=projection, view=self._heights.view, words=self._words)
        if self._times() is not before:
            self._lines = {}
            self._tell(looked_at)
        elif projection.run is not None:
            heads = {row: line for row, line in looked_at.items() if line.sort is Sort.HEAD}
            for row in heads:
                del self._lines[row]
            self._tell(heads)

    def clear(self) -> None:
        """Show no room."""
        self.beginResetModel()
        self._faces, self._heights, self._count, self._lines = None, None, 0, {}
        self.endResetModel()

    def line(self, row: int) -> Line:
        """What stands at that height."""
        line = self._lines.get(row)
        if line is None:
            line = self._lines[row] = self._made(row)
        return line

    def segment_at(self, row: int) -> SegmentId | None:
        """The segment at that height, if there is one."""
        segment = self._heights.segment(row) if self._heights is not None else None
        return None if segment is None else segment.id

    def head_at(self, row: int) -> BlockId | None:
        """The block whose head stands at that height, if there is one."""
        entry = self._heights.entry(row) if self._heights is not None else None
        is_head = entry is not None and entry.segment is None and entry.opening is None
        return entry.block if entry is not None and is_head else None

    def row_of(self, segment: SegmentId) -> int | None:
        """The height that a segment stands at."""
        return self._heights.row_of(segment) if self._heights is not None else None

    def running_above(self, row: int) -> int | None:
        """The height of the segment that goes on at this open height; None where none does."""
        heights = self._heights
        index = None if heights is None or row < 0 else heights.above(row)
        if heights is None or index is None:
            return None
        return heights.row_of(heights.view.segments[index].id)

    def editing(self, index: Index) -> Editing | None:
        """What an editor of that cell needs."""
        cell = typed_cell(self._noun(index.row()), Column(index.column()), self._words)
        if cell is None or self._faces is None:
            return None
        return editing(self._faces.projection.plan, cell, self._words, lambda: self.projection)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.line(index.row()).cells[index.column()].said
        if role == Qt.ItemDataRole.EditRole:
            begun = self.editing(index)
            return None if begun is None else begun.text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return header_text(Column(section), self._words)
        if role == Qt.ItemDataRole.FontRole:
            return self._header_font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return SPECS[Column(section)].align | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and Column(section) in STARRED:
            return self._words.say("rundown.star_hint")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self._heights.entry(index.row()) if self._heights is not None else None
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        if entry.segment is not None:
            flags |= Qt.ItemFlag.ItemIsSelectable
        if typed_cell(self._noun(index.row()), Column(index.column()), self._words) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the edit that typing this text means; the line changes once the show has."""
        cell = typed_cell(self._noun(index.row()), Column(index.column()), self._words)
        if role == Qt.ItemDataRole.EditRole and cell is not None and self._faces is not None:
            plan = self._faces.projection.plan
            edit = asked(plan, cell, str(value), self._words, self._new_id)
            if edit is not None:
                self.edit_asked.emit(edit)
        return False

    def consider(self, index: Index, text: str) -> None:
        """Say which edit typing this text would be, where it is a length."""
        if index.column() != Column.LENGTH:
            return
        cell = typed_cell(self._noun(index.row()), Column.LENGTH, self._words)
        edit = None
        if cell is not None and self._faces is not None:
            with suppress(ProducerError):
                plan = self._faces.projection.plan
                edit = asked(plan, cell, text, self._words, self._new_id)
        self.edit_considered.emit(edit)

    def _times(self) -> RoomTimes | None:
        return None if self._faces is None else self._faces.times

    def _noun(self, row: int) -> Segment | Block | None:
        """What can be typed into at that height."""
        entry = self._heights.entry(row) if self._heights is not None else None
        if entry is None or self._heights is None or self._faces is None:
            return None
        if entry.segment is not None:
            return self._heights.view.segments[entry.segment]
        block = self._faces.projection.show.by_id.get(self.head_at(row) or "")
        return block if isinstance(block, Block) else None

    def _adopt(self, projection: Projection, heights: Heights, spare: int = 0) -> None:
        """Take over; ``spare`` are heights at the end that are about to go."""
        self._heights, self._count, self._lines = heights, len(heights) + spare, {}
        self._faces = Faces(projection=projection, view=heights.view, words=self._words)

    def _made(self, row: int) -> Line:
        heights, faces, words = self._heights, self._faces, self._words
        if heights is None or faces is None:
            return open_line(None)
        entry = heights.entry(row)
        if entry is None:
            above = heights.above(row)
            return open_line(None if above is None else place_of(faces.times, above))
        if entry.segment is not None:
            return segment_line(faces.segment(entry.segment), words)
        if entry.opening is not None:
            return day_line(faces.day(entry.opening))
        if entry.block is not None:
            return block_line(faces.block(entry.block), words)
        return open_line(None)

    def _looked_at(self, visible: range | None) -> dict[int, Line]:
        """The lines that somebody looks at now, as they are."""
        return {r: line for r, line in self._lines.items() if visible is None or r in visible}

    def _tell(self, before: dict[int, Line]) -> None:
        """Announce every cell of these lines that is not what it was."""
        for row, was in before.items():
            line = self.line(row)
            is_spanned = line.sort is not Sort.SEGMENT and line.cells != was.cells
            if is_spanned or line.frame != was.frame:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
                continue
            for column in Column:
                if line.cells[column] != was.cells[column]:
                    index = self.index(row, column)
                    self.dataChanged.emit(index, index)

    def _rearrange(self, projection: Projection, before: Heights, heights: Heights) -> None:
        """Grow at the end, reorder, then shrink at the end: no line loses its persistent index."""
        followed = {index.row() for index in self.persistentIndexList()}
        rows = {row: heights.row_named(before.key(row)) for row in followed}
        gone = sorted(row for row, after in rows.items() if after is None)
        wanted = max(len(heights) + len(gone), self._count)
        if wanted > self._count:
            self.beginInsertRows(NOWHERE, self._count, wanted - 1)
            self._count = wanted
            self.endInsertRows()
        self.layoutAboutToBeChanged.emit()
        rows |= {row: len(heights) + n for n, row in enumerate(gone)}
        self._follow_persistent_indexes(rows)
        self._adopt(projection, heights, wanted - len(heights))
        self.layoutChanged.emit()
        if wanted > len(heights):
            self.beginRemoveRows(NOWHERE, len(heights), wanted - 1)
            self._count = len(heights)
            self.endRemoveRows()

    def _follow_persistent_indexes(self, rows: Mapping[int, int | None]) -> None:
        indexes = self.persistentIndexList()
        to = ((rows.get(index.row()), index.column()) for index in indexes)
        moved = [NOWHERE if row is None else self.createIndex(row, column) for row, column in to]
        self.changePersistentIndexList(indexes, moved)
