"""Offers on a room's pages: what is sold, how it is said, how it stands, its coupon's window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from producer_app.core.offers import OfferLine, offers_of
from producer_app.core.run import Run
from producer_app.core.show import Coupon, Handoff, Offer, OfferId, RoomId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.present.roompage.prices import price, said
from producer_app.present.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponView:
    """A coupon and its window after the GO; ``closes_after`` is None for one that does not close.
    When that GO was is the handoff's: a GO leaves the page as it is."""

    name: str
    opens_after: Millis
    closes_after: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtOffer:
    """An offer that a handoff brings: all else stands with the room's own offers. Its coupon
    counts from this handoff's GO."""

    id: str
    number: str
    coupon: CouponView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOffer:
    """An offer of a room, as its host says it and its controller works on it."""

    id: str
    number: str
    product: str
    product_alt: str
    list_price: str
    deal_price: str
    spoken: str
    """The deal price as it is said in English; empty where saying it is reading it."""
    spoken_alt: str
    """The same in Chinese."""
    coupon: CouponView | None
    stock: int | None
    """Pieces left: as entered in this run, else what is released, else what is planned."""
    stock_floor: int | None
    per_user: int | None
    must_say: str
    must_not_say: str
    fallback: str
    fallback_alt: str
    link: str
    state: str
    is_on_fallback: bool
    stock_planned: int | None
    opened: Instant | None
    price_checked: Instant | None
    """When the price on sale was last looked at; None again once another one is planned."""
    price_checked_by: str
    by: str
    """Who opened, closed or sold it out last."""
    handoff: str
    """The numbers of the handoffs that bring it; empty for what is only sold in place of it."""
    counts_from: tuple[str, ...]
    """The handoffs from whose newest GO its coupon counts, by id."""


def brought_offers(show: Show, handoff: Handoff) -> Iterator[BroughtOffer]:
    """The offers of a handoff."""
    for offer in _offers(show, handoff.offers):
        yield BroughtOffer(id=offer.id, number=offer.number, coupon=_coupon(offer.coupon))


def room_offers(show: Show, run: Run | None, room: RoomId) -> Iterator[RoomOffer]:
    """All that a room sells, in the order in which it is brought."""
    handoffs = [handoff for handoff in show.handoffs if handoff.to_room == room]
    for offer in offers_of(show, room):
        bringing = [handoff for handoff in handoffs if offer.id in handoff.offers]
        counted = bringing or _in_place(show, handoffs, offer)
        numbers = ", ".join(handoff.number for handoff in bringing)
        yield _room_offer(show, run, offer, counted, numbers)


def _room_offer(
    show: Show, run: Run | None, offer: Offer, counted: Iterable[Handoff], handoff: str
) -> RoomOffer:
    line = OfferLine(offer=offer.id) if run is None else run.offer(offer.id)
    instead = next(_offers(show, (offer.fallback,)), None)
    planned = offer.released if offer.released is not None else offer.stock
    is_checked = line.checked_price == offer.deal_price
    return RoomOffer(
        id=offer.id,
        number=offer.number,
        product=offer.product,
        product_alt=offer.product_alt,
        list_price=price(offer.list_price, offer.currency),
        deal_price=price(offer.deal_price, offer.currency),
        spoken=said(offer.deal_price, offer.currency, words("en")),
        spoken_alt=said(offer.deal_price, offer.currency, words("zh")),
        coupon=_coupon(offer.coupon),
        stock=line.stock if line.stock is not None else planned,
        stock_planned=planned,
        stock_floor=offer.stock_floor,
        per_user=offer.per_user,
        must_say=offer.must_say,
        must_not_say=offer.must_not_say,
        fallback=f"{instead.number} {instead.product}".strip() if instead else "",
        fallback_alt=f"{instead.number} {instead.product_alt}".strip()
        if instead and instead.product_alt
        else "",
        link=offer.link,
        state=line.state.value,
        is_on_fallback=line.is_on_fallback,
        opened=line.opened,
        price_checked=line.price_checked if is_checked else None,
        price_checked_by=line.price_checked_by if is_checked else "",
        by=line.by,
        handoff=handoff,
        counts_from=tuple(one.id for one in counted) if offer.coupon is not None else (),
    )


def _coupon(coupon: Coupon | None) -> CouponView | None:
    if coupon is None:
        return None
    return CouponView(
        name=coupon.name, opens_after=coupon.opens_after, closes_after=coupon.closes_after
    )


def _in_place(show: Show, handoffs: Sequence[Handoff], offer: Offer) -> list[Handoff]:
    """The handoffs that bring what this offer is sold in place of."""
    return [h for h in handoffs if any(o.fallback == offer.id for o in _offers(show, h.offers))]


def _offers(show: Show, keys: Iterable[OfferId | None]) -> Iterator[Offer]:
    for key in keys:
        offer = show.by_id.get(key) if key is not None else None
        if isinstance(offer, Offer):
            yield offer
