"""When a pairing ends: with the show, after its hours, on another machine, and at a word."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from producer_app.core.errors import EnvironmentFault
from producer_app.core.pairing import Pairing
from producer_app.core.run import RunKind
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.door.pairing import client_of, hash_of, new_token
from producer_app.link.door.roster import GOOD_FOR, Roster, is_over, real_time
from producer_app.link.door.seal import Seal
from producer_app.link.protocol import POLICY_VIOLATION, PROTO, Role
from tests.link.console import Console
from tests.link.door.test_closed_door import deaf_socket
from tests.link.gala import SHOP
from tests.link.page import Message, a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited


async def answer_to(url: str, token: str) -> Message:
    """What a page that comes back with that token hears first."""
    async with a_socket(url) as back:
        await back.say(type="auth", proto=PROTO, token=token)
        return dict(await back.ws.receive_json())


async def asked_with(url: str, token: str) -> int:
    """What a program that asks with that token is answered."""
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{url}api/v1/state", headers={"Authorization": f"Bearer {token}"}) as answer,
    ):
        return answer.status


@awaited
async def test_a_show_that_is_over_ends_every_pairing_and_a_late_code(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        token = room.heard[0]["token"]
        code = await a_code(console)
        console.session.end()
        assert await room.close_code() == POLICY_VIOLATION
        said = room.heard[-1]
        assert (said["code"], said["why"]) == (
            "ended",
            "The show is over, and with it this pairing.",
        )
        assert said["why_zh"] == "演出已结束，配对随之结束。"
        assert (await answer_to(console.presence.url, token))["code"] == "unknown"
        async with a_socket(console.presence.url) as late:
            await late.say(type="pair", proto=PROTO, code=code, name="late")
            assert (await late.hear("no"))["code"] == "code"
    again = Console.open(tmp_path / "gala.show")
    assert again.line.pairings == ()
    await again.stop()


@awaited
async def test_a_rehearsal_that_is_over_ends_none(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.session.end()
        console.session.begin(RunKind.REHEARSAL)
        async with a_room(console) as room:
            console.session.end()
            await room.say(type="hb", n=3, t=0.0, visible=True)
            await room.hear("hb", lambda m: m["n"] == 3)
            await console.until(lambda: len(console.line.pairings) == 1)


@awaited
async def test_a_pairing_outlives_its_console_and_not_its_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        token = room.heard[0]["token"]
    again = Console.open(tmp_path / "gala.show")
    await again.start()
    assert (await answer_to(again.presence.url, token))["type"] == "hello"
    async with a_socket(again.presence.url) as back:
        await back.say(type="auth", proto=PROTO, token=token)
        await back.hear("snap")
        monkeypatch.setattr("producer_app.link.door.roster.GOOD_FOR", 0)
        assert await back.close_code() == POLICY_VIOLATION
        assert back.heard[-1]["code"] == "ended"
    await again.stop()


def test_a_pairing_lasts_eighteen_hours_by_the_machines_clock() -> None:
    made = Instant(1_000_000_000_000)
    page = Pairing(token_hash="a", role=Role.ROOM, room=SHOP, name="Mo", created=made)
    assert not is_over(page, Instant(made + GOOD_FOR - 1))
    assert is_over(page, Instant(made + 18 * 3_600_000))
    assert is_over(page, Instant(made - 2 * 3_600_000))


@awaited
async def test_a_code_lets_one_page_in_and_not_the_next(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        code = await a_code(console)
        async with (
            a_socket(console.presence.url) as first,
            a_socket(console.presence.url) as second,
        ):
            await first.say(type="pair", proto=PROTO, code=code, name="first")
            await first.hear("hello")
            await second.say(type="pair", proto=PROTO, code=code, name="second")
            assert (await second.hear("no"))["code"] == "code"


@awaited
async def test_a_code_that_nobody_used_in_time_lets_nobody_in(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        code = console.line.open_pairing(SHOP, lasting=Millis(1_000)).code
        await console.until(lambda: console.presence.pairing is not None)
        await console.until(lambda: console.presence.pairing is None)
        async with a_socket(console.presence.url) as late:
            await late.say(type="pair", proto=PROTO, code=code, name="late")
            said = await late.hear("no")
            assert (said["code"], said["why_zh"]) == (
                "code",
                "该配对码无效：请向导演要新的配对码。",
            )


@pytest.mark.parametrize("role", [Role.ROOM, Role.OPERATOR, Role.VIEWER, Role.PRODUCER])
@awaited
async def test_the_role_goes_with_the_code_and_not_with_what_a_page_says(
    tmp_path: Path, role: Role
) -> None:
    async with a_console(tmp_path) as console:
        code = await a_code(console, role=role)
        async with a_socket(console.presence.url) as page:
            await page.say(type="pair", proto=PROTO, code=code, name="Mo", role="tool")
            assert (await page.hear("no"))["code"] == "schema"
        async with a_socket(console.presence.url) as page:
            await page.say(type="pair", proto=PROTO, code=code, name="Mo")
            assert (await page.hear("hello"))["role"] == role.value


@awaited
async def test_a_show_file_from_elsewhere_brings_no_pairing_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        token = room.heard[0]["token"]
    there = tmp_path / "there.show"
    shutil.copy(tmp_path / "gala.show", there)
    monkeypatch.setenv("PRODUCER_CONSOLE_STATE", str(tmp_path / "another machine"))
    console = Console.open(there)
    await console.start()
    assert (await answer_to(console.presence.url, token))["code"] == "unknown"
    await console.stop()


@pytest.mark.parametrize(
    "change", [{"role": "tool"}, {"role": "operator"}, {"room": "stage"}, {"name": "x"}]
)
@awaited
async def test_a_kept_pairing_that_was_changed_is_none(
    tmp_path: Path, change: dict[str, str]
) -> None:
    async with a_console(tmp_path) as console, a_room(console):
        await console.until(lambda: len(console.session.pairings()) == 1)
        (kept,) = console.session.pairings()
        console.session.put_pairing(replace(kept, **change))  # type: ignore[arg-type]
    again = Console.open(tmp_path / "gala.show")
    assert len(again.session.pairings()) == 1
    assert again.line.pairings == ()
    await again.stop()


def test_a_pairing_that_somebody_wrote_into_a_file_is_none() -> None:
    token = new_token()
    mine = Pairing(
        token_hash=hash_of(token), role=Role.TOOL, room=SHOP, name="me", created=real_time()
    )
    seal = Seal("gala", key=b"k" * 32)
    assert seal.taken_off([mine]) == ()
    assert seal.taken_off([replace(mine, token_hash=mine.token_hash + ".ff")]) == ()
    assert Seal("gala", key=b"x" * 32).taken_off([seal.put_on(mine)]) == ()
    assert Seal("other", key=b"k" * 32).taken_off([seal.put_on(mine)]) == ()
    assert seal.taken_off([seal.put_on(mine)]) == (mine,)


@awaited
async def test_revoking_closes_every_socket_of_a_client_also_one_that_never_reads(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console, "stays") as stays:
        code = await a_code(console)
        deaf = await deaf_socket(console.presence.port or 0, code)
        await console.until(lambda: len(console.presence.clients) == 2)
        (client,) = [c.id for c in console.presence.clients if c.name == "deaf"]
        async with asyncio.timeout(8.0):
            console.line.revoke(client)
            await console.until(lambda: [c.name for c in console.presence.clients] == ["stays"])
        await stays.say(type="hb", n=1, t=0.0, visible=True)
        await stays.hear("hb")
        deaf.close()


@awaited
async def test_a_tool_is_let_in_by_its_token_and_out_at_a_word(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        token = console.line.new_tool("Stream Deck")
        (tool,) = console.presence.absent()
        assert (tool.role, tool.room, tool.name) == (Role.TOOL, RoomId(""), "Stream Deck")
        assert token not in str(console.presence)
        assert (await answer_to(console.presence.url, token))["code"] == "unknown"
        switched_off, turned_away = 404, (401, 429)
        while await asked_with(console.presence.url, token) != switched_off:
            await asyncio.sleep(0.05)
        console.line.revoke(client_of(tool))
        await console.until(lambda: console.presence.absent() == ())
        while await asked_with(console.presence.url, token) not in turned_away:
            await asyncio.sleep(0.05)


def test_what_cannot_be_kept_on_disk_still_holds_for_this_console() -> None:
    def full_disk(_: Pairing) -> None:
        raise EnvironmentFault("disk.full", "The disk is full.")

    roster = Roster((), full_disk)
    tool, _ = roster.new_tool("Deck")
    assert roster.all() == (tool,)
