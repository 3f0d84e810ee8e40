"""What a broker's owner gets: nothing to read, nothing to say, nothing to say again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiomqtt
import pytest

from producer_app.core.errors import BadInput
from producer_app.core.handoff import Act, State
from producer_app.link.broker.relay import Relay, RelayOrder
from producer_app.link.broker.sealed import Sealing, is_sealed, key_of, relay_key
from producer_app.link.broker.topics import Topics
from producer_app.link.door.settings import LineSettings
from producer_app.link.protocol import PROTO
from producer_app.paths import resources
from tests.link.broker.test_broker import by_broker, settings_of
from tests.link.console import Console
from tests.link.door.test_coming_back import come_back, studio
from tests.link.door.test_floods import works
from tests.link.gala import H1
from tests.link.mosquitto import Broker, a_broker
from tests.link.page import a_code, a_socket
from tests.link.waiting import a_console, awaited

KEY = bytes(range(32))
SITE = 24


def ends(page: str = "p", console: str = "c") -> tuple[Sealing, Sealing]:
    """The relay's end of a conversation, and the console's."""
    relay = Sealing(KEY, console=console, site="s", page=page, is_relay=True)
    return relay, Sealing(KEY, console=console, site="s", page=page)


def test_what_is_sealed_at_one_end_is_opened_at_the_other_and_is_not_read_between() -> None:
    relay, console = ends()
    for text in (b'{"type":"auth"}', b"", b"x" * 20_000):
        sealed = relay.seal(text)
        assert is_sealed(sealed)
        assert not text or text not in sealed
        assert console.opened(sealed) == text
        assert relay.opened(console.seal(text)) == text


def test_nothing_is_taken_twice_or_late_and_what_is_lost_holds_nothing_up() -> None:
    relay, console = ends()
    said = [relay.seal(str(number).encode()) for number in range(4)]
    taken = [console.opened(said[at]) for at in (0, 0, 2, 1, 2, 3)]
    assert taken == [b"0", None, b"2", None, None, b"3"]


def test_nothing_is_taken_of_another_page_console_or_direction_or_changed_on_the_way() -> None:
    relay, console = ends()
    sealed = relay.seal(b"go")
    for stranger in (ends("q")[1], ends(console="d")[1], ends()[0]):
        assert stranger.opened(sealed) is None
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        assert console.opened(changed) is None
    for nonsense in (b"", b"\x01", b"\x01" * 9, b"{}", b"\x01" + b"\xff" * 40):
        assert console.opened(nonsense) is None
    assert console.opened(sealed) == b"go"


def test_a_key_is_carried_as_a_word_and_a_broken_one_is_told() -> None:
    word = relay_key(KEY, "gala")
    assert len(key_of(f" {word}\n")) == 32
    assert relay_key(KEY, "another") != word
    for broken in ("", word[:-1], word + "A", "ä" * 43, word.replace(word[3], "*")):
        with pytest.raises(BadInput):
            key_of(broken)


@asynccontextmanager
async def a_sealed_relay(
    console: Console, broker: Broker, found: asyncio.Event | None = None
) -> AsyncIterator[Relay]:
    found = found or asyncio.Event()
    order = RelayOrder(
        broker=settings_of(broker),
        password="",
        key=key_of(console.desk.broker.key),
        show=console.session.show.id,
        port=0,
    )
    relay = Relay(resources(), order, lambda w: found.set() if w.endswith("is there.") else None)
    await relay.start()
    try:
        async with asyncio.timeout(30):
            await found.wait()
        yield relay
    finally:
        await relay.stop()


class Owner:
    """Whoever owns the broker: hears everything and says whatever it likes."""

    def __init__(self, client: aiomqtt.Client) -> None:
        self.client = client
        self.heard: list[tuple[str, bytes]] = []

    async def listen(self) -> None:
        async for message in self.client.messages:
            assert isinstance(message.payload, bytes)
            self.heard.append((message.topic.value, message.payload))


@asynccontextmanager
async def an_owner(broker: Broker, topics: Topics) -> AsyncIterator[Owner]:
    async with aiomqtt.Client("127.0.0.1", broker.port, identifier="owner") as client:
        owner = Owner(client)
        await client.subscribe([(topics.all_up, 0), (topics.all_up.replace("/up/", "/down/"), 0)])
        listening = asyncio.create_task(owner.listen())
        try:
            yield owner
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


@pytest.mark.needs("mosquitto")
@awaited
async def test_a_brokers_owner_reads_no_code_and_no_token_and_says_nothing(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        topics = Topics("producer", console.session.show.id)
        async with a_sealed_relay(console, broker) as relay, an_owner(broker, topics) as owner:
            code = await a_code(console)
            async with a_socket(relay.urls[-1]) as page:
                await page.say(type="pair", proto=PROTO, code=code, name="Mo")
                token = (await page.hear("hello"))["token"]
                await page.hear("snap")
                console.call(Act.STANDBY, H1)
                line = await page.hear_state(H1, "standby_sent")
                await page.show(line)
                await console.reaches(H1, State.STANDBY_SHOWN)
                said = b"".join(payload for _, payload in owner.heard)
                assert code.encode() not in said
                assert token.encode() not in said
                assert b"Throw to the shop" not in said
                ups = [(topic, payload) for topic, payload in owner.heard if "/up/" in topic]
                act = {"epoch": line["epoch"], "handoff": "h1", "rev": line["rev"]}
                forged = {"type": "act", "mid": "forged-0001", "kind": "ready", **act}
                topic = ups[0][0]
                await owner.client.publish(topic, json.dumps(forged))
                for again, payload in ups:
                    await owner.client.publish(again, payload)
                    await owner.client.publish(f"{again}x", payload)
                await page.say(type="hb", n=7, t=0.0, visible=True)
                await page.hear("hb", lambda m: m["n"] == 7)
                assert console.of(H1).state is State.STANDBY_SHOWN
                assert len(console.presence.clients) == 1
                assert (await page.answer(await page.act(line, "ready")))["answer"] == "ok"
            await console.until(lambda: not console.presence.clients)
            for again, payload in ups:
                await owner.client.publish(again, payload)
            async with a_socket(relay.urls[-1]) as page:
                await page.say(type="auth", proto=PROTO, token=token)
                await page.hear("snap")
                await console.until(lambda: bool(console.presence.clients))
                assert [c.name for c in console.presence.clients] == ["Mo"]
            assert console.presence.trouble == ""


@pytest.mark.needs("mosquitto")
@awaited
async def test_what_lies_on_the_broker_from_before_is_nobodys_word(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        topics = Topics("producer", console.session.show.id)
        async with aiomqtt.Client("127.0.0.1", broker.port, identifier="poisoner") as poisoner:
            code = await a_code(console)
            pair = f'{{"type":"pair","proto":{PROTO},"code":"{code}","name":"Eve"}}'
            await poisoner.publish(topics.up("site", "p1"), pair, qos=1, retain=True)
            await by_broker(console, broker)
            async with a_sealed_relay(console, broker) as relay, a_socket(relay.urls[-1]) as page:
                await page.say(type="pair", proto=PROTO, code=code, name="Mo")
                await page.hear("snap")
                await works(console, page)
                await console.until(lambda: bool(console.presence.clients))
                assert [client.name for client in console.presence.clients] == ["Mo"]


@pytest.mark.parametrize("odd", ["a\n", "a b", "ü", "", "+", "a" * 65])
def test_a_name_on_the_broker_is_plain_or_none(odd: str) -> None:
    topics = Topics("producer", "gala")
    assert topics.page_of(f"producer/gala/up/site/{odd}") is None
    assert topics.site_of(f"producer/gala/presence/{odd}") is None


@pytest.mark.needs("mosquitto")
@awaited
async def test_a_site_behind_its_relay_is_back_at_once_after_the_server_was_lost(
    tmp_path: Path,
) -> None:
    found = asyncio.Event()
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        console.line.adopt(LineSettings(clients=64, per_address=64))
        await by_broker(console, broker)
        async with a_sealed_relay(console, broker, found) as relay, AsyncExitStack() as before:
            tokens, url = studio(console, SITE), relay.urls[-1]
            for token in tokens:
                await before.enter_async_context(come_back(url, token))
            await console.until(lambda: len(console.presence.clients) == SITE)
            found.clear()
            os.kill(console.line.server_pid or 0, signal.SIGKILL)
            async with asyncio.timeout(45):
                await found.wait()
            async with AsyncExitStack() as after:
                back = await asyncio.gather(
                    *(after.enter_async_context(come_back(url, token)) for token in tokens)
                )
                tries = sorted(number for number, _ in back)
                assert tries[SITE // 2] == 1
                assert tries[-1] <= 3
                await works(console, back[0][1])
