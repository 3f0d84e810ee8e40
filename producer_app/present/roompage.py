"""What a room's page shows: the handoffs that come to it, who and what comes with them, and now.

Everything is plain and JSON-able: instants and durations are milliseconds, words are the show's
own in both languages. It must not know how the page looks or how it gets there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from producer_app.core.budget import Budget
from producer_app.core.handoff import TIMERS, Line, resend_every
from producer_app.core.run import Run, Take
from producer_app.core.show import (
    Clearance,
    Coupon,
    Handoff,
    HandoffId,
    Offer,
    RoomId,
    Segment,
    Show,
    Talent,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes, handoff_due
from producer_app.present.budget_room import RoomRule, room_rules

COMING = 4
"""How many segments of its own rundown a room sees ahead."""

SIGNS = {"CNY": "¥", "JPY": "¥", "EUR": "€", "USD": "$", "GBP": "£", "INR": "₹", "KRW": "₩"}
WITHOUT_CENTS = frozenset({"JPY", "KRW"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Where one handoff stands, as the console knew it at ``seq`` of ``epoch``; newest wins."""

    epoch: int
    seq: int
    handoff: str
    room: str
    state: str
    rev: int
    since: Instant
    went: Instant | None = None
    live: Instant | None = None
    returned: Instant | None = None
    return_by: Instant | None = None
    ready_by: str = ""
    live_by: str = ""
    was_forced: bool = False
    is_stood_down: bool = False
    """Called off, and nobody in the room has taken note yet."""
    reason: str = ""
    ttl: Millis = TIMERS.go_ttl
    resend: Millis | None = None
    """How often it is sent again until the page has shown it; None when nothing is owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    name: str
    name_alt: str
    role: str
    circle: str
    transit: Millis | None
    has_arrived: bool
    is_barred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponView:
    """A coupon and its window, counted from the real GO."""

    name: str
    opens_after: Millis
    closes_after: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    number: str
    product: str
    product_alt: str
    list_price: str
    deal_price: str
    coupon: CouponView | None
    stock: int | None
    """Pieces that may be sold now: what is released, else what is planned."""
    stock_floor: int | None
    per_user: int | None
    must_say: str
    must_not_say: str
    fallback: str
    fallback_alt: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    number: str
    title: str
    title_alt: str
    kind: str
    start: Instant | None
    end: Instant | None
    waits_for: tuple[tuple[str, str], ...] = ()
    """Who has to walk over before it can begin, in both languages; nobody where none is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffView:
    id: str
    number: str
    title: str
    title_alt: str
    kind: str
    after: SegmentView
    opens: SegmentView | None
    planned: Instant | None
    due: Instant | None
    standby_lead: Millis
    return_after: Millis | None
    people: tuple[PersonView, ...]
    offers: tuple[OfferView, ...]
    talking_points: tuple[str, ...]
    throw_words: str
    gates: tuple[str, ...]
    acknowledged_by: tuple[str, ...]
    abort_phrase: str
    line: LineView


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage:
    """One room's page. ``run`` is "plan", "rehearsal" or "show"; ``epoch`` is 0 without a run."""

    show: str
    show_title: str
    show_title_alt: str
    zone: str
    date: str
    room: str
    name: str
    name_alt: str
    run: str
    run_number: int
    is_ended: bool
    epoch: int
    seq: int
    hard_out: Instant | None
    handoffs: tuple[HandoffView, ...]
    on_air: SegmentView | None
    coming: tuple[SegmentView, ...]
    stage: SegmentView | None
    stage_next: SegmentView | None
    rules: tuple[RoomRule, ...] = ()
    """A shopping room's own ad rules, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSnapshot:
    """Every room's page at one moment."""

    show: str
    zone: str
    epoch: int
    seq: int
    pages: tuple[RoomPage, ...]


def room_snapshot(projection: Projection, budget: Budget | None = None) -> RoomSnapshot:
    """The pages of all rooms as things stand, with the ad budget where a room has its own."""
    show, run = projection.show, projection.run
    return RoomSnapshot(
        show=show.id,
        zone=show.zone,
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        pages=tuple(room_page(projection, room.id, budget) for room in show.rooms),
    )


