"""Every example of the page about other tools, done against a real console."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pythonosc.osc_message_builder import build_msg

from producer_app.link.tools.api_table import LOOKS, ORDERS
from producer_app.link.tools.osc_text import names_of
from producer_app.link.tools.settings import (
    USUAL_TEMPLATES,
    ApiSettings,
    HookSettings,
    On,
    OscSettings,
    OscTarget,
    ToolSettings,
    Webhook,
)
from producer_app.link.tools.text import templates_in
from producer_app.paths import STATE_VARIABLE
from producer_app.present.outside_changes import Happened
from tests.link.docs_page import blocks, fields, lines, text
from tests.link.gala import H1
from tests.link.ports import free_port
from tests.link.surface import a_surface, free_udp_port, heard_at, hears
from tests.link.tool import Tool, a_tool
from tests.link.waiting import awaited

TOKEN = "paste-the-token-here"
DEBOUNCE = 1.1
"""Seconds after which a second GO is a GO of its own."""


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


def here(example: str, tool: Tool) -> str:
    """The example with this console's address and token in place of the page's."""
    return example.replace("127.0.0.1:8742", f"127.0.0.1:{tool.console.presence.port}").replace(
        TOKEN, tool.token
    )


async def said(command: list[str], **environment: str) -> tuple[int, str]:
    """The exit code of a program and all that it said."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **environment},
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


@pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("curl") is None, reason="there is no shell or curl"
)
@awaited
async def test_the_lines_for_curl_do_what_the_page_says(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        await asyncio.sleep(DEBOUNCE)
        script = "set -e\n" + here("echo\n".join(blocks("sh")), tool)
        code, out = await said(["bash", "-c", script])
        assert code == 0, out
        answers = re.findall(r'"answer":"(\w+)"', out)
        assert answers == ["ok"] * 4
        piece = await tool.reads("/rooms/stage/on_air", lambda p: p["is_held"])
        assert piece["number"] == "2"
        assert tool.console.of(H1).rev == 1


async def post_as_companion(tool: Tool, block: str) -> int:
    """What Companion's generic HTTP module does with these fields."""
    filled = fields(here(block, tool))
    base = fields(here(blocks("companion-http-connection")[0], tool))["Base URL"]
    headers = json.loads(filled["header input(JSON)"])
    headers["Content-Type"] = filled["Content Type"]
    url, body = base + filled["URI"], json.loads(filled["Body"])
    async with tool.http.post(url, json=body, headers=headers) as answer:
        return answer.status


@awaited
async def test_companions_generic_http_calls_and_reads(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        await asyncio.sleep(DEBOUNCE)
        for block in blocks("companion-http-post"):
            assert await post_as_companion(tool, block) == 200
        await tool.reads("/rooms/stage/on_air", lambda piece: piece["number"] == "2")
        assert tool.console.of(H1).rev == 1
        (get,) = blocks("companion-http-get")
        filled = fields(here(get, tool))
        base = fields(here(blocks("companion-http-connection")[0], tool))["Base URL"]
        headers = json.loads(filled["header input(JSON)"])
        async with tool.http.get(base + filled["URI"], headers=headers) as answer:
            variable = await answer.json()
        for expression in lines("companion-expression"):
            found = re.fullmatch(r"jsonpath\(\$\(custom:pc\), '\$\.(\w+)'\)", expression)
            assert found is not None, expression
            assert found[1] in variable
        assert variable["title"] == "Paper Boats"


@awaited
async def test_companions_generic_websocket_calls_and_lights_up(tmp_path: Path) -> None:
    connection = fields(blocks("companion-websocket-connection")[0])
    auth, *calls = lines("companion-websocket-command")
    paths = dict(line.split(": ") for line in lines("companion-websocket-feedback"))
    async with a_tool(tmp_path) as tool:
        await asyncio.sleep(DEBOUNCE)
        variables: dict[str, Any] = {}
        async with tool.http.ws_connect(here(connection["Target URL"], tool)) as ws:
            await ws.send_str(here(auth, tool))
            for call in calls:
                await ws.send_str(call)
            answers = 0
            async with asyncio.timeout(25):
                while answers < len(calls) or variables.get("h1_state") == "armed":
                    message = await ws.receive_json()
                    answers += message["type"] == "res"
                    assert not message.get("error")
                    variables |= {
                        name: at(message, path)
                        for path, name in paths.items()
                        if at(message, path) is not None
                    }
        assert set(variables) == set(paths.values())
        assert variables["h1_state"].startswith("standby")
        await tool.reads("/rooms/stage/on_air", lambda piece: piece["number"] == "2")


def at(message: dict[str, Any], path: str) -> Any:
    """What stands at ``rooms.stage.title``, as Companion looks it up."""
    found: Any = message
    for name in path.split("."):
        if not isinstance(found, dict) or name not in found:
            return None
        found = found[name]
    return found


@asynccontextmanager
async def a_heard_tool(folder: Path) -> AsyncIterator[tuple[Tool, int]]:
    """A console that hears OSC from this machine, and where."""
    port = free_udp_port()
    async with a_tool(folder, hears(port, "127.0.0.1")) as tool:
        await heard_at(tool, port)
        yield tool, port


@awaited
async def test_companions_generic_osc_calls(tmp_path: Path) -> None:
    assert fields(blocks("companion-osc-connection")[0])["Target Port"] == "8743"
    async with a_heard_tool(tmp_path) as (tool, port), a_surface() as companion:
        for path in lines("companion-osc-path"):
            companion.say(port, build_msg(path, []).dgram)
            assert (await companion.hear("/pc/ok")).values[0] == path
        await tool.reads("/rooms/stage/button", lambda piece: piece["standby_number"] == "3")
        assert (await tool.get("/rooms/stage/on_air"))[1]["is_held"]
        assert tool.console.of(H1).rev == 1


@awaited
async def test_a_touchosc_button_calls_once_and_its_label_is_told(tmp_path: Path) -> None:
    assert fields(blocks("touchosc-connection")[0])["Send Port"] == str(OscSettings().port)
    address, argument = lines("touchosc-button")[0].split()
    (label,) = lines("touchosc-label")
    port, back = free_udp_port(), free_udp_port()
    osc = OscSettings(
        hears=True,
        port=port,
        allowed=("127.0.0.1",),
        sends=True,
        targets=(OscTarget(host="127.0.0.1", port=back),),
    )
    settings = ToolSettings(api=ApiSettings(is_on=True), osc=osc)
    async with a_surface(back) as tablet, a_tool(tmp_path, settings) as tool:
        await heard_at(tool, port)
        assert argument == "x"
        for pressed in (1.0, 0.0):
            tablet.say(port, build_msg(address, [pressed]).dgram)
        assert (await tablet.hear("/pc/ok")).values == (address, "ok")
        while (await tablet.hear(label)).values != ("1", "Northern Lights"):
            pass
        await tool.reads("/rooms/stage/on_air", lambda piece: piece["is_held"])


@awaited
async def test_a_qlab_cue_calls(tmp_path: Path) -> None:
    async with a_heard_tool(tmp_path) as (tool, port), a_surface() as qlab:
        for cue in lines("qlab-cue"):
            path, *values = cue.split()
            sent = [v.strip('"') if v.startswith('"') else int(v) for v in values]
            qlab.say(port, build_msg(path, sent).dgram)
            assert (await qlab.hear("/pc/ok")).values == (path, "ok")
        await tool.reads("/rooms/stage/button", lambda piece: piece["standby_number"] == "3")
        await tool.reads("/rooms/stage/on_air", lambda piece: piece["left"] > 60_000)


@awaited
async def test_the_messages_of_the_page_are_sent(tmp_path: Path) -> None:
    usual, qlab = (templates_in(block) for block in blocks("osc-messages"))
    assert usual == USUAL_TEMPLATES
    port = free_udp_port()
    osc = OscSettings(
        sends=True, targets=(OscTarget(host="127.0.0.1", port=port),), templates=(*usual, *qlab)
    )
    settings = ToolSettings(api=ApiSettings(is_on=True), osc=osc)
    async with a_surface(port) as program, a_tool(tmp_path, settings):
        await program.hear("/cue/1/start")
        await program.hear("/pc/shop/onair")


@awaited
async def test_the_receiver_of_the_page_prints_what_is_genuine_and_nothing_else(
    tmp_path: Path,
) -> None:
    script, port = tmp_path / "receiver.py", free_port()
    script.write_text(blocks("python")[0], encoding="utf-8")
    url = f"http://127.0.0.1:{port}/"
    hooks = HookSettings(is_on=True, hooks=(Webhook(url=url),))
    async with a_tool(tmp_path, ToolSettings(api=ApiSettings(is_on=True))) as tool:
        secret = tool.console.desk.tools.secret()
        async with a_program(script, PC_SECRET=secret, PC_PORT=str(port)) as program:
            await forge(tool, url)
            tool.console.desk.tools.adopt(ToolSettings(api=ApiSettings(is_on=True), webhooks=hooks))
            await tool.post("/hold")
            assert await line(program) == "held stage Northern Lights"


async def forge(tool: Tool, url: str) -> None:
    """A delivery that nobody signed is refused by the receiver; returns once it listens."""
    async with asyncio.timeout(25):
        while True:
            try:
                async with tool.http.post(url, json={"event": "forged"}) as answer:
                    assert answer.status == 403
                    return
            except OSError:
                await asyncio.sleep(0.05)


@awaited
async def test_the_python_tool_of_the_page_reads_and_calls(tmp_path: Path) -> None:
    script = tmp_path / "tool.py"
    script.write_text(blocks("python")[1], encoding="utf-8")
    async with a_tool(tmp_path) as tool:
        socket = tool.base.replace("http://", "ws://") + "/ws"
        async with a_program(script, PC_SOCKET=socket, TOKEN=tool.token) as program:
            heard = {await line(program) for _ in range(2)}
            while not {"ok None", "1 Northern Lights HELD"} <= heard:
                heard.add(await line(program))


@asynccontextmanager
async def a_program(script: Path, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python program that runs beside the test."""
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield program
    finally:
        program.kill()
        await program.wait()


async def line(program: asyncio.subprocess.Process) -> str:
    assert program.stdout is not None
    async with asyncio.timeout(25):
        return (await program.stdout.readline()).decode().strip()


def test_the_page_names_every_event_every_message_and_every_call() -> None:
    page = text()
    for event in Happened:
        assert f"`{event}`" in page
    for on in On:
        assert f"`{on}`" in page
        for name in names_of(on):
            assert f"`{{{name}}}`" in page
    for look in LOOKS:
        assert f"{look.path}`" in page
    for order in ORDERS:
        assert f"/{order.verb}`" in page or f"/{order.verb}," in page


def test_the_delivery_on_the_page_has_the_fields_of_one() -> None:
    from producer_app.link.tools.webhooks import Delivery

    assert list(json.loads(blocks("json")[0])) == list(Delivery.__struct_fields__)
