"""What nobody can be better than: one precise timer and one label in an otherwise empty window."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from producer_app.jobs.bench_clocks import BEAT, Beat, Turns
from producer_app.jobs.bench_process import tell

SETTLE = 1_500
"""Milliseconds between the opening and the first figure."""


def run(seconds: int) -> None:
    """Open the window for so many seconds and tell how late its clock turned and its beat came."""
    app = QApplication(sys.argv[:1])
    label = QLabel("0")
    label.resize(400, 100)
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)

    def turn() -> None:
        label.setText(str(int(time.time())))
        timer.start(1_001 - int(time.time() * 1_000) % 1_000)

    timer.timeout.connect(turn)
    label.show()
    turns, beat = Turns(label, lambda: time.time() * 1_000 % 1_000), Beat()
    turn()
    for recorder in (turns, beat):
        QTimer.singleShot(SETTLE, recorder.begin)
    QTimer.singleShot(SETTLE + seconds * 1_000, app.quit)
    app.exec()
    found = {"wall clock": turns.figures, BEAT: beat.figures}
    tell({"limit: an empty window": {what: f for what, f in found.items() if f is not None}})
