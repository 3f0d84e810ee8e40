"""Small shows for tests: one-line builders, and hypothesis strategies for random ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

from producer_app.core.calling import Call, Go, StartRun, decide, in_standby
from producer_app.core.run import Event, Run, RunId, RunKind, fold
from producer_app.core.show import (
    Block,
    BlockId,
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
)
from producer_app.core.timebase import Instant, Millis, WallTime

STAGE = RoomId("stage")
SHOP = RoomId("shop")
A_DAY = dt.date(2026, 12, 31)
ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",
    "UTC",
)

Fields = dict[str, Any]

_numbers = count(1)


def minutes(number: float) -> Millis:
    """That many minutes as a length."""
    return Millis(round(number * 60_000))


def seconds(number: float) -> Millis:
    """That many seconds as a length."""
    return Millis(round(number * 1_000))


def wall(text: str) -> WallTime:
    """A show-day time as written on paper."""
    return WallTime.parse(text)


def a_stage(**changes: Any) -> Room:
    """The stage room."""
    return Room(**{"id": STAGE, "name": "Stage", "name_alt": "舞台间"} | changes)


def a_shop(**changes: Any) -> Room:
    """The shopping room, filed with its platform."""
    fields: Fields = {"id": SHOP, "name": "Shop", "name_alt": "买买买间", "role": RoomRole.SHOP}
    return Room(**fields | {"filed": "No. 1"} | changes)


def a_segment(number: str = "", length: Millis | None = minutes(5), **changes: Any) -> Segment:
    """A song of five minutes on the stage; its id is ``s`` and its number."""
    number = number or str(next(_numbers))
    fields: Fields = {"id": SegmentId(f"s{number}"), "room": STAGE, "title": f"Song {number}"}
    if "hard_start" in changes and isinstance(changes["hard_start"], str):
        changes["hard_start"] = wall(changes["hard_start"])
    return Segment(**fields | {"number": number, "length": length} | changes)


def a_shop_segment(number: str, length: Millis | None = minutes(5), **changes: Any) -> Segment:
    """A pitch in the shopping room; its id is ``s`` and its number."""
    return a_segment(number, length, **{"room": SHOP, "kind": Kind.PITCH} | changes)


def a_block(key: str = "b1", **changes: Any) -> Block:
    """A block of the stage room."""
    return Block(**{"id": BlockId(key), "room": STAGE, "title": f"Block {key}"} | changes)


def an_artist(key: str = "li", **changes: Any) -> Talent:
    """A fictional artist."""
    return Talent(**{"id": TalentId(key), "name": key.title()} | changes)


def a_handoff(number: str, segment: str, **changes: Any) -> Handoff:
    """A throw from a segment's end to the shopping room; its id is the number in lower case."""
    fields: Fields = {
        "id": HandoffId(number.lower()),
        "segment": SegmentId(segment),
        "to_room": SHOP,
    }
    return Handoff(**fields | {"number": number} | changes)


def a_show(*segments: Segment, **changes: Any) -> Show:
    """A show at 20:00 in Shanghai with a stage, and a shop when a segment or ``rooms`` asks."""
    rooms: tuple[Room, ...] = (a_stage(),)
    if any(segment.room == SHOP for segment in segments):
        rooms = (*rooms, a_shop())
    fields: Fields = {
        "id": "show",
        "title": "Super Night",
        "date": A_DAY,
        "on_air": WallTime(20),
        "rooms": rooms,
        "segments": segments,
    }
    for name in ("on_air", "hard_out"):
        if isinstance(changes.get(name), str):
            changes[name] = wall(changes[name])
    return Show(**fields | changes)


def at(show: Show, text: str) -> Instant:
    """The moment of a show-day time of that show."""
    return show.instant(wall(text))


def a_run(show: Show, when: Instant, kind: RunKind = RunKind.SHOW) -> tuple[Event, ...]:
    """The events of a run that has just begun."""
    start = StartRun(run=RunId("run"), kind=kind, number=1, epoch=1)
    return decide(show, None, start, when)


def called(show: Show, events: tuple[Event, ...], call: Call, when: Instant) -> tuple[Event, ...]:
    """The log with what that call leads to at its end; Refused as the call is."""
    return (*events, *decide(show, folded(events), call, when))


def gone(
    show: Show, events: tuple[Event, ...], when: Instant, room: RoomId = STAGE
) -> tuple[Event, ...]:
    """The log after GO to whatever is in standby in that room."""
    segment = in_standby(show, folded(events).room(room))
    assert segment is not None, "nothing is in standby"
    return called(show, events, Go(room=room, expects=segment.id, is_confirmed=True), when)


def folded(events: Iterable[Event]) -> Run:
    """The run that these events make."""
    run = fold(events)
    assert run is not None, "no run has begun"
    return run


lengths = st.integers(min_value=0, max_value=20 * 60_000).map(Millis)
"""Lengths up to twenty minutes."""


@st.composite
def segments(draw: st.DrawFn, room: RoomId, key: str, *, is_known: bool = False) -> Segment:
    """One random segment; ``is_known`` leaves out unknown lengths."""
    length = draw(lengths if is_known else st.one_of(st.none(), lengths))
    return Segment(
        id=SegmentId(key),
        room=room,
        number=key.upper(),
        title=draw(st.sampled_from(["Opening", "开场歌舞", "Sketch", "压轴"])),
        kind=draw(st.sampled_from(list(Kind))),
        length=length,
        standing=draw(st.sampled_from([Standing.IN] * 4 + [Standing.FLOATED, Standing.OMITTED])),
        ad=Millis(draw(st.integers(0, 30)) * 1_000),
    )


@st.composite
def rundowns(
    draw: st.DrawFn, room: RoomId, prefix: str, *, is_known: bool = False, most: int = 12
) -> tuple[Segment, ...]:
    """A random rundown of one room, with up to ``most`` segments."""
    size = draw(st.integers(0, most))
    return tuple(draw(segments(room, f"{prefix}{n}", is_known=is_known)) for n in range(size))


@st.composite
def shows(
    draw: st.DrawFn, *, is_known: bool = False, has_hard_times: bool = True, has_shop: bool = True
) -> Show:
    """A random show across midnight in a random zone; hard times come in order, an hour apart."""
    stage = draw(rundowns(STAGE, "a", is_known=is_known))
    shop = draw(rundowns(SHOP, "b", is_known=is_known)) if has_shop else ()
    hour = draw(st.integers(19, 23))
    if has_hard_times:
        stage = _with_hard_times(stage, hour, draw(st.sets(st.integers(1, 11), max_size=3)))
    return Show(
        id="random",
        title="Random Night",
        date=draw(st.dates(dt.date(2024, 1, 2), dt.date(2027, 12, 30))),
        zone=draw(st.sampled_from(ZONES)),
        on_air=WallTime(hour),
        hard_out=draw(st.one_of(st.none(), st.just(WallTime(hour + 4)))),
        rooms=(a_stage(), a_shop()) if has_shop else (a_stage(),),
        segments=stage + shop,
    )


def _with_hard_times(
    stage: tuple[Segment, ...], hour: int, places: set[int]
) -> tuple[Segment, ...]:
    hard = {place: hour + n for n, place in enumerate(sorted(places), 1) if place < len(stage)}
    return tuple(
        replace(segment, hard_start=WallTime(hard[n])) if n in hard else segment
        for n, segment in enumerate(stage)
    )
