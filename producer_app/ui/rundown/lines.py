"""The lines of one room's rundown on the screen: painted, scrolled to, explained in tooltips."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.model import RundownModel
from producer_app.ui.rundown.painter import LinePainter, Look, Place, folded
from producer_app.ui.rundown.pictures import LinePictures
from producer_app.ui.theme import colour, font, size

_MARGIN = 2
"""Lines kept between what is revealed and the edge."""


class LineTable(QTableView):
    """Lines of one height each, so that two tables can share an axis."""

    def __init__(
        self, model: RundownModel, painter: LinePainter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rundown = model
        self._painter = painter
        self._pictures = LinePictures(painter)
        self.setModel(model)
        self._set_up()

    def reveal_rows(self, rows: tuple[int, ...]) -> None:
        """Scroll, where it must, so that these heights stand well inside, the topmost a third
        from the top; where they do not all fit, the first ones of them."""
        self.executeDelayedItemsLayout()
        height = self.verticalHeader().defaultSectionSize()
        fit = self.viewport().height() // height
        while len(rows) > 1 and max(rows) - min(rows) + 1 + 2 * _MARGIN > fit:
            rows = rows[:-1]
        top, bottom = min(rows), max(rows)
        whole = self.whole_rows()
        if whole.start + _MARGIN <= top and bottom < whole.stop - _MARGIN:
            return
        above = min(fit // 3, max(_MARGIN, fit - (bottom - top + 1) - _MARGIN))
        self.verticalScrollBar().setValue((top - above) * height)

    def whole_rows(self) -> range:
        """The heights that are wholly on the screen."""
        height = self.verticalHeader().defaultSectionSize()
        first = -(-self.verticalOffset() // height)
        stop = (self.verticalOffset() + self.viewport().height()) // height
        return range(first, max(first, min(stop, self.rundown.rowCount())))

    def visible_rows(self) -> range:
        """The heights that are on the screen, half ones too."""
        height = self.verticalHeader().defaultSectionSize()
        first = self.verticalOffset() // height
        last = (self.verticalOffset() + max(1, self.viewport().height()) - 1) // height
        return range(first, min(last + 1, self.rundown.rowCount()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        dirty = event.region()
        painter.fillRect(event.rect(), colour("surface_sunken"))
        places = self._places()
        width = self.viewport().width()
        looks = self._looks()
        for row in self.visible_rows():
            area = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if not dirty.intersects(area):
                continue
            line = self.rundown.line(row)
            if dirty.rectCount() == 1 and dirty.boundingRect().contains(area):
                self._pictures.paint(painter, line, area, places, looks(row))
            else:
                self._painter.paint(painter, line, area, places, dirty, looks(row))
        self._paint_pinned(painter, places, looks)
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Draw what stands above the lines."""

    def pinned_row(self) -> int | None:
        """The height of the segment that goes on at the top of the screen while its own line is
        scrolled out; its line is repeated there."""
        visible, whole = self.visible_rows(), self.whole_rows()
        running = self.rundown.running_above(whole.start) if whole else None
        return None if running is None or running >= visible.start else running

    def refresh_pinned(self) -> None:
        """Draw the repeated line anew: its segment is not on the screen, and is not told of."""
        if self.pinned_row() is not None:
            self.viewport().update(0, 0, self.viewport().width(), 2 * size("row"))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update(0, 0, self.viewport().width(), 2 * size("row") + abs(dy))

    def _paint_pinned(
        self, painter: QPainter, places: tuple[Place, ...], looks: Callable[[int], Look]
    ) -> None:
        row = self.pinned_row()
        if row is None:
            return
        top = self.rowViewportPosition(self.whole_rows().start)
        area = QRect(0, top, self.viewport().width(), size("row"))
        whole = QRegion(area)
        self._painter.paint(painter, self.rundown.line(row), area, places, whole, looks(row))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def tip_at(self, position: QPoint) -> str:
        """What the tooltip there says: what is cut off, and what a mark means; nothing else."""
        index = self.indexAt(position)
        if not index.isValid():
            return ""
        line = folded(self.rundown.line(index.row()), self._places())
        column = Column(index.column())
        cell = line.cells[column]
        place = Place(column, 0, self.columnWidth(column))
        cut = self._painter.is_cut(line, place)
        if column is Column.TITLE:
            return "\n".join(((cell.tip or cell.said,) if cut else ()) + cell.notes)
        return "\n".join(part for part in (cell.said if cut else "", cell.tip) if part)

    def _set_up(self) -> None:
        self.setFont(font())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        heights = self.verticalHeader()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setMinimumSectionSize(size("row"))
        heights.setDefaultSectionSize(size("row"))
        heights.hide()

    def _places(self) -> tuple[Place, ...]:
        header = self.horizontalHeader()
        return tuple(
            Place(
                Column(section),
                self.columnViewportPosition(section),
                header.sectionSize(section),
            )
            for section in range(header.count())
            if not header.isSectionHidden(section)
        )

    def _looks(self) -> Callable[[int], Look]:
        """How each line is singled out now."""
        selection = self.selectionModel().selection()
        parts = [selection.at(n) for n in range(selection.size())]
        chosen = [(part.top(), part.bottom()) for part in parts]
        current = self.currentIndex()
        focused = Column(current.column()) if self.hasFocus() and current.isValid() else None

        def look(row: int) -> Look:
            is_selected = any(top <= row <= bottom for top, bottom in chosen)
            return Look(is_selected, focused if row == current.row() else None)

        return look

    def _show_tip(self, event: QHelpEvent) -> None:
        tip = self.tip_at(event.pos())
        shown = "<br>".join(html.escape(line) for line in tip.split("\n"))
        QToolTip.showText(event.globalPos(), f"<p>{shown}</p>" if tip else "", self.viewport())
