"""What is typed into the inspector's lines: the text they start with, its echo, and the edit.

The lines that a rundown has too are understood by the same rules as there.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from producer_app.core.edits import ChangeSegment, Edit, Put, Several
from producer_app.core.entry import parse_length, parse_offset
from producer_app.core.show import (
    Cue,
    Department,
    Handoff,
    OfferId,
    Segment,
    Show,
    Talent,
    TalentId,
)
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import Plan
from producer_app.present import cell_entry
from producer_app.present.cell_entry import Field, NewId
from producer_app.present.time_entry import length_before
from producer_app.present.words import Words, both, duration, understood_in


class Line(StrEnum):
    """What of a segment is typed as a line in the inspector."""

    NUMBER = "number"
    TITLE = "title"
    TITLE_ALT = "title_alt"
    LENGTH = "length"
    SHORTEST = "shortest"
    LONGEST = "longest"
    HARD_START = "hard_start"
    HARD_END = "hard_end"
    FRONT_HIT = "front_hit"
    BACK_HIT = "back_hit"
    LOCATION = "location"
    AD = "ad"
    IN_WORDS = "in_words"
    OUT_WORDS = "out_words"
    NOTES = "notes"


class CueField(StrEnum):
    """What of a cue is typed."""

    DEPARTMENT = "department"
    LABEL = "label"
    OFFSET = "offset"
    STANDBY_WORDS = "standby_words"
    GO_WORDS = "go_words"


_ELASTIC = frozenset({Line.SHORTEST, Line.LONGEST})
_OWN = _ELASTIC | {Line.IN_WORDS, Line.OUT_WORDS}
"""Lines that a rundown does not have."""


def text_of(plan: Plan, segment: Segment, line: Line, words: Words) -> str:
    """The text that a line starts with; it reads back as the same value."""
    if line in _ELASTIC:
        return entry_of(getattr(segment, line))
    if line not in _OWN:
        return cell_entry.text_of(plan, segment, Field(line), words)
    return str(getattr(segment, line))


def echo(plan: Plan, segment: Segment, line: Line, text: str, words: Words) -> str:
    """What that text is understood as; nothing for plain text. BadInput when it is not."""
    if line in _ELASTIC:
        return _length_echo(_elastic(plan, segment, line, text), words)
    if line not in _OWN:
        return cell_entry.echo(plan, segment, Field(line), text, words)
    return ""


def typed(
    plan: Plan, segment: Segment, line: Line, text: str, words: Words, new_id: NewId
) -> Edit | None:
    """The edit that this text asks for; None where it changes nothing."""
    if line not in _OWN:
        return cell_entry.typed(plan, segment, Field(line), text, words, new_id)
    value: object = text.strip()
    if line in _ELASTIC:
        value = _elastic(plan, segment, line, text)
    return changed(segment, line, value)


def _elastic(plan: Plan, segment: Segment, line: Line, text: str) -> Millis | None:
    """A limit of the length; where none stands there it counts from the length itself."""
    present: Millis | None = getattr(segment, line)
    present = segment.length if present is None else present
    return parse_length(text, present, length_before(plan, segment))


def changed(segment: Segment, name: str, value: object) -> Edit | None:
    """The edit that gives a segment's field this value; None where it has it."""
    if getattr(segment, name) == value:
        return None
    return ChangeSegment(segment=segment.id, changes=MappingProxyType({name: value}))


def column_typed(segment: Segment, column: str, text: str) -> Edit | None:
    """The edit that writes into a department column; an empty text leaves the column out."""
    said = text.strip()
    kept = dict(segment.columns)
    if said:
        kept[column.strip()] = said
    else:
        kept.pop(column, None)
    return changed(segment, "columns", tuple(kept.items()))


def talent_added(show: Show, segment: Segment, name: str, new_id: NewId) -> Edit | None:
    """The edit that adds somebody to a segment by name; a name that is new becomes new talent."""
    return _added(show, segment, "talent", name, new_id)


