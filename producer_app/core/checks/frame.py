"""What the show as a whole lacks: rooms, segments, the times it begins and ends."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, finding
from producer_app.core.show import Room, Show
from producer_app.core.timebase import is_zone
from producer_app.core.timing import Plan


def frame_findings(plan: Plan) -> Iterator[Finding]:
    """A show without rooms, rooms with nothing in them, times that nobody has set."""
    show = plan.show
    if not show.rooms:
        yield finding("show.no_rooms")
    waits = bool(show.starts_after) and show.on_air is None
    if waits:
        yield finding("show.starts_after", {"programme": show.starts_after})
    for room in plan.rooms.values():
        if not room.segments:
            yield finding("show.empty_room", {"room": room.room.name}, room_id=room.room.id)
        if room.on_air is None and not waits:
            yield finding("show.no_on_air", {"room": room.room.name}, room_id=room.room.id)
        yield from _zones(room.room)
    yield from _promise(show)


def _zones(room: Room) -> Iterator[Finding]:
    """Channels on the clock of a zone that nobody knows."""
    for output in room.outputs:
        if output.zone and not is_zone(output.zone):
            words = {"room": room.name, "output": output.name, "zone": output.zone}
            yield finding("show.output_zone", words, room_id=room.id)


def _promise(show: Show) -> Iterator[Finding]:
    """A length that is promised, with no end to hold it against."""
    ends = (show.hard_out, *(room.hard_out for room in show.rooms))
    if show.keeps_length and all(end is None for end in ends):
        yield finding("show.keeps_length")
