"""The countdown on the console and in a room: how far apart they turn, and when that is told."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.evening import an_evening
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.screen import AHEAD, SLEW, Screen, a_screen, seen_by
from producer_app.jobs.bench_line.target import Row
from producer_app.jobs.bench_line.window import Window, a_window
from producer_app.link.presence import SKEW_ALARM
from producer_app.link.protocol import Role

SECONDS: Final = 60
SETTLING: Final = 3.0
AGREE: Final = 100.0

TOO_FAR: Final = 300.0
"""Milliseconds by which a room's clock leaps: more than the alarm's 250."""

NOT_FAR: Final = 200.0
LEAPS: Final = 4
HEALED: Final = 10.0
"""Seconds in which a page has eight new round trips, and trusts none from before the leap."""

TOLD: Final = 3_000.0
"""What fails in a room is told within this, and a clock that is off is no less."""


async def clocks(show: Path, folder: Path, progress: Progress) -> list[Row]:
    """Measure with the real window and a page that looks at the stage's countdown."""
    evening = an_evening(show, folder, 0, viewers=1)
    async with a_screen(evening.tokens[0], Role.VIEWER) as screen, a_window(evening) as window:
        await screen.come(evening.port)
        await asyncio.sleep(SETTLING)
        await window.asked("watch")
        for n in range(SECONDS):
            await asyncio.sleep(1)
            progress.step(n + 1, SECONDS, " seconds")
        apart = _apart(
            [(at, text) for at, text in (await window.asked("seen"))["edges"]],
            await screen.turns(),
        )
        far = [await _told(window, screen, TOO_FAR, progress) for _ in range(LEAPS)]
        near = [await _told(window, screen, NOT_FAR, progress) for _ in range(LEAPS)]
    clock = f"{seen_by()}, its clock {AHEAD / 1_000:.1f} s ahead and {SLEW:.2%} fast"
    return [
        Row(
            what=f"between the console's turn and the room's to the same second {clock}",
            found=Figures(tuple(apart)),
            target=AGREE,
            judged="worst",
        ),
        Row(
            what=f"a room's clock leaps by {TOO_FAR:.0f} ms: until the console has its alarm "
            f"(from {SKEW_ALARM} ms)",
            found=Figures(tuple(far)),
            target=TOLD,
            judged="worst",
        ),
        Row(
            what=f"a room's clock leaps by {NOT_FAR:.0f} ms: alarms",
            found=Figures((float(sum(took != float("inf") for took in near)),)),
            target=0,
            judged="worst",
            unit="",
        ),
    ]


def _apart(console: list[tuple[float, str]], room: list[tuple[float, str]]) -> list[float]:
    """By how many milliseconds they differ, for each second that either of them showed."""
    turned = {text: at for at, text in room}
    return [abs(at - turned[text]) * 1_000 if text in turned else 1_000.0 for at, text in console]


async def _told(window: Window, screen: Screen, by: float, progress: Progress) -> float:
    """Milliseconds from the leap of a room's clock to the alarm; never where none comes. The next
    one finds the clock right again."""
    progress.say(f"a room's clock leaps by {by:.0f} ms")
    await window.asked("watch")
    at = time.time()
    await screen.leap(by)
    await asyncio.sleep(HEALED)
    skews = (await window.asked("seen"))["skews"]
    alarm = next((when for when, _, is_off in skews if is_off and when > at), None)
    return float("inf") if alarm is None else (alarm - at) * 1_000
