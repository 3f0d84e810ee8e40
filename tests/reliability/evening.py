"""An evening at speed: its plan, its clock, its five pages, and what befalls them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from playwright.async_api import BrowserContext, CDPSession, Page, WebSocket, expect

from producer_app.core.run import RunKind
from producer_app.core.show import Handoff, HandoffId, Kind, Offer, OfferId, RoomId, SegmentId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.link.desk import PORT
from producer_app.link.presence import LinkState
from producer_app.link.protocol import Role
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.link.browser import Chromium, paired
from tests.link.console import Console
from tests.link.gala import OFFERS, SHOP, STAGE, gala, handoff, song
from tests.link.page import a_code
from tests.link.ports import free_port
from tests.link.waiting import wall_clock
from tests.reliability.wire import Wire, a_wire

SONG: Final = Millis(300_000)
VISIT: Final = Millis(120_000)
LEAP: Final = Millis(5_000)
WIDE: Final = {"width": 1920, "height": 1080}
SEATS: Final = (
    ("Mo", Role.ROOM, SHOP),
    ("Ann", Role.ROOM, SHOP),
    ("Controller", Role.OPERATOR, SHOP),
    ("Backstage", Role.VIEWER, STAGE),
    ("Producer", Role.PRODUCER, STAGE),
)
HOSTS: Final = ("Mo", "Ann")


def an_evening(songs: int) -> Show:
    """Songs of five minutes, a pitch beside each, and a handoff with an offer at each one's end."""
    numbers = range(1, songs + 1)
    plan = gala(wall_clock())
    pitch = plan.segment(SegmentId("b1"))
    return replace(
        plan,
        segments=(
            *(replace(song(1), id=SegmentId(f"s{n}"), number=f"{n}", length=SONG) for n in numbers),
            *(
                replace(pitch, id=SegmentId(f"b{n}"), number=f"B{n}", kind=Kind.PITCH, length=SONG)
                for n in numbers
            ),
        ),
        talent=(),
        offers=tuple(_offer(n) for n in numbers),
        handoffs=tuple(_handoff(n) for n in numbers),
    )


def _offer(n: int) -> Offer:
    return replace(OFFERS[0], id=OfferId(f"o{n}"), number=f"L{n:02}", fallback=None)


def _handoff(n: int) -> Handoff:
    planned = handoff(HandoffId(f"h{n}"), f"H{n}", f"s{n}", f"Throw {n}", f"交接 {n}")
    return replace(planned, talent=(), offers=(OfferId(f"o{n}"),), return_after=VISIT)


class LeapingClock(SystemClock):
    """Real time, which leaps over what nobody has to wait for."""

    def __init__(self) -> None:
        self.leapt = 0
        super().__init__()

    def now(self) -> Instant:
        return Instant(super().now() + self.leapt)

    def step(self) -> Millis:
        return Millis(0)


@dataclass
class Seat:
    """Somebody's page, its network, and what it has been told."""

    name: str
    page: Page
    wire: Wire
    devtools: CDPSession
    ailment: str = ""
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)

    def follow(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._heard)

    def _heard(self, frame: str | bytes) -> None:
        message = json.loads(frame)
        told = message.get("lines", [])
        for line in [*told, *([message["line"]] if message["type"] == "ev" else [])]:
            known = self.lines.get(line["handoff"])
            if known is None or line["seq"] >= known["seq"]:
                self.lines[line["handoff"]] = line

    async def aim(self, act: str) -> tuple[float, float]:
        """Where the one big button is, once it says that and holds still no longer."""
        button = self.page.locator(f'#press[data-act="{act}"]')
        await expect(button).to_be_enabled()
        box = await button.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    async def press(self, act: str) -> None:
        """A finger on the one big button."""
        await self.page.mouse.click(*await self.aim(act))


