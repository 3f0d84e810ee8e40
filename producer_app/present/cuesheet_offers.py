"""Offers on a hand card: the price as it is spoken, the coupon's window, what must be said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from producer_app.core.show import Coupon, Offer, OfferId, Segment, Show
from producer_app.core.timebase import Instant
from producer_app.present.cuesheet_text import NOTES, WORDS, Fact, Pair, Tongues, cut
from producer_app.present.roompage import price, yuan_of
from producer_app.present.words import duration


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCard:
    """One product as the host speaks of it."""

    number: str
    product: Pair
    price: str
    """As it is listed."""
    spoken: Pair
    """As it is said."""
    was: Fact
    pieces: Pair
    per_user: Pair
    coupon: Fact
    window: Fact
    """When the coupon can be claimed, from the planned GO."""
    fallback: Fact
    must_say: str
    must_not_say: str


def offer_card(
    show: Show, key: OfferId, go: Instant | None, tongues: Tongues, told: Callable[[Instant], str]
) -> OfferCard:
    """The card of an offer; ``go`` is when its handoff is planned to go, None without one, and
    ``told`` puts a moment into words."""
    offer = offer_of(show, key)
    listed = price(offer.deal_price, offer.currency)
    pieces = offer.released if offer.released is not None else offer.stock
    return OfferCard(
        number=offer.number,
        product=tongues.own(offer.product, offer.product_alt),
        price=listed or tongues.say("price_open").first,
        spoken=_spoken(offer.deal_price, offer.currency, tongues),
        was=_was(offer, tongues),
        pieces=Pair("") if pieces is None else tongues.say("pieces", count=f"{pieces:,}"),
        per_user=Pair("")
        if offer.per_user is None
        else tongues.say("per_user", count=offer.per_user),
        coupon=Fact(tongues.say("coupon"), cut(offer.coupon.name, WORDS) if offer.coupon else ""),
        window=_window(offer.coupon, go, tongues, told),
        fallback=_fallback(show, offer, tongues),
        must_say=cut(offer.must_say, NOTES),
        must_not_say=cut(offer.must_not_say, NOTES),
    )


def offers_named(show: Show, segment: Segment) -> tuple[OfferId, ...]:
    """The offers whose numbers stand in one of the segment's department columns."""
    named = {word for _, text in segment.columns for word in re.findall(r"[\w.-]+", text)}
    return tuple(offer.id for offer in show.offers if offer.number in named)


def offer_of(show: Show, key: OfferId) -> Offer:
    """That offer; one whose key is its name where the show has none."""
    found = show.by_id.get(key)
    return found if isinstance(found, Offer) else Offer(id=key, number=key, product=key)


def _spoken(minor: int | None, currency: str, tongues: Tongues) -> Pair:
    """A price in yuan as it is said; empty where saying it is reading it."""
    yuan = yuan_of(minor, currency)
    if yuan is None:
        return Pair("")
    return tongues.say(
        yuan.key,
        whole=f"{yuan.whole:,}",
        cents=f"{yuan.jiao}{yuan.fen}",
        jiao=yuan.jiao,
        fen=yuan.fen,
    )


def _was(offer: Offer, tongues: Tongues) -> Fact:
    is_same = offer.list_price == offer.deal_price
    return Fact(tongues.say("was"), "" if is_same else price(offer.list_price, offer.currency))


def _window(
    coupon: Coupon | None, go: Instant | None, tongues: Tongues, told: Callable[[Instant], str]
) -> Fact:
    """In show time with a planned GO, else counted from it."""
    if coupon is None:
        return Fact(Pair(""), "")
    edges = [at for at in (coupon.opens_after, coupon.closes_after) if at is not None]
    if go is None:
        return Fact(tongues.say("coupon_counted"), " – ".join(duration(at) for at in edges))
    key = "coupon_from" if coupon.closes_after is None else "coupon_window"
    return Fact(tongues.say(key), " – ".join(told(Instant(go + at)) for at in edges))


def _fallback(show: Show, offer: Offer, tongues: Tongues) -> Fact:
    instead = None if offer.fallback is None else show.by_id.get(offer.fallback)
    label = tongues.say("fallback")
    if not isinstance(instead, Offer):
        return Fact(label, "")
    product = tongues.own(instead.product, instead.product_alt)
    return Fact(label, f"{instead.number} {product.first}")
