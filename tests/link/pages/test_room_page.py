"""The room page in a real browser: from standby to return, through loss, past hostile text."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from producer_app.core.edits import Put, Remove
from producer_app.core.handoff import Act, State
from producer_app.core.show import AdRule, AdRuleId, Kind, Method
from producer_app.core.timebase import Instant, Millis
from producer_app.present.roompage import line_view
from tests.link.browser import Chromium, a_page, in_browser, paired, phase
from tests.link.gala import H1, H2, H3, SCRIPT, SHOP
from tests.link.page import a_code
from tests.link.test_restart import a_child
from tests.link.waiting import a_console

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]


@in_browser
async def test_a_handoff_goes_from_standby_to_return_in_a_real_browser(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        assert "code" not in page.url
        await phase(page, "armed")
        await expect(page.locator("#title")).to_have_text("Throw to the shop")
        await expect(page.locator("#countdown-time")).to_have_text(re.compile(r"^0:[0-5]\d$"))
        await expect(page.locator("#people")).to_contain_text("Lin Yao")
        await expect(page.locator("#people")).to_contain_text("in the house")
        await expect(page.locator("#card .guest").first).to_contain_text("in the house")
        await expect(page.locator("#card")).to_contain_text("Her first time in this room")
        await page.click("#card-on")
        await expect(page.locator("#card")).to_contain_text("¥99.50")
        await expect(page.locator("#card")).to_contain_text("MUST SAY")
        await expect(page.locator("#press")).to_be_hidden()

        console.call(Act.STANDBY, H1)
        await console.reaches(H1, State.STANDBY_SHOWN)
        await phase(page, "standby")
        await expect(page.locator("#state-word")).to_have_text("STANDBY")
        assert await page.evaluate("getComputedStyle(call).animationName") == "call"
        await page.click("#press")
        line = await console.reaches(H1, State.READY)
        assert (line.ready_by, line.live) == ("Mo", None)
        await phase(page, "ready")
        assert await page.evaluate("getComputedStyle(call).animationName") == "none"

        console.call(Act.GO, H1)
        await console.reaches(H1, State.GO_SHOWN)
        await phase(page, "go")
        await expect(page.locator("#state-word")).to_have_text("GO")
        await page.click("#press")
        await console.reaches(H1, State.LIVE)
        await phase(page, "live")
        await expect(page.locator("#second-time")).to_have_text(re.compile(r"^3:5\d$"))
        await page.keyboard.press("ArrowRight")
        await expect(page.locator("#card")).to_contain_text("opens in 0:")
        await page.click("#press")
        await console.reaches(H1, State.RETURNED)
        await phase(page, "returned")


@in_browser
async def test_the_keyboard_presses_once_and_a_held_key_presses_nothing_more(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        console.call(Act.STANDBY, H1)
        await expect(page.locator("#press")).to_be_enabled()
        await page.keyboard.down("Space")
        await console.reaches(H1, State.READY)
        console.call(Act.GO, H1)
        await expect(page.locator("#press")).to_be_enabled()
        for _ in range(5):
            await page.keyboard.down("Space")
        assert console.of(H1).state in (State.GO_SENT, State.GO_SHOWN)
        await page.keyboard.up("Space")
        await page.keyboard.press("Enter")
        await console.reaches(H1, State.LIVE)

        console.call(Act.GO, H2, forced=True)
        await phase(page, "go")
        await page.keyboard.press("Space")
        await expect(page.locator("#hint")).to_contain_text("before this room said READY")
        await expect(page.locator("#press")).to_be_enabled()
        assert console.of(H2).live is None, "meant for the button before"


@in_browser
async def test_without_movement_standby_is_a_striped_frame_and_its_stand_down_is_noted(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with (
        a_console(tmp_path) as console,
        chromium.window(reduced_motion="reduce") as context,
    ):
        page = await a_page(context, console)
        console.call(Act.STANDBY, H1)
        await console.reaches(H1, State.STANDBY_SHOWN)
        assert await page.evaluate("getComputedStyle(call).animationName") == "none"
        assert "gradient" in await page.evaluate("getComputedStyle(call).borderImageSource")
        console.call(Act.RECALL, H1)
        await phase(page, "stand_down")
        await console.until(lambda: console.of(H1).is_shown)
        assert console.of(H1).acknowledged is None
        await page.click("#press")
        await console.until(lambda: console.of(H1).acknowledged_by == "Mo")
        await phase(page, "armed")


@in_browser
async def test_a_room_that_cannot_says_why_and_speaks_chinese_if_asked(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(locale="zh-CN") as context:
        page = await a_page(context, console)
        await expect(page.locator("#title")).to_have_text("交给买买买间")
        await expect(page.locator("#title-alt")).to_have_text("Throw to the shop")
        await page.click("#language")
        await expect(page.locator("#title")).to_have_text("Throw to the shop")
        await page.click("#language")
        console.call(Act.STANDBY, H1)
        await phase(page, "standby")
        await page.click("#cant")
        await page.click("#reason-list button >> nth=0")
        line = await console.reaches(H1, State.CANT)
        assert line.reason == "嘉宾未到"


@in_browser
async def test_what_is_to_be_done_now_owns_the_page_and_an_abort_stays_as_a_strip(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        strip = page.locator("#stops .stop")
        console.call(Act.GO, H3, forced=True)
        await phase(page, "go")
        console.call(Act.RECALL, H3)
        await phase(page, "abort")
        await expect(strip).to_have_count(0)

        console.call(Act.GO, H1, forced=True)
        await phase(page, "go")
        await expect(page.locator("#number")).to_have_text("H1")
        await expect(page.locator("#press")).to_have_text("LIVE")
        await expect(strip).to_contain_text("H3")
        await expect(strip).to_contain_text("ABORT")
        await page.click("#press")
        await console.reaches(H1, State.LIVE)
        await phase(page, "live")
        assert console.of(H3).acknowledged is None
        console.call(Act.STANDBY, H2)
        await phase(page, "standby")

        await strip.get_by_role("button", name="OK, stopping").click()
        await console.until(lambda: console.of(H3).acknowledged_by == "Mo")
        await expect(strip).to_have_count(0)
        assert console.of(H2).ready is None
        await phase(page, "standby")


@in_browser
async def test_an_abort_sounds_even_while_another_call_owns_the_page(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        console.call(Act.GO, H3, forced=True)
        console.call(Act.GO, H1, forced=True)
        await expect(page.locator("#active .other")).to_have_count(1)
        before = await page.evaluate("tones")
        console.call(Act.RECALL, H3)
        await expect(page.locator("#stops .stop")).to_contain_text("ABORT")
        await page.wait_for_function("before => tones > before", arg=before)
        await phase(page, "go")


@in_browser
async def test_a_room_that_could_not_says_that_it_can_now(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        console.call(Act.STANDBY, H1)
        await phase(page, "standby")
        await page.click("#cant")
        await page.click("#reason-list button >> nth=3")
        await console.reaches(H1, State.CANT)
        await phase(page, "cant")
        await expect(page.locator("#press")).to_have_text("WE CAN NOW")
        await expect(page.locator("#hint")).to_contain_text("Need more time")
        await page.click("#press")
        line = await console.reaches(H1, State.READY)
        assert (line.ready_by, line.rev) == ("Mo", 1)
        await phase(page, "ready")


@in_browser
async def test_a_go_that_comes_late_is_information_without_a_tone(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        run = console.session.run
        assert run is not None
        late = replace(
            line_view(console.session.show, run, H2),
            state="go_sent",
            rev=1,
            seq=run.seq + 1,
            went=Instant(console.session.now() - 7_000),
            resend=Millis(250),
        )
        console.line.send(late)
        await phase(page, "check")
        await expect(page.locator("#state-word")).to_have_text(
            re.compile(r"GO WAS 0:(0[7-9]|[1-5]\d) AGO: CHECK")
        )
        assert await page.evaluate("tones") == 0
        in_time = replace(late, handoff=H3, seq=run.seq + 2, went=console.session.now())
        console.line.send(in_time)
        await expect(page.locator("#number")).to_have_text("H2")
        console.line.send(replace(late, state="closed", rev=2, seq=run.seq + 3, resend=None))
        await phase(page, "go")
        assert await page.evaluate("tones") > 0


@in_browser
async def test_the_console_is_killed_and_the_page_comes_back_by_itself(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with chromium.window() as context:
        async with a_child(tmp_path) as child:
            ready = await child.hear("port")
            page = await paired(context, ready["url"].split("#")[0], ready["code"])
            child.say("standby h1")
            await phase(page, "standby")
            await page.click("#press")
            await phase(page, "ready")
            child.kill()
        await expect(page.locator("#stale")).to_be_visible()
        counted = await page.inner_text("#stale-time")
        await expect(page.locator("#stale-handoff")).to_contain_text("H1 · READY")
        await expect(page.locator("#stale-time")).not_to_have_text(counted)
        async with a_child(tmp_path) as child:
            assert (await child.hear("port"))["resumed"]
            await expect(page.locator("#stale")).to_be_hidden(timeout=45_000)
            await phase(page, "ready")
            child.say("go h1")
            await phase(page, "go")
            await page.click("#press")
            await phase(page, "live")
            await page.reload()
            await phase(page, "live")


@in_browser
async def test_a_page_that_is_frozen_is_not_shown_and_catches_up(
    tmp_path: Path, chromium: Chromium
) -> None:
    """The console hears nothing from a page whose script stands still, and its state is resent."""
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        await console.until(lambda: console.presence.is_room_fresh(SHOP, console.session.now()))
        stands, goes_on = asyncio.Event(), asyncio.Event()

        async def stand(route: Route) -> None:
            stands.set()
            await goes_on.wait()
            await route.fulfill(status=204)

        await page.route("**/stand-still", stand)
        freezing = asyncio.create_task(page.evaluate(STAND_STILL))
        await stands.wait()
        console.call(Act.STANDBY, H1)
        await console.until(lambda: not console.presence.is_room_fresh(SHOP, console.session.now()))
        assert console.of(H1).state is State.STANDBY_SENT
        goes_on.set()
        await freezing
        await console.reaches(H1, State.STANDBY_SHOWN)


@in_browser
async def test_a_script_in_any_text_is_shown_and_never_run(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path, title=SCRIPT) as console, chromium.window() as context:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = await a_page(context, console)
        await expect(page.locator("#title")).to_have_text(SCRIPT)
        console.call(Act.STANDBY, H1)
        await phase(page, "standby")
        assert await page.title() == "Shopping room · Super Night"
        assert await page.locator("main img, main script").count() == 0
        assert all(url.startswith(console.presence.url) for url in asked)
        with pytest.raises(Exception, match="TrustedHTML"):
            await page.evaluate("call.innerHTML = '<b>no</b>'")


STAND_STILL = """
    const answer = new XMLHttpRequest();
    answer.open("GET", "/stand-still", false);
    answer.send();
