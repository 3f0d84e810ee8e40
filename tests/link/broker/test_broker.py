"""The line past one building: a console, a real broker, a relay, and pages beyond it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiomqtt
import msgspec
import pytest

from producer_app.core.edits import Put
from producer_app.core.handoff import Act, State
from producer_app.link.broker.desk import BrokerDesk
from producer_app.link.broker.fault import BrokerFault
from producer_app.link.broker.relay import Relay, RelayOrder
from producer_app.link.broker.settings import SETTING, MqttSettings, write_mqtt_settings
from producer_app.link.broker.topics import Topics
from producer_app.link.protocol import PROTO
from producer_app.paths import resources
from producer_app.present.onair_health import line_view
from producer_app.present.words import words
from producer_app.ui.health import line_health
from producer_app.ui.rooms.told import link_told
from tests.link.console import Console
from tests.link.gala import H1, H2, SHOP
from tests.link.mosquitto import Broker, a_broker
from tests.link.page import KnownPage, Socket, a_code, a_socket
from tests.link.test_faulty_line import a_show_of_rooms, assert_each_go_was_one, go_everywhere
from tests.link.waiting import a_console, awaited

pytestmark = pytest.mark.needs("mosquitto")


def settings_of(broker: Broker) -> MqttSettings:
    return MqttSettings(is_on=True, host="127.0.0.1", port=broker.port, is_secure=False)


async def by_broker(console: Console, broker: Broker) -> None:
    """The console goes by that broker, and has reached it."""
    console.desk.broker.adopt(settings_of(broker), "")
    await console.until(lambda: console.presence.broker.state == "up")


@asynccontextmanager
async def a_relay(console: Console, broker: Broker, clients: int = 64) -> AsyncIterator[Relay]:
    """A relay at another site that has found the console."""
    found = asyncio.Event()

    def said(words: str) -> None:
        if words == "The console is there.":
            found.set()

    order = RelayOrder(
        broker=settings_of(broker),
        password="",
        show=console.session.show.id,
        port=0,
        clients=clients,
    )
    relay = Relay(resources(), order, said)
    await relay.start()
    try:
        async with asyncio.timeout(20):
            await found.wait()
        yield relay
    finally:
        await relay.stop()


@asynccontextmanager
async def a_page(relay: Relay, console: Console, name: str = "Mo") -> AsyncIterator[Socket]:
    """A page of that site, just paired with the shopping room."""
    code = await a_code(console)
    async with a_socket(relay.urls[-1]) as socket:
        await socket.say(type="pair", proto=PROTO, code=code, name=name)
        await socket.hear("snap")
        yield socket


@awaited
async def test_a_handoff_goes_from_standby_to_live_over_a_broker(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        async with a_relay(console, broker) as relay, a_page(relay, console) as page:
            console.call(Act.STANDBY, H1)
            line = await page.hear_state(H1, "standby_sent")
            await page.show(line)
            await console.reaches(H1, State.STANDBY_SHOWN)
            await page.answer(await page.act(line, "ready"))
            console.call(Act.GO, H1)
            go = await page.hear_state(H1, "go_sent")
            await page.answer(await page.act(go, "live"))
            assert console.of(H1).live_by == "Mo"


@awaited
async def test_the_director_sees_a_page_beyond_the_broker_and_revokes_it(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        async with a_relay(console, broker) as relay, a_page(relay, console) as page:
            await console.until(lambda: bool(console.presence.in_room(SHOP)))
            client = console.presence.in_room(SHOP)[0]
            assert client.address.startswith("mqtt ")
            console.line.revoke(client.id)
            refusal = await page.hear("no")
            assert refusal["code"] == "revoked"
            await page.close_code()


@awaited
async def test_a_page_whose_site_loses_power_is_gone_by_its_last_will(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        show = console.session.show.id
        topics = Topics("producer", show)
        code = await a_code(console)
        will = aiomqtt.Will(topics.presence("site"), b"", qos=1, retain=True)
        async with aiomqtt.Client("127.0.0.1", broker.port, will=will, identifier="s") as site:
            pair = f'{{"type":"pair","proto":{PROTO},"code":"{code}","name":"Mo"}}'
            await site.publish(topics.up("site", "p1"), pair)
            await console.until(lambda: bool(console.presence.clients))
            async with aiomqtt.Client("127.0.0.1", broker.port, identifier="s"):
                await console.until(lambda: not console.presence.clients)
                with contextlib.suppress(aiomqtt.MqttError):
                    async for _ in site.messages:
                        pass


@awaited
async def test_the_broker_keeps_the_last_state_and_no_token(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        async with (
            a_relay(console, broker) as relay,
            a_page(relay, console),
            aiomqtt.Client("127.0.0.1", broker.port) as follower,
        ):
            await follower.subscribe("producer/#")
            async for message in follower.messages:
                assert b"token" not in bytes(message.payload)
                if message.topic.value == f"producer/{console.session.show.id}/state/room/shop":
                    assert b"Warm-up with the host" in bytes(message.payload)
                    break


@pytest.mark.parametrize("payload", [b"{", b"null", b"x" * 20_000, b'{"type":"hb","n":1}', b"\xff"])
@awaited
async def test_nonsense_from_the_broker_ends_nobody_elses_conversation(
    tmp_path: Path, payload: bytes
) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        topics = Topics("producer", console.session.show.id)
        async with a_relay(console, broker) as relay, a_page(relay, console) as page:
            async with aiomqtt.Client("127.0.0.1", broker.port) as stranger:
                for topic in (topics.up("nobody", "p"), f"{topics.up('a', 'b')}/c", topics.console):
                    if topic != topics.console:
                        await stranger.publish(topic, payload)
            console.call(Act.STANDBY, H1)
            await page.hear_state(H1, "standby_sent")


@awaited
async def test_a_broker_that_is_not_there_is_said_and_found_when_it_comes(tmp_path: Path) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await broker.kill()
        console.desk.broker.adopt(settings_of(broker), "")
        await console.until(lambda: console.presence.broker.state == "down")
        assert console.presence.broker.why
        await broker.start()
        await console.until(lambda: console.presence.broker.state == "up")


@pytest.mark.skipif(sys.platform == "win32", reason="no program is stopped there and let go on")
@awaited
async def test_a_broker_that_stalls_is_told_wherever_the_line_is_and_so_is_its_coming_back(
    tmp_path: Path,
) -> None:
    def in_the_bar() -> str:
        health = line_health(console.presence, console.session.show, console.session.now())
        return line_view(health, words("en")).text

    def in_the_rooms_window() -> str:
        show, now = console.session.show, console.session.now()
        return link_told(console.presence, show, now, words("en")).warning

    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        assert "BROKER" not in in_the_bar() + in_the_rooms_window()
        with broker.stalled():
            await console.until(lambda: console.presence.broker.fault is BrokerFault.SILENT)
            assert in_the_bar().startswith("LINE BROKER DOWN")
            assert in_the_rooms_window().startswith("BROKER DOWN")
        await console.until(lambda: console.presence.broker.state == "up")
        assert "BROKER" not in in_the_bar() + in_the_rooms_window()


@awaited
async def test_killing_the_broker_amid_a_hundred_gos_loses_none_and_doubles_none(
    tmp_path: Path,
) -> None:
    rooms, rounds = 20, 5
    async with a_broker(tmp_path) as broker, a_show_of_rooms(tmp_path, rooms) as (console, join):
        await by_broker(console, broker)
        async with a_relay(console, broker, rooms) as relay, join(relay.port) as pages:
            for done in range(rounds):
                going = asyncio.create_task(go_everywhere(console))
                if done in (1, 3):
                    await broker.kill()
                    await broker.start()
                await going
            assert_each_go_was_one(console, pages, rounds)


@awaited
async def test_the_settings_are_kept_with_the_show_and_the_password_is_not(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        settings = MqttSettings(is_on=False, host="broker.example", user="gala")
        console.desk.broker.adopt(settings, "a secret of the house")
        assert console.desk.broker.settings == settings
        assert console.desk.broker.password == "a secret of the house"
        path = console.session.path
    assert b"a secret of the house" not in path.read_bytes()
    assert b"broker.example" in path.read_bytes()


@pytest.mark.parametrize(
    "altered", [{"host": "elsewhere.example"}, {"port": 1884}, {"user": "x"}, {"is_secure": False}]
)
@awaited
async def test_a_show_altered_to_name_another_broker_is_given_no_password(
    tmp_path: Path, altered: dict[str, object]
) -> None:
    async with a_console(tmp_path) as console:
        settings = MqttSettings(host="broker.example", user="gala")
        console.desk.broker.adopt(settings, "a secret of the house")
        other = msgspec.structs.replace(settings, **altered)
        console.session.set_setting(SETTING, write_mqtt_settings(other))
        again = BrokerDesk(console.session, console.line)
        assert again.settings == other
        assert again.password == ""


@awaited
async def test_a_page_is_kept_whole_on_the_broker_and_what_changes_is_said_at_once(
    tmp_path: Path,
) -> None:
    async with a_broker(tmp_path) as broker, a_console(tmp_path) as console:
        await by_broker(console, broker)
        topics = Topics("producer", console.session.show.id)
        await a_code(console)
        told, heard, edits = KnownPage(), Counter[str](), 0
        async with aiomqtt.Client("127.0.0.1", broker.port) as follower:
            await follower.subscribe(topics.state("room/shop"))
            await follower.subscribe(topics.changes("room/shop"))
            async for message in follower.messages:
                said = json.loads(bytes(message.payload))
                heard[said["type"]] += 1
                told.hear(said)
                if told.page and told.page["handoffs"][1]["title"] == "Flash sale 4":
                    break
                edits = min(edits + 1, 4)
                planned = replace(console.session.show.handoff(H2), title=f"Flash sale {edits}")
                console.session.edit(Put(entity=planned))
        assert heard.keys() == {"snap", "page"}
