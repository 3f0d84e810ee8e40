"""Cyclic garbage is collected in the window's thread alone.

Python collects wherever it happens to run. A dialog that is found to be garbage while the show
file's thread runs would be destroyed there, and Qt ends the process for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from producer_app.ui.agenda import Agenda

EVERY = 500
"""Milliseconds between looks."""


class Garbage(QObject):
    """Takes collecting over from Python for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_on = gc.isenabled()
        self._agenda: Agenda | None = None
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(EVERY)

    def go_along(self, agenda: Agenda) -> None:
        """Collect only where that agenda has time for it, and never again go through what is
        there now: a window with its show."""
        self._agenda = agenda
        gc.freeze()

    def let_go(self) -> None:
        """That window is left: what was kept for it may be garbage now."""
        self._agenda = None
        gc.unfreeze()

    def look(self) -> None:
        """Collect the oldest generation that has enough in it, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def give_back(self) -> None:
        """Let Python collect by itself again, if it did."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def _on_timer_timeout(self) -> None:
        if self._agenda is None:
            self.look()
        else:
            self._agenda.put("garbage", self.look)
