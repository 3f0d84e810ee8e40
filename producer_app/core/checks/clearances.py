"""People who may not appear, or of whom nobody has said that they may."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, finding, named
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.sight import Sight
from producer_app.core.show import Clearance, Segment, Show, Talent, TalentId, TalentRole


def clearance_findings(sight: Sight) -> Iterator[Finding]:
    """Everybody who is blocked or not cleared and stands on a segment that is to come; who has no
    record is told in one line."""
    show, brought = sight.show, _brought(sight)
    open_codes = {Clearance.BLOCKED: "people.blocked", Clearance.PENDING: "people.pending"}
    unrecorded: list[Talent] = []
    for person in show.talent:
        if person.clearance is Clearance.CLEARED:
            continue
        segment = _first_segment(sight, person.id) or brought.get(person.id)
        if segment is None:
            continue
        code = open_codes.get(person.clearance)
        if code is not None:
            words = {"person": person.name, "segment": named(segment)}
            yield finding(code, words, on=segment)
        elif person.clearance is Clearance.NONE and person.role is TalentRole.ARTIST:
            unrecorded.append(person)
    if unrecorded:
        words = {"count": str(len(unrecorded)), "person": unrecorded[0].name}
        yield finding("people.uncleared", words, severity=_of_unrecorded(show))


def _first_segment(sight: Sight, person: TalentId) -> Segment | None:
    """The first segment that they stand on, room by room."""
    for room in sight.rooms.values():
        for place in room.plan.cast.appearances.get(person, ()):
            if place in room.to_come:
                return room.segments[place]
    return None


def _brought(sight: Sight) -> dict[TalentId, Segment]:
    """The first segment that a handoff brings everybody to."""
    found: dict[TalentId, Segment] = {}
    for handoff in sight.show.handoffs:
        opened = sight.show.by_id.get(handoff.to_segment or "")
        if isinstance(opened, Segment) and sight.comes(opened) and not sight.is_gone(handoff):
            for key in handoff.talent:
                found.setdefault(key, opened)
    return found


def _of_unrecorded(show: Show) -> Severity | None:
    """Once somebody keeps records, a missing one is more than a note."""
    is_kept = any(person.clearance is not Clearance.NONE for person in show.talent)
    return Severity.WARNING if is_kept else None
