"""The pages of a sheet under one another, drawn from pictures; knows nothing of shows."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from producer_app.ui.paper.picture import decoded, size_of
from producer_app.ui.theme import colour, space

ZOOMS = (25, 33, 50, 67, 80, 100, 125, 150, 200, 300)
"""Percent of the size that the pages have on paper."""

SCREEN_DPI = 96

_KEPT = 8
"""How many decoded pictures are kept; a page of A4 takes some 6 MB."""


class PageList(QAbstractScrollArea):
    """Scrolls through pages; ``page_changed`` carries the number of the page in view, from 1."""

    page_changed = Signal(object)
    zoom_changed = Signal(object)

    def __init__(self, dpi: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = SCREEN_DPI / dpi
        self._pages: tuple[bytes, ...] = ()
        self._sizes: tuple[QSize, ...] = ()
        self._decoded: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._zoom: int | None = None
        self._page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """The number of the page in view, from 1; 0 without pages."""
        return self._page

    @property
    def zoom(self) -> int:
        """Percent of the size on paper; fitted to the width until one is chosen."""
        return self._zoom if self._zoom is not None else self._fitting()

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show these PNG pictures, staying at the page that was in view."""
        at = self._page
        self._pages = pages
        self._sizes = tuple(size_of(page) for page in pages)
        self._decoded.clear()
        self._lay_out()
        self.show_page(max(1, min(at, len(pages))))

    def show_page(self, number: int) -> None:
        """Scroll to the page of that number, from 1."""
        if 1 <= number <= self.count:
            self.verticalScrollBar().setValue(self._tops()[number - 1] - space("near"))
        self._on_scrolled()

    def fit_width(self) -> None:
        """As wide as the window, whatever its width."""
        self._set_zoom(None)

    def enlarge(self) -> None:
        """The next larger size."""
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > self.zoom), ZOOMS[-1]))

    def reduce(self) -> None:
        """The next smaller size."""
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom), ZOOMS[0]))

    def _set_zoom(self, zoom: int | None) -> None:
        at = self._page
        self._zoom = zoom
        self._decoded.clear()
        self._lay_out()
        self.show_page(at)

    def _fitting(self) -> int:
        widest = max((size.width() for size in self._sizes), default=0) * self._scale
        room = self.viewport().width() - 2 * space("near")
        return max(10, min(300, int(room * 100 / widest))) if widest else 100

    def _shown(self) -> list[QSize]:
        """Each page's size on the screen."""
        by = self._scale * self.zoom / 100
        return [size * by for size in self._sizes]

    def _tops(self) -> list[int]:
        """Where each page begins, and where the last one ends."""
        tops, y = [], space("near")
        for size in self._shown():
            tops.append(y)
            y += size.height() + space("apart")
        return [*tops, y]

    def _lay_out(self) -> None:
        room = self.viewport().size()
        widest = max((size.width() for size in self._shown()), default=0) + 2 * space("near")
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._tops()[-1] - room.height()))
        vertical.setPageStep(room.height())
        vertical.setSingleStep(40)
        horizontal.setRange(0, max(0, widest - room.width()))
        horizontal.setPageStep(room.width())
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = sum(1 for top in self._tops()[:-1] if top <= middle)
        self.viewport().update()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._zoom is None:
            self._decoded.clear()
        at = self._page
        self._lay_out()
        if self._zoom is None:
            self.show_page(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.enlarge()
        else:
            self.reduce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.count,
        }
        target = steps.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.show_page(max(1, min(target, self.count)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("surface_sunken"))
        offset = self.verticalScrollBar().value()
        for index, (top, size) in enumerate(zip(self._tops(), self._shown(), strict=False)):
            place = QRect(self._left(size), top - offset, size.width(), size.height())
            if place.intersects(event.rect()):
                painter.drawImage(place.topLeft(), self._picture(index, size))
                painter.setPen(colour("line_strong"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _left(self, size: QSize) -> int:
        room = self.viewport().width()
        if size.width() + 2 * space("near") > room:
            return space("near") - self.horizontalScrollBar().value()
        return (room - size.width()) // 2

    def _picture(self, index: int, size: QSize) -> QImage:
        """The page at that size, decoded when it is first seen."""
        key = (index, size.width())
        if key not in self._decoded:
            self._decoded[key] = decoded(self._pages[index], size)
            while len(self._decoded) > _KEPT:
                self._decoded.popitem(last=False)
        self._decoded.move_to_end(key)
        return self._decoded[key]
