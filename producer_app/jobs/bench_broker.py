"""How soon a GO is acknowledged by many rooms beyond a broker, beside what the broker can do."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiomqtt

from producer_app.core.calling import ActOnHandoff
from producer_app.core.errors import EnvironmentFault
from producer_app.core.handoff import Act, Ask
from producer_app.core.run import RunKind
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line import pairing_of
from producer_app.jobs.bench_programs import Program, program
from producer_app.link.broker.settings import MqttSettings
from producer_app.link.broker.topics import Topics, topic_name
from producer_app.link.desk import RoomDesk
from producer_app.link.door.pairing import new_token
from producer_app.link.door.seal import Seal
from producer_app.link.door.settings import SETTING, LineSettings, kept_of
from producer_app.link.protocol import PROTO
from producer_app.session.session import Session

ROUNDS: Final = 10
PORT: Final = 18_830
SETTLING: Final = 2.0
_SIZE: Final = 320
"""Bytes of the limit's message: about those of a handoff's state."""

_CONFIG = """listener {port} 127.0.0.1
allow_anonymous true
max_inflight_messages 0
max_queued_messages 0
set_tcp_nodelay true
persistence false
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerFigures:
    """Milliseconds from the key, over all rooms and rounds."""

    rooms: int
    told: Figures
    acknowledged: Figures
    """Until the room knows that the server has heard it."""
    all_acknowledged: Figures
    """Until the last of them does, a figure a round."""
    limit: Figures
    """The same figure of a bare publisher that answers."""
    joined: float


def by_broker(show: Path, rooms: int) -> BrokerFigures:
    """Measure with that many rooms on a copy of a show; EnvironmentFault without Mosquitto."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / show.name
        shutil.copy(show, copy)
        return asyncio.run(_by_broker(copy, rooms))


async def _by_broker(show: Path, count: int) -> BrokerFigures:
    session = Session.open(show, keeps_copies=False)
    session.begin(RunKind.REHEARSAL, confirmed=True)
    session.set_setting(SETTING, kept_of(LineSettings(clients=count, handshakes=10_000)))
    handoff, seal = session.show.handoffs[0], Seal(session.show.id)
    tokens = [new_token() for _ in range(count)]
    for token in tokens:
        session.put_pairing(seal.put_on(pairing_of(token, handoff)))
    firsts = [json.dumps({"type": "auth", "proto": PROTO, "token": token}) for token in tokens]
    desk = RoomDesk(session, lambda _: None)
    await desk.start()
    try:
        async with _mosquitto(show.parent):
            settings = MqttSettings(is_on=True, host="127.0.0.1", port=PORT, is_secure=False)
            desk.broker.adopt(settings, "")
            async with program("producer_app.jobs.bench_broker_rooms") as rooms:
                topics = Topics(settings.prefix, topic_name(session.show.id))
                joined = await _join(rooms, topics, firsts)
                rounds = [await _go(session, rooms) for _ in range(ROUNDS)]
            async with program("producer_app.jobs.bench_broker_rooms") as rooms:
                limit = await _limit(rooms, count)
    finally:
        await desk.stop()
        session.close()
    told, heard = zip(*rounds, strict=True)
    return BrokerFigures(
        rooms=count,
        told=Figures(tuple(time for times in told for time in times)),
        acknowledged=Figures(tuple(time for times in heard for time in times)),
        all_acknowledged=Figures(tuple(max(times) for times in heard)),
        limit=limit,
        joined=joined,
    )


async def _join(rooms: Program, topics: Topics, firsts: list[str]) -> float:
    where = {"prefix": topics.prefix, "show": topics.show, "host": "127.0.0.1", "port": PORT}
    told = await rooms.asked(do="join", firsts=firsts, **where)
    await asyncio.sleep(SETTLING)
    return float(told["joined"])


async def _go(session: Session, rooms: Program) -> tuple[list[float], list[float]]:
    """One GO: after how many ms each room was told, and knew that it was heard."""
    handoff, run = session.show.handoffs[0].id, session.run
    rev = run.line(handoff).rev + 1 if run is not None else 1
    words = {"epoch": run.epoch if run else 0, "seq": 0, "rev": rev, "t": 0.0}
    shown = json.dumps({"type": "shown", "handoff": handoff, **words})
    await rooms.asked(do="expect", mark=f'"rev":{rev},', shown=shown)
    began = time.monotonic()
    for act in (Act.GO, Act.RECALL, Act.REARM):
        ask = Ask(act=act, by="bench", is_forced=act is Act.GO)
        session.call(ActOnHandoff(handoff=handoff, ask=ask))
        if act is Act.GO:
            told = json.loads(await rooms.hear())
    return _since(began, told["told"]), _since(began, told["acknowledged"])


async def _limit(rooms: Program, count: int) -> Figures:
    """A bare publisher: one prepared message to every room, and an answer to what each says."""
    topics, times = Topics("limit", "bare"), list[float]()
    mark = "mark".ljust(_SIZE, ".")
    async with aiomqtt.Client("127.0.0.1", PORT) as client:
        await client.subscribe(topics.all_up)
        answering = asyncio.create_task(_answer(client, topics))
        await _join(rooms, topics, ["first"] * count)
        for _ in range(ROUNDS):
            await rooms.asked(do="expect", mark=mark, shown="shown")
            began = time.monotonic()
            for number in range(count):
                await client.publish(topics.down(f"room{number}", "page"), mark)
            told = json.loads(await rooms.hear())
            times.append(max(_since(began, told["acknowledged"])))
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)
    return Figures(tuple(times))


async def _answer(client: aiomqtt.Client, topics: Topics) -> None:
    """Lets every room in, and answers its heartbeats."""
    async for message in client.messages:
        page = topics.page_of(message.topic.value)
        if page is not None and message.payload == b"first":
            await client.publish(topics.down(*page), '{"type":"snap"}')
        elif page is not None and message.payload != b"shown":
            await client.publish(topics.down(*page), '{"type":"hb"}')


@asynccontextmanager
async def _mosquitto(folder: Path) -> AsyncIterator[None]:
    """Mosquitto on a port of its own for as long as it is measured."""
    found = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")
    if found is None:
        raise EnvironmentFault(
            "broker.no_mosquitto",
            "Mosquitto is not on this machine: install the package mosquitto, then measure again.",
        )
    config = folder / "mosquitto.conf"
    config.write_text(_CONFIG.format(port=PORT), encoding="ascii")
    nowhere = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        found, "-c", str(config), stdout=nowhere, stderr=nowhere
    )
    try:
        await asyncio.sleep(SETTLING)
        yield
    finally:
        process.kill()
        await process.wait()


def _since(began: float, moments: list[float]) -> list[float]:
    return [(at - began) * 1_000 for at in moments if at]
