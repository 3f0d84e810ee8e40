"""The still picture of the timeline, with all that stands in it: drawn once, painted often."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPainter, QPixmap

from producer_app.core.show import Show
from producer_app.present.timeline import TimelineView
from producer_app.present.timeline_marks import Mark
from producer_app.ui import theme
from producer_app.ui.timeline.layout import Layout
from producer_app.ui.timeline.painting import (
    Placed,
    draw_bars,
    draw_lane,
    draw_links,
    draw_mark,
    draw_scale,
)
from producer_app.ui.timeline.scale import Scale


@dataclass(frozen=True, slots=True)
class Picture:
    """What was drawn, where each bar stands in it, and the marks whose words belong to it."""

    pixels: QPixmap
    placed: tuple[Placed, ...]
    marks: tuple[Mark, ...]


def drawn(
    view: TimelineView, show: Show, scale: Scale, layout: Layout, font: QFont, ratio: float
) -> Picture:
    """The picture of that view, ``ratio`` device pixels for each pixel."""
    size = QSize(layout.width, layout.height).expandedTo(QSize(1, 1))
    pixels = QPixmap(size * ratio)
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(theme.colour("surface"))
    painter = QPainter(pixels)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    placed = _paint(painter, view, show, scale, layout)
    painter.end()
    return Picture(pixels, tuple(placed), view.marks)


def _paint(
    painter: QPainter, view: TimelineView, show: Show, scale: Scale, layout: Layout
) -> list[Placed]:
    placed: list[Placed] = []
    for number, lane in enumerate(view.lanes):
        draw_lane(painter, lane, layout, number)
    painter.setClipRect(layout.ground)
    draw_scale(painter, scale, show, layout.height)
    for number, lane in enumerate(view.lanes):
        placed += draw_bars(painter, lane, scale, layout, number)
    for mark in view.marks:
        draw_mark(painter, mark, scale, layout.lane(mark.lane))
    draw_links(painter, view.links, scale, layout)
    return placed
