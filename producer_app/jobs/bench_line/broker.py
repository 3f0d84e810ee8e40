"""How soon a GO is acknowledged by many rooms beyond a broker, beside what the broker can do."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiomqtt

from producer_app.core.errors import EnvironmentFault
from producer_app.core.handoff import Act
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.evening import (
    Console,
    a_console,
    an_evening,
    free_port,
    since,
)
from producer_app.jobs.bench_line.programs import Program, program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row
from producer_app.link.broker.settings import MqttSettings
from producer_app.link.broker.topics import Topics, topic_name

ROOMS: Final = 500
ROUNDS: Final = 10
SETTLING: Final = 2.0
LOST: Final = 20.0
"""Seconds that a room waits."""

_ROOMS: Final = "producer_app.jobs.bench_line.broker_rooms"
_SIZE: Final = 320
"""Bytes of the limit's message: about those of a handoff's state."""

_CONFIG = """listener {port} 127.0.0.1
allow_anonymous true
max_inflight_messages 0
max_queued_messages 0
set_tcp_nodelay true
persistence false
"""


async def broker(show: Path, folder: Path, progress: Progress) -> list[Row]:
    """Measure with so many rooms on a copy of the show; EnvironmentFault without Mosquitto."""
    evening, port = an_evening(show, folder, ROOMS), free_port()
    async with _mosquitto(folder, port), a_console(evening) as console:
        settings = MqttSettings(is_on=True, host="127.0.0.1", port=port, is_secure=False)
        console.desk.broker.adopt(settings, "")
        topics = Topics(settings.prefix, topic_name(console.session.show.id))
        progress.say(f"{ROOMS} rooms come")
        async with program(_ROOMS) as rooms:
            joined = await _join(rooms, topics, evening.firsts, port)
            told = [await _go(console, rooms, progress, n) for n in range(ROUNDS)]
        async with program(_ROOMS) as rooms:
            progress.say("the limit: a bare publisher")
            limit_joined, limit = await _limit(rooms, port)
    every = {kind: [times[kind] for times in told] for kind in ("told", "acknowledged")}
    first, heard = (Figures(tuple(t for times in every[k] for t in times)) for k in every)
    whole = Figures(tuple(max(times) for times in every["acknowledged"]))
    return [
        Row(what="from the key to the room", found=first),
        Row(what="from the key until that room has acknowledged", found=heard),
        Row(
            what="from the key until all have acknowledged",
            found=whole,
            limit=limit,
            judged="median",
        ),
        Row(
            what="all of them, coming at once, are in",
            found=Figures((joined,)),
            limit=Figures((limit_joined,)),
            judged="worst",
        ),
    ]


async def _join(rooms: Program, topics: Topics, firsts: list[str], port: int) -> float:
    where = {"prefix": topics.prefix, "show": topics.show, "host": "127.0.0.1", "port": port}
    told = await rooms.asked(do="join", firsts=firsts, **where)
    await asyncio.sleep(SETTLING)
    return float(told["joined"])


async def _go(
    console: Console, rooms: Program, progress: Progress, done: int
) -> dict[str, list[float]]:
    """One GO: after how many ms each room was told, and knew that it was heard."""
    rev = console.now.rev + 1
    await rooms.asked(do="expect", mark=f'"rev":{rev},', shown=console.shown_words(rev))
    began = time.monotonic()
    console.call(Act.GO)
    told = await rooms.answer()
    await console.arm()
    progress.step(done + 1, ROUNDS, " GOs")
    return _times(began, told)


async def _limit(rooms: Program, port: int) -> tuple[float, Figures]:
    """A bare publisher: one prepared message to every room, and an answer to what each says.
    After how long all were in, and each time all had answered."""
    topics, times = Topics("limit", "bare"), list[float]()
    mark = "mark".ljust(_SIZE, ".")
    async with aiomqtt.Client("127.0.0.1", port) as client:
        await client.subscribe(topics.all_up)
        answering = asyncio.create_task(_answer(client, topics))
        joined = await _join(rooms, topics, ["first"] * ROOMS, port)
        for _ in range(ROUNDS):
            await rooms.asked(do="expect", mark=mark, shown="shown")
            began = time.monotonic()
            for number in range(ROOMS):
                await client.publish(topics.down(f"room{number}", "page"), mark)
            times.append(max(_times(began, await rooms.answer())["acknowledged"]))
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)
    return joined, Figures(tuple(times))


async def _answer(client: aiomqtt.Client, topics: Topics) -> None:
    """Lets every room in, and answers its heartbeats."""
    async for message in client.messages:
        page = topics.page_of(message.topic.value)
        if page is not None and message.payload == b"first":
            await client.publish(topics.down(*page), '{"type":"snap"}')
        elif page is not None and message.payload != b"shown":
            await client.publish(topics.down(*page), '{"type":"hb"}')


@asynccontextmanager
async def _mosquitto(folder: Path, port: int) -> AsyncIterator[None]:
    """Mosquitto on a port of its own for as long as it is measured."""
    found = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")
    if found is None:
        raise EnvironmentFault(
            "broker.no_mosquitto",
            "Mosquitto is not on this machine: install the package mosquitto, then measure again.",
        )
    config = folder / "mosquitto.conf"
    config.write_text(_CONFIG.format(port=port), encoding="ascii")
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


def _times(began: float, told: dict[str, Any]) -> dict[str, list[float]]:
    return {kind: since(began, told[kind], LOST) for kind in ("told", "acknowledged")}
