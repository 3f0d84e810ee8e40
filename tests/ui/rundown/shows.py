"""Small shows for the rundown panel's tests."""

from __future__ import annotations

from typing import Any

from producer_app.core.show import BlockId, Show, Talent, TalentId
from tests.builders import (
    SHOP,
    a_block,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    minutes,
)

LIN = TalentId("lin")


def a_gala(**changes: Any) -> Show:
    """Two blocks of two on the stage, three pitches in the shop, all of five minutes."""
    fields: dict[str, Any] = {
        "talent": (Talent(id=LIN, name="Lin Yao", name_alt="林曜"),),
        "blocks": (
            a_block("a", title="Lights On", budget=minutes(9)),
            a_block("b", title="Faces"),
        ),
    }
    return a_show(
        a_segment("A1", block=BlockId("a"), title="Lamps", title_alt="万盏灯", talent=(LIN,)),
        a_segment("A2", block=BlockId("a")),
        a_segment("B1", block=BlockId("b")),
        a_segment("B2", block=BlockId("b")),
        a_shop_segment("S1"),
        a_shop_segment("S2"),
        a_shop_segment("S3", title="Lamp shades", title_alt="灯罩"),
        **fields | changes,
    )


def a_long_show(count: int = 200) -> Show:
    """That many songs and a shopping room beside them."""
    songs = (a_segment(f"L{n}", minutes(1)) for n in range(1, count + 1))
    return a_show(*songs, a_shop_segment("S1", minutes(30)))


def an_empty_show() -> Show:
    return a_show(rooms=(a_stage(), a_shop()))


def a_shop_only() -> Show:
    """One shopping room and no stage."""
    return a_show(a_shop_segment("S1"), a_shop_segment("S2"), rooms=(a_shop(id=SHOP),))