def filler_added(show: Show, segment: Segment, name: str, new_id: NewId) -> Edit | None:
    """The same for somebody who fills the time before the segment."""
    return _added(show, segment, "filled_by", name, new_id)


def filler_removed(segment: Segment, person: TalentId) -> Edit | None:
    """The edit that lets somebody fill no longer."""
    return changed(segment, "filled_by", tuple(key for key in segment.filled_by if key != person))


def talent_removed(segment: Segment, person: TalentId) -> Edit | None:
    """The edit that takes somebody out of a segment; they stay in the show."""
    return changed(segment, "talent", tuple(key for key in segment.talent if key != person))


def offers_changed(handoff: Handoff, offers: tuple[OfferId, ...]) -> Edit | None:
    """The edit that gives a handoff these offers, in this order."""
    return None if offers == handoff.offers else Put(entity=replace(handoff, offers=offers))


def cue_text(cue: Cue, field: CueField, words: Words) -> str:
    """The text that a cue's cell shows and starts with."""
    match field:
        case CueField.DEPARTMENT:
            return words.say(f"department.{cue.department}")
        case CueField.OFFSET:
            return entry_of(cue.offset)
    return str(getattr(cue, field))


def cue_typed(show: Show, cue: Cue, field: CueField, text: str) -> Edit | None:
    """The edit of a cue; a department is named by its value. None where it changes nothing."""
    value: Any = text.strip()
    if field is CueField.DEPARTMENT:
        value = Department(value)
    elif field is CueField.OFFSET:
        value = _offset(show, cue, text)
    changes: dict[str, Any] = {field.value: value}
    after = replace(cue, **changes)
    return None if after == cue else Put(entity=after)


def cue_echo(show: Show, cue: Cue, field: CueField, text: str, words: Words) -> str:
    """What that text is understood as; nothing for plain text. BadInput when it is not."""
    if field is not CueField.OFFSET:
        return ""
    offset = _offset(show, cue, text)
    way = "after" if offset > 0 else "before" if offset < 0 else "at"
    time = understood_in(words, Millis(abs(offset)))
    return words.say(f"inspector.understood_cue_{way}", time=time)


def _offset(show: Show, cue: Cue, text: str) -> Millis:
    """The typed offset; it may count from the cue before."""
    cues = show.cues_of.get(cue.segment, ())
    before = [other.offset for other in cues[: cues.index(cue)]] if cue in cues else []
    return parse_offset(text, before[-1] if before else None)


def entry_of(length: Millis | None) -> str:
    """A length or offset as it is typed: ``4:30``, ``-0:05``, ``0:12.500``; nothing for unknown."""
    if length is None:
        return ""
    milli = f".{abs(length) % SECOND:03d}" if length % SECOND else ""
    return f"{'-' if length < 0 else ''}{duration(abs(length))}{milli}"


def _added(show: Show, segment: Segment, field: str, name: str, new_id: NewId) -> Edit | None:
    said = " ".join(name.split())
    if not said:
        return None
    known = next((p for p in show.talent if said.casefold() in _names_of(p)), None)
    person = known or Talent(id=TalentId(new_id()), name=said)
    named: tuple[TalentId, ...] = getattr(segment, field)
    if person.id in named:
        return None
    changes = MappingProxyType({field: (*named, person.id)})
    change = ChangeSegment(segment=segment.id, changes=changes)
    if known is not None:
        return change
    return Several(edits=(Put(entity=person), change), label=change.label)


def _names_of(person: Talent) -> tuple[str, ...]:
    both_names = both(person.name, person.name_alt, " ")
    return tuple(n.casefold() for n in (person.name, person.name_alt, both_names) if n)


def _length_echo(length: Millis | None, words: Words) -> str:
    if length is None:
        return ""
    return words.say(
        "rundown.understood_length", time=duration(length), text=understood_in(words, length)
    )
