"""Five hundred pages come back at once, wave after wave, while the director's window runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.bare import CROWD, LOST, BareLine, a_bare_line, join
from producer_app.jobs.bench_line.evening import Evening, an_evening, since
from producer_app.jobs.bench_line.programs import Program, program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row
from producer_app.jobs.bench_line.window import Window, a_window
from producer_app.jobs.bench_process import figures_of

PAGES: Final = 500
WITNESSES: Final = 20
"""Pages that stay, and to which the GO is measured meanwhile."""

WAVES: Final = 24
GONE: Final = 1.2
"""Seconds that they stay away."""

MOMENT: Final = 0.06
MOMENTS: Final = 6
"""Seconds before a turn of the clock at which the first wave begins; the next ones a multiple."""

AFTER: Final = 0.3
"""Seconds after the last is in that still belong to a wave."""

SIZE: Final = 320

HAVE_STATE: Final = 2_000.0
CLOCK_LATE: Final = 16.0
GO: Final = 250.0


class _Found:
    """Milliseconds of every wave."""

    def __init__(self) -> None:
        self.joined: list[float] = []
        self.gos: list[float] = []
        self.clock: list[float] = []
        self.with_gos: list[float] = []
        """Of the clock in the waves in which GOs are pressed: every other one."""
        self.loop: list[float] = []
        self.worked: list[float] = []


async def reconnects(show: Path, folder: Path, progress: Progress) -> list[Row]:
    """Measure with the real window on a copy of the show."""
    evening = an_evening(show, folder, PAGES + WITNESSES)
    async with program(CROWD) as witnesses, program(CROWD) as crowd:
        async with a_window(evening) as window:
            await join(witnesses, evening.port, evening.firsts[PAGES:])
            await join(crowd, evening.port, evening.firsts[:PAGES])
            found = await _waves(window, witnesses, crowd, evening, progress)
        crowd.tell(do="end")
        progress.say("the limit: an empty window, a bare server")
        async with a_bare_line(evening.firsts[PAGES:]) as bare:
            limit = await _limit(bare, crowd, evening)
    return [
        Row(
            what=f"until the last of {PAGES} pages has its state",
            found=Figures(tuple(found.joined)),
            limit=Figures(tuple(limit.joined)),
            target=HAVE_STATE,
            judged="worst",
        ),
        Row(
            what="the window's clock turns late meanwhile",
            found=Figures(tuple(found.clock)),
            limit=Figures(tuple(limit.clock)),
            target=CLOCK_LATE,
            judged="worst",
        ),
        Row(
            what="the same with GOs pressed meanwhile",
            found=Figures(tuple(found.with_gos)),
            limit=Figures(tuple(limit.clock)),
            target=CLOCK_LATE,
            judged="worst",
        ),
        Row(
            what="the window's loop comes late to a beat of 10 ms meanwhile",
            found=Figures(tuple(found.loop)),
            limit=Figures(tuple(limit.loop)),
        ),
        Row(
            what="what the window's thread itself works from one beat to the next",
            found=Figures(tuple(found.worked)),
        ),
        Row(
            what=f"from the key to {WITNESSES} pages that stayed, meanwhile",
            found=Figures(tuple(found.gos)),
            limit=Figures(tuple(limit.gos)),
            target=GO,
        ),
    ]


async def _waves(
    window: Window, witnesses: Program, crowd: Program, evening: Evening, progress: Progress
) -> _Found:
    found = _Found()
    for n in range(WAVES):
        crowd.tell(do="end")
        await asyncio.sleep(GONE)
        armed = await window.armed()
        await _soon_before_a_turn(window, n)
        await window.asked("measure")
        coming = asyncio.create_task(_come(crowd, evening.port, evening))
        while n % 2:
            await witnesses.asked(do="expect", mark=armed.mark, shown=armed.shown)
            pressed = await window.pressed()
            found.gos += since(pressed.at, (await witnesses.answer())["marked"], LOST)
            if coming.done():
                break
            armed = await window.armed()
        found.joined.append(await coming)
        await asyncio.sleep(AFTER)
        late = await window.asked("late")
        (found.with_gos if n % 2 else found.clock).extend(late["clock"])
        found.loop += late["loop"]
        found.worked += late["worked"]
        progress.step(n + 1, WAVES, f" waves; {late['pages']} pages are here")
    return found


async def _soon_before_a_turn(window: Window, wave: int) -> None:
    """Lets the clock turn in the midst of each wave, every time at another moment of it."""
    before = MOMENT * (1 + wave % MOMENTS)
    left = (await window.asked("measure"))["left"] / 1_000
    await asyncio.sleep((left - before) % 1.0)


async def _come(crowd: Program, port: int, evening: Evening) -> float:
    """All at once: milliseconds until the last is in."""
    told = await crowd.asked(do="join", port=port, firsts=evening.firsts[:PAGES])
    return float(told["joined"])


async def _limit(bare: BareLine, crowd: Program, evening: Evening) -> _Found:
    """The same waves to a bare server, and an empty window meanwhile."""
    found = _Found()
    running = asyncio.create_task(asyncio.to_thread(figures_of, _EMPTY_WINDOW))
    while not running.done():
        crowd.tell(do="end")
        await asyncio.sleep(GONE)
        coming = asyncio.create_task(_come(crowd, bare.port, evening))
        found.gos += await bare.go(SIZE)
        found.joined.append(await coming)
    ((clock, loop),) = (late.values() for late in (await running).values())
    found.clock, found.loop = list(clock.times), list(loop.times)
    return found


_EMPTY_WINDOW: Final = "from producer_app.jobs.bench_bare import run; run(20)"
