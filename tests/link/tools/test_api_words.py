"""What comes over the tools' socket is one of two messages, or nothing at all."""

from __future__ import annotations

import json
import random

import pytest

from producer_app.core.errors import BadInput
from producer_app.link.tools.api_words import ToolAuth, ToolCalls, read_tool

AUTH = {"type": "auth", "token": "t", "state": True, "buttons": False}
CALL = {"type": "call", "verb": "go", "room": "shop", "expects": "B1", "by": 0, "mid": "press-01"}


def test_both_messages_are_read_with_what_stands_behind_them() -> None:
    assert read_tool(json.dumps(AUTH)) == ToolAuth(token="t", buttons=False)
    assert isinstance(read_tool(json.dumps(CALL) + "\r\n"), ToolCalls)


@pytest.mark.parametrize(
    "changes",
    [
        {"verb": None},
        {"verb": "x" * 65},
        {"by": 86_400_001},
        {"by": "30"},
        {"mid": "short"},
        {"mid": "with blank in it"},
        {"is_confirmed": "yes"},
        {"password": "x"},
    ],
)
def test_a_call_that_is_not_quite_one_is_none(changes: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_tool(json.dumps({**CALL, **changes}))


def test_a_hundred_thousand_bent_frames_are_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(11)
    models = [json.dumps(AUTH).encode(), json.dumps(CALL).encode()]
    read = refused = 0
    for _ in range(100_000):
        frame = bytearray(dice.choice(models))
        for _ in range(dice.randrange(1, 4)):
            frame[dice.randrange(len(frame))] = dice.randrange(256)
        try:
            message = read_tool(bytes(frame))
        except BadInput:
            refused += 1
            continue
        assert isinstance(message, ToolAuth | ToolCalls)
        read += 1
    assert read + refused == 100_000
    assert refused > read
