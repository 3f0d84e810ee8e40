"""Other programs over HTTP: they read how the show stands, call it, and are told why not."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from producer_app.core.calling import Hold, Resume, Standby
from producer_app.core.show import SegmentId
from producer_app.link.presence import LinkState
from tests.link.door.test_sharing import shared, trusting
from tests.link.gala import H1, STAGE
from tests.link.tool import Tool, a_tool, a_tool_socket
from tests.link.waiting import awaited


@awaited
async def test_a_tool_reads_what_is_on_air_and_how_long_it_lasts(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        status, piece = await tool.get("/rooms/stage/on_air")
        assert status == 200
        assert (piece["number"], piece["title"], piece["title_alt"]) == (
            "1",
            "Northern Lights",
            "北极光",
        )
        assert piece["word"] == "LEFT"
        assert 0 < piece["left"] <= 50_000
        assert (await tool.get("/rooms/stage/standby"))[1]["number"] == "2"
        assert (await tool.get("/handoffs/h1"))[1]["state"] == "armed"


@awaited
async def test_go_takes_what_is_in_standby_and_the_log_says_who_called(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        await asyncio.sleep(1.05)
        status, result = await tool.post("/go", {"expects": "2"})
        assert (status, result["answer"]) == (200, "ok")
        piece = await tool.reads("/rooms/stage/on_air", lambda p: p["number"] == "2")
        assert piece["title"] == "Paper Boats"


@awaited
async def test_a_go_for_something_else_is_refused_with_what_to_do(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        await asyncio.sleep(1.05)
        status, body = await tool.post("/rooms/stage/go", {"expects": "3"})
        assert status == 409
        assert "is in standby now" in body["error"]["why"]
        assert body["error"]["why_zh"] != body["error"]["why"]


@awaited
async def test_the_same_key_calls_once(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        key = {"Idempotency-Key": "button-7-press-1"}
        first = await tool.post("/add_time", {"by": 30_000}, **key)
        again = await tool.post("/add_time", {"by": 30_000}, **key)
        assert (first[1]["answer"], again[1]["answer"]) == ("ok", "dup")
        run = tool.console.session.run
        assert run is not None
        assert run.room(STAGE).on_air is not None
        assert run.room(STAGE).on_air.adjusted == 30_000  # type: ignore[union-attr]


@awaited
async def test_hold_resume_and_take_back_are_called_by_name(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        for verb, word in (("hold", "HELD"), ("resume", "LEFT")):
            assert (await tool.post(f"/{verb}"))[0] == 200
            await tool.reads("/rooms/stage/on_air", lambda piece, word=word: piece["word"] == word)
        assert (await tool.post("/rooms/Main stage/take_back"))[0] == 200
        await tool.reads("/rooms/stage/on_air", lambda piece: not piece["is_on_air"])


@awaited
async def test_a_handoff_is_called_by_its_number_and_its_go_needs_ready_or_force(
    tmp_path: Path,
) -> None:
    async with a_tool(tmp_path) as tool:
        assert (await tool.post("/handoffs/H1/standby"))[0] == 200
        await tool.reads("/handoffs/H1", lambda h: h["state"].startswith("standby"))
        status, body = await tool.post("/handoffs/H1/go")
        assert status == 409
        assert "READY" in body["error"]["why"]
        assert (await tool.post("/handoffs/H1/go", {"is_forced": True}))[0] == 200
        await tool.reads("/handoffs/H1", lambda h: h["state"].startswith("go_"))
        assert tool.console.of(H1).was_forced


@awaited
async def test_what_names_nothing_is_told_what_there_is(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        status, body = await tool.get("/rooms/kitchen")
        assert (status, body["error"]["code"]) == (404, "tools.no_room")
        assert "stage, shop" in body["error"]["why"]
        assert (await tool.post("/handoffs/H9/go"))[0] == 404
        assert (await tool.get("/nothing"))[1]["error"]["code"] == "tools.no_path"
        assert (await tool.post("/go", {"expect": "2"}))[1]["error"]["code"] == "tools.body"


@awaited
async def test_state_comes_over_the_socket_with_every_change(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool, a_tool_socket(tool) as socket:
        assert (await socket.hear("hello"))["name"] == "Stream Deck"
        await socket.hear("state", lambda m: m["state"]["rooms"]["stage"]["on_air"]["id"] == "1")
        tool.console.session.call(Standby(room=STAGE, segment=SegmentId("3")))
        await socket.hear("state", lambda m: m["state"]["rooms"]["stage"]["standby"]["id"] == "3")
        buttons = await socket.hear(
            "buttons", lambda m: m["rooms"]["stage"]["standby_number"] == "3"
        )
        assert buttons["rooms"]["stage"]["word"] == "LEFT"
        assert buttons["handoffs"]["H1"] == "armed"


@awaited
async def test_a_call_over_the_socket_is_answered_with_the_consoles_verdict(
    tmp_path: Path,
) -> None:
    async with a_tool(tmp_path) as tool, a_tool_socket(tool) as socket:
        await socket.ws.send_str('{"type":"call","verb":"hold","mid":"press-0001"}\r\n')
        result = await socket.hear("res")
        assert (result["mid"], result["answer"], result["error"]) == ("press-0001", "ok", None)
        await socket.ws.send_json({"type": "call", "verb": "go", "expects": "9"})
        result = await socket.hear("res")
        assert result["answer"] == "denied"
        assert result["error"]["why"]


@awaited
async def test_a_segment_far_down_is_stood_by_with_its_number(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        assert (await tool.post("/standby", {"expects": "3"}))[1]["answer"] == "ok"
        await tool.reads("/rooms/stage/standby", lambda piece: piece["number"] == "3")
        status, body = await tool.post("/standby", {"expects": "77"})
        assert status == 409
        assert body["error"]["why"]


@awaited
async def test_what_is_done_already_is_said_to_be(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        first = await tool.post("/handoffs/H1/standby")
        again = await tool.post("/handoffs/H1/standby")
        assert (first[1]["answer"], again[1]["answer"]) == ("ok", "dup")


@awaited
async def test_a_server_that_dies_is_back_with_all_that_was_switched_on(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        before = tool.console.line.server_pid
        assert before is not None
        os.kill(before, signal.SIGTERM)
        await tool.console.until(
            lambda: (
                tool.console.line.server_pid not in (None, before)
                and tool.console.presence.link is LinkState.UP
            ),
            patience=25,
        )
        piece = await tool.reads("/rooms/stage/on_air", lambda piece: piece["is_on_air"])
        assert piece["number"] == "1"
        assert (await tool.post("/hold"))[1]["answer"] == "ok"


@pytest.mark.skipif(sys.platform == "darwin", reason="127.0.0.1 is its only loopback address")
@awaited
async def test_on_the_network_it_is_https_with_the_same_token(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        url = await shared(tool.console)
        context = trusting(tool.console, tmp_path)
        assert url.startswith("https://127.0.0.2:")
        async with tool.http.get(
            f"{url}api/v1/rooms/stage/on_air", headers=tool.headers, ssl=context
        ) as answer:
            assert (await answer.json())["number"] == "1"
        async with tool.http.ws_connect(f"{url}api/v1/ws", ssl=context) as ws:
            await ws.send_json({"type": "auth", "token": tool.token})
            assert (await ws.receive_json())["type"] == "hello"


@awaited
async def test_a_tool_that_never_reads_holds_up_nobody(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool, a_tool_socket(tool) as reader:
        await reader.hear("state")
        deaf = await a_deaf_socket(tool)
        await tool.console.until(lambda: len(tool.console.presence.tools.sockets) == 2, patience=25)
        number = 0
        async with asyncio.timeout(25):
            while len(tool.console.presence.tools.sockets) == 2:
                call = Resume(room=STAGE) if number % 2 else Hold(room=STAGE)
                tool.console.session.call(call)
                number += 1
                wanted = number % 2 == 1
                await reader.hear(
                    "state",
                    lambda m, wanted=wanted: (
                        m["state"]["rooms"]["stage"]["on_air"]["is_held"] is wanted
                    ),
                )
        deaf.close()


async def a_deaf_socket(tool: Tool) -> socket.socket:
    """A raw socket that says who it is and then never reads again."""
    port = tool.console.presence.port or 0
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    deaf.connect(("127.0.0.1", port))
    lines = [
        "GET /api/v1/ws HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    deaf.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
    said = json.dumps({"type": "auth", "token": tool.token}).encode()
    deaf.sendall(bytes([0x81, 0x80 | len(said), 0, 0, 0, 0]) + said)
    return deaf
