"""The line to the rooms in words: its state, its pages, and how long a code is still good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from producer_app.core.pairing import Pairing
from producer_app.core.show import Room, RoomId, Show
from producer_app.core.timebase import Instant
from producer_app.link.door.pairing import client_of
from producer_app.link.door.sharing import SharedNow
from producer_app.link.presence import LinkState, PairingCode, Presence, RoomClient
from producer_app.link.protocol import Role
from producer_app.present.titles import in_order
from producer_app.present.words import Words, both, countdown, duration, own_clock

EVERYWHERE = frozenset({Role.PRODUCER, Role.TOOL})
"""Whose page is no one room's."""

_JOINT = " · "
_NOTHING = "—"
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
class ShareTold:
    """What others on the network can reach, in words."""

    state: str
    tone: str
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
    is_here: bool = True
    """False for one who is paired and not connected."""

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

    title: str
    """Which page it opens, and for which room."""
    spoken: str
    urls: tuple[str, ...]
    lasts: str
    is_over: bool


COLUMNS = ("room", "name", "role", "address", "heard", "seen", "trip", "since")
"""The names of the list's columns."""


def link_told(presence: Presence, show: Show, now: Instant, say: Words) -> LinkTold:
    """The line as it is now."""
    since = ""
    if presence.since:
        at, age = _time_of_day(presence.since, show), duration(max(0, now - presence.since))
        since = say.say("rooms.for", at=at, age=age)
    warnings = [say.say("rooms.trouble", what=presence.trouble)] if presence.trouble else []
    if presence.broker.state == "down":
        age = duration(max(0, now - presence.broker_since))
        warnings.append(say.say("rooms.broker_down", age=age))
    if presence.has_moved:
        warnings.append(say.say("rooms.moved"))
    if presence.restarts:
        warnings.append(say.say("rooms.restarts", count=presence.restarts))
    return LinkTold(
        word=say.say(f"rooms.link_{presence.link}"),
        tone=_TONES[presence.link],
        since=since,
        reach="" if presence.shared.urls else reach_told(presence.url, say),
        warning=_JOINT.join(warnings),
    )


def share_told(shared: SharedNow, say: Words) -> ShareTold:
    """The network switch as it stands."""
    if not shared.is_on:
        return ShareTold(state=say.say("rooms.share_off"), tone="ink_quiet", warning="")
    warnings = []
    if shared.failed:
        failed = say.say("errors.joint").join(shared.failed)
        warnings.append(say.say("rooms.share_failed", addresses=failed))
    elif shared.why:
        warnings.append(say.say("rooms.share_broken", why=shared.why))
    if shared.has_moved:
        warnings.append(say.say("rooms.share_moved"))
    if not shared.is_secure:
        warnings.append(say.say("rooms.share_plain"))
    if shared.is_opening:
        state, tone = say.say("rooms.share_opening"), "warning"
    elif shared.urls:
        urls = say.say("errors.joint").join(shared.urls)
        state, tone = say.say("rooms.share_on", urls=urls), "calm"
    else:
        state, tone = say.say("rooms.share_none"), "error"
    return ShareTold(state=state, tone=tone, warning=_JOINT.join(warnings))


def reach_told(url: str, say: Words) -> str:
    """Who can open an address, in words; nothing where there is none or others can."""
    host = urlsplit(url).hostname or ""
    is_own = host == "localhost" or host == "::1" or host.startswith("127.")
    return say.say("rooms.this_machine") if is_own else ""


def pages_told(presence: Presence, show: Show, now: Instant, say: Words) -> tuple[PageTold, ...]:
    """Every connected page, room by room in the show's order, then who is paired and away."""
    order = {room.id: place for place, room in enumerate(show.rooms)}
    clients = sorted(presence.clients, key=lambda c: (order.get(c.room, len(order)), c.since, c.id))
    tools = [p for p in presence.paired if client_of(p) in presence.tools_here]
    absent = sorted(presence.absent(), key=lambda p: (order.get(p.room, len(order)), p.created))
    here = tuple(_page(client, show, now, say) for client in clients)
    at_work = say.say("rooms.at_work")
    there = tuple(replace(_absent(p, show, say), heard=at_work, is_here=True) for p in tools)
    away = tuple(_absent(pairing, show, say) for pairing in absent)
    return _told_apart(here + there + away, presence, say)


