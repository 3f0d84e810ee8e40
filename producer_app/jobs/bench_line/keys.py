"""From the director's key to the wire, and to a page that has shown it, on a good line or a bad."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.bare import CROWD, LOST, BareLine, a_bare_line, join
from producer_app.jobs.bench_line.browser import Tab, a_tab, browser_path
from producer_app.jobs.bench_line.evening import Evening, an_evening, since
from producer_app.jobs.bench_line.faulty import Weather, a_faulty_line
from producer_app.jobs.bench_line.programs import Program, program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row
from producer_app.jobs.bench_line.window import Armed, Window, a_window
from producer_app.jobs.bench_sums import bare_commit, bare_table

WIRED: Final = 150
LOSSY: Final = 300
"""GOs on each line: enough for what one of a hundred exceeds."""

LIMIT_EVERY: Final = 3
"""After how many presses the limit is measured once."""

FRAME_BYTES: Final = 320

ON_THE_WIRE: Final = 20.0
SHOWN: Final = 100.0
SHOWN_WITH_LOSS: Final = 250.0

RAIN: Final = Weather(loss=0.01)

_TWO_FRAMES: Final = """new Promise((done) => {
    const began = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
})"""


async def keys(show: Path, folder: Path, progress: Progress) -> list[Row]:
    """Measure with the real window on a copy of the show, a bare page that says when bytes come,
    and a page that shows them: in a browser where this machine has one."""
    evening = an_evening(show, folder, pages=2)
    where = "in Chromium" if browser_path() else "by a page without a screen"
    async with (
        program(CROWD) as witness,
        _a_screen(evening) as screen,
        a_bare_line(evening.firsts[:1]) as bare,
        a_window(evening) as window,
    ):
        trial = _Trial(window, witness, screen, bare, folder / "bare.db", progress)
        await join(witness, evening.port, evening.firsts[:1])
        await screen.come(evening.port)
        wired = await trial.rounds(WIRED)
        async with a_faulty_line(evening.port) as line:
            await screen.come(line.port)
            line.weather = RAIN
            lossy = await trial.rounds(LOSSY)
    loss = f"{RAIN.loss:.0%} of all messages lost for good each way ({line.lost} were)"
    return [
        Row(
            what="from the key to bytes read at the other end, the take on disk first",
            found=Figures(tuple(wired.told)),
            limit=Figures(tuple(wired.bare)),
            target=ON_THE_WIRE,
        ),
        Row(
            what="from the key until the window has done all that it makes it do",
            found=Figures(tuple(wired.done)),
        ),
        Row(
            what=f"from the key until the console knows it is shown {where}",
            found=Figures(tuple(wired.shown)),
            limit=Figures(tuple(wired.painted)),
            target=SHOWN,
        ),
        Row(
            what=f"the same with {loss}",
            found=Figures(tuple(lossy.shown)),
            limit=Figures(tuple(lossy.painted)),
            target=SHOWN_WITH_LOSS,
        ),
    ]


class _Times(NamedTuple):
    """Milliseconds from the key."""

    told: list[float]
    shown: list[float]
    done: list[float]
    """Until the window had done all that the key made it do."""
    bare: list[float]
    """Of the limits: from the order to the frame."""
    painted: list[float]
    """The same and two pictures of the browser."""


class _Screen:
    """A page that shows what it is told: in a browser, or one that says so at once."""

    def __init__(self, token: str, first: str, tab: Tab | None, crowd: Program) -> None:
        self._token, self._first, self._tab, self._crowd = token, first, tab, crowd

    async def come(self, port: int) -> None:
        """Comes by that port, after it has left another one."""
        if self._tab is not None:
            await self._tab.open(f"http://127.0.0.1:{port}/", self._token, "room")
        else:
            self._crowd.tell(do="end")
            await join(self._crowd, port, [self._first])

    async def expect(self, armed: Armed) -> None:
        """Makes ready for a GO; a browser needs no telling."""
        if self._tab is None:
            await self._crowd.asked(do="expect", mark=armed.mark, shown=armed.shown)

    async def settle(self) -> None:
        """Takes note that a GO is over."""
        if self._tab is None:
            await self._crowd.answer()

    async def two_frames(self) -> float:
        """Milliseconds that the browser itself takes from one picture to the next but one."""
        return float(await self._tab.value(_TWO_FRAMES)) if self._tab is not None else 0.0


@asynccontextmanager
async def _a_screen(evening: Evening) -> AsyncIterator[_Screen]:
    path, token, first = browser_path(), evening.tokens[1], evening.firsts[1]
    async with program(CROWD) as crowd:
        if path is None:
            yield _Screen(token, first, None, crowd)
            return
        async with a_tab(path) as tab:
            yield _Screen(token, first, tab, crowd)


class _Trial:
    """Press after press of the key, and the limits in between."""

    def __init__(
        self,
        window: Window,
        witness: Program,
        screen: _Screen,
        bare: BareLine,
        file: Path,
        progress: Progress,
    ) -> None:
        self._window, self._witness, self._screen = window, witness, screen
        self._bare, self._db, self._progress = bare, bare_table(file), progress

    async def rounds(self, count: int) -> _Times:
        """So many presses."""
        times = _Times([], [], [], [], [])
        for n in range(count):
            await self._press(times)
            if n % LIMIT_EVERY == 0:
                await self._limit(times)
            self._progress.step(n + 1, count, " presses of the key")
        return times

    async def _press(self, times: _Times) -> None:
        armed = await self._window.armed()
        await self._screen.expect(armed)
        await self._witness.asked(do="expect", mark=armed.mark, shown="")
        pressed = await self._window.pressed()
        told = await self._witness.answer()
        shown = await self._window.shown()
        await self._screen.settle()
        times.told.extend(since(pressed.at, told["marked"], LOST))
        times.shown.extend(since(pressed.at, [shown], LOST))
        times.done.extend(since(pressed.at, [pressed.done], LOST))

    async def _limit(self, times: _Times) -> None:
        """A row committed beside the show file, then one prepared frame to one client, and what a
        browser takes to show anything."""
        (bare,) = await self._bare.go(FRAME_BYTES, lambda: bare_commit(self._db))
        times.bare.append(bare)
        times.painted.append(bare + await self._screen.two_frames())
