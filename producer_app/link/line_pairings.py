"""Who may come to the rooms' pages, from the console's side: codes opened, pairings ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.board import Board
from producer_app.link.door.pairing import client_of, new_code, read_out
from producer_app.link.door.roster import Roster, real_time
from producer_app.link.door.sharing import SharedNow
from producer_app.link.pipe import (
    Admit,
    ClosePairing,
    OpenPairing,
    Paired,
    PairingClosed,
    PairingOpened,
    Revoke,
    ToServer,
)
from producer_app.link.presence import PairingCode, Presence
from producer_app.link.protocol import Role
from producer_app.present.roompage import key_of


class Pairings:
    """The open code and everybody who is paired; ``tell`` says it to the server."""

    def __init__(self, roster: Roster, board: Board, tell: Callable[[ToServer], None]) -> None:
        self._roster, self._board, self._tell = roster, board, tell
        self._opening: PairingCode | None = None

    @property
    def all(self) -> tuple[Pairing, ...]:
        return self._roster.all()

    @property
    def seats(self) -> frozenset[str]:
        """The pages that somebody who is paired, or was about to be, looks at."""
        keys = {key_of(pairing.role, pairing.room) for pairing in self.all}
        code = self._opening
        return frozenset(keys | ({key_of(code.role, code.room)} if code is not None else set()))

    def open(self, room: RoomId, role: Role, *, now: Instant, lasting: Millis) -> PairingCode:
        """A fresh code; the server is not told of it yet."""
        code = new_code()
        self._opening = PairingCode(
            room=room,
            role=role,
            code=code,
            spoken=read_out(code),
            urls=_with(code, self._board.presence),
            expires=Instant(now + lasting),
        )
        return self._opening

    def admit_by(self, code: PairingCode, lasting: Millis) -> None:
        """Tells the server that one client may come by that code."""
        self._tell(OpenPairing(room=code.room, role=code.role, code=code.code, lasting=lasting))

    def close(self) -> None:
        self._tell(ClosePairing())
        self._board.change(pairing=None)

    def revoke(self, client: str, why: str) -> None:
        self._roster.end(client)
        self._tell(Revoke(client=client, why=why))
        self._board.change(paired=self.all)

    def end_all(self) -> None:
        self.close()
        for pairing in self.all:
            self.revoke(client_of(pairing), "ended")

    def end_those_over(self) -> None:
        """Ends those whose time is up."""
        for client in self._roster.over():
            self.revoke(client, "ended")

    def new_tool(self, name: str) -> str:
        tool, token = self._roster.new_tool(name)
        self._let_in(tool)
        return token

    def admit(self, pairing: Pairing) -> None:
        tool = replace(pairing, created=real_time())
        self._roster.add(tool)
        self._let_in(tool)

    def hear(self, message: Paired | PairingOpened | PairingClosed) -> None:
        """What became of a code."""
        match message:
            case Paired():
                self._roster.add(message.pairing)
            case PairingOpened():
                if self._opening is not None and self._opening.code == message.code:
                    self._board.change(pairing=self._opening, closed="")
            case PairingClosed():
                self._board.change(pairing=None, closed=message.why)

    def hear_shared(self, shared: SharedNow) -> None:
        """The pages are at other addresses now, and so is an open code."""
        presence = replace(self._board.presence, shared=shared)
        code = presence.pairing
        if code is not None:
            presence = replace(presence, pairing=replace(code, urls=_with(code.code, presence)))
        self._board.show(presence)

    def _let_in(self, tool: Pairing) -> None:
        self._tell(Admit(pairing=tool))
        self._board.change(paired=self.all)


def _with(code: str, presence: Presence) -> tuple[str, ...]:
    """The pages' addresses with that code in their fragment, which no server is ever sent."""
    return tuple(f"{url}#code={code}" for url in presence.urls)
