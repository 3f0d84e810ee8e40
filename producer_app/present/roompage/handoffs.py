"""The handoffs on the pages: whole for the room that they come to, in brief for who looks on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from producer_app.core.run import Run
from producer_app.core.show import Clearance, Handoff, RoomId, Show, Talent
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.handoff_line import LineView, line_view
from producer_app.present.roompage.offers import BroughtOffer, brought_offers
from producer_app.present.roompage.segments import SegmentView, segment_view
from producer_app.present.whereabouts import Place, Whereabouts, place_apart, whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    name: str
    name_alt: str
    role: str
    circle: str
    transit: Millis | None
    place: Place
    """Whatever has become of the handoff itself, which its state says."""
    is_barred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffHead:
    """What is planned of a handoff. Where it stands is no part of it: that goes out ahead of the
    page, and does not make it another one."""

    id: str
    number: str
    title: str
    title_alt: str
    kind: str
    from_name: str
    from_name_alt: str
    to_name: str
    to_name_alt: str
    planned: Instant | None
    due: Instant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffView(HandoffHead):
    """A handoff for the room that it comes to."""

    after: SegmentView
    opens: SegmentView | None
    standby_lead: Millis
    return_after: Millis | None
    people: tuple[PersonView, ...]
    offers: tuple[BroughtOffer, ...]
    talking_points: tuple[str, ...]
    throw_words: str
    gates: tuple[str, ...]
    acknowledged_by: tuple[str, ...]
    abort_phrase: str


def handoffs_of(projection: Projection, room: RoomId) -> tuple[HandoffView, ...]:
    """The handoffs that come to a room, the soonest first, those without a time last."""
    found = whereabouts(projection)
    views = [
        _whole(projection, handoff, found)
        for handoff in called_handoffs(projection)
        if handoff.to_room == room
    ]
    return tuple(sorted(views, key=_soonest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is planned of one handoff, with the rooms that it leaves and comes to."""

    handoff: Handoff
    rooms: frozenset[RoomId]
    fields: Mapping[str, Any]
    """Those of HandoffHead."""


def planned_handoffs(projection: Projection) -> tuple[Planned, ...]:
    """All handoffs, the soonest first."""
    show = projection.show
    found = [
        Planned(
            handoff=handoff,
            rooms=frozenset((show.segment(handoff.segment).room, handoff.to_room)),
            fields=_head(projection, handoff),
        )
        for handoff in called_handoffs(projection)
    ]
    return tuple(sorted(found, key=lambda one: _soonest(HandoffHead(**one.fields))))


def heads_in(planned: tuple[Planned, ...], room: RoomId) -> tuple[HandoffHead, ...]:
    """The handoffs that come to a room or leave it."""
    return heads_of(tuple(one for one in planned if room in one.rooms))


def heads_of(planned: tuple[Planned, ...]) -> tuple[HandoffHead, ...]:
    """All of them."""
    return tuple(HandoffHead(**one.fields) for one in planned)


def called_handoffs(projection: Projection) -> list[Handoff]:
    """Those that are to come or have begun, in the order of the plan."""
    show, run = projection.show, projection.run
    return [handoff for handoff in show.handoffs if _is_called(show, run, handoff)]


def lines_of(projection: Projection) -> tuple[LineView, ...]:
    """Where each of them stands."""
    show, run = projection.show, projection.run
    return tuple(line_view(show, run, handoff.id) for handoff in called_handoffs(projection))


def _is_called(show: Show, run: Run | None, handoff: Handoff) -> bool:
    """False for a handoff whose segment is not to be played and that nobody has begun."""
    has_begun = run is not None and run.line(handoff.id).rev > 0
    return has_begun or show.segment(handoff.segment).is_playable


def _soonest(view: HandoffHead) -> tuple[bool, int]:
    return view.due is None, view.due or 0


def _head(projection: Projection, handoff: Handoff) -> dict[str, Any]:
    show, due = projection.show, handoff_due(projection, handoff)
    origin = show.segment(handoff.segment)
    leaves, comes = show.room(origin.room), show.room(handoff.to_room)
    return {
        "id": handoff.id,
        "number": handoff.number,
        "title": handoff.title or origin.title,
        "title_alt": handoff.title_alt or origin.title_alt,
        "kind": handoff.kind.value,
        "from_name": leaves.name,
        "from_name_alt": leaves.name_alt,
        "to_name": comes.name,
        "to_name_alt": comes.name_alt,
        "planned": due.planned,
        "due": due.expected,
    }


def _whole(projection: Projection, handoff: Handoff, found: Whereabouts) -> HandoffView:
    show = projection.show
    origin = show.segment(handoff.segment)
    opens = show.segment(handoff.to_segment) if handoff.to_segment else None
    return HandoffView(
        **_head(projection, handoff),
        after=segment_view(projection.of(origin.id), origin),
        opens=segment_view(projection.of(opens.id), opens) if opens else None,
        standby_lead=handoff.standby_lead,
        return_after=handoff.return_after,
        people=tuple(
            _person(person, place_apart(found, handoff, person))
            for person in show.people(handoff.talent)
        ),
        offers=tuple(brought_offers(show, handoff)),
        talking_points=handoff.talking_points,
        throw_words=handoff.throw_words,
        gates=handoff.gates,
        acknowledged_by=handoff.acknowledged_by,
        abort_phrase=handoff.abort_phrase,
    )


def _person(person: Talent, place: Place) -> PersonView:
    return PersonView(
        name=person.name,
        name_alt=person.name_alt,
        role=person.role.value,
        circle=person.circle,
        transit=person.transit,
        place=place,
        is_barred=person.clearance is Clearance.BLOCKED,
    )
