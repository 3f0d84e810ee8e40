"""A cue light: one shape per state, flashing or hatched where the echo says so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.present.echo import Lamp, Level, Shape
from producer_app.ui.theme import colour

FLASH = 400
"""Milliseconds of light and of dark."""

_OUTLINED = frozenset({Shape.OUTLINE, Shape.HALF, Shape.ARROW_OUTLINE, Shape.CROSS})
_THIN = frozenset({Shape.RING, Shape.DASH, Shape.TICK})
_TICK = ((0.28, 0.52), (0.45, 0.7), (0.74, 0.32))
_STROKES = {
    Shape.CROSS: (((0.3, 0.3), (0.7, 0.7)), ((0.7, 0.3), (0.3, 0.7))),
    Shape.DASH: (((0.28, 0.5), (0.72, 0.5)),),
    Shape.TICK: (_TICK,),
    Shape.DISC: (_TICK,),
}
_FILLED = frozenset({Shape.DISC, Shape.ARROW, Shape.TARGET})


class CueLight(QWidget):
    """Shows one lamp, as large as it is given room."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(side, side))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lamp = Lamp(Shape.RING, Level.FAINT)
        self._is_lit = True
        self._flash = QTimer(self)
        self._flash.setInterval(FLASH)
        self._flash.timeout.connect(self._on_flash_timeout)

    @property
    def lamp(self) -> Lamp:
        """What is shown."""
        return self._lamp

    def show_lamp(self, lamp: Lamp, word: str) -> None:
        """Show this lamp; ``word`` says the same to those who cannot see it."""
        self.setAccessibleName(word)
        if lamp != self._lamp:
            self._lamp, self._is_lit = lamp, True
            self._pace()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_lamp(painter, QRectF(self.rect()), self._lamp, is_lit=self._is_lit)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        self._flash.stop()

    def _pace(self) -> None:
        if self._lamp.is_flashing and self.isVisible():
            self._flash.start()
        else:
            self._flash.stop()
            self._is_lit = True

    def _on_flash_timeout(self) -> None:
        self._is_lit = not self._is_lit
        self.update()


def paint_lamp(painter: QPainter, frame: QRectF, lamp: Lamp, *, is_lit: bool = True) -> None:
    """Paint a lamp into a square frame; ``is_lit`` false is the dark half of a flash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = QColor(colour(lamp.tone))
    if not is_lit:
        tone.setAlphaF(0.25)
    weight = max(2.0, frame.width() / (20 if lamp.shape in _THIN else 9))
    room = frame.adjusted(weight, weight, -weight, -weight)
    painter.setPen(QPen(tone, weight, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(tone if lamp.shape in _FILLED else Qt.BrushStyle.NoBrush)
    _paint_shape(painter, room, lamp.shape, tone)
    if lamp.is_stale:
        _hatch(painter, frame)
    painter.restore()


def _paint_shape(painter: QPainter, room: QRectF, shape: Shape, tone: QColor) -> None:
    if shape in _THIN | _FILLED | _OUTLINED:
        painter.drawEllipse(room)
    match shape:
        case Shape.HALF:
            painter.setBrush(tone)
            painter.drawChord(room, 180 * 16, 180 * 16)
        case Shape.ARROW | Shape.ARROW_OUTLINE:
            mark = colour("surface_sunken") if shape is Shape.ARROW else tone
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark)
            painter.drawPolygon(_points(room, (0.36, 0.26), (0.36, 0.74), (0.78, 0.5)))
        case Shape.DISC:
            painter.setPen(_mark(room))
        case Shape.TARGET:
            painter.setPen(QPen(colour("surface_sunken"), room.width() / 10))
            painter.drawEllipse(_inner(room, 0.25))
        case Shape.TRIANGLE:
            painter.setBrush(tone)
            painter.drawPolygon(_points(room, (0.5, 0.06), (0.98, 0.92), (0.02, 0.92)))
            _exclaim(painter, room, 0.38)
        case Shape.SQUARE:
            painter.setBrush(tone)
            painter.drawRect(_inner(room, 0.06))
            _exclaim(painter, room, 0.24)
    for stroke in _STROKES.get(shape, ()):
        _stroke(painter, room, *stroke)


def _mark(room: QRectF) -> QPen:
    """A dark mark on a filled shape."""
    return QPen(colour("surface_sunken"), room.width() / 8, c=Qt.PenCapStyle.RoundCap)


def _exclaim(painter: QPainter, room: QRectF, top: float) -> None:
    painter.setPen(_mark(room))
    _stroke(painter, room, (0.5, top), (0.5, 0.6))
    _stroke(painter, room, (0.5, 0.8), (0.5, 0.8))


def _hatch(painter: QPainter, frame: QRectF) -> None:
    """Diagonal bars in the ground's colour: the lamp is there, but nobody vouches for it now."""
    round_edge = QPainterPath()
    round_edge.addEllipse(frame)
    painter.setClipPath(round_edge)
    painter.setPen(QPen(colour("surface_sunken"), max(2.0, frame.width() / 12)))
    step = frame.width() / 4
    for number in range(1, 8):
        reach = number * step
        painter.drawLine(
            QPointF(frame.left() + reach, frame.top()), QPointF(frame.left(), frame.top() + reach)
        )


def _stroke(painter: QPainter, room: QRectF, *places: tuple[float, float]) -> None:
    if len(set(places)) == 1:
        painter.drawPoint(_point(room, places[0]))
    else:
        painter.drawPolyline(_points(room, *places))


def _points(room: QRectF, *places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([_point(room, place) for place in places])


def _point(room: QRectF, place: tuple[float, float]) -> QPointF:
    return QPointF(room.left() + place[0] * room.width(), room.top() + place[1] * room.height())


def _inner(room: QRectF, share: float) -> QRectF:
    cut = room.width() * share
    return room.adjusted(cut, cut, -cut, -cut)
