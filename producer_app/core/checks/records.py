"""What must be on record before something is sold: prices, prizes, deadlines, returns, filings."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, Value, clock, finding
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.records import least_kept
from producer_app.core.run import RunKind
from producer_app.core.show import Handoff, HandoffKind, Offer, OfferId, RoomRole, Segment, Show
from producer_app.core.timebase import HOUR, MINUTE

_NEAR, _AT_ONCE = HOUR, 15 * MINUTE
"""Before its opening a room that is not filed is a warning, and then an error."""

_LIMITED = frozenset({HandoffKind.SECKILL, HandoffKind.COUPON_OPEN})
"""Handoffs that open an offer for a limited time."""


def record_findings(sight: Sight) -> Iterator[Finding]:
    """What is not on record: by offer, by handoff, by room, and how long it is all kept."""
    show = sight.show
    carriers = _carriers(show)
    for offer in show.offers:
        yield from _offer(show, offer, carriers.get(offer.id, ()))
    for handoff in show.handoffs:
        if not sight.is_gone(handoff):
            yield from _handoff(sight, handoff)
    for room in sight.rooms.values():
        if room.room.role is RoomRole.SHOP and not room.room.filed.strip():
            yield from _unfiled(sight, room)
    if show.keep_until is not None and show.keep_until < least_kept(show):
        least = least_kept(show).isoformat()
        words = {"date": show.keep_until.isoformat(), "least": least}
        yield finding("record.keep_until", words)


def _offer(show: Show, offer: Offer, carriers: tuple[Handoff, ...]) -> Iterator[Finding]:
    """What a sold offer lacks; a prize that is drawn is not sold."""
    if carriers and all(one.kind is HandoffKind.LUCKY_BAG for one in carriers):
        return
    words = {"offer": _named(offer)}
    before, now = offer.list_price, offer.deal_price
    is_discount = before is not None and now is not None and now < before
    codes = []
    if is_discount and not offer.price_evidence.strip():
        codes.append("offer.no_evidence")
    if not offer.returns.strip():
        codes.append("offer.no_returns")
    coupon = offer.coupon
    if coupon is not None and coupon.closes_after is None and not carriers:
        words["coupon"] = coupon.name
        codes.append("offer.coupon_open")
    on = _segment(show, carriers[0]) if carriers else None
    handoff = carriers[0].id if carriers else None
    for code in codes:
        yield finding(code, words, on=on, handoff_id=handoff)


def _handoff(sight: Sight, handoff: Handoff) -> Iterator[Finding]:
    on = _segment(sight.show, handoff)
    offers = [one for key in handoff.offers if isinstance(one := sight.show.by_id.get(key), Offer)]
    words: dict[str, Value] = {"handoff": handoff.number}
    if handoff.kind in _LIMITED and not _closes(handoff, offers):
        yield finding("handoff.no_deadline", words, on=on, handoff_id=handoff.id)
    if handoff.kind is not HandoffKind.LUCKY_BAG:
        return
    for offer in offers:
        cap = sight.standards.prize_caps.get(offer.currency)
        worth = max(offer.list_price or 0, offer.deal_price or 0)
        if cap is not None and worth > cap.most:
            figures = {"worth": _money(worth), "most": _money(cap.most), "currency": cap.currency}
            words |= {"offer": _named(offer), **figures, "source": cap.source}
            yield finding("offer.prize_cap", words, on=on, handoff_id=handoff.id)


def _closes(handoff: Handoff, offers: list[Offer]) -> bool:
    """True when it is known how long the offer lasts; an open coupon is told by itself."""
    return handoff.return_after is not None or any(offer.coupon is not None for offer in offers)


def _unfiled(sight: Sight, room: RoomSight) -> Iterator[Finding]:
    """A note in the plan; in the show's own run worse, the nearer the opening comes."""
    run, opens = room.times.run, room.plan.on_air
    if run is not None and run.ended is not None:
        return
    words, key = {"room": room.room.name}, room.room.id
    is_show = sight.run is not None and sight.run.kind is RunKind.SHOW
    if run is not None and run.began is not None:
        severity = Severity.ERROR if is_show else None
        yield finding("room.open_unfiled", words, room_id=key, severity=severity)
    elif opens is None:
        yield finding("room.unfiled", words, room_id=key)
    else:
        words["time"] = clock(opens, sight.show)
        severity = _severity(opens - sight.projection.now) if is_show else None
        yield finding("room.unfiled_at", words, room_id=key, at=opens, severity=severity)


def _severity(left: int) -> Severity:
    """How bad it is so long before the opening."""
    if left > _NEAR:
        return Severity.NOTE
    return Severity.WARNING if left > _AT_ONCE else Severity.ERROR


def _carriers(show: Show) -> dict[OfferId, tuple[Handoff, ...]]:
    found: dict[OfferId, tuple[Handoff, ...]] = {}
    for handoff in show.handoffs:
        for key in handoff.offers:
            found[key] = (*found.get(key, ()), handoff)
    return found


def _segment(show: Show, handoff: Handoff) -> Segment | None:
    segment = show.by_id.get(handoff.segment)
    return segment if isinstance(segment, Segment) else None


def _named(offer: Offer) -> str:
    return f"{offer.number} “{offer.product}”"


def _money(amount: int) -> str:
    units, rest = divmod(amount, 100)
    return f"{units:,}.{rest:02d}" if rest else f"{units:,}"
