"""The line from the director's key to the room and back, over real sockets and a real process."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from producer_app.core.calling import Go
from producer_app.core.edits import Put
from producer_app.core.handoff import Act, State, Via
from producer_app.core.run import RunKind
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant
from producer_app.link.presence import LinkState, RoomClient
from producer_app.link.protocol import PROTO
from producer_app.present.roompage import room_page
from tests.link.console import Console
from tests.link.gala import H1, H2, H3, SHOP, STAGE
from tests.link.page import Socket, a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited


async def stood_by(room: Socket) -> dict:
    line = await room.hear_state(H1, "standby_sent")
    await room.show(line)
    return line


def _is_ahead(client: RoomClient, by: int) -> bool:
    """True where its beat was not long on its way, and that is what the console made of it."""
    return client.skew is not None and abs(client.skew - by) < 150


@awaited
async def test_a_handoff_goes_from_standby_to_return(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        console.call(Act.STANDBY, H1)
        standby = await stood_by(room)
        await console.reaches(H1, State.STANDBY_SHOWN)
        ready = await room.act(standby, "ready")
        assert (await room.answer(ready))["answer"] == "ok"
        assert console.of(H1).ready_by == "Mo"
        console.call(Act.GO, H1)
        go = await room.hear_state(H1, "go_sent")
        await room.show(go)
        await console.reaches(H1, State.GO_SHOWN)
        live = await room.act(go, "live")
        assert (await room.answer(live))["state"] == "live"
        back = await room.act(go, "return")
        assert (await room.answer(back))["state"] == "returned"
        assert console.of(H1).state is State.RETURNED


@awaited
async def test_a_joining_page_gets_hello_and_everything_at_once(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.call(Act.STANDBY, H1)
        async with a_room(console) as room:
            hello, *_, snap = room.heard
        page = snap["page"]
        states = {line["handoff"]: line["state"] for line in snap["lines"]}
        assert states == {H1: "standby_sent", H2: "armed", H3: "armed"}
        assert (hello["proto"], hello["show"], hello["epoch"]) == (PROTO, "gala", 1)
        assert hello["room"] == SHOP
        assert [handoff["number"] for handoff in page["handoffs"]] == ["H1", "H2", "H3"]
        assert page["handoffs"][0]["offers"][0]["number"] == "L07"
        assert page["room_offers"][0]["deal_price"] == "¥99.50"


@awaited
async def test_a_state_comes_again_until_the_page_has_shown_it(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        console.call(Act.STANDBY, H1)
        first = await room.hear_state(H1, "standby_sent")
        again = await room.hear_state(H1, "standby_sent")
        assert (again["rev"], again["seq"]) == (first["rev"], first["seq"])
        await room.show(again)
        await console.reaches(H1, State.STANDBY_SHOWN)
        await room.say(type="hb", n=7, t=0.0, visible=True)
        await room.hear("hb")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.8):
                await room.hear_state(H1, "standby_sent", "standby_shown")


@awaited
async def test_the_same_mid_twice_is_a_repeat_and_an_old_rev_is_stale(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        console.call(Act.STANDBY, H1)
        line = await stood_by(room)
        mid = await room.act(line, "ready", mid="the-same-mid")
        assert (await room.answer(mid))["answer"] == "ok"
        await room.act(line, "ready", mid="the-same-mid")
        assert (await room.answer(mid))["answer"] == "dup"
        console.call(Act.RECALL, H1)
        console.call(Act.STANDBY, H1)
        old = await room.act(line, "ready")
        stale = await room.answer(old)
        assert (stale["answer"], stale["rev"]) == ("stale", 3)
        assert console.of(H1).ready is None


@awaited
async def test_an_act_of_an_earlier_run_is_stale(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        console.call(Act.STANDBY, H1)
        line = await stood_by(room)
        mid = await room.act(line, "ready", epoch=line["epoch"] - 1)
        assert (await room.answer(mid))["answer"] == "stale"
        assert console.of(H1).state is not State.READY


@awaited
async def test_two_pages_of_a_room_press_live_and_the_first_wins(tmp_path: Path) -> None:
    async with (
        a_console(tmp_path) as console,
        a_room(console, "Mo") as one,
        a_room(console, "Xia") as other,
    ):
        console.call(Act.GO, H1, forced=True)
        seen = await one.hear_state(H1, "go_sent")
        await other.hear_state(H1, "go_sent")
        assert (await one.answer(await one.act(seen, "live")))["answer"] == "ok"
        second = await other.answer(await other.act(seen, "live"))
        assert (second["answer"], second["why"]) == ("dup", "already live (Mo)")
        assert second["why_zh"] == "已“接播”（Mo）"


@awaited
async def test_a_page_never_gets_what_is_the_consoles_nor_another_rooms(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        code = await a_code(console, STAGE)
        async with a_socket(console.presence.url) as stage:
            await stage.say(type="pair", proto=PROTO, code=code, name="Stage")
            await stage.hear("snap")
            console.call(Act.STANDBY, H1)
            line = {"epoch": 1, "handoff": H1, "rev": 1, "seq": 1}
            answer = await stage.answer(await stage.act(line, "ready"))
            assert (answer["answer"], answer["why"]) == ("denied", "not this room")
            assert console.of(H1).state is State.STANDBY_SENT


@awaited
async def test_a_verbal_ready_reaches_the_page_that_nobody_touched(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        console.call(Act.STANDBY, H1)
        await stood_by(room)
        console.call(Act.READY, H1, via=Via.VOICE)
        assert (await room.hear_state(H1, "ready"))["ready_by"] == "director"


@awaited
async def test_the_console_sees_who_is_there_how_fresh_and_when_they_leave(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        async with a_room(console) as room:
            await room.say(type="hb", n=1, t=1.5, visible=False, rtt=3.5)
            beat = await room.hear("hb")
            assert (beat["n"], beat["t"]) == (1, 1.5)
            assert abs(beat["at"] - console.session.now()) < 5_000
            await console.until(lambda: any(c.rtt for c in console.presence.clients))
            (client,) = console.presence.in_room(SHOP)
            assert (client.name, client.rtt, client.is_visible) == ("Mo", 4, False)
            now = console.session.now()
            assert client.is_fresh(now)
            assert console.presence.is_room_fresh(SHOP, now)
            assert not client.is_fresh(now + 10_000)
        await console.until(lambda: not console.presence.clients)


@awaited
async def test_the_console_knows_how_far_the_clock_of_a_page_is_off(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        for ahead in (0, 400, -400):
            while not any(_is_ahead(c, ahead) for c in console.presence.clients):
                at, before = console.session.now() + ahead, console.presence
                await room.say(type="hb", n=1, t=0.0, visible=True, rtt=0.0, at=float(at))
                await room.hear("hb")
                await console.until(lambda before=before: console.presence is not before)
            assert console.presence.clients[0].is_off is (ahead != 0)


@awaited
async def test_a_rehearsal_on_the_evenings_clock_moves_the_rooms_and_ages_nobody(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console:
        console.session.end()
        async with a_room(console) as room:
            await console.until(lambda: bool(console.presence.clients))
            before = console.session.now()
            console.session.begin(RunKind.REHEARSAL)
            step = console.session.now() - before
            assert abs(step) > 10_000
            snap = await room.hear("snap", lambda m: m["epoch"] == 2)
            assert abs(snap["t"] - console.session.now()) < 2_000
            assert console.presence.is_room_fresh(SHOP, console.session.now())
            assert console.presence.clients[0].since <= console.session.now()


@awaited
async def test_a_page_that_missed_something_asks_for_everything(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        await room.say(type="want")
        assert (await room.hear("snap"))["page"]["room"] == SHOP


@awaited
async def test_an_edit_reaches_the_page_without_anybody_asking(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        planned = replace(console.session.show.handoff(H2), title="Another flash sale")
        console.session.edit(Put(entity=planned))
        await room.sees(lambda page: page["handoffs"][1]["title"] == "Another flash sale")
        assert ["handoffs", 1, "title", "Another flash sale"] in room.heard[-1]["set"]
        assert sum(m["type"] == "snap" for m in room.heard) == 1


@awaited
async def test_a_go_is_one_frame_and_the_page_is_not_sent_again(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        for playing, segment in ((STAGE, "1"), (SHOP, "b1")):
            console.session.call(Go(room=playing, expects=SegmentId(segment)))
        await room.sees(lambda page: page["on_air"] is not None)
        before = len(room.heard)
        console.call(Act.STANDBY, H2)
        await room.show(await room.hear_state(H2, "standby_sent"))
        await console.reaches(H2, State.STANDBY_SHOWN)
        for number in range(5):
            await room.say(type="hb", n=number, t=0.0, visible=True)
            await room.hear("hb")
        assert [m["type"] for m in room.heard[before:] if m["type"] != "hb"] == ["ev"]


@awaited
async def test_a_paired_page_comes_back_with_its_token_and_a_revoked_one_does_not(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console:
        async with a_room(console) as room:
            token = room.heard[0]["token"]
        async with a_socket(console.presence.url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            assert (await back.hear("hello"))["name"] == "Mo"
            await console.until(lambda: bool(console.presence.clients))
            console.line.revoke(console.presence.clients[0].id)
            assert await back.close_code() is not None
            assert back.heard[-1]["code"] == "revoked"
        (pairing,) = console.session.pairings()
        assert pairing.revoked is not None
        assert token not in pairing.token_hash
        async with a_socket(console.presence.url) as again:
            await again.say(type="auth", proto=PROTO, token=token)
            assert (await again.hear("no"))["code"] == "unknown"


@awaited
async def test_a_fault_in_the_console_is_answered_and_the_line_stays_up(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.session.end()
        console.session.begin(RunKind.REHEARSAL)
        async with a_room(console) as room:
            console.call(Act.STANDBY, H1)
            line = await stood_by(room)
            console.session.end()
            answer = await room.answer(await room.act(line, "ready"))
            assert answer["answer"] in ("denied", "stale")
            assert console.presence.link is LinkState.UP


async def seconds_pass(console: Console, room: Socket, count: int) -> list[str]:
    """What comes of so many publishings, each as it would be in a second of its own."""
    before = len(room.heard)
    for number in range(count):
        console.desk.publish()
        await room.say(type="hb", n=number, t=0.0, visible=True)
        await room.hear("hb")
        await asyncio.sleep(0.06)
    return [m["type"] for m in room.heard[before:] if m["type"] != "hb"]


@awaited
async def test_what_runs_with_the_clock_is_said_once_and_is_right_at_any_time(
    tmp_path: Path,
) -> None:
    """The first song is late and late: every time that is expected after it moves on."""
    async with a_console(tmp_path) as console, a_room(console) as room:
        assert set(await seconds_pass(console, room, 5)) <= {"page"}
        assert await seconds_pass(console, room, 20) == []
        told = json.dumps(room.page)
        assert told.count('"runs"') >= 10
        projection = console.session.foreseen(Instant(console.session.now() + 5_000))
        page = json.loads(json.dumps(asdict(room_page(projection, SHOP))))
        assert room.known.at(projection.now) == page


@awaited
async def test_what_has_run_stands_still_once_a_song_is_on_air(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        await seconds_pass(console, room, 5)
        for playing, segment in ((STAGE, "1"), (SHOP, "b1")):
            console.session.call(Go(room=playing, expects=SegmentId(segment)))
        await room.sees(lambda page: page["on_air"] is not None)
        await seconds_pass(console, room, 3)
        assert '"runs"' not in json.dumps(room.page)
        page = asdict(room_page(console.session.projection(), SHOP))
        assert room.page == json.loads(json.dumps(page))


@awaited
async def test_a_page_without_the_revision_before_asks_and_gets_all_of_it(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        rev = room.known.rev
        await room.say(type="hb", n=1, t=0.0, visible=True)
        assert (await room.hear("hb"))["rev"] == rev
        planned = replace(console.session.show.handoff(H2), title="Another flash sale")
        console.session.edit(Put(entity=planned))
        change = await room.hear("page")
        assert (change["base"], change["rev"]) == (rev, rev + 1)
        await room.say(type="want")
        snap = await room.hear("snap")
        assert snap["rev"] >= change["rev"]
        assert snap["page"]["handoffs"][1]["title"] == "Another flash sale"


@awaited
async def test_loss_and_reordering_of_what_a_page_says_leave_one_go_and_one_live(
    tmp_path: Path,
) -> None:
    """Every act three times over two sockets, the late ones after the state has moved on."""
    async with (
        a_console(tmp_path) as console,
        a_room(console, "Mo") as one,
        a_room(console, "Mo") as other,
    ):
        for handoff in (H1, H2):
            console.call(Act.STANDBY, handoff)
            line = await one.hear_state(handoff, "standby_sent")
            for socket in (one, other, one):
                await socket.act(line, "ready", mid=f"ready-{handoff}")
            await console.reaches(handoff, State.READY)
            console.call(Act.GO, handoff)
            go = await one.hear_state(handoff, "go_sent")
            for socket, seen in ((other, line), (one, go), (other, go), (one, line)):
                await socket.act(seen, "live", mid=f"live-{seen['rev']}-{handoff}")
            await console.reaches(handoff, State.LIVE)
        events = console.session.events(console.session.run.id)
        acted = [(e.handoff, e.act) for e in events if hasattr(e, "act") and e.act is not Act.SHOWN]
        assert sorted(acted) == sorted(set(acted))
        assert (H1, Act.LIVE) in acted
