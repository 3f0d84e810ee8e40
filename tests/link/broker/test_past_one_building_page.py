"""Every example of the page about broker and relay, done with a real Mosquitto."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiomqtt
import pytest

from producer_app.core.handoff import Act, State
from producer_app.jobs.relay import KEY, PASSWORD
from producer_app.link.broker.fault import BrokerFault
from producer_app.link.broker.settings import MqttSettings
from producer_app.link.broker.topics import Topics
from producer_app.link.protocol import PROTO
from producer_app.paths import STATE_VARIABLE
from tests.link.console import Console
from tests.link.docs_page import DOCS, blocks
from tests.link.gala import H1
from tests.link.mosquitto import Broker
from tests.link.page import a_code, a_socket
from tests.link.ports import free_port
from tests.link.waiting import a_console, awaited

PAGE = DOCS / "past-one-building.md"
NEEDED = ("mosquitto_passwd", "openssl")

pytestmark = [
    pytest.mark.needs("mosquitto"),
    pytest.mark.skipif(sys.platform == "win32", reason="the page is for a broker on Linux"),
    pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {' and '.join(NEEDED)}"),
]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


def password_of(user: str) -> str:
    return f"the-password-of-{user}"


def here(example: str, folder: Path) -> str:
    """The example with this test's folder and this machine in place of the page's."""
    return example.replace("/etc/mosquitto", str(folder)).replace("broker.example.net", "localhost")


async def done(line: str, typed: str = "") -> None:
    """Runs one command of the page, with what is typed at its questions."""
    process = await asyncio.create_subprocess_exec(
        *shlex.split(line),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate(typed.encode())
    assert process.returncode == 0, f"{line}\n{said.decode()}"


@asynccontextmanager
async def the_pages_broker(folder: Path) -> AsyncIterator[Broker]:
    """Mosquitto as the page sets it up: certificate, passwords and rules."""
    (folder / "certs").mkdir()
    for line in here(blocks("mosquitto-certificate", PAGE)[0], folder).splitlines():
        await done(line)
    for line in here(blocks("mosquitto-passwords", PAGE)[0], folder).splitlines():
        await done(line, f"{password_of(line.split()[-1])}\n" * 2)
    (folder / "rules").write_text(blocks("mosquitto-rules", PAGE)[0], encoding="ascii")
    config = here(
        blocks("mosquitto-conf", PAGE)[0] + blocks("mosquitto-conf-many", PAGE)[0], folder
    )
    assert "listener 8883\n" in config
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    config = config.replace("listener 8883", "listener {port} 127.0.0.1")
    broker = Broker(folder, config + ("user root\n" if is_root else ""))
    await broker.start()
    try:
        yield broker
    finally:
        await broker.kill()


def trust(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "certs" / "broker.crt"))


def settings_of(broker: Broker) -> MqttSettings:
    return MqttSettings(is_on=True, host="localhost", port=broker.port, user="console")


async def is_up(console: Console, broker: Broker) -> None:
    console.desk.broker.adopt(settings_of(broker), password_of("console"))
    await console.until(lambda: console.presence.broker.state == "up")


@asynccontextmanager
async def the_pages_relay(console: Console, broker: Broker) -> AsyncIterator[str]:
    """The relay's command as the page has it; gives the address of its pages once it has found
    the console."""
    *exports, command = blocks("sh", PAGE)[-1].splitlines()
    named = dict(export.removeprefix("export ").split("=") for export in exports)
    assert set(named) == {PASSWORD, KEY}
    named[KEY] = console.desk.broker.key
    words = (
        here(command, Path())
        .replace("SHOW", console.session.show.id)
        .replace("--share 192.168.1.20", "")
        .split()
    )
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "producer_app", *words[1:]),
        *("--broker-port", str(broker.port), "--port", str(port)),
        env={**os.environ, **named},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        said = ""
        async with asyncio.timeout(40):
            while "The console is there." not in said:
                line = await process.stdout.readline()
                assert line, said
                said += line.decode()
        yield f"http://127.0.0.1:{port}/"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@awaited
async def test_a_handoff_goes_over_a_broker_set_up_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with the_pages_broker(tmp_path) as broker:
        trust(tmp_path, monkeypatch)
        async with a_console(tmp_path) as console:
            await is_up(console, broker)
            code = await a_code(console)
            async with (
                the_pages_relay(console, broker) as url,
                a_socket(url) as page,
            ):
                await page.say(type="pair", proto=PROTO, code=code, name="Mo")
                await page.hear("snap")
                console.call(Act.STANDBY, H1)
                line = await page.hear_state(H1, "standby_sent")
                await page.show(line)
                await console.reaches(H1, State.STANDBY_SHOWN)
                await page.answer(await page.act(line, "ready"))


@awaited
async def test_a_wrong_password_and_an_untrusted_certificate_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with the_pages_broker(tmp_path) as broker:
        async with a_console(tmp_path) as console:
            console.desk.broker.adopt(settings_of(broker), password_of("console"))
            await console.until(lambda: console.presence.broker.fault is BrokerFault.CERTIFICATE)
        trust(tmp_path, monkeypatch)
        (tmp_path / "again").mkdir()
        async with a_console(tmp_path / "again") as console:
            console.desk.broker.adopt(settings_of(broker), "a guess")
            await console.until(lambda: console.presence.broker.fault is BrokerFault.PASSWORD)
            await is_up(console, broker)


def a_site(user: str, name: str, broker: Broker, folder: Path) -> aiomqtt.Client:
    """A connection of that user, by the name that the rules hold against it."""
    return aiomqtt.Client(
        "localhost",
        broker.port,
        username=user,
        password=password_of(user),
        identifier=name,
        tls_context=ssl.create_default_context(cafile=str(folder / "certs" / "broker.crt")),
    )


@awaited
async def test_a_site_speaks_for_its_own_pages_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with the_pages_broker(tmp_path) as broker:
        trust(tmp_path, monkeypatch)
        async with a_console(tmp_path) as console:
            await is_up(console, broker)
            topics = Topics("producer", console.session.show.id)
            code = await a_code(console)
            pair = f'{{"type":"pair","proto":{PROTO},"code":"{code}","name":"Mo"}}'
            with contextlib.suppress(aiomqtt.MqttError):  # an older Mosquitto ends it for that
                async with a_site("site-b", "ccc", broker, tmp_path) as site:
                    await site.publish(topics.up("aaa", "p1"), pair)
                    await site.subscribe("nothing")
            async with a_site("site-b", "bbb", broker, tmp_path) as site:
                await site.publish(topics.up("bbb", "p2"), pair, qos=1)
                await console.until(lambda: bool(console.presence.clients))
                assert [c.address for c in console.presence.clients] == ["mqtt bbb"]


@awaited
async def test_a_site_hears_nothing_that_is_meant_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with the_pages_broker(tmp_path) as broker:
        trust(tmp_path, monkeypatch)
        async with a_console(tmp_path) as console:
            await is_up(console, broker)
            topics = Topics("producer", console.session.show.id)
            pair = f'{{"type":"pair","proto":{PROTO},"code":"{await a_code(console)}","name":"Mo"}}'
            async with (
                a_site("site-b", "bbb", broker, tmp_path) as spy,
                a_site("site-a", "aaa", broker, tmp_path) as site,
            ):
                await spy.subscribe("producer/#")
                await spy.subscribe("producer/+/down/+/+")
                await site.publish(topics.up("aaa", "p1"), pair, qos=1)
                await console.until(lambda: bool(console.presence.clients))
                await spy.publish(topics.up("bbb", "p2"), '{"type":"auth","token":"no"}', qos=1)
                heard = set()
                async for message in spy.messages:
                    heard.add(message.topic.value)
                    if message.topic.value == topics.down("bbb", "p2"):
                        break
                assert heard == {topics.console, topics.down("bbb", "p2")}


def test_the_rules_name_every_topic_there_is() -> None:
    rules = blocks("mosquitto-rules", PAGE)[0]
    page = PAGE.read_text(encoding="utf-8")
    topics = Topics("producer", "SHOW")
    seats = (topics.state("ROLE/ROOM"), topics.changes("ROLE/ROOM"))
    written = (topics.console, topics.presence("SITE"), *seats)
    for topic in (*written, topics.up("SITE", "PAGE"), topics.down("SITE", "PAGE")):
        assert f"`{topic}`" in page
        assert f"producer/+/{topic.split('/')[2]}" in rules
