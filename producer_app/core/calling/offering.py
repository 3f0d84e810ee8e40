"""Acts on offers held against plan and run: a room sells what is brought to it, and while it is."""

from __future__ import annotations

from producer_app.core.calling.calls import ActOnOffer
from producer_app.core.errors import Refused
from producer_app.core.offers import (
    OfferAct,
    OfferState,
    called,
    is_done,
    offers_of,
    refuse_act,
)
from producer_app.core.run import OfferActed, Run
from producer_app.core.show import Offer, OfferId, Show
from producer_app.core.timebase import Instant


def act_on_offer(show: Show, run: Run, call: ActOnOffer, now: Instant) -> tuple[OfferActed, ...]:
    """What happened to the offer, and to the one sold in its place; nothing where it was so."""
    if call.mid and call.mid in run.mids:
        return ()
    offer = _offer(show, call.offer)
    if call.room is not None and offer not in offers_of(show, call.room):
        raise Refused(
            "offer.other_room",
            "{number} is not brought to this room by any handoff.",
            number=called(offer),
        )
    line = run.offer(offer.id)
    if is_done(line, call.act, call.stock):
        return ()
    refuse_act(offer, line, call.act, call.stock)
    acted = _acted(offer, call, call.act, now)
    if call.act is not OfferAct.FALLBACK or offer.fallback is None:
        return (acted,)
    return (acted, *_opened(show, run, offer.fallback, call, now))


def _opened(
    show: Show, run: Run, fallback: OfferId, call: ActOnOffer, now: Instant
) -> tuple[OfferActed, ...]:
    """What is sold instead, opened where it is not open yet."""
    instead, there = _offer(show, fallback), run.offer(fallback)
    if there.state is OfferState.SOLD_OUT:
        raise Refused(
            "offer.fallback_gone",
            "{number} is sold out too: say so by voice.",
            number=called(instead),
        )
    if is_done(there, OfferAct.OPEN, None):
        return ()
    refuse_act(instead, there, OfferAct.OPEN, None)
    return (_acted(instead, call, OfferAct.OPEN, now),)


def _acted(offer: Offer, call: ActOnOffer, act: OfferAct, now: Instant) -> OfferActed:
    return OfferActed(
        at=now,
        offer=offer.id,
        act=act,
        by=call.by,
        via=call.via,
        stock=call.stock if act is OfferAct.STOCK else None,
        number=offer.number,
        product=offer.product,
        price=offer.deal_price,
        mid=call.mid,
    )


def _offer(show: Show, key: OfferId) -> Offer:
    offer = show.by_id.get(key)
    if not isinstance(offer, Offer):
        raise Refused("offer.unknown", "There is no such offer in this show.")
    return offer
