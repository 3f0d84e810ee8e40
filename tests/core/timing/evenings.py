"""Random evenings: two rooms that share people, every way to hold a segment to the clock, and runs
in which everything is called that can be called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

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
    RoomId,
    Segment,
    SegmentId,
    Show,
    Standing,
    TalentId,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis, WallTime
from tests.builders import SHOP, STAGE, ZONES, a_run, a_shop, a_stage, an_artist, folded

T = TypeVar("T")
Log = tuple[Event, ...]

PEOPLE = (TalentId("li"), TalentId("mo"))
_LENGTHS = (0, 300_000, 1_000, 59_500, 90_000, 180_000, 600_000, 1_200_000, None)
_STANDINGS = (Standing.IN,) * 7 + (Standing.FLOATED, Standing.OMITTED, Standing.UNPLANNED)
_HOLDS = (None,) * 10 + ("hard_start", "hard_end", "front_hit", "back_hit", "opening")
_HOUR, _DAY = 60, 24 * 60

_MOST = 6
_DICE = st.integers(0, 2**24 - 1)


class Dice:
    """One drawn number, read digit by digit: 0 picks the plainest of everything, and an evening
    costs a few draws instead of hundreds."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._rest: int = draw(_DICE)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        self._rest, digit = divmod(self._rest, len(options))
        return options[digit]

    def number(self, most: int) -> int:
        """A number from 0 to ``most``."""
        return self.pick(range(most + 1))