def room_page(projection: Projection, room: RoomId, budget: Budget | None = None) -> RoomPage:
    """The page of a room as things stand; Refused when the show has no such room."""
    show, run = projection.show, projection.run
    place, times = show.room(room), projection.rooms[room]
    stage = show.stage()
    stage_times = projection.rooms[stage.id] if stage and stage.id != room else None
    return RoomPage(
        show=show.id,
        show_title=show.title,
        show_title_alt=show.title_alt,
        zone=show.zone,
        date=show.date.isoformat(),
        room=place.id,
        name=place.name,
        name_alt=place.name_alt,
        run=run.kind.value if run else "plan",
        run_number=run.number if run else 0,
        is_ended=run is not None and run.ended is not None,
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        hard_out=times.hard_out,
        handoffs=handoffs_of(projection, room),
        on_air=_on_air(show, times),
        coming=_coming(show, times, COMING),
        stage=_on_air(show, stage_times) if stage_times else None,
        rules=room_rules(projection, room, budget),
        stage_next=next(iter(_coming(show, stage_times, 1)), None) if stage_times else None,
    )


def handoffs_of(projection: Projection, room: RoomId) -> tuple[HandoffView, ...]:
    """The handoffs that come to a room, the soonest first, those without a time last."""
    show, run = projection.show, projection.run
    views = [
        _handoff(projection, handoff)
        for handoff in show.handoffs
        if handoff.to_room == room and _is_called(show, run, handoff)
    ]
    return tuple(sorted(views, key=lambda view: (view.due is None, view.due or 0)))


def line_view(show: Show, run: Run | None, handoff: HandoffId) -> LineView:
    """Where a handoff stands; Refused when the show has no such handoff."""
    plan = show.handoff(handoff)
    line = run.line(handoff) if run else Line(handoff=handoff)
    return LineView(
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        handoff=handoff,
        room=plan.to_room,
        state=line.state.value,
        rev=line.rev,
        since=line.changed,
        went=line.went,
        live=line.live,
        returned=line.returned,
        return_by=_return_by(plan, line),
        ready_by=line.ready_by,
        live_by=line.live_by,
        was_forced=line.was_forced,
        is_stood_down=line.was_stood_down and line.acknowledged is None,
        reason=line.reason,
        resend=resend_every(line),
    )


def price(minor: int | None, currency: str) -> str:
    """A price as it is said: ``¥199``, ``¥9.90``, ``SEK 40``; empty when there is none."""
    if minor is None:
        return ""
    if currency in WITHOUT_CENTS:
        amount = f"{minor:,}"
    else:
        whole, cents = divmod(minor, 100)
        amount = f"{whole:,}.{cents:02d}" if cents else f"{whole:,}"
    return f"{SIGNS[currency]}{amount}" if currency in SIGNS else f"{currency} {amount}".strip()


def _is_called(show: Show, run: Run | None, handoff: Handoff) -> bool:
    """False for a handoff whose segment is out of the timing and that nobody has begun."""
    has_begun = run is not None and run.line(handoff.id).rev > 0
    return has_begun or show.segment(handoff.segment).is_timed


def _return_by(handoff: Handoff, line: Line) -> Instant | None:
    if line.went is None or handoff.return_after is None:
        return None
    return Instant(line.went + handoff.return_after)


def _handoff(projection: Projection, handoff: Handoff) -> HandoffView:
    show = projection.show
    due = handoff_due(projection, handoff)
    opens = show.segment(handoff.to_segment) if handoff.to_segment else None
    return HandoffView(
        id=handoff.id,
        number=handoff.number,
        title=handoff.title or show.segment(handoff.segment).title,
        title_alt=handoff.title_alt or show.segment(handoff.segment).title_alt,
        kind=handoff.kind.value,
        after=_segment(projection.of(handoff.segment), show.segment(handoff.segment)),
        opens=_segment(projection.of(opens.id), opens) if opens else None,
        planned=due.planned,
        due=due.expected,
        standby_lead=handoff.standby_lead,
        return_after=handoff.return_after,
        people=tuple(_person(person) for person in show.people(handoff.talent)),
        offers=tuple(_offers(show, handoff)),
        talking_points=handoff.talking_points,
        throw_words=handoff.throw_words,
        gates=handoff.gates,
        acknowledged_by=handoff.acknowledged_by,
        abort_phrase=handoff.abort_phrase,
        line=line_view(show, projection.run, handoff.id),
    )


