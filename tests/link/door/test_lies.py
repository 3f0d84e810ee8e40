"""A page that is paired and lies: of what it has painted, of its clock, of what it may say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from producer_app.core.handoff import Act, State
from producer_app.link.protocol import POLICY_VIOLATION, PROTO, Role
from tests.link.door.test_floods import beating, works
from tests.link.gala import H1, H2, SHOP, STAGE
from tests.link.page import a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited


@awaited
async def test_what_a_page_says_it_will_paint_hides_nothing_from_the_director(
    tmp_path: Path,
) -> None:
    async with (
        a_console(tmp_path) as console,
        a_room(console, "liar") as liar,
        a_room(console, "honest") as honest,
    ):
        console.call(Act.STANDBY, H2)
        epoch = (await liar.hear_state(H2, "standby_sent"))["epoch"]
        for rev in range(6):
            await liar.show({"epoch": epoch, "seq": 1, "handoff": H1, "rev": rev})
        await liar.say(type="hb", n=1, t=0.0, visible=True)
        await liar.hear("hb")
        console.call(Act.STANDBY, H1)
        await honest.show(await honest.hear_state(H1, "standby_sent"))
        await console.reaches(H1, State.STANDBY_SHOWN)


@pytest.mark.parametrize("clock", [1e300, -1e300, 0.0, 2.0**63])
@awaited
async def test_a_clock_that_is_nonsense_is_told_as_a_day_at_most(
    tmp_path: Path, clock: float
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as liar:
        await liar.say(type="hb", n=1, t=0.0, visible=True, rtt=1.0, at=clock)
        await console.until(lambda: any(c.skew is not None for c in console.presence.clients))
        (client,) = console.presence.clients
        assert client.skew is not None
        assert abs(client.skew) == 86_400_000
        await works(console, liar)


LIES: tuple[dict[str, Any], ...] = (
    {"type": "act", "mid": "01234567", "epoch": 1, "handoff": "h1", "rev": 2**63, "kind": "ready"},
    {"type": "act", "mid": "01234567", "epoch": -1, "handoff": "h1", "rev": 1, "kind": "ready"},
    {"type": "act", "mid": "0123 567", "epoch": 1, "handoff": "h1", "rev": 1, "kind": "ready"},
    {"type": "act", "mid": "01234567", "epoch": 1, "handoff": "h1", "rev": 1, "kind": "go"},
    {"type": "hb", "n": 2**53, "t": 0.0, "visible": True},
    {"type": "hb", "n": 1, "t": "now", "visible": True},
    {"type": "call", "mid": "01234567", "epoch": 1, "verb": "go", "by": 10**12},
    {"type": "offer", "mid": "01234567", "epoch": 1, "offer": "o1", "act": "stock", "stock": -1},
    {"type": "revoke", "client": "x"},
    {"type": "pair", "proto": PROTO, "code": "AAAAAAAA", "name": "x"},
    {"type": "auth", "proto": PROTO, "token": "x"},
)
RAW = (
    '{"type":"hb","n":1,"t":NaN,"visible":true}',
    '{"type":"hb","n":1,"t":Infinity,"visible":true}',
    '{"type":"hb","n":1,"t":1e999,"visible":true}',
    '{"type":"want"' + ',"x":' + "[" * 8_000 + "]" * 8_000 + "}",
    '{"type":"want","type":"revoke"}',
    '{"type":"\\ud800"}',
)


@awaited
async def test_whatever_a_viewer_says_changes_nothing_but_its_own_socket(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        for number in range(len(LIES) + len(RAW)):
            code = await a_code(console, role=Role.VIEWER)
            async with a_socket(console.presence.url) as viewer:
                await viewer.say(type="pair", proto=PROTO, code=code, name="Eve")
                await viewer.hear("snap")
                if number < len(LIES):
                    await viewer.say(**LIES[number])
                else:
                    await viewer.ws.send_str(RAW[number - len(LIES)])
                assert await viewer.close_code() == POLICY_VIOLATION, number
        await works(console, room)
        assert console.presence.trouble == ""


@awaited
async def test_another_rooms_page_and_a_viewer_press_nothing_here(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        console.call(Act.STANDBY, H1)
        line = await room.hear_state(H1, "standby_sent")
        await room.show(line)
        await console.reaches(H1, State.STANDBY_SHOWN)
        for role, place in ((Role.VIEWER, SHOP), (Role.PRODUCER, SHOP), (Role.OPERATOR, STAGE)):
            code = await a_code(console, place, role)
            async with a_socket(console.presence.url) as other:
                await other.say(type="pair", proto=PROTO, code=code, name="Eve")
                await other.hear("snap")
                for kind in ("ready", "cant", "live", "return", "ack"):
                    answer = await other.answer(await other.act(line, kind))
                    assert answer["answer"] == "denied", (role, kind)
                future = {**line, "epoch": line["epoch"] + 5}
                assert (await other.answer(await other.act(future, "ready", "later-001")))[
                    "answer"
                ] == "denied"
                if role is not Role.OPERATOR:
                    mid = "call-00001"
                    await other.say(type="call", mid=mid, epoch=line["epoch"], verb="hold")
                    assert (await other.answer(mid))["answer"] == "denied"
        assert console.of(H1).state is State.STANDBY_SHOWN
        mid = await room.act(line, "ready", "mid-of-room")
        assert (await room.answer(mid))["answer"] == "ok"
        assert (await room.answer(await room.act(line, "ready", mid)))["answer"] == "dup"
