"""How fast a GO is on every page, beside a bare server that sends one prepared frame to as many."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from producer_app.core.calling import ActOnHandoff
from producer_app.core.handoff import Act, Ask, Line, State
from producer_app.core.pairing import Pairing
from producer_app.core.run import RunKind
from producer_app.core.show import Handoff
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_programs import Program, program
from producer_app.link.desk import RoomDesk
from producer_app.link.door.pairing import hash_of, new_token
from producer_app.link.door.roster import real_time
from producer_app.link.door.seal import Seal
from producer_app.link.door.settings import SETTING, LineSettings, kept_of
from producer_app.link.protocol import PROTO, Role
from producer_app.link.room_line import RoomLine
from producer_app.present.roompage import line_view
from producer_app.session.session import Session

SETTLING: Final = 1.5
"""Seconds after a thousand pages came before anything is measured."""

ROUNDS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """For one number of pages, milliseconds. ``frames`` is how many came to a page for one GO."""

    pages: int
    limit: Figures
    """From the order to the frame, at each page, of a bare server."""
    go: Figures
    """The same of the room server: from the console's word."""
    key: Figures
    """From the key, with the take on disk before anything is sent."""
    echo: Figures
    """From the key until the console knows that a page has shown it."""
    joined: float
    """Until the last of them, all coming at once, was in and had its page."""
    limit_joined: float
    frames: int
    size: int
    """Bytes of the frame."""


def line(show: Path, pages: int) -> LineFigures:
    """Measure with that many pages on a copy of a show; it needs a handoff."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / show.name
        shutil.copy(show, copy)
        return asyncio.run(_line(copy, pages))


async def _line(show: Path, count: int) -> LineFigures:
    session = Session.open(show, keeps_copies=False)
    session.begin(RunKind.REHEARSAL, confirmed=True)
    session.set_setting(SETTING, kept_of(LineSettings(clients=count, handshakes=10_000)))
    handoff = session.show.handoffs[0]
    tokens = [new_token() for _ in range(count)]
    seal = Seal(session.show.id)
    for token in tokens:
        session.put_pairing(seal.put_on(pairing_of(token, handoff)))
    firsts = [json.dumps({"type": "auth", "proto": PROTO, "token": token}) for token in tokens]
    desk = RoomDesk(session, lambda _: None)
    await desk.start()
    try:
        async with program("producer_app.jobs.bench_line_clients") as clients:
            joined = await _join(clients, desk.line.presence.port, firsts)
            gos = _Gos(session, desk.line, handoff, clients)
            found = await gos.measured()
            clients.tell(do="end")
            async with program("producer_app.jobs.bench_line_bare") as bare:
                limit_joined = await _join(clients, int(await bare.hear()), firsts)
                limit = await _limit(bare, clients, gos.size)
    finally:
        await desk.stop()
        session.close()
    return LineFigures(
        pages=count,
        limit=limit,
        joined=joined,
        limit_joined=limit_joined,
        frames=gos.frames,
        size=gos.size,
        **found,
    )


def pairing_of(token: str, handoff: Handoff) -> Pairing:
    return Pairing(
        name="page",
        room=handoff.to_room,
        role=Role.ROOM,
        token_hash=hash_of(token),
        created=real_time(),
    )


async def _join(clients: Program, port: int | None, firsts: Sequence[str]) -> float:
    told = await clients.asked(do="join", port=port, firsts=firsts)
    await asyncio.sleep(SETTLING)
    return float(told["joined"])


class _Gos:
    """GO after GO of one handoff, each waited for at every page."""

    def __init__(
        self, session: Session, to_rooms: RoomLine, handoff: Handoff, clients: Program
    ) -> None:
        self._session, self._to_rooms, self._handoff = session, to_rooms, handoff
        self._clients = clients
        self._echo = 0.0
        session.subscribe(lambda _: self._hear_echo())
        self.frames, self.size = 0, 0

    async def measured(self) -> dict[str, Figures]:
        """The times by key, by the line alone, and of the echo."""
        keys: list[float] = []
        echoes: list[float] = []
        for _ in range(ROUNDS):
            began, times = await self._round(self._now.rev + 1, partial(self._act, Act.GO))
            keys += times
            echoes.append((self._echo - began) * 1_000)
            for act in (Act.RECALL, Act.REARM):
                self._act(act)
                await asyncio.sleep(SETTLING / 10)
        words: list[float] = []
        view = line_view(self._session.show, self._session.run, self._handoff.id)
        for n in range(1, ROUNDS + 1):
            line = replace(view, seq=view.seq + n, rev=view.rev + n, state=State.GO_SENT.value)
            _, times = await self._round(line.rev, partial(self._to_rooms.send, line))
            words += times
        told = {"key": keys, "go": words, "echo": echoes}
        return {name: Figures(tuple(times)) for name, times in told.items()}

    @property
    def _now(self) -> Line:
        run = self._session.run
        return run.line(self._handoff.id) if run else Line(handoff=self._handoff.id)

    def _act(self, act: Act) -> None:
        ask = Ask(act=act, by="bench", is_forced=act is Act.GO)
        self._session.call(ActOnHandoff(handoff=self._handoff.id, ask=ask))

    def _hear_echo(self) -> None:
        if self._now.state is State.GO_SHOWN:
            self._echo = time.monotonic()

    async def _round(self, rev: int, order: Callable[[], None]) -> tuple[float, list[float]]:
        """When the order was given, and after how many ms each page had it."""
        run = self._session.run
        shown = {"epoch": run.epoch if run else 0, "seq": 0, "rev": rev, "t": 0.0}
        words = {"type": "shown", "handoff": self._handoff.id, **shown}
        await self._clients.asked(do="expect", mark=f'"rev":{rev},', shown=json.dumps(words))
        began = time.monotonic()
        order()
        told = json.loads(await self._clients.hear())
        self.frames, self.size = max(self.frames, told["frames"]), told["size"]
        return began, _since(began, told)


async def _limit(bare: Program, clients: Program, size: int) -> Figures:
    times: list[float] = []
    for n in range(ROUNDS):
        mark = f"mark {n:04d}"
        bare.write(f"prepare {mark}{'.' * (size - len(mark))}")
        await bare.hear()
        await clients.asked(do="expect", mark=mark, shown="shown")
        began = time.monotonic()
        bare.write("go")
        times += _since(began, json.loads(await clients.hear()))
    return Figures(tuple(times))


def _since(began: float, told: dict[str, Any]) -> list[float]:
    return [(at - began) * 1_000 for at in told["marked"] if at is not None]
