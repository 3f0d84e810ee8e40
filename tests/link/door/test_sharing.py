"""The network switch: what it opens, what it closes, and who stays connected meanwhile."""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from playwright.async_api import expect

from producer_app.core.handoff import Act
from producer_app.link.door.network import Address
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.sharing import followed
from producer_app.link.presence import LinkState
from producer_app.link.protocol import PROTO
from tests.link.browser import Chromium, in_browser
from tests.link.console import Console
from tests.link.gala import H1, SHOP
from tests.link.page import Socket, a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited

ELSEWHERE = "127.0.0.2"
"""Another address of this machine, as its network's would be."""


async def shared(console: Console, *ips: str) -> str:
    """Shares these addresses; returns the first one's page."""
    console.line.share(ips or (ELSEWHERE,))
    await console.until(lambda: bool(console.presence.shared.urls))
    return console.presence.shared.urls[0]


def trusting(console: Console, tmp_path: Path) -> ssl.SSLContext:
    """A browser that has been given this installation's certificate."""
    folder = tmp_path / "console-state" / "certificates"
    return ssl.create_default_context(cafile=folder / "authority.crt")


@asynccontextmanager
async def a_far_socket(url: str, context: ssl.SSLContext) -> AsyncIterator[Socket]:
    async with (
        aiohttp.ClientSession() as browser,
        browser.ws_connect(f"{url}room/ws", headers={"Origin": url.rstrip("/")}, ssl=context) as ws,
    ):
        yield Socket(ws)


