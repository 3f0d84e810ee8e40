"""The line to the rooms in words: its state, its pages, and how long a code is still good."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from producer_app.core.show import Room, Show
from producer_app.core.timebase import Instant
from producer_app.link.presence import LinkState, PairingCode, Presence, RoomClient
from producer_app.present.words import Words, both, clock, countdown, duration

_JOINT = " · "
_TONES = {
    LinkState.UP: "calm",
    LinkState.STARTING: "warning",
    LinkState.DOWN: "error",
    LinkState.OFF: "ink_quiet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTold:
    """The line: one word with its colour, since when, and what else to know."""

    word: str
    tone: str
    since: str
    reach: str
    """Who can open the address."""
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTold:
    """One connected page, every field in words."""

    client: str
    room: str
    name: str
    role: str
    address: str
    heard: str
    is_silent: bool
    seen: str
    is_seen: bool
    trip: str
    since: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The fields in the order of the list's columns."""
        return (
            self.room,
            self.name,
            self.role,
            self.address,
            self.heard,
            self.seen,
            self.trip,
            self.since,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTold:
    """The open code: what to read out, and how long it is still good."""

    room: str
    spoken: str
    url: str
    lasts: str
    is_over: bool


COLUMNS = ("room", "name", "role", "address", "heard", "seen", "trip", "since")
"""The names of the list's columns."""


def link_told(presence: Presence, show: Show, now: Instant, say: Words) -> LinkTold:
    """The line as it is now."""
    since = ""
    if presence.since:
        at, age = clock(presence.since, show), duration(max(0, now - presence.since))
        since = say.say("rooms.for", at=at, age=age)
    warnings = []
    if presence.has_moved:
        warnings.append(say.say("rooms.moved"))
    if presence.restarts:
        warnings.append(say.say("rooms.restarts", count=presence.restarts))
    return LinkTold(
        word=say.say(f"rooms.link_{presence.link}"),
        tone=_TONES[presence.link],
        since=since,
        reach=reach_told(presence.url, say),
        warning=_JOINT.join(warnings),
    )


def reach_told(url: str, say: Words) -> str:
    """Who can open an address, in words; nothing where there is none or others can."""
    host = urlsplit(url).hostname or ""
    is_own = host == "localhost" or host == "::1" or host.startswith("127.")
    return say.say("rooms.this_machine") if is_own else ""


def pages_told(presence: Presence, show: Show, now: Instant, say: Words) -> tuple[PageTold, ...]:
    """Every connected page, room by room in the show's order."""
    order = {room.id: place for place, room in enumerate(show.rooms)}
    clients = sorted(presence.clients, key=lambda c: (order.get(c.room, len(order)), c.since, c.id))
    return tuple(_page(client, show, now, say) for client in clients)


def code_told(code: PairingCode, show: Show, now: Instant, say: Words) -> CodeTold:
    """The open code as it stands now."""
    is_over = now >= code.expires
    lasts = (
        say.say("rooms.code_over")
        if is_over
        else say.say("rooms.code_lasts", time=countdown(code.expires - now))
    )
    return CodeTold(
        room=room_told(show.by_id.get(code.room), code.room),
        spoken=code.spoken,
        url=code.url,
        lasts=lasts,
        is_over=is_over,
    )


def room_told(room: object, key: str) -> str:
    """A room in both its names; its key where the show no longer has it."""
    return both(room.name, room.name_alt, _JOINT) if isinstance(room, Room) else key


def _page(client: RoomClient, show: Show, now: Instant, say: Words) -> PageTold:
    age = duration(client.age(now))
    is_fresh = client.is_fresh(now)
    role = f"rooms.role_{client.role}"
    return PageTold(
        client=client.id,
        room=room_told(show.by_id.get(client.room), client.room),
        name=client.name,
        role=say.say(role) if role in say else client.role,
        address=client.address,
        heard=say.say("rooms.heard" if is_fresh else "rooms.silent", age=age),
        is_silent=not is_fresh,
        seen=say.say("rooms.visible" if client.is_visible else "rooms.hidden"),
        is_seen=client.is_visible,
        trip="—" if client.rtt is None else say.say("rooms.trip", ms=client.rtt),
        since=clock(client.since, show),
    )
