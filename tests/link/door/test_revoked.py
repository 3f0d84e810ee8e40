"""Who was shown out says nothing more, though he does not listen to being shown out."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from producer_app.core.pairing import Pairing
from producer_app.link.broker.peer import MqttPeer, MqttWire
from producer_app.link.conversation import Conversations
from producer_app.link.door.pairing import client_of, hash_of, new_token
from producer_app.link.door.roster import real_time
from producer_app.link.hub import Hub
from producer_app.link.pipe import Audit, Called, ToConsole
from producer_app.link.protocol import PROTO, Role
from tests.link.gala import SHOP
from tests.link.page import a_socket
from tests.link.tool import a_tool
from tests.link.waiting import awaited

CALL = {"type": "call", "epoch": 0, "verb": "hold"}


def says(peer: MqttPeer, **message: object) -> None:
    peer.hear(json.dumps(message).encode())


@awaited
async def test_a_page_that_does_not_read_calls_nothing_once_it_is_revoked() -> None:
    told, token = list[ToConsole](), new_token()
    operator = Pairing(
        token_hash=hash_of(token), role=Role.OPERATOR, room=SHOP, name="Mo", created=real_time()
    )
    talks = Conversations(Hub(), told.append)
    talks.reception.admit(operator)
    deaf = MqttPeer("10.0.0.9", MqttWire(lambda _: None, lambda: False))
    talking = asyncio.create_task(talks.converse(deaf, lambda: None))
    says(deaf, type="auth", proto=PROTO, token=token)
    says(deaf, **CALL, mid="before-00")
    while not any(isinstance(message, Called) for message in told):
        await asyncio.sleep(0.01)
    talks.revoke(client_of(operator))
    says(deaf, **CALL, mid="after-000")
    await talking
    assert [message.mid for message in told if isinstance(message, Called)] == ["before-00"]
    assert [m.verb for m in told if isinstance(m, Audit)] == ["joined", "revoked", "left"]


@awaited
async def test_a_tools_token_opens_no_page(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        async with a_socket(tool.console.presence.url) as page:
            await page.say(type="auth", proto=PROTO, token=tool.token)
            assert (await page.hear("no"))["code"] == "unknown"
        own = {"Origin": tool.console.presence.url.rstrip("/")}
        assert (await tool.get("/state", **own))[0] == 200
        foreign = {"Origin": "http://evil.example"}
        for path in ("/go", "/handoffs/H1/go"):
            assert (await tool.post(path, **foreign))[0] == 403
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await tool.http.ws_connect(f"{tool.base}/ws", headers={**tool.headers, **foreign})
        assert refused.value.status == 403
