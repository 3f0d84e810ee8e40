"""The line's presence and the disk's state as the panels want them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.link.presence import LinkState, Presence, RoomClient
from producer_app.link.protocol import ACTING
from producer_app.present.echo import RoomLink
from producer_app.present.onair_health import DiskHealth, LineHealth, LineState
from producer_app.session.writer import Disk

_STATES = {
    LinkState.OFF: LineState.OFF,
    LinkState.UP: LineState.UP,
    LinkState.STARTING: LineState.DOWN,
    LinkState.DOWN: LineState.DOWN,
}


def line_health(presence: Presence, show: Show, now: Instant) -> LineHealth:
    """The line in one word: rooms heard, rooms that have fallen silent. A page that only looks
    on says nothing of its room."""
    rooms = [room for room in show.rooms if _answering(presence, room.id)]
    silent = tuple(r.name for r in rooms if not presence.is_room_fresh(r.id, now))
    pages = [page for room in rooms for page in _answering(presence, room.id)]
    ages = [page.age(now) for page in pages if not page.is_fresh(now)]
    down = Millis(now - presence.since) if presence.link is not LinkState.UP else None
    return LineHealth(
        state=_STATES[presence.link],
        rooms=len(rooms) - len(silent),
        silent=silent,
        age=down if down is not None else max(ages, default=None),
        broker_lost=_broker_lost(presence, now),
    )


def _broker_lost(presence: Presence, now: Instant) -> Millis | None:
    """For how long rooms at other sites are not reached; None when they are, or are not wanted."""
    is_lost = presence.broker.state == "down"
    return Millis(max(0, now - presence.broker_since)) if is_lost else None


def disk_health(disk: Disk, *, is_read_only: bool) -> DiskHealth:
    """The show file in one word."""
    return DiskHealth(
        unsaved=disk.unsaved,
        why=disk.why,
        is_read_only=is_read_only,
        is_in_place=disk.is_in_place,
    )


def rooms_health(presence: Presence, show: Show, now: Instant) -> Mapping[RoomId, RoomLink]:
    """How the pages that answer in each room are heard, for the cue lights."""
    return MappingProxyType({room.id: _link(presence, room.id, now) for room in show.rooms})


def _link(presence: Presence, room: RoomId, now: Instant) -> RoomLink:
    pages = _answering(presence, room)
    return RoomLink(min((page.age(now) for page in pages), default=None), len(pages))


def _answering(presence: Presence, room: RoomId) -> list[RoomClient]:
    """The pages of a room that answer handoffs."""
    return [page for page in presence.in_room(room) if page.role in ACTING]
