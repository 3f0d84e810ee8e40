"""What of the window is shown anew, and when: the clocks on their edge, the rest behind it.

Where somebody looks when they have edited or called is shown at once; everything else is put on
the agenda and shown piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

from producer_app.core.show import Room, RoomId
from producer_app.core.timing import Projection
from producer_app.present.findings import findings_in_steps
from producer_app.present.handoff import handoff_views
from producer_app.present.onair import OnAirView, on_air_view
from producer_app.present.words import both
from producer_app.session.announcing import PlanChanged, RunChanged
from producer_app.ui.agenda import READY, steps_of
from producer_app.ui.budgeting import Budgeting
from producer_app.ui.console import Console
from producer_app.ui.gokey import GoKey
from producer_app.ui.health import disk_health, line_health, rooms_health
from producer_app.ui.placer import Placer
from producer_app.ui.watch import Watch
from producer_app.ui.wayfinder import WayFinder
from producer_app.ui.wording import WordingDesk

_Clocks = tuple[OnAirView, OnAirView | None]
"""What the bar says of the stage, and of the shopping room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Whoever shows some of the show besides the panels."""

    watch: Watch
    wording: WordingDesk
    wayfinder: WayFinder
    budgeting: Budgeting
    placer: Placer
    go_key: GoKey


class Refresh(QObject):
    """Hands the panels what changed; ``window.seen`` is always what the clocks show."""

    def __init__(self, window: Console, parts: Parts) -> None:
        super().__init__(window)
        self._parts = parts
        self._window, self._panels = window, window.panels
        self._session, self._words = window.session, window.words
        self._ready: tuple[Projection, _Clocks | None] | None = None
        self._shown: tuple[Projection, _Clocks | None] | None = None
        self._lamps = QTimer(self)
        self._lamps.setTimerType(Qt.TimerType.PreciseTimer)
        self._lamps.setSingleShot(True)
        self._lamps.timeout.connect(self._on_lamps_timeout)
        bridge = window.bridge
        bridge.turned.connect(self._on_turned)
        bridge.ticked.connect(self._on_ticked)
        bridge.plan_changed.connect(self._on_plan_changed)
        bridge.run_changed.connect(self._on_run_changed)

    def show_all(self) -> None:
        """Every panel anew, from the session as it is."""
        window, session = self._window, self._session
        self._title()
        self._show_clocks(session.projection())
        self._show_rundown()
        self._panels.inspector.show_state(window.seen, window.chosen(), "")
        window.bridge.agenda.show("handoffs", lambda: self._show_handoffs(window.seen))
        self._put_the_rest()
        self._share()
        is_running, can_write = session.is_running, not session.is_read_only
        window.actions_.allow(is_running=is_running, can_write=can_write)
        self._parts.go_key.show_live(is_live=is_running)

    def show_findings(self) -> None:
        """The findings anew, in their turn: what they are held against has changed."""
        self._put("findings", self._show_findings)

    def show_presence(self) -> None:
        """Who is on the line to the rooms: in the bar, and in the handoffs' lamps."""
        self._put("presence", lambda: self._show_clocks(self._window.seen))
        self._put_handoffs()

    def _on_turned(self, projection: Projection) -> None:
        """An edge: the clocks, and nothing before they are on the screen; then at once what they
        will say on the next one."""
        self._show_clocks(projection)
        self._paint()
        self._make_ready()

    def _on_ticked(self, projection: Projection) -> None:
        if self._window.seen is not projection:
            self._show_clocks(projection)
        self._put("watch", self._parts.watch.look)
        self._put("rundown", lambda: self._panels.rundown.show_time(self._window.seen))
        self._put("inspector", lambda: self._panels.inspector.show_time(self._window.seen))
        self._put_handoffs()
        self._put_what_time_moves()

    def _on_plan_changed(self, changed: PlanChanged) -> None:
        window = self._window
        self._panels.notice.settle()
        window.seen = self._session.projection()
        self._share()

        def work() -> None:
            self._show_rundown()
            self._panels.inspector.show_state(window.seen, window.chosen(), changed.origin)
            self._settle()

        window.bridge.agenda.show("plan", work)
        self._foresee()
        self._put("clocks", lambda: self._show_clocks(window.seen))
        self._put_handoffs()
        self._put_the_rest()
        window.actions_.name_undo(self._session.undo_label, self._session.redo_label)
        if changed.changes.show_fields:
            self._title()

    def _on_run_changed(self, _: RunChanged) -> None:
        self._panels.notice.settle()
        self._show_clocks(self._session.projection())
        self._window.bridge.agenda.show("run", self.show_all)
        self._foresee()

    def _on_lamps_timeout(self) -> None:
        self._put("handoffs", lambda: self._show_handoffs(self._session.projection()))

    def _put_handoffs(self) -> None:
        self._put("handoffs", lambda: self._show_handoffs(self._window.seen))

    def _put_the_rest(self) -> None:
        self._put("findings", self._show_findings)
        self._put_what_time_moves()

    def _put_what_time_moves(self) -> None:
        panels, window = self._panels, self._window
        self._put("budget", lambda: self._parts.budgeting.show_in_steps(window.seen))
        self._put("timeline", lambda: panels.timeline.show_in_steps(window.seen))
        self._put("places", lambda: self._parts.placer.show_state(window.seen))
        self._put("ways back", lambda: self._parts.wayfinder.show_state(window.seen))

    def _put(self, name: str, show: Callable[[], object]) -> None:
        """Show it in its turn, in its steps, down to its pixels: painting is part of what it
        costs."""

        def work() -> Iterator[object]:
            yield from steps_of(show)
            self._settle()

        self._window.bridge.agenda.put(name, work)

    def _settle(self) -> None:
        """Have laid out and painted what has changed, which costs time too."""
        if self._window.bridge.agenda.is_started:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._paint()

    def _paint(self) -> None:
        """Bring what has changed onto the screen now."""
        if self._window.isVisible():
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))

    def _foresee(self) -> None:
        """Have ready what the clocks will say on the next edge."""
        agenda = self._window.bridge.agenda
        if agenda.is_started:
            agenda.put(READY, self._make_ready, is_first=True)

    def _make_ready(self) -> None:
        projection = self._window.bridge.foresee()
        if self._ready is None or self._ready[0] is not projection:
            self._ready = (projection, self._clocks(projection))

    def _show_clocks(self, projection: Projection) -> None:
        self._window.seen = projection
        known = (made for made in (self._ready, self._shown) if made and made[0] is projection)
        self._shown = next(known, None) or (projection, self._clocks(projection))
        clocks = self._shown[1]
        if clocks is None:
            return
        self._panels.bar.show_state(
            *clocks,
            line_health(self._window.presence(), projection.show, projection.now),
            disk_health(self._session.disk, is_read_only=self._session.is_read_only),
        )

    def _clocks(self, projection: Projection) -> _Clocks | None:
        stage, shop = self._window.stage(), self._window.shop()
        if stage is None:
            return None
        stage_view = on_air_view(projection, stage.id, self._words)
        return stage_view, on_air_view(projection, shop.id, self._words) if shop else None

    def _show_rundown(self) -> None:
        window = self._window
        self._panels.rundown.show_state(window.seen, _id(window.stage()), _id(window.shop()))

    def _show_handoffs(self, projection: Projection) -> Iterator[None]:
        """The handoffs as they stood then, and again as soon as a lamp changes by itself: NOT
        DELIVERED, LATE."""
        health = rooms_health(self._window.presence(), projection.show, projection.now)
        views = yield from handoff_views(projection, health, self._words)
        self._panels.handoffs.show_state(views)
        if views and self._session.is_running:
            gone_by = self._session.now() - projection.now
            self._lamps.start(max(0, min(view.next_change for view in views) - gone_by) + 1)

    def _show_findings(self) -> Iterator[None]:
        standards = self._parts.wording.standards()
        view = yield from findings_in_steps(self._window.seen, self._words, standards)
        self._panels.findings.show_state(view)
        self._panels.name_findings()

    def _share(self) -> None:
        show = self._session.show
        self._panels.share(
            is_live=self._session.is_running,
            has_handoffs=bool(show.handoffs),
            has_rules=bool(show.ad_rules),
        )

    def _title(self) -> None:
        show = self._session.show
        title = both(show.title, show.title_alt)
        self._window.setWindowTitle(f"{title} — {self._session.path.name}")


def _id(room: Room | None) -> RoomId | None:
    return None if room is None else room.id