def _person(person: Talent) -> PersonView:
    return PersonView(
        name=person.name,
        name_alt=person.name_alt,
        role=person.role.value,
        circle=person.circle,
        transit=person.transit,
        has_arrived=person.has_arrived,
        is_barred=person.clearance is Clearance.BLOCKED,
    )


def _offers(show: Show, handoff: Handoff) -> Iterable[OfferView]:
    for key in handoff.offers:
        offer = show.by_id.get(key)
        if isinstance(offer, Offer):
            yield _offer(show, offer)


def _offer(show: Show, offer: Offer) -> OfferView:
    fallback = show.by_id.get(offer.fallback) if offer.fallback else None
    instead = fallback if isinstance(fallback, Offer) else None
    return OfferView(
        number=offer.number,
        product=offer.product,
        product_alt=offer.product_alt,
        list_price=price(offer.list_price, offer.currency),
        deal_price=price(offer.deal_price, offer.currency),
        coupon=_coupon(offer.coupon),
        stock=offer.released if offer.released is not None else offer.stock,
        stock_floor=offer.stock_floor,
        per_user=offer.per_user,
        must_say=offer.must_say,
        must_not_say=offer.must_not_say,
        fallback=f"{instead.number} {instead.product}".strip() if instead else "",
        fallback_alt=f"{instead.number} {instead.product_alt}".strip()
        if instead and instead.product_alt
        else "",
        link=offer.link,
    )


def _coupon(coupon: Coupon | None) -> CouponView | None:
    if coupon is None:
        return None
    return CouponView(
        name=coupon.name, opens_after=coupon.opens_after, closes_after=coupon.closes_after
    )


def _segment(times: RoomTimes, segment: Segment) -> SegmentView:
    return SegmentView(
        number=segment.number,
        title=segment.title,
        title_alt=segment.title_alt,
        kind=segment.kind.value,
        start=times.start_of(segment.id),
        end=times.end_of(segment.id),
    )


def _on_air(show: Show, times: RoomTimes) -> SegmentView | None:
    take = times.on_air
    return None if take is None else _take(show, times, take)


def _take(show: Show, times: RoomTimes, take: Take) -> SegmentView:
    segment = show.by_id.get(take.segment)
    return SegmentView(
        number=take.number,
        title=take.title,
        title_alt=segment.title_alt if isinstance(segment, Segment) else "",
        kind=take.kind.value,
        start=take.started,
        end=times.free_at,
    )


def _coming(show: Show, times: RoomTimes, count: int) -> tuple[SegmentView, ...]:
    if times.run is not None and times.run.ended is not None:
        return ()
    return tuple(_next(show, times, position) for position in range(min(count, len(times.coming))))


def _next(show: Show, times: RoomTimes, position: int) -> SegmentView:
    """What stands there among what is to come: a repeat has been on the air already."""
    place = times.coming[position]
    start, ends = times.down.start_at(position), times.end_at(position)
    is_known = start is not None and ends is not None and (ends.is_firm or ends.at > start)
    return replace(
        _segment(times, times.plan.segments[place]),
        start=start,
        end=ends.at if is_known and ends is not None else None,
        waits_for=_awaited(show, times, place),
    )


def _awaited(show: Show, times: RoomTimes, place: int) -> tuple[tuple[str, str], ...]:
    if times.waiting_at(place) <= 0:
        return ()
    people = show.people(times.waits[place].people)
    return tuple((person.name, person.name_alt) for person in people)
