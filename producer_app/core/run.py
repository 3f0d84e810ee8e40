"""What happened: the events of a rehearsal or the show, and the run that is their fold.

Live state is never stored. ``fold`` of the same events is always the same Run; the verbs that
lead to events are in ``calling``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NewType

from producer_app.core.handoff import Act, Answer, Ask, Line, State, Verdict, Via, follow
from producer_app.core.show import HandoffId, Kind, RoomId, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis

RunId = NewType("RunId", str)


class RunKind(StrEnum):
    REHEARSAL = "rehearsal"
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    at: Instant
    run: RunId
    kind: RunKind
    number: int
    epoch: int
    shift: Millis = Millis(0)
    """Show time minus wall time: a rehearsal in the afternoon runs on the evening's clock. Every
    ``at`` of the run is show time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodBy:
    """A segment was put in standby; in a room that had ended, this opens it again."""

    at: Instant
    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOnAir:
    """A segment was taken; it carries its title, number and plan as they were at that moment."""

    at: Instant
    room: RoomId
    segment: SegmentId
    number: str
    title: str
    kind: Kind
    length: Millis | None
    planned_start: Instant | None
    ad: Millis = Millis(0)
    sponsor: SponsorId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAdjusted:
    """The segment on air was given ``by`` more (negative: less) time."""

    at: Instant
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSkipped:
    at: Instant
    room: RoomId
    segment: SegmentId
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCorrected:
    """The segment on air really started ``by`` later (negative: earlier) than it was logged."""

    at: Instant
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The last take was wrong: what was on air before it is on air still."""

    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEnded:
    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffActed:
    """Somebody's act on a handoff and what it led to; ``seq`` is gapless within the run's epoch."""

    at: Instant
    seq: int
    handoff: HandoffId
    act: Act
    by: str
    via: Via
    state: State
    rev: int
    mid: str = ""
    seen_rev: int | None = None
    reason: str = ""
    is_forced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something the log should say: the console came back, the clock was stepped, a remark."""

    at: Instant
    code: str
    text: str


