"""Two consoles and five pages through an evening at speed, with everything that befalls a line:
at the end the as-run log, both consoles and every page agree."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Page, expect

from producer_app.core.calling import Go
from producer_app.core.handoff import Act, State
from producer_app.core.offers import OfferAct, OfferState
from producer_app.core.run import HandoffActed, OfferActed, Run, WentOnAir, fold
from producer_app.core.show import HandoffId, OfferId, RoomId, SegmentId
from tests.link.browser import Chromium, phase
from tests.link.gala import SHOP, STAGE
from tests.reliability.evening import HOSTS, SONG, VISIT, Evening, Seat
from tests.reliability.other_console import OtherConsole, another_console, told

pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.browser,
    pytest.mark.reliability,
]

log = logging.getLogger(__name__)

SONGS: Final = int(os.environ.get("EVENING_SONGS", "2"))
"""Each takes five minutes of the evening: EVENING_SONGS=12 is an hour."""

SPEED: Final = float(os.environ.get("EVENING_SPEED", "60"))
PATIENCE: Final = 60.0 + 40.0 * SONGS
"""Seconds for a whole evening on a loaded machine; each song takes five to fifteen."""
LEAD: Final = 20_000


@asynccontextmanager
async def an_evening(folder: Path, chromium: Chromium) -> AsyncIterator[Evening]:
    evening = Evening.begin(folder / "evening.show", SONGS, SPEED)
    await evening.console.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(evening.console.stop)
        await evening.seat_all(chromium, stack)
        time = asyncio.create_task(evening.keep_time())
        stack.callback(time.cancel)
        yield evening


def test_the_log_both_consoles_and_every_page_agree_after_an_evening_of_troubles(
    tmp_path: Path, chromium: Chromium
) -> None:
    async def whole() -> None:
        async with (
            an_evening(tmp_path, chromium) as evening,
            another_console(tmp_path / "evening.show") as other,
        ):
            for n in range(1, SONGS + 1):
                await one_song(evening, n)
            await all_agree(evening, other)
            log.info("%s", dict(evening.figures))

    chromium.loop.run(asyncio.wait_for(whole(), PATIENCE))


async def one_song(evening: Evening, n: int) -> None:
    """The stage plays, the controller plays, and at the end the stage hands over to the shop."""
    befalls = TROUBLES[(n - 1) % len(TROUBLES)]
    begin(evening, n)
    await controller_goes(evening, n)
    await evening.passes(SONG - LEAD - VISIT)
    await befalls(evening, HandoffId(f"h{n}"))
    await evening.heal()
    await evening.console.reaches(HandoffId(f"h{n}"), State.LIVE)
    await every_host_sees_live(evening, n)
    await sell(evening, n)
    if n < SONGS:
        await evening.passes(VISIT)
        await evening.well_hosts[n % 2].press("return")
        await evening.console.reaches(HandoffId(f"h{n}"), State.RETURNED)


def begin(evening: Evening, n: int) -> None:
    evening.figures["GO of the stage"] += 1
    evening.console.session.call(Go(room=STAGE, expects=SegmentId(f"s{n}")))


async def every_host_sees_live(evening: Evening, n: int) -> None:
    """Whoever was away meanwhile has it from the snapshot: no event tells it again."""
    for name in HOSTS:
        page = evening.seats[name].page
        await phase(page, "live")
        await expect(page.locator("#number")).to_have_text(f"H{n}")


async def controller_goes(evening: Evening, n: int) -> None:
    page = evening.seats["Controller"].page
    await expect(page.locator("#own-go")).to_contain_text(f"B{n} ")
    await page.click("#own-go")
    evening.figures["GO of the controller"] += 1
    await evening.console.until(lambda: on_air(evening.console.session.run, SHOP) == f"b{n}")


async def sell(evening: Evening, n: int) -> None:
    """The controller opens the offer that came along; every second one is sold out."""
    card = evening.seats["Controller"].page.locator(f"#offer-o{n}")
    await card.get_by_role("button", name="OPEN", exact=True).click()
    await expect(card.locator(".lamp")).to_have_text("OPEN")
    if n % 2:
        await card.get_by_role("button", name="SOLD OUT", exact=True).click()
        await expect(card.locator(".lamp")).to_have_text("SOLD OUT")


# The handoffs, and what befalls each


async def stands_by(evening: Evening, handoff: HandoffId) -> None:
    evening.console.call(Act.STANDBY, handoff)
    await pressed(evening, "ready")
    await evening.console.reaches(handoff, State.READY)
    await evening.passes(LEAD)


async def goes(evening: Evening, handoff: HandoffId) -> None:
    evening.figures["GO of a handoff"] += 1
    evening.console.call(Act.GO, handoff)


async def goes_live(evening: Evening, handoff: HandoffId) -> None:
    await pressed(evening, "live")
    await evening.console.reaches(handoff, State.LIVE)


async def pressed(evening: Evening, act: str) -> None:
    """Whoever of the hosts is well has a finger on the button, at the same time as the others."""
    hosts = evening.well_hosts
    fingers = [await one.aim(act) for one in hosts]
    await asyncio.gather(
        *(one.page.mouse.click(*at) for one, at in zip(hosts, fingers, strict=True))
    )


async def one_host_is_cut_off(evening: Evening, handoff: HandoffId) -> None:
    await evening.ail("cut", "Mo")
    await evening.ail("frozen", "Producer")
    await stands_by(evening, handoff)
    await goes(evening, handoff)
    await goes_live(evening, handoff)


async def the_server_is_killed_before_the_go(evening: Evening, handoff: HandoffId) -> None:
    await stands_by(evening, handoff)
    await evening.kill_the_server()
    await goes(evening, handoff)
    await evening.is_served_again()
    await goes_live(evening, handoff)


async def a_press_comes_late(evening: Evening, handoff: HandoffId) -> None:
    """One host's network falls silent in the moment of the press; the other one is first."""
    await stands_by(evening, handoff)
    await goes(evening, handoff)
    mo = evening.seats["Mo"]
    finger = await mo.aim("live")
    await evening.ail("silent", "Mo", "Backstage")
    await mo.page.mouse.click(*finger)
    await goes_live(evening, handoff)


