"""Cyclic garbage is collected in the window's thread alone.

Python collects wherever it happens to run. A dialog that is found to be garbage while the show
file's thread runs would be destroyed there, and Qt ends the process for that.
"""

from __future__ import annotations

import gc
from functools import partial

from PySide6.QtCore import QObject, QTimer

from producer_app.ui.agenda import Agenda

EVERY = 1_000
"""Milliseconds between looks: most of what is made meanwhile is let go without one."""

OLDEST = 2
"""The generation that a look goes through everything for."""

GROWN, AT_LEAST = 1.25, 20_000
"""Everything is gone through once it has become so many times as much, and more by so many: going
through what only stays takes long and finds nothing."""


class Garbage(QObject):
    """Takes collecting over from Python for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_on = gc.isenabled()
        self._agenda: Agenda | None = None
        self._settled = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(EVERY)

    def go_along(self, agenda: Agenda) -> None:
        """Collect only where that agenda has time for it, and never again go through what is
        there now: a window with its show."""
        self._agenda, self._settled = agenda, 0
        gc.freeze()

    def let_go(self) -> None:
        """That window is left: what was kept for it may be garbage now."""
        self._agenda = None
        gc.unfreeze()

    def look(self) -> None:
        """Collect the oldest generation that has enough in it, as Python itself would."""
        generation = self._due()
        if generation is not None:
            self._collect(generation)

    def _due(self) -> int | None:
        counts = gc.get_count()
        full = [g for g in (0, 1, OLDEST) if counts[g] > self._thresholds[g]]
        if OLDEST in full and not self._has_grown():
            full.remove(OLDEST)
        return max(full, default=None)

    def _has_grown(self) -> bool:
        return len(gc.get_objects(OLDEST)) > GROWN * self._settled + AT_LEAST

    def _collect(self, generation: int) -> None:
        gc.collect(generation)
        if generation == OLDEST:
            self._settled = len(gc.get_objects(OLDEST))

    def give_back(self) -> None:
        """Let Python collect by itself again, if it did."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def _on_timer_timeout(self) -> None:
        if self._agenda is None:
            self.look()
            return
        generation = self._due()
        if generation is not None:
            self._agenda.put(f"garbage {generation}", partial(self._collect, generation))
