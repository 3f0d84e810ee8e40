"""What the tests of the rooms' window start from: a show, a line that is up, its pages."""

from __future__ import annotations

from typing import Any

from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.presence import LinkState, PairingCode, Presence, RoomClient
from producer_app.ui.rooms.dialog import RoomsDialog
from tests.builders import SHOP, a_segment, a_shop_segment, a_show, at

SHOW = a_show(a_segment("1"), a_shop_segment("2"))
NOW = at(SHOW, "20:45:10")
URL = "http://127.0.0.1:50123/"
CODE = PairingCode(
    room=SHOP,
    code="7KQ2M0XD",
    spoken="7KQ2-M0XD",
    urls=(f"{URL}#code=7KQ2M0XD",),
    expires=Instant(NOW + 83_000),
)
UP = Presence(link=LinkState.UP, since=Instant(NOW - 754_000), url=URL, port=50123)


def a_page(key: str, room: RoomId = SHOP, **changes: Any) -> RoomClient:
    fields: dict[str, Any] = {
        "name": f"Page {key}",
        "role": "room",
        "address": "192.168.7.21",
        "heard": Instant(NOW - 400),
        "since": at(SHOW, "20:20"),
        "is_visible": True,
        "rtt": Millis(12),
    }
    return RoomClient(**{"id": key, "room": room} | fields | changes)


def told(dialog: RoomsDialog, presence: Presence, now: Instant = NOW) -> RoomsDialog:
    dialog.show_presence(presence, SHOW, now)
    return dialog


def cells(dialog: RoomsDialog, row: int) -> list[str]:
    items = [dialog.pages.item(row, column) for column in range(dialog.pages.columnCount())]
    return [item.text() if item else "" for item in items]
