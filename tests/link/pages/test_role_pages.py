"""Each role is sent its own page, once for each thing that happens, over real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from producer_app.core.calling import Go
from producer_app.core.handoff import Act, State, Via
from producer_app.core.show import OfferId, RoomId, SegmentId
from producer_app.core.timebase import Instant
from producer_app.link.protocol import PROTO, Role
from producer_app.present.roompage import RoomSnapshot
from tests.link.console import Console
from tests.link.gala import H1, H2, H3, SHOP, STAGE
from tests.link.page import Message, Socket, a_code, a_socket
from tests.link.waiting import a_console, awaited

ROOMS = {Role.ROOM: SHOP, Role.OPERATOR: SHOP, Role.VIEWER: STAGE, Role.PRODUCER: STAGE}


@asynccontextmanager
async def a_page(console: Console, role: Role, room: RoomId) -> AsyncIterator[Socket]:
    code = await a_code(console, room, role)
    async with a_socket(console.presence.url) as socket:
        await socket.say(type="pair", proto=PROTO, code=code, name=role.value)
        await socket.hear("snap")
        yield socket


async def all_that_was_sent(page: Socket, number: int) -> list[Message]:
    """Everything up to the answer to a heartbeat, which stands behind what was sent before."""
    await page.say(type="hb", n=number, t=0.0, visible=True)
    await page.hear("hb", lambda message: message["n"] == number)
    return page.heard


def frames(heard: list[Message]) -> list[str]:
    """What was sent, without the answers to heartbeats."""
    return [message["type"] for message in heard if message["type"] != "hb"]


@awaited
async def test_each_role_is_shown_its_own_page(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        shown = {}
        for role, room in ROOMS.items():
            async with a_page(console, role, room) as page:
                shown[role] = page.page
                assert page.heard[0]["role"] == role
        assert shown[Role.OPERATOR].keys() == shown[Role.ROOM].keys()
        assert shown[Role.OPERATOR]["room_offers"] == shown[Role.ROOM]["room_offers"]
        assert shown[Role.OPERATOR]["room_offers"][0]["spoken_alt"] == "九十九元五角"
        assert [call["name"] for call in shown[Role.VIEWER]["calls"]] == ["Lin Yao", "President He"]
        assert [room["room"] for room in shown[Role.PRODUCER]["rooms"]] == [STAGE, SHOP]
        assert "calls" not in shown[Role.ROOM]
        assert "room_offers" not in shown[Role.VIEWER]


@awaited
async def test_a_go_is_one_frame_with_now_and_next_for_everybody(tmp_path: Path) -> None:
    async with (
        a_console(tmp_path) as console,
        a_page(console, Role.ROOM, SHOP) as host,
        a_page(console, Role.OPERATOR, SHOP) as operator,
        a_page(console, Role.VIEWER, STAGE) as viewer,
        a_page(console, Role.PRODUCER, STAGE) as producer,
    ):
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        for page in (host, operator):
            await page.sees(lambda page: page["stage"] is not None)
        await viewer.sees(lambda page: page["on_air"] is not None)
        await producer.sees(lambda page: page["rooms"][0]["on_air"] is not None)
        pages = (host, operator, producer)
        before = [len(await all_that_was_sent(page, 1)) for page in pages]
        console.session.call(Go(room=SHOP, expects=SegmentId("b1")))
        console.desk.tick()
        for page in (host, operator):
            await page.sees(lambda page: page["on_air"] is not None)
        await producer.sees(lambda page: page["rooms"][1]["on_air"] is not None)
        console.desk.tick()
        for page, count in zip(pages, before, strict=True):
            assert frames((await all_that_was_sent(page, 2))[count:]) == ["page"]
        assert (operator.page["on_air"]["id"], operator.page["standby"]) == ("b1", None)
        assert producer.page["rooms"][1]["on_air"]["id"] == "b1"


@awaited
async def test_what_a_role_does_not_see_is_not_sent_to_it(tmp_path: Path) -> None:
    async with (
        a_console(tmp_path) as console,
        a_page(console, Role.OPERATOR, SHOP) as operator,
        a_page(console, Role.VIEWER, STAGE) as viewer,
    ):
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        console.session.call(Go(room=SHOP, expects=SegmentId("b1")))
        await viewer.sees(lambda page: page["on_air"] is not None)
        count = len(await all_that_was_sent(viewer, 1))
        words = {"epoch": 1, "offer": "o1", "act": "open"}
        await operator.say(type="offer", mid="mid-open-1", **words)
        assert (await operator.answer("mid-open-1"))["answer"] == "ok"
        await operator.sees(lambda page: page["room_offers"][0]["state"] == "open")
        console.call(Act.STANDBY, H1)
        line = await operator.hear_state(H1, "standby_sent")
        await operator.show(line)
        await console.reaches(H1, State.STANDBY_SHOWN)
        assert frames((await all_that_was_sent(viewer, 2))[count:]) == []


@awaited
async def test_a_handoff_with_a_coupon_is_one_frame_a_state_and_its_pages_are_not_sent_again(
    tmp_path: Path,
) -> None:
    async with (
        a_console(tmp_path) as console,
        a_page(console, Role.ROOM, SHOP) as host,
        a_page(console, Role.OPERATOR, SHOP) as operator,
        a_page(console, Role.PRODUCER, STAGE) as producer,
        a_page(console, Role.VIEWER, SHOP) as viewer,
    ):
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        expected = {host: "ev", operator: "ev", producer: "page", viewer: "page"}
        for page in (host, operator):
            await page.sees(lambda page: page["stage"] is not None)
        console.session.call(Go(room=SHOP, expects=SegmentId("b1")))
        for page in (host, operator):
            await page.sees(lambda page: page["on_air"] is not None)
        await producer.sees(lambda page: page["rooms"][1]["on_air"] is not None)
        assert host.page["room_offers"][0]["counts_from"] == [H1, H2, H3]
        for n, (act, state) in enumerate(((Act.GO, "go_sent"), (Act.LIVE, "live"))):
            before = [len(await all_that_was_sent(page, 2 * n)) for page in expected]
            console.call(act, H1, forced=act is Act.GO, via=Via.VOICE if n else Via.CONSOLE)
            line = await host.hear_state(H1, state)
            await host.show(line)
            assert line["gone"] == console.of(H1).went
            await console.until(lambda: console.of(H1).state in (State.GO_SHOWN, State.LIVE))
            console.desk.tick()
            now = state if state == "live" else "go_shown"
            await producer.hear_state(H1, now)
            await viewer.hear_state(H1, state, now)
            for (page, kind), count in zip(expected.items(), before, strict=True):
                sent = (await all_that_was_sent(page, 2 * n + 1))[count:]
                assert set(frames(sent)) == {kind}
                cues = {m["line"]["state"] for m in sent if m["type"] == "ev"}
                assert cues == ({state} if kind == "ev" else set()), "the same, until it is shown"


@awaited
async def test_two_controllers_see_what_the_other_one_did(tmp_path: Path) -> None:
    async with (
        a_console(tmp_path) as console,
        a_page(console, Role.OPERATOR, SHOP) as one,
        a_page(console, Role.OPERATOR, SHOP) as other,
    ):
        words = {"epoch": 1, "offer": "o2", "act": "stock", "stock": 7}
        await one.say(type="offer", mid="mid-stock-1", **words)
        page = await other.sees(lambda page: page["room_offers"][1]["stock"] == 7)
        assert page["room_offers"][1]["state"] == "closed"
        assert console.session.run is not None
        assert console.session.run.offer(OfferId("o2")).stock == 7


@awaited
async def test_a_page_that_comes_back_finds_its_page_without_the_console(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        async with a_page(console, Role.VIEWER, STAGE) as page:
            token = page.heard[0]["token"]
        await console.until(lambda: not console.presence.clients)
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        async with a_socket(console.presence.url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            snap = await back.hear("snap", lambda m: m["page"]["on_air"] is not None)
            assert snap["page"]["on_air"]["id"] == "1"


@awaited
async def test_the_rooms_hear_of_a_call_before_the_window_and_their_faults_stop_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_console(tmp_path) as console, a_page(console, Role.VIEWER, STAGE) as page:
        heard: list[str] = []
        publish = console.line.publish

        def told(snapshot: RoomSnapshot, at: Instant) -> None:
            heard.append("rooms")
            publish(snapshot, at)

        monkeypatch.setattr(console.line, "publish", told)
        console.session.subscribe(lambda _: heard.append("window"))
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        assert heard == ["rooms", "window"]

        def fails(_: RoomSnapshot, at: Instant) -> None:
            raise RuntimeError("no page can be made")

        monkeypatch.setattr(console.line, "publish", fails)
        console.session.call(Go(room=SHOP, expects=SegmentId("b1")))
        assert heard == ["rooms", "window", "window"]
        assert "no page can be made" in caplog.text
        monkeypatch.setattr(console.line, "publish", publish)
        console.desk.tick()
        await page.sees(lambda page: page["on_air"] is not None)
        assert console.session.run is not None
        assert console.session.run.room(SHOP).on_air is not None