def _wall(minute: int) -> WallTime:
    return WallTime(minute // 60, minute % 60)


def _segment(
    dice: Dice, room: RoomId, key: str, begins: int, *, is_known: bool, is_free: bool
) -> Segment:
    length = dice.pick(_LENGTHS[: -1 if is_known else None])
    hold, after = dice.pick(_HOLDS), dice.number(75)
    fields: dict[str, Any] = {"length": None if length is None else Millis(length)}
    if hold == "opening" and not is_free:
        fields |= {"hard_start": _wall(begins + _DAY + after), "is_opening": True}
    elif hold is not None and not is_free:
        fields[hold] = _wall(begins + after)
    if dice.pick((False, False, True)):
        fields |= {"shortest": Millis((length or 0) // 2), "longest": Millis((length or 0) * 2)}
    return Segment(
        id=SegmentId(key),
        room=room,
        number=key.upper(),
        title=f"Song {key}",
        kind=dice.pick((Kind.SONG, Kind.PAD)),
        talent=dice.pick(((), (), PEOPLE[:1], PEOPLE[1:], PEOPLE)),
        standing=dice.pick(_STANDINGS),
        **fields,
    )


def _handoff(dice: Dice, number: int, show: Show, begins: int) -> Handoff:
    anchor = dice.pick(tuple(Anchor))
    return Handoff(
        id=HandoffId(f"h{number}"),
        number=f"H{number}",
        segment=dice.pick(show.rundowns[STAGE]).id,
        to_room=SHOP,
        to_segment=dice.pick(show.rundowns[SHOP]).id,
        trigger=Trigger(
            anchor=anchor,
            offset=Millis(dice.pick((0, -60_000, 30_000))),
            hard_time=_wall(begins + 20) if anchor is Anchor.HARD_TIME else None,
        ),
        talent=dice.pick(((), PEOPLE[:1], PEOPLE[1:], PEOPLE)),
        return_after=dice.pick((None, Millis(120_000))),
    )


@st.composite
def evenings(
    draw: st.DrawFn, *, is_known: bool = False, is_free: bool = False, has_shop: bool = True
) -> Show:
    """A random evening across midnight, in a random zone.

    ``is_known`` leaves out unknown lengths, ``is_free`` every hard time, hit time and opening,
    ``has_shop`` says whether there is a second room that shares people with the stage.
    """
    frame, place = Dice(draw), Dice(draw)
    begins = (19 + frame.number(4)) * _HOUR
    ways = {"is_known": is_known, "is_free": is_free}
    stage = [f"a{n}" for n in range(frame.number(_MOST))]
    shop = [f"b{n}" for n in range(frame.number(_MOST))] if has_shop else []
    out = frame.pick((None, *range(20, 100)))
    show = Show(
        id="random",
        title="Random Night",
        date=dt.date(2024, 1, 2) + dt.timedelta(days=place.number(1_400)),
        zone=place.pick(ZONES),
        on_air=None if not is_free and place.number(7) == 7 else _wall(begins),
        hard_out=None if out is None or is_free else _wall(begins + out),
        keeps_length=place.pick((False, True)),
        rooms=(a_stage(), a_shop(on_air=frame.pick((None, _wall(begins + 10)))))[: 1 + has_shop],
        segments=(
            *(_segment(Dice(draw), STAGE, key, begins, **ways) for key in stage),
            *(_segment(Dice(draw), SHOP, key, begins, **ways) for key in shop),
        ),
        talent=tuple(an_artist(key, transit=frame.pick(_TRANSITS)) for key in PEOPLE),
    )
    count = frame.number(2) if stage and shop else 0
    handoffs = (_handoff(Dice(draw), n, show, begins) for n in range(1, count + 1))
    return replace(show, handoffs=tuple(handoffs))


_TRANSITS = (None, Millis(0), Millis(45_000), Millis(180_000))

_CALLS = (
    *("go",) * 6,
    *("hold", "resume", "time", "skip", "jump", "jump", "repeat", "replace"),
    *("correct", "take_back", "end_room", "handoff", "handoff"),
)


def _call(dice: Dice, show: Show, run: Run) -> Call | None:
    """Something that somebody calls, sensible or not; None where there is nothing to call."""
    room, verb = dice.pick(show.rooms).id, dice.pick(_CALLS)
    if verb == "handoff":
        return _on_a_handoff(dice, show)
    if not show.rundowns[room]:
        return None
    segment = dice.pick(show.rundowns[room]).id
    by = Millis((dice.number(16) - 8) * 30_000)
    waiting = in_standby(show, run.room(room))
    calls: dict[str, Call] = {
        "go": Go(room=room, expects=waiting.id if waiting else segment, is_confirmed=True),
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


def _on_a_handoff(dice: Dice, show: Show) -> Call | None:
    if not show.handoffs:
        return None
    act = dice.pick((Act.GO, Act.LIVE, Act.RETURN, Act.REARM))
    return on_handoff(dice.pick(show.handoffs).id, act)


def on_handoff(handoff: HandoffId, act: Act) -> ActOnHandoff:
    """The console acts on a handoff, or hears by voice what the room says."""
    via = Via.VOICE if act is Act.LIVE else Via.CONSOLE
    return ActOnHandoff(handoff=handoff, ask=Ask(act=act, by="director", via=via, is_forced=True))


def a_log(draw: st.DrawFn, show: Show, most: int = 10) -> Log:
    """A run of the show in which somebody calls at random; what is refused is left out."""
    dice = Dice(draw)
    opens = show.room_on_air(show.rooms[0]) or 0
    now = Instant(opens + dice.pick((0, 1, -300_000, 240_000)))
    events = a_run(show, now)
    for _ in range(dice.number(most)):
        events = on(draw, show, events)
    return events


def on(draw: st.DrawFn, show: Show, events: Log) -> Log:
    """The log after one more call some time later, if it can be taken."""
    dice, run = Dice(draw), folded(events)
    now = Instant(events[-1].at + (dice.number(19) + 1) * 30_000 + 1)
    call = _call(dice, show, run)
    with suppress(Refused):
        return events if call is None else (*events, *decide(show, run, call, now))
    return events


def folded_at(draw: st.DrawFn, events: Log) -> tuple[Run, Instant]:
    """The run that these events make, and a moment at their end or up to an hour later."""
    after = draw(st.sampled_from((0, 1, 29_999, 240_000, 3_600_000)))
    return folded(events), Instant(events[-1].at + after)


_CHANGES = ("length", "title", "hard_start", "hard_end", "front_hit", "back_hit", "talent")
_FRAMES: tuple[dict[str, Any], ...] = (
    {"keeps_length": True},
    {"keeps_length": False},
    {"hard_out": None},
    {"hard_out": WallTime(25)},
    {"on_air": WallTime(20, 10)},
    {"on_air": None},
    {"date": dt.date(2026, 3, 28)},
    {"zone": "Europe/Berlin"},
)


def an_edit(draw: st.DrawFn, show: Show) -> Edit | None:
    """Something that somebody changes in the plan; None where there is nothing to change."""
    dice = Dice(draw)
    if dice.number(5) == 0:
        return ChangeShow(changes=dice.pick(_FRAMES))
    if dice.number(9) == 0:
        room = dice.pick(show.rooms)
        return Put(entity=replace(room, on_air=dice.pick((None, WallTime(20, 20)))))
    if dice.number(5) == 0:
        person = dice.pick(show.talent)
        return Put(entity=replace(person, transit=Millis(dice.pick((0, 240_000)))))
    return _of_a_segment(dice, show) if show.segments else None


def _of_a_segment(dice: Dice, show: Show) -> Edit:
    segment = dice.pick(show.segments)
    change = dice.pick((*_CHANGES, "move", "standing", "insert", "remove"))
    others = [s.id for s in show.rundowns[segment.room] if s.id != segment.id]
    before = dice.pick((None, *others))
    if change == "move":
        return MoveSegments(segments=(segment.id,), before=before, block=None)
    if change == "standing":
        return SetStanding(segments=(segment.id,), standing=dice.pick(tuple(Standing)))
    if change == "remove":
        return RemoveSegments(segments=(segment.id,))
    if change == "insert":
        new = replace(segment, id=SegmentId(f"n{len(show.segments)}"), number="N")
        return InsertSegment(segment=new, before=before)
    if change == "talent":
        return ChangeSegment(segment=segment.id, changes={"talent": dice.pick(((), PEOPLE))})
    if change == "title":
        return ChangeSegment(segment=segment.id, changes={"title": "Another", "notes": "loud"})
    begins = show.on_air.hour * _HOUR if show.on_air else 0
    walls = (None, *(_wall(begins + after) for after in range(76)))
    value = dice.pick(_LENGTHS if change == "length" else walls)
    return ChangeSegment(segment=segment.id, changes={change: value})
