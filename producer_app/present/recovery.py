"""Getting back on time in words: what is missed, whether ways back are known, and which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.recovery.missing import is_late, misses
from producer_app.core.show import RoomId, Show
from producer_app.core.timing import HardTime, Projection, RoomTimes, fill_of
from producer_app.present.recovery_way import (
    WayView,
    fill_text,
    hard_named,
    level_of,
)
from producer_app.present.words import Words, both, clock, duration, over_under

_JOINT = " · "

Missed = Mapping[RoomId, tuple[HardTime, ...]]
"""The hard times that each room misses as things stand; rooms that miss none are left out."""


class Search(StrEnum):
    """How far the search for ways back is."""

    SEEKING = "seeking"
    AGAIN = "again"
    """There were ways, but the show has moved on since."""
    AGING = "aging"
    """There are ways that what runs on has overtaken a little: out of date, yet they may be
    applied until others are there."""
    FOUND = "found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What has been found for one room, best first."""

    search: Search = Search.SEEKING
    ways: tuple[WayView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    """The line at the foot of the window. ``level`` is over or under."""

    text: str
    """OVER 6:00 at 23:57:00 · 3 ways back"""
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMissView:
    """One room that misses a hard time, to choose by."""

    room: RoomId
    name: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryView:
    """The drawer of one room. ``level`` is calm, over or under."""

    room: RoomId
    rooms: tuple[RoomMissView, ...]
    """The rooms that miss a hard time, where there are several."""
    headline: str
    """OVER 6:00 at 23:57:00, or that nothing is missed."""
    about: str
    """What is missed, and how much more; the next hard time where nothing is; why there is no
    way."""
    level: str
    state: str
    search: Search
    ways: tuple[WayView, ...]

    @property
    def is_current(self) -> bool:
        """True when the ways shown are those of the show as it stands, or near enough."""
        return self.search in (Search.FOUND, Search.AGING)


def alert_view(
    projection: Projection, missed: Missed, offered: Offered, words: Words
) -> AlertView | None:
    """The line for the first room that misses a hard time; None where none does."""
    if not missed:
        return None
    hards, *others = missed.values()
    first = worst(hards)
    parts = [_against(projection.show, first, words), _counted(offered, words)]
    if others:
        key = "recovery.one_room" if len(others) == 1 else "recovery.rooms"
        parts.append(words.say(key, count=len(others)))
    return AlertView(text=_JOINT.join(parts), level=level_of(first.over))


def worst(hards: tuple[HardTime, ...]) -> HardTime:
    """Of the hard times that a room misses, the one that is told: the latest, a gap only where
    none is late. ``hards`` is not empty."""
    late = [hard for hard in hards if is_late(hard)]
    return max(late, key=lambda hard: hard.over or 0, default=hards[0])


def recovery_view(
    projection: Projection, room: RoomId, missed: Missed, offered: Offered, words: Words
) -> RecoveryView:
    """The drawer for that room; ``offered`` is what has been found for it."""
    show, times = projection.show, projection.rooms[room]
    hards = missed.get(room, ())
    return RecoveryView(
        room=room,
        rooms=_rooms(projection, missed, words) if len(missed) > 1 else (),
        headline=_against(show, worst(hards), words) if hards else words.say("recovery.on_time"),
        about=_about(projection, times, hards, offered, words),
        level=level_of(worst(hards).over) if hards else "calm",
        state=_state(hards, offered, words),
        search=offered.search if hards else Search.FOUND,
        ways=offered.ways if hards else (),
    )


def done_text(projection: Projection, room: RoomId, way: WayView, words: Words) -> str:
    """That the way is applied, and where its room stands now, or what is left to fill and by whom;
    ``projection`` is of the show behind the edit."""
    left = misses(projection.rooms[room])
    to_fill = next((landing for landing in way.landings if landing.fill), None)
    most = worst(left) if left else None
    if most is not None and (is_late(most) or to_fill is None):
        time = clock(most.at, projection.show, words=words)
        return words.say("recovery.done", figure=over_under(most.over, words), time=time)
    if to_fill is not None:
        return words.say("recovery.done_to_fill", time=to_fill.at, fill=to_fill.fill)
    return words.say("recovery.done_on_time")


def _counted(offered: Offered, words: Words) -> str:
    if offered.search is Search.FAILED:
        return words.say("recovery.failed")
    if offered.search in (Search.SEEKING, Search.AGAIN):
        return words.say("recovery.seeking")
    count = len(offered.ways)
    keys = {0: "recovery.none", 1: "recovery.one"}
    return words.say(keys.get(count, "recovery.many"), count=count)


def _rooms(projection: Projection, missed: Missed, words: Words) -> tuple[RoomMissView, ...]:
    return tuple(
        RoomMissView(
            room=room,
            name=_room_name(projection.rooms[room]),
            figure=over_under(worst(hards).over, words),
        )
        for room, hards in missed.items()
    )


def _room_name(times: RoomTimes) -> str:
    return both(times.plan.room.name, times.plan.room.name_alt, " ")


def _against(show: Show, hard: HardTime, words: Words) -> str:
    figure = over_under(hard.over, words)
    return words.say("recovery.against", figure=figure, time=clock(hard.at, show, words=words))


def _about(
    projection: Projection,
    times: RoomTimes,
    hards: tuple[HardTime, ...],
    offered: Offered,
    words: Words,
) -> str:
    show = projection.show
    if not hards:
        return _next(show, times, words)
    if offered.search is Search.FOUND and not offered.ways:
        first = worst(hards)
        key = "recovery.missing_over" if (first.over or 0) > 0 else "recovery.missing_under"
        length = duration(abs(first.over or 0))
        return words.say(key, length=length, time=clock(first.at, show, words=words))
    name, further = hard_named(times, worst(hards), words), len(hards) - 1
    keys = {0: "", 1: words.say("recovery.one_further")}
    return both(name, keys.get(further, words.say("recovery.further", count=further)), _JOINT)


def _next(show: Show, times: RoomTimes, words: Words) -> str:
    hard = times.next_hard
    if hard is None:
        return words.say("recovery.no_next")
    text = words.say(
        "recovery.next",
        time=clock(hard.at, show, words=words),
        name=hard_named(times, hard, words),
        figure=over_under(hard.over, words),
    )
    since = times.coming[0] if times.coming else 0
    return both(text, fill_text(fill_of(show, times.plan, hard, since), show, words), _JOINT)


def _state(hards: tuple[HardTime, ...], offered: Offered, words: Words) -> str:
    if not hards:
        return words.say("recovery.state_on_time")
    if offered.search is Search.AGING and not offered.ways:
        return words.say("recovery.state_again")
    if offered.search is not Search.FOUND:
        return words.say(f"recovery.state_{offered.search}")
    count = len(offered.ways)
    keys = {0: "recovery.state_on_time", 1: "recovery.state_one"}
    return words.say(keys.get(count, "recovery.state_found"), count=count)
