"""What an operator's page calls and says of its room's offers, over real sockets."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.calling import Go
from producer_app.core.edits import Put
from producer_app.core.handoff import Act
from producer_app.core.offers import OfferState
from producer_app.core.run import CallRelayed, OfferActed, WentOnAir
from producer_app.core.show import OfferId, RoomId, SegmentId
from producer_app.core.timebase import WallTime, local_time
from producer_app.link.protocol import PROTO, Role
from tests.link.console import Console
from tests.link.gala import H1, OFFERS, SHOP, STAGE
from tests.link.page import Message, Socket, a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited

THERMOS, NOTEBOOK = OfferId("o1"), OfferId("o2")


@asynccontextmanager
async def an_operator(console: Console, room: RoomId = SHOP) -> AsyncIterator[Socket]:
    code = await a_code(console, room, Role.OPERATOR)
    async with a_socket(console.presence.url) as socket:
        await socket.say(type="pair", proto=PROTO, code=code, name="Wen")
        await socket.hear("snap")
        yield socket


async def calls(page: Socket, verb: str, mid: str, **more: object) -> Message:
    await page.say(**{"type": "call", "mid": mid, "epoch": 1, "verb": verb, **more})
    return await page.answer(mid)


async def says(page: Socket, offer: OfferId, act: str, mid: str, **more: object) -> Message:
    words = {"type": "offer", "mid": mid, "epoch": 1, "offer": offer, "act": act}
    await page.say(**{**words, **more})
    return await page.answer(mid)


def log_of(console: Console) -> list[object]:
    assert console.session.run is not None
    return list(console.session.events(console.session.run.id))


@awaited
async def test_an_operator_calls_its_own_room_from_go_to_take_back(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        assert (await calls(page, "go", "mid-go-1", segment="b1"))["answer"] == "ok"
        assert console.session.run is not None
        assert console.session.run.room(SHOP).on_air is not None
        assert console.session.run.room(STAGE).on_air is None
        assert (await calls(page, "hold", "mid-hold-1"))["answer"] == "ok"
        assert (await calls(page, "resume", "mid-resume-1"))["answer"] == "ok"
        assert (await calls(page, "add_time", "mid-add-1", by=30_000))["answer"] == "ok"
        take = console.session.run.room(SHOP).on_air
        assert take is not None
        assert (take.adjusted, take.held_since) == (30_000, None)
        assert (await calls(page, "take_back", "mid-back-1"))["answer"] == "ok"
        assert console.session.run.room(SHOP).on_air is None
        relayed = [e for e in log_of(console) if isinstance(e, CallRelayed)]
        assert [(e.verb, e.by) for e in relayed] == [
            (verb, "Wen") for verb in ("go", "hold", "resume", "add_time", "take_back")
        ]


@awaited
async def test_a_double_press_and_a_resend_make_one_go(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        first = await calls(page, "go", "mid-go-1", segment="b1")
        resent = await calls(page, "go", "mid-go-1", segment="b1")
        pressed_again = await calls(page, "go", "mid-go-2", segment="b1")
        assert (first["answer"], resent["answer"]) == ("ok", "dup")
        assert pressed_again["answer"] == "denied"
        assert sum(isinstance(e, WentOnAir) for e in log_of(console)) == 1


@awaited
async def test_a_call_that_comes_late_is_not_a_trigger_any_more(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        pressed = console.session.now() - 7_000
        late = await calls(page, "go", "mid-go-1", segment="b1", at=pressed)
        assert late["answer"] == "denied"
        assert late["why"].startswith("it came 7 s late")
        assert late["why_zh"].startswith("迟到了 7 秒")
        assert (await says(page, THERMOS, "open", "mid-open-1", at=pressed))["answer"] == "denied"
        assert not any(isinstance(event, WentOnAir | OfferActed) for event in log_of(console))
        now = console.session.now()
        assert (await calls(page, "go", "mid-go-2", segment="b1", at=now))["answer"] == "ok"
        resent = await calls(page, "go", "mid-go-2", segment="b1", at=now - 9_000)
        assert resent["answer"] == "dup", "taken in time, and asked for again"


@awaited
async def test_what_was_taken_is_not_taken_again_after_the_console_came_back(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        await calls(page, "go", "mid-go-1", segment="b1")
        await calls(page, "take_back", "mid-back-1")
        await says(page, THERMOS, "open", "mid-open-1")
        await says(page, THERMOS, "close", "mid-close-1")
        token = page.heard[0]["token"]
    again = Console.open(tmp_path / "gala.show")
    await again.start()
    try:
        async with a_socket(again.presence.url) as page:
            await page.say(type="auth", proto=PROTO, token=token)
            await page.hear("snap")
            assert (await calls(page, "go", "mid-go-1", segment="b1"))["answer"] == "dup"
            assert (await says(page, THERMOS, "open", "mid-open-1"))["answer"] == "dup"
        assert again.session.run is not None
        assert again.session.run.room(SHOP).on_air is None
        assert again.session.run.offer(THERMOS).state is OfferState.CLOSED
    finally:
        await again.stop()


@awaited
async def test_a_question_is_a_refusal_that_can_be_confirmed(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        show = console.session.show
        later = local_time(console.session.now(), show.zone).hour + 3
        opener = show.segment(SegmentId("b1"))
        console.session.edit(
            Put(entity=replace(opener, hard_start=WallTime(later))), confirmed=True
        )
        async with an_operator(console) as page:
            asked = await calls(page, "go", "mid-go-1", segment="b1")
            assert (asked["answer"], asked["confirm"]) == ("denied", True)
            assert asked["why"].endswith("?")
            assert asked["why_zh"].endswith("？")
            yes = await calls(page, "go", "mid-go-2", segment="b1", confirmed=True)
            assert yes["answer"] == "ok"


@awaited
async def test_nobody_but_the_director_calls_the_stage(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console, STAGE) as page:
        answer = await calls(page, "go", "mid-go-1", segment="1")
        assert (answer["answer"], answer["why"]) == ("denied", "Only the director calls that.")
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        assert (await calls(page, "hold", "mid-hold-1"))["answer"] == "denied"
        assert console.session.run is not None
        take = console.session.run.room(STAGE).on_air
        assert take is not None
        assert take.held_since is None


@awaited
async def test_a_host_and_a_viewer_neither_call_nor_sell(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        async with a_room(console) as host:
            assert (await calls(host, "go", "mid-go-1", segment="b1"))["answer"] == "denied"
            assert (await says(host, THERMOS, "open", "mid-open-1"))["answer"] == "denied"
        assert console.session.run is not None
        assert not console.session.run.mids
        assert not console.session.run.offers


@awaited
async def test_however_often_and_late_a_press_arrives_it_counts_once(tmp_path: Path) -> None:
    chance = random.Random(7)
    async with a_console(tmp_path) as console, an_operator(console) as one:
        await calls(one, "go", "mid-go-1", segment="b1")
        token = one.heard[0]["token"]
        async with a_socket(console.presence.url) as other:
            await other.say(type="auth", proto=PROTO, token=token)
            await other.hear("snap")
            presses = [f"mid-add-{n}" for n in range(12) for _ in range(chance.randint(1, 3))]
            chance.shuffle(presses)
            answers: dict[str, list[str]] = {}
            for mid in presses:
                page = chance.choice([one, other])
                answer = await calls(page, "add_time", mid, by=1_000)
                answers.setdefault(mid, []).append(answer["answer"])
            assert all(first == "ok" for first, *_ in answers.values())
            assert all(set(rest) <= {"dup"} for _, *rest in answers.values())
        assert console.session.run is not None
        take = console.session.run.room(SHOP).on_air
        assert take is not None
        assert take.adjusted == 12_000


@awaited
async def test_an_offer_that_is_open_already_is_a_repeat_and_not_logged(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        assert (await says(page, THERMOS, "open", "mid-open-1"))["answer"] == "ok"
        assert (await says(page, THERMOS, "open", "mid-open-2"))["answer"] == "dup"
        assert sum(isinstance(event, OfferActed) for event in log_of(console)) == 1


@awaited
async def test_an_operator_answers_handoffs_like_the_host(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        console.call(Act.STANDBY, H1)
        line = await page.hear_state(H1, "standby_sent")
        await page.show(line)
        assert (await page.answer(await page.act(line, "ready")))["answer"] == "ok"
        assert console.of(H1).ready_by == "Wen"


@awaited
async def test_an_operator_opens_counts_and_sells_out_an_offer(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, an_operator(console) as page:
        assert (await says(page, THERMOS, "open", "mid-open-1"))["answer"] == "ok"
        assert (await says(page, THERMOS, "stock", "mid-stock-1", stock=12))["answer"] == "ok"
        assert (await says(page, THERMOS, "price_checked", "mid-price-1"))["answer"] == "ok"
        assert (await says(page, THERMOS, "sold_out", "mid-sold-1"))["answer"] == "ok"
        assert (await says(page, THERMOS, "fallback", "mid-fall-1"))["answer"] == "ok"
        assert console.session.run is not None
        thermos = console.session.run.offer(THERMOS)
        assert (thermos.state, thermos.stock, thermos.by) == (OfferState.SOLD_OUT, 12, "Wen")
        assert (thermos.price_checked_by, thermos.is_on_fallback) == ("Wen", True)
        assert console.session.run.offer(NOTEBOOK).state is OfferState.OPEN
        acted = [e for e in log_of(console) if isinstance(e, OfferActed)]
        assert [(e.number, e.act.value) for e in acted] == [
            ("L07", "open"),
            ("L07", "stock"),
            ("L07", "price_checked"),
            ("L07", "sold_out"),
            ("L07", "fallback"),
            ("L08", "open"),
        ]


@awaited
async def test_an_offer_of_another_room_an_unknown_one_and_an_earlier_run_are_refused(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console:
        stray = replace(OFFERS[1], id=OfferId("o3"), number="L09")
        console.session.edit(Put(entity=stray))
        async with an_operator(console) as page:
            for number, key in enumerate(("o3", "o4")):
                answer = await says(page, OfferId(key), "open", f"mid-open-{number}")
                assert answer["answer"] == "denied"
                assert answer["why_zh"]
            old = await says(page, THERMOS, "open", "mid-old-1", epoch=0)
            assert old["answer"] == "stale"


@pytest.mark.parametrize(
    "words",
    [
        {"type": "offer", "offer": "o1", "act": "stock", "stock": -1},
        {"type": "offer", "offer": "o1", "act": "stock", "stock": 10**12},
        {"type": "offer", "offer": "o1", "act": "give_away"},
        {"type": "call", "verb": "end_run"},
        {"type": "call", "verb": "handoff_go"},
        {"type": "call", "verb": "add_time", "by": 10**9},
        {"type": "call", "verb": "go", "room": "stage"},
    ],
)
def test_what_the_protocol_does_not_know_closes_the_socket(words: Message, tmp_path: Path) -> None:
    @awaited
    async def trial(folder: Path) -> None:
        async with a_console(folder) as console, an_operator(console) as page:
            await page.say(mid="mid-0001", epoch=1, **words)
            assert await page.close_code() == 1008

    trial(tmp_path)
