"""Everybody who may speak in this show, as the console keeps them, and when their time is over."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from producer_app.core.errors import ProducerError
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.door import audit
from producer_app.link.door.pairing import client_of, hash_of, new_token
from producer_app.link.pipe import Audit
from producer_app.link.protocol import Role

log = logging.getLogger(__name__)

GOOD_FOR: Final = Millis(18 * 3_600_000)
"""How long a pairing lasts at most: a rehearsal in the morning and the show at night."""

_SKEW: Final = Millis(3_600_000)


class Roster:
    """Those who are paired and not revoked. ``save`` keeps a new or revoked one."""

    def __init__(self, pairings: Iterable[Pairing], save: Callable[[Pairing], None]) -> None:
        now = real_time()
        self._pairings = {
            pairing.token_hash: pairing
            for pairing in pairings
            if pairing.revoked is None and not is_over(pairing, now)
        }
        self._save = save

    def all(self) -> tuple[Pairing, ...]:
        """Everybody, the longest paired first."""
        return tuple(sorted(self._pairings.values(), key=lambda pairing: pairing.created))

    def add(self, pairing: Pairing) -> None:
        """One more who may speak."""
        self._pairings[pairing.token_hash] = pairing
        _note("paired", pairing)
        self._keep(pairing)

    def new_tool(self, name: str) -> tuple[Pairing, str]:
        """Another program that may call in every room, and its token: only a hash of it is kept."""
        token = new_token()
        tool = Pairing(
            token_hash=hash_of(token),
            role=Role.TOOL,
            room=RoomId(""),
            name=name,
            created=real_time(),
        )
        self.add(tool)
        return tool, token

    def end(self, client: str) -> None:
        """Nobody speaks as this client any more."""
        for pairing in [p for p in self._pairings.values() if client_of(p) == client]:
            del self._pairings[pairing.token_hash]
            _note("pairing ended", pairing)
            self._keep(replace(pairing, revoked=real_time()))

    def over(self) -> tuple[str, ...]:
        """The clients whose time has run out."""
        now = real_time()
        return tuple(client_of(p) for p in self._pairings.values() if is_over(p, now))

    def _keep(self, pairing: Pairing) -> None:
        try:
            self._save(pairing)
        except ProducerError as fault:
            log.warning("A pairing is not on disk and ends with this console: %s", fault)


def _note(verb: str, pairing: Pairing) -> None:
    who = f"{pairing.name} ({client_of(pairing)})"
    role = f"{pairing.role} in {pairing.room or 'every room'}"
    audit.write(Audit(verb=verb, result="ok", who=who, role=role))


def is_over(pairing: Pairing, now: Instant) -> bool:
    """True once a pairing has lasted as long as one may, or was made in a time to come."""
    return not -_SKEW <= now - pairing.created < GOOD_FOR


def real_time() -> Instant:
    """Now by the machine's clock: a rehearsal on the evening's clock makes no pairing older."""
    return Instant(time.time_ns() // 1_000_000)
