"""Hand cards of a shopping room's host: who comes when, what to say, at what price, until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from producer_app.core.revision import Mark
from producer_app.core.show import Handoff, Room, Segment, SegmentId, Talent
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.cuesheet_day import (
    DayLine,
    PaperTimes,
    as_planned,
    timing_notes,
)
from producer_app.present.cuesheet_hard import HardLine
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_offers import OfferCard, offer_card, offers_named
from producer_app.present.cuesheet_order import Stand, stands
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    called_inside,
    changes_word,
    clearance_word,
    cut,
    standing_word,
)
from producer_app.present.words import duration

LABELS = (
    *("coming", "throw", "opens_with", "closes_with", "points", "offers", "gates", "abort"),
    *(
        "return_by",
        "say_ready",
        "note",
        "must_say",
        "must_not_say",
    ),
    *("no_room", "no_cards", "window_from_go", "changes", "continued"),
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

    line: str = "card"
    number: str
    title: Pair
    kind: Pair
    standing_word: Pair
    start: str
    until: str
    length: str
    is_hard: bool
    is_hard_end: bool
    timing: tuple[Pair, ...]
    """What else there is to know of its times: set by hand, impossible, who is waited for."""
    talent: Pair
    in_words: str
    out_words: str
    notes: str
    visits: tuple[Visit, ...]
    offers: tuple[OfferCard, ...]
    changes: Pair
    """What happened since the last issue to it, or to what its handoffs leave."""


Line = Card | DayLine | HardLine
Marks = Mapping[SegmentId, frozenset[Mark]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCards:
    """One shopping room's cards, in the order of the evening, between its hard times."""

    name: Pair
    hours: tuple[Fact, ...]
    """ON AIR and HARD OUT."""
    lines: tuple[Line, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards alone."""
        return tuple(line for line in self.lines if isinstance(line, Card))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopHostSheet:
    """The cards of every shopping room."""

    rooms: tuple[RoomCards, ...]


def shop_host_sheet(projection: Projection, tongues: Tongues, marks: Marks) -> ShopHostSheet:
    """The hand cards as planned; coupon times count from the planned GO."""
    planned = as_planned(projection)
    rooms = (_room(planned, room, tongues, marks) for room in planned.show.shops())
    return ShopHostSheet(rooms=tuple(rooms))


def _room(planned: Projection, room: Room, tongues: Tongues, marks: Marks) -> RoomCards:
    times = PaperTimes(planned.show, planned.plan.rooms[room.id], tongues)
    return RoomCards(
        name=tongues.own(room.name, room.name_alt),
        hours=room_hours(planned.show, room, tongues),
        lines=tuple(_line(planned, times, stand, marks) for stand in stands(planned, times)),
    )


def _line(planned: Projection, times: PaperTimes, stand: Stand, marks: Marks) -> Line:
    if stand.line is not None:
        return stand.line
    if stand.handoff is not None:
        return _of_handoff(planned, times, stand.handoff, marks)
    return _of_segment(planned, times, stand.place or 0, marks)


def _of_segment(planned: Projection, times: PaperTimes, index: int, marks: Marks) -> Card:
    show, plan, tongues = planned.show, times.plan, times.tongues
    segment, start, length = plan.segments[index], plan.starts[index], plan.length_of(index)
    handoffs = [handoff for handoff in show.handoffs if handoff.to_segment == segment.id]
    opened = next((handoff for handoff in handoffs if handoff.offers), None)
    go = None if opened is None else handoff_due(planned, opened).planned
    keys = [key for handoff in handoffs for key in handoff.offers]
    keys += [key for key in offers_named(show, segment) if key not in keys]
    end = None if start is None or length is None else Instant(start + length)
    return Card(
        number=segment.number,
        title=tongues.own(segment.title, segment.title_alt),
        kind=tongues.say(f"kind.{segment.kind}"),
        standing_word=standing_word(segment, tongues),
        start=times.front(index),
        until=times.told(end, index),
        length=duration(length),
        is_hard=plan.hard_start(index) is not None,
        is_hard_end=plan.hard_end(index) is not None,
        timing=timing_notes(planned, times, index),
        talent=tongues.names(show.people(segment.talent)),
        in_words=cut(segment.in_words, WORDS),
        out_words=cut(segment.out_words, WORDS),
        notes=cut(segment.notes, NOTES),
        visits=tuple(_visit(planned, times, handoff) for handoff in handoffs),
        offers=tuple(offer_card(show, key, go, tongues, times.told_by_day) for key in keys),
        changes=_changes((segment.id, *(handoff.segment for handoff in handoffs)), marks, tongues),
    )


def _of_handoff(planned: Projection, times: PaperTimes, handoff: Handoff, marks: Marks) -> Card:
    show, due, tongues = planned.show, handoff_due(planned, handoff).planned, times.tongues
    offers = (offer_card(show, key, due, tongues, times.told_by_day) for key in handoff.offers)
    return Card(
        number=handoff.number,
        title=_title(planned, handoff, tongues),
        kind=tongues.say("words.handoff"),
        standing_word=Pair(""),
        start=times.told_by_day(due),
        until="",
        length="" if handoff.return_after is None else duration(handoff.return_after),
        is_hard=False,
        is_hard_end=False,
        timing=(),
        talent=Pair(""),
        in_words="",
        out_words="",
        notes="",
        visits=(_visit(planned, times, handoff),),
        offers=tuple(offers),
        changes=_changes((handoff.segment,), marks, tongues),
    )


def _changes(keys: Iterable[SegmentId], marks: Marks, tongues: Tongues) -> Pair:
    return changes_word({mark for key in keys for mark in marks.get(key, ())}, tongues)


def _visit(planned: Projection, times: PaperTimes, handoff: Handoff) -> Visit:
    show, due, tongues = planned.show, handoff_due(planned, handoff).planned, times.tongues
    origin = show.segment(handoff.segment)
    after = handoff.return_after
    return_by = None if due is None or after is None else Instant(due + after)
    return Visit(
        number=handoff.number,
        title=_title(planned, handoff, tongues),
        at=times.told_by_day(due),
        origin=tongues.say("from_segment", segment=called_inside(origin, tongues)),
        called_off=_called_off(origin, tongues),
        guests=tuple(_guest(person, tongues) for person in show.people(handoff.talent)),
        throw_words=cut(handoff.throw_words, WORDS),
        points=tuple(cut(point, WORDS) for point in handoff.talking_points),
        return_by=times.told_by_day(return_by),
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
        Pair("")
        if origin.is_playable
        else tongues.say("called_off", number=called_inside(origin, tongues))
    )


def _guest(person: Talent, tongues: Tongues) -> Guest:
    walk = person.transit
    return Guest(
        name=tongues.own(person.name, person.name_alt),
        circle=cut(person.circle, WORDS),
        walk=Pair("") if walk is None else tongues.say("walk", time=duration(walk)),
        warning=clearance_word(person, tongues),
    )
