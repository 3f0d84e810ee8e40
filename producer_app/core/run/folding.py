"""The fold of a run: the same events always lead to the same Run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from producer_app.core.handoff import Answer, Ask, Verdict, follow
from producer_app.core.offers import follow_offer
from producer_app.core.run.events import (
    CallRelayed,
    Event,
    HandoffActed,
    Held,
    Noted,
    OfferActed,
    Resumed,
    RoomEnded,
    RunEnded,
    RunStarted,
    SegmentSkipped,
    StoodBy,
    TakeCorrected,
    TakenBack,
    TakenSegment,
    TakeReplaced,
    TimeAdjusted,
    WentOnAir,
)
from producer_app.core.run.state import RoomRun, Run, Take
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant, Millis


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
        case OfferActed():
            return _offer_acted(run, event)
        case CallRelayed():
            return replace(run, mids=run.mids | {event.mid})
        case Noted():
            return run
    return _with_room(run, _room_after(run.room(event.room), event))


def _room_after(room: RoomRun, event: Event) -> RoomRun:
    match event:
        case StoodBy():
            skipped = room.skipped - {event.segment}
            return replace(
                room, standby=event.segment, then=event.then, skipped=skipped, ended=None
            )
        case WentOnAir():
            return _took(room, event)
        case SegmentSkipped():
            return _skipped(room, event.segment)
        case TakenBack() if room.on_air is not None:
            return _taken_back(room, room.on_air)
        case RoomEnded():
            return replace(_closed(room, event.at), ended=event.at)
        case TakeReplaced() if room.on_air is not None:
            standby = None if room.standby == event.segment else room.standby
            return replace(room, on_air=_replaced(room.on_air, event), standby=standby)
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
    until = takes[-1].ended if takes else None
    if until is not None and (until == take.started or until > started):
        takes = (*takes[:-1], replace(takes[-1], ended=started))
    return replace(room, on_air=replace(take, started=started), takes=takes)


def _released(take: Take, at: Instant) -> Take:
    if take.held_since is None:
        return take
    return replace(take, holds=(*take.holds, (take.held_since, at)), held_since=None)


def _closed(room: RoomRun, at: Instant) -> RoomRun:
    if room.on_air is None:
        return room
    done = replace(_released(room.on_air, at), ended=at)
    return replace(room, on_air=None, takes=(*room.takes, done))


def _took(room: RoomRun, event: WentOnAir) -> RoomRun:
    return replace(
        _closed(room, event.at),
        on_air=_take_of(event),
        standby=None,
        then=room.then if room.standby == event.segment else None,
        skipped=room.skipped - {event.segment},
        ended=None,
    )


def _take_of(event: TakenSegment) -> Take:
    return Take(
        segment=event.segment,
        number=event.number,
        title=event.title,
        kind=event.kind,
        length=event.length,
        planned_start=event.planned_start,
        ad=event.ad,
        ad_kind=event.ad_kind,
        is_signposted=event.is_signposted,
        sponsor=event.sponsor,
        started=event.at,
    )


def _skipped(room: RoomRun, segment: SegmentId) -> RoomRun:
    """The playhead passes over it; a repeat that is not wanted any more gives way to what follows
    behind it, and keeps its place in the rundown."""
    if room.then is None or room.standby != segment:
        standby = None if room.standby == segment else room.standby
        return replace(room, skipped=room.skipped | {segment}, standby=standby)
    return replace(room, standby=room.then or None, then=None if room.then else room.then)


def _replaced(take: Take, event: TakeReplaced) -> Take:
    """Another segment, on the clock of the take: when it began, what it was given, its holds."""
    return replace(
        _take_of(event),
        started=take.started,
        adjusted=take.adjusted,
        holds=take.holds,
        held_since=take.held_since,
    )


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


def _offer_acted(run: Run, event: OfferActed) -> Run:
    line = follow_offer(
        run.offer(event.offer),
        event.act,
        by=event.by,
        at=event.at,
        stock=event.stock,
        price=event.price,
    )
    mids = run.mids | {event.mid} if event.mid else run.mids
    return replace(run, mids=mids, offers=MappingProxyType({**run.offers, event.offer: line}))


def _run_ended(run: Run, event: RunEnded) -> Run:
    rooms = {
        key: room if room.ended is not None else replace(_closed(room, event.at), ended=event.at)
        for key, room in run.rooms.items()
    }
    return replace(run, ended=event.at, rooms=MappingProxyType(rooms))


def _with_room(run: Run, room: RoomRun) -> Run:
    return replace(run, rooms=MappingProxyType({**run.rooms, room.room: room}))
