"""Hand cards of a shopping room's host: who comes when, what to say, at what price, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.core.show import Clearance, Handoff, Room, RoomId, Segment, Talent
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomPlan, handoff_due
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_offers import OfferCard, offer_card, offers_named
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    called,
    cut,
    front_time,
)
from producer_app.present.words import clock, duration

LABELS = (
    *("coming", "throw", "opens_with", "closes_with", "points", "offers", "gates", "abort"),
    *(
        "return_by",
        "say_ready",
        "note",
        "must_say",
        "must_not_say",
    ),
    *("no_room", "no_cards", "window_from_go"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who comes to the room."""

    name: Pair
    circle: str
    walk: Pair
    warning: Pair
    """NOT CLEARED or BARRED; empty when they may be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A handoff as the receiving host needs it."""

    number: str
    title: Pair
    at: str
    origin: Pair
    called_off: Pair
    guests: tuple[Guest, ...]
    throw_words: str
    points: tuple[str, ...]
    return_by: str
    abort_phrase: str
    gates: tuple[str, ...]
    ready: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One hand card: a segment of the room, the handoffs that open it, and what is on offer."""

    number: str
    title: Pair
    kind: Pair
    standing_word: Pair
    start: str
    until: str
    length: str
    is_hard: bool
    talent: Pair
    in_words: str
    out_words: str
    notes: str
    visits: tuple[Visit, ...]
    offers: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCards:
    """One shopping room's cards, in the order of the evening."""

    name: Pair
    hours: tuple[Fact, Fact]
    """ON AIR and HARD OUT."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopHostSheet:
    """The cards of every shopping room."""

    rooms: tuple[RoomCards, ...]


def shop_host_sheet(projection: Projection, tongues: Tongues) -> ShopHostSheet:
    """The hand cards as planned; coupon times count from the planned GO."""
    rooms = (_room(projection, room, tongues) for room in projection.show.shops())
    return ShopHostSheet(rooms=tuple(rooms))


def _room(projection: Projection, room: Room, tongues: Tongues) -> RoomCards:
    show = projection.show
    timed = [*_segments(projection, room.id, tongues), *_visits(projection, room.id, tongues)]
    timed.sort(key=lambda entry: entry[0])
    return RoomCards(
        name=tongues.own(room.name, room.name_alt),
        hours=room_hours(show, room, tongues),
        cards=tuple(card for _, card in timed),
    )


_Timed = tuple[int, Card]
"""A card with the moment it is sorted by."""


def _segments(projection: Projection, room: RoomId, tongues: Tongues) -> Iterator[_Timed]:
    """A card for each segment; one without a time stays behind the one before it."""
    plan = projection.plan.rooms[room]
    reached = plan.on_air or 0
    for index, start in enumerate(plan.starts):
        reached = max(reached, start or 0)
        yield reached, _of_segment(projection, plan, index, tongues)


def _visits(projection: Projection, room: RoomId, tongues: Tongues) -> Iterator[_Timed]:
    """A card for each handoff to the room that opens none of its segments."""
    for handoff in projection.show.handoffs:
        if handoff.to_room == room and handoff.to_segment is None:
            due = handoff_due(projection, handoff).planned
            yield due or 0, _of_handoff(projection, handoff, tongues)


def _of_segment(projection: Projection, plan: RoomPlan, index: int, tongues: Tongues) -> Card:
    show, segment, start = projection.show, plan.segments[index], plan.starts[index]
    handoffs = [handoff for handoff in show.handoffs if handoff.to_segment == segment.id]
    opened = next((handoff for handoff in handoffs if handoff.offers), None)
    go = None if opened is None else handoff_due(projection, opened).planned
    keys = [key for handoff in handoffs for key in handoff.offers]
    keys += [key for key in offers_named(show, segment) if key not in keys]
    end = None if start is None or segment.length is None else Instant(start + segment.length)
    return Card(
        number=segment.number,
        title=tongues.own(segment.title, segment.title_alt),
        kind=tongues.say(f"kind.{segment.kind}"),
        standing_word=Pair("") if segment.is_timed else tongues.say(segment.standing.value),
        start=front_time(start, plan.firm[index], show),
        until=clock(end, show),
        length=duration(segment.length),
        is_hard=plan.hard_start(index) is not None,
        talent=tongues.names(show.people(segment.talent)),
        in_words=cut(segment.in_words, WORDS),
        out_words=cut(segment.out_words, WORDS),
        notes=cut(segment.notes, NOTES),
        visits=tuple(_visit(projection, handoff, tongues) for handoff in handoffs),
        offers=tuple(offer_card(show, key, go, tongues) for key in keys),
    )


def _of_handoff(projection: Projection, handoff: Handoff, tongues: Tongues) -> Card:
    show, due = projection.show, handoff_due(projection, handoff).planned
    return Card(
        number=handoff.number,
        title=_title(projection, handoff, tongues),
        kind=tongues.say("words.handoff"),
        standing_word=Pair(""),
        start=clock(due, show),
        until="",
        length="" if handoff.return_after is None else duration(handoff.return_after),
        is_hard=False,
        talent=Pair(""),
        in_words="",
        out_words="",
        notes="",
        visits=(_visit(projection, handoff, tongues),),
        offers=tuple(offer_card(show, key, due, tongues) for key in handoff.offers),
    )


def _visit(projection: Projection, handoff: Handoff, tongues: Tongues) -> Visit:
    show, due = projection.show, handoff_due(projection, handoff).planned
    origin = show.segment(handoff.segment)
    after = handoff.return_after
    return_by = None if due is None or after is None else Instant(due + after)
    return Visit(
        number=handoff.number,
        title=_title(projection, handoff, tongues),
        at=clock(due, show),
        origin=tongues.say("from_segment", segment=called(origin, tongues)),
        called_off=_called_off(origin, tongues),
        guests=tuple(_guest(person, tongues) for person in show.people(handoff.talent)),
        throw_words=cut(handoff.throw_words, WORDS),
        points=tuple(cut(point, WORDS) for point in handoff.talking_points),
        return_by=clock(return_by, show),
        abort_phrase=cut(handoff.abort_phrase, WORDS),
        gates=tuple(cut(gate, WORDS) for gate in handoff.gates),
        ready=handoff.acknowledged_by,
    )


def _title(projection: Projection, handoff: Handoff, tongues: Tongues) -> Pair:
    origin = projection.show.segment(handoff.segment)
    if handoff.title or handoff.title_alt:
        return tongues.own(handoff.title, handoff.title_alt)
    return tongues.own(origin.title, origin.title_alt)


def _called_off(origin: Segment, tongues: Tongues) -> Pair:
    return (
        Pair("") if origin.is_timed else tongues.say("called_off", number=called(origin, tongues))
    )


def _guest(person: Talent, tongues: Tongues) -> Guest:
    warnings = {Clearance.BLOCKED: "barred", Clearance.PENDING: "not_cleared"}
    key = warnings.get(person.clearance)
    walk = person.transit
    return Guest(
        name=tongues.own(person.name, person.name_alt),
        circle=cut(person.circle, WORDS),
        walk=Pair("") if walk is None else tongues.say("walk", time=duration(walk)),
        warning=Pair("") if key is None else tongues.say(key),
    )
