"""A small evening with a stage, a shopping room and three handoffs, for every test of the line."""

from __future__ import annotations

import datetime as dt

from producer_app.core.show import (
    Anchor,
    Coupon,
    Handoff,
    HandoffId,
    HandoffKind,
    Kind,
    Offer,
    OfferId,
    Room,
    RoomId,
    RoomRole,
    Segment,
    SegmentId,
    Show,
    Talent,
    TalentId,
    TalentRole,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis, WallTime, local_time

ZONE = "Asia/Shanghai"
SHOP = RoomId("shop")
STAGE = RoomId("stage")
H1, H2, H3 = HandoffId("h1"), HandoffId("h2"), HandoffId("h3")
SCRIPT = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


def gala(now: Instant, *, title: str = "Throw to the shop", zone: str = ZONE) -> Show:
    """A show whose first song began twenty seconds before ``now``."""
    today = local_time(now, zone)
    opening = today - dt.timedelta(seconds=20)
    return Show(
        id="gala",
        title="Super Night",
        title_alt="超级晚",
        date=opening.date(),
        zone=zone,
        on_air=WallTime(opening.hour, opening.minute, opening.second),
        rooms=(
            Room(id=STAGE, name="Main stage", name_alt="舞台间"),
            Room(id=SHOP, name="Shopping room", name_alt="买买买间", role=RoomRole.SHOP),
        ),
        segments=(
            *(song(n) for n in (1, 2, 3)),
            Segment(
                id=SegmentId("b1"),
                room=SHOP,
                number="B1",
                title="Warm-up with the host",
                title_alt="开场暖场",
                kind=Kind.HOST_LINK,
                length=Millis(600_000),
            ),
        ),
        talent=(
            Talent(
                id=TalentId("lin"),
                name="Lin Yao",
                name_alt="林遥",
                circle="top-traffic idols",
                transit=Millis(75_000),
                has_arrived=True,
            ),
            Talent(
                id=TalentId("he"), name="President He", name_alt="何总", role=TalentRole.PRESIDENT
            ),
        ),
        offers=OFFERS,
        handoffs=(
            handoff(H1, "H1", "1", title, "交给买买买间"),
            handoff(H2, "H2", "2", "Flash sale with the president", "总裁秒杀"),
            handoff(H3, "H3", "3", "Lucky bag", "福袋"),
        ),
    )


def song(number: int) -> Segment:
    return Segment(
        id=SegmentId(str(number)),
        room=STAGE,
        number=str(number),
        title=["Northern Lights", "Paper Boats", "The Long Way Home"][number - 1],
        title_alt=["北极光", "纸船", "漫漫归途"][number - 1],
        length=Millis(50_000),
    )


def handoff(key: HandoffId, number: str, segment: str, title: str, alt: str) -> Handoff:
    return Handoff(
        id=key,
        number=number,
        title=title,
        title_alt=alt,
        segment=SegmentId(segment),
        to_room=SHOP,
        kind=HandoffKind.THROW,
        trigger=Trigger(anchor=Anchor.SEGMENT_END),
        talent=(TalentId("lin"), TalentId("he")),
        offers=(OfferId("o1"), OfferId("o2")),
        gates=("host seated", "link tested", "coupon armed"),
        return_after=Millis(240_000),
        throw_words="…and now over to the shopping room!",
        talking_points=("Her first time in this room", "Signed copies for the first 100"),
        abort_phrase="Back to the stage, everybody!",
    )


OFFERS = (
    Offer(
        id=OfferId("o1"),
        number="L07",
        product="Aurora thermos, 500 ml",
        product_alt="极光保温杯 500 毫升",
        list_price=19900,
        deal_price=9950,
        stock=5000,
        released=3000,
        per_user=2,
        coupon=Coupon(name="199−50", opens_after=Millis(30_000), closes_after=Millis(150_000)),
        fallback=OfferId("o2"),
        must_say="Seven days to return it, no reason asked.",
        must_not_say="“the best in the country”",
    ),
    Offer(
        id=OfferId("o2"),
        number="L08",
        product="Paper-boat notebook",
        product_alt="纸船手账",
        list_price=4900,
        deal_price=3900,
        stock=800,
    ),
)
