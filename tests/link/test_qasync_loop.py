"""The line on the loop that the window runs on."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from producer_app.core.handoff import Act, State
from producer_app.link.presence import LinkState
from tests.link.gala import H1
from tests.link.page import a_room
from tests.link.waiting import PATIENCE, a_console


def test_a_handoff_and_a_restart_of_the_server_work_on_the_windows_loop(
    qapp: QApplication, tmp_path: Path
) -> None:
    faults: list[object] = []

    async def evening() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))
        async with a_console(tmp_path) as console:
            async with a_room(console) as room:
                console.call(Act.STANDBY, H1)
                line = await room.hear_state(H1, "standby_sent")
                await room.show(line)
                assert (await room.answer(await room.act(line, "ready")))["answer"] == "ok"
                assert console.of(H1).state is State.READY
            os.kill(console.line.server_pid or 0, signal.SIGKILL)
            await console.until(lambda: console.presence.link is LinkState.DOWN)
            await console.until(lambda: console.presence.link is LinkState.UP)
        assert console.presence.link is LinkState.OFF

    with qasync.QEventLoop(qapp) as loop:
        loop.run_until_complete(asyncio.wait_for(evening(), PATIENCE))
    assert faults == []
