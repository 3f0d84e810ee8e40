"""The server dies, the console dies, the port is taken: the rooms come back by themselves."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from producer_app.core.handoff import Act, State
from producer_app.link.presence import LinkState
from producer_app.link.protocol import PROTO
from producer_app.link.server import main as serve
from tests.link.console import Console
from tests.link.door.test_floods import until
from tests.link.gala import H1, gala
from tests.link.page import a_room, a_socket
from tests.link.waiting import a_console, awaited, wall_clock

pytestmark = pytest.mark.reliability


@awaited
async def test_a_server_that_is_killed_is_back_on_the_same_port_with_the_same_pages(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console:
        async with a_room(console) as room:
            token = room.heard[0]["token"]
        console.call(Act.STANDBY, H1)
        before = console.presence.port
        os.kill(console.line.server_pid or 0, signal.SIGKILL)
        await console.until(lambda: console.presence.link is LinkState.DOWN)
        await console.until(lambda: console.presence.link is LinkState.UP)
        assert (console.presence.port, console.presence.has_moved) == (before, False)
        assert console.presence.restarts == 1
        async with a_socket(console.presence.url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            line = await back.hear_state(H1, "standby_sent")
            await back.show(line)
            await console.reaches(H1, State.STANDBY_SHOWN)


@awaited
async def test_a_spare_server_waits_and_steps_in_and_another_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("producer_app.link.supervisor.SPARE_AFTER", 0.05)

    def spare(console: Console) -> int:
        process = console.line._server._spare
        return 0 if process is None else process.pid

    async with a_console(tmp_path) as console:
        await until(lambda: spare(console) != 0)
        waiting = spare(console)
        os.kill(waiting, signal.SIGKILL)
        await until(lambda: spare(console) not in (0, waiting))
        waiting, before = spare(console), console.presence.port
        os.kill(console.line.server_pid or 0, signal.SIGKILL)
        await console.until(lambda: console.presence.link is LinkState.DOWN)
        await console.until(lambda: console.presence.link is LinkState.UP)
        assert (console.line.server_pid, console.presence.port) == (waiting, before)
        await until(lambda: spare(console) not in (0, waiting))
        async with a_room(console):
            pass


@awaited
async def test_what_happened_while_the_server_was_down_reaches_the_room(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        async with a_room(console) as room:
            token = room.heard[0]["token"]
        os.kill(console.line.server_pid or 0, signal.SIGKILL)
        await console.until(lambda: console.presence.link is LinkState.DOWN)
        console.call(Act.STANDBY, H1)
        await console.until(lambda: console.presence.link is LinkState.UP)
        async with a_socket(console.presence.url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            await back.hear_state(H1, "standby_sent")


@pytest.mark.parametrize("is_paired", [True, False])
@awaited
async def test_a_port_that_is_taken_is_left_and_said_so_to_those_who_paired(
    tmp_path: Path, is_paired: bool
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        path = tmp_path / "gala.show"
        first = Console.new(path, gala(wall_clock()))
        await first.start()
        if is_paired:
            async with a_room(first):
                pass
        await first.desk.stop()
        first.session.set_setting("room_port", str(taken.getsockname()[1]))
        await first.stop()
        console = Console.open(path)
        await console.start()
        assert console.presence.has_moved is is_paired
        assert console.presence.port != taken.getsockname()[1]
        await console.stop()


@pytest.mark.parametrize("kept", ["99999", "22", "-1", "x", "7" * 20])
@awaited
async def test_a_port_that_no_page_could_know_is_not_taken_from_the_file(
    tmp_path: Path, kept: str
) -> None:
    path = tmp_path / "gala.show"
    first = Console.new(path, gala(wall_clock()))
    first.session.set_setting("room_port", kept)
    await first.stop()
    console = Console.open(path)
    await console.start()
    assert console.presence.link is LinkState.UP
    assert console.presence.port not in (None, 22)
    assert console.presence.restarts == 0
    await console.stop()


@awaited
async def test_a_server_whose_console_is_gone_ends_by_itself(tmp_path: Path) -> None:
    async with a_child(tmp_path) as child:
        ready = await child.hear("port")

    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", ready["port"])) == 0

    await until(lambda: not listens(), patience=45)


@awaited
async def test_a_console_that_is_killed_and_started_again_carries_the_handoff_on(
    tmp_path: Path,
) -> None:
    async with a_child(tmp_path) as child:
        ready = await child.hear("port")
        url = ready["url"].split("#")[0]
        async with a_socket(url) as room:
            await room.say(type="pair", proto=PROTO, code=ready["code"], name="Mo")
            token = (await room.hear("hello"))["token"]
            child.say("standby h1")
            line = await room.hear_state(H1, "standby_sent")
            await room.show(line)
            await room.answer(await room.act(line, "ready"))
            child.kill()
            assert await room.close_code() is not None
    async with a_child(tmp_path) as child:
        again = await child.hear("port")
        assert (again["port"], again["resumed"]) == (ready["port"], True)
        async with a_socket(url) as room:
            await room.say(type="auth", proto=PROTO, token=token)
            ready_line = await room.hear_state(H1, "ready")
            assert ready_line["ready_by"] == "Mo"
            child.say("go h1")
            go = await room.hear_state(H1, "go_sent")
            await room.show(go)
            assert (await room.answer(await room.act(go, "live")))["state"] == "live"
            assert (await child.hear("states"))["states"] is not None


class Child:
    """A headless console in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def say(self, order: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n".encode())

    async def hear(self, key: str) -> dict[str, Any]:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            words: dict[str, Any] = json.loads(line)
            if key in words:
                return words
        raise AssertionError("the console ended")

    def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()


@asynccontextmanager
async def a_child(folder: Path) -> AsyncIterator[Child]:
    path = folder / "gala.show"
    if not path.exists():
        await Console.new(path, gala(wall_clock())).stop()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.link.console", str(path),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    child = Child(process)
    try:
        yield child
    finally:
        child.kill()
        await process.wait()
        process._transport.close()  # type: ignore[attr-defined]


def test_the_server_takes_no_orders_from_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(["--port", "80"]) == 2
    assert "console" in capsys.readouterr().err


def test_a_server_started_by_hand_says_who_starts_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "producer_app.link.server"],
        input="", capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "The room server is started by the console, not by hand.\n"
