"""What a shopping room sells when: by the handoff that brings it, or by a segment that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.core.show import Handoff, Offer, OfferId, Segment, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.cuesheet_day import PaperTimes
from producer_app.present.cuesheet_offers import offers_named
from producer_app.present.cuesheet_order import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One offer in one window, as planned; a moment is None while unknown, or when it is off."""

    offer: OfferId
    opens: Instant | None
    closes: Instant | None
    go: Instant | None
    """What its coupon counts from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A handoff as the room carries it out."""

    handoff: Handoff
    origin: Segment
    is_on: bool
    """False where what it hangs on is out of the timing."""
    standby: Instant | None
    go: Instant | None
    back: Instant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A segment that sells something, or a handoff that opens none."""

    place: int | None
    segment: Segment | None
    start: Instant | None
    end: Instant | None
    orders: tuple[Order, ...]
    sales: tuple[Sale, ...]


def opening_of(planned: Projection, times: PaperTimes, stand: Stand) -> Opening:
    """What happens with that segment or handoff; without orders and sales nothing does."""
    if stand.handoff is not None:
        order = order_of(planned, stand.handoff)
        return Opening(
            place=None,
            segment=None,
            start=order.go,
            end=order.back,
            orders=(order,),
            sales=tuple(_brought(order, order.back)),
        )
    return _of_segment(planned, times, stand.place or 0)


def order_of(planned: Projection, handoff: Handoff) -> Order:
    """When a handoff is due as planned."""
    origin = planned.show.segment(handoff.segment)
    is_on = origin.is_playable
    go = handoff_due(planned, handoff).planned if is_on else None
    after = handoff.return_after
    return Order(
        handoff=handoff,
        origin=origin,
        is_on=is_on,
        standby=None if go is None else Instant(go - handoff.standby_lead),
        go=go,
        back=None if go is None or after is None else Instant(go + after),
    )


def unsold(show: Show) -> tuple[Offer, ...]:
    """The offers that no handoff brings and no segment of a shopping room names."""
    rooms = {room.id for room in show.shops()}
    sold = {key for handoff in show.handoffs for key in handoff.offers}
    for segment in show.segments:
        if segment.room in rooms:
            sold.update(offers_named(show, segment))
    return tuple(offer for offer in show.offers if offer.id not in sold)


def _of_segment(planned: Projection, times: PaperTimes, place: int) -> Opening:
    show, plan = planned.show, times.plan
    segment, start, length = plan.segments[place], plan.starts[place], plan.length_of(place)
    end = None if start is None or length is None else Instant(start + length)
    to_here = (handoff for handoff in show.handoffs if handoff.to_segment == segment.id)
    orders = tuple(order_of(planned, handoff) for handoff in to_here)
    sales = {sale.offer: sale for order in orders for sale in _brought(order, order.back or end)}
    go = next((order.go for order in orders if order.handoff.offers), None)
    for key in offers_named(show, segment):
        sales.setdefault(key, Sale(offer=key, opens=start, closes=end, go=go))
    return Opening(
        place=place,
        segment=segment,
        start=start,
        end=end,
        orders=orders,
        sales=tuple(sales.values()),
    )


def _brought(order: Order, until: Instant | None) -> Iterator[Sale]:
    closes = until if order.go is not None else None
    for key in order.handoff.offers:
        yield Sale(offer=key, opens=order.go, closes=closes, go=order.go)
