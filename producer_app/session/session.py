"""The one gate to a show: every edit and every call passes here, is saved, then believed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from producer_app.core.calling import Call, EndRun, Note, StartRun, decide
from producer_app.core.changes import Changes, diff
from producer_app.core.edits import Edit, SetStanding
from producer_app.core.errors import ProducerError, Refused
from producer_app.core.revision import Revision, next_revision, published_starts
from producer_app.core.run import Event, Run, RunKind, WentOnAir, fold
from producer_app.core.show import Show, Standing
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Plan, Projection, plan_times, project, starts_of
from producer_app.paths import state_dir
from producer_app.session.alive import SignOfLife
from producer_app.session.announcing import Announcer, Listener, PlanChanged, RunChanged
from producer_app.session.calls import due_closings, with_planned_start
from producer_app.session.clock import Clock, SystemClock
from producer_app.session.copies import Copies
from producer_app.session.following import Follower
from producer_app.session.gate import hold_against_air
from producer_app.session.kept import Kept
from producer_app.session.opening import open_file
from producer_app.session.resuming import Resumed, resumed, unfinished
from producer_app.session.spill import Spill
from producer_app.session.starting import ask_about_date, start_of
from producer_app.session.undo import Step, UndoStack
from producer_app.session.writer import Writer
from producer_app.store.showfile import ShowFile


class Session(Kept):
    """One open show: its plan, its run, its undo, its file. Used from one thread."""

    def __init__(
        self, file: ShowFile, clock: Clock | None = None, *, keeps_copies: bool = False
    ) -> None:
        """``keeps_copies`` makes copies of the file from time to time; not for a throw-away one."""
        self.path: Path = file.path
        self.is_read_only = file.is_read_only
        self.clock: Clock = clock or SystemClock()
        self._is_closed = False
        self._announcer = Announcer()
        self._undo = UndoStack()
        self._follower = Follower(file)
        show = file.read()
        super().__init__(Writer(file, Spill(state_dir() / "spill", show.id)))
        self._plan = plan_times(show)
        self._published = published_starts(next(reversed(self.revisions()), None))
        self._run: Run | None = None
        self._projection: Projection | None = None
        self._copies = Copies(self._writer, are_wanted=keeps_copies and not file.is_read_only)
        self._alive = SignOfLife(state_dir() / "alive", show.id)
        self.resumed = self._resume()
        self._copies.keep_up(self.clock.now())

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock | None = None,
        *,
        read_only: bool = False,
        keeps_copies: bool = True,
    ) -> Session:
        """The show in that file; BadInput or EnvironmentFault when it cannot be opened."""
        file = open_file(path, read_only=read_only)
        try:
            return cls(file, clock, keeps_copies=keeps_copies)
        except BaseException:
            file.close()
            raise

    @classmethod
    def create(cls, path: Path, show: Show, clock: Clock | None = None) -> Session:
        """A new file with that plan; refuses to write over an existing one."""
        return cls(ShowFile.create(path, show), clock)

    @property
    def show(self) -> Show:
        return self._plan.show

    @property
    def plan(self) -> Plan:
        return self._plan

    @property
    def run(self) -> Run | None:
        """The run that is on, or the one that ended last in this session; None before any."""
        return self._run

    @property
    def is_running(self) -> bool:
        return self._run is not None and self._run.ended is None

    @property
    def undo_label(self) -> str | None:
        """The key of the edit that undo takes back; None where there is none."""
        return self._undo.to_undo.label if self._undo.to_undo else None

    @property
    def redo_label(self) -> str | None:
        """The key of the edit that redo does again; None where there is none."""
        return self._undo.to_redo.label if self._undo.to_redo else None

    def now(self) -> Instant:
        """Show time: the clock, shifted onto the evening while a rehearsal runs."""
        shift = self._run.shift if self._run is not None and self._run.ended is None else 0
        return Instant(self.clock.now() + shift)

    def projection(self) -> Projection:
        """Where the show stands at this moment."""
        self._projection = self.foreseen(self.now())
        return self._projection

    def foreseen(self, at: Instant) -> Projection:
        """Where the show stands at a moment to come, if nothing happens until then."""
        return self._projected(self._plan, at)

    def subscribe(self, listener: Listener, *, is_first: bool = False) -> Callable[[], None]:
        """Call ``listener`` after every change, ahead of the others where it ``is_first``; returns
        the function that stops it."""
        return self._announcer.subscribe(listener, is_first=is_first)

    def edit(self, edit: Edit, origin: str = "", *, confirmed: bool = False) -> Changes:
        """Apply an edit to the plan; returns what changed once it is on disk.

        Refused or NeedsConfirmation when it cannot be or touches what is live, EnvironmentFault
        when it cannot be saved; in each case nothing has changed.
        """
        before = self.show
        after = edit.apply(before)
        changes = self._adopt(before, after, confirmed=confirmed)
        if changes:
            self._undo.push(Step(edit.label, before, after))
        return self._planned(changes, origin)

    def undo(self, origin: str = "", *, confirmed: bool = False) -> Changes:
        """Take back the last edit; refused like ``edit``, and when there is none."""
        step = self._undo.to_undo
        if step is None:
            raise Refused("undo.empty", "There is nothing to undo.")
        changes = self._adopt(self.show, step.before, confirmed=confirmed)
        self._undo.undone()
        return self._planned(changes, origin)

    def redo(self, origin: str = "", *, confirmed: bool = False) -> Changes:
        """Do again what was last undone; refused like ``undo``."""
        step = self._undo.to_redo
        if step is None:
            raise Refused("redo.empty", "There is nothing to redo.")
        changes = self._adopt(self.show, step.after, confirmed=confirmed)
        self._undo.redone()
        return self._planned(changes, origin)

    def call(self, call: Call, origin: str = "") -> tuple[Event, ...]:
        """Call the show: the events that followed, believed at once and saved within 30 ms or
        spilled. Refused with the reason when the call cannot be taken."""
        self._refuse_read_only()
        call = with_planned_start(call, self._plan)
        events = decide(self.show, self._run, call, self._time_of(call))
        return self._happened(events, origin)

    def begin(self, kind: RunKind, origin: str = "", *, confirmed: bool = False) -> Run:
        """Start a rehearsal, on the evening's clock, or the show itself, on the real one.

        NeedsConfirmation when the show is planned for another day than today.
        """
        if kind is RunKind.SHOW and not confirmed:
            ask_about_date(self.show, self.clock.now())
        self.call(start_of(kind, self.runs(), self._plan, self.clock.now()), origin)
        if self._run is None:
            raise Refused("run.not_started", "The run did not start.")
        return self._run

    def end(self, origin: str = "") -> None:
        """End the run that is on; what was put in on the night is floated: seen, not timed."""
        self.call(EndRun(), origin)
        unplanned = [s.id for s in self.show.segments if s.standing is Standing.UNPLANNED]
        if unplanned:
            self.edit(SetStanding(segments=tuple(unplanned), standing=Standing.FLOATED), origin)

    def tick(self) -> None:
        """Let pass what time alone brings: a look at the file, handoffs that close themselves."""
        self._writer.look()
        if self.is_read_only:
            self._follow()
            return
        if self._run is None or self._run.ended is not None:
            return
        self._writer.aside(partial(self._alive.give, self.clock.now()))
        for closing in tuple(due_closings(self._run, self.show, self.now())):
            self.call(closing, "clock")

    def _follow(self) -> None:
        """Take over what another console has written since the last look."""
        with suppress(ProducerError):
            news = self._writer.do(self._follower.look)
            if news.revision is not None:
                self._published = published_starts(news.revision)
            if news.show is not None:
                changes = diff(self.show, news.show)
                self._plan = plan_times(news.show, self._plan)
                self._planned(changes, "another console")
            if news.events is not None:
                self._run = fold(news.events)
                self._announcer.announce(RunChanged(news.events, "another console"))

    def issue_revision(self, by: str, note: str = "") -> Revision:
        """Issue the plan as it is now as the next numbered and coloured version."""
        self._refuse_read_only()
        revision = next_revision(
            self.show,
            self.revisions(),
            at=self.clock.now(),
            by=by,
            note=note,
            starts=starts_of(self._plan),
            content_hash=self.content_hash(),
        )
        self._writer.do(lambda file: file.issue_revision(revision))
        self._published = published_starts(revision)
        return revision

    def anchor_clock(self) -> Millis:
        """Take over the machine's wall clock, by somebody's wish; returns the step, logged."""
        step = self.clock.anchor_again()
        if self.is_running:
            self.call(Note(code="clock.anchored", text=f"The clock was moved by {step} ms."))
        return step

    def close(self) -> None:
        """Give the file back; a run that is on stays on and is found again at the next start."""
        if not self._is_closed:
            self._is_closed = True
            self._writer.close()

    def _adopt(self, before: Show, after: Show, *, confirmed: bool) -> Changes:
        """What can be reckoned before the disk has the plan is: behind the wait little is left."""
        self._refuse_read_only()
        hold_against_air(before, after, self._run, confirmed=confirmed)
        changes = diff(before, after)
        if changes:
            plan = plan_times(after, self._plan)
            projection = self._projected(plan, self.now())
            self._writer.write(changes, after)
            self._plan, self._projection = plan, projection
        return changes

    def _projected(self, plan: Plan, at: Instant) -> Projection:
        run = self._run if self.is_running else None
        return project(plan, run, at, self._projection, self._published)

    def _planned(self, changes: Changes, origin: str) -> Changes:
        """Announces the changes, once undo knows of them."""
        if changes:
            self._announcer.announce(PlanChanged(changes, origin))
        return changes

    def _happened(self, events: tuple[Event, ...], origin: str) -> tuple[Event, ...]:
        if not events:
            return events
        self._run = fold(events, self._run)
        if self._run is not None:
            self._writer.append(self._run.id, events)
        if any(isinstance(event, WentOnAir) for event in events):
            self._copies.keep_up(self.clock.now())
        self._announcer.announce(RunChanged(events, origin))
        return events

    def _time_of(self, call: Call) -> Instant:
        if isinstance(call, StartRun):
            return Instant(self.clock.now() + call.shift)
        return self.now()

    def _refuse_read_only(self) -> None:
        if self.is_read_only:
            raise Refused(
                "show.read_only",
                "{file} is open to look at only: save a copy to work on it.",
                file=self.path.name,
            )

    def _resume(self) -> Resumed | None:
        if not self.is_read_only:
            self._writer.recover()
        self._run = fold(unfinished(self._writer))
        found = resumed(self._run, self._alive, self.clock.now())
        if found is not None and not self.is_read_only:
            self.call(Note(code="console.resumed", text="The console came back."), "session")
        return found
