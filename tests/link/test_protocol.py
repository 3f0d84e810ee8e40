"""What a page may say: exactly the messages of the protocol, and nothing beside them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.errors import BadInput
from producer_app.link.protocol import MAX_MESSAGE, Auth, Beat, Kind, Said, Shown, read_page

ACT = {
    "type": "act",
    "mid": "0123456789abcdef",
    "epoch": 1,
    "handoff": "h1",
    "rev": 2,
    "kind": "ready",
}


def test_every_message_of_a_page_is_understood() -> None:
    shown = {"type": "shown", "epoch": 1, "seq": 7, "handoff": "h1", "rev": 2, "t": 1.5}
    assert isinstance(read_page('{"type":"auth","proto":1,"token":"t"}'), Auth)
    assert isinstance(read_page('{"type":"hb","n":1,"t":2.5,"visible":true}'), Beat)
    assert isinstance(read_page(json.dumps(shown)), Shown)
    assert read_page(json.dumps(ACT)) == Said(
        mid="0123456789abcdef", epoch=1, handoff="h1", rev=2, kind=Kind.READY
    )


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "go"},
        {"kind": "standby"},
        {"kind": "shown"},
        {"type": "go"},
        {"by": "the director"},
        {"rev": "2"},
        {"rev": -1},
        {"rev": 2**53},
        {"mid": "short"},
        {"mid": "a b c d e f g h"},
        {"handoff": "h" * 65},
        {"reason": "r" * 201},
    ],
)
def test_an_act_that_is_not_in_the_protocol_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_page(json.dumps({**ACT, **change}))


@pytest.mark.parametrize("missing", sorted(set(ACT)))
def test_an_act_that_leaves_something_out_is_refused(missing: str) -> None:
    with pytest.raises(BadInput):
        read_page(json.dumps({key: value for key, value in ACT.items() if key != missing}))


def test_a_message_longer_than_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadInput, match="longer"):
        read_page(json.dumps({**ACT, "reason": "x" * MAX_MESSAGE}))


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_anything_else_is_refused_and_never_raises_something_else(noise: str | bytes) -> None:
    with pytest.raises(BadInput):
        read_page(noise)


@pytest.mark.parametrize("depth", [100, 5_000])
def test_a_deeply_nested_message_is_refused(depth: int) -> None:
    with pytest.raises(BadInput):
        read_page("[" * depth + "]" * depth)
