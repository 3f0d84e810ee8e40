"""Handoffs that lead nowhere, land beside their segment, or carry offers nobody can buy."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, clock, finding, named
from producer_app.core.show import Anchor, Handoff, HandoffKind, Offer, Segment
from producer_app.core.timebase import MINUTE, Instant
from producer_app.core.timing import Projection, RoomPlan, handoff_due

_EARLY = MINUTE
"""A room may begin this much after the people have come."""


def handoff_findings(projection: Projection) -> Iterator[Finding]:
    """What is wrong with each handoff, in order."""
    for handoff in projection.show.handoffs:
        broken = _origin(projection, handoff)
        if broken is not None:
            yield broken
        else:
            yield from _landing(projection, handoff)
        yield from _offers(projection, handoff)


def _origin(projection: Projection, handoff: Handoff) -> Finding | None:
    """Why the handoff is never due; None when it is."""
    segment = projection.show.by_id.get(handoff.segment)
    words = {"handoff": handoff.number}
    if not isinstance(segment, Segment):
        return finding("handoff.no_segment", words, handoff_id=handoff.id)
    on_hard_time = handoff.trigger.anchor is Anchor.HARD_TIME
    if on_hard_time and handoff.trigger.hard_time is None:
        return finding("handoff.no_time", words, on=segment, handoff_id=handoff.id)
    if not on_hard_time and not segment.is_timed:
        return finding(
            "handoff.floated",
            {"segment": named(segment), "standing": segment.standing.value, **words},
            on=segment,
            handoff_id=handoff.id,
        )
    return None


def _landing(projection: Projection, handoff: Handoff) -> Iterator[Finding]:
    show, words = projection.show, {"handoff": handoff.number}
    origin = show.segment(handoff.segment)
    times = projection.rooms.get(handoff.to_room)
    if times is None:
        yield finding("handoff.no_room", words, on=origin, handoff_id=handoff.id)
        return
    room = times.plan
    words["room"] = room.room.name
    due = handoff_due(projection, handoff).planned
    if handoff.to_segment is None:
        if due is not None and not _is_open(room, due):
            words["time"] = clock(due, show)
            code = "handoff.room_closed"
            yield finding(code, words, on=origin, handoff_id=handoff.id, at=due)
        return
    place = room.places.get(handoff.to_segment)
    if place is None:
        yield finding("handoff.no_to_segment", words, on=origin, handoff_id=handoff.id)
        return
    target = room.segments[place]
    if not target.is_timed:
        yield finding(
            "handoff.to_floated",
            {
                "handoff": handoff.number,
                "segment": named(target),
                "standing": target.standing.value,
            },
            on=target,
            handoff_id=handoff.id,
        )
    elif due is not None:
        yield from _beside(projection, handoff, room, place, due)


def _beside(
    projection: Projection, handoff: Handoff, room: RoomPlan, place: int, due: Instant
) -> Iterator[Finding]:
    """The handoff when the segment that it opens is not running as it lands."""
    show, start = projection.show, room.starts[place]
    target = room.segments[place]
    if start is None or target.length is None or not room.firm[place]:
        return
    end = Instant(start + target.length)
    walk = max((person.transit or 0 for person in show.people(handoff.talent)), default=0)
    if due >= end or due + walk + _EARLY < start:
        yield finding(
            "handoff.not_running",
            {
                "handoff": handoff.number,
                "time": clock(due, show),
                "segment": named(target),
                "room": room.room.name,
                "start": clock(start, show),
                "end": clock(end, show),
            },
            on=target,
            handoff_id=handoff.id,
            at=due,
        )


def _is_open(room: RoomPlan, at: Instant) -> bool:
    if room.on_air is not None and at < room.on_air:
        return False
    return room.end is None or not room.end_firm or at <= room.end


def _offers(projection: Projection, handoff: Handoff) -> Iterator[Finding]:
    show = projection.show
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
