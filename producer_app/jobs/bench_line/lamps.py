"""What the console's window says of its rooms, and when it began to say so."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from producer_app.link.presence import LinkState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from producer_app.ui.main_window import MainWindow

LOOK: Final = 5
"""Milliseconds between two looks."""


class Lamps(QObject):
    """Looks at the line's words, the lamp's hatching and the pages' clocks, once it is begun."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.told: list[tuple[float, str, bool, str]] = []
        """Monotonic seconds, what the bar says of the line, whether the lamp is hatched, and the
        line's state; an entry for each change."""
        self.skews: list[tuple[float, float, bool]] = []
        """Wall-clock seconds, by how many ms a page is off, and whether that is an alarm."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_up(self) -> bool:
        """True once the room server listens."""
        return self._window.presence().link is LinkState.UP

    def begin(self) -> None:
        """Forgets what was seen so far."""
        self.told.clear()
        self.skews.clear()
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        panels, presence = self._window.panels, self._window.presence()
        line, lamp = panels.bar.figures.line.text(), panels.handoffs.card.lamp.lamp
        seen = (line, lamp.is_stale, presence.link.value)
        if not self.told or self.told[-1][1:] != seen:
            self.told.append((time.monotonic(), *seen))
        for page in presence.clients:
            known = (float(page.skew or 0), page.is_off)
            if page.skew is not None and (not self.skews or self.skews[-1][1:] != known):
                self.skews.append((time.time(), *known))


class Edges(QObject):
    """When a label was painted with another text, by the wall clock."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label)
        self._label, self._text = label, label.text()
        self.seen: list[tuple[float, str]] = []
        label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() != QEvent.Type.Paint or watched is not self._label:
            return False
        self._label.event(event)
        if self._label.text() != self._text:
            self._text = self._label.text()
            self.seen.append((time.time(), self._text))
        return True
