"""The one door between the session and Qt: what changed as signals, time as precise ticks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from producer_app.core.errors import NeedsConfirmation, ProducerError
from producer_app.core.timebase import SECOND
from producer_app.core.timing import Projection
from producer_app.session.announcing import Announcement, PlanChanged, RunChanged
from producer_app.session.session import Session

EDGE = 2
"""Milliseconds after a second's edge at which a tick aims, so that it never comes before it."""


class Bridge(QObject):
    """Announces the session's changes and every second's edge; turns refusals into signals."""

    plan_changed = Signal(object)
    run_changed = Signal(object)
    ticked = Signal(object)
    refused = Signal(object)
    confirmation_needed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._unsubscribe = session.subscribe(self._on_session_announced)

    def start(self) -> None:
        """Begin to tick; each tick arms the next one, computed anew from the clock."""
        self._arm(self.session.projection())

    def stop(self) -> None:
        """No more ticks and announcements."""
        self._timer.stop()
        self._unsubscribe()

    def attempt(self, work: Callable[[bool], object]) -> bool:
        """Do ``work(confirmed=False)``; True when it was done.

        A refusal is announced; a question is announced with the work, for whoever asks it to call
        ``insist`` after a yes.
        """
        try:
            work(False)
        except NeedsConfirmation as question:
            self.confirmation_needed.emit(question, work)
            return False
        except ProducerError as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def insist(self, work: Callable[[bool], object]) -> bool:
        """Do ``work(confirmed=True)``; True when it was done."""
        try:
            work(True)
        except ProducerError as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def _on_timer_timeout(self) -> None:
        try:
            self.session.tick()
        finally:
            projection = self.session.projection()
            self._arm(projection)
            self.ticked.emit(projection)

    def _arm(self, projection: Projection) -> None:
        self._timer.start(next_edge(projection) + EDGE)

    def _on_session_announced(self, announcement: Announcement) -> None:
        match announcement:
            case PlanChanged():
                self.plan_changed.emit(announcement)
            case RunChanged():
                self.run_changed.emit(announcement)
                self._arm(self.session.projection())


def next_edge(projection: Projection) -> int:
    """Milliseconds until the next figure changes: the wall clock's second or a countdown's."""
    now = projection.now
    edges = [SECOND - now % SECOND]
    for times in projection.rooms.values():
        take = times.on_air
        if take is not None and take.held_since is None:
            edges.append(SECOND - take.elapsed(now) % SECOND)
    return min(edges)
