"""The back office's sheet of a shopping room: by time what to do, by handoff what is sold, at what
price, on what evidence, from when to when, how much of it, and who confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.revision import Mark
from producer_app.core.show import Offer, Room, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.cuesheet_day import DayLine, PaperTimes, as_planned
from producer_app.present.cuesheet_hard import HardLine
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_offers import OfferCard, offer_card, offer_of
from producer_app.present.cuesheet_order import stands
from producer_app.present.cuesheet_sales import Opening, Order, Sale, opening_of, unsold
from producer_app.present.cuesheet_steps import Step, steps_of
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    called_inside,
    changes_word,
    cut,
    standing_word,
)

LABELS = (
    *("office_by_time", "office_by_handoff", "office_done", "office_time", "office_do"),
    *("head_number", "office_what", "office_confirms", "office_actual", "office_product"),
    *("office_price", "office_window", "office_stock", "office_rules", "office_checked"),
    *("office_evidence", "office_no_link", "office_no_evidence", "office_no_returns"),
    *("office_check_link", "office_check_price", "office_check_stock", "office_check_coupon"),
    *("office_standby", "artist_go", "return_by", "gates", "abort", "must_say", "changes"),
    *("office_unsold", "office_nothing", "no_room", "window_from_go", "continued"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    """One offer in one window."""

    number: str
    card: OfferCard
    link: str
    evidence: str
    """Where the price before comes from; empty where nobody has entered it."""
    needs_evidence: bool
    """It is a discount, and a discount needs the price before."""
    window: str
    """From when to when it is on sale, as planned."""
    stock: tuple[Fact, ...]
    """Planned, released, floor and for each customer, as far as they are known."""
    returns: str
    has_coupon: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """A handoff to the room."""

    number: str
    title: Pair
    kind: Pair
    standby: str
    go: str
    return_by: str
    called_off: Pair
    confirms: str
    """Who says ready."""
    gates: tuple[str, ...]
    abort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine:
    """A segment that sells something, with the handoffs that open it; or a handoff by itself."""

    line: str = "opening"
    number: str
    title: Pair
    standing: str
    standing_word: Pair
    changes: Pair
    """What happened to it, or to what its handoffs hang on, since the last issue."""
    start: str
    until: str
    orders: tuple[OrderLine, ...]
    sales: tuple[SaleLine, ...]


Line = OpeningLine | DayLine | HardLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOffice:
    """One shopping room's pages."""

    name: Pair
    hours: tuple[Fact, ...]
    """ON AIR and HARD OUT."""
    steps: tuple[Step | DayLine, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOfficeSheet:
    """Every shopping room's pages; ``unsold`` has no window in any of them."""

    rooms: tuple[RoomOffice, ...]
    unsold: tuple[SaleLine, ...]


@dataclass(frozen=True)
class _Office:
    planned: Projection
    times: PaperTimes
    marks: Mapping[SegmentId, frozenset[Mark]]

    @property
    def show(self) -> Show:
        return self.planned.show

    @property
    def tongues(self) -> Tongues:
        return self.times.tongues

    def told(self, at: Instant | None, place: int | None) -> str:
        """A moment of what stands at that place, or of none."""
        return self.times.told_by_day(at) if place is None else self.times.told(at, place)


def back_office_sheet(
    projection: Projection, tongues: Tongues, marks: Mapping[SegmentId, frozenset[Mark]]
) -> BackOfficeSheet:
    """What the back office does as planned; windows count from the planned GO."""
    planned = as_planned(projection)
    show = planned.show
    return BackOfficeSheet(
        rooms=tuple(_room(planned, room, tongues, marks) for room in show.shops()),
        unsold=tuple(_unsold(show, offer, tongues) for offer in unsold(show)),
    )


def _room(
    planned: Projection,
    room: Room,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> RoomOffice:
    office = _Office(planned, PaperTimes(planned.show, planned.plan.rooms[room.id], tongues), marks)
    times = office.times
    found = [stand.line or opening_of(planned, times, stand) for stand in stands(planned, times)]
    openings = [one for one in found if isinstance(one, Opening) and (one.orders or one.sales)]
    return RoomOffice(
        name=tongues.own(room.name, room.name_alt),
        hours=room_hours(planned.show, room, tongues),
        steps=tuple(steps_of(planned, times, openings, lambda one: bool(_marks(office, one)))),
        lines=tuple(
            _opening(office, one) if isinstance(one, Opening) else one
            for one in found
            if not isinstance(one, Opening) or one in openings
        ),
    )


def _opening(office: _Office, opening: Opening) -> OpeningLine:
    tongues, segment, place = office.tongues, opening.segment, opening.place
    first = opening.orders[0] if opening.orders else None
    return OpeningLine(
        number=segment.number if segment is not None else _number(first),
        title=_title(first, tongues)
        if segment is None
        else tongues.own(segment.title, segment.title_alt),
        standing="in" if segment is None else segment.standing.value,
        standing_word=Pair("") if segment is None else standing_word(segment, tongues),
        changes=changes_word(_marks(office, opening), tongues),
        start=office.told(opening.start, place),
        until=office.told(opening.end, place),
        orders=tuple(_order(office, order, place) for order in opening.orders),
        sales=tuple(_sale(office, sale, place) for sale in opening.sales),
    )


def _number(order: Order | None) -> str:
    return "" if order is None else order.handoff.number


def _title(order: Order | None, tongues: Tongues) -> Pair:
    if order is None:
        return Pair("")
    named = order.handoff if order.handoff.title or order.handoff.title_alt else order.origin
    return tongues.own(named.title, named.title_alt)


def _marks(office: _Office, opening: Opening) -> set[Mark]:
    """What happened to it, and to what its handoffs hang on."""
    keys = [order.handoff.segment for order in opening.orders]
    keys += [] if opening.segment is None else [opening.segment.id]
    return {mark for key in keys for mark in office.marks.get(key, ())}


def _order(office: _Office, order: Order, place: int | None) -> OrderLine:
    handoff, tongues = order.handoff, office.tongues
    off = tongues.say("called_off", number=called_inside(order.origin, tongues))
    return OrderLine(
        number=handoff.number,
        title=_title(order, tongues),
        kind=tongues.say(f"handoff.kind_{handoff.kind}"),
        standby=office.told(order.standby, place),
        go=office.told(order.go, place),
        return_by=office.told(order.back, place),
        called_off=Pair("") if order.is_on else off,
        confirms=", ".join(handoff.acknowledged_by),
        gates=tuple(cut(gate, WORDS) for gate in handoff.gates),
        abort=cut(handoff.abort_phrase, WORDS),
    )


def _sale(office: _Office, sale: Sale, place: int | None) -> SaleLine:
    edges = [office.told(at, place) for at in (sale.opens, sale.closes) if at is not None]
    card = offer_card(
        office.show, sale.offer, sale.go, office.tongues, lambda at: office.told(at, place)
    )
    return _line(offer_of(office.show, sale.offer), card, " – ".join(edges), office.tongues)


def _unsold(show: Show, offer: Offer, tongues: Tongues) -> SaleLine:
    return _line(offer, offer_card(show, offer.id, None, tongues, str), "", tongues)


def _line(offer: Offer, card: OfferCard, window: str, tongues: Tongues) -> SaleLine:
    before, now = offer.list_price, offer.deal_price
    return SaleLine(
        number=offer.number,
        card=card,
        link=cut(offer.link, WORDS),
        evidence=cut(offer.price_evidence, WORDS),
        needs_evidence=before is not None and now is not None and now < before,
        window=window,
        stock=tuple(
            Fact(tongues.say(key), f"{count:,}")
            for key, count in (
                ("office_planned", offer.stock),
                ("office_released", offer.released),
                ("office_floor", offer.stock_floor),
                ("office_each", offer.per_user),
            )
            if count is not None
        ),
        returns=cut(offer.returns, NOTES),
        has_coupon=offer.coupon is not None,
    )
