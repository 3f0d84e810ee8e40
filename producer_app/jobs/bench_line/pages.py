"""How fast a GO is on every page, beside a bare server that sends one prepared frame to as many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from producer_app.core.handoff import Act, State
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.bare import (
    CROWD,
    LOST,
    BareLine,
    Told,
    a_bare_line,
    join,
    one_go,
)
from producer_app.jobs.bench_line.evening import BETWEEN, Console, a_console, an_evening, since
from producer_app.jobs.bench_line.programs import Program, program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row
from producer_app.present.roompage import line_view

ROUNDS: Final = 15

ALL_IN: Final = 1_500.0
"""Milliseconds within which a thousand pages that come at once are wanted in."""


async def pages(show: Path, folder: Path, count: int, progress: Progress) -> list[Row]:
    """Measure with that many pages on a copy of the show."""
    evening = an_evening(show, folder, count)
    async with a_console(evening) as console, program(CROWD) as crowd:
        progress.say(f"{count:,} pages come")
        joined = await join(crowd, evening.port, evening.firsts)
        gos = _Gos(console, crowd, progress)
        await gos.measure()
        crowd.tell(do="end")
        progress.say("the limit: a bare server")
        async with a_bare_line(evening.firsts) as bare:
            limit = await _limit(bare, gos.size)
    wanted = ALL_IN if count >= 1_000 else None
    return [
        Row(
            what="from the console's word to the page", found=Figures(tuple(gos.words)), limit=limit
        ),
        Row(what="from the key to the page", found=Figures(tuple(gos.keys)), limit=limit),
        Row(
            what="from the key to the console's lamp", found=Figures(tuple(gos.echoes)), limit=limit
        ),
        Row(
            what="all of them, coming at once, are in",
            found=Figures((joined,)),
            limit=Figures((bare.joined,)),
            target=wanted,
            judged="worst",
        ),
        Row(
            what="frames that a page gets for one GO",
            found=Figures(tuple(gos.frames)),
            target=1,
            judged="worst",
            unit="",
        ),
    ]


async def _limit(bare: BareLine, size: int) -> Figures:
    return Figures(tuple([time for _ in range(ROUNDS) for time in await bare.go(size)]))


class _Gos:
    """GO after GO of one handoff, each waited for at every page."""

    def __init__(self, console: Console, crowd: Program, progress: Progress) -> None:
        self._console, self._crowd, self._progress = console, crowd, progress
        self.keys: list[float] = []
        self.words: list[float] = []
        self.echoes: list[float] = []
        self.frames: list[float] = []
        self.size = 0

    async def measure(self) -> None:
        """By key, with the take on disk; then by the line alone."""
        console = self._console
        for n in range(ROUNDS):
            told = await self._round(console.now.rev + 1, partial(console.call, Act.GO))
            self.keys += told.times
            self.echoes += since(told.began, [console.shown], LOST)
            self._progress.step(n + 1, 2 * ROUNDS, " GOs")
            await console.arm()
        view = line_view(console.session.show, console.session.run, console.handoff)
        for n in range(1, ROUNDS + 1):
            line = replace(view, seq=view.seq + n, rev=view.rev + n, state=State.GO_SENT.value)
            told = await self._round(line.rev, partial(console.line.send, line))
            self.words += told.times
            self._progress.step(ROUNDS + n, 2 * ROUNDS, " GOs")
            await asyncio.sleep(BETWEEN)

    async def _round(self, rev: int, order: Callable[[], None]) -> Told:
        shown = self._console.shown_words(rev)
        told = await one_go(self._crowd, f'"rev":{rev},', shown, order)
        self.frames.append(told.frames)
        self.size = told.size
        return told
