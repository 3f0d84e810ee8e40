"""Who a socket is: a page that was paired before, or one that knows the code that is open now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from producer_app.core.errors import Phrase
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant
from producer_app.link.door.names import plain
from producer_app.link.door.pairing import Door, OpenCode, client_of, hash_of, new_token
from producer_app.link.pipe import OpenPairing, Paired, PairingClosed, PairingOpened, ToConsole
from producer_app.link.protocol import (
    POLICY_VIOLATION,
    PROTO,
    TRY_AGAIN_LATER,
    Auth,
    FromPage,
    Pair,
    Refusal,
    Role,
)
from producer_app.present.errors import told
from producer_app.present.words import words

OLD_PAGE = Phrase("link.old_page", "Load this page again: it is older than the console.")
NOT_PAIRED = Phrase("link.not_paired", "This page is not paired with this show any more.")
WHO_FIRST = Phrase("link.who_first", "The first message says who it is.")
TOO_MANY_CODES = Phrase("link.too_many_codes", "Too many wrong codes: wait a minute.")
WRONG_CODE = Phrase("link.wrong_code", "That code is not open: ask the director for a new one.")


class Turned(Exception):
    """This socket is not wanted: why, for the page and for the audit log."""

    def __init__(self, code: str, why: Phrase, close: int = POLICY_VIOLATION) -> None:
        super().__init__(str(why))
        self.code, self.why, self.close = code, why, close

    def refusal(self) -> Refusal:
        """What the page is told, in both its languages."""
        return Refusal(
            code=self.code, why=told(self.why, words("en")), why_zh=told(self.why, words("zh"))
        )


class Reception:
    """Knows everybody who is paired."""

    def __init__(self, tell: Callable[[ToConsole], None]) -> None:
        self._tell = tell
        self._door = Door()
        self._pairings: dict[str, Pairing] = {}
        self._expected: set[str] = set()

    def welcome(self, pairings: Iterable[Pairing]) -> None:
        """Clients that may come back with their tokens."""
        self._pairings.clear()
        self._expected.clear()
        for pairing in pairings:
            self.admit(pairing)

    def admit(self, pairing: Pairing) -> None:
        """One more client may come with its token."""
        self._pairings[pairing.token_hash] = pairing
        self._expected.add(client_of(pairing))

    def forget(self, client_id: str) -> None:
        """Takes back what a client came with."""
        self._pairings = {
            key: pairing
            for key, pairing in self._pairings.items()
            if client_of(pairing) != client_id
        }
        self._expected.discard(client_id)

    def holder(self, token: str) -> Pairing | None:
        """Who has this token; None for one that nobody has."""
        return self._pairings.get(hash_of(token))

    def expects(self, client: str) -> bool:
        """True for what a paired page calls itself before it has said its token: worth a place at
        the door and nothing else."""
        return client in self._expected

    def expect(self, client: str) -> None:
        """Knows from now on what a page calls itself that others have let in."""
        self._expected.add(client)

    def tool(self, token: str, address: str, now: float) -> Pairing | None:
        """The tool that has this token; None, and remembered against that address, for a wrong
        one."""
        holder = self.holder(token)
        if holder is not None and holder.role == Role.TOOL:
            return holder
        self._door.mistrust(address, now)
        return None

    def must_wait(self, address: str, now: float) -> bool:
        """True while that address has been wrong too often; who has a right token need not."""
        return self._door.must_wait(address, now)

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
            raise Turned("proto", OLD_PAGE)
        match first:
            case Auth():
                pairing = self.holder(first.token)
                if pairing is None or pairing.role == Role.TOOL:
                    raise Turned("unknown", NOT_PAIRED)
                return pairing, ""
            case Pair():
                return self._pair(first, address, now)
        raise Turned("order", WHO_FIRST)

    def _pair(self, message: Pair, address: str, now: float) -> tuple[Pairing, str]:
        if self._door.must_wait(address, now):
            raise Turned("wait", TOO_MANY_CODES, TRY_AGAIN_LATER)
        was_open = self._door.open_code is not None
        code = self._door.enter(message.code, address, now)
        if code is None:
            if was_open and self._door.open_code is None:
                self._tell(PairingClosed(why="wrong"))
            raise Turned("code", WRONG_CODE)
        token = new_token()
        pairing = Pairing(
            name=plain(message.name) or "Room",
            room=code.room,
            role=code.role,
            token_hash=hash_of(token),
            created=Instant(time.time_ns() // 1_000_000),
        )
        self.admit(pairing)
        self._tell(Paired(pairing=pairing))
        self._tell(PairingClosed(why="used"))
        return pairing, token
