"""How the timeline is drawn: lanes, bars, marks, links and the now-line, each in one stroke."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from producer_app.core.handoff import State
from producer_app.present.timeline import Bar, Lane, Link, Mark, Tint
from producer_app.ui import theme
from producer_app.ui.timeline.scale import Scale

SMALLEST_TEXT = 26
"""Pixels below which a bar carries no words."""

ROOM_FOR_A_TITLE = 48
"""Pixels beside its number that a title needs to say anything."""

_FILLS = {
    Tint.PERFORMANCE: ("bar_performance", Qt.BrushStyle.SolidPattern),
    Tint.AD: ("ad", Qt.BrushStyle.SolidPattern),
    Tint.TALK: ("bar_talk", Qt.BrushStyle.SolidPattern),
    Tint.PAD: ("bar_talk", Qt.BrushStyle.BDiagPattern),
    Tint.PITCH: ("bar_pitch", Qt.BrushStyle.SolidPattern),
}

_LINK_COLOURS = {
    State.STANDBY_SENT: "standby",
    State.STANDBY_SHOWN: "standby",
    State.READY: "standby",
    State.GO_SENT: "go",
    State.GO_SHOWN: "go",
    State.LIVE: "go",
}


def draw_bar(painter: QPainter, bar: Bar, box: QRectF) -> None:
    """One segment; what is over is dim, what is on air is framed, unknown ends are ragged."""
    name, pattern = _FILLS[bar.tint]
    fill = QColor(theme.colour(name))
    fill.setAlphaF(0.45 if bar.is_done else 1.0)
    painter.setPen(QPen(theme.colour("surface_sunken"), 1))
    painter.setBrush(QBrush(fill, pattern))
    painter.drawRect(box)
    if bar.is_unknown:
        painter.setPen(QPen(theme.colour("ink_quiet"), 2, Qt.PenStyle.DotLine))
        painter.drawLine(box.topRight(), box.bottomRight())
    if bar.is_on_air:
        painter.setPen(QPen(theme.colour("on_air"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(1, 1, -1, -1))
    if box.width() >= SMALLEST_TEXT:
        _draw_words(painter, bar, box)


def draw_own_ad(painter: QPainter, box: QRectF) -> None:
    """Counted advertising inside another segment: a strip along the foot of its bar."""
    painter.fillRect(QRectF(box.left(), box.bottom() - 5, box.width(), 5), theme.colour("ad"))


def draw_mark(painter: QPainter, mark: Mark, scale: Scale, top: float, foot: float) -> None:
    """A hard time: a full line down its lane, double at the hard out."""
    x = scale.x(mark.at)
    pen = QPen(theme.colour("hard"), 3 if mark.is_hard_out else 1.5)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top), QPointF(x, foot))


def draw_link(
    painter: QPainter, link: Link, scale: Scale, ends: tuple[float, float], taken: float
) -> float:
    """A handoff: a line from lane to lane with its number, right of what is ``taken``.

    Returns the pixel up to which the numbers now stand.
    """
    x, top, foot = scale.x(link.at), *ends
    ink = theme.colour("ink_faint" if link.is_over else _LINK_COLOURS.get(link.state, "focus"))
    painter.setPen(QPen(ink, 2))
    painter.drawLine(QPointF(x, top), QPointF(x, foot))
    tip = 5 if foot > top else -5
    painter.setBrush(ink)
    painter.drawPolygon(
        QPolygonF([QPointF(x, foot), QPointF(x - 4, foot - tip), QPointF(x + 4, foot - tip)])
    )
    middle = (top + foot) / 2
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(link.number) + 8
    left = max(x - width / 2, taken + 2)
    badge = QRectF(left, middle - metrics.height() / 2, width, metrics.height())
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(badge, 3, 3)
    painter.setPen(ink if link.is_over else theme.colour("ink"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, link.number)
    return badge.right()


def draw_now(painter: QPainter, x: float, room: QRectF, text: str) -> None:
    """The now-line through ``room`` with the time on its head, which stays inside."""
    top, foot = room.top(), room.bottom()
    painter.setPen(QPen(theme.colour("on_air"), 2))
    painter.drawLine(QPointF(x, top), QPointF(x, foot))
    width = painter.fontMetrics().horizontalAdvance(text) + 10
    left = min(max(x - width / 2, room.left()), room.right() - width)
    head = QRectF(left, top, width, painter.fontMetrics().height() + 2)
    path = QPainterPath()
    path.addRoundedRect(head, 3, 3)
    painter.fillPath(path, theme.colour("on_air"))
    painter.setPen(theme.colour("surface_sunken"))
    painter.drawText(head, Qt.AlignmentFlag.AlignCenter, text)


def draw_lane(painter: QPainter, lane: Lane, box: QRectF, gutter: float) -> None:
    """A lane's ground and its name in the gutter, both languages one above the other."""
    painter.fillRect(box, theme.colour("surface_sunken"))
    painter.setPen(theme.colour("ink_quiet"))
    names = QRectF(theme.space("near"), box.top(), gutter - 2 * theme.space("near"), box.height())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    text = f"{lane.name}\n{lane.name_alt}" if lane.name_alt else lane.name
    painter.drawText(names, int(flags), text)


def _draw_words(painter: QPainter, bar: Bar, box: QRectF) -> None:
    is_dark = bar.tint is Tint.AD
    painter.setPen(theme.colour("surface_sunken" if is_dark else "ink"))
    inside = box.adjusted(4, 0, -3, 0)
    metrics = painter.fontMetrics()
    fits = inside.width() >= metrics.horizontalAdvance(bar.number) + ROOM_FOR_A_TITLE
    text = f"{bar.number} {bar.title}".strip() if fits or not bar.number else bar.number
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
    if len(elided) > 1:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(flags), elided)
