"""Short texts laid out once and drawn many times: elided to a width, in one of a few fonts."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTransform

from producer_app.ui.theme import colour, font

_MOST = 8_192
"""Laid-out texts kept; beyond that all are made anew."""


class Style(NamedTuple):
    """A font by its meaning."""

    is_small: bool = False
    is_bold: bool = False
    is_struck: bool = False


class _Laid(NamedTuple):
    text: QStaticText
    width: float


class Texts:
    """Draws texts, keeping their layouts; one for all tables, used from the paint event only."""

    def __init__(self) -> None:
        self._fonts: dict[Style, QFont] = {}
        self._metrics: dict[Style, QFontMetricsF] = {}
        self._laid: dict[tuple[str, Style, int], _Laid] = {}
        self._widths: dict[tuple[str, Style], float] = {}
        self._pens: dict[str, QPen] = {}

    def width(self, text: str, style: Style) -> float:
        """How wide the whole text is, in pixels."""
        key = (text, style)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._metrics_of(style).horizontalAdvance(text)
        return found

    def draw(
        self,
        painter: QPainter,
        text: str,
        ink: str,
        style: Style,
        left: float,
        middle: float,
        room: int,
        *,
        is_right: bool = False,
    ) -> float:
        """Draw the text on the line around ``middle``, elided to ``room``; returns its width."""
        if not text or room <= 0:
            return 0.0
        laid = self._laid_out(text, style, room)
        painter.setFont(self._font(style))
        painter.setPen(self._pen(ink))
        x = left + room - laid.width if is_right else left
        top = middle - self._metrics_of(style).height() / 2
        painter.drawStaticText(QPointF(x, top), laid.text)
        return laid.width

    def _laid_out(self, text: str, style: Style, room: int) -> _Laid:
        whole = self.width(text, style)
        key = (text, style, room if whole > room else -1)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) >= _MOST:
                self._laid.clear()
                self._widths.clear()
            laid = self._laid[key] = self._lay_out(text, style, room, whole)
        return laid

    def _lay_out(self, text: str, style: Style, room: int, whole: float) -> _Laid:
        shown = text
        if whole > room:
            metrics = self._metrics_of(style)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            whole = metrics.horizontalAdvance(shown)
        laid = QStaticText(shown)
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        laid.prepare(QTransform(), self._font(style))
        return _Laid(laid, whole)

    def _font(self, style: Style) -> QFont:
        found = self._fonts.get(style)
        if found is None:
            found = font("text_small" if style.is_small else "text", bold=style.is_bold)
            found.setStrikeOut(style.is_struck)
            self._fonts[style] = found
        return found

    def _metrics_of(self, style: Style) -> QFontMetricsF:
        found = self._metrics.get(style)
        if found is None:
            found = self._metrics[style] = QFontMetricsF(self._font(style))
        return found

    def _pen(self, ink: str) -> QPen:
        found = self._pens.get(ink)
        if found is None:
            found = self._pens[ink] = QPen(colour(ink))
        return found
