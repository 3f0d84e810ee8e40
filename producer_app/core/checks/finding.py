"""One thing that is wrong with a plan, as a stable code, its values and one clear sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from producer_app.core.show import HandoffId, RoomId, Segment, SegmentId, Show
from producer_app.core.timebase import SECOND, Instant, wall_time


class Severity(StrEnum):
    """How bad it is: an error cannot go on air, a warning should not, a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_NO_WORDS: Mapping[str, str] = MappingProxyType({})
_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SENTENCES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        "show.no_rooms": (_E, "The show has no room: add a stage room."),
        "show.empty_room": (_W, "{room} has no segment yet."),
        "show.no_on_air": (_W, "{room} has no on-air time, so no start can be told: set one."),
        "number.twice": (_E, "The number {number} stands twice in {room}: {first} and {second}."),
        "handoff.twice": (_E, "There are two handoffs {number}: give one of them another number."),
        "offer.twice": (_E, "There are two offers {number}: give one of them another number."),
        "time.backwards": (
            _E,
            (
                "{segment} is to start at {time}, but what stands before it starts at {before}: "
                "move it up or change one of the two times."
            ),
        ),
        "time.out_backwards": (
            _E,
            "{room} must be off the air at {time}, before it goes on at {before}.",
        ),
        "time.overlap": (
            _E,
            (
                "What stands before {segment} runs {over} past its hard time {time}: "
                "cut or float {over}."
            ),
        ),
        "time.gap": (
            _W,
            "{gap} to fill before {time} ({segment}), and nobody is named to fill it.",
        ),
        "time.gap_host": (_W, "{gap} to fill before {time} ({segment}): {host} to fill it."),
        "time.gap_pad": (_N, "{gap} to fill before {time} ({segment}): {pad} can stretch to it."),
        "time.hard_out": (
            _E,
            "{room} ends at {end}, OVER {over} at its hard out {time}: cut or float {over}.",
        ),
        "time.under": (_W, "{room} ends at {end}, UNDER {gap} at its hard out {time}."),
        "time.under_host": (
            _W,
            "{room} ends at {end}, UNDER {gap} at its hard out {time}: {host} to fill it.",
        ),
        "time.under_pad": (
            _N,
            "{room} ends at {end}, UNDER {gap} at its hard out {time}: {pad} can stretch to it.",
        ),
        "block.over": (_W, "Block “{block}” is {length} long, OVER {over} of its {budget}."),
        "segment.no_length": (
            _W,
            (
                "Segments of {room} without a length: {count}, from {segment} on. "
                "Every time after it is “at least”."
            ),
        ),
        "segment.elastic": (
            _W,
            "{segment} is {length} long, but may be {shortest} to {longest} only.",
        ),
        "segment.ad_longer": (_W, "{segment} is {length} long and counts {ad} of advertising."),
        "handoff.no_segment": (_E, "{handoff} leaves from a segment that is not in the show."),
        "handoff.floated": (
            _E,
            (
                "{handoff} leaves from {segment}, which is {standing}: it is never due. "
                "Hang it on another segment."
            ),
        ),
        "handoff.no_time": (_E, "{handoff} goes at a hard time, but none is set."),
        "handoff.no_room": (_E, "{handoff} leads to a room that is not in the show."),
        "handoff.no_to_segment": (
            _E,
            "{handoff} opens a segment that is not in the rundown of {room}.",
        ),
        "handoff.to_floated": (_E, "{handoff} opens {segment}, which is {standing}."),
        "handoff.not_running": (
            _W,
            "{handoff} is due at {time}, but {segment} in {room} runs from {start} to {end}.",
        ),
        "handoff.room_closed": (_W, "{handoff} is due at {time}, when {room} is not on the air."),
        "handoff.no_offer": (_E, "{handoff} names an offer that is not in the show."),
        "offer.no_price": (_W, "Offer {offer} of {handoff} has no deal price."),
        "offer.no_link": (_W, "Offer {offer} of {handoff} has no link."),
        "offer.open_coupon": (
            _W,
            "The coupon “{coupon}” of offer {offer}, {handoff}, never closes: set its window.",
        ),
        "people.no_handoff": (
            _E,
            "{person} goes from {stage} to {segment} in {room}, but no handoff brings them.",
        ),
        "people.clash": (_E, "{person} is in two rooms at {time}: {first} and {second}."),
        "people.walk": (
            _E,
            "{person} has {time_between} from {first} to {second}, but the walk takes {transit}.",
        ),
        "people.unwalked": (
            _W,
            "{person} has {time_between} from {first} to {second}, and nobody knows the walk.",
        ),
        "people.blocked": (_E, "{person} is blocked, but stands on {segment}: float or recast it."),
        "people.pending": (_W, "{person} is not cleared yet and stands on {segment}."),
        "people.uncleared": (_N, "Artists without a recorded clearance: {count}, {person} first."),
        "people.late": (_E, "{person} arrives at {time}, but {segment} starts at {start}."),
        "ad.incomplete": (_E, "The rule “{rule}” lacks its limit or its window: fill it in."),
        "ad.over": (
            _E,
            "“{rule}” is OVER {over} ({planned} of {limit}): first broken at {time} by {segment}.",
        ),
        "ad.over_before": (
            _E,
            "“{rule}” is OVER {over} ({planned} of {limit}) before the show begins.",
        ),
        "ad.unknown": (_W, "“{rule}”: advertisements without a length count as nothing: {count}."),
        "sponsor.short": (_W, "{brand} has {planned} planned of the {contracted} contracted."),
        "sponsor.mentions": (
            _W,
            "{brand}: mentions planned {planned}, contracted {contracted}.",
        ),
        "sponsor.rival": (
            _W,
            (
                "{brand} and {rival} both advertise in the category “{category}”, "
                "which one of them has to itself."
            ),
        ),
    }
)
"""How bad each finding usually is and its English sentence, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong. ``params`` are the words in the sentence, by name; ``at`` is when
    it happens, None where it has no time."""

    code: str
    severity: Severity
    message: str
    room: RoomId | None = None
    segment: SegmentId | None = None
    handoff: HandoffId | None = None
    at: Instant | None = None
    params: tuple[tuple[str, str], ...] = ()


def finding(
    code: str,
    words: Mapping[str, str] = _NO_WORDS,
    *,
    on: Segment | None = None,
    room_id: RoomId | None = None,
    handoff_id: HandoffId | None = None,
    at: Instant | None = None,
    severity: Severity | None = None,
) -> Finding:
    """The finding of that code with these words in its sentence, ``on`` a segment or in a room;
    ``severity`` where it is not the usual one. KeyError for an unknown code."""
    usual, sentence = SENTENCES[code]
    return Finding(
        code=code,
        severity=severity or usual,
        message=sentence.format(**words),
        room=on.room if on is not None else room_id,
        segment=on.id if on is not None else None,
        handoff=handoff_id,
        at=at,
        params=tuple(words.items()),
    )


def named(segment: Segment) -> str:
    """A segment in a sentence: its number and its title."""
    return f"{segment.number} “{segment.title}”" if segment.number else f"“{segment.title}”"


def long(length: int) -> str:
    """A length in a sentence: ``4:30`` or ``1:02:03``, rounded to the second; never negative."""
    minutes, second = divmod(round(abs(length) / SECOND), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def clock(at: Instant, show: Show) -> str:
    """A moment in a sentence: show-day time to the second."""
    return str(wall_time(Instant(at - at % SECOND), show.date, show.zone))
