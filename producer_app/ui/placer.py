"""Placing an advertisement at work: has places sought, shows what each would do, puts it there.

Places belong to the plan and the run they were found for: once either is another they are sought
again, and whichever is taken is tried once more before it is believed.
"""

from __future__ import annotations

import uuid

from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Signal

from producer_app.core.errors import ProducerError
from producer_app.core.show import Kind, RoomId, Segment
from producer_app.core.timing import Projection
from producer_app.present.budget_openings import (
    USUAL,
    Place,
    PlaceView,
    asked_text,
    chosen_spot,
    held_place,
    kinds_for,
    new_spot,
    place_views,
    placing,
    spot_length,
)
from producer_app.present.budget_sentences import named
from producer_app.present.titles import in_order
from producer_app.present.words import duration
from producer_app.ui.budget.places_panel import PlacesPanel
from producer_app.ui.budget.seeker import PlaceSeeker
from producer_app.ui.budget.seeking import Progress, Question
from producer_app.ui.budgeting import Budgeting
from producer_app.ui.caller import nothing_chosen
from producer_app.ui.console import Console

PAUSE = 500
"""Milliseconds without a change before places are sought again."""

WIDTH = 540
"""Pixels that the drawer wants across."""


class Placer(QObject):
    """Opens the drawer for the chosen advertisement, or for one whose length is typed there."""

    placed = Signal(object)
    """The SegmentId of the advertisement that was put in its place."""

    def __init__(self, window: Console, budgeting: Budgeting) -> None:
        super().__init__(window)
        self._budgeting = budgeting
        self._window, self._words = window, window.words
        self._spot: Segment | None = None
        self._basis: Projection | None = None
        self._found: list[Place] = []
        self._progress = Progress(tried=0, total=0)
        self.seeker = PlaceSeeker(self)
        self.panel = PlacesPanel(window.words, window.panels)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(PAUSE)
        self._again.timeout.connect(self._on_again_timeout)
        self._connect()

    def open(self) -> None:
        """Seek places for the chosen advertisement; where none is chosen, for a usual one."""
        projection = self._window.session.projection()
        spot = chosen_spot(projection, self._window.chosen(), _new_id)
        room = self._room(projection)
        if spot is None and room is None:
            self._window.bridge.refused.emit(nothing_chosen())
            return
        if spot is None and room is not None:
            spot = new_spot(projection, room, Kind.SPOT, USUAL, _new_id, self._words)
        self._place()
        self.panel.show()
        self.panel.raise_()
        self._take_up(projection, spot)
        self.panel.places.setFocus()

    def close(self) -> None:
        """Close the drawer; what is sought is sought no more."""
        self.stop()
        self.panel.hide()
        self._budgeting.consider(None)
        self._window.panels.rundown.take_keyboard()

    def stop(self) -> None:
        """Seek no more; the process that seeks is ended."""
        self._again.stop()
        self.seeker.stop()

    def show_state(self, projection: Projection) -> None:
        """Take in where the show stands; places are sought again where it has moved on."""
        basis = self._basis
        if not self.panel.isVisible() or basis is None or _is_same(basis, projection):
            return
        if not self._again.isActive():
            self.seeker.stop()
            self.panel.show_ended(self._words.say("budget.place_again"), "warning")
            self._again.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.panel.isVisible():
            self._place()
        return False

    def _connect(self) -> None:
        self.seeker.progressed.connect(self._on_seeker_progressed)
        self.panel.closed.connect(self.close)
        self.panel.seek_asked.connect(self._on_panel_seek_asked)
        self.panel.cancel_asked.connect(self._on_panel_cancel_asked)
        self.panel.place_chosen.connect(self._on_panel_place_chosen)
        self.panel.place_taken.connect(self._on_panel_place_taken)
        self.panel.room.chosen.connect(self._on_panel_room_chosen)
        self._budgeting.drawer.place_asked.connect(self.open)
        self._window.panels.rundown.installEventFilter(self)

    def _room(self, projection: Projection) -> RoomId | None:
        """The room of what is chosen, or else the stage."""
        chosen = self._window.chosen()
        segment = None if chosen is None else projection.show.by_id.get(chosen)
        if isinstance(segment, Segment):
            return segment.room
        stage = self._window.stage()
        return None if stage is None else stage.id

    def _take_up(self, projection: Projection, spot: Segment | None) -> None:
        """Let this be what is placed from now on."""
        self._spot = spot
        if spot is None:
            return
        show, say = projection.show, self._words
        kinds = tuple((kind, say.say(f"kind.{kind}")) for kind in kinds_for(show, spot.room))
        rooms = tuple((room.id, in_order(room.name, room.name_alt, say)[0]) for room in show.rooms)
        self.panel.offer(kinds, rooms)
        length = duration(spot.length, "")
        self.panel.show_subject(asked_text(show, spot, say), length, spot.kind, spot.room)
        if spot.length:
            self._seek()
        else:
            self.stop()
            self.panel.show_ended(say.say("errors.opening.length"), "warning")

    def _seek(self) -> None:
        projection, spot = self._window.session.projection(), self._spot
        if spot is None:
            return
        self._basis, self._found = projection, []
        self._progress = Progress(tried=0, total=0)
        self.panel.show_places((), is_all=False)
        self.panel.show_progress(0, 0)
        self.seeker.ask(
            Question(
                show=projection.show,
                run=projection.run,
                now=projection.now,
                published=projection.published,
                spot=spot,
                language=self._words.language,
            )
        )

    def _on_again_timeout(self) -> None:
        """Seek for the same as it is now: once it is in standby, for another like it."""
        projection, spot = self._window.session.projection(), self._spot
        if spot is not None and spot.id in projection.show.by_id:
            spot = chosen_spot(projection, spot.id, _new_id) or spot
        if spot == self._spot:
            self._seek()
        else:
            self._take_up(projection, spot)

    def _on_seeker_progressed(self, progress: Progress | None) -> None:
        if progress is None:
            self.panel.show_ended(self._words.say("budget.place_failed"), "error")
            return
        self._progress = progress
        self._found += progress.found
        if not progress.is_over:
            self.panel.show_progress(progress.tried, progress.total)
        self._show_places(is_all=progress.is_over)
        if progress.is_over:
            key = "budget.place_found" if self._found else "budget.place_none"
            self._say_ended(key)

    def _show_places(self, *, is_all: bool) -> None:
        if self._basis is not None:
            views = place_views(self._basis.show, self._found, self._words)
            self.panel.show_places(views, is_all=is_all)

    def _say_ended(self, key: str) -> None:
        progress = self._progress
        text = self._words.say(
            key, count=len(self._found), tried=progress.tried, total=progress.total
        )
        self.panel.show_ended(text, "ink_quiet" if self._found else "warning")

    def _on_panel_cancel_asked(self) -> None:
        self.seeker.stop()
        self._show_places(is_all=True)
        self._say_ended("budget.place_cancelled")

    def _on_panel_room_chosen(self, room: object) -> None:
        show = self._window.session.show
        wanted = self.panel.room.currentIndex()
        kinds = kinds_for(show, show.rooms[wanted].id)
        self.panel.kind.offer(tuple((k, self._words.say(f"kind.{k}")) for k in kinds))

    def _on_panel_seek_asked(self) -> None:
        """Seek for what was typed, as a new advertisement where it is not the chosen one."""
        projection, panel = self._window.session.projection(), self.panel
        try:
            length = spot_length(panel.typed_length())
        except ProducerError as fault:
            panel.refuse_length(fault)
            return
        room = projection.show.rooms[max(0, panel.room.currentIndex())].id
        kinds = kinds_for(projection.show, room)
        kind = kinds[max(0, panel.kind.currentIndex())]
        spot = self._spot
        if spot is None or (spot.length, spot.kind, spot.room) != (length, kind, room):
            spot = new_spot(projection, room, kind, length, _new_id, self._words)
        self._take_up(projection, spot)
        panel.places.setFocus()

    def _on_panel_place_chosen(self, view: PlaceView | None) -> None:
        spot, projection = self._spot, self._window.session.projection()
        if view is None or spot is None:
            self._budgeting.consider(None)
            return
        self._budgeting.consider(placing(projection.show, spot, view.place.before))

    def _on_panel_place_taken(self, view: PlaceView) -> None:
        session = self._window.session

        def work(confirmed: bool) -> None:
            projection, spot = session.projection(), self._spot
            budget = self._budgeting.budget_at(projection)
            if spot is None:
                return
            self._again.start()
            held_place(projection, budget, spot, view.place.before)
            self._again.stop()
            edit = placing(projection.show, spot, view.place.before)
            session.edit(edit, "places", confirmed=confirmed)
            self._say_done(spot, view)

        self._window.bridge.attempt(work)

    def _say_done(self, spot: Segment, view: PlaceView) -> None:
        self.close()
        name = named(self._window.session.show.segment(spot.id), self._words)
        text = self._words.say("budget.place_done", name=name, time=view.time, before=view.before)
        self._window.panels.notice.say(text, "done")
        self.placed.emit(spot.id)

    def _place(self) -> None:
        """Over the right of the rundowns, so that the corner and the left rundown stay in sight."""
        rundown, panels = self._window.panels.rundown, self._window.panels
        corner = rundown.mapTo(panels, rundown.rect().topLeft())
        width, height = min(WIDTH, rundown.width() * 3 // 5), rundown.height()
        left = corner.x() + rundown.width() - width
        self.panel.setGeometry(QRect(left, corner.y(), width, height))


def _is_same(basis: Projection, projection: Projection) -> bool:
    return basis.show is projection.show and basis.run is projection.run


def _new_id() -> str:
    return uuid.uuid4().hex
