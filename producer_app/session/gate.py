"""What the plan may not do to what is live: the check that every edit, undo and redo passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from producer_app.core.calling import in_standby
from producer_app.core.errors import NeedsConfirmation, Phrase, Refused
from producer_app.core.handoff import GONE, OPEN, State
from producer_app.core.run import Run
from producer_app.core.show import Handoff, Room, Segment, SegmentId, Show, field_word

HARMLESS = frozenset({"notes", "colour", "columns", "sound", "block", "filled_by"})
"""Fields of a live segment that may change without a question."""

_ASKED_ABOUT = tuple(sorted({field.name for field in fields(Segment)} - HARMLESS))

SHOW_TIMES = ("date", "zone", "on_air", "hard_out", "keeps_length")
"""What a show that has begun is measured by: free before its first GO, a question afterwards."""

ROOM_TIMES = ("on_air", "hard_out")
"""The same of a room that has begun."""

_UNDER_WAY = OPEN | GONE | {State.LIVE, State.RETURNED}


def hold_against_air(before: Show, after: Show, run: Run | None, *, confirmed: bool) -> None:
    """Refuse an edit that pulls away what is on air or in standby; ask when one touches it."""
    if run is None or run.ended is not None or before is after:
        return
    _keep_handoffs(before, after, run)
    for room in before.rooms:
        playhead = run.room(room.id)
        if playhead.on_air is not None:
            _protect(before, after, playhead.on_air.segment, is_on_air=True, confirmed=confirmed)
        waiting = in_standby(before, playhead)
        if waiting is None:
            continue
        _protect(before, after, waiting.id, is_on_air=False, confirmed=confirmed)
        then = in_standby(after, playhead)
        if then is not None and then.id != waiting.id and not confirmed:
            raise NeedsConfirmation(
                "live.standby_changes",
                "This puts {new} in standby in place of {old}.",
                new=_called(then),
                old=_called(waiting),
            )
    if not confirmed:
        _ask_about_times(before, after, run)


def _ask_about_times(before: Show, after: Show, run: Run) -> None:
    begun = [room for room in before.rooms if run.room(room.id).began is not None]
    if begun and (names := _touched_fields(before, after, SHOW_TIMES)):
        raise NeedsConfirmation(
            "live.touched_show", "The show has begun: change its {fields}?", fields=names
        )
    for room in begun:
        now = after.by_id.get(room.id)
        if isinstance(now, Room) and (names := _touched_fields(room, now, ROOM_TIMES)):
            raise NeedsConfirmation(
                "live.touched_room",
                "{room} has begun: change its {fields}?",
                room=room.name,
                fields=names,
            )


def _touched_fields(
    was: Show | Room | Segment, now: Show | Room | Segment, names: Iterable[str]
) -> tuple[Phrase, ...]:
    """What differs of those fields, in words."""
    return tuple(field_word(n) for n in names if getattr(was, n) != getattr(now, n))


def _keep_handoffs(before: Show, after: Show, run: Run) -> None:
    """Refuse an edit that takes a handoff away from the room that is acting on it."""
    for line in run.lines.values():
        if line.state not in _UNDER_WAY:
            continue
        was, now = before.by_id.get(line.handoff), after.by_id.get(line.handoff)
        if not isinstance(was, Handoff) or was is now:
            continue
        if not isinstance(now, Handoff) or now.to_room != was.to_room:
            raise Refused(
                "live.handoff_pulled_away",
                "Handoff {number} is under way in its room: recall it or let it return first.",
                number=was.number,
            )


def _protect(
    before: Show, after: Show, key: SegmentId, *, is_on_air: bool, confirmed: bool
) -> None:
    was, now = before.by_id.get(key), after.by_id.get(key)
    if was is now or not isinstance(was, Segment):
        return
    if not isinstance(now, Segment) or not now.is_playable or now.room != was.room:
        raise _pulled_away(_called(was), is_on_air=is_on_air)
    names = _touched_fields(was, now, _ASKED_ABOUT)
    if names and not confirmed:
        raise _touched(_called(was), names, is_on_air=is_on_air)


def _pulled_away(segment: str, *, is_on_air: bool) -> Refused:
    if is_on_air:
        return Refused(
            "live.pulled_away_on_air",
            "{segment} is on air: it cannot be taken out of the rundown now. "
            "GO to another segment first, or take it back.",
            segment=segment,
        )
    return Refused(
        "live.pulled_away_in_standby",
        "{segment} is in standby: it cannot be taken out of the rundown now. "
        "Put another segment in standby first.",
        segment=segment,
    )


def _touched(segment: str, names: tuple[Phrase, ...], *, is_on_air: bool) -> NeedsConfirmation:
    if is_on_air:
        return NeedsConfirmation(
            "live.touched_on_air",
            "{segment} is on air: change its {fields}?",
            segment=segment,
            fields=names,
        )
    return NeedsConfirmation(
        "live.touched_in_standby",
        "{segment} is in standby: change its {fields}?",
        segment=segment,
        fields=names,
    )


def _called(segment: Segment) -> str:
    return f"{segment.number} {segment.title}".strip()
