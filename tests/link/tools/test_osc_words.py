"""What an OSC datagram is taken for, what a template says, and what is none of either."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import build_msg

from producer_app.core.errors import BadInput
from producer_app.link.desk import RoomDesk
from producer_app.link.tools.osc_in import call_in, network_of
from producer_app.link.tools.osc_text import filled, proved
from producer_app.link.tools.osc_wire import LONGEST, MOST_MESSAGES, Osc, read_osc, write_osc
from producer_app.link.tools.settings import (
    SETTING,
    On,
    OscTemplate,
    ToolSettings,
)
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.link.gala import gala
from tests.link.surface import malformed
from tests.link.waiting import wall_clock


def test_nothing_malformed_is_ever_read_as_a_call() -> None:
    dice = random.Random(7)
    for _ in range(10_000):
        try:
            messages = read_osc(malformed(dice))
        except BadInput:
            continue
        for message in messages:
            assert message.address


def test_what_is_written_is_read_again() -> None:
    message = Osc("/pc/stage/onair", ("1", "北极光", 3, 2.5))
    assert read_osc(write_osc(message)) == (message,)


def test_a_bundle_is_taken_at_once_or_not_at_all() -> None:
    now, later = OscBundleBuilder(IMMEDIATELY), OscBundleBuilder(2_000_000_000)
    for bundle in (now, later):
        bundle.add_content(build_msg("/hold", []))
    assert [message.address for message in read_osc(now.build().dgram)] == ["/hold"]
    with pytest.raises(BadInput):
        read_osc(later.build().dgram)


def test_too_much_in_one_datagram_is_refused() -> None:
    many = OscBundleBuilder(IMMEDIATELY)
    for _ in range(MOST_MESSAGES + 1):
        many.add_content(build_msg("/hold", []))
    for text in (many.build().dgram, b"/" + b"x" * LONGEST):
        with pytest.raises(BadInput):
            read_osc(text)


@pytest.mark.parametrize(
    ("message", "verb", "room", "expects", "by"),
    [
        (Osc("/go"), "go", "", "", 0),
        (Osc("/go", (1,)), "go", "", "", 0),
        (Osc("/room/shop/go", ("B1",)), "go", "shop", "B1", 0),
        (Osc("/standby", ("12",)), "standby", "", "12", 0),
        (Osc("/standby/12", (1.0,)), "standby", "", "12", 0),
        (Osc("/room/shop/go/B1"), "go", "shop", "B1", 0),
        (Osc("/add_time", (-30,)), "add_time", "", "", -30_000),
        (Osc("/room/shop/add_time", (1.5,)), "add_time", "shop", "", 1_500),
    ],
)
def test_an_address_and_its_value_are_a_call(
    message: Osc, verb: str, room: str, expects: str, by: int
) -> None:
    call = call_in(message)
    assert call is not None
    assert (call.verb, call.room, call.expects, call.by) == (verb, room, expects, by)


def test_what_is_no_call_is_refused() -> None:
    for message in (Osc("/"), Osc("/room/go"), Osc("/handoff/H1/hold"), Osc("/add_time", ("x",))):
        with pytest.raises(BadInput):
            call_in(message)


def test_an_address_is_an_address() -> None:
    assert network_of(" 192.168.1.7/24 ") == network_of("192.168.1.0/24")
    with pytest.raises(BadInput):
        network_of("stage-deck.local")


def test_settings_that_somebody_bent_in_the_file_are_off(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "gala.show", gala(wall_clock()), SystemClock())
    for kept in ('{"osc":{"hears":true,"allowed":["stage-deck"]}}', "[]", "{"):
        session.set_setting(SETTING, kept)
        desk = RoomDesk(session, lambda presence: None)
        assert desk.tools.settings == ToolSettings()
    session.close()


def test_a_template_keeps_words_together_and_an_address_an_address() -> None:
    template = OscTemplate(on=On.ON_AIR, address="/pc/{room}/x", values='"{title}" {over} {word}')
    fill = {"room": "studio #2/b", "title": 'Say "hi" {now}', "over": "-5", "word": ""}
    assert filled(template, fill) == Osc("/pc/studio_2_b/x", ('Say "hi" {now}', -5, ""))


def test_a_template_that_asks_for_what_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match="titel"):
        proved(OscTemplate(on=On.ON_AIR, address="/x", values="{titel}"))