Event = (
    RunStarted
    | RunEnded
    | StoodBy
    | WentOnAir
    | Held
    | Resumed
    | TimeAdjusted
    | SegmentSkipped
    | TakeCorrected
    | TakenBack
    | RoomEnded
    | HandoffActed
    | Noted
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One segment's time on air. ``ended`` is None while it lasts."""

    segment: SegmentId
    number: str
    title: str
    kind: Kind
    length: Millis | None
    planned_start: Instant | None
    ad: Millis
    sponsor: SponsorId | None
    started: Instant
    ended: Instant | None = None
    adjusted: Millis = Millis(0)
    held: Millis = Millis(0)
    """Time spent in holds that are over."""
    held_since: Instant | None = None

    def elapsed(self, now: Instant) -> Millis:
        """Time used up, holds not counted; never negative."""
        until = self.held_since if self.held_since is not None else now
        return Millis(max(0, until - self.started - self.held))

    def remaining(self, now: Instant) -> Millis | None:
        """Time left, negative once it runs over; None when the length is unknown."""
        if self.length is None:
            return None
        return Millis(max(0, self.length + self.adjusted) - self.elapsed(now))


@dataclass(frozen=True, kw_only=True)
class RoomRun:
    """One room's playhead: two pointers, what is over, what was skipped."""

    room: RoomId
    on_air: Take | None = None
    standby: SegmentId | None = None
    """Pointed at by hand; None means the one that follows."""
    takes: tuple[Take, ...] = ()
    skipped: frozenset[SegmentId] = frozenset()
    ended: Instant | None = None

    @cached_property
    def last_takes(self) -> Mapping[SegmentId, Take]:
        """The latest finished take of each segment that has one."""
        return MappingProxyType({take.segment: take for take in self.takes})


@dataclass(frozen=True, kw_only=True)
class Run:
    """A rehearsal or the show as it stands after its events so far."""

    id: RunId
    kind: RunKind
    number: int
    epoch: int
    shift: Millis = Millis(0)
    started: Instant
    ended: Instant | None = None
    rooms: Mapping[RoomId, RoomRun] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[HandoffId, Line] = field(default_factory=lambda: MappingProxyType({}))
    seq: int = 0
    """Of the newest handoff event."""
    last_event: Instant = Instant(0)

    def room(self, room: RoomId) -> RoomRun:
        """That room's playhead, fresh when nothing has happened in it."""
        return self.rooms.get(room) or RoomRun(room=room)

    def line(self, handoff: HandoffId) -> Line:
        """That handoff's line, ARMED when nothing has happened to it."""
        return self.lines.get(handoff) or Line(handoff=handoff)


def fold(events: Iterable[Event], run: Run | None = None) -> Run | None:
    """The run after these events, on top of ``run``; None before any RunStarted."""
    for event in events:
        run = after(run, event)
    return run


def after(run: Run | None, event: Event) -> Run | None:
    """The run after one more event; events before RunStarted change nothing."""
    if isinstance(event, RunStarted):
        return Run(
            id=event.run,
            kind=event.kind,
            number=event.number,
            epoch=event.epoch,
            shift=event.shift,
            started=event.at,
            last_event=event.at,
        )
    if run is None:
        return None
    run = replace(run, last_event=max(run.last_event, event.at))
    match event:
        case RunEnded():
            return _run_ended(run, event)
        case HandoffActed():
            return _handoff_acted(run, event)
        case Noted():
            return run
    return _with_room(run, _room_after(run.room(event.room), event))


def _room_after(room: RoomRun, event: Event) -> RoomRun:
    match event:
        case StoodBy():
            skipped = room.skipped - {event.segment}
            return replace(room, standby=event.segment, skipped=skipped, ended=None)
        case WentOnAir():
            return _took(room, event)
        case SegmentSkipped():
            standby = None if room.standby == event.segment else room.standby
            return replace(room, skipped=room.skipped | {event.segment}, standby=standby)
        case TakenBack() if room.on_air is not None:
            return _taken_back(room, room.on_air)
        case RoomEnded():
            return replace(_closed(room, event.at), ended=event.at)
        case TakeCorrected() if room.on_air is not None:
            return _corrected(room, room.on_air, event.by)
        case Held() | Resumed() | TimeAdjusted() if room.on_air is not None:
            return replace(room, on_air=_take_after(room.on_air, event))
    return room


def _take_after(take: Take, event: Held | Resumed | TimeAdjusted) -> Take:
    match event:
        case Held():
            return replace(take, held_since=event.at)
        case Resumed():
            return _released(take, event.at)
        case TimeAdjusted():
            return replace(take, adjusted=Millis(take.adjusted + event.by))


def _corrected(room: RoomRun, take: Take, by: Millis) -> RoomRun:
    started = Instant(take.started + by)
    takes = room.takes
    if takes and takes[-1].ended == take.started:
        takes = (*takes[:-1], replace(takes[-1], ended=started))
    return replace(room, on_air=replace(take, started=started), takes=takes)


def _released(take: Take, at: Instant) -> Take:
    if take.held_since is None:
        return take
    return replace(take, held=Millis(take.held + max(0, at - take.held_since)), held_since=None)


def _closed(room: RoomRun, at: Instant) -> RoomRun:
    if room.on_air is None:
        return room
    done = replace(_released(room.on_air, at), ended=at)
    return replace(room, on_air=None, takes=(*room.takes, done))


def _took(room: RoomRun, event: WentOnAir) -> RoomRun:
    take = Take(
        segment=event.segment,
        number=event.number,
        title=event.title,
        kind=event.kind,
        length=event.length,
        planned_start=event.planned_start,
        ad=event.ad,
        sponsor=event.sponsor,
        started=event.at,
    )
    skipped = room.skipped - {event.segment}
    return replace(_closed(room, event.at), on_air=take, standby=None, skipped=skipped, ended=None)


def _taken_back(room: RoomRun, wrong: Take) -> RoomRun:
    before = replace(room.takes[-1], ended=None) if room.takes else None
    return replace(room, on_air=before, takes=room.takes[:-1], standby=wrong.segment)


def _handoff_acted(run: Run, event: HandoffActed) -> Run:
    ask = Ask(
        act=event.act,
        by=event.by,
        via=event.via,
        mid=event.mid,
        rev=event.seen_rev,
        reason=event.reason,
        is_forced=event.is_forced,
    )
    verdict = Verdict(answer=Answer.OK, state=event.state, rev=event.rev)
    line = follow(run.line(event.handoff), ask, verdict, event.at)
    return replace(run, seq=event.seq, lines=MappingProxyType({**run.lines, event.handoff: line}))


def _run_ended(run: Run, event: RunEnded) -> Run:
    rooms = {
        key: room if room.ended is not None else replace(_closed(room, event.at), ended=event.at)
        for key, room in run.rooms.items()
    }
    return replace(run, ended=event.at, rooms=MappingProxyType(rooms))


def _with_room(run: Run, room: RoomRun) -> Run:
    return replace(run, rooms=MappingProxyType({**run.rooms, room.room: room}))
