"""Random evenings: two rooms that share people, every way to hold a segment to the clock, and runs
in which everything is called that can be called."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from producer_app.core.calling import (
    ActOnHandoff,
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    Go,
    Hold,
    Repeat,
    ReplaceTake,
    Resume,
    Skip,
    Standby,
    TakeBack,
    decide,
    in_standby,
)
from producer_app.core.edits import (
    ChangeSegment,
    ChangeShow,
    Edit,
    InsertSegment,
    MoveSegments,
    Put,
    RemoveSegments,
    SetStanding,
)
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import Event, Run
from producer_app.core.show import (
    Anchor,
    Handoff,
    HandoffId,
    Kind,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
    Standing,
    Talent,
    TalentId,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis, WallTime
from tests.builders import SHOP, STAGE, ZONES, a_run, a_shop, a_stage, an_artist, folded

Log = tuple[Event, ...]

PEOPLE = (TalentId("li"), TalentId("mo"))
_LENGTHS = (None, 0, 1_000, 59_500, 90_000, 180_000, 300_000, 600_000, 1_200_000)
_STANDINGS = (Standing.IN,) * 7 + (Standing.FLOATED, Standing.OMITTED, Standing.UNPLANNED)
_HOLDS = ("hard_start", "hard_end", "front_hit", "back_hit", "opening")
_DAY = 24 * 60

_MOST = 6


def _wall(minute: int) -> WallTime:
    return WallTime(minute // 60, minute % 60)


@st.composite
def _segments(
    draw: st.DrawFn, room: RoomId, key: str, begins: int, *, is_known: bool, is_free: bool
) -> Segment:
    length = draw(st.sampled_from(_LENGTHS[is_known:]))
    fields: dict[str, Any] = {"length": None if length is None else Millis(length)}
    if not is_free and draw(st.integers(0, 2)) == 0:
        hold, after = draw(st.sampled_from(_HOLDS)), draw(st.integers(0, 75))
        if hold == "opening":
            fields |= {"hard_start": _wall(begins + _DAY + after), "is_opening": True}
        else:
            fields[hold] = _wall(begins + after)
    if draw(st.integers(0, 3)) == 0:
        fields["shortest"] = Millis((length or 0) // 2)
        fields["longest"] = draw(st.sampled_from((None, Millis((length or 0) * 2))))
    return Segment(
        id=SegmentId(key),
        room=room,
        number=key.upper(),
        title=f"Song {key}",
        kind=draw(st.sampled_from((Kind.SONG, Kind.PAD))),
        talent=tuple(draw(st.sets(st.sampled_from(PEOPLE), max_size=1))),
        standing=draw(st.sampled_from(_STANDINGS)),
        **fields,
    )


@st.composite
def _rundowns(
    draw: st.DrawFn, room: RoomId, prefix: str, begins: int, *, is_known: bool, is_free: bool
) -> tuple[Segment, ...]:
    size = draw(st.integers(0, _MOST))
    ways = {"is_known": is_known, "is_free": is_free}
    return tuple(draw(_segments(room, f"{prefix}{n}", begins, **ways)) for n in range(size))


@st.composite
def _handoffs(draw: st.DrawFn, number: int, show: Show) -> Handoff:
    anchor = draw(st.sampled_from(Anchor))
    begins = show.on_air.hour * 60 if show.on_air else 0
    return Handoff(
        id=HandoffId(f"h{number}"),
        number=f"H{number}",
        segment=draw(st.sampled_from([s.id for s in show.rundowns[STAGE]])),
        to_room=SHOP,
        to_segment=draw(st.sampled_from([s.id for s in show.rundowns[SHOP]])),
        trigger=Trigger(
            anchor=anchor,
            offset=Millis(draw(st.sampled_from((-60_000, 0, 30_000)))),
            hard_time=_wall(begins + 20) if anchor is Anchor.HARD_TIME else None,
        ),
        talent=tuple(draw(st.sets(st.sampled_from(PEOPLE), max_size=2))),
        return_after=draw(st.sampled_from((None, Millis(120_000)))),
    )


@st.composite
def evenings(
    draw: st.DrawFn, *, is_known: bool = False, is_free: bool = False, has_shop: bool = True
) -> Show:
    """A random evening across midnight, in a random zone.

    ``is_known`` leaves out unknown lengths, ``is_free`` every hard time, hit time and opening,
    ``has_shop`` says whether there is a second room that shares people with the stage.
    """
    hour = draw(st.integers(19, 23))
    ways = {"is_known": is_known, "is_free": is_free}
    stage = draw(_rundowns(STAGE, "a", hour * 60, **ways))
    shop = draw(_rundowns(SHOP, "b", hour * 60, **ways)) if has_shop else ()
    out = draw(st.none() | st.integers(20, 100).map(lambda after: _wall(hour * 60 + after)))
    show = Show(
        id="random",
        title="Random Night",
        date=draw(st.dates(dt.date(2024, 1, 2), dt.date(2027, 12, 30))),
        zone=draw(st.sampled_from(ZONES)),
        on_air=WallTime(hour),
        hard_out=None if is_free else out,
        keeps_length=draw(st.booleans()),
        rooms=(a_stage(), draw(_shops(hour * 60))) if has_shop else (a_stage(),),
        segments=stage + shop,
        talent=tuple(draw(_people(key)) for key in PEOPLE),
    )
    if not (stage and shop):
        return show
    count = draw(st.integers(0, 2))
    return replace(show, handoffs=tuple(draw(_handoffs(n, show)) for n in range(1, count + 1)))


@st.composite
def _shops(draw: st.DrawFn, begins: int) -> Room:
    later = draw(st.sampled_from((None, 0, 10)))
    return a_shop(on_air=None if later is None else _wall(begins + later))


@st.composite
def _people(draw: st.DrawFn, key: TalentId) -> Talent:
    transit = draw(st.sampled_from((None, 0, 45_000, 180_000)))
    return an_artist(key, transit=None if transit is None else Millis(transit))


_CALLS = (
    *("go",) * 6,
    *("hold", "resume", "time", "skip", "jump", "jump", "repeat", "replace"),
    *("correct", "take_back", "end_room", "handoff", "handoff"),
)


def a_call(draw: st.DrawFn, show: Show, run: Run) -> Call | None:
    """Something that somebody calls, sensible or not; None where there is nothing to call."""
    room = draw(st.sampled_from([room.id for room in show.rooms]))
    verb = draw(st.sampled_from(_CALLS))
    if verb == "handoff":
        return _on_a_handoff(draw, show)
    here = [segment.id for segment in show.rundowns[room]]
    if not here:
        return None
    segment = draw(st.sampled_from(here)) if verb in _POINTS else here[0]
    if verb == "go":
        waiting = in_standby(show, run.room(room))
        expects = waiting.id if waiting else segment
        return Go(room=room, expects=expects, is_confirmed=True)
    by = Millis(draw(st.integers(-8, 8)) * 30_000) if verb in ("time", "correct") else Millis(0)
    calls: dict[str, Call] = {
        "hold": Hold(room=room),
        "resume": Resume(room=room),
        "time": AdjustTime(room=room, by=by),
        "correct": CorrectTake(room=room, by=by),
        "skip": Skip(room=room, segment=segment),
        "jump": Standby(room=room, segment=segment),
        "repeat": Repeat(room=room, segment=segment),
        "replace": ReplaceTake(room=room, segment=segment),
        "take_back": TakeBack(room=room),
        "end_room": EndRoom(room=room),
    }
    return calls[verb]


_POINTS = frozenset(("skip", "jump", "repeat", "replace"))


def _on_a_handoff(draw: st.DrawFn, show: Show) -> Call | None:
    if not show.handoffs:
        return None
    act = draw(st.sampled_from((Act.GO, Act.LIVE, Act.RETURN, Act.REARM)))
    return on_handoff(draw(st.sampled_from(show.handoffs)).id, act)


def on_handoff(handoff: HandoffId, act: Act) -> ActOnHandoff:
    """The console acts on a handoff, or hears by voice what the room says."""
    via = Via.VOICE if act is Act.LIVE else Via.CONSOLE
    return ActOnHandoff(handoff=handoff, ask=Ask(act=act, by="director", via=via, is_forced=True))


def a_log(draw: st.DrawFn, show: Show, most: int = 10) -> Log:
    """A run of the show in which somebody calls at random; what is refused is left out."""
    now = Instant(show.room_on_air(show.rooms[0]) or 0)
    now = Instant(now + draw(st.sampled_from((-300_000, 0, 1, 240_000))))
    events = a_run(show, now)
    for _ in range(draw(st.integers(0, most))):
        now = Instant(now + draw(st.integers(1, 20)) * 30_000 + 1)
        events = on(draw, show, events, now)
    return events


def folded_at(draw: st.DrawFn, events: Log) -> tuple[Run, Instant]:
    """The run that these events make, and a moment at their end or up to an hour later."""
    after = draw(st.sampled_from((0, 1, 29_999, 240_000, 3_600_000)))
    return folded(events), Instant(events[-1].at + after)


def on(draw: st.DrawFn, show: Show, events: Log, now: Instant) -> Log:
    """The log after one more call, if it can be taken."""
    run = folded(events)
    call = a_call(draw, show, run)
    with suppress(Refused):
        return events if call is None else (*events, *decide(show, run, call, now))
    return events


def an_edit(draw: st.DrawFn, show: Show) -> Edit | None:
    """Something that somebody changes in the plan; None where there is nothing to change."""
    if draw(st.integers(0, 5)) == 0:
        return _of_the_frame(draw, show)
    if not show.segments:
        return None
    segment = draw(st.sampled_from(show.segments))
    others = [s.id for s in show.rundowns[segment.room] if s.id != segment.id]
    begins = show.on_air.hour * 60 if show.on_air else 0
    change = draw(st.sampled_from((*_CHANGES, "move", "standing", "insert", "remove")))
    before = draw(st.none() | st.sampled_from(others)) if others else None
    if change == "move":
        return MoveSegments(segments=(segment.id,), before=before, block=None)
    if change == "standing":
        return SetStanding(segments=(segment.id,), standing=draw(st.sampled_from(Standing)))
    if change == "remove":
        return RemoveSegments(segments=(segment.id,))
    if change == "insert":
        new = replace(segment, id=SegmentId(f"n{len(show.segments)}"), number="N")
        return InsertSegment(segment=new, before=before)
    values = st.sampled_from(_LENGTHS) if change == "length" else _walls(begins)
    value = draw(values) if change != "talent" else draw(st.sampled_from(((), PEOPLE)))
    return ChangeSegment(segment=segment.id, changes={change: value})


_CHANGES = ("length", "hard_start", "hard_end", "front_hit", "back_hit", "talent")


def _walls(begins: int) -> st.SearchStrategy[WallTime | None]:
    return st.none() | st.integers(0, 75).map(lambda after: _wall(begins + after))


def _of_the_frame(draw: st.DrawFn, show: Show) -> Edit:
    if draw(st.booleans()):
        person = draw(st.sampled_from(show.talent))
        return Put(entity=replace(person, transit=Millis(draw(st.sampled_from((0, 240_000))))))
    changes: dict[str, Any] = draw(
        st.sampled_from(
            (
                {"keeps_length": not show.keeps_length},
                {"hard_out": None},
                {"hard_out": WallTime(25)},
                {"on_air": WallTime(20, 10)},
                {"date": show.date + dt.timedelta(days=1)},
                {"zone": "Europe/Berlin"},
            )
        )
    )
    return ChangeShow(changes=changes)
