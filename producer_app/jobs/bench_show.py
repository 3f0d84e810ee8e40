"""The show that the bench measures on: like a real one in everything but its length."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from producer_app.core.blank import blank_show
from producer_app.core.show import (
    Block,
    BlockId,
    Cue,
    CueId,
    Department,
    Handoff,
    HandoffId,
    Kind,
    Room,
    RoomId,
    RoomRole,
    Segment,
    SegmentId,
    Show,
    Standing,
    Talent,
    TalentId,
    TalentRole,
)
from producer_app.core.timebase import MINUTE, SECOND, Instant, Millis, WallTime, wall_time
from producer_app.core.timing import plan_times

IN_BLOCK = 20
"""Segments of one block."""

HOSTS = 4

LATENESS = (20 * SECOND, -10 * SECOND)
"""How long after a hard time's segment is reached the hard time is, in turn."""

_KINDS = (Kind.HOST_LINK, Kind.SONG, Kind.DANCE, Kind.SONG, Kind.SKETCH, Kind.VT)


def bench_show(segments: int, date: dt.date, on_air: WallTime, *, walks_over: bool = True) -> Show:
    """A show of that many segments, about a minute each: seven in ten on the stage, the others in
    the shopping room; in blocks, with hosts and artists, one in forty of whom walk over, or none;
    with hard times met early and late, floats, omitted numbers, and a cue on every other segment.
    """
    show = blank_show("bench", "Bench", date, "Asia/Shanghai", on_air)
    stage, shop = show.rooms
    on_stage = -(-segments * 7 // 10)
    artists = max(1, on_stage // 3)
    rundowns = (
        *_rundown(stage, on_stage, artists),
        *_rundown(shop, segments - on_stage, artists),
    )
    handoffs = tuple(_handoffs(rundowns, shop)) if walks_over else ()
    visited = {handoff.to_segment: handoff.talent for handoff in handoffs}
    show = replace(
        show,
        talent=(*_people("host", HOSTS), *_people("artist", artists)),
        blocks=tuple(_blocks(rundowns)),
        segments=tuple(
            replace(s, talent=(*s.talent, *visited[s.id])) if s.id in visited else s
            for s in rundowns
        ),
        handoffs=handoffs,
        cues=tuple(_cues(rundowns)),
    )
    return _with_hard_times(show)


def _rundown(room: Room, count: int, artists: int) -> Iterator[Segment]:
    is_stage = room.role is RoomRole.STAGE
    prefix = "" if is_stage else "P"
    for n in range(1, count + 1):
        length = Millis(20 * SECOND + n * 37 % 80 * SECOND)
        yield Segment(
            id=SegmentId(f"{room.id}-{n}"),
            room=room.id,
            number=f"{prefix}{n}",
            title=f"{'Song' if is_stage else 'Pitch'} {n} of the evening",
            title_alt=f"{'节目' if is_stage else '好物'}{n}",
            kind=_kind(n) if is_stage else Kind.PITCH,
            block=_block_of(room.id, n),
            talent=_talent(n, artists) if is_stage else (TalentId("host-1"),),
            length=length,
            shortest=Millis(length - 10 * SECOND) if n % 5 == 0 else None,
            longest=Millis(length + 20 * SECOND) if n % 5 == 0 else None,
            standing=_standing(n),
            priority=n % 10,
        )


def _kind(number: int) -> Kind:
    return Kind.PAD if number % IN_BLOCK == 0 else _KINDS[number % len(_KINDS)]


def _standing(number: int) -> Standing:
    if number % 33 == 0:
        return Standing.FLOATED
    return Standing.OMITTED if number % 71 == 0 else Standing.IN


def _block_of(room: RoomId, number: int) -> BlockId:
    return BlockId(f"{room}-block-{(number - 1) // IN_BLOCK + 1}")


def _blocks(segments: tuple[Segment, ...]) -> Iterator[Block]:
    rooms = {s.block: s.room for s in segments if s.block is not None}
    for place, (key, room) in enumerate(rooms.items(), 1):
        yield Block(id=key, room=room, title=f"Block {place}", budget=Millis(20 * MINUTE))


def _talent(number: int, artists: int) -> tuple[TalentId, ...]:
    """A host for a link, else an artist, who comes again a third of the evening later."""
    if _kind(number) is Kind.HOST_LINK:
        return (TalentId(f"host-{2 + number % (HOSTS - 1)}"),)
    return (TalentId(f"artist-{1 + number % artists}"),)


def _people(role: str, count: int) -> Iterator[Talent]:
    for number in range(1, count + 1):
        yield Talent(
            id=TalentId(f"{role}-{number}"),
            name=f"{role.title()} {number}",
            role=TalentRole(role),
            transit=Millis(90 * SECOND),
        )


def _handoffs(segments: tuple[Segment, ...], shop: Room) -> Iterator[Handoff]:
    """One from about every fiftieth stage segment into the pitch that is on at that time."""
    pitches = [s for s in segments if s.room == shop.id and s.is_timed]
    played = [s for s in segments if s.room != shop.id and s.is_timed]
    leaving = [s for s in played if s.kind is not Kind.HOST_LINK][39::40]
    for number, segment in enumerate(leaving, 1):
        place = round(len(pitches) * number / (len(leaving) + 1))
        if pitches:
            yield Handoff(
                id=HandoffId(f"handoff-{number}"),
                number=f"H{number}",
                title=f"Handoff {number}",
                segment=segment.id,
                to_room=shop.id,
                to_segment=pitches[place].id,
                talent=segment.talent,
                return_after=Millis(3 * MINUTE),
            )


def _cues(segments: tuple[Segment, ...]) -> Iterator[Cue]:
    for number, segment in enumerate(segments[::2], 1):
        yield Cue(
            id=CueId(f"cue-{number}"),
            segment=segment.id,
            department=Department.LIGHTING,
            label=f"LX {number}",
        )


def _with_hard_times(show: Show) -> Show:
    """Every other block of the stage ends on a segment with a hard start."""
    stage = show.rooms[0]
    plan = plan_times(show).rooms[stage.id]
    changed = {}
    for count, place in enumerate(range(2 * IN_BLOCK - 1, len(plan.segments), 2 * IN_BLOCK)):
        start, segment = plan.starts[place], plan.segments[place]
        if start is not None:
            at = Instant(start + LATENESS[count % len(LATENESS)])
            wall = wall_time(at, show.date, show.zone)
            changed[segment.id] = replace(segment, hard_start=wall)
    return replace(show, segments=tuple(changed.get(s.id, s) for s in show.segments))
