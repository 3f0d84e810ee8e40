"""All handoffs in one low row of lamps and numbers, for a window without room for a list."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.core.show import HandoffId
from producer_app.present.handoff import HandoffView
from producer_app.ui.handoff.cue_light import paint_lamp
from producer_app.ui.theme import colour, font, size, space

LAMP = 14


class _Shown(NamedTuple):
    """What is seen of the handoffs, and how many are not."""

    chips: tuple[tuple[HandoffView, QRect], ...]
    before: int
    behind: int


class HandoffStrip(QWidget):
    """Lamps in due order around the one on the card, and at the ends how many more there are; a
    click, an arrow key, Home or End chooses one."""

    chosen = Signal(object)
    """A HandoffId."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font("text_small", bold=True))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._views: tuple[HandoffView, ...] = ()
        self._active: HandoffId | None = None

    def show_views(self, views: tuple[HandoffView, ...], active: HandoffId | None) -> None:
        """Show these, that one marked."""
        lamps = [(view.id, view.lamp) for view in views]
        if lamps != [(view.id, view.lamp) for view in self._views] or active != self._active:
            self.update()
        self._views, self._active = views, active

    def sizeHint(self) -> QSize:
        return QSize(4 * size("row"), size("row") - space("tight"))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * size("row"), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ids = [view.id for view in self._views]
        if self._active not in ids:
            super().keyPressEvent(event)
            return
        place = ids.index(self._active)
        goals = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(ids) - 1,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        elif 0 <= goal < len(ids) and goal != place:
            self.chosen.emit(ids[goal])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.chip_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface_sunken"))
        painter.setFont(self.font())
        shown = self._shown()
        for view, chip in shown.chips:
            if view.id == self._active:
                painter.fillRect(chip, colour("focus_surface"))
            top = chip.top() + (chip.height() - LAMP) / 2
            paint_lamp(painter, QRectF(chip.left() + space("tight"), top, LAMP, LAMP), view.lamp)
            painter.setPen(colour("ink_quiet" if view.is_over else "ink"))
            words = chip.adjusted(LAMP + 2 * space("tight"), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, view.number)
        painter.setPen(colour("focus"))
        for place, text in self._ends(shown):
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def hidden(self) -> tuple[int, int]:
        """How many stand out of sight, before and behind those that are seen."""
        shown = self._shown()
        return shown.before, shown.behind

    def chip_at(self, place: QPoint) -> HandoffId | None:
        """The handoff whose chip is at that place; on an end, the next that is out of sight."""
        shown = self._shown()
        found = next((view.id for view, chip in shown.chips if chip.contains(place)), None)
        if found is None and shown.before and place.x() < self._end_width():
            return self._views[shown.before - 1].id
        if found is None and shown.behind and place.x() >= self.width() - self._end_width():
            return self._views[-shown.behind].id
        return found

    def _ends(self, shown: _Shown) -> list[tuple[QRect, str]]:
        """What is said at the ends of how many more there are."""
        width, high = self._end_width(), self.height()
        ends = [(QRect(0, 0, width, high), f"‹ {shown.before}")] if shown.before else []
        if shown.behind:
            ends.append((QRect(self.width() - width, 0, width, high), f"{shown.behind} ›"))
        return ends

    def _end_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(f"‹ {len(self._views)}") + space("near")

    def _shown(self) -> _Shown:
        """As many whole chips around the active one as there is room for, each with its place."""
        metrics = QFontMetrics(self.font())
        widths = [
            LAMP + metrics.horizontalAdvance(view.number) + 4 * space("tight")
            for view in self._views
        ]
        first, last = self._in_sight(widths)
        left = self._end_width() if first else 0
        chips = []
        for view, width in zip(self._views[first:last], widths[first:last], strict=True):
            chips.append((view, QRect(left, 0, width, self.height())))
            left += width
        return _Shown(tuple(chips), first, len(self._views) - last)

    def _in_sight(self, widths: list[int]) -> tuple[int, int]:
        """From which to which chip is seen: as many as there is room for, the active one midst
        them."""
        count, most = len(widths), 1 + self.width() // max(1, min(widths, default=1))
        ids = [view.id for view in self._views]
        active = ids.index(self._active) if self._active in ids else 0
        sums = [0, *accumulate(widths)]

        def last_from(first: int) -> int:
            room = self.width() - (self._end_width() if first else 0)
            if sums[count] - sums[first] <= room:
                return count
            return bisect_right(sums, sums[first] + room - self._end_width()) - 1

        found = [(first, last_from(first)) for first in range(max(0, active - most), active + 1)]
        seen = [(first, last) for first, last in found if last > active]
        return max(
            seen,
            key=lambda part: (part[1] - part[0], -abs(part[0] + part[1] - 1 - 2 * active)),
            default=(active, min(active + 1, count)),
        )
