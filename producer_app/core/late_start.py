"""A show that is expected on the air at another time: the edit that moves its plan along."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.core.show import Room, Show
from producer_app.core.timebase import Instant, WallTime, wall_time


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStart:
    """Expect the show on the air then; every room that opens with it comes along.

    Where the show keeps its length, its hard out comes along as well, and that of each of those
    rooms. What opens at a time of its own, and every hard time, stays.
    """

    on_air: WallTime
    label: str = "move_start"

    def apply(self, show: Show) -> Show:
        was = expected_start(show)
        by = 0 if was is None else show.instant(self.on_air) - was
        rooms = tuple(self._room(show, room, by) for room in show.rooms)
        changed = replace(show, rooms=rooms) if rooms != show.rooms else show
        main = main_room(show)
        if main is None or main.on_air is None:
            changed = replace(changed, on_air=self.on_air)
        return replace(changed, hard_out=_moved(show, show.hard_out, by))

    def _room(self, show: Show, room: Room, by: int) -> Room:
        if room != main_room(show) and room.on_air is not None:
            return room
        on_air = None if room.on_air is None else self.on_air
        return replace(room, on_air=on_air, hard_out=_moved(show, room.hard_out, by))


def main_room(show: Show) -> Room | None:
    """The room whose start is the show's: the stage, or the only room there is."""
    return show.stage() or (show.rooms[0] if show.rooms else None)


def expected_start(show: Show) -> Instant | None:
    """When the show is expected on the air; None while nobody has said."""
    room = main_room(show)
    if room is not None:
        return show.room_on_air(room)
    return None if show.on_air is None else show.instant(show.on_air)


def _moved(show: Show, wall: WallTime | None, by: int) -> WallTime | None:
    """A hard out that is kept at the same distance, where the show keeps its length."""
    if wall is None or not by or not show.keeps_length:
        return wall
    return wall_time(Instant(show.instant(wall) + by), show.date, show.zone)
