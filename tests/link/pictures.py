"""Pictures of the room pages on a show, taken in a real browser from a rehearsal.

Run as a program: ``python -m tests.link.pictures shows/super-night.show docs/pictures``.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, expect

from producer_app.core.calling import Go
from producer_app.core.handoff import Act, State
from producer_app.core.run import RunKind
from producer_app.core.show import Handoff, Room, RoomId, RoomRole
from producer_app.link.protocol import Role
from tests.link.browser import Chromium, a_browser, a_page
from tests.link.console import Console

PHONE, WALL = {"width": 390, "height": 844}, {"width": 1920, "height": 1080}
WHOLE_SECONDS = 1.2
"""Two GOs within a second are one."""


@dataclass(frozen=True, kw_only=True)
class Camera:
    """Takes pictures of pages on one console."""

    chromium: Chromium
    console: Console
    folder: Path

    async def take(
        self, name: str, role: Role, room: RoomId, size: dict[str, int], language: str = "en-GB"
    ) -> None:
        async with self.chromium.window(viewport=size, locale=language) as context:
            page = await a_page(context, self.console, role, room)
            await expect(page.locator("#press:disabled:visible")).to_have_count(0)
            await page.wait_for_timeout(500)
            await page.screenshot(path=self.folder / f"room-{name}.png")

    @asynccontextmanager
    async def controller(self, room: RoomId) -> AsyncIterator[Page]:
        async with self.chromium.window() as context:
            yield await a_page(context, self.console, Role.OPERATOR, room)


async def take_all(chromium: Chromium, show: Path, folder: Path) -> None:
    """Every page of the show's first shopping room and its stage."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        console = Console.open(Path(shutil.copy(show, place)))
        await console.start()
        try:
            await rehearsed(Camera(chromium=chromium, console=console, folder=folder))
        finally:
            await console.stop()


async def rehearsed(camera: Camera) -> None:
    """A handoff with a coupon, from its standby until the room is live and sells."""
    console = camera.console
    stage, shop = rooms_of(console)
    handoff = with_a_coupon(console, shop.id)
    console.session.begin(RunKind.REHEARSAL, confirmed=True)
    for room in (stage, stage, shop):
        standby = console.session.projection().rooms[room.id].standby
        assert standby is not None
        console.session.call(Go(room=room.id, expects=standby.id, is_confirmed=True))
        await asyncio.sleep(WHOLE_SECONDS)
    console.call(Act.STANDBY, handoff.id)
    await camera.take("host-standby", Role.ROOM, shop.id, PHONE)
    async with camera.controller(shop.id) as page:
        await page.click("#press")
        await console.reaches(handoff.id, State.READY)
        console.call(Act.GO, handoff.id)
        await page.get_by_role("button", name="LIVE").click()
        await console.reaches(handoff.id, State.LIVE)
        await page.locator(".offer .acts .open").first.click()
        await expect(page.locator("#open-now .opened")).to_have_count(1)
    await camera.take("host-live", Role.ROOM, shop.id, PHONE)
    await camera.take("host-live-wall-zh", Role.ROOM, shop.id, WALL, "zh-CN")
    await camera.take("controller", Role.OPERATOR, shop.id, PHONE, "zh-CN")
    await camera.take("controller-wall", Role.OPERATOR, shop.id, WALL)
    await camera.take("stage-wall-zh", Role.VIEWER, stage.id, WALL, "zh-CN")
    await camera.take("stage", Role.VIEWER, stage.id, PHONE)
    await camera.take("producers-wall", Role.PRODUCER, stage.id, WALL)


def rooms_of(console: Console) -> tuple[Room, Room]:
    stage, shop = console.session.show.stage(), console.session.show.shops()[0]
    assert stage is not None
    assert shop.role is RoomRole.SHOP
    return stage, shop


def with_a_coupon(console: Console, shop: RoomId) -> Handoff:
    """The first handoff to the room that brings a coupon and talking points."""
    show = console.session.show
    coupons = {offer.id for offer in show.offers if offer.coupon is not None}
    brought = (h for h in show.handoffs if h.to_room == shop and h.talking_points)
    return next(handoff for handoff in brought if coupons & set(handoff.offers))


if __name__ == "__main__":
    with a_browser() as browser:
        browser.loop.run(take_all(browser, Path(sys.argv[1]), Path(sys.argv[2])))