async def both_hosts_hear_the_go_too_late(evening: Evening, handoff: HandoffId) -> None:
    await stands_by(evening, handoff)
    await evening.ail("cut", *HOSTS)
    await goes(evening, handoff)
    await evening.passes(6_000)
    await evening.heal()
    for name in HOSTS:
        await phase(evening.seats[name].page, "check")
    await goes_live(evening, handoff)


async def pages_freeze_before_standby(evening: Evening, handoff: HandoffId) -> None:
    await evening.ail("frozen", "Ann", "Backstage", "Controller")
    await stands_by(evening, handoff)
    await goes(evening, handoff)
    await goes_live(evening, handoff)


async def a_host_freezes_at_the_go(evening: Evening, handoff: HandoffId) -> None:
    await stands_by(evening, handoff)
    await evening.ail("frozen", "Mo")
    await evening.ail("cut", "Controller", "Producer")
    await goes(evening, handoff)
    await goes_live(evening, handoff)


TROUBLES: Final = (
    one_host_is_cut_off,
    the_server_is_killed_before_the_go,
    a_press_comes_late,
    both_hosts_hear_the_go_too_late,
    pages_freeze_before_standby,
    a_host_freezes_at_the_go,
)


# The end


async def all_agree(evening: Evening, other: OtherConsole) -> None:
    """The log as the file keeps it is what everybody knows."""
    session = evening.console.session
    assert session.run is not None
    assert session.run.line(HandoffId(f"h{SONGS}")).state is State.LIVE
    await in_time(lambda: consoles_agree(evening, other))
    log = session.events(session.run.id)
    nothing_twice(log)
    run = fold(log)
    assert run is not None
    for name in HOSTS:
        await in_time(lambda: host_knows(evening.seats[name], run))  # noqa: B023
        await host_shows(evening.seats[name].page)
    await controller_shows(evening, run)
    await onlookers_show(evening, run)


async def in_time(agrees: Callable[[], Awaitable[None]]) -> None:
    """What was on its way may still come; the last disagreement is told."""
    until = asyncio.get_running_loop().time() + 25.0
    while True:
        try:
            await agrees()
        except AssertionError:
            if asyncio.get_running_loop().time() > until:
                raise
            await asyncio.sleep(0.25)
        else:
            return


async def consoles_agree(evening: Evening, other: OtherConsole) -> None:
    session = evening.console.session
    assert session.run is not None
    run = fold(session.events(session.run.id))
    assert run == session.run
    assert told(run) == await other.run()


def nothing_twice(log: tuple[object, ...]) -> None:
    acts = Counter((e.handoff, e.act) for e in log if isinstance(e, HandoffActed))
    for n in range(1, SONGS + 1):
        for act in (Act.STANDBY, Act.READY, Act.GO, Act.LIVE):
            assert acts[HandoffId(f"h{n}"), act] == 1, (n, act, acts)
    taken = Counter((e.room, e.segment) for e in log if isinstance(e, WentOnAir))
    assert len(taken) == 2 * SONGS
    assert set(taken.values()) == {1}
    sold = Counter((e.offer, e.act) for e in log if isinstance(e, OfferActed))
    assert set(sold.values()) == {1}
    assert sum(1 for _, act in sold if act is OfferAct.OPEN) == SONGS


async def host_knows(seat: Seat, run: Run) -> None:
    known = {handoff: (line["state"], line["rev"]) for handoff, line in seat.lines.items()}
    assert known == {key: (line.state, line.rev) for key, line in run.lines.items()}


async def host_shows(page: Page) -> None:
    await phase(page, "live")
    await expect(page.locator("#number")).to_have_text(f"H{SONGS}")
    await expect(page.locator("#own")).to_contain_text(f" B{SONGS} ")
    await expect(page.locator("#stage")).to_contain_text(f" {SONGS} ")


async def controller_shows(evening: Evening, run: Run) -> None:
    page = evening.seats["Controller"].page
    await phase(page, "live")
    await expect(page.locator("#own-now .called")).to_contain_text(f"B{SONGS} ")
    words = {OfferState.OPEN: "OPEN", OfferState.SOLD_OUT: "SOLD OUT", OfferState.CLOSED: "CLOSED"}
    for n in range(1, SONGS + 1):
        state = words[run.offer(OfferId(f"o{n}")).state]
        await expect(page.locator(f"#offer-o{n} .lamp")).to_have_text(state)


async def onlookers_show(evening: Evening, run: Run) -> None:
    stage = evening.seats["Backstage"].page
    await expect(stage.locator("#timer-now h1")).to_contain_text(f"{SONGS} ")
    page = evening.seats["Producer"].page
    on_airs = [f"{SONGS} ", f"B{SONGS} "]
    await expect(page.locator("#rooms .called")).to_contain_text(on_airs)
    states = [run.line(HandoffId(f"h{n}")).state for n in range(1, SONGS + 1)]
    for n, state in enumerate(states, 1):
        lamp = page.locator("#lamps .handoff").filter(has=page.get_by_text(f"H{n}", exact=True))
        await expect(lamp.locator(".lamp b")).to_have_text(state.value.upper())


def on_air(run: Run | None, room: RoomId) -> str:
    take = run.room(room).on_air if run is not None else None
    return take.segment if take is not None else ""
