"""A show with nothing planned yet: two rooms and the promise that the evening lives by."""

from __future__ import annotations

import datetime as dt

from producer_app.core.show import AdRule, AdRuleId, Method, Room, RoomId, RoomRole, Show
from producer_app.core.timebase import WallTime, zone_named

PROMISED_PERMILLE = 50
"""A stage that promises performances, not commercials: at most 5 % advertising (house rule)."""


def blank_show(
    identity: str, title: str, date: dt.date, zone: str, on_air: WallTime | None = None
) -> Show:
    """An empty show with a stage and a shopping room; BadInput when there is no such zone."""
    zone_named(zone)
    stage, shop = RoomId("stage"), RoomId("shop")
    promise = AdRule(
        id=AdRuleId("pure-stage"),
        title="Pure stage",
        title_alt="纯粹舞台",
        room=stage,
        method=Method.SHOW_RATIO,
        limit_permille=PROMISED_PERMILLE,
        source="House rule",
    )
    return Show(
        id=identity,
        title=title,
        date=date,
        zone=zone,
        on_air=on_air,
        rooms=(
            Room(id=stage, name="Stage", name_alt="舞台间", role=RoomRole.STAGE),
            Room(id=shop, name="Shopping room", name_alt="买买买间", role=RoomRole.SHOP),
        ),
        ad_rules=(promise,),
    )
