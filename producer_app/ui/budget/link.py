"""A line of words that leads somewhere: a place in the show, or another rule."""

from __future__ import annotations

import html

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from producer_app.ui.theme import colour, font, space


class LinkLine(QAbstractButton):
    """One underlined line, elided with a tooltip; hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("text", bold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tone = "ink"
        self.hide()

    def say(self, text: str, tone: str, *, leads: bool = True) -> None:
        """Show this text; ``leads`` is false where there is no place to go to."""
        self._tone = tone
        self.setEnabled(leads)
        self.setVisible(bool(text))
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.setToolTip(f"<p>{html.escape(text)}</p>" if text else "")
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2
        return QSize(width, metrics.height() + space("tight"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(1, 0, -1, 0)
        shown_font = self.font()
        shown_font.setUnderline(self.isEnabled())
        painter.setFont(shown_font)
        painter.setPen(colour(self._tone))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, int(flags), shown)
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
