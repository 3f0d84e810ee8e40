"""What stands at the head of every page: which show, which room, which run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """``run`` is "plan", "rehearsal" or "show"; ``epoch`` is 0 without a run."""

    show: str
    show_title: str
    show_title_alt: str
    zone: str
    date: str
    room: str
    name: str
    name_alt: str
    run: str
    run_number: int
    is_ended: bool
    epoch: int
    hard_out: Instant | None


def head_of(projection: Projection, room: RoomId) -> dict[str, Any]:
    """The head of a room's page; Refused when the show has no such room."""
    show, run = projection.show, projection.run
    place = show.room(room)
    return {
        "show": show.id,
        "show_title": show.title,
        "show_title_alt": show.title_alt,
        "zone": show.zone,
        "date": show.date.isoformat(),
        "room": place.id,
        "name": place.name,
        "name_alt": place.name_alt,
        "run": run.kind.value if run else "plan",
        "run_number": run.number if run else 0,
        "is_ended": run is not None and run.ended is not None,
        "epoch": run.epoch if run else 0,
        "hard_out": projection.rooms[room].hard_out,
    }
