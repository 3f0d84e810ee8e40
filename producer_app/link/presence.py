"""Who is on the line and how fresh they are, as the console shows it; knows no sockets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from producer_app.core.handoff import TIMERS
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.door.pairing import client_of
from producer_app.link.door.sharing import SharedNow
from producer_app.link.pipe import BrokerNow, ClientNow, ToolsReport
from producer_app.link.protocol import ACTING, Role


class LinkState(StrEnum):
    OFF = "off"
    STARTING = "starting"
    UP = "up"
    DOWN = "down"


SKEW_ALARM: Final = Millis(250)
"""Countdowns that differ by more than this are told of; they should agree within 100."""

FURTHEST: Final = Millis(86_400_000)
"""No clock is told to be off by more than a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomClient:
    """One page. ``heard`` is when its script last spoke, ``since`` when it connected."""

    id: str
    name: str
    room: RoomId
    role: str
    address: str
    heard: Instant
    since: Instant
    is_visible: bool
    rtt: Millis | None = None
    skew: Millis | None = None
    """By how much its clock is ahead of the console's; less than 0: behind."""

    def age(self, now: Instant) -> Millis:
        """How long its script has been silent."""
        return Millis(max(0, now - self.heard))

    @property
    def is_off(self) -> bool:
        """True when its countdown and the console's differ by more than people overlook."""
        return self.skew is not None and abs(self.skew) > SKEW_ALARM

    def is_fresh(self, now: Instant) -> bool:
        """True while its script has been heard within the protocol's patience."""
        return self.age(now) <= TIMERS.heartbeat


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingCode:
    """A code to read out, or a page address that holds it; one client may use it once."""

    room: RoomId
    code: str
    spoken: str
    """As people read it out: ``7KQ2-M0XD``."""
    urls: tuple[str, ...]
    """The page's addresses with the code in their fragment, this machine's own last; none while the
    server is down."""
    expires: Instant
    role: Role = Role.ROOM

    @property
    def url(self) -> str:
        """The first of the addresses; empty while the server is down."""
        return next(iter(self.urls), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """The line as it is now: the server, and every page on it."""

    link: LinkState = LinkState.OFF
    since: Instant = Instant(0)
    """When the line came into this state."""
    url: str = ""
    """The room page's address; empty while the server is not up."""
    port: int | None = None
    """The port it listens on now, or listened on last; worth keeping for the next start."""
    has_moved: bool = False
    """The port that paired pages knew was taken: they must be opened anew at ``url``."""
    restarts: int = 0
    clients: tuple[RoomClient, ...] = ()
    paired: tuple[Pairing, ...] = ()
    """Everybody who may come, connected or not."""
    pairing: PairingCode | None = None
    """The code that is open now."""
    closed: str = ""
    """Why the last code is no longer open: ``used``, ``late`` or ``wrong`` too often."""
    tools: ToolsReport = field(default_factory=ToolsReport)
    """How it goes with other programs."""
    broker: BrokerNow = field(default_factory=lambda: BrokerNow(state="off"))
    broker_since: Instant = Instant(0)
    """When the broker came into this state; while it is tried again and again, when it was lost."""
    shared: SharedNow = field(default_factory=SharedNow)
    trouble: str = ""
    """What failed last in the server that nobody had foreseen; empty while nothing did."""

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the pages are opened: on the network first, then on this machine."""
        return (*self.shared.urls, self.url) if self.url else ()

    def absent(self) -> tuple[Pairing, ...]:
        """Those who are paired and not connected."""
        here = {client.id for client in self.clients} | self.tools_here
        return tuple(pairing for pairing in self.paired if client_of(pairing) not in here)

    @property
    def tools_here(self) -> frozenset[str]:
        """Other programs with an open socket, or that have just asked for something."""
        return frozenset((*self.tools.sockets, *self.tools.asking))

    def in_room(self, room: RoomId) -> tuple[RoomClient, ...]:
        """The pages of one room, the longest connected first."""
        return tuple(client for client in self.clients if client.room == room)

    def is_room_fresh(self, room: RoomId, now: Instant) -> bool:
        """True while at least one page that may act is there and speaks."""
        return self.link is LinkState.UP and any(
            client.is_fresh(now) for client in self.in_room(room) if client.role in ACTING
        )


def clients_at(present: Iterable[ClientNow], now: Instant) -> tuple[RoomClient, ...]:
    """The clients that the server reports, their ages turned into moments of show time."""
    return tuple(
        RoomClient(
            id=client.client,
            name=client.name,
            room=RoomId(client.room),
            role=client.role,
            address=client.address,
            heard=Instant(now - client.age),
            since=Instant(now - client.up),
            is_visible=client.visible,
            rtt=None if client.rtt is None else Millis(round(client.rtt)),
            skew=None if client.skew is None else _within_a_day(client.skew),
        )
        for client in present
    )


def _within_a_day(skew: float) -> Millis:
    """What a page says of its own clock may be anything."""
    return Millis(round(max(-FURTHEST, min(FURTHEST, skew))))


def with_broker(presence: Presence, news: BrokerNow, now: Instant) -> Presence:
    """The same presence with that news of the broker: one that is down is down until it is up,
    however often it is tried in between."""
    before = presence.broker
    if (before.state, news.state) == ("down", "connecting"):
        return presence
    since = presence.broker_since if before.state == news.state else now
    return replace(presence, broker=news, broker_since=since)


def stepped(presence: Presence, by: Millis) -> Presence:
    """The same presence after show time has stepped: every age stays what it was."""

    def later(at: Instant) -> Instant:
        return Instant(at + by)

    code = presence.pairing
    return replace(
        presence,
        since=later(presence.since),
        broker_since=later(presence.broker_since),
        clients=tuple(
            replace(client, heard=later(client.heard), since=later(client.since))
            for client in presence.clients
        ),
        pairing=None if code is None else replace(code, expires=later(code.expires)),
    )
