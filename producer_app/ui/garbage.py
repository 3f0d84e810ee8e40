"""Cyclic garbage is collected in the window's thread alone.

Python collects wherever it happens to run. A dialog that is found to be garbage while the show
file's thread runs would be destroyed there, and Qt ends the process for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500
"""Milliseconds between looks."""


class Garbage(QObject):
    """Takes collecting over from Python for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)

    def look(self) -> None:
        """Collect the oldest generation that has enough in it, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def give_back(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()
