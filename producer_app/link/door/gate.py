"""Who may open a socket at all: the right host and origin, and not too many or too fast."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from producer_app.link.door.places import Place, Places
from producer_app.link.door.settings import LineSettings

UNKNOWN_PER_ADDRESS: Final = 4
UNKNOWN_IN_ALL: Final = 16
UNKNOWN_SHARE: Final = 4
"""Where a show has many pages, a quarter of them may say at the same time who they are: after a
power cut all of them come back at once."""

STRANGER_SHARE: Final = 2
"""Of the handshakes that strangers may begin, one address may begin half."""

RETURNS_PER_SECOND: Final = 5
"""Sockets that one pairing may open in a second; a page that comes back tries four times."""

REMEMBERED: Final = 256
"""Addresses of strangers whose pace is kept."""

REQUESTS_PER_SECOND: Final = 600
"""Requests that are answered in a second to all strangers together, and to each address that has
brought a client: a page is some thirty of them. More where the show takes more handshakes."""

NEW_PER_SECOND: Final = 500
"""Connections that are taken in a second from all strangers together, as far as the show does not
take more handshakes."""

NEW_PER_ADDRESS: Final = 200
"""And from one of their addresses."""

CONTROLS_PER_SECOND: Final = 20
"""Pings and pongs that any client may send in a second."""

ROOM_PER_SECOND: Final = 20
VIEWER_PER_MINUTE: Final = 100


@dataclass(slots=True)
class Pace:
    """At most ``count`` things in any ``seconds``."""

    count: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def takes(self, now: float) -> bool:
        """True when one more fits, and counts it; False when it does not."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        if len(self.times) >= self.count:
            return False
        self.times.append(now)
        return True


@dataclass(slots=True)
class Paces:
    """At most ``own`` things of each in a second, and ``in_all`` of everybody together."""

    own: int
    in_all: int
    _of: dict[str, Pace] = field(default_factory=dict)
    _together: Pace = field(init=False)

    def __post_init__(self) -> None:
        self._together = Pace(self.in_all, 1.0)

    def takes(self, who: str, now: float) -> bool:
        """True when one more of that one fits, and counts it."""
        if len(self._of) >= REMEMBERED and who not in self._of:
            self._of.clear()
        return self._of.setdefault(who, Pace(self.own, 1.0)).takes(now) and self._together.takes(
            now
        )


@dataclass(slots=True)
class Turns:
    """One after the other, ``per_second`` of them, and half a second's worth at once."""

    per_second: float
    last: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next one's turn, which is taken by this."""
        self.last = max(self.last, now - 0.5) + 1 / self.per_second
        return max(0.0, self.last - now)


