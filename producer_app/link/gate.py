"""Who may open a socket at all: the right host and origin, and not too many or too fast."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

UNKNOWN_PER_ADDRESS: Final = 4
UNKNOWN_IN_ALL: Final = 16
CLIENTS_PER_ADDRESS: Final = 8
CLIENTS_IN_ALL: Final = 64
HANDSHAKES_PER_SECOND: Final = 20
UNKNOWN_SHARE: Final = 4
"""Where a show has many pages, a quarter of them may say at the same time who they are: after a
power cut all of them come back at once."""

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
    clients: int = CLIENTS_IN_ALL
    """How many clients the show lets in."""
    handshakes: Pace = field(default_factory=lambda: Pace(HANDSHAKES_PER_SECOND, 1.0))

    def let_in(self, clients: int) -> None:
        """Sets how many clients may be there, and with it how many may come at once."""
        self.clients = clients
        self.handshakes.count = max(HANDSHAKES_PER_SECOND, clients)

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
        return (
            self.unknown[address] < UNKNOWN_PER_ADDRESS
            and self.unknown.total() < max(UNKNOWN_IN_ALL, self.clients // UNKNOWN_SHARE)
            and self.handshakes.takes(now)
        )

    def has_seat(self, address: str) -> bool:
        """True when another authenticated client from there fits."""
        return self.known[address] < CLIENTS_PER_ADDRESS and self.known.total() < self.clients
