"""Webhooks: what happened is sent signed, tried again, in order; a dead address delays nobody."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from producer_app.core.calling import Hold, Resume
from producer_app.core.handoff import Act
from producer_app.link.tools.secret import hook_secret, new_secret
from producer_app.link.tools.settings import (
    ApiSettings,
    HookSettings,
    ToolSettings,
    Webhook,
    read_tool_settings,
)
from producer_app.link.tools.webhooks import signature
from producer_app.paths import STATE_VARIABLE
from producer_app.present.outside_changes import Happened
from tests.link.gala import H1, STAGE
from tests.link.ports import free_port
from tests.link.tool import a_tool
from tests.link.waiting import awaited


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


class Receiver:
    """Another program that is told; ``refuses`` that many deliveries first."""

    def __init__(self, refuses: int = 0, *, is_silent: bool = False) -> None:
        self.refuses, self.is_silent = refuses, is_silent
        self.heard: asyncio.Queue[tuple[web.Request, bytes]] = asyncio.Queue()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if self.is_silent:
            await asyncio.sleep(3_600)
        if self.refuses > 0:
            self.refuses -= 1
            return web.Response(status=503)
        self.heard.put_nowait((request, body))
        return web.Response(status=204)

    async def hear(self, event: str) -> dict[str, Any]:
        """The next delivery of that event."""
        async with asyncio.timeout(25):
            while True:
                _, body = await self.heard.get()
                delivery: dict[str, Any] = json.loads(body)
                if delivery["event"] == event:
                    return delivery


@asynccontextmanager
async def a_receiver(refuses: int = 0, *, is_silent: bool = False) -> AsyncIterator[Receiver]:
    receiver, port = Receiver(refuses, is_silent=is_silent), free_port()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    receiver.url = f"http://127.0.0.1:{port}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()


def tells(*hooks: Webhook) -> ToolSettings:
    return ToolSettings(api=ApiSettings(is_on=True), webhooks=HookSettings(is_on=True, hooks=hooks))


@awaited
async def test_what_happens_is_sent_with_what_it_is_about(tmp_path: Path) -> None:
    async with a_receiver() as receiver, a_tool(tmp_path, tells(Webhook(url=receiver.url))) as tool:
        tool.console.session.call(Hold(room=STAGE))
        delivery = await receiver.hear("held")
        assert (delivery["room"], delivery["what"]["title"]) == ("stage", "Northern Lights")
        assert (delivery["run"], delivery["title"]) == ("show", "Super Night")
        tool.console.session.call(Resume(room=STAGE))
        await receiver.hear("resumed")
        tool.console.call(Act.STANDBY, H1)
        assert (await receiver.hear("handoff_changed"))["what"]["number"] == "H1"
        tool.console.session.end()
        await receiver.hear("run_ended")


@awaited
async def test_each_delivery_is_signed_over_its_time_and_its_body(tmp_path: Path) -> None:
    async with a_receiver() as receiver, a_tool(tmp_path, tells(Webhook(url=receiver.url))) as tool:
        tool.console.session.call(Hold(room=STAGE))
        async with asyncio.timeout(25):
            request, body = await receiver.heard.get()
        secret = tool.console.desk.tools.secret()
        timestamp = request.headers["X-Producer-Console-Timestamp"]
        signed = request.headers["X-Producer-Console-Signature"]
        assert signed == signature(secret, timestamp, body)
        assert signed != signature(secret, timestamp, body + b" ")
        assert tool.token.encode() not in body
        assert "Authorization" not in request.headers
        assert request.headers["X-Producer-Console-Delivery"] == json.loads(body)["id"]


@awaited
async def test_who_wants_only_some_events_is_sent_those_alone(tmp_path: Path) -> None:
    only = (Happened.RESUMED,)
    async with (
        a_receiver() as receiver,
        a_tool(tmp_path, tells(Webhook(url=receiver.url, events=only))) as tool,
    ):
        for call in (Hold(room=STAGE), Resume(room=STAGE)):
            tool.console.session.call(call)
            held = isinstance(call, Hold)
            await tool.reads("/rooms/stage/on_air", lambda p, held=held: p["is_held"] is held)
        async with asyncio.timeout(25):
            _, body = await receiver.heard.get()
        assert json.loads(body)["event"] == "resumed"


@awaited
async def test_a_delivery_that_is_refused_is_tried_again(tmp_path: Path) -> None:
    async with (
        a_receiver(refuses=2) as receiver,
        a_tool(tmp_path, tells(Webhook(url=receiver.url))) as tool,
    ):
        tool.console.session.call(Hold(room=STAGE))
        assert (await receiver.hear("held"))["event"] == "held"
        await tool.console.until(lambda: tool.console.presence.tools.hooks[0].sent > 0, patience=25)
        assert tool.console.presence.tools.hooks[0].lost == 0


@awaited
async def test_an_address_that_never_answers_delays_nobody(tmp_path: Path) -> None:
    nobody = Webhook(url=f"http://127.0.0.1:{free_port()}/hook")
    async with (
        a_receiver(is_silent=True) as silent,
        a_receiver() as receiver,
        a_tool(tmp_path, tells(Webhook(url=silent.url), nobody, Webhook(url=receiver.url))) as tool,
    ):
        for number in range(6):
            call = Resume(room=STAGE) if number % 2 else Hold(room=STAGE)
            tool.console.session.call(call)
            await receiver.hear("resumed" if number % 2 else "held")
        assert (await tool.post("/hold"))[1]["answer"] == "ok"
        await tool.console.until(
            lambda: bool(tool.console.presence.tools.hooks[1].fault), patience=25
        )


def test_the_secret_is_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    first = hook_secret("gala")
    assert hook_secret("gala") == first
    assert hook_secret("another") != first
    kept = list((tmp_path / "state" / "secrets").iterdir())
    assert len(kept) == 2
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    assert new_secret("gala") != first
    assert hook_secret("gala") != first


@awaited
async def test_the_secret_is_not_in_the_show(tmp_path: Path) -> None:
    async with a_tool(tmp_path, tells(Webhook(url="https://example.org/x"))) as tool:
        secret = tool.console.desk.tools.secret()
        kept = tool.console.session.setting("other_programs")
        assert read_tool_settings(kept) == tool.console.desk.tools.settings
        assert secret.encode() not in (tmp_path / "gala.show").read_bytes()
