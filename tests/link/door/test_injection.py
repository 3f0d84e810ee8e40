"""Two hundred strings that want to be markup, script or a log line, and fifty forged hosts."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import expect

from producer_app.core.edits import Put
from producer_app.link.door.audit import line_of_audit
from producer_app.link.door.settings import LineSettings
from producer_app.link.pipe import Audit
from producer_app.link.protocol import PROTO
from tests.link.browser import Chromium, a_page, in_browser
from tests.link.door.test_closed_door import plainly
from tests.link.door.test_floods import beating, works
from tests.link.gala import H1
from tests.link.page import a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited

DEED = "document.title='owned'"
FRAMES = (
    "<script>{}</script>",
    '<img src=x onerror="{}">',
    "<svg/onload={}>",
    "<iframe srcdoc='<script>parent.{}</script>'>",
    "<body onload={}>",
    "<details open ontoggle={}>",
    '<a href="javascript:{}">x</a>',
    "<input autofocus onfocus={}>",
    "<style>@import 'javascript:{}'</style>",
    "<math><mtext></mtext><script>{}</script>",
)
BEFORE = (
    *("", '"', "'", '">', "'>", "</title>", "</script>", "-->", "]]>", "`", "${", "{{"),
    *("\u2028", "\u202e", "\r\n", "\\", "%0a", "&lt;", "\x00", "</textarea>"),
)
STRINGS = tuple(
    islice((before + frame.format(DEED) for before, frame in product(BEFORE, FRAMES)), 200)
)
FORGED = (
    *("evil.example", "evil.example:80", "localhost", "localhost:{port}", "LOCALHOST:{port}"),
    *(
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:{port}.evil.example",
        "127.0.0.1:{port}@evil.example",
    ),
    *("evil.example@127.0.0.1:{port}", "127.0.0.1:{port}:80", "127.0.0.1:0{port}", "127.1:{port}"),
    *("0x7f000001:{port}", "2130706433:{port}", "0177.0.0.1:{port}", "127.0.0.1.:{port}"),
    *("127.0.0.1.nip.io:{port}", "[::1]:{port}", "[::ffff:127.0.0.1]:{port}", "0.0.0.0:{port}"),
    *("127.0.0.2:{port}", "127.000.000.001:{port}", "127.0.0.1:{port}/", "127.0.0.1:{port}#x"),
    *("127.0.0.1:{port}?x", "http://127.0.0.1:{port}", "//127.0.0.1:{port}", "127.0.0.1:+{port}"),
    *("127.0.0.1:{port}%00", "127.0.0.1%3a{port}", "127。0。0。1:{port}", "１２７.0.0.1:{port}"),
    *("localtest.me:{port}", "rebind.network:{port}", "console.local:{port}", "xn--x:{port}"),
    *("..", "*", "*:{port}", "null", "-", "a" * 255, "127.0.0.1:99999", "127.0.0.1:-{port}"),
    *(
        "127.0.0.1:{port};x",
        "127.0.0.1:{port},evil.example",
        "127.0.0.1 :{port}",
        "127.0.0.1: {port}",
    ),
    "producer-console:{port}",
)
"""What a page that was rebound, or a program that guesses, would call us."""


def test_there_are_two_hundred_strings_and_fifty_hosts() -> None:
    assert len(set(STRINGS)) == 200
    assert len(set(FORGED)) >= 50


@awaited
async def test_a_forged_host_is_misdirected_wherever_it_knocks(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        port = console.presence.port
        for forged in FORGED:
            host = forged.format(port=port)
            for first in ("GET / HTTP/1.1", "GET /room/ws HTTP/1.1", "POST /api/v1/go HTTP/1.1"):
                answer = await plainly(port, first, host)
                assert answer.startswith(("HTTP/1.1 421", "HTTP/1.1 400")), (host, first)
                assert "evil" not in answer
        assert (await plainly(port, "GET / HTTP/1.1", None)).startswith("HTTP/1.1 200")
        await works(console, room)


@awaited
async def test_a_name_is_a_name_whatever_it_is_made_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "producer_app.audit")
    async with a_console(tmp_path) as console, a_room(console, "room") as room:
        console.line.adopt(LineSettings(handshakes=10_000))
        for string in STRINGS[::10]:
            code = await a_code(console)
            async with a_socket(console.presence.url) as page:
                await page.say(type="pair", proto=PROTO, code=code, name=string[:40])
                name = (await page.hear("hello"))["name"]
                assert all(character.isprintable() for character in name)
                await console.until(lambda n=name: n in [c.name for c in console.presence.clients])  # type: ignore[misc]
        await works(console, room)
    for record in caplog.records:
        assert len(record.getMessage().splitlines()) == 1


@awaited
async def test_a_title_reaches_a_page_as_data_and_no_answer_says_a_request_back(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        show = console.session.show
        console.session.edit(
            Put(entity=replace(show.by_id[H1], talking_points=STRINGS)), confirmed=True
        )
        page = await room.sees(lambda page: DEED in json.dumps(page))
        assert set(STRINGS) <= set(strings_in(page))
        async with beating(room), aiohttp.ClientSession() as browser:
            for string in STRINGS[::4]:
                params = {"q": string, "code": string}
                url = f"{console.presence.url}{string.replace('/', '')}"
                async with browser.get(url, params=params) as answer:
                    assert DEED not in await answer.text()
                    assert answer.headers["X-Content-Type-Options"] == "nosniff"
        await works(console, room)


def strings_in(value: object) -> list[str]:
    """Every text inside a message."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in strings_in(one)]
        case list():
            return [text for one in value for text in strings_in(one)]
    return []


def test_a_line_of_the_audit_log_is_one_line_whatever_somebody_is_called() -> None:
    for string in STRINGS:
        entry = Audit(verb=string, result=string, address=string, who=string, role=string)
        line = line_of_audit(entry)
        assert len(line.splitlines()) == 1
        assert line.isprintable()
        assert line.count(" · ") == 3
    forger = Audit(verb="said", result="ok", who="Mo · operator in shop · 10.0.0.9")
    assert line_of_audit(forger).count(" · ") == 3


@pytest.mark.needs("chromium")
@pytest.mark.browser
@in_browser
async def test_two_hundred_strings_are_read_and_none_is_run_in_a_real_browser(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        before = await page.title()
        ran: list[str] = []
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        show = console.session.show
        for start in range(0, len(STRINGS), 20):
            some = STRINGS[start : start + 20]
            put = replace(show.by_id[H1], title=some[0], talking_points=some)
            console.session.edit(Put(entity=put), confirmed=True)
            await expect(page.locator("#card")).to_contain_text(DEED)
            await expect(page.locator("#title")).to_contain_text(DEED)
        assert await page.title() == before
        assert await page.locator("script:not([src])").count() == 0
        assert ran == []
