"""How the line is heard, as the panels want it: by the pages that answer and no others."""

from __future__ import annotations

from dataclasses import replace

from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant
from producer_app.link.pipe import BrokerNow
from producer_app.link.presence import LinkState, Presence, RoomClient
from producer_app.link.protocol import Role
from producer_app.present.onair_health import LineState
from producer_app.ui.health import line_health, rooms_health
from tests.builders import SHOP, STAGE, a_segment, a_shop_segment, a_show

SHOW = a_show(a_segment("1"), a_shop_segment("S1"))
NOW = Instant(1_000_000)


def a_page(role: Role, room: RoomId = SHOP, age: int = 400) -> RoomClient:
    heard = Instant(NOW - age)
    return RoomClient(
        id=f"{role}-{room}", name="Mo", room=room, role=role, address="192.0.2.7",
        heard=heard, since=heard, is_visible=True,
    )  # fmt: skip


def a_line(*pages: RoomClient) -> Presence:
    return Presence(link=LinkState.UP, since=Instant(0), clients=pages)


def test_a_room_where_somebody_only_looks_on_is_not_heard() -> None:
    line = a_line(a_page(Role.VIEWER), a_page(Role.PRODUCER))
    link = rooms_health(line, SHOW, NOW)[SHOP]
    assert (link.pages, link.heard, link.is_silent) == (0, None, True)


def test_a_controller_is_heard_like_a_host() -> None:
    for role in (Role.ROOM, Role.OPERATOR):
        link = rooms_health(a_line(a_page(role), a_page(Role.VIEWER, age=90_000)), SHOW, NOW)[SHOP]
        assert (link.pages, link.heard, link.is_silent) == (1, 400, False)


def test_a_stage_timer_that_falls_asleep_is_no_silent_room() -> None:
    line = a_line(a_page(Role.ROOM), a_page(Role.VIEWER, STAGE, age=90_000))
    health = line_health(line, SHOW, NOW)
    assert (health.state, health.rooms, health.silent, health.age) == (LineState.UP, 1, (), None)


def test_a_broker_that_is_down_is_told_for_as_long_as_it_is() -> None:
    since = Instant(NOW - 4_000)
    line = replace(a_line(), broker=BrokerNow(state="down"), broker_since=since)
    assert line_health(line, SHOW, NOW).broker_lost == 4_000
    assert line_health(replace(line, broker=BrokerNow(state="up")), SHOW, NOW).broker_lost is None


def test_a_host_who_is_not_heard_any_more_is() -> None:
    health = line_health(a_line(a_page(Role.ROOM, age=9_000)), SHOW, NOW)
    assert (health.rooms, health.silent, health.age) == (0, ("Shop",), 9_000)
