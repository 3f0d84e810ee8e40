"""GO after GO to many rooms over a line that loses, doubles and cuts: none lost, none twice."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from producer_app.core.handoff import Act, State
from producer_app.core.pairing import Pairing
from producer_app.core.run import HandoffActed, RunKind
from producer_app.core.show import HandoffId, Room, RoomId, RoomRole, Show
from producer_app.jobs.bench_line.faulty import FaultyLine, Weather, a_faulty_line
from producer_app.jobs.bench_line.lossy_page import LossyPage
from producer_app.link.desk import PORT
from producer_app.link.door.pairing import hash_of
from producer_app.link.door.settings import SETTING, LineSettings, kept_of
from producer_app.link.protocol import Role
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.link.console import Console
from tests.link.gala import SHOP, gala
from tests.link.ports import free_port
from tests.link.waiting import awaited, wall_clock

STORM = Weather(loss=0.3, doubling=0.3, delay=0.08, cut=0.005)


def many_rooms(count: int) -> Show:
    """The small evening with that many shopping rooms, and a handoff to each."""
    show = gala(wall_clock())
    stage = next(room for room in show.rooms if room.id != SHOP)
    pattern = show.handoffs[0]
    keys = [RoomId(f"shop{n}") for n in range(count)]
    return replace(
        show,
        rooms=(stage, *(Room(id=key, name=key, role=RoomRole.SHOP) for key in keys)),
        segments=tuple(segment for segment in show.segments if segment.room == stage.id),
        handoffs=tuple(
            replace(pattern, id=HandoffId(f"h{n}"), number=f"H{n}", to_room=key)
            for n, key in enumerate(keys)
        ),
    )


@asynccontextmanager
async def a_show_of_rooms(
    folder: Path, rooms: int
) -> AsyncIterator[tuple[Console, Callable[[int], AbstractAsyncContextManager[list[LossyPage]]]]]:
    """A console on air with that many paired rooms, and what brings a page into each by a port."""
    session = Session.create(folder / "storm.show", many_rooms(rooms), SystemClock())
    many = LineSettings(clients=max(64, rooms), per_address=rooms, handshakes=1_000)
    session.set_setting(SETTING, kept_of(many))
    session.set_setting(PORT, str(free_port()))
    session.begin(RunKind.SHOW, confirmed=True)
    console = Console(session)
    tokens = [f"{n:032d}" for n in range(rooms)]
    for token, handoff in zip(tokens, session.show.handoffs, strict=True):
        console.line.admit(
            Pairing(
                name=handoff.number,
                room=handoff.to_room,
                role=Role.ROOM,
                token_hash=hash_of(token),
                created=session.now(),
            )
        )
    await console.start()

    @asynccontextmanager
    async def join(port: int) -> AsyncIterator[list[LossyPage]]:
        pages = [LossyPage(port, token) for token in tokens]
        living = [asyncio.create_task(page.live()) for page in pages]
        try:
            await console.until(lambda: len(console.presence.clients) == rooms, 30.0)
            yield pages
        finally:
            for task in living:
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*living, return_exceptions=True)

    try:
        yield console, join
    finally:
        await console.stop()


@asynccontextmanager
async def a_stormy_show(
    folder: Path, rooms: int
) -> AsyncIterator[tuple[Console, list[LossyPage], FaultyLine]]:
    """A console on air, a page in each room, and the line between them."""
    async with a_show_of_rooms(folder, rooms) as (console, join):
        assert console.presence.port is not None
        async with a_faulty_line(console.presence.port) as line, join(line.port) as pages:
            yield console, pages, line


async def go_everywhere(console: Console, patience: float = 30.0) -> None:
    """One GO to every room, until each is live, and back again."""
    handoffs = [handoff.id for handoff in console.session.show.handoffs]
    for handoff in handoffs:
        console.call(Act.GO, handoff, forced=True)
    await console.until(lambda: all(console.of(h).state is State.LIVE for h in handoffs), patience)
    for handoff in handoffs:
        console.call(Act.RECALL, handoff)
        console.call(Act.REARM, handoff)


def assert_each_go_was_one(console: Console, pages: list[LossyPage], rounds: int) -> None:
    """Every GO started its room once, and every room said LIVE once for it."""
    assert console.session.run is not None
    acted = Counter(
        (event.handoff, event.act)
        for event in console.session.events(console.session.run.id)
        if isinstance(event, HandoffActed)
    )
    for page, handoff in zip(pages, console.session.show.handoffs, strict=True):
        assert len(page.started) == len(set(page.started)) == rounds
        assert acted[(handoff.id, Act.GO)] == acted[(handoff.id, Act.LIVE)] == rounds


@awaited
async def test_at_thirty_percent_loss_no_go_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    async with a_stormy_show(tmp_path, rooms=6) as (console, pages, line):
        line.weather = STORM
        for _ in range(3):
            await go_everywhere(console)
        assert line.lost
        assert line.doubled
        assert_each_go_was_one(console, pages, rounds=3)