@dataclass(slots=True)
class Gate:
    """Counts sockets that have not said who they are, and those that have."""

    addresses: frozenset[str] = frozenset()
    """What pages are opened by: scheme, address and port of everything that we bound."""
    arrivals: Paces = field(default_factory=lambda: _of_arrivals(LineSettings()))
    """Connections from addresses that have never brought a client."""
    guests: Turns = field(default_factory=lambda: Turns(REQUESTS_PER_SECOND))
    """The requests of addresses that have never brought a client."""
    turns: dict[str, Turns] = field(default_factory=dict)
    """Those of each address that has."""
    places: Places = field(default_factory=Places)
    """Who has not said yet who they are."""
    known: Counter[str] = field(default_factory=Counter)
    settings: LineSettings = field(default_factory=LineSettings)
    strangers: Paces = field(default_factory=lambda: _of_strangers(LineSettings()))
    """Handshakes from addresses that have never brought a client."""
    met: dict[str, Pace] = field(default_factory=dict)
    """The same for each address that has: a flood from elsewhere keeps none of these out."""
    returns: dict[str, Pace] = field(default_factory=dict)
    """Of each pairing whose page has come back."""

    def adopt(self, settings: LineSettings) -> None:
        """Lets in as many, and as fast, as the show says."""
        self.settings = settings
        self.strangers, self.arrivals = _of_strangers(settings), _of_arrivals(settings)
        for turns in (self.guests, *self.turns.values()):
            turns.per_second = self._requests
        for pace in self.met.values():
            pace.count = settings.handshakes

    def meet(self, address: str) -> None:
        """Remembers an address that has brought a client."""
        self.met.setdefault(address, Pace(self.settings.handshakes, 1.0))

    def has_met(self, address: str) -> bool:
        """True for an address that has brought a client before."""
        return address in self.met

    @property
    def hosts(self) -> frozenset[str]:
        """The literal Host headers that reach us."""
        return frozenset(urlsplit(address).netloc for address in self.addresses)

    def is_ours(self, host: str | None) -> bool:
        """True for the literal address and port of something that we bound."""
        return host in self.hosts

    def is_same_origin(self, origin: str | None, host: str | None, scheme: str = "http") -> bool:
        """True for a page that came from here, by the same scheme."""
        return origin is not None and origin == f"{scheme}://{host}"

    def turn(self, address: str, now: float) -> float:
        """Seconds that a request from there waits for its turn: a flood is a queue of its own."""
        if not self.has_met(address):
            return self.guests.wait(now)
        return self.turns.setdefault(address, Turns(self._requests)).wait(now)

    @property
    def _requests(self) -> int:
        return max(REQUESTS_PER_SECOND, self.settings.handshakes)

    def enter(
        self, address: str, now: float, end: Callable[[], None], *, client: str = ""
    ) -> Place | None:
        """A place for another socket from there, which may now say who it is; None where there is
        none. ``client`` is the pairing that it says is its own, where there is such a one; ``end``
        ends it when the place goes to another."""
        if client and self._may_return(client, now):
            place = Place(address=address, client=client, end=end)
        elif self._takes_stranger(address, now):
            place = Place(address=address, client="", end=end)
        else:
            return None
        self.places.take(place)
        return place

    def _may_return(self, client: str, now: float) -> bool:
        if not self.places.is_free_for(client):
            return False
        return self.returns.setdefault(client, Pace(RETURNS_PER_SECOND, 1.0)).takes(now)

    def _takes_stranger(self, address: str, now: float) -> bool:
        settings, places = self.settings, self.places
        if places.of(address) >= max(UNKNOWN_PER_ADDRESS, settings.per_address // UNKNOWN_SHARE):
            return False
        if self.has_met(address):
            return self.met[address].takes(now)
        if not self.strangers.takes(address, now):
            return False
        in_all = max(UNKNOWN_IN_ALL, settings.clients // UNKNOWN_SHARE)
        if places.in_all(self._is_unmet) < in_all:
            return True
        return places.displace(address, self._is_unmet)

    def _is_unmet(self, address: str) -> bool:
        return address not in self.met

    def has_seat(self, address: str) -> bool:
        """True when another authenticated client from there fits."""
        settings = self.settings
        is_free = self.known.total() < settings.clients
        return is_free and self.known[address] < settings.per_address

    def take_seat(self, address: str) -> None:
        """Counts one more client from there, and remembers the address."""
        self.known[address] += 1
        self.meet(address)

    def leave_seat(self, address: str) -> None:
        """Counts one client less."""
        _less(self.known, address)


def _less(counts: Counter[str], address: str) -> None:
    counts[address] -= 1
    if counts[address] <= 0:
        del counts[address]


def _of_strangers(settings: LineSettings) -> Paces:
    """The handshakes of strangers: one of them that floods leaves some to others."""
    own = max(UNKNOWN_PER_ADDRESS, settings.handshakes // STRANGER_SHARE)
    return Paces(own, settings.handshakes)


def _of_arrivals(settings: LineSettings) -> Paces:
    own = max(NEW_PER_ADDRESS, settings.handshakes)
    return Paces(own, max(NEW_PER_SECOND, settings.handshakes))
