"""A stack of lines that takes what height there is: whole lines, how many more there are, and keys
that bring them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from producer_app.present.words import Words
from producer_app.ui.forms import Sheet
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space


class MoreButton(QPushButton):
    """Says how many lines are out of sight; a click or Enter brings them, arrows go by lines."""

    def __init__(self, step: Callable[[int], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._step = step
        self.setProperty("inline", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self._step(by)
        else:
            super().keyPressEvent(event)


class ShrinkingArea(Sheet):
    """As tall as what it holds while there is room; else as many whole lines as there are room
    for, so that buttons stay."""

    def __init__(self, inner: QWidget, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(inner, parent)
        self._words = words
        self._first = 0
        self._fits = 0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.more = MoreButton(self.step, self)
        self.more.clicked.connect(self._on_more_clicked)

    def step(self, lines: int) -> None:
        """Go down by so many lines; up where there are fewer than none."""
        self._first += lines
        self._settle()

    def start_over(self) -> None:
        """Show the first line again."""
        self.step(-self._first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._settle()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.step(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def sizeHint(self) -> QSize:
        return self.inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _settle(self) -> None:
        """Show whole lines from the first one in sight, and say how many are not."""
        tops, ends = self._lines()
        if not ends:
            self.more.hide()
            return
        room = self.height()
        last_first = min(len(tops) - 1, bisect_left(tops, ends[-1] - room))
        self._first = max(0, min(self._first, last_first))
        top = tops[self._first] if self._first else 0
        last = max(self._first + 1, bisect_right(ends, top + room))
        self._fits, below = last - self._first, len(ends) - last
        is_whole = self._first == 0 and not below
        self._say(below, is_whole=is_whole)
        across = 0 if is_whole else self.more.width() + space("tight")
        left = 0 if is_whole else max(0, room - (ends[last - 1] - top))
        margins = self.viewportMargins()
        if (margins.right(), margins.bottom()) != (across, left):
            self.setViewportMargins(0, 0, across, left)
        self.verticalScrollBar().setValue(top)

    def _say(self, below: int, *, is_whole: bool) -> None:
        say, more = self._words.say, self.more
        text = say("handoff.more_lines", count=below) if below else say("handoff.from_the_top")
        if text != more.text():
            more.setText(text)
            more.setAccessibleName(text)
        more.resize(more.sizeHint())
        more.move(self.width() - more.width(), max(0, self.height() - more.height()))
        more.setVisible(not is_whole)

    def _lines(self) -> tuple[list[int], list[int]]:
        """Where the lines begin and end, from the top down."""
        found = sorted(
            (line.mapTo(self.inner, QPoint(0, 0)).y(), line.height())
            for line in self.inner.findChildren(PlainLabel)
            if line.isVisibleTo(self.inner)
        )
        return [top for top, _ in found], [top + height for top, height in found]

    def _on_more_clicked(self) -> None:
        """The next lines; from the last ones back to the first."""
        _, ends = self._lines()
        is_end = self._first + self._fits >= len(ends)
        self.step(-len(ends) if is_end else self._fits)
