"""Times of day typed for a segment: what they count from, their echo, and what they change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from producer_app.core.entry import Around, parse_time
from producer_app.core.show import Segment, Show
from producer_app.core.timebase import HOUR, Instant, Millis, WallTime
from producer_app.core.timing import Plan, RoomPlan
from producer_app.present.rundown_times import day_at, opening_at, told_date, wall_of_day
from producer_app.present.words import Words, apart

_DAY = 24

_FAR_BEFORE = 6 * HOUR
"""A time that lies further before the room goes on air is hardly meant."""

FRONT = "front"
"""The front time as it stands: a hard start where there is one, else a hit time."""

TIMES = frozenset({FRONT, "hard_start", "hard_end", "front_hit", "back_hit"})
"""What of a segment is typed as a time of day; but for the first, fields of it."""

_HARD = "!"
"""Behind a front time: it cannot move."""


def time_text(plan: Plan, segment: Segment, name: str) -> str:
    """The text that this time of the segment is typed as; nothing for none."""
    wall = segment.hard_start or segment.front_hit if name == FRONT else getattr(segment, name)
    if wall is None:
        return ""
    room = plan.rooms[segment.room]
    return str(wall_of_day(wall, day_at(room, room.places[segment.id])))


def time_changes(plan: Plan, segment: Segment, name: str, text: str) -> Mapping[str, Any]:
    """What this text changes of the segment, by field; nothing and a dash clear the time.

    A front time is a hit time, and a hard start with ``!`` behind it or where one stands already.
    """
    said = text.strip().replace("！", _HARD)
    is_hard = name == FRONT and said.endswith(_HARD)
    said = said.removesuffix(_HARD).strip() or ("+0" if is_hard else "")
    wall = parse_time(said, around(plan, segment, _present(plan, segment, name)))
    if name == FRONT and (is_hard or segment.hard_start is not None):
        return {"front_hit": None} | _hard_start(wall)
    if name == FRONT:
        return {"front_hit": wall}
    return _hard_start(wall) if name == "hard_start" else {name: wall}


def _hard_start(wall: WallTime | None) -> dict[str, Any]:
    """A room goes on air anew only at a hard start."""
    return {"hard_start": wall} if wall is not None else {"hard_start": None, "is_opening": False}


def time_echo(plan: Plan, segment: Segment, name: str, text: str, words: Words) -> str:
    """What that text is understood as."""
    changes = time_changes(plan, segment, name, text)
    found = ((key, wall) for key, wall in changes.items() if isinstance(wall, WallTime))
    key, wall = next(found, ("", None))
    if wall is None:
        return words.say(_CLEARED[name])
    if key == "hard_start" and segment.is_opening:
        word = "rundown.understood_opens"
    elif key == "hard_end" and segment.length is None:
        word = "rundown.understood_fills"
    else:
        word = f"rundown.understood_{name if key == 'front_hit' else key}"
    said = words.say(word, at=said_time(plan.show, wall, words))
    return said if segment.is_opening else _with_distance(plan, segment, wall, said, words)


def _with_distance(plan: Plan, segment: Segment, wall: WallTime, said: str, words: Words) -> str:
    """The echo; with how far off the time is, where it lies far before the show or behind it."""
    room, at = plan.rooms[segment.room], plan.show.instant(wall)
    early = 0 if room.on_air is None else room.on_air - at
    late = 0 if room.hard_out is None else at - room.hard_out
    if early > _FAR_BEFORE:
        key, by = "rundown.understood_before_show", early
    elif late > 0:
        key, by = "rundown.understood_after_out", late
    else:
        return said
    clock = str(WallTime(wall.hour % _DAY, wall.minute, wall.second, wall.milli))
    return words.say(key, understood=said, at=clock, time=apart(by, words))


_CLEARED = {
    FRONT: "rundown.understood_computed",
    "hard_start": "rundown.understood_follows",
    "hard_end": "rundown.understood_no_end",
    "front_hit": "rundown.understood_computed",
    "back_hit": "rundown.understood_computed",
}


def _present(plan: Plan, segment: Segment, name: str) -> Instant | None:
    """The time that stands there: set by hand, else computed where one can be seen."""
    room = plan.rooms[segment.room]
    place = room.places[segment.id]
    own = segment.hard_start or segment.front_hit if name == FRONT else getattr(segment, name)
    if own is not None:
        return plan.show.instant(own)
    if name == "back_hit":
        return room.backs[place]
    return room.start_at(place) if name in (FRONT, "front_hit") else None


def around(plan: Plan, segment: Segment, present: Instant | None) -> Around:
    """What a time of day counts from where it is typed for that segment; ``present`` is the time
    that stands there."""
    show, room = plan.show, plan.rooms[segment.room]
    place = room.places[segment.id]
    return Around(
        date=show.date,
        zone=show.zone,
        evening=opening_at(room, place) or room.room.on_air or show.on_air,
        day=day_at(room, place),
        present=present,
        before=end_before(room, place),
        opens=segment.is_opening,
    )


def around_show(show: Show, present: WallTime | None, *, of_the_night: bool = True) -> Around:
    """What a time of the show itself counts from; without ``of_the_night`` 0:30 stays 0:30."""
    return Around(
        date=show.date,
        zone=show.zone,
        evening=show.on_air if of_the_night else None,
        present=None if present is None else show.instant(present),
    )


def end_before(room: RoomPlan, place: int) -> Instant | None:
    """When the segment before that place is over as planned; None while nobody knows."""
    before = _place_before(room, place)
    if before is None or not room.down.is_firm_at(before) or room.length_of(before) is None:
        return None
    return room.down.free_before(place)


def length_before(plan: Plan, segment: Segment) -> Millis | None:
    """How long the segment before is as planned; None while nobody knows."""
    room = plan.rooms[segment.room]
    before = _place_before(room, room.places[segment.id])
    return None if before is None else room.length_of(before)


def _place_before(room: RoomPlan, place: int) -> int | None:
    return next((i for i in range(place - 1, -1, -1) if room.segments[i].is_timed), None)


def said_time(show: Show, wall: WallTime, words: Words) -> str:
    """A typed time as it was understood; from midnight on with the day that it is of."""
    if wall.hour < _DAY:
        return str(wall)
    clock = WallTime(wall.hour % _DAY, wall.minute, wall.second, wall.milli)
    date = told_date(show.instant(wall), show, words)
    return words.say("rundown.on_date", time=wall, at=clock, date=date)
