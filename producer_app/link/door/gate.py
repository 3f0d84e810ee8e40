"""Who may open a socket at all: the right host and origin, and not too many or too fast."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from producer_app.link.door.settings import LineSettings

UNKNOWN_PER_ADDRESS: Final = 4
UNKNOWN_IN_ALL: Final = 16
UNKNOWN_SHARE: Final = 4
"""Where a show has many pages, a quarter of them may say at the same time who they are: after a
power cut all of them come back at once."""

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
class Gate:
    """Counts sockets that have not said who they are, and those that have."""

    addresses: frozenset[str] = frozenset()
    """What pages are opened by: scheme, address and port of everything that we bound."""
    unknown: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    settings: LineSettings = field(default_factory=LineSettings)
    strangers: Pace = field(default_factory=lambda: Pace(LineSettings().handshakes, 1.0))
    """Handshakes from addresses that have never brought a client."""
    met: dict[str, Pace] = field(default_factory=dict)
    """The same for each address that has: a flood from elsewhere keeps none of these out."""

    def adopt(self, settings: LineSettings) -> None:
        """Lets in as many, and as fast, as the show says."""
        self.settings = settings
        for pace in (self.strangers, *self.met.values()):
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

    def has_place(self, address: str, now: float) -> bool:
        """True when another socket from there may try to say who it is."""
        settings = self.settings
        per_address = max(UNKNOWN_PER_ADDRESS, settings.per_address // UNKNOWN_SHARE)
        if self.unknown[address] >= per_address:
            return False
        if self.has_met(address):
            return self.met[address].takes(now)
        strangers = sum(count for each, count in self.unknown.items() if not self.has_met(each))
        in_all = max(UNKNOWN_IN_ALL, settings.clients // UNKNOWN_SHARE)
        return strangers < in_all and self.strangers.takes(now)

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

    def forget_stranger(self, address: str) -> None:
        """Counts one socket less that has not said who it is."""
        _less(self.unknown, address)


def _less(counts: Counter[str], address: str) -> None:
    counts[address] -= 1
    if counts[address] <= 0:
        del counts[address]
