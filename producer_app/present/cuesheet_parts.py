"""Somebody's parts in an evening, in every room: on from when to when, and brought by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from producer_app.core.show import Handoff, RoomId, Segment, Talent, TalentId
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.cuesheet_calls import STANDBY


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One time that somebody is on: in a segment, or where a handoff brings them without one."""

    room: RoomId
    place: int | None
    """The segment's index in its room; None for a handoff that opens no segment."""
    segment: Segment | None
    visits: tuple[Handoff, ...]
    """The handoffs that bring them there."""
    on: Instant | None
    """None while unknown, and where it is out of the timing."""
    off: Instant | None
    """When they are free: the segment is over, or the visit is to return."""
    rank: Instant
    """Where it stands in the evening, whether it is timed or not."""
    was_on: Instant | None = None
    """When they were on as issued before, where that is another time."""
    is_gone: bool = False
    """They were in it as issued before, and are not any more."""

    @property
    def is_timed(self) -> bool:
        """True for what they are on in as planned."""
        return self.on is not None


def comes_straight(person: Talent, before: Part | None, part: Part, by: Millis) -> bool:
    """True for somebody who is still on, or on the way, that long before they are on again."""
    if part.on is None or before is None or before.off is None:
        return False
    walk = person.transit or Millis(0) if before.room != part.room else Millis(0)
    return part.on - by < before.off + walk


def there_by(before: Part, part: Part, walk: Millis) -> Instant:
    """When somebody has to be where they are on next: for a handoff's standby, else for their own;
    later where they cannot be there by then, and never after they are on."""
    on = part.on or Instant(0)
    lead = max((handoff.standby_lead for handoff in part.visits), default=STANDBY)
    arrives = on - lead if before.off is None else before.off + walk
    return Instant(min(on, max(on - lead, arrives)))


def timed_parts(planned: Projection) -> Mapping[TalentId, tuple[Part, ...]]:
    """What everybody is on in as planned, in the order of the evening."""
    return {
        person.id: tuple(part for part in parts_of(planned, person.id) if part.is_timed)
        for person in planned.show.talent
    }


def parts_since(
    planned: Projection, before: Projection | None, person: TalentId
) -> tuple[Part, ...]:
    """All that somebody is in as planned, against the plan as it was issued ``before``: what they
    are not in any more has its place too."""
    parts = parts_of(planned, person)
    if before is None:
        return parts
    then = {_key(part): part for part in parts_of(before, person)}
    kept = [_against(part, then.pop(_key(part), None)) for part in parts]
    gone = [
        replace(part, place=None, visits=(), on=None, off=None, was_on=part.on, is_gone=True)
        for part in then.values()
        if part.on is not None and part.segment is not None
    ]
    return tuple(sorted((*kept, *gone), key=lambda part: part.rank))


def _key(part: Part) -> str:
    return part.visits[0].id if part.segment is None else part.segment.id


def _against(part: Part, before: Part | None) -> Part:
    was = None if before is None else before.on
    is_other = was is not None and (part.on is None or abs(part.on - was) >= SECOND)
    return replace(part, was_on=was) if is_other else part


def parts_of(planned: Projection, person: TalentId) -> tuple[Part, ...]:
    """All that somebody is in as planned, in the order of the evening."""
    visits = [handoff for handoff in planned.show.handoffs if person in handoff.talent]
    found = [*_in_segments(planned, person, visits), *_without_segment(planned, visits)]
    return tuple(sorted(found, key=lambda part: part.rank))


def _in_segments(
    planned: Projection, person: TalentId, visits: Iterable[Handoff]
) -> Iterator[Part]:
    brought: dict[str, list[Handoff]] = {}
    for handoff in visits:
        if handoff.to_segment is not None:
            brought.setdefault(handoff.to_segment, []).append(handoff)
    for room, plan in planned.plan.rooms.items():
        guest = (plan.places[key] for key in plan.places.keys() & brought.keys())
        for place in sorted({*plan.cast.appearances.get(person, ()), *guest}):
            segment = plan.segments[place]
            yield _part(planned, room, place, tuple(brought.get(segment.id, ())))


def _part(planned: Projection, room: RoomId, place: int, visits: tuple[Handoff, ...]) -> Part:
    """They are on with the segment, or with the GO that brings them while it is running."""
    plan = planned.plan.rooms[room]
    start, length = plan.start_at(place), plan.length_of(place)
    ends = [] if start is None or length is None else [Instant(start + length)]
    on = start
    for handoff in visits:
        due = handoff_due(planned, handoff).planned
        if on is not None and due is not None:
            on = max(on, due)
            ends += [] if handoff.return_after is None else [Instant(due + handoff.return_after)]
    return Part(
        room=room,
        place=place,
        segment=plan.segments[place],
        visits=visits,
        on=on,
        off=min(ends, default=None),
        rank=on or plan.down.start_at(place) or Instant(0),
    )


def _without_segment(planned: Projection, visits: Iterable[Handoff]) -> Iterator[Part]:
    for handoff in visits:
        if handoff.to_segment is None:
            due, after = handoff_due(planned, handoff).planned, handoff.return_after
            origin = planned.show.segment(handoff.segment)
            on = due if origin.is_timed else None
            plan = planned.plan.rooms[origin.room]
            yield Part(
                room=handoff.to_room,
                place=None,
                segment=None,
                visits=(handoff,),
                on=on,
                off=None if on is None or after is None else Instant(on + after),
                rank=on or plan.down.start_at(plan.places[origin.id]) or Instant(0),
            )