"""
"""Nothing of the page goes on before this is answered."""

SHUFFLED = """async (trials) => {
    const { Known } = await import("/state.js");
    return trials.map((lines) => {
        const known = new Known();
        lines.forEach((line) => known.change(line, line.heard));
        const last = known.line("h1");
        return [last.seq, last.state, known.wasInTime(last)];
    });
}"""


@in_browser
async def test_in_whatever_order_states_arrive_the_page_ends_at_the_newest(
    tmp_path: Path, chromium: Chromium
) -> None:
    chance = random.Random(7)
    states = ["standby_sent", "standby_shown", "ready", "go_sent", "go_shown"]
    lines = [
        {
            "epoch": 1, "seq": seq, "handoff": "h1", "rev": 1 if seq < 4 else 2, "state": state,
            "went": 1_000, "ttl": 5_000, "heard": 2_000,
        }
        for seq, state in enumerate(states, 1)
    ]  # fmt: skip
    older = [{**line, "epoch": 0} for line in lines]
    trials = []
    for _ in range(300):
        heard = lines + chance.choices(lines + older, k=8)
        chance.shuffle(heard)
        trials.append(heard)
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await context.new_page()
        await page.goto(console.presence.url)
        assert await page.evaluate(SHUFFLED, trials) == [[5, "go_shown", True]] * 300
        late = [[*lines[:3], {**lines[3], "heard": 9_000}, {**lines[4], "heard": 9_100}]]
        assert await page.evaluate(SHUFFLED, late) == [[5, "go_shown", False]]


@in_browser
async def test_a_wrong_code_is_said_and_the_right_one_still_works(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await context.new_page()
        await page.goto(console.presence.url)
        await page.fill("#code", "0000-0000")
        await page.fill("#name", "Mo")
        await page.click("#join")
        await expect(page.locator("#pair-problem")).to_contain_text("not open")
        code = await a_code(console)
        await page.fill("#code", f"{code[:4]}-{code[4:]}".lower())
        await page.keyboard.press("Enter")
        await expect(page.locator("#call")).to_be_visible()


@in_browser
async def test_a_page_that_was_sent_away_keeps_neither_its_code_nor_the_room(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await context.new_page()
        await page.goto(f"{console.presence.url}#code={await a_code(console)}")
        await expect(page.locator("#pair-help")).to_contain_text("The code is in")
        await expect(page.locator("#name")).to_be_focused()
        await page.keyboard.type("Mo")
        await page.keyboard.press("Enter")
        await expect(page.locator("#room")).to_be_visible()
        (client,) = console.presence.clients
        console.line.revoke(client.id)
        await expect(page.locator("#pair-problem")).to_contain_text("ended this pairing")
        await expect(page.locator("#pair-help")).to_contain_text("Ask the director for a code")
        await expect(page.locator("#code")).to_have_value("")
        await expect(page.locator("#room")).to_be_hidden()
        await expect(page.locator("#clock")).to_be_hidden()


@in_browser
async def test_what_is_in_the_other_language_says_so_and_takes_its_own_quotation_marks(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        other = page.locator("#title-alt")
        await expect(other).to_have_attribute("lang", "zh-Hans")
        await expect(other).not_to_have_css("font-family", re.compile("Latin marks"))
        await expect(page.locator("#title")).to_have_css("font-family", re.compile("Latin marks"))
        await page.click("#language")
        await expect(other).to_have_attribute("lang", "en")
        await expect(other).to_have_css("font-family", re.compile("Latin marks"))


@in_browser
async def test_a_room_sees_what_is_left_of_its_own_ad_rules_in_its_language(
    tmp_path: Path, chromium: Chromium
) -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="Public service",
        title_alt="公益广告",
        room=SHOP,
        method=Method.LEAST_COUNT,
        limit_count=2,
        count_elsewhere=1,
        counts=frozenset({Kind.PSA}),
    )
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        await expect(page.locator("#rules")).to_be_empty()

        console.session.edit(Put(entity=rule))
        await expect(page.locator("#rules .rule.over")).to_contain_text("Public service1 MISSING")
        await page.click("#language")
        await expect(page.locator("#rules .rule")).to_contain_text("公益广告缺 1")

        console.session.edit(Put(entity=replace(rule, count_elsewhere=2)))
        await expect(page.locator("#rules .rule.within")).to_contain_text("达标")
        console.session.edit(Remove(id="hour"))
        await expect(page.locator("#rules")).to_be_empty()
