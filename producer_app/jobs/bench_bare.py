"""What nobody can be better than: one precise timer and one label in an otherwise empty window."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping

from producer_app.jobs.bench_figures import Figures

CLOCK, BEAT = "clock", "beat"


def bare_window(seconds: int) -> Mapping[str, Figures]:
    """How late its clock turned and its beat came, in a process of its own."""
    program = f"from producer_app.jobs.bench_bare import run; run({seconds})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout.splitlines()[-1])
    return {what: Figures(tuple(figures[what])) for what in (CLOCK, BEAT)}


def run(seconds: int) -> None:
    """Open the window, let it run and print what was measured."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from producer_app.jobs.bench_clocks import Beat, Turns

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
    QTimer.singleShot(1_500, turns.begin)
    QTimer.singleShot(1_500, beat.begin)
    QTimer.singleShot(1_500 + seconds * 1_000, app.quit)
    app.exec()
    found = {CLOCK: turns.figures, BEAT: beat.figures}
    sys.stdout.write(json.dumps({w: f.times if f else () for w, f in found.items()}) + "\n")
