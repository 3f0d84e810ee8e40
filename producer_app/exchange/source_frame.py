"""The frame of a show out of its sources: rooms, blocks, people, sponsors, offers and ad rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import MappingProxyType

from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Block,
    BlockId,
    Clearance,
    Contact,
    Coupon,
    Offer,
    OfferId,
    Output,
    PromisedPlace,
    Room,
    RoomId,
    RoomRole,
    Sponsor,
    SponsorId,
    Stand,
    Talent,
    TalentId,
    TalentRole,
    Waiver,
    WaiverId,
)
from producer_app.core.timebase import Millis, WallTime, resolve
from producer_app.exchange import source_rules
from producer_app.exchange.record import Record
from producer_app.exchange.source_rules import RULE_COLUMNS

TABLES = MappingProxyType(
    {
        "show": (
            *("id", "title", "title_alt", "episode", "date", "venue", "zone", "on_air"),
            *("hard_out", "starts_after", "keeps_length", "keep_until", "language"),
        ),
        "contacts": ("role", "name", "reach"),
        "rooms": ("id", "name", "name_alt", "role", "on_air", "hard_out", "filed", "rundown"),
        "outputs": ("room", "name", "latency", "zone"),
        "blocks": ("id", "room", "title", "title_alt", "budget"),
        "sponsors": (
            *("id", "brand", "brand_alt", "category", "is_exclusive", "exclusive_from"),
            *("exclusive_to", "contracted", "mentions"),
        ),
        "places": ("sponsor", "where", "at", "times"),
        "ad_rules": ("id", "room", *RULE_COLUMNS),
        "waivers": ("id", "place", "term", "reason", "waived_by", "date", "time"),
    }
)
"""The tables of ``show.toml`` and their columns."""

TALENT_COLUMNS = (
    *("id", "name", "name_alt", "role", "circle", "arrives", "has_arrived", "clearance"),
    *("transit", "change", "contact"),
)
OFFER_COLUMNS = (
    *("number", "product", "product_alt", "sponsor", "link", "currency", "list_price"),
    *("deal_price", "price_evidence", "stock", "released", "stock_floor", "per_user"),
    *("coupon", "coupon_opens", "coupon_closes", "fallback", "returns", "must_say"),
    "must_not_say",
)


def contact(record: Record) -> Contact:
    return Contact(
        role=record.needed("role"), name=record.needed("name"), reach=record.text("reach")
    )


def room(record: Record, outputs: Sequence[Record]) -> Room:
    """The room with those outputs that name it."""
    own = tuple(
        _output(output) for output in outputs if output.needed("room") == record.needed("id")
    )
    return Room(
        id=RoomId(record.needed("id")),
        name=record.needed("name"),
        name_alt=record.text("name_alt"),
        role=record.choice("role", RoomRole.STAGE),
        outputs=own,
        on_air=record.wall("on_air"),
        hard_out=record.wall("hard_out"),
        filed=record.text("filed"),
    )


def _output(record: Record) -> Output:
    return Output(
        name=record.needed("name"),
        latency=record.length("latency") or Millis(0),
        zone=record.zone("zone"),
    )


def block(record: Record, rooms: Collection[RoomId]) -> Block:
    return Block(
        id=BlockId(record.needed("id")),
        room=record.needed_reference("room", rooms),
        title=record.needed("title"),
        title_alt=record.text("title_alt"),
        budget=record.length("budget"),
    )


def sponsor(record: Record, places: Sequence[Record]) -> Sponsor:
    """The sponsor with the promised places that name it."""
    own = (place for place in places if place.needed("sponsor") == record.needed("id"))
    return Sponsor(
        id=SponsorId(record.needed("id")),
        brand=record.needed("brand"),
        brand_alt=record.text("brand_alt"),
        category=record.text("category"),
        is_exclusive=record.flag("is_exclusive"),
        contracted=record.length("contracted") or Millis(0),
        mentions=record.whole("mentions") or 0,
        exclusive_from=record.wall("exclusive_from"),
        exclusive_to=record.wall("exclusive_to"),
        places=tuple(_place(place) for place in own),
    )


def _place(record: Record) -> PromisedPlace:
    record.needed("where")
    where, at = record.choice("where", Stand.AT_TIME), record.wall("at")
    if (at is None) is (where is Stand.AT_TIME):
        raise record.place("at").fault(
            "source.promised_place", "a time goes with the place at_time, and with no other."
        )
    times = record.whole("times")
    return PromisedPlace(where=where, at=at, times=1 if times is None else times)


def talent(record: Record) -> Talent:
    return Talent(
        id=TalentId(record.needed("id")),
        name=record.needed("name"),
        name_alt=record.text("name_alt"),
        role=record.choice("role", TalentRole.ARTIST),
        circle=record.text("circle"),
        arrives=record.wall("arrives"),
        has_arrived=record.flag("has_arrived"),
        clearance=record.choice("clearance", Clearance.NONE),
        transit=record.length("transit"),
        change=record.length("change"),
        contact=record.text("contact"),
    )


def offer(record: Record, sponsors: Collection[SponsorId], offers: Collection[OfferId]) -> Offer:
    """The offer; its number is its id, and its fallback is one of ``offers``."""
    number = record.needed("number")
    return Offer(
        id=OfferId(number),
        number=number,
        product=record.needed("product"),
        product_alt=record.text("product_alt"),
        sponsor=record.reference("sponsor", sponsors),
        link=record.text("link"),
        currency=record.text("currency") or "CNY",
        list_price=record.money("list_price"),
        deal_price=record.money("deal_price"),
        price_evidence=record.text("price_evidence"),
        stock=record.whole("stock"),
        released=record.whole("released"),
        stock_floor=record.whole("stock_floor"),
        per_user=record.whole("per_user"),
        coupon=_coupon(record),
        fallback=record.reference("fallback", offers),
        returns=record.text("returns"),
        must_say=record.text("must_say"),
        must_not_say=record.text("must_not_say"),
    )


def _coupon(record: Record) -> Coupon | None:
    name = record.text("coupon")
    if not name:
        return None
    return Coupon(
        name=name,
        opens_after=record.offset("coupon_opens"),
        closes_after=record.length("coupon_closes"),
    )


def ad_rule(record: Record, rooms: Collection[RoomId]) -> AdRule:
    """The rule, in the room that it names."""
    record.needed("title")
    key = AdRuleId(record.needed("id"))
    return source_rules.ad_rule(record, key, record.needed_reference("room", rooms))


def waiver(record: Record, places: Collection[str], zone: str) -> Waiver:
    """The wording that somebody lets stand, in one of ``places``; at midnight where only a date
    says when."""
    date = record.date("date")
    time = record.wall("time") or WallTime(0)
    return Waiver(
        id=WaiverId(record.needed("id")),
        place=record.needed_reference("place", places),
        term=record.needed("term"),
        reason=record.needed("reason"),
        waived_by=record.text("waived_by"),
        at=None if date is None else resolve(date, time, zone),
    )