def code_told(code: PairingCode, show: Show, now: Instant, say: Words) -> CodeTold:
    """The open code as it stands now."""
    is_over = now >= code.expires
    lasts = (
        say.say("rooms.code_over")
        if is_over
        else say.say("rooms.code_lasts", time=countdown(code.expires - now))
    )
    page = role_told(code.role, say)
    room = room_told(show.by_id.get(code.room), code.room, say)
    is_everywhere = code.role in EVERYWHERE
    return CodeTold(
        title=page if is_everywhere else say.say("rooms.code_for", page=page, room=room),
        spoken=code.spoken,
        urls=code.urls,
        lasts=lasts,
        is_over=is_over,
    )


def room_told(room: object, key: str, say: Words) -> str:
    """A room in both its names, the window's language first; its key where the show no longer has
    it."""
    if not isinstance(room, Room):
        return key
    return both(*in_order(room.name, room.name_alt, say), _JOINT)


def role_told(role: str, say: Words) -> str:
    """Which page it is; the role's own name where there is no word for it."""
    key = f"rooms.role_{role}"
    return say.say(key) if key in say else role


def _told_apart(
    pages: tuple[PageTold, ...], presence: Presence, say: Words
) -> tuple[PageTold, ...]:
    """Numbers the pages that share a name, a room and a kind, in the order they were paired."""
    paired = sorted(presence.paired, key=lambda pairing: pairing.created)
    place = {client_of(pairing): number for number, pairing in enumerate(paired)}
    alike: dict[tuple[str, str, str], list[str]] = {}
    for page in sorted(pages, key=lambda page: place.get(page.client, len(place))):
        alike.setdefault((page.name, page.room, page.role), []).append(page.client)
    return tuple(
        page if len(same) == 1 else _numbered(page, same.index(page.client) + 1, say)
        for page in pages
        for same in (alike[page.name, page.room, page.role],)
    )


def _numbered(page: PageTold, number: int, say: Words) -> PageTold:
    return replace(page, name=say.say("rooms.numbered", name=page.name, number=number))


def _place(room: RoomId, role: str, show: Show, say: Words) -> str:
    """Whose page it is: a room's, or every room's where it speaks for all of them."""
    if role in EVERYWHERE:
        return say.say("rooms.every_room")
    return room_told(show.by_id.get(room), room, say)


def _time_of_day(at: Instant, show: Show) -> str:
    """A moment by the clock of its own day, as every clock of the window: 24:03:12 in the night
    of the show, the plain time of day where a line was up days before."""
    return own_clock(at, show)


def _trip(client: RoomClient, say: Words) -> str:
    """How long a word takes there and back, and a clock that is off."""
    if client.rtt is None:
        return _NOTHING
    trip = say.say("rooms.trip", ms=client.rtt)
    if not client.is_off or client.skew is None:
        return trip
    key = "rooms.clock_ahead" if client.skew > 0 else "rooms.clock_behind"
    return f"{trip} · {say.say(key, ms=abs(client.skew))}"


def _absent(pairing: Pairing, show: Show, say: Words) -> PageTold:
    return PageTold(
        client=client_of(pairing),
        room=_place(pairing.room, pairing.role, show, say),
        name=pairing.name,
        role=role_told(pairing.role, say),
        address=_NOTHING,
        heard=say.say("rooms.absent"),
        is_silent=False,
        seen=_NOTHING,
        is_seen=True,
        trip=_NOTHING,
        since=_NOTHING,
        is_here=False,
    )


def _page(client: RoomClient, show: Show, now: Instant, say: Words) -> PageTold:
    age = duration(client.age(now))
    is_fresh = client.is_fresh(now)
    return PageTold(
        client=client.id,
        room=_place(client.room, client.role, show, say),
        name=client.name,
        role=role_told(client.role, say),
        address=client.address,
        heard=say.say("rooms.heard" if is_fresh else "rooms.silent", age=age),
        is_silent=not is_fresh,
        seen=say.say("rooms.visible" if client.is_visible else "rooms.hidden"),
        is_seen=client.is_visible,
        trip=_trip(client, say),
        since=_time_of_day(client.since, show),
    )
