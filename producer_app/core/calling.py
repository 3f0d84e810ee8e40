"""The verbs of calling: each command, held against plan and run, becomes events or is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from producer_app.core.errors import NeedsConfirmation, Refused
from producer_app.core.handoff import Answer, Ask, judge
from producer_app.core.run import (
    Event,
    HandoffActed,
    Held,
    Noted,
    Resumed,
    RoomEnded,
    RoomRun,
    Run,
    RunEnded,
    RunId,
    RunKind,
    RunStarted,
    SegmentSkipped,
    StoodBy,
    Take,
    TakeCorrected,
    TakenBack,
    TakeReplaced,
    TimeAdjusted,
    WentOnAir,
)
from producer_app.core.show import HandoffId, RoomId, Segment, SegmentId, Show, Standing
from producer_app.core.timebase import Instant, Millis

EARLY = Millis(60_000)
"""A GO to a hard start further off than this is a question first."""

DEBOUNCE = Millis(1_000)
"""Two GOs in one room within this are one GO."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRun:
    """Begin a rehearsal or the show. ``epoch`` must be above every earlier run's."""

    run: RunId
    kind: RunKind
    number: int
    epoch: int
    shift: Millis = Millis(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRun:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standby:
    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Stand by a segment once more; behind it follows what was to come before."""

    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """Take what is in standby; refused when that is not ``expects``, unless it is a jump.

    ``planned_start`` is copied into the log by whoever knows the projection.
    """

    room: RoomId
    expects: SegmentId
    planned_start: Instant | None = None
    is_jump: bool = False
    """Take ``expects`` whatever is in standby: stand by and GO in one, or neither."""
    is_confirmed: bool = False
    """Somebody was asked, about a hard start that is far off or about the jump, and said yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustTime:
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectTake:
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceTake:
    """What is on air is really this segment, and has been since it was taken.

    ``planned_start`` is copied into the log as for ``Go``.
    """

    room: RoomId
    segment: SegmentId
    planned_start: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRoom:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnHandoff:
    handoff: HandoffId
    ask: Ask


Call = (
    StartRun
    | EndRun
    | Standby
    | Repeat
    | Go
    | Hold
    | Resume
    | AdjustTime
    | Skip
    | CorrectTake
    | TakeBack
    | ReplaceTake
    | EndRoom
    | Note
    | ActOnHandoff
)


def following(segments: Sequence[Segment], room: RoomRun) -> Iterable[Segment]:
    """What is still to come in a room, in order: the one in standby first, then all behind it.

    Floated, omitted and skipped segments are passed over. A segment that has left the rundown
    since it was taken or stood by holds nothing up: the latest one still there counts.
    """
    places = {segment.id: place for place, segment in enumerate(segments)}
    return (segments[place] for place in following_places(segments, room, places))


def following_places(
    segments: Sequence[Segment], room: RoomRun, places: Mapping[SegmentId, int]
) -> Iterator[int]:
    """Where in the rundown that stands; ``places`` is each segment's index in it."""
    skipped, planned, unplanned = room.skipped, Standing.IN, Standing.UNPLANNED
    for place in _in_order(len(segments), room, places):
        segment = segments[place]
        standing = segment.standing
        is_playable = standing is planned or standing is unplanned
        if is_playable and (not skipped or segment.id not in skipped):
            yield place


def _in_order(count: int, room: RoomRun, places: Mapping[SegmentId, int]) -> Sequence[int]:
    """The places at and behind the playhead; a repeat in standby comes out of its order."""
    standby = None if room.standby is None else places.get(room.standby)
    if room.then is None:
        start = _behind_last_take(room, places) if standby is None else standby
        return range(start, count)
    behind = range(_behind_repeat(room, places, count), count)
    return behind if standby is None else (standby, *behind)


def _behind_repeat(room: RoomRun, places: Mapping[SegmentId, int], count: int) -> int:
    """Where the rundown goes on; when what was to come has left it, where it had come to."""
    if not room.then:
        return count
    if room.then in places:
        return places[room.then]
    is_on_air = room.standby is None
    return _behind_last_take(replace(room, on_air=None) if is_on_air else room, places)


def _behind_last_take(room: RoomRun, places: Mapping[SegmentId, int]) -> int:
    taken = (room.on_air, *reversed(room.takes))
    last = next((take.segment for take in taken if take and take.segment in places), None)
    return 0 if last is None else places[last] + 1


def in_standby(show: Show, room: RoomRun) -> Segment | None:
    """The segment that GO would take; None at the end of the rundown or once the room has ended."""
    if room.ended is not None:
        return None
    return next(iter(following(show.rundowns.get(room.room, ()), room)), None)


def decide(show: Show, run: Run | None, call: Call, now: Instant) -> tuple[Event, ...]:
    """The events that a call leads to, none when nothing is to do; Refused with the reason."""
    if isinstance(call, StartRun):
        return _start(run, call, now)
    if run is None or run.ended is not None:
        raise Refused("run.none", "Nothing is running: start a rehearsal or the show first.")
    match call:
        case EndRun():
            return (RunEnded(at=now),)
        case Note():
            return (Noted(at=now, code=call.code, text=call.text),)
        case ActOnHandoff():
            return _act(show, run, call, now)
    show.room(call.room)
    return _in_room(show, run.room(call.room), call, now)


def _in_room(show: Show, room: RoomRun, call: Call, now: Instant) -> tuple[Event, ...]:
    match call:
        case Standby():
            return _standby(show, room, call, now)
        case Repeat():
            return _repeat(show, room, call, now)
        case Go():
            return _go(show, room, call, now)
        case Skip():
            return _skip(show, room, call, now)
        case EndRoom():
            return () if room.ended is not None else (RoomEnded(at=now, room=room.room),)
    return _on_air(show, room, call, now)


def _on_air(show: Show, room: RoomRun, call: Call, now: Instant) -> tuple[Event, ...]:
    take = room.on_air
    if take is None:
        raise Refused("room.nothing_on_air", "Nothing is on air in this room.")
    match call:
        case Hold():
            return () if take.held_since is not None else (Held(at=now, room=room.room),)
        case Resume():
            return () if take.held_since is None else (Resumed(at=now, room=room.room),)
        case AdjustTime():
            return _adjust(room, take, call, now)
        case CorrectTake():
            return _correct(room, take, call, now)
        case TakeBack():
            return (TakenBack(at=now, room=room.room),)
        case ReplaceTake():
            return _replace(show, take, call, now)
    raise AssertionError(call)


def _start(run: Run | None, call: StartRun, now: Instant) -> tuple[Event, ...]:
    if run is not None and run.ended is None:
        raise Refused("run.running", "A {kind} is running: end it first.", kind=run.kind)
    started = RunStarted(
        at=now,
        run=call.run,
        kind=call.kind,
        number=call.number,
        epoch=call.epoch,
        shift=call.shift,
    )
    return (started,)


def _standby(show: Show, room: RoomRun, call: Standby, now: Instant) -> tuple[Event, ...]:
    segment = _playable(show, room, call.segment)
    return (StoodBy(at=now, room=room.room, segment=segment.id),)


def _repeat(show: Show, room: RoomRun, call: Repeat, now: Instant) -> tuple[Event, ...]:
    segment = _playable(show, room, call.segment)
    coming = in_standby(show, room)
    if coming is not None and coming.id == segment.id:
        return ()
    then = SegmentId("") if coming is None else coming.id
    return (StoodBy(at=now, room=room.room, segment=segment.id, then=then),)


def _replace(show: Show, take: Take, call: ReplaceTake, now: Instant) -> tuple[Event, ...]:
    segment = show.segment(call.segment)
    if segment.room != call.room:
        raise Refused("standby.room", "That segment belongs to another room.")
    if segment.id == take.segment:
        return ()
    return (
        TakeReplaced(
            at=now,
            room=segment.room,
            segment=segment.id,
            number=segment.number,
            title=segment.title,
            kind=segment.kind,
            length=segment.length,
            planned_start=call.planned_start,
            ad=segment.ad,
            ad_kind=segment.ad_kind,
            is_signposted=segment.is_signposted,
            sponsor=segment.sponsor,
        ),
    )


def _playable(show: Show, room: RoomRun, key: SegmentId) -> Segment:
    segment = show.segment(key)
    if segment.room != room.room:
        raise Refused("standby.room", "That segment belongs to another room.")
    if not segment.is_playable:
        raise Refused(
            "standby.standing",
            "{number} is {standing}: bring it back first.",
            number=segment.number or segment.title,
            standing=segment.standing,
        )
    return segment


def _go(show: Show, room: RoomRun, call: Go, now: Instant) -> tuple[Event, ...]:
    if room.on_air is not None and 0 <= now - room.on_air.started < DEBOUNCE:
        raise Refused("go.repeated", "GO came twice within a second: taken as one GO.")
    waiting = in_standby(show, room)
    if call.is_jump and (waiting is None or waiting.id != call.expects):
        return _jump(show, room, call, now)
    if waiting is None:
        raise Refused("go.empty", "Nothing is in standby: the rundown has ended.")
    if waiting.id != call.expects:
        raise Refused(
            "go.moved",
            "{number} {title} is in standby now, not what you saw: look, then GO again.",
            number=waiting.number,
            title=waiting.title,
        )
    _ask_about_hard_start(show, waiting, call, now)
    return (_went_on_air(waiting, now, call.planned_start),)


def _jump(show: Show, room: RoomRun, call: Go, now: Instant) -> tuple[Event, ...]:
    segment = _playable(show, room, call.expects)
    _ask_about_hard_start(show, segment, call, now)
    _ask_about_jump(segment, room.on_air, call)
    stood_by = StoodBy(at=now, room=room.room, segment=segment.id)
    return (stood_by, _went_on_air(segment, now, call.planned_start))


def _ask_about_jump(segment: Segment, on_air: Take | None, call: Go) -> None:
    """A jump takes something off the air that nobody expected to end now."""
    if on_air is not None and not call.is_confirmed:
        raise NeedsConfirmation(
            "go.jump",
            "Take {number} {title} now, in place of {on_air}?",
            number=segment.number,
            title=segment.title,
            on_air=f"{on_air.number} {on_air.title}".strip(),
        )


def _ask_about_hard_start(show: Show, segment: Segment, call: Go, now: Instant) -> None:
    if segment.hard_start is None or call.is_confirmed:
        return
    early = show.instant(segment.hard_start) - now
    if early > EARLY:
        raise NeedsConfirmation(
            "go.before_hard_start",
            "{number} {title} has a hard start at {at}, {early} s from now: take it all the same?",
            number=segment.number,
            title=segment.title,
            at=str(segment.hard_start),
            early=early // 1000,
        )


def _went_on_air(segment: Segment, now: Instant, planned: Instant | None) -> WentOnAir:
    return WentOnAir(
        at=now,
        room=segment.room,
        segment=segment.id,
        number=segment.number,
        title=segment.title,
        kind=segment.kind,
        length=segment.length,
        planned_start=planned,
        ad=segment.ad,
        ad_kind=segment.ad_kind,
        is_signposted=segment.is_signposted,
        sponsor=segment.sponsor,
    )


def _skip(show: Show, room: RoomRun, call: Skip, now: Instant) -> tuple[Event, ...]:
    segment = show.segment(call.segment)
    is_repeat = room.then is not None and room.standby == segment.id
    is_on_air = room.on_air is not None and room.on_air.segment == segment.id
    if is_on_air and not is_repeat:
        raise Refused("skip.on_air", "It is on air: GO to the next one instead.")
    if segment.id in room.skipped:
        return ()
    return (
        SegmentSkipped(
            at=now, room=room.room, segment=segment.id, number=segment.number, title=segment.title
        ),
    )


def _adjust(room: RoomRun, take: Take, call: AdjustTime, now: Instant) -> tuple[Event, ...]:
    if take.length is None:
        raise Refused(
            "adjust.unknown",
            "{number} {title} has no length: there is nothing to add time to or to take it from.",
            number=take.number,
            title=take.title,
        )
    return (TimeAdjusted(at=now, room=room.room, by=call.by),)


def _correct(room: RoomRun, take: Take, call: CorrectTake, now: Instant) -> tuple[Event, ...]:
    started = take.started + call.by
    earliest = room.takes[-1].started if room.takes else started
    if started > now or started < earliest:
        raise Refused(
            "correct.range",
            "It cannot have started before the segment ahead of it, or in the future.",
        )
    return (TakeCorrected(at=now, room=room.room, by=call.by),)


def _act(show: Show, run: Run, call: ActOnHandoff, now: Instant) -> tuple[Event, ...]:
    handoff = show.handoff(call.handoff)
    ask = call.ask
    verdict = judge(run.line(handoff.id), ask)
    if verdict.answer is Answer.DENIED:
        raise Refused(
            "handoff.denied",
            "{number}: {why}.",
            number=handoff.number,
            why=verdict.why,
        )
    if verdict.answer is not Answer.OK:
        return ()
    return (
        HandoffActed(
            at=now,
            seq=run.seq + 1,
            handoff=handoff.id,
            act=ask.act,
            by=ask.by,
            via=ask.via,
            state=verdict.state,
            rev=verdict.rev,
            mid=ask.mid,
            seen_rev=ask.rev,
            reason=ask.reason,
            is_forced=ask.is_forced,
        ),
    )