class Evening:
    """The director with a console on air, and everybody's pages."""

    def __init__(self, console: Console, clock: LeapingClock, speed: float) -> None:
        self.console, self.clock, self.speed = console, clock, speed
        self.seats: dict[str, Seat] = {}
        self.figures: Counter[str] = Counter()

    @classmethod
    def begin(cls, path: Path, songs: int, speed: float) -> Evening:
        clock = LeapingClock()
        session = Session.create(path, an_evening(songs), clock)
        session.set_setting(PORT, str(free_port()))
        session.begin(RunKind.REHEARSAL)
        return cls(Console(session), clock, speed)

    async def seat_all(self, chromium: Chromium, stack: AsyncExitStack) -> None:
        for name, role, room in SEATS:
            wire = await stack.enter_async_context(a_wire())
            through = {"server": wire.address, "bypass": "<-loopback>"}
            window = chromium.window(viewport=WIDE, proxy=through)
            context = await stack.enter_async_context(window)
            self.seats[name] = await self._seated(name, role, room, context, wire)

    async def _seated(
        self, name: str, role: Role, room: RoomId, context: BrowserContext, wire: Wire
    ) -> Seat:
        code = await a_code(self.console, room, role)
        page = await paired(context, self.console.presence.url, code, name)
        devtools = await context.new_cdp_session(page)
        await devtools.send("Debugger.enable")
        seat = Seat(name, page, wire, devtools)
        page.on("websocket", seat.follow)
        await page.reload()
        await expect(page.locator("#line")).to_have_attribute("data-state", "up")
        return seat

    # Time

    async def keep_time(self) -> None:
        """The console's own second, until it is cancelled."""
        while True:
            await asyncio.sleep(1.0)
            self._tick()

    async def passes(self, length: int) -> None:
        """Show time goes by at the evening's speed."""
        until = self.console.session.now() + length
        while (left := until - self.console.session.now()) > 0:
            leap = min(left, LEAP)
            self.clock.leapt += leap
            self._tick()
            await asyncio.sleep(leap / 1000 / self.speed)

    def _tick(self) -> None:
        self.console.session.tick()
        self.console.desk.tick()

    # What befalls the pages

    @property
    def well_hosts(self) -> list[Seat]:
        return [self.seats[name] for name in HOSTS if not self.seats[name].ailment]

    async def ail(self, ailment: str, *names: str) -> None:
        for name in names:
            seat = self.seats[name]
            seat.ailment = ailment
            self.figures[ailment] += 1
            match ailment:
                case "cut":
                    seat.wire.cut()
                case "silent":
                    seat.wire.fall_silent()
                case "frozen":
                    await seat.devtools.send("Debugger.pause")

    async def heal(self) -> None:
        """Everybody who was away was seen to be away, comes back, and says STALE no more."""
        ailing = [seat for seat in self.seats.values() if seat.ailment]
        for seat in ailing:
            if seat.ailment == "frozen":
                await self.console.until(lambda: not self._is_fresh(seat))  # noqa: B023
                await seat.devtools.send("Debugger.resume")
            else:
                await expect(seat.page.locator("#stale")).to_be_visible()
                self.figures["STALE seen"] += 1
            seat.wire.mend()
        for seat in ailing:
            await expect(seat.page.locator("#stale")).to_be_hidden()
            await expect(seat.page.locator("#line")).to_have_attribute("data-state", "up")
            await self.console.until(lambda: self._is_fresh(seat))  # noqa: B023
            seat.ailment = ""

    async def kill_the_server(self) -> None:
        """The console goes on while another steps in."""
        self.figures["killed"] += 1
        before = self.console.presence.restarts
        os.kill(self.console.line.server_pid or 0, signal.SIGKILL)
        await self.console.until(lambda: self.console.presence.restarts > before)

    async def is_served_again(self) -> None:
        await self.console.until(lambda: self.console.presence.link is LinkState.UP)

    def _is_fresh(self, seat: Seat) -> bool:
        now, clients = self.console.session.now(), self.console.presence.clients
        return any(one.name == seat.name and one.is_fresh(now) for one in clients)
