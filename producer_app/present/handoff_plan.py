"""One handoff as it is planned: when it is due, what is wrong with it, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.checks import NO_STANDARDS, Standards, check
from producer_app.core.show import (
    Anchor,
    Handoff,
    HandoffId,
    Offer,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
    Talent,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.findings import FindingView, finding_view
from producer_app.present.roompage import price
from producer_app.present.words import Words, both, clock, duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Somebody or something that a handoff may take along."""

    id: str
    text: str
    is_ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffPlanView:
    """One handoff, whole, as the plan has it, with everything that may be chosen for it."""

    handoff: Handoff
    way: str
    """From which room to which."""
    due: str
    """When it is due as planned, in words."""
    around: str
    """When standby is called and by when it returns, as planned."""
    is_due_known: bool
    findings: tuple[FindingView, ...]
    title_hint: str
    """The titles that stand in where the handoff has none of its own."""
    title_alt_hint: str
    segments: tuple[tuple[SegmentId, str], ...]
    rooms: tuple[tuple[RoomId, str], ...]
    opens: tuple[tuple[SegmentId | None, str], ...]
    talent: tuple[Tick, ...]
    """Those of the segment first."""
    offers: tuple[Tick, ...]


def handoff_plan_view(
    projection: Projection,
    handoff_id: HandoffId,
    words: Words,
    standards: Standards = NO_STANDARDS,
) -> HandoffPlanView | None:
    """The handoff as the plan has it, its words held against ``standards``; None once the show has
    none of that id."""
    show = projection.show
    handoff = show.by_id.get(handoff_id)
    if not isinstance(handoff, Handoff):
        return None
    origin = show.by_id.get(handoff.segment)
    leaves = origin if isinstance(origin, Segment) else None
    due = handoff_due(projection, handoff).planned if leaves is not None else None
    found = (one for one in check(projection.plan, standards) if one.handoff == handoff.id)
    return HandoffPlanView(
        handoff=handoff,
        way=both(
            _room_name(show, leaves.room if leaves else None),
            _room_name(show, handoff.to_room),
            " → ",
        ),
        due=_due(projection, handoff, due, words),
        around=_around(show, handoff, due, words),
        is_due_known=due is not None,
        findings=tuple(finding_view(show, one, words) for one in found),
        title_hint=leaves.title if leaves else "",
        title_alt_hint=leaves.title_alt if leaves else "",
        segments=tuple((s.id, _in_its_room(show, s, handoff)) for s in show.segments),
        rooms=_rooms(show, handoff, leaves),
        opens=_opens(show, handoff, words),
        talent=_people(show, handoff, leaves, words),
        offers=_offers(show, handoff, words),
    )


def ticked(ids: tuple[str, ...], key: str, *, is_ticked: bool) -> tuple[str, ...]:
    """The ids with that one behind the others, or without it."""
    rest = tuple(one for one in ids if one != key)
    return (*rest, key) if is_ticked else rest


def _due(projection: Projection, handoff: Handoff, due: Instant | None, words: Words) -> str:
    if due is None:
        return words.say("handoff_plan.due_unknown")
    text = clock(due, projection.show, words=words)
    if handoff.trigger.anchor is not Anchor.HARD_TIME:
        plan = projection.of(handoff.segment).plan
        if not plan.firm[plan.places[handoff.segment]]:
            text = words.say("words.at_least", time=text)
    return words.say("handoff_plan.due", time=text)


def _around(show: Show, handoff: Handoff, due: Instant | None, words: Words) -> str:
    if due is None:
        return ""
    standby = clock(Instant(due - handoff.standby_lead), show, words=words)
    text = words.say("handoff_plan.standby_at", time=standby)
    if handoff.return_after is None:
        return text
    back = clock(Instant(due + handoff.return_after), show, words=words)
    return both(text, words.say("handoff.return_by", time=back), " · ")


def _room_name(show: Show, room_id: RoomId | None) -> str:
    room = show.by_id.get(room_id or "")
    return both(room.name, room.name_alt, " ") if isinstance(room, Room) else "?"


def _name(segment: Segment) -> str:
    return both(segment.number, both(segment.title, segment.title_alt, " "), " ")


def _in_its_room(show: Show, segment: Segment, handoff: Handoff) -> str:
    room = show.room(segment.room)
    return both(_name(segment), room.name, " · ") if room.id == handoff.to_room else _name(segment)


def _rooms(show: Show, handoff: Handoff, leaves: Segment | None) -> tuple[tuple[RoomId, str], ...]:
    """The rooms that it may lead to: every other one, and the one that it does lead to."""
    own = leaves.room if leaves is not None else None
    return tuple(
        (room.id, both(room.name, room.name_alt, " "))
        for room in show.rooms
        if room.id != own or room.id == handoff.to_room
    )


def _opens(show: Show, handoff: Handoff, words: Words) -> tuple[tuple[SegmentId | None, str], ...]:
    rundown = show.rundowns.get(handoff.to_room, ())
    nothing = (None, words.say("handoff_plan.opens_nothing"))
    return (nothing, *((segment.id, _name(segment)) for segment in rundown))


def _people(show: Show, handoff: Handoff, leaves: Segment | None, words: Words) -> tuple[Tick, ...]:
    own = show.people(leaves.talent) if leaves is not None else ()
    others = tuple(person for person in show.talent if person not in own)
    return tuple(_person(person, handoff, words) for person in (*own, *others))


def _person(person: Talent, handoff: Handoff, words: Words) -> Tick:
    name = both(person.name, person.name_alt, " ")
    walk = words.say("handoff.walk", time=duration(person.transit)) if person.transit else ""
    return Tick(id=person.id, text=both(name, walk, " · "), is_ticked=person.id in handoff.talent)


def _offers(show: Show, handoff: Handoff, words: Words) -> tuple[Tick, ...]:
    return tuple(_offer(offer, handoff, words) for offer in show.offers)


def _offer(offer: Offer, handoff: Handoff, words: Words) -> Tick:
    is_ticked = offer.id in handoff.offers
    text = both(offer.number, both(offer.product, offer.product_alt, " "), " ")
    text = both(text, price(offer.deal_price, offer.currency), " · ")
    if is_ticked and len(handoff.offers) > 1:
        place = handoff.offers.index(offer.id) + 1
        text = both(text, words.say("handoff_plan.shown", place=place), " · ")
    return Tick(id=offer.id, text=text, is_ticked=is_ticked)
