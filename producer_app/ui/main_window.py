"""The console's window: lays out the panels, hands them what changed, sends on what they ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent

from producer_app.core.errors import NeedsConfirmation, ProducerError
from producer_app.core.run import Run
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Millis
from producer_app.link.presence import Presence
from producer_app.link.room_line import RoomLine
from producer_app.present.errors import told
from producer_app.present.onair import run_word
from producer_app.present.words import Words, duration
from producer_app.session.session import Session
from producer_app.sound.facts import ClipFacts
from producer_app.ui.actions import Actions
from producer_app.ui.bridge import Bridge
from producer_app.ui.budgeting import Budgeting
from producer_app.ui.caller import Caller
from producer_app.ui.console import Console
from producer_app.ui.deeds import Desks, deeds_of
from producer_app.ui.files import FileDesk
from producer_app.ui.gokey import GoKey
from producer_app.ui.leaving import Leaving
from producer_app.ui.memory import Memory
from producer_app.ui.placer import Placer
from producer_app.ui.questions import ask_yes
from producer_app.ui.refresh import Parts, Refresh
from producer_app.ui.side_windows import SideWindows
from producer_app.ui.sounds import SoundDesk
from producer_app.ui.watch import Watch
from producer_app.ui.wayfinder import WayFinder
from producer_app.ui.wording import WordingDesk

SHORT = Millis(2_000)
"""Nobody was away who comes back within this: a change of language is no outage."""


class MainWindow(Console):
    """One show. ``left`` is awaited by whoever opened it."""

    def __init__(
        self, bridge: Bridge, line: RoomLine, words: Words, memory: Memory, log_file: Path
    ) -> None:
        super().__init__(bridge, line, words, memory)
        self._log_file = log_file
        self.leaving = Leaving(self, words, self.session, self._keep_shape)
        self.caller = Caller(bridge, words, self, seen=lambda: self.seen, chosen=self.chosen)
        self.watch = Watch(self.session, words, self.panels.notice)
        self.wording = WordingDesk(self)
        self.sides = SideWindows(self, self.wording.standards)
        self.wayfinder = WayFinder(self)
        self.budgeting = Budgeting(self)
        self.placer = Placer(self, self.budgeting)
        home = self.session.path.parent
        self.files = FileDesk(
            self, words, on_open=self.open_other, on_fault=self._on_refused, home=home
        )
        self.sounds = SoundDesk(self, words, home, edit=self.edit, show_facts=self._show_facts)
        self.actions_ = Actions(self, words, deeds_of(self, self._desks()))
        self.actions_.fill(self.menuBar())
        go, shop_go = self.actions_["go"], self.actions_["shop_go"]
        self.go_key = GoKey(self, words, self.panels.notice, go, shop_go)
        self._connect()
        self._restore_shape()
        self.refresh = Refresh(self, self._parts())
        self.wording.list_changed.connect(self.refresh.show_findings)
        self.refresh.show_all()
        self._come_back()
        self._say_what_was_resumed()

    def _desks(self) -> Desks:
        return Desks(
            caller=self.caller,
            files=self.files,
            sides=self.sides,
            leaving=self.leaving,
            ways_back=self.wayfinder.open,
            budget=self.budgeting.open,
            place_spot=self.placer.open,
        )

    def _parts(self) -> Parts:
        return Parts(
            watch=self.watch,
            wording=self.wording,
            wayfinder=self.wayfinder,
            budgeting=self.budgeting,
            placer=self.placer,
            go_key=self.go_key,
        )

    # What others ask of the window

    def show_presence(self, presence: Presence) -> None:
        """Who is on the line to the rooms."""
        self._presence = presence
        self.refresh.show_presence()
        self.sides.show_presence()

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

    def leave(self, following: Path | None = None) -> None:
        """Close without a question; ``following`` is the show to open next."""
        self.leaving.leave(following)

    async def left(self) -> Path | None:
        """Returns when the window is left: the show to open next, None to quit."""
        return await self.leaving.left()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.leaving.is_agreed:
            self.wayfinder.stop()
            self.placer.stop()
            event.accept()
            return
        event.ignore()
        self.leaving.ask(None)

    def _connect(self) -> None:
        panels = self.panels
        self.bridge.run_changed.connect(self.watch.hear)
        for editor in (panels.rundown, panels.inspector):
            editor.edit_asked.connect(self.edit)
        for caller in (panels.rundown, panels.handoffs):
            caller.call_asked.connect(self.caller.call)
        for chooser in (panels.rundown, panels.timeline, panels.budget, panels.findings):
            chooser.segment_chosen.connect(self._on_segment_chosen)
        self.budgeting.drawer.segment_chosen.connect(self.choose)
        self.placer.placed.connect(self.choose)
        panels.inspector.keyboard_released.connect(panels.rundown.take_keyboard)
        panels.rundown.undo_asked.connect(self.actions_["undo"].trigger)
        for chooser in (panels.findings, panels.timeline):
            chooser.handoff_chosen.connect(panels.handoffs.choose)
        panels.rundown.block_asked.connect(self.actions_["block"].trigger)
        panels.rundown.handoff_asked.connect(self.actions_["plan_handoff"].trigger)
        panels.handoffs.plan_asked.connect(self.actions_["edit_handoff"].trigger)
        panels.handoffs.new_asked.connect(self.actions_["plan_handoff"].trigger)
        panels.inspector.sound_attach_asked.connect(self.sounds.attach)
        panels.inspector.sound_length_asked.connect(self._on_sound_length_asked)
        panels.inspector.sound_remove_asked.connect(self.sounds.remove)
        panels.inspector.sound_cancel_asked.connect(self.sounds.cancel)
        self.bridge.refused.connect(self._on_refused)
        self.bridge.confirmation_needed.connect(self._on_confirmation_needed)

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
        about = " ".join((question.code, *_named_in(question)))
        text = told(question, self.words)
        ask_yes(self, self.words, text, yes, lambda: self.bridge.insist(work), about=about)

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

    def _restore_shape(self) -> None:
        self.resize(1600, 900)
        self.restoreGeometry(self.memory.shape("window"))
        self.panels.restore_shape(self.memory)

    def _come_back(self) -> None:
        """Stand where the window stood, on the segment chosen there, after a change of language."""
        left, self.memory.left = self.memory.left, None
        if left is None:
            return
        if not self.windowState() & (
            Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
        ):
            self.setGeometry(left.geometry)
        if left.segment is not None and left.segment in self.session.show.by_id:
            self.choose(left.segment)

    def _keep_shape(self) -> None:
        self.memory.keep_shape("window", self.saveGeometry())
        self.panels.keep_shape(self.memory)
        self.memory.flush()


def _named_in(question: NeedsConfirmation) -> list[str]:
    """What a question is about: its times differ each time that it is asked."""
    told_by = question.params.items()
    return [str(value) for name, value in told_by if name != "early" and not isinstance(value, int)]
