"""Who a socket is: a page that was paired before, or one that knows the code that is open now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant
from producer_app.link.pairing import Door, OpenCode, client_of, hash_of, new_token
from producer_app.link.pipe import OpenPairing, Paired, PairingClosed, PairingOpened, ToConsole
from producer_app.link.protocol import (
    POLICY_VIOLATION,
    PROTO,
    TRY_AGAIN_LATER,
    Auth,
    FromPage,
    Pair,
)

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Turned(Exception):
    """This socket is not wanted: why, for the page and for the audit log."""

    def __init__(self, code: str, why: str, close: int = POLICY_VIOLATION) -> None:
        super().__init__(why)
        self.code, self.why, self.close = code, why, close


class Reception:
    """Knows everybody who is paired. ``console_time`` turns monotonic seconds into show time."""

    def __init__(
        self, tell: Callable[[ToConsole], None], console_time: Callable[[float], float]
    ) -> None:
        self._tell, self._console_time = tell, console_time
        self._door = Door()
        self._pairings: dict[str, Pairing] = {}

    def welcome(self, pairings: Iterable[Pairing]) -> None:
        """Clients that may come back with their tokens."""
        self._pairings = {pairing.token_hash: pairing for pairing in pairings}

    def forget(self, client_id: str) -> None:
        """Takes back what a client came with."""
        self._pairings = {
            key: pairing
            for key, pairing in self._pairings.items()
            if client_of(pairing) != client_id
        }

    def holder(self, token: str) -> Pairing | None:
        """Who has this token; None for one that nobody has."""
        return self._pairings.get(hash_of(token))

    def open_pairing(self, order: OpenPairing, now: float) -> None:
        """Lets one client in by that code."""
        until = now + order.lasting / 1000
        room = RoomId(order.room)
        self._door.open(OpenCode(code=order.code, room=room, role=order.role, until=until))
        self._tell(PairingOpened(code=order.code))

    def close_pairing(self) -> None:
        self._door.close()

    def look_at_clock(self, now: float) -> None:
        """Ends the open code when its time is over."""
        code = self._door.open_code
        if code is not None and code.until <= now:
            self._door.close()
            self._tell(PairingClosed(why="late"))

    def know(self, first: FromPage | None, address: str, now: float) -> tuple[Pairing, str]:
        """Who says this first, and the token for one who has just been paired; Turned for a
        stranger."""
        if isinstance(first, Auth | Pair) and first.proto != PROTO:
            raise Turned("proto", "Load this page again: it is older than the console.")
        match first:
            case Auth():
                pairing = self.holder(first.token)
                if pairing is None:
                    raise Turned("unknown", "This page is not paired with this show any more.")
                return pairing, ""
            case Pair():
                return self._pair(first, address, now)
        raise Turned("order", "The first message says who it is.")

    def _pair(self, message: Pair, address: str, now: float) -> tuple[Pairing, str]:
        if self._door.must_wait(address, now):
            raise Turned("wait", "Too many wrong codes: wait a minute.", TRY_AGAIN_LATER)
        was_open = self._door.open_code is not None
        code = self._door.enter(message.code, address, now)
        if code is None:
            if was_open and self._door.open_code is None:
                self._tell(PairingClosed(why="wrong"))
            raise Turned("code", "That code is not open: ask the director for a new one.")
        token = new_token()
        pairing = Pairing(
            name=_UNPRINTABLE.sub("", message.name).strip() or "Room",
            room=code.room,
            role=code.role,
            token_hash=hash_of(token),
            created=Instant(int(self._console_time(now))),
        )
        self._pairings[pairing.token_hash] = pairing
        self._tell(Paired(pairing=pairing))
        self._tell(PairingClosed(why="used"))
        return pairing, token
