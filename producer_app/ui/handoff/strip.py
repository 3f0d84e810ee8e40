"""All handoffs in one low row of lamps and numbers, for a window without room for a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.core.show import HandoffId
from producer_app.present.handoff import HandoffView
from producer_app.ui.handoff.cue_light import paint_lamp
from producer_app.ui.theme import colour, font, size, space

LAMP = 14


class HandoffStrip(QWidget):
    """Lamps in due order around the one on the card; a click or an arrow key chooses one."""

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

    def chip_at(self, place: QPoint) -> HandoffId | None:
        """The handoff whose chip is at that place."""
        return next((view.id for view, chip in self._chips() if chip.contains(place)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        ids = [view.id for view in self._views]
        if step == 0 or self._active not in ids:
            super().keyPressEvent(event)
            return
        place = ids.index(self._active) + step
        if 0 <= place < len(ids):
            self.chosen.emit(ids[place])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.chip_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface_sunken"))
        painter.setFont(self.font())
        for view, chip in self._chips():
            if view.id == self._active:
                painter.fillRect(chip, colour("focus_surface"))
            top = chip.top() + (chip.height() - LAMP) / 2
            paint_lamp(painter, QRectF(chip.left() + space("tight"), top, LAMP, LAMP), view.lamp)
            painter.setPen(colour("ink_quiet" if view.is_over else "ink"))
            words = chip.adjusted(LAMP + 2 * space("tight"), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, view.number)
        if self.hasFocus():
            painter.setPen(colour("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _chips(self) -> list[tuple[HandoffView, QRect]]:
        """Each handoff with its place, moved so that the active one is in sight."""
        metrics = QFontMetrics(self.font())
        left, placed, marked = 0, [], QRect()
        for view in self._views:
            width = LAMP + metrics.horizontalAdvance(view.number) + 4 * space("tight")
            chip = QRect(left, 0, width, self.height())
            marked = chip if view.id == self._active else marked
            placed.append((view, chip))
            left += width
        shift = min(max(0, marked.center().x() - self.width() // 2), max(0, left - self.width()))
        return [(view, chip.translated(-shift, 0)) for view, chip in placed]
