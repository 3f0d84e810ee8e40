"""How soon the director sees that a room has failed, and a room that the console has."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.bare import CROWD, join
from producer_app.jobs.bench_line.evening import Evening, an_evening
from producer_app.jobs.bench_line.programs import program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.screen import Screen, a_screen
from producer_app.jobs.bench_line.target import Row
from producer_app.jobs.bench_line.window import Window, a_window
from producer_app.link.protocol import Role

ROUNDS: Final = 5
CONSOLES: Final = 4
"""Consoles that are killed; each is started anew."""

NOTICED: Final = 3_000.0
PATIENCE: Final = 8.0
LOOK: Final = 0.2
BACK: Final = 1.5
"""Seconds after which all is well again that was stopped and goes on."""

_Told = TypeVar("_Told")

UP: Final = frozenset({"up", "doubt"})
"""What a page says of its line while all is well."""


async def failures(show: Path, folder: Path, progress: Progress) -> list[Row]:
    """Measure with the real window, a page that answers, and one that looks on: in a browser where
    this machine has one."""
    evening = an_evening(show, folder, 1, viewers=1)
    trial = _Trial(evening, progress)
    async with a_screen(evening.tokens[1], Role.VIEWER) as screen:
        async with a_window(evening) as window:
            await screen.come(evening.port)
            for n in range(ROUNDS):
                await trial.room_fails(window, signal.SIGSTOP, "a room's page falls silent")
                await trial.room_fails(window, signal.SIGKILL, "a room's page is killed")
                await trial.console_freezes(window, screen)
                await trial.server_dies(window, screen)
                progress.step(n + 1, ROUNDS, " times each")
        for n in range(CONSOLES):
            async with a_window(evening) as window:
                await trial.console_dies(window, screen)
            progress.step(n + 1, CONSOLES, " consoles killed")
    return [
        Row(what=what, found=Figures(tuple(times)), target=NOTICED, judged="worst")
        for what, times in trial.found.items()
    ]


class _Trial:
    """Fails one thing after the other, each at a moment of its own."""

    def __init__(self, evening: Evening, progress: Progress) -> None:
        self._evening, self._progress = evening, progress
        self.found: dict[str, list[float]] = {}

    async def room_fails(self, window: Window, how: signal.Signals, what: str) -> None:
        """A page that has shown its standby is stopped or killed."""
        async with program(CROWD) as page:
            await join(page, self._evening.port, self._evening.firsts[:1])
            armed = await window.next()
            await page.asked(do="expect", mark=armed.mark, shown=armed.shown)
            await window.asked("standby")
            await window.asked("watch")
            await _any_moment()
            at = time.monotonic()
            page.signal(how)
            await self._until_window(f"{what}: until the console says so", window, at)
            page.signal(signal.SIGCONT)
        await asyncio.sleep(BACK)

    async def console_freezes(self, window: Window, screen: Screen) -> None:
        """The console's process stands still, and goes on."""
        await _settled(screen)
        await _any_moment()
        at = time.time()
        window.program.signal(signal.SIGSTOP)
        await self._until_room("the console freezes: until a room says so", screen, at)
        window.program.signal(signal.SIGCONT)
        await _settled(screen)

    async def server_dies(self, window: Window, screen: Screen) -> None:
        """The room server is killed, and another takes its place."""
        await _settled(screen)
        await window.asked("watch")
        server = (await window.asked("server"))["pid"]
        await _any_moment()
        at, wall = time.monotonic(), time.time()
        os.kill(server, signal.SIGKILL)
        await self._until_window("the room server is killed: until the console says so", window, at)
        back = await _waited(lambda: _came_back(screen, wall))
        self._keep("the room server is killed: until a room is back on the line", wall, back)

    async def console_dies(self, window: Window, screen: Screen) -> None:
        """The console is killed, and its room server goes with it."""
        await _settled(screen)
        await _any_moment()
        at = time.time()
        window.program.signal(signal.SIGKILL)
        await self._until_room("the console is killed: until a room says so", screen, at)

    async def _until_window(self, what: str, window: Window, at: float) -> None:
        async def said() -> float | None:
            told = (await window.asked("seen"))["told"]
            before = [entry for entry in told if entry[0] <= at][-1:]
            after = [entry for entry in told if entry[0] > at and entry[1:] != before[0][1:]]
            return float(after[0][0]) if after else None

        self._keep(what, at, await _waited(said))

    async def _until_room(self, what: str, screen: Screen, at: float) -> None:
        async def said() -> float | None:
            states = await screen.states()
            return next((when for when, state in states if when > at and state not in UP), None)

        self._keep(what, at, await _waited(said))

    def _keep(self, what: str, at: float, noticed: float | None) -> None:
        took = float("inf") if noticed is None else (noticed - at) * 1_000
        self.found.setdefault(what, []).append(took)


async def _came_back(screen: Screen, since: float) -> float | None:
    """When the page was on the line again after it had lost it."""
    after = [(when, state) for when, state in await screen.states() if when > since]
    lost = next((n for n, (_, state) in enumerate(after) if state not in UP), None)
    if lost is None:
        return None
    return next((when for when, state in after[lost:] if state in UP), None)


async def _settled(screen: Screen) -> None:
    """Returns once the page's line is up, or after some patience."""

    async def is_up() -> Any:
        states = await screen.states()
        return bool(states) and states[-1][1] in UP

    await _waited(is_up)
    await asyncio.sleep(BACK)


async def _any_moment() -> None:
    """Lets the failure come at any moment between two beats."""
    await asyncio.sleep(random.uniform(0.0, 1.0))  # noqa: S311


async def _waited(said: Callable[[], Awaitable[_Told | None]]) -> _Told | None:
    """What it says in the end; None where it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := await said():
            return found
        await asyncio.sleep(LOOK)
    return None
