"""How one finding is drawn: its severity in a word and a shape, its sentence whole, its place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from producer_app.core.checks import Severity
from producer_app.present.findings import FindingView
from producer_app.present.wording import WaivedView
from producer_app.ui.findings.model import FindingsModel, Line
from producer_app.ui.theme import colour, font, space

_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "ink_quiet"}
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_JOINT = " · "
_NARROWEST = 120
"""Pixels that a sentence is never squeezed below."""


class FindingDelegate(QStyledItemDelegate):
    """Every sentence is wrapped, so nothing of it is cut off. What is let stand has a heading over
    its first line."""

    def __init__(self, severity_words: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heading = ""
        """What stands over the first line of what is let stand."""
        self._sentence = font()
        self._place = font("text_small")
        self._badge = font("text_small", bold=True)
        metrics = QFontMetrics(self._badge)
        widest = max(map(metrics.horizontalAdvance, severity_words))
        self._badge_width = widest + 2 * space("near")
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = _line(index)
        width = max(_NARROWEST, self._words_in(option.rect, line).width())
        place = QFontMetrics(self._place).height() if place_of(line) else 0
        height = self._height(line.message, width) + place + 2 * space("tight")
        return QSize(option.rect.width(), height + self._heading_height(index))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, above = _line(index), self._heading_height(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if above:
            self._paint_heading(
                painter, QRect(option.rect).adjusted(0, 0, 0, above - option.rect.height())
            )
        whole = option.rect.adjusted(0, above, 0, 0)
        self._paint_ground(painter, option, whole)
        box = whole.adjusted(space("near"), space("tight"), 0, -space("tight"))
        if not isinstance(line, WaivedView):
            self._paint_badge(painter, line, box)
        words = self._words_in(whole, line)
        words.setTop(box.top())
        words.setBottom(box.bottom())
        painter.setFont(self._sentence)
        painter.setPen(colour("ink_quiet" if isinstance(line, WaivedView) else "ink"))
        painter.drawText(words, _WRAP, line.message)
        place = QRect(words)
        place.setTop(box.bottom() - QFontMetrics(self._place).height())
        self._paint_place(painter, place_of(line), place)
        painter.restore()

    def _heading_height(self, index: QModelIndex | QPersistentModelIndex) -> int:
        model = index.model()
        if not isinstance(model, FindingsModel) or not model.heads_group(index):
            return 0
        return QFontMetrics(self._badge).height() + 2 * space("near")

    def _paint_heading(self, painter: QPainter, box: QRect) -> None:
        painter.fillRect(box, colour("surface"))
        painter.setFont(self._badge)
        painter.setPen(colour("ink_quiet"))
        words = box.adjusted(space("near"), space("tight"), 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.heading)
        painter.setPen(colour("line_strong"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _height(self, message: str, width: int) -> int:
        """How high a sentence is at a width; measured once."""
        known = self._heights.get((message, width))
        if known is None:
            if len(self._heights) > 2_000:
                self._heights.clear()
            room = QRect(0, 0, width, 10_000)
            known = QFontMetrics(self._sentence).boundingRect(room, _WRAP, message).height()
            self._heights[message, width] = known
        return known

    def _words_in(self, box: QRect, line: Line) -> QRect:
        """Where the sentence stands in a line, as high as the line."""
        indent = space("near") if isinstance(line, WaivedView) else self._indent()
        return box.adjusted(indent, 0, -space("near"), 0)

    def _indent(self) -> int:
        return int(space("near") + self._badge_width + space("near"))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(box, colour("focus_surface"))
        painter.setPen(colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if is_chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _paint_badge(self, painter: QPainter, finding: FindingView, box: QRect) -> None:
        """An error is filled, a warning outlined, a note plain."""
        tone = colour(_TONES[finding.severity])
        height = QFontMetrics(self._badge).height() + 2
        badge = QRect(box.left(), box.top(), self._badge_width, height)
        is_error = finding.severity is Severity.ERROR
        if finding.severity is not Severity.NOTE:
            painter.setPen(tone)
            painter.setBrush(tone if is_error else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(badge, space("tight"), space("tight"))
        painter.setPen(colour("surface_sunken") if is_error else tone)
        painter.setFont(self._badge)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, finding.severity_word)

    def _paint_place(self, painter: QPainter, place: str, box: QRect) -> None:
        painter.setFont(self._place)
        painter.setPen(colour("ink_quiet"))
        shown = painter.fontMetrics().elidedText(place, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def place_of(line: Line) -> str:
    """Where and when it is: ``D6 · 21:42:10 · Stage``; while a run is on, first whether that is
    planned or expected. Empty for a plan as a whole. Of what is let stand: by whom and when."""
    if isinstance(line, WaivedView):
        return line.by
    parts = (line.basis_word, line.number, line.time, line.room_name)
    return _JOINT.join(part for part in parts if part)


def _line(index: QModelIndex | QPersistentModelIndex) -> Line:
    model = index.model()
    if not isinstance(model, FindingsModel):
        raise TypeError("findings are drawn from a findings model only")
    return model.finding(index)
