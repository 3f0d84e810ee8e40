"""The audit log: who did what, from where, in which role, and what came of it; never a token."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.handoff import Act
from producer_app.link.protocol import PROTO, Role
from producer_app.logs import AUDIT, start_log
from tests.link.gala import H1
from tests.link.page import a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The console's log, begun as the console begins it."""
    loggers = (logging.getLogger(), logging.getLogger(AUDIT))
    before = [tuple(logger.handlers) for logger in loggers]
    level = loggers[0].level
    yield start_log()
    for logger, kept in zip(loggers, before, strict=True):
        for handler in [h for h in logger.handlers if h not in kept]:
            logger.removeHandler(handler)
            handler.close()
    loggers[0].setLevel(level)
    loggers[1].propagate = True


def lines_of(log: Path) -> list[str]:
    text = log.with_name("audit.log").read_text(encoding="utf-8")
    return [line.split(" ", 2)[2] for line in text.splitlines()]


def test_what_is_said_and_done_is_one_line_each_in_a_file_of_its_own(
    log: Path, tmp_path: Path
) -> None:
    told = a_conversation(tmp_path)
    lines = lines_of(log)
    room = f"Mo ({told['client']}) · room in shop · 127.0.0.1"
    assert f"paired: ok · Mo ({told['client']}) · room in shop · here" in lines
    assert f"joined: ok · {room}" in lines
    assert f"ready: ok · {room}" in lines
    assert f"ready: stale · {room}" in lines
    assert f"revoked: ok · {room}" in lines
    assert f"pairing ended: ok · Mo ({told['client']}) · room in shop · here" in lines
    assert "share on network: 127.0.0.2 · director · no role · here" in lines
    assert "share on network: off · director · no role · here" in lines
    assert any(line.startswith("ready: denied · Eve (") for line in lines)
    assert "connect: code · nobody yet · no role · 127.0.0.1" in lines
    whole = log.read_text(encoding="utf-8") + log.with_name("audit.log").read_text(encoding="utf-8")
    assert not [secret for secret in told["secrets"] if secret in whole]


def a_conversation(tmp_path: Path) -> dict[str, object]:
    """A page that acts, one that may not, a guess and a word of the director's; what was secret."""
    told: dict[str, object] = {}

    @awaited
    async def talk() -> None:
        async with a_console(tmp_path) as console, a_room(console) as room:
            hello = room.heard[0]
            console.call(Act.STANDBY, H1)
            line = await room.hear_state(H1, "standby_sent")
            await room.show(line)
            await room.answer(await room.act(line, "ready"))
            await room.answer(await room.act({**line, "rev": 0}, "ready", mid="another-mid"))
            code = await a_code(console, role=Role.VIEWER)
            async with a_socket(console.presence.url) as eve:
                await eve.say(type="pair", proto=PROTO, code=code, name="Eve")
                token = (await eve.hear("hello"))["token"]
                await eve.answer(await eve.act(line, "ready"))
            async with a_socket(console.presence.url) as guesser:
                await guesser.say(type="pair", proto=PROTO, code="AAAAAAAA", name="x")
                await guesser.hear("no")
            console.line.share(("127.0.0.2",))
            console.line.share(())
            console.line.revoke(hello["client"])
            await room.close_code()
            await console.until(lambda: console.presence.clients == ())
            told.update(client=hello["client"], secrets=(hello["token"], token, code))

    talk()
    return told
