"""Labels for words from a show: plain, on one line and elided with a tooltip, or on several."""

from __future__ import annotations

import html

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from producer_app.ui.theme import colour, font


class PlainLabel(QLabel):
    """One line of plain text that is never cut off: what does not fit stands in the tooltip."""

    def __init__(
        self,
        size: str = "text",
        *,
        bold: bool = False,
        tone: str = "ink",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, bold=bold))
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tone = tone
        self._hint = ""

    def say(self, text: str, tone: str | None = None) -> None:
        """Show this text, in this token's colour; nothing is painted again when nothing changed."""
        if tone is not None and tone != self._tone:
            self._tone = tone
            self.update()
        if text != self.text():
            self.setText(text)
            self._update_tooltip()

    def explain(self, hint: str) -> None:
        """Show this hint while the pointer rests here, below the text where that is elided."""
        if hint != self._hint:
            self._hint = hint
            self._update_tooltip()

    @property
    def tone(self) -> str:
        """The token whose colour the text has."""
        return self._tone

    def is_elided(self) -> bool:
        """True while the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.averageCharWidth() * 4), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour(self._tone if self.isEnabled() else "ink_faint"))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, shown)
        painter.end()

    def _update_tooltip(self) -> None:
        parts = [self.text()] if self.is_elided() else []
        parts += [self._hint] if self._hint else []
        shown = "<br>".join(html.escape(part) for part in parts)
        self.setToolTip(f"<p>{shown}</p>" if shown else "")


class PlainLines(PlainLabel):
    """Plain text on as many lines as it needs, and on so many at least: what stands below it
    does not move with every word."""

    def __init__(
        self, size: str = "text", *, bold: bool = False, tone: str = "ink", least: int = 1
    ) -> None:
        super().__init__(size, bold=bold, tone=tone)
        self._least = least
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def is_elided(self) -> bool:
        return False

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = self.fontMetrics()
        room = QRect(0, 0, max(1, width), 1 << 16)
        high = metrics.boundingRect(room, _WRAPPED, self.text()).height()
        return max(high, self._least * metrics.height())

    def sizeHint(self) -> QSize:
        width = super().sizeHint().width()
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._least * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour(self.tone if self.isEnabled() else "ink_faint"))
        painter.drawText(self.contentsRect(), _WRAPPED, self.text())
        painter.end()


_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)
