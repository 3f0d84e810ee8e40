"""How the still picture of the timeline is drawn: lanes, bars and marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from producer_app.core.show import Show
from producer_app.present.timeline import Bar, Lane, Tint
from producer_app.present.timeline_marks import Mark, MarkKind, at_text
from producer_app.ui import theme
from producer_app.ui.timeline.layout import HEAD, Layout
from producer_app.ui.timeline.scale import Scale

SMALLEST_TEXT = 26
"""Pixels below which a bar carries no words."""

ROOM_FOR_A_TITLE = 48
"""Pixels beside its number that a title needs to say anything."""

THINNEST = 4.0
"""Pixels that every bar has, however short its segment: ten seconds of advertising are seen."""

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

_FILLS = {
    Tint.PERFORMANCE: ("bar_performance", Qt.BrushStyle.SolidPattern),
    Tint.AD: ("ad", Qt.BrushStyle.SolidPattern),
    Tint.TALK: ("bar_talk", Qt.BrushStyle.SolidPattern),
    Tint.PAD: ("bar_talk", Qt.BrushStyle.BDiagPattern),
    Tint.PITCH: ("bar_pitch", Qt.BrushStyle.SolidPattern),
}

Placed = tuple[QRectF, Bar]


def draw_scale(painter: QPainter, scale: Scale, show: Show, height: int) -> None:
    """The ticks, each with its time."""
    for tick in scale.ticks():
        x = scale.x(tick)
        painter.setPen(theme.colour("line"))
        painter.drawLine(QPointF(x, HEAD - 4), QPointF(x, height))
        painter.setPen(theme.colour("ink_quiet"))
        painter.drawText(QPointF(x + 3, HEAD - 7), at_text(tick, show))


def draw_lane(painter: QPainter, lane: Lane, layout: Layout, number: int) -> None:
    """A lane's ground and its name in the gutter, the whole of it in the tooltip."""
    painter.fillRect(layout.lane(number), theme.colour("surface_sunken"))
    painter.setPen(theme.colour("ink"))
    box = layout.name(number)
    text = painter.fontMetrics().elidedText(
        lane.name, Qt.TextElideMode.ElideRight, int(box.width())
    )
    painter.drawText(box, int(LEFT), text)


def draw_bars(
    painter: QPainter, lane: Lane, scale: Scale, layout: Layout, number: int
) -> list[Placed]:
    """A lane's segments, advertising above the rest; returns what is seen of them, and where."""
    row = layout.bars(number)
    placed = list(_seen(lane.bars, scale, row))
    for box, bar in sorted(placed, key=lambda pair: pair[1].tint is Tint.AD):
        draw_bar(painter, bar, box)
        if bar.ad_until is not None:
            width = max(THINNEST, scale.x(bar.ad_until) - box.left())
            _draw_own_ad(painter, QRectF(box.left(), box.top(), width, box.height()))
    _draw_planned(painter, placed, scale, layout.foot(number))
    return placed


def _seen(bars: Iterable[Bar], scale: Scale, row: QRectF) -> Iterable[Placed]:
    for bar in bars:
        left, right = scale.x(bar.start), scale.x(bar.end)
        if right >= row.left() and left <= row.right():
            seen = max(left, row.left())
            yield QRectF(seen, row.top(), max(THINNEST, right - seen), row.height()), bar


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


def _draw_own_ad(painter: QPainter, box: QRectF) -> None:
    """Counted advertising inside another segment: a strip along the foot of its bar."""
    painter.fillRect(QRectF(box.left(), box.bottom() - 4, box.width(), 4), theme.colour("ad"))


def _draw_planned(painter: QPainter, placed: Sequence[Placed], scale: Scale, foot: QRectF) -> None:
    """Where the segments were planned: hollow bars along the foot of the lane."""
    painter.setPen(QPen(theme.colour("ink_faint"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for _, bar in placed:
        if bar.planned is None:
            continue
        left, right = (scale.x(at) for at in bar.planned)
        if right - left >= 2 and right > foot.left():
            left = max(left, foot.left())
            painter.drawRect(QRectF(left, foot.top(), right - left, foot.height() - 1))


def draw_mark(painter: QPainter, mark: Mark, scale: Scale, lane: QRectF) -> None:
    """A hard time: a full line down its lane, broad at the hard out; a hit time: a dotted one."""
    is_hit = mark.kind in (MarkKind.HIT, MarkKind.IMPOSSIBLE)
    pen = QPen(theme.colour(mark_tone(mark.kind)), 3 if mark.kind is MarkKind.OUT else 1.5)
    if is_hit:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    x = scale.x(mark.at)
    painter.drawLine(QPointF(x, lane.top()), QPointF(x, lane.bottom() + 2))


def mark_tone(kind: MarkKind) -> str:
    """The colour of a mark and of its words."""
    if kind is MarkKind.IMPOSSIBLE:
        return "error"
    return "focus" if kind is MarkKind.HIT else "hard"


def _draw_words(painter: QPainter, bar: Bar, box: QRectF) -> None:
    is_dark = bar.tint is Tint.AD
    painter.setPen(theme.colour("surface_sunken" if is_dark else "ink"))
    inside = box.adjusted(4, 0, -3, 0)
    metrics = painter.fontMetrics()
    fits = inside.width() >= metrics.horizontalAdvance(bar.number) + ROOM_FOR_A_TITLE
    text = f"{bar.number} {bar.title}".strip() if fits or not bar.number else bar.number
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
    if len(elided) > 1:
        painter.drawText(inside, int(LEFT), elided)
