"""The console's window: lays out the panels, hands them what changed, sends on what they ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from producer_app.core.errors import NeedsConfirmation, ProducerError
from producer_app.core.run import Run
from producer_app.core.show import Room, RoomId, SegmentId
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection
from producer_app.link.client import RoomLine
from producer_app.link.presence import Presence
from producer_app.present.errors import told
from producer_app.present.findings import findings_now
from producer_app.present.handoff import handoff_views
from producer_app.present.onair import on_air_view, run_word
from producer_app.present.words import Words, both, duration
from producer_app.session.announcing import PlanChanged, RunChanged
from producer_app.session.session import Session
from producer_app.sound.facts import ClipFacts
from producer_app.ui.actions import Actions
from producer_app.ui.bridge import Bridge
from producer_app.ui.caller import Caller
from producer_app.ui.deeds import deeds_of
from producer_app.ui.files import FileDesk
from producer_app.ui.gokey import GoKey
from producer_app.ui.health import disk_health, line_health, rooms_health
from producer_app.ui.leaving import Leaving
from producer_app.ui.memory import Memory
from producer_app.ui.panels import Panels
from producer_app.ui.questions import ask_yes
from producer_app.ui.side_windows import SideWindows
from producer_app.ui.sounds import SoundDesk
from producer_app.ui.watch import Watch
from producer_app.ui.wayfinder import WayFinder

SHORT = Millis(2_000)
"""Nobody was away who comes back within this: a change of language is no outage."""


class MainWindow(QMainWindow):
    """One show. ``left`` is awaited by whoever opened it."""

    def __init__(
        self, bridge: Bridge, line: RoomLine, words: Words, memory: Memory, log_file: Path
    ) -> None:
        super().__init__()
        self.bridge, self.line, self.words, self.memory = bridge, line, words, memory
        self.session = bridge.session
        self._log_file = log_file
        self._presence = Presence()
        self._chosen: SegmentId | None = None
        self.leaving = Leaving(self, words, self.session, self._keep_shape)
        self.seen: Projection = self.session.projection()
        self.panels = Panels(words)
        self.setCentralWidget(self.panels)
        self._lamps = QTimer(self)
        self._lamps.setTimerType(Qt.TimerType.PreciseTimer)
        self._lamps.setSingleShot(True)
        self._lamps.timeout.connect(self._on_lamps_timeout)
        self.caller = Caller(bridge, words, self, seen=lambda: self.seen, chosen=self.chosen)
        self.watch = Watch(self.session, words, self.panels.notice)
        self.sides = SideWindows(self)
        self.wayfinder = WayFinder(self)
        home = self.session.path.parent
        self.files = FileDesk(
            self, words, on_open=self.open_other, on_fault=self._on_refused, home=home
        )
        self.sounds = SoundDesk(self, words, home, edit=self.edit, show_facts=self._show_facts)
        self.actions_ = Actions(self, words, deeds_of(self))
        self.actions_.fill(self.menuBar())
        go, shop_go = self.actions_["go"], self.actions_["shop_go"]
        self.go_key = GoKey(self, words, self.panels.notice, go, shop_go)
        self._connect()
        self._restore_shape()
        self._title()
        self.show_all()
        self._say_what_was_resumed()

    # What others ask of the window

    def chosen(self) -> SegmentId | None:
        """The segment that was chosen last."""
        return self._chosen

    def stage(self) -> Room | None:
        """The room that the plain live keys call: the stage, or the only room there is."""
        show = self.session.show
        return show.stage() or (show.rooms[0] if show.rooms else None)

    def shop(self) -> Room | None:
        """The shopping room that the keys with Shift call; None when there is none beside."""
        stage = self.stage()
        return next((room for room in self.session.show.shops() if room != stage), None)

    def edit(self, edit: object) -> bool:
        """Take an edit from a panel; True when it was done at once."""
        origin = type(self.sender()).__name__ if self.sender() is not None else "window"

        def work(confirmed: bool) -> object:
            return self.session.edit(edit, origin, confirmed=confirmed)  # type: ignore[arg-type]

        return self.bridge.attempt(work)

    def show_presence(self, presence: Presence) -> None:
        """Who is on the line to the rooms."""
        self._presence = presence
        self._show_live(self.session.projection())
        self.sides.show_presence()

    def say_copied(self, copy: Path) -> None:
        """Say where a copy went."""
        self.panels.notice.say(self.words.say("window.saved_copy", file=copy), "done")

    def show_bug(self, error: BaseException) -> None:
        """Say that something nobody foresaw went wrong; the console keeps running."""
        what = f"{type(error).__name__}: {error}"
        text = self.words.say("window.bug", what=what, log=self._log_file)
        QTimer.singleShot(0, self, lambda: self.panels.notice.say(text, "error"))

    def choose(self, segment: SegmentId) -> None:
        """Choose a segment, as a click on it does."""
        self.panels.rundown.choose(segment)
        self.panels.rundown.reveal(segment)
        self._on_segment_chosen(segment)

    def open_other(self, path: Path) -> None:
        """Leave for another show, once it is known that it can be opened."""
        Session.open(path, read_only=True).close()
        self.leaving.ask(path)

    def presence(self) -> Presence:
        """Who is on the line to the rooms, as last heard."""
        return self._presence

    def leave(self, following: Path | None = None) -> None:
        """Close without a question; ``following`` is the show to open next."""
        self.leaving.leave(following)

    async def left(self) -> Path | None:
        """Returns when the window is left: the show to open next, None to quit."""
        return await self.leaving.left()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.leaving.is_agreed:
            self.wayfinder.stop()
            event.accept()
            return
        event.ignore()
        self.leaving.ask(None)

    def _connect(self) -> None:
        panels = self.panels
        for editor in (panels.rundown, panels.inspector):
            editor.edit_asked.connect(self.edit)
        for caller in (panels.rundown, panels.handoffs):
            caller.call_asked.connect(self.caller.call)
        for chooser in (panels.rundown, panels.timeline, panels.budget, panels.findings):
            chooser.segment_chosen.connect(self._on_segment_chosen)
        panels.inspector.keyboard_released.connect(panels.rundown.take_keyboard)
        panels.rundown.undo_asked.connect(self.actions_["undo"].trigger)
        panels.findings.handoff_chosen.connect(panels.handoffs.choose)
        panels.rundown.block_asked.connect(self.actions_["block"].trigger)
        panels.rundown.handoff_asked.connect(self.actions_["plan_handoff"].trigger)
        panels.handoffs.plan_asked.connect(self.actions_["edit_handoff"].trigger)
        panels.handoffs.new_asked.connect(self.actions_["plan_handoff"].trigger)
        panels.inspector.sound_attach_asked.connect(self.sounds.attach)
        panels.inspector.sound_length_asked.connect(self._on_sound_length_asked)
        panels.inspector.sound_remove_asked.connect(self.sounds.remove)
        panels.inspector.sound_cancel_asked.connect(self.sounds.cancel)
        self.bridge.plan_changed.connect(self._on_plan_changed)
        self.bridge.run_changed.connect(self._on_run_changed)
        self.bridge.ticked.connect(self._on_ticked)
        self.bridge.refused.connect(self._on_refused)
        self.bridge.confirmation_needed.connect(self._on_confirmation_needed)

    # What changed

    def show_all(self) -> None:
        """Every panel anew, from the session as it is."""
        projection = self.session.projection()
        stage, shop = self.stage(), self.shop()
        self.panels.rundown.show_state(projection, _id(stage), _id(shop))
        self.panels.inspector.show_state(projection, self._chosen, "")
        self._show_findings(projection)
        self._show_live(projection)
        is_running, can_write = self.session.is_running, not self.session.is_read_only
        self.actions_.allow(is_running=is_running, can_write=can_write)
        self.go_key.show_live(is_live=is_running)

    def _show_findings(self, projection: Projection) -> None:
        self.panels.findings.show_state(findings_now(projection, self.words))
        self.panels.name_findings()

    def _show_live(self, projection: Projection) -> None:
        self.seen = projection
        stage, shop = self.stage(), self.shop()
        if stage is None:
            return
        presence, now = self._presence, projection.now
        self.panels.bar.show_state(
            on_air_view(projection, stage.id, self.words),
            on_air_view(projection, shop.id, self.words) if shop else None,
            line_health(presence, projection.show, now),
            disk_health(self.session.disk, is_read_only=self.session.is_read_only),
        )
        self._show_handoffs(projection)
        self.panels.budget.show_state(projection)
        self.panels.timeline.show_state(projection)
        self.wayfinder.show_state(projection)

    def _show_handoffs(self, projection: Projection) -> None:
        """The handoffs now, and again as soon as a lamp changes by itself: NOT DELIVERED, LATE."""
        health = rooms_health(self._presence, projection.show, projection.now)
        views = handoff_views(projection, health, self.words)
        self.panels.handoffs.show_state(views)
        if views and self.session.is_running:
            self._lamps.start(min(view.next_change for view in views) + 1)

    def _on_lamps_timeout(self) -> None:
        self._show_handoffs(self.session.projection())

    def _on_ticked(self, projection: Projection) -> None:
        self.watch.look()
        self.panels.rundown.show_time(projection)
        self.panels.inspector.show_time(projection)
        self._show_live(projection)

    def _on_plan_changed(self, changed: PlanChanged) -> None:
        self.panels.notice.settle()
        projection = self.session.projection()
        self.panels.rundown.show_state(projection, _id(self.stage()), _id(self.shop()))
        self.panels.inspector.show_state(projection, self._chosen, changed.origin)
        self._show_findings(projection)
        self._show_live(projection)
        self.actions_.name_undo(self.session.undo_label, self.session.redo_label)
        if changed.changes.show_fields:
            self._title()

    def _on_run_changed(self, changed: RunChanged) -> None:
        self.panels.notice.settle()
        self.show_all()

    def _on_segment_chosen(self, segment: SegmentId | None) -> None:
        if segment == self._chosen:
            return
        self._chosen = segment
        projection = self.session.projection()
        self.panels.inspector.show_state(projection, segment, "")
        self.panels.timeline.choose(segment)
        if segment is not None and self.sender() is not self.panels.rundown:
            self.panels.rundown.choose(segment)
            self.panels.rundown.reveal(segment)
        self.sounds.read(projection.show, segment)

    def _on_sound_length_asked(self, segment: SegmentId) -> None:
        self.sounds.use_length(self.session.show, segment)

    def _show_facts(self, segment: SegmentId, facts: ClipFacts | ProducerError | None) -> None:
        if segment == self._chosen:
            self.panels.inspector.show_sound(facts)

    def _on_refused(self, refusal: ProducerError) -> None:
        self.panels.notice.say(told(refusal, self.words))

    def _on_confirmation_needed(
        self, question: NeedsConfirmation, work: Callable[[bool], object]
    ) -> None:
        yes = self.words.say("questions.do_it")
        ask_yes(self, self.words, told(question, self.words), yes, lambda: self.bridge.insist(work))

    def _say_what_was_resumed(self) -> None:
        resumed = self.session.resumed
        if self.session.is_read_only:
            name = self.session.path.name
            self.panels.notice.say(self.words.say("window.read_only", file=name), "warning")
        elif resumed is not None and resumed.away >= SHORT:
            self.panels.notice.say(self._resumed_text(resumed.run, resumed.away), "warning")

    def _resumed_text(self, run: Run, away: int) -> str:
        takes = [room.on_air for room in run.rooms.values() if room.on_air is not None]
        word, gone = run_word(run, self.words), duration(away)
        if not takes:
            return self.words.say("window.resumed_waiting", run=word, away=gone)
        segments = ", ".join(f"{take.number} {take.title}".strip() for take in takes)
        return self.words.say("window.resumed", run=word, away=gone, segment=segments)

    def _title(self) -> None:
        show = self.session.show
        self.setWindowTitle(f"{both(show.title, show.title_alt)} — {self.session.path.name}")

    def _restore_shape(self) -> None:
        self.resize(1600, 900)
        self.restoreGeometry(self.memory.shape("window"))
        self.panels.restore_shape(self.memory)

    def _keep_shape(self) -> None:
        self.memory.keep_shape("window", self.saveGeometry())
        self.panels.keep_shape(self.memory)
        self.memory.flush()


def _id(room: Room | None) -> RoomId | None:
    return None if room is None else room.id
