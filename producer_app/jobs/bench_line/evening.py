"""A copy of a show as every bench of the line needs it: pages paired, a run to be begun."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from producer_app.core.calling import ActOnHandoff
from producer_app.core.errors import BadInput
from producer_app.core.handoff import Act, Ask, Line, State
from producer_app.core.pairing import Pairing
from producer_app.core.run import RunKind
from producer_app.core.show import HandoffId, RoomId
from producer_app.link.desk import PORT, RoomDesk
from producer_app.link.door.pairing import hash_of, new_token
from producer_app.link.door.roster import real_time
from producer_app.link.door.seal import Seal
from producer_app.link.door.settings import MOST_CLIENTS, SETTING, LineSettings, kept_of
from producer_app.link.presence import Presence
from producer_app.link.protocol import PROTO, Role
from producer_app.session.session import Session

BETWEEN: Final = 0.15
"""Seconds between two calls that nobody measures."""

MANY: Final = LineSettings(clients=MOST_CLIENTS, per_address=MOST_CLIENTS, handshakes=10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """Its file, the handoff that is measured, and the tokens of those who may come."""

    path: Path
    handoff: HandoffId
    tokens: tuple[str, ...]
    port: int

    @property
    def firsts(self) -> list[str]:
        """What each page says first."""
        return [first_of(token) for token in self.tokens]


def first_of(token: str) -> str:
    """What a page that is paired says first."""
    return json.dumps({"type": "auth", "proto": PROTO, "token": token})


def an_evening(show: Path, folder: Path, pages: int, viewers: int = 0) -> Evening:
    """A copy of the show with so many pages paired with the room of its first handoff, and then
    so many that look at its stage; BadInput where it has no handoff."""
    path = folder / show.name
    shutil.copy(show, path)
    session = Session.open(path, keeps_copies=False)
    try:
        if not session.show.handoffs:
            raise BadInput("bench.no_handoff", "This show has no handoff: take one that has.")
        handoff, stage = session.show.handoffs[0], session.show.rooms[0].id
        who = [*[(Role.ROOM, handoff.to_room)] * pages, *[(Role.VIEWER, stage)] * viewers]
        return prepared(session, who)
    finally:
        session.close()


def prepared(session: Session, who: Iterable[tuple[Role, RoomId]]) -> Evening:
    """Pairs a page with each of these on a port of the evening's own."""
    tokens, seal = list[str](), Seal(session.show.id)
    for role, room in who:
        tokens.append(new_token())
        session.put_pairing(seal.put_on(pairing_of(tokens[-1], room, role)))
    session.set_setting(SETTING, kept_of(MANY))
    port = free_port()
    session.set_setting(PORT, str(port))
    handoff = session.show.handoffs[0].id
    return Evening(path=session.path, handoff=handoff, tokens=tuple(tokens), port=port)


def pairing_of(token: str, room: RoomId, role: Role = Role.ROOM) -> Pairing:
    """A page of that room that comes by that token."""
    return Pairing(
        name="page", room=room, role=role, token_hash=hash_of(token), created=real_time()
    )


def free_port() -> int:
    """A port on loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Console:
    """A console without a window: a session on the evening's file, in a rehearsal, and its line."""

    def __init__(self, session: Session, handoff: HandoffId) -> None:
        self.session, self.handoff = session, handoff
        self.desk = RoomDesk(session, self._present)
        self.line = self.desk.line
        self.presence = Presence()
        self.shown = 0.0
        """When it was last known that a page had shown the GO, by the monotonic clock."""
        session.subscribe(lambda _: self._hear_echo())

    @property
    def now(self) -> Line:
        """Where the handoff stands that is measured."""
        return self.of(self.handoff)

    def of(self, handoff: HandoffId) -> Line:
        """Where a handoff stands."""
        run = self.session.run
        return run.line(handoff) if run else Line(handoff=handoff)

    @property
    def epoch(self) -> int:
        return self.session.run.epoch if self.session.run else 0

    def shown_words(self, rev: int) -> str:
        """What a page says once it has shown that revision."""
        words = {"type": "shown", "handoff": self.handoff, "epoch": self.epoch, "seq": 0}
        return json.dumps({**words, "rev": rev, "t": 0.0})

    def call(self, act: Act, handoff: HandoffId | None = None) -> None:
        """What a key of the director's does, to the handoff that is measured or to another."""
        ask = Ask(act=act, by="bench", is_forced=act is Act.GO)
        self.session.call(ActOnHandoff(handoff=handoff or self.handoff, ask=ask))

    async def arm(self) -> None:
        """Calls the last GO off, and has the handoff ready for the next."""
        for act in (Act.RECALL, Act.REARM):
            self.call(act)
            await asyncio.sleep(BETWEEN)

    def _present(self, presence: Presence) -> None:
        self.presence = presence

    def _hear_echo(self) -> None:
        if self.now.state is State.GO_SHOWN:
            self.shown = time.monotonic()


@asynccontextmanager
async def a_console(evening: Evening) -> AsyncIterator[Console]:
    """A console on that evening with its line up."""
    session = Session.open(evening.path, keeps_copies=False)
    session.begin(RunKind.REHEARSAL, confirmed=True)
    console = Console(session, evening.handoff)
    await console.desk.start()
    try:
        yield console
    finally:
        await console.desk.stop()
        session.close()


def since(began: float, moments: Iterable[float | None], lost: float) -> list[float]:
    """Milliseconds from then to each; what never came counts as ``lost`` seconds."""
    return [((at - began) if at else lost) * 1_000 for at in moments]
