"""The one door between the session and Qt: what changed as signals, time as precise ticks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from producer_app.core.errors import NeedsConfirmation, ProducerError
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, Projection
from producer_app.present.edges import next_edge
from producer_app.session.announcing import Announcement, PlanChanged, RunChanged
from producer_app.session.session import Session
from producer_app.ui.agenda import Agenda

EDGE = 1
"""Milliseconds after an edge at which a tick aims, so that it never comes before it."""

A_SEGMENT = 0.025
"""Milliseconds that a segment adds at most to what an edit of the show costs."""

LATE = 100
"""Milliseconds after an edge up to which what was foreseen for it may still be shown."""


class Bridge(QObject):
    """Announces the session's changes and each edge; turns refusals into signals.

    On an edge the clocks turn first (``turned``), then comes all else that time brings
    (``ticked``). ``agenda`` keeps other work from lying across an edge.
    """

    plan_changed = Signal(object)
    run_changed = Signal(object)
    turned = Signal(object)
    ticked = Signal(object)
    refused = Signal(object)
    confirmation_needed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.agenda = Agenda(self.until_edge, lambda: session.waited, self)
        self._edge = session.now()
        self._foreseen: Projection | None = None
        self._armed_for: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._unsubscribe = session.subscribe(self._on_session_announced)

    def start(self) -> None:
        """Begin to tick; each tick arms the next one, computed anew from the clock."""
        self.agenda.start(len(self.session.show.segments) * A_SEGMENT)
        self.session.while_waiting(self._while_waiting)
        self._arm(self.session.projection())

    def stop(self) -> None:
        """No more ticks and announcements; what was asked for is done before."""
        self._timer.stop()
        self.session.while_waiting(None)
        self.agenda.stop()
        self._unsubscribe()

    def foresee(self) -> Projection:
        """Where the show will stand on the next edge if nothing happens until then: the very
        projection that ``turned`` brings in that case."""
        if self._armed_for is not self.session.plan and self.until_edge() > 0:
            self._arm(self.session.projection())
        if self._foreseen is None or not self._is_of_next_edge(self._foreseen):
            self._foreseen = self.session.foreseen(Instant(self._edge + EDGE))
        return self._foreseen

    def ask(self, kind: str, work: Callable[[bool], object]) -> None:
        """``attempt`` it, behind an edge that would come in between; never lost or overtaken.
        Work of one kind takes about the same time."""
        self.agenda.ask(kind, lambda: self._attempt(work))

    def attempt(self, work: Callable[[bool], object]) -> bool:
        """Do ``work(confirmed=False)`` now; True when it was done.

        A refusal is announced; a question is announced with the work, for whoever asks it to call
        ``insist`` after a yes.
        """
        self.agenda.settle()
        return self._attempt(work)

    def insist(self, work: Callable[[bool], object]) -> bool:
        """Do ``work(confirmed=True)`` now; True when it was done."""
        self.agenda.settle()
        try:
            work(True)
        except ProducerError as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def _attempt(self, work: Callable[[bool], object]) -> bool:
        try:
            work(False)
        except NeedsConfirmation as question:
            self.confirmation_needed.emit(question, work)
            return False
        except ProducerError as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def _on_timer_timeout(self) -> None:
        projection = self._on_edge()
        self._arm(projection)
        try:
            self.turned.emit(projection)
            self.session.tick()
        finally:
            self.ticked.emit(projection)
            self.agenda.turned()

    def _while_waiting(self) -> float:
        """The clocks turn even while an edit waits for the disk."""
        if self.until_edge() + EDGE <= 0:
            projection = self._on_edge()
            self._arm(projection)
            self.turned.emit(projection)
        return (self.until_edge() + EDGE) / 1_000

    def _on_edge(self) -> Projection:
        foreseen = self._foreseen
        is_late = self.until_edge() < -LATE
        if foreseen is None or is_late or not self._is_of_next_edge(foreseen):
            return self.session.projection()
        return foreseen

    def _is_of_next_edge(self, projection: Projection) -> bool:
        """True for the show as it is now, on the edge that comes next."""
        run = self.session.run if self.session.is_running else None
        is_same = projection.plan is self.session.plan and projection.run is run
        return is_same and projection.now == self._edge + EDGE

    def _arm(self, projection: Projection) -> None:
        self._armed_for = projection.plan
        self._edge = Instant(projection.now + next_edge(projection))
        self._timer.start(max(0, self.until_edge()) + EDGE)

    def until_edge(self) -> int:
        """Milliseconds until the next figure turns; negative once it should have."""
        return self._edge - self.session.now()

    def _on_session_announced(self, announcement: Announcement) -> None:
        match announcement:
            case PlanChanged():
                self.plan_changed.emit(announcement)
            case RunChanged():
                self.run_changed.emit(announcement)
                if self._timer.isActive() and self.until_edge() > 0:
                    self._arm(self.session.projection())
