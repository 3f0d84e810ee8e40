"""Where a room's playhead goes next: what is in standby, and what follows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from producer_app.core.run import RoomRun, Take
from producer_app.core.show import Segment, SegmentId, Show, Standing


def following(segments: Sequence[Segment], room: RoomRun) -> Iterator[Segment]:
    """What is still to come in a room, in order: the one in standby first, then all behind it.

    Floated, omitted and skipped segments are passed over. A segment that has left the rundown
    since it was taken or stood by holds nothing up: the latest one still there counts.
    """
    pointed_at = {room.standby, room.then, *(take.segment for take in _taken(room))}
    places = {s.id: place for place, s in enumerate(segments) if s.id in pointed_at}
    skipped, planned, unplanned = room.skipped, Standing.IN, Standing.UNPLANNED
    for place in chain.from_iterable(playing_order(len(segments), room, places)):
        segment = segments[place]
        standing = segment.standing
        is_playable = standing is planned or standing is unplanned
        if is_playable and (not skipped or segment.id not in skipped):
            yield segment


def playing_order(count: int, room: RoomRun, places: Mapping[SegmentId, int]) -> tuple[range, ...]:
    """The places at and behind the playhead in a rundown of ``count`` segments, whether or not
    they are played: one stretch, but for a repeat in standby, which comes out of its order.
    ``places`` is the index of each segment that the playhead points at or has taken."""
    standby = None if room.standby is None else places.get(room.standby)
    if room.then is None:
        start = _behind_last_take(room, places) if standby is None else standby
        return (range(start, count),)
    behind = range(_behind_repeat(room, places, count), count)
    return (behind,) if standby is None else (range(standby, standby + 1), behind)


def _behind_repeat(room: RoomRun, places: Mapping[SegmentId, int], count: int) -> int:
    """Where the rundown goes on; when what was to come has left it, where it had come to."""
    if not room.then:
        return count
    if room.then in places:
        return places[room.then]
    is_on_air = room.standby is None
    return _behind_last_take(replace(room, on_air=None) if is_on_air else room, places)


def _behind_last_take(room: RoomRun, places: Mapping[SegmentId, int]) -> int:
    last = next((take.segment for take in _taken(room) if take.segment in places), None)
    return 0 if last is None else places[last] + 1


def _taken(room: RoomRun) -> Iterator[Take]:
    """What is on air and what was, the latest first."""
    if room.on_air is not None:
        yield room.on_air
    yield from reversed(room.takes)


def in_standby(show: Show, room: RoomRun) -> Segment | None:
    """The segment that GO would take; None at the end of the rundown or once the room has ended."""
    if room.ended is not None:
        return None
    return next(iter(following(show.rundowns.get(room.room, ()), room)), None)
