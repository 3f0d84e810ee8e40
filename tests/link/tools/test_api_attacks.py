"""Who gets nothing from the HTTP interface: no token, a wrong one, a web page, another name."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import aiohttp
import pytest

from producer_app.link.door.pairing import FAILURES_PER_ADDRESS, client_of
from producer_app.link.tools.settings import ToolSettings
from tests.link.door.test_closed_door import plainly
from tests.link.page import a_room
from tests.link.tool import API_ON, a_tool, a_tool_socket
from tests.link.waiting import awaited


@awaited
async def test_without_a_token_nothing_is_read_and_nothing_called(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        for path in ("/state", "/rooms", "/rooms/stage/on_air", "/handoffs", "/rules"):
            async with tool.http.get(f"{tool.base}{path}") as answer:
                assert answer.status == 401
                assert (await answer.json())["error"]["code"] == "tools.no_token"
        async with tool.http.post(f"{tool.base}/hold") as answer:
            assert answer.status == 403
        assert await nothing_happened(tool.console.session)


async def nothing_happened(session) -> bool:  # type: ignore[no-untyped-def]
    """What was on air is on air still, and not held."""
    await asyncio.sleep(0)
    take = next(iter(session.run.rooms.values())).on_air
    return take.segment == "1" and take.held_since is None


@awaited
async def test_wrong_tokens_are_turned_away_soon_and_the_right_one_never(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        wrong = {"Authorization": "Bearer " + "x" * 43}
        told = [(await tool.get("/state", **wrong))[0] for _ in range(FAILURES_PER_ADDRESS + 1)]
        assert told[0] == 401
        assert told[-1] == 429
        assert (await tool.get("/state"))[0] == 200


@awaited
async def test_a_pages_token_is_no_tools_token(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool, a_room(tool.console) as room:
        token = room.heard[0]["token"]
        assert (await tool.get("/state", Authorization=f"Bearer {token}"))[0] == 401


@awaited
async def test_a_token_in_the_address_is_refused_even_with_a_right_header(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        for name in ("token", "access_token", "Authorization"):
            status, body = await tool.get(f"/state?{name}={tool.token}")
            assert (status, body["error"]["code"]) == (400, "tools.token_in_address")


@awaited
async def test_a_web_page_of_somebody_else_calls_nothing(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        foreign = {"Origin": "http://evil.example"}
        asks = {**foreign, "Access-Control-Request-Method": "POST"}
        async with tool.http.options(f"{tool.base}/go", headers=asks) as preflight:
            assert preflight.status == 403
            assert not [name for name in preflight.headers if name.startswith("Access-Control")]
        assert (await tool.post("/hold", **foreign))[0] == 403
        async with tool.http.get(f"{tool.base}/state", headers=foreign) as answer:
            assert answer.status == 401
            assert "Access-Control-Allow-Origin" not in answer.headers
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await tool.http.ws_connect(f"{tool.base}/ws", headers=foreign)
        assert refused.value.status == 403
        assert await nothing_happened(tool.console.session)


@awaited
async def test_another_name_that_leads_here_gets_nothing(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        for host in ("evil.example", "localhost", f"evil.example:{tool.console.presence.port}"):
            for path in ("/api/v1/state", "/api/v1/openapi.json", "/api/v1/ws"):
                answer = await plainly(
                    tool.console.presence.port, f"GET {path} HTTP/1.1", host=host
                )
                assert answer.startswith("HTTP/1.1 421")
                assert json.loads(answer.split("\r\n\r\n")[1])["error"]["code"]


@awaited
async def test_a_revoked_tool_is_out_at_once(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool, a_tool_socket(tool) as socket:
        await socket.hear("state")
        (held,) = tool.console.line.pairings
        tool.console.line.revoke(client_of(held))
        assert (await socket.hear("no"))["error"]["code"] == "tools.revoked"
        async with asyncio.timeout(20):
            while (await tool.get("/state"))[0] != 401:
                await asyncio.sleep(0.05)


@awaited
async def test_a_socket_that_says_nothing_right_is_shown_out(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        firsts = (
            '{"type":"auth","token":"wrong"}',
            '{"type":"call","verb":"go"}',
            '{"type":"auth"}',
            "[]",
            "{" * 5_000,
        )
        for first in firsts:
            async with tool.http.ws_connect(f"{tool.base}/ws") as ws:
                await ws.send_str(first)
                async with asyncio.timeout(20):
                    refused = await ws.receive_json()
                    assert refused["type"] == "no"
                    assert refused["error"]["why"]
                    await ws.receive()
                assert ws.close_code == 1008
        assert await nothing_happened(tool.console.session)


@awaited
async def test_a_tool_that_floods_is_slowed_down(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        statuses: set[int] = set()
        while statuses != {200, 429}:
            asked = await asyncio.gather(*(tool.get("/rooms/stage/over") for _ in range(40)))
            statuses |= {status for status, _ in asked}


@awaited
async def test_switched_off_it_is_not_there(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool, a_tool_socket(tool) as socket:
        await socket.hear("hello")
        tool.console.desk.tools.adopt(ToolSettings())
        async with asyncio.timeout(20):
            while (await tool.get("/state"))[0] != 404:
                await asyncio.sleep(0.1)
        assert (await tool.get("/openapi.json"))[1]["error"]["code"] == "tools.off"
        tool.console.desk.tools.adopt(API_ON)
        await tool.reads("/state", lambda state: state["is_running"])


@awaited
async def test_no_token_is_in_the_show_file_or_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with a_tool(tmp_path) as tool:
        await tool.post("/hold")
        await tool.get(f"/state?token={tool.token}")
        assert "hold" in caplog.text
        assert tool.token not in caplog.text
        content = (tmp_path / "gala.show").read_bytes()
        assert tool.token.encode() not in content
