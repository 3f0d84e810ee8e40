"""GO after GO while every third message is lost: none lost, none twice, in the model and over
sockets."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from producer_app.core.handoff import Act, State
from producer_app.core.run import HandoffActed
from producer_app.core.show import (
    Handoff,
    HandoffId,
    Room,
    RoomId,
    RoomRole,
    Segment,
    SegmentId,
    Show,
)
from producer_app.core.timebase import SECOND, Millis
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.evening import BETWEEN, Console, a_console, prepared
from producer_app.jobs.bench_line.faulty import FaultyLine, Weather, a_faulty_line
from producer_app.jobs.bench_line.handoff_model import Outcome, summed
from producer_app.jobs.bench_line.lossy_page import LossyPage
from producer_app.jobs.bench_line.programs import program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row
from producer_app.jobs.bench_sums import EVENING, ON_AIR
from producer_app.link.protocol import Role
from producer_app.session.session import Session

LOSS: Final = 0.3
STORM: Final = Weather(loss=LOSS, doubling=LOSS, delay=0.08, cut=0.005)

ROOMS: Final = 50
MODEL: Final = "producer_app.jobs.bench_line.handoff_model"
AT_ONCE: Final = 1_000
"""Trials of the model that a process is given at a time."""

SOCKETS_SHARE: Final = 100
"""One GO over real sockets for so many of the model."""

PATIENCE: Final = 120.0
"""Seconds in which a GO must have made its room live, however bad the line."""

LOOK: Final = 0.02


class SocketTrials(NamedTuple):
    """GOs over real sockets: how many, how many started their room twice or never, and what the
    line did to the messages."""

    gone: int
    doubled: int
    lost: int
    frames_lost: int
    frames_doubled: int
    cuts: int


async def trials(folder: Path, count: int, progress: Progress) -> list[Row]:
    """So many trials of the model on every core, then a hundredth of that over real sockets."""
    model = await _model(count, progress)
    sockets = await socket_trials(folder, max(1, count // SOCKETS_SHARE), ROOMS, progress)
    line = (
        f"{sockets.frames_lost:,} messages lost, {sockets.frames_doubled:,} doubled, "
        f"{sockets.cuts:,} sockets cut"
    )
    return [
        _none(f"the model: GOs lost, of {model.gone:,} in {count:,} trials", model.lost),
        _none(f"the model: GOs that came twice, of {model.gone:,}", model.doubled),
        _none(f"real sockets: GOs lost, of {sockets.gone:,} ({line})", sockets.lost),
        _none(f"real sockets: GOs that came twice, of {sockets.gone:,}", sockets.doubled),
    ]


def _none(what: str, found: int) -> Row:
    return Row(what=what, found=Figures((float(found),)), target=0, judged="worst", unit="")


async def _model(count: int, progress: Progress) -> Outcome:
    """The trials in parts, one after the other on each core."""
    parts = iter([range(n, min(n + AT_ONCE, count)) for n in range(0, count, AT_ONCE)])
    found, done = [Outcome(0, 0, 0)], 0

    async def work() -> None:
        nonlocal done
        async with program(MODEL) as model:
            for part in parts:
                told = await model.asked(first=part.start, end=part.stop, loss=LOSS)
                found.append(Outcome(**told))
                done += len(part)
                progress.step(done, count, " trials of the model")

    async with asyncio.TaskGroup() as cores:
        for _ in range(os.cpu_count() or 1):
            cores.create_task(work())
    return summed(found)


async def socket_trials(folder: Path, count: int, rooms: int, progress: Progress) -> SocketTrials:
    """At least so many GOs, in rounds of one to every room, through a line in a storm."""
    rounds = -(-count // rooms)
    async with a_stormy_show(folder, rooms) as (console, pages, line):
        line.weather = STORM
        stuck = 0
        for done in range(rounds):
            stuck += await go_everywhere(console)
            progress.step((done + 1) * rooms, rounds * rooms, " GOs over sockets")
        doubled, lost = twice_and_never(console, pages, rounds)
    return SocketTrials(
        gone=rounds * rooms,
        doubled=doubled,
        lost=lost + stuck,
        frames_lost=line.lost,
        frames_doubled=line.doubled,
        cuts=line.cuts,
    )


async def go_everywhere(console: Console) -> int:
    """One GO to every room, until each is live, and back again: how many never were."""
    handoffs = [handoff.id for handoff in console.session.show.handoffs]
    for handoff in handoffs:
        console.call(Act.GO, handoff)
    until = time.monotonic() + PATIENCE
    left = len(handoffs)
    while left and time.monotonic() < until:
        await asyncio.sleep(LOOK)
        left = sum(console.of(handoff).state is not State.LIVE for handoff in handoffs)
    for handoff in handoffs:
        console.call(Act.RECALL, handoff)
        console.call(Act.REARM, handoff)
    return left


def twice_and_never(console: Console, pages: list[LossyPage], rounds: int) -> tuple[int, int]:
    """How many GOs started their room twice, and how many never did or were not live once."""
    run = console.session.run
    events = console.session.events(run.id) if run is not None else ()
    acted = Counter((e.handoff, e.act) for e in events if isinstance(e, HandoffActed))
    doubled = sum(len(page.started) - len(set(page.started)) for page in pages)
    lost = sum(max(0, rounds - len(set(page.started))) for page in pages)
    for handoff in console.session.show.handoffs:
        live = acted[handoff.id, Act.LIVE]
        doubled += max(0, live - rounds)
        lost += max(0, rounds - live) if not lost else 0
    return doubled, lost


def many_rooms(count: int) -> Show:
    """A stage with one segment, and that many shopping rooms with a handoff to each."""
    stage, opening = RoomId("stage"), SegmentId("opening")
    keys = [RoomId(f"shop{n}") for n in range(count)]
    segment = Segment(
        id=opening, room=stage, number="1", title="Opening", length=Millis(3_600 * SECOND)
    )
    return Show(
        id="storm",
        title="A night of storms",
        date=EVENING,
        zone="UTC",
        on_air=ON_AIR,
        rooms=(
            Room(id=stage, name="Stage"),
            *(Room(id=key, name=key, role=RoomRole.SHOP) for key in keys),
        ),
        segments=(segment,),
        handoffs=tuple(
            Handoff(id=HandoffId(f"h{n}"), number=f"H{n}", title="GO", segment=opening, to_room=key)
            for n, key in enumerate(keys)
        ),
    )


@asynccontextmanager
async def a_stormy_show(
    folder: Path, rooms: int
) -> AsyncIterator[tuple[Console, list[LossyPage], FaultyLine]]:
    """A console in a rehearsal, a page in each room, and the line between them, still calm."""
    session = Session.create(folder / "storm.show", many_rooms(rooms))
    evening = prepared(session, [(Role.ROOM, h.to_room) for h in session.show.handoffs])
    session.close()
    async with a_console(evening) as console, a_faulty_line(evening.port) as line:
        pages = [LossyPage(line.port, token) for token in evening.tokens]
        living = [asyncio.create_task(page.live()) for page in pages]
        try:
            while len(console.presence.clients) < rooms:
                await asyncio.sleep(BETWEEN)
            yield console, pages, line
        finally:
            for task in living:
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*living, return_exceptions=True)
