"""The places of those who have not said yet who they are: who is given one, and who loses it.

Whoever is expected, because a pairing of this show is theirs, has places that no stranger can take,
whatever address they share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

RETURNS_AT_ONCE: Final = 2
"""Sockets of one pairing that may say at the same time who they are: the new one, and one that is
lost and does not know it yet."""


@dataclass(slots=True, kw_only=True, eq=False)
class Place:
    """One socket that has not said who it is. ``end`` ends it when the place goes to another."""

    address: str
    client: str
    """Whose it is expected to be; empty for a stranger's."""
    end: Callable[[], None]


_Taken = dict[str, dict[Place, None]]


@dataclass(slots=True)
class Places:
    """Everybody who is being asked who they are."""

    _strangers: _Taken = field(default_factory=dict)
    """By address, the longest there first."""
    _expected: _Taken = field(default_factory=dict)
    """By client."""

    def of(self, address: str) -> int:
        """How many strangers from there are being asked."""
        return len(self._strangers.get(address, ()))

    def in_all(self, counts: Callable[[str], bool]) -> int:
        """How many strangers are being asked, of the addresses that count."""
        return sum(len(there) for address, there in self._strangers.items() if counts(address))

    def is_free_for(self, client: str) -> bool:
        """True when one more socket of that pairing may say who it is."""
        return len(self._expected.get(client, ())) < RETURNS_AT_ONCE

    def take(self, place: Place) -> None:
        taken, key = self._where(place)
        taken.setdefault(key, {})[place] = None

    def leave(self, place: Place) -> None:
        """Gives a place up; one that is given up already stays so."""
        taken, key = self._where(place)
        there = taken.get(key, {})
        there.pop(place, None)
        if not there:
            taken.pop(key, None)

    def displace(self, newcomer: str, counts: Callable[[str], bool]) -> bool:
        """Ends the longest asked of the address that has the most places, where that has more than
        the newcomer's would have; False where it has not."""
        addresses = [address for address in self._strangers if counts(address)]
        greediest = max(addresses, key=self.of, default=newcomer)
        if self.of(greediest) <= self.of(newcomer) + 1:
            return False
        place = next(iter(self._strangers[greediest]))
        self.leave(place)
        place.end()
        return True

    def _where(self, place: Place) -> tuple[_Taken, str]:
        if place.client:
            return self._expected, place.client
        return self._strangers, place.address
