"""The lines and areas of a curve in pixels, worked out once for a curve and a size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainterPath

from producer_app.present.budget_curve import CurvePart, CurveView

_HEAD = 20
"""Pixels above the highest figure, for the words that stand there."""

_SIDE = 2
_BAR = 8
"""Pixels that a break has across at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveShape:
    """``ground`` is where the curve lies; a line, an area, and a span across for each part."""

    view: CurveView
    ground: QRectF
    lines: tuple[QPainterPath, ...]
    areas: tuple[QPainterPath, ...]
    elsewhere: tuple[QRectF, ...]
    """What did not run in this show, at the foot of the areas."""
    beyond: tuple[QPainterPath, ...]
    """What lies above a limit."""
    spans: tuple[tuple[float, float], ...]

    @property
    def foot(self) -> float:
        return self.ground.bottom()

    def x(self, at: int) -> float:
        """Where a moment lies across."""
        return _x(self.view, self.ground, at)

    def y(self, figure: int) -> float:
        """How high a figure lies."""
        return _y(self.view, self.ground, figure)

    def above(self, y: float) -> float:
        """Where words above a line at that height stand; below it where there is no room."""
        return y - 4 if y >= _HEAD else y + 14


def shape_of(view: CurveView, size: QSize, *, foot: int) -> CurveShape:
    """The shape of a curve in a widget of that size; ``foot`` pixels are left for the hours."""
    height = size.height() - foot - _HEAD
    ground = QRectF(_SIDE, _HEAD, max(1, size.width() - 2 * _SIDE), max(1, height))
    corners = [_corners(view, ground, part) for part in view.parts]
    lines = tuple(_path(points) for points in corners)
    areas = tuple(_closed(points, ground.bottom()) for points in corners)
    return CurveShape(
        view=view,
        ground=ground,
        lines=lines,
        areas=areas,
        elsewhere=_elsewhere(view, ground, corners),
        beyond=_beyond(view, ground, areas, corners),
        spans=tuple((points[0].x(), points[-1].x()) for points in corners),
    )


def _elsewhere(view: CurveView, ground: QRectF, corners: list[list[QPointF]]) -> tuple[QRectF, ...]:
    return tuple(
        QRectF(QPointF(points[0].x(), _y(view, ground, part.elsewhere)), foot)
        for part, points in zip(view.parts, corners, strict=True)
        for foot in (QPointF(points[-1].x(), ground.bottom()),)
        if part.elsewhere
    )


def _beyond(
    view: CurveView,
    ground: QRectF,
    areas: tuple[QPainterPath, ...],
    corners: list[list[QPointF]],
) -> tuple[QPainterPath, ...]:
    if view.is_least:
        return ()
    found = []
    for part, area, points in zip(view.parts, areas, corners, strict=True):
        limit = _y(view, ground, part.limit)
        above = QPainterPath()
        width = points[-1].x() - points[0].x()
        above.addRect(QRectF(points[0].x(), 0, width, limit))
        if any(figure > part.limit for _, figure in part.points):
            found.append(area.intersected(above))
    return tuple(found)


def _corners(view: CurveView, ground: QRectF, part: CurvePart) -> list[QPointF]:
    points = [QPointF(_x(view, ground, at), _y(view, ground, fig)) for at, fig in part.points]
    if view.is_bars and points[-1].x() - points[0].x() < _BAR:
        points[-1].setX(points[0].x() + _BAR)
    return points


def _path(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path


def _closed(points: list[QPointF], foot: float) -> QPainterPath:
    path = QPainterPath(QPointF(points[0].x(), foot))
    for point in points:
        path.lineTo(point)
    path.lineTo(points[-1].x(), foot)
    path.closeSubpath()
    return path


def _x(view: CurveView, ground: QRectF, at: int) -> float:
    share = (at - view.start) / max(1, view.end - view.start)
    return ground.left() + ground.width() * share


def _y(view: CurveView, ground: QRectF, figure: int) -> float:
    return ground.bottom() - ground.height() * figure / view.top
