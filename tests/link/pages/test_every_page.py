"""What every page does, whoever looks: its role, loss of the line, age, sound, clock and words."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Route, WebSocketRoute, expect

from producer_app.core.calling import Go
from producer_app.core.edits import Put
from producer_app.core.handoff import Act, State
from producer_app.core.show import RoomId, SegmentId
from producer_app.core.timebase import Millis
from producer_app.link.protocol import Role
from tests.link.browser import Chromium, a_page, in_browser, phase
from tests.link.gala import H1, SHOP, STAGE
from tests.link.page import a_code
from tests.link.waiting import a_console

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

PAGES = (
    (Role.ROOM, SHOP, "#call", "Host"),
    (Role.OPERATOR, SHOP, "#tab-offers", "Controller"),
    (Role.VIEWER, STAGE, "#timer", "Stage timer"),
    (Role.PRODUCER, STAGE, "#rooms", "Producers"),
)
TRANSLATED = """async () => {
    const { WORDS } = await import("/words.js");
    const values = (text) => (text.match(/\\{\\w+\\}/g) ?? []).sort().join();
    return Object.entries(WORDS)
        .filter(([, [one, other]]) => !one || !other || values(one) !== values(other))
        .map(([key]) => key);
}"""
SAID = """async () => {
    const { WORDS } = await import("/words.js");
    const asked = [];
    for (const file of await Promise.all(
        performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"))
            .map(({ name }) => fetch(name).then((answer) => answer.text())))) {
        for (const [, key] of file.matchAll(/\\bsay\\("([a-z_]+)"/g)) asked.push(key);
    }
    return [asked.length > 50, asked.filter((key) => !(key in WORDS))];
}"""
SWIPED = """([began, ended]) => {
    const at = (x) => new Touch({ identifier: 1, target: deck, clientX: x, clientY: 400 });
    const say = (kind, touches, x) => deck.dispatchEvent(
        new TouchEvent(kind, { touches, changedTouches: [at(x)] }));
    say("touchstart", [at(began)], began);
    say("touchend", [], ended);
}"""


@in_browser
async def test_one_address_opens_the_page_of_the_role_that_was_paired(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console:
        for role, room, part, name in PAGES:
            async with chromium.window() as context:
                page = await a_page(context, console, role, RoomId(room))
                await expect(page.locator(part)).to_be_visible()
                await expect(page.locator("#show")).to_contain_text(name)
                for other, _, theirs, _ in PAGES:
                    if other is not role and (role, other) != (Role.OPERATOR, Role.ROOM):
                        await expect(page.locator(theirs)).to_be_hidden()
                await page.reload()
                await expect(page.locator(part)).to_be_visible()
                await expect(page.locator("#line")).to_have_attribute("data-state", "up")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be frozen here")
@in_browser
async def test_a_stage_timer_goes_on_counting_under_its_stale_sign(
    tmp_path: Path, chromium: Chromium
) -> None:
    """The room server freezes, and thaws again."""
    size = {"width": 1920, "height": 1080}
    async with a_console(tmp_path) as console, chromium.window(viewport=size) as context:
        page = await a_page(context, console, Role.VIEWER, STAGE)
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        await expect(page.locator("#timer-now")).to_contain_text("1 Northern Lights")
        server = console.line.server_pid
        assert server is not None
        os.kill(server, signal.SIGSTOP)
        try:
            await expect(page.locator("#stale")).to_be_visible()
            await expect(page.locator("#stale-handoff")).to_have_text("1 Northern Lights")
            counted = await page.inner_text("#stale-time")
            assert re.fullmatch(r"(LEFT|OVER) \d:\d\d", counted)
            await expect(page.locator("#stale-time")).not_to_have_text(counted)
            box = await page.locator("#stale").bounding_box()
            assert box is not None
            assert (box["width"], box["height"]) == (1920, 1080)
        finally:
            os.kill(server, signal.SIGCONT)
        await expect(page.locator("#stale")).to_be_hidden()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be frozen here")
@in_browser
async def test_a_question_that_nobody_would_hear_the_answer_of_is_no(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        console.session.call(Go(room=SHOP, expects=SegmentId("b1")))
        page = await a_page(context, console, Role.OPERATOR)
        await page.get_by_role("tab", name="Playhead").click()
        await page.get_by_role("button", name="TAKE BACK").click()
        await expect(page.locator("#question")).to_be_visible()
        server = console.line.server_pid
        assert server is not None
        os.kill(server, signal.SIGSTOP)
        try:
            await expect(page.locator("#stale")).to_be_visible()
            await expect(page.locator("#question")).to_be_hidden()
        finally:
            os.kill(server, signal.SIGCONT)
        await expect(page.locator("#stale")).to_be_hidden()
        assert console.session.run is not None
        assert console.session.run.room(SHOP).on_air is not None


@in_browser
async def test_a_page_of_an_older_protocol_is_told_to_be_updated(
    tmp_path: Path, chromium: Chromium
) -> None:
    async def grown_old(route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        assert "const PROTO = 2;" in text
        await route.fulfill(
            response=answer, body=text.replace("const PROTO = 2;", "const PROTO = 0;")
        )

    async with a_console(tmp_path) as console, chromium.window() as context:
        code = await a_code(console)
        page = await context.new_page()
        await page.route("**/line.js", grown_old)
        await page.goto(f"{console.presence.url}#code={code}")
        await page.fill("#name", "Mo")
        await page.click("#join")
        await expect(page.locator("#update")).to_be_visible()
        await expect(page.locator("#update")).to_contain_text("UPDATE THIS PAGE")
        await page.unroute("**/line.js")
        await page.click("#reload")
        await expect(page.locator("#update")).to_be_hidden()
        await expect(page.locator("#pair")).to_be_visible()


@in_browser
async def test_standby_and_go_sound_and_shake_in_a_room_and_only_shake_beside_the_stage(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with (
        a_console(tmp_path) as console,
        chromium.window() as context,
        chromium.window() as another,
    ):
        room = await a_page(context, console)
        stage = await a_page(another, console, Role.VIEWER, SHOP)
        await expect(stage.locator("#mute")).to_have_text("Sound: OFF")
        console.call(Act.STANDBY, H1)
        await console.reaches(H1, State.STANDBY_SHOWN)
        await room.wait_for_function("() => shakes.length > 0 && tones > 0")
        tones = await room.evaluate("tones")
        console.call(Act.GO, H1, forced=True)
        await room.wait_for_function(
            "tones => shakes.some((shake) => shake[0] === 500) && window.tones > tones", arg=tones
        )
        await stage.wait_for_function("() => shakes.length > 1")
        assert await stage.evaluate("tones") == 0
        await stage.click("#mute")
        await expect(stage.locator("#mute")).to_have_text("Sound: ON")
        await stage.reload()
        await expect(stage.locator("#mute")).to_have_text("Sound: ON")


@in_browser
async def test_the_stage_feels_a_new_take_and_its_last_ten_seconds(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        song = replace(console.session.show.segment(SegmentId("1")), length=Millis(13_000))
        console.session.edit(Put(entity=song), confirmed=True)
        page = await a_page(context, console, Role.VIEWER, STAGE)
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        await page.wait_for_function("() => shakes.length === 1 && shakes[0][0] === 500")
        await expect(page.locator("#timer-count")).to_have_attribute("data-count", "soon")
        await page.wait_for_function("() => shakes.length === 2 && shakes[1].length === 3")


@in_browser
async def test_a_slow_line_shows_by_how_much_its_clock_may_be_off(
    tmp_path: Path, chromium: Chromium
) -> None:
    """Every word from the console comes 0.4 s late: the page cannot know which way it took."""

    def slowly(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        loop = asyncio.get_running_loop()
        server.on_message(lambda text: loop.call_later(0.4, route.send, text) and None)

    async with a_console(tmp_path) as console, chromium.window() as context:
        await context.route_web_socket("**/room/ws", slowly)
        page = await context.new_page()
        await page.goto(f"{console.presence.url}#code={await a_code(console)}")
        await page.fill("#name", "Mo")
        await page.click("#join")
        await expect(page.locator("#line")).to_have_attribute("data-state", "doubt")
        await expect(page.locator("#line")).to_have_text(re.compile(r"CLOCK ±[2-9]\d\d ms"))


@in_browser
async def test_every_page_keeps_its_screen_awake_where_it_may(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        await context.add_init_script(
            "const real = navigator.wakeLock.request.bind(navigator.wakeLock);"
            "window.locks = 0;"
            "navigator.wakeLock.request = (kind) => { window.locks += 1; return real(kind); };"
        )
        page = await a_page(context, console, Role.PRODUCER, STAGE)
        assert await page.evaluate("locks") >= 1


@in_browser
async def test_a_controllers_go_that_nobody_answers_is_given_up(
    tmp_path: Path, chromium: Chromium
) -> None:
    """The socket swallows the call: the page says so, and never sends it later."""
    calls: list[str] = []

    def without_calls(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def pass_on(text: str | bytes) -> None:
            if '"call"' in str(text):
                calls.append(str(text))
            else:
                server.send(text)

        route.on_message(pass_on)

    async with a_console(tmp_path) as console, chromium.window() as context:
        await context.route_web_socket("**/room/ws", without_calls)
        page = await a_page(context, console, Role.OPERATOR)
        await page.keyboard.press("g")
        await expect(page.locator("#notice")).to_contain_text("GO: no answer from the console")
        asked = len(calls)
        beat = await page.inner_text("#clock")
        await expect(page.locator("#clock")).not_to_have_text(beat)
        assert len(calls) == asked
        assert len(set(re.findall(r'"mid":"(\w+)"', " ".join(calls)))) == 1
        assert console.session.run is not None
        assert console.session.run.room(SHOP).on_air is None


@in_browser
async def test_every_word_is_there_in_both_languages_with_the_same_values(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await context.new_page()
        await page.goto(console.presence.url)
        await expect(page.locator("#pair")).to_be_visible()
        assert await page.evaluate(TRANSLATED) == []
        assert await page.evaluate(SAID) == [True, []]


@in_browser
async def test_nothing_is_cut_off_on_a_phone_or_a_wall_in_either_language(
    tmp_path: Path, chromium: Chromium
) -> None:
    """No page is wider than its screen, even with titles that nobody would write."""
    long = "An extraordinarily long title of a segment that goes on " * 3 + "x" * 60
    async with a_console(tmp_path, title=long) as console:
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        for role, room, _, _ in PAGES:
            for size, language in (((390, 844), "en-GB"), ((1920, 1080), "zh-CN")):
                viewport = {"width": size[0], "height": size[1]}
                async with chromium.window(viewport=viewport, locale=language) as context:
                    page = await a_page(context, console, role, RoomId(room))
                    wide = await page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= size[0], (role, size)


@in_browser
async def test_a_thumb_turns_the_hosts_cards_without_a_button(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(has_touch=True) as context:
        page = await a_page(context, console)
        await phase(page, "armed")
        await expect(page.locator("#card-place")).to_have_text("1 / 3")
        for began, ended in ((300, 100), (300, 280)):
            await page.evaluate(SWIPED, [began, ended])
        await expect(page.locator("#card-place")).to_have_text("2 / 3")
        await expect(page.locator("#card")).to_contain_text("Aurora thermos")
