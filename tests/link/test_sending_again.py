"""How soon a state that a page has not shown is sent to it again."""

from __future__ import annotations

import pytest

from producer_app.core.pairing import Pairing
from producer_app.core.timebase import Instant, Millis
from producer_app.link.client import Client
from producer_app.link.hub import FEW, SOON, Hub
from producer_app.link.protocol import Role, Shown
from producer_app.present.handoff_line import LineView
from tests.builders import SHOP

GO = LineView(
    epoch=1,
    seq=1,
    handoff="h1",
    room=SHOP,
    state="go_sent",
    rev=1,
    since=Instant(0),
    resend=Millis(250),
)


SHOWN = Shown(handoff="h1", epoch=1, seq=1, rev=1, t=0.0)


def a_page(number: int) -> Client:
    pairing = Pairing(
        token_hash=f"{number:064x}", role=Role.ROOM, room=SHOP, name="Mo", created=Instant(0)
    )
    return Client(pairing=pairing, address="10.0.0.9", since=0.0, heard=0.0)


def a_room_of(pages: int) -> tuple[Hub, list[Client]]:
    hub, clients = Hub(), [a_page(number) for number in range(pages)]
    for client in clients:
        hub.join(client, now=1_000.0)
    hub.move(GO, now=1_000.0)
    return hub, clients


@pytest.mark.parametrize(("pages", "seconds"), [(1, SOON), (FEW, SOON), (FEW + 1, 0.25)])
def test_a_lost_go_comes_again_sooner_to_a_few_pages_than_to_a_crowd(
    pages: int, seconds: float
) -> None:
    hub, _ = a_room_of(pages)
    assert hub.owed_in(1_000.0) == pytest.approx(seconds)


def test_the_last_few_of_a_crowd_need_not_wait_as_long_as_the_crowd() -> None:
    hub, clients = a_room_of(100)
    for client in clients[:-2]:
        hub.hear_shown(client, SHOWN)
    assert hub.owed_in(1_000.0) == pytest.approx(SOON)


def test_who_has_shown_it_is_owed_nothing() -> None:
    hub, (client,) = a_room_of(1)
    hub.hear_shown(client, SHOWN)
    assert hub.owed_in(1_000.0) is None
