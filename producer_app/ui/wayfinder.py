"""Getting back on time at work: has ways sought as the show moves on, and applies the one chosen.

Ways belong to the plan and the run they were found for: once either is another they are out of
date, and none of them is applied any more. They are so, too, where a hard time is missed by much
more than was said. A search is never dropped because what is on air runs on meanwhile.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QKeySequence

from producer_app.core.errors import Refused
from producer_app.core.recovery import misses
from producer_app.core.recovery.missing import is_late
from producer_app.core.show import RoomId
from producer_app.core.timing import Projection
from producer_app.present.recovery import (
    Missed,
    Offered,
    Search,
    alert_view,
    done_text,
    recovery_view,
)
from producer_app.present.recovery_way import WayView, way_views
from producer_app.ui.console import Console
from producer_app.ui.recovery.finds import HELD, Basis, Find
from producer_app.ui.recovery.line import WaysLine
from producer_app.ui.recovery.packing import Answer, Question
from producer_app.ui.recovery.panel import WaysPanel
from producer_app.ui.recovery.seeker import Seeker

KEY: Final = "F12"

LIVE_PAUSE, PLAN_PAUSE = 150, 1_000
"""Milliseconds without a change before ways are sought: in a run, and while somebody plans."""

WIDTH, HEIGHT = 540, 640
"""Pixels that the drawer wants across and down."""


class WayFinder(QObject):
    """Keeps the line at the foot and the drawer of ways up to date with the show."""

    def __init__(self, window: Console) -> None:
        super().__init__(window)
        self._window = window
        self._projection = window.session.projection()
        self._missed: Missed = {}
        self._finds: dict[RoomId, Find] = {}
        self._asked: Basis | None = None
        self._number = 0
        self._room: RoomId | None = None
        keys = QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.line = WaysLine(keys)
        self.line.clicked.connect(self.open)
        self.panel = WaysPanel(window.words, window.panels)
        self.panel.closed.connect(self.close)
        self.panel.room_chosen.connect(self._on_panel_room_chosen)
        self.panel.way_asked.connect(self._on_panel_way_asked)
        self.panel.outdated.connect(self._on_panel_outdated)
        self.seeker = Seeker(self)
        self.seeker.answered.connect(self._on_seeker_answered)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._seek)
        window.panels.add_to_foot(self.line)
        window.panels.rundown.installEventFilter(self)

    def show_state(self, projection: Projection) -> None:
        """Take in where the show stands; ways are sought again where it has moved on."""
        has_moved = projection.show is not self._projection.show
        has_moved = has_moved or projection.run is not self._projection.run
        self._projection = projection
        self._missed = _missed(projection)
        if not self._missed:
            self._finds.clear()
            self._soon.stop()
        elif self._unsought() is not None and (has_moved or not self._soon.isActive()):
            self._soon.start(PLAN_PAUSE if projection.run is None else LIVE_PAUSE)
        self._refresh()

    def open(self) -> None:
        """Open the drawer with the keyboard in it; close it where it has the keyboard already."""
        if self.panel.isVisible() and self.panel.hasFocus():
            self.close()
            return
        self._room = self._room if self._room in self._missed else None
        if not self.panel.isVisible():
            self.panel.forget()
        self._place()
        self.panel.show()
        self.panel.raise_()
        self.panel.setFocus()
        self._seek()
        self._refresh()

    def close(self) -> None:
        """Close the drawer and give the keyboard back to the rundown."""
        had_focus = self.panel.hasFocus()
        self.panel.hide()
        if had_focus:
            self._window.panels.rundown.take_keyboard()

    def stop(self) -> None:
        """Seek no more; the process that seeks is ended."""
        self._soon.stop()
        self.seeker.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.panel.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        """Over the right of the rundowns, so that handoffs and the left rundown stay in sight;
        over the timeline too where there is little room."""
        rundown, panels = self._window.panels.rundown, self._window.panels
        corner = rundown.mapTo(panels, rundown.rect().topLeft())
        width, height = min(WIDTH, rundown.width() * 3 // 5), rundown.height()
        if height < HEIGHT:
            height += panels.timeline.height()
        height = self.panel.fitting_height(width) or height
        left = corner.x() + rundown.width() - width
        self.panel.setGeometry(QRect(left, corner.y(), width, height))

    # Seeking

    def _shown_room(self) -> RoomId | None:
        """The room of the drawer: the one chosen, else the first that misses a hard time."""
        stage = self._window.stage()
        first = next(iter(self._missed), None if stage is None else stage.id)
        return self._room or first

    def _unsought(self) -> RoomId | None:
        """The room that needs ways sought now, the one whose ways are oldest; None where all that
        are shown fit the show."""
        shown = (self._shown_room(),) if self.panel.isVisible() else ()
        wanted = dict.fromkeys((*shown, next(iter(self._missed), None)))
        unsought = [room for room in wanted if room in self._missed and self._is_unsought(room)]
        return min(unsought, key=self._sought_at, default=None)

    def _is_unsought(self, room: RoomId) -> bool:
        find = self._finds.get(room)
        return find is None or not find.basis.stands(self._projection)

    def _sought_at(self, room: RoomId) -> int:
        find = self._finds.get(room)
        return 0 if find is None else find.basis.now

    def _seek(self) -> None:
        room = self._unsought()
        now, asked = self._projection, self._asked
        if room is None or (asked is not None and asked.is_same_show(now)):
            return
        self._number += 1
        hards = now.rooms[room].hards
        self._asked = Basis(room=room, show=now.show, run=now.run, now=now.now, hards=hards)
        self.seeker.ask(
            Question(
                number=self._number,
                show=now.show,
                run=now.run,
                now=now.now,
                published=now.published,
                room=room,
            )
        )

    def _on_seeker_answered(self, answer: Answer) -> None:
        if answer.number != self._number or self._asked is None:
            return
        basis, self._asked = self._asked, None
        if basis.is_same_show(self._projection):
            room, ways = basis.room, answer.ways
            views = way_views(self._projection, room, ways or (), self._window.words)
            self._finds[room] = Find(basis=basis, ways=ways, views=views)
        if self._unsought() is not None and not self._soon.isActive():
            self._soon.start(LIVE_PAUSE)
        self._refresh()

    # Showing

    def _offered(self, room: RoomId | None) -> Offered:
        find = None if room is None else self._finds.get(room)
        if find is None:
            return Offered()
        if not find.basis.is_same_show(self._projection):
            return Offered(search=Search.AGAIN, ways=find.views) if find.views else Offered()
        if find.ways is None:
            return Offered(search=Search.FAILED)
        return Offered(search=find.age(self._projection), ways=find.views)

    def _refresh(self) -> None:
        projection, words = self._projection, self._window.words
        first = self._offered(next(iter(self._missed), None))
        self.line.show_state(alert_view(projection, self._missed, first, words))
        room = self._shown_room()
        if self.panel.isVisible() and room is not None:
            offered = self._offered(room)
            self.panel.show_state(recovery_view(projection, room, self._missed, offered, words))
            self._place()

    def _on_panel_room_chosen(self, room: RoomId) -> None:
        self._room = room
        self._seek()
        self._refresh()

    # Applying

    def _on_panel_way_asked(self, view: WayView) -> None:
        room = self._shown_room()
        find = None if room is None else self._finds.get(room)
        if find is None or not find.ways:
            return
        way, session = find.ways[view.number - 1], self._window.session

        def work(confirmed: bool) -> None:
            self._hold_to(find.basis)
            session.edit(way.edit, "ways back", confirmed=confirmed)
            self._say_done(find.basis.room, view)

        self._window.bridge.attempt(work)

    def _hold_to(self, basis: Basis) -> None:
        """Refuse what was found for another show than the one that is on now."""
        now = self._window.session.projection()
        if not basis.fits(now, HELD):
            self.show_state(now)
            self._seek()
            raise Refused(
                "recovery.moved_on",
                "The show has moved on since these ways back were found: they are sought again.",
            )

    def _say_done(self, room: RoomId, view: WayView) -> None:
        """Say where the show stands behind the edit; what is shown may still be from before it."""
        self.close()
        now = self._window.session.projection()
        self._window.panels.notice.say(done_text(now, room, view, self._window.words), "done")

    def _on_panel_outdated(self) -> None:
        self._window.panels.notice.say(self._window.words.say("recovery.new_ways"))


def _missed(projection: Projection) -> Missed:
    """The hard times missed, by room, rooms that are late first; a room without a segment has not
    been planned yet."""
    planned = {room: times for room, times in projection.rooms.items() if times.plan.segments}
    each = {room: misses(times) for room, times in planned.items()}
    ordered = sorted(each.items(), key=lambda one: not any(map(is_late, one[1])))
    return {room: hards for room, hards in ordered if hards}
