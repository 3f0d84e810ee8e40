"""Each call held against plan and run: it becomes events, or is refused with the reason."""

from __future__ import annotations

from producer_app.core.calling.calls import (
    ActOnHandoff,
    ActOnOffer,
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    EndRun,
    Go,
    Hold,
    Note,
    Relay,
    Repeat,
    ReplaceTake,
    Resume,
    Skip,
    Standby,
    StartRun,
    TakeBack,
)
from producer_app.core.calling.offering import act_on_offer
from producer_app.core.calling.playhead import in_standby
from producer_app.core.calling.taking import go, playable, replaced
from producer_app.core.errors import Refused
from producer_app.core.handoff import Answer, Ask, Verdict, judge
from producer_app.core.run import (
    CallRelayed,
    Event,
    HandoffActed,
    Held,
    Noted,
    Resumed,
    RoomEnded,
    RoomRun,
    Run,
    RunEnded,
    RunStarted,
    SegmentSkipped,
    StoodBy,
    Take,
    TakeCorrected,
    TakenBack,
    TimeAdjusted,
)
from producer_app.core.show import HandoffId, SegmentId, Show
from producer_app.core.timebase import Instant


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
        case ActOnOffer():
            return act_on_offer(show, run, call, now)
        case Relay():
            return _relay(show, run, call, now)
    show.room(call.room)
    return _in_room(show, run.room(call.room), call, now)


def _relay(show: Show, run: Run, relay: Relay, now: Instant) -> tuple[Event, ...]:
    if relay.mid in run.mids:
        return ()
    show.room(relay.room)
    led_to = _in_room(show, run.room(relay.room), relay.call, now)
    relayed = CallRelayed(
        at=now, room=relay.room, verb=relay.verb, by=relay.by, via=relay.via, mid=relay.mid
    )
    return (relayed, *led_to)


def _in_room(show: Show, room: RoomRun, call: Call, now: Instant) -> tuple[Event, ...]:
    match call:
        case Standby():
            return _standby(show, room, call, now)
        case Repeat():
            return _repeat(show, room, call, now)
        case Go():
            return go(show, room, call, now)
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
            return replaced(show, take, call, now)
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
    segment = playable(show, room, call.segment)
    return (StoodBy(at=now, room=room.room, segment=segment.id),)


def _repeat(show: Show, room: RoomRun, call: Repeat, now: Instant) -> tuple[Event, ...]:
    segment = playable(show, room, call.segment)
    coming = in_standby(show, room)
    if coming is not None and coming.id == segment.id:
        return ()
    then = SegmentId("") if coming is None else coming.id
    return (StoodBy(at=now, room=room.room, segment=segment.id, then=then),)


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
    verdict = judge(run.line(handoff.id), call.ask)
    if verdict.answer is Answer.DENIED:
        raise Refused(
            "handoff.denied",
            "{number}: {why}.",
            number=handoff.number,
            why=verdict.why,
        )
    if verdict.answer is not Answer.OK:
        return ()
    return (_acted(handoff.id, call.ask, verdict, run.seq + 1, now),)


def _acted(handoff: HandoffId, ask: Ask, verdict: Verdict, seq: int, now: Instant) -> HandoffActed:
    return HandoffActed(
        at=now,
        seq=seq,
        handoff=handoff,
        act=ask.act,
        by=ask.by,
        via=ask.via,
        state=verdict.state,
        rev=verdict.rev,
        mid=ask.mid,
        seen_rev=ask.rev,
        reason=ask.reason,
        is_forced=ask.is_forced,
    )