@awaited
async def test_nothing_is_shared_at_launch_also_where_it_was_shared_before(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        await shared(console)
    again = Console.open(tmp_path / "gala.show")
    await again.start()
    assert not again.presence.shared.is_on
    assert again.presence.urls == (again.presence.url,)
    with pytest.raises(OSError, match="Connect"):
        await asyncio.open_connection(ELSEWHERE, again.presence.port)
    await again.stop()


@awaited
async def test_a_shared_page_is_opened_by_https_and_paired_and_this_machine_keeps_its_own(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console, "here") as here:
        url = await shared(console)
        assert url == f"https://{ELSEWHERE}:{console.presence.port}/"
        code = await a_code(console)
        async with a_far_socket(url, trusting(console, tmp_path)) as far:
            await far.say(type="pair", proto=PROTO, code=code, name="far")
            await far.hear("snap")
            console.call(Act.STANDBY, H1)
            for room in (here, far):
                await room.hear_state(H1, "standby_sent")
            await console.until(
                lambda: [c.name for c in console.presence.clients] == ["here", "far"]
            )


@awaited
async def test_a_page_says_that_its_sockets_are_secure_where_it_came_by_https(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as browser:
        url = await shared(console)
        async with browser.get(url, ssl=trusting(console, tmp_path)) as answer:
            assert answer.status == 200
            policy = answer.headers["Content-Security-Policy"]
            assert f"connect-src 'self' wss://{urlsplit(url).netloc};" in policy


@awaited
async def test_the_code_to_photograph_leads_to_the_network_first(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        url = await shared(console)
        code = await a_code(console)
        opened = console.presence.pairing
        assert opened is not None
        assert opened.urls == (f"{url}#code={code}", f"{console.presence.url}#code={code}")


@awaited
async def test_an_origin_of_the_other_scheme_is_another_origin(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as browser:
        url = await shared(console)
        for origin in (url.replace("https", "http").rstrip("/"), console.presence.url.rstrip("/")):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await browser.ws_connect(
                    f"{url}room/ws",
                    headers={"Origin": origin},
                    ssl=trusting(console, tmp_path),
                )
            assert refused.value.status == 403


@awaited
async def test_switching_off_cuts_who_came_by_the_network_and_nobody_else(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console, "here") as here:
        url = await shared(console)
        code = await a_code(console)
        async with a_far_socket(url, trusting(console, tmp_path)) as far:
            await far.say(type="pair", proto=PROTO, code=code, name="far")
            await far.hear("snap")
            console.line.share(())
            assert await far.close_code() is not None
        await console.until(lambda: [c.name for c in console.presence.clients] == ["here"])
        await here.say(type="hb", n=1, t=0.0, visible=True)
        await here.hear("hb", lambda m: m["n"] == 1)
        port = console.presence.port
        for attempt in (port, (port or 0) + 2):
            with pytest.raises(OSError, match="Connect"):
                await asyncio.open_connection(ELSEWHERE, attempt)


@awaited
async def test_one_address_more_leaves_the_pages_on_the_others_connected(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        url = await shared(console)
        code = await a_code(console)
        async with a_far_socket(url, trusting(console, tmp_path)) as far:
            await far.say(type="pair", proto=PROTO, code=code, name="far")
            await far.hear("snap")
            console.line.share((ELSEWHERE, "127.0.0.3"))
            await console.until(lambda: len(console.presence.shared.urls) == 2)
            await far.say(type="hb", n=7, t=0.0, visible=True)
            await far.hear("hb", lambda m: m["n"] == 7)
            async with a_far_socket(
                console.presence.shared.urls[1], trusting(console, tmp_path)
            ) as third:
                await third.say(type="want")
                assert (await third.hear("no"))["code"] == "order"


@awaited
async def test_a_server_that_is_killed_shares_again_what_it_shared(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        url = await shared(console)
        code = await a_code(console)
        async with a_far_socket(url, trusting(console, tmp_path)) as far:
            await far.say(type="pair", proto=PROTO, code=code, name="far")
            token = (await far.hear("hello"))["token"]
            os.kill(console.line.server_pid or 0, signal.SIGKILL)
            await far.close_code()
        await console.until(lambda: console.presence.link is LinkState.DOWN)
        await console.until(lambda: console.presence.link is LinkState.UP)
        back = await until_there(url, trusting(console, tmp_path), token)
        assert back["room"] == SHOP


async def until_there(url: str, context: ssl.SSLContext, token: str) -> dict[str, object]:
    """What a page is greeted with that keeps coming back."""
    while True:
        try:
            async with a_far_socket(url, context) as far:
                await far.say(type="auth", proto=PROTO, token=token)
                return await far.hear("hello")
        except (aiohttp.ClientError, OSError):
            await asyncio.sleep(0.05)


@awaited
async def test_the_certificate_is_given_out_in_plain_http_and_nothing_else_is(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as phone:
        url = await shared(console)
        (given_out,) = console.presence.shared.certificate_urls
        assert given_out.startswith(f"http://{ELSEWHERE}:")
        async with phone.get(given_out) as page:
            text = await page.text()
            assert console.presence.shared.fingerprint in text
            assert url in text
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        async with phone.get(f"{given_out}producer-console.crt") as certificate:
            assert certificate.content_type == "application/x-x509-ca-cert"
            context = ssl.create_default_context(cadata=await certificate.text())
        for secret in ("room/ws", "main.js", "authority.key", "server.pem", "../authority.key"):
            async with phone.get(given_out + secret) as answer:
                assert answer.status == 404, secret
        async with phone.get(url, ssl=context) as room_page:
            assert room_page.status == 200


@awaited
async def test_the_certificates_door_knows_its_own_host_alone(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as phone:
        await shared(console)
        (given_out,) = console.presence.shared.certificate_urls
        for host in ("evil.example", f"{ELSEWHERE}:{console.presence.port}"):
            async with phone.get(given_out, headers={"Host": host}) as answer:
                assert answer.status == 421


@awaited
async def test_a_wired_kiosk_is_served_in_plain_http_where_the_show_says_so(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.line.adopt(LineSettings(is_secure=False))
        url = await shared(console)
        assert url.startswith("http://")
        assert console.presence.shared.certificate_urls == ()
        code = await a_code(console)
        async with a_socket(url) as kiosk:
            await kiosk.say(type="pair", proto=PROTO, code=code, name="kiosk")
            await kiosk.hear("snap")
            console.line.adopt(LineSettings(is_secure=True))
            assert await kiosk.close_code() is not None
        await console.until(lambda: console.presence.shared.urls == (url.replace("http", "https"),))


@awaited
async def test_an_address_that_is_not_this_machines_is_said_to_have_failed(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.line.share(("198.51.100.77", ELSEWHERE))
        await console.until(lambda: bool(console.presence.shared.urls))
        assert console.presence.shared.failed == ("198.51.100.77",)
        assert len(console.presence.shared.urls) == 1


@awaited
async def test_a_machine_that_is_given_another_address_is_found_there_under_a_new_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [Address(ip=ELSEWHERE, interface="Wi-Fi")]
    monkeypatch.setattr("producer_app.link.door.sharing.addresses", lambda: tuple(here))
    monkeypatch.setattr("producer_app.link.door.sharing.LOOKS_EVERY", 0.05)
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as browser:
        before = await shared(console)
        here[:] = [Address(ip="127.0.0.3", interface="Wi-Fi")]
        after = before.replace(ELSEWHERE, "127.0.0.3")
        await console.until(lambda: console.presence.shared.urls == (after,))
        assert console.presence.shared.has_moved
        async with browser.get(after, ssl=trusting(console, tmp_path)) as answer:
            assert answer.status == 200
        with pytest.raises(OSError, match="Connect"):
            await asyncio.open_connection(ELSEWHERE, console.presence.port)
        here.clear()
        await console.until(lambda: console.presence.shared.urls == ())
        assert console.presence.shared.is_on
        here[:] = [Address(ip=ELSEWHERE, interface="Wi-Fi")]
        await console.until(lambda: console.presence.shared.urls == (before,))


def test_addresses_are_followed_when_an_interface_is_given_others() -> None:
    had = {"10.0.0.5": "Wi-Fi", "192.168.1.2": "eth0"}
    wired = Address(ip="192.168.1.2", interface="eth0")
    moved = Address(ip="10.0.9.9", interface="Wi-Fi")
    other = Address(ip="172.17.0.1", interface="docker0")
    world = Address(ip="8.8.8.8", interface="Wi-Fi")
    wanted = ("10.0.0.5", "192.168.1.2")
    assert followed(wanted, had, (wired, Address(ip="10.0.0.5", interface="Wi-Fi"))) == wanted
    assert followed(wanted, had, (wired, moved, other, world)) == ("192.168.1.2", "10.0.9.9")
    assert followed(wanted, had, ()) == ()


@pytest.mark.needs("chromium")
@pytest.mark.browser
@in_browser
async def test_a_page_over_https_is_a_secure_context_and_hears_that_the_show_is_over(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with (
        a_console(tmp_path) as console,
        chromium.window(ignore_https_errors=True, locale="zh-CN") as context,
    ):
        await shared(console)
        code = await a_code(console)
        assert console.presence.pairing is not None
        page = await context.new_page()
        await page.goto(console.presence.pairing.url)
        assert await page.evaluate("isSecureContext && 'wakeLock' in navigator")
        assert code not in page.url
        await page.fill("#name", "Mo")
        await page.click("#join")
        await console.until(lambda: [c.name for c in console.presence.clients] == ["Mo"], 30.0)
        console.session.end()
        await expect(page.locator("#pair-problem")).to_have_text("演出已结束，配对随之结束。")
        kept = "JSON.parse(localStorage.getItem('producer-console-room')).token"
        assert await page.evaluate(kept) == ""
