"""Handoffs that lead nowhere or are never due, and offers that nobody can buy."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, finding, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import Anchor, Handoff, HandoffKind, Offer, Segment, Show


def handoff_findings(sight: Sight) -> Iterator[Finding]:
    """What is wrong with each handoff that is still to go, in order."""
    for handoff in sight.show.handoffs:
        if sight.is_gone(handoff):
            continue
        broken = _origin(sight, handoff) or _target(sight, handoff)
        if broken is not None:
            yield broken
        yield from _offers(sight.show, handoff)


def _origin(sight: Sight, handoff: Handoff) -> Finding | None:
    """Why the handoff is never due; None when it is."""
    segment = sight.show.by_id.get(handoff.segment)
    words = {"handoff": handoff.number}
    if not isinstance(segment, Segment):
        return finding("handoff.no_segment", words, handoff_id=handoff.id)
    on_hard_time = handoff.trigger.anchor is Anchor.HARD_TIME
    if on_hard_time and handoff.trigger.hard_time is None:
        return finding("handoff.no_time", words, on=segment, handoff_id=handoff.id)
    if on_hard_time or sight.comes(segment):
        return None
    words |= {"segment": named(segment), "standing": segment.standing.value}
    return finding("handoff.floated", words, on=segment, handoff_id=handoff.id)


def _target(sight: Sight, handoff: Handoff) -> Finding | None:
    """Why the handoff leads nowhere; None when it does not."""
    origin, room = sight.show.segment(handoff.segment), sight.rooms.get(handoff.to_room)
    words = {"handoff": handoff.number}
    if room is None:
        return finding("handoff.no_room", words, on=origin, handoff_id=handoff.id)
    if handoff.to_segment is None:
        return None
    place = room.plan.places.get(handoff.to_segment)
    if place is None:
        words["room"] = room.room.name
        return finding("handoff.no_to_segment", words, on=origin, handoff_id=handoff.id)
    target = room.segments[place]
    if sight.comes(target):
        return None
    words |= {"segment": named(target), "standing": target.standing.value}
    return finding("handoff.to_floated", words, on=target, handoff_id=handoff.id)


def _offers(show: Show, handoff: Handoff) -> Iterator[Finding]:
    origin = show.by_id.get(handoff.segment)
    on = origin if isinstance(origin, Segment) else None
    for key in handoff.offers:
        offer = show.by_id.get(key)
        if not isinstance(offer, Offer):
            yield finding(
                "handoff.no_offer", {"handoff": handoff.number}, on=on, handoff_id=handoff.id
            )
            continue
        words = {"handoff": handoff.number, "offer": f"{offer.number} “{offer.product}”"}
        for code in _incomplete(handoff, offer):
            yield finding(code, words, on=on, handoff_id=handoff.id)
        coupon = offer.coupon
        if coupon is not None and coupon.closes_after is None:
            words["coupon"] = coupon.name
            yield finding("offer.open_coupon", words, on=on, handoff_id=handoff.id)


def _incomplete(handoff: Handoff, offer: Offer) -> Iterator[str]:
    """What an offer lacks to be sold; what is given away in a lucky bag needs no price."""
    if offer.deal_price is None and handoff.kind is not HandoffKind.LUCKY_BAG:
        yield "offer.no_price"
    if not offer.link:
        yield "offer.no_link"
